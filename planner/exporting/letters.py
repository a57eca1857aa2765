"""Drafts as Word letters: plain ones, or filled into the user's own letterhead."""

from __future__ import annotations

import copy
import io
import re
import unicodedata
import zipfile
from typing import TYPE_CHECKING, Any

from planner.exporting.file_names import file_name
from planner.exporting.outgoing import ExportError, File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from planner.exporting.outgoing import Manner, Outgoing


# A document is a zip, as a workbook is; a letterhead with pictures never unpacks to more.
_LARGEST = 64 << 20
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ONE = "letters.docx"


def as_letters(messages: Iterable[Outgoing], manner: Manner) -> Iterator[File]:
    """Write one document a letter, or one of all letters, each on a page of its own.

    Raises:
        ExportError: the letterhead is no Word document, or names what there is not.
    """
    letterhead = _Letterhead(manner.letterhead) if manner.letterhead else None
    if manner.is_one_file:
        document = letterhead.all(messages, manner) if letterhead else _all(messages, manner)
        yield File(_ONE, [_saved(document)])
        return
    for outgoing in messages:
        document = letterhead.filled(outgoing, manner) if letterhead else _letter(outgoing, manner)
        name = file_name(outgoing.name, outgoing.touch.id, ".docx")
        yield File(name, [_saved(document)], outgoing.touch.id)


def _letter(outgoing: Outgoing, manner: Manner) -> Any:
    document = _blank()
    _add_letter(document, outgoing, manner)
    return document


def _all(messages: Iterable[Outgoing], manner: Manner) -> Any:
    document = _blank()
    for number, outgoing in enumerate(messages):
        first = _add_letter(document, outgoing, manner)
        first.paragraph_format.page_break_before = number > 0
    return document


def _blank() -> Any:
    from docx import Document  # noqa: PLC0415 - heavy, and only for letters
    from docx.shared import Pt  # noqa: PLC0415 - same

    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    return document


def _add_letter(document: Any, outgoing: Outgoing, manner: Manner) -> Any:
    """Who writes, the day, to whom, the subject, the words; gives the first paragraph."""
    sender, contact = outgoing.sender, outgoing.contact
    writer = [sender.text("name"), *sender.text("postal_address").split("\n")]
    reader = [outgoing.name, contact.text("title"), contact.company]
    reader += contact.text("postal_address").split("\n")
    first = _add(document, writer)
    _add(document, [_day(outgoing, manner)])
    _add(document, reader)
    if outgoing.subject:
        _add(document, [outgoing.subject], is_bold=True)
    for paragraph in re.split(r"\n[ \t]*\n", outgoing.text.strip("\n")):
        _add(document, paragraph.split("\n"))
    return first


def _add(document: Any, lines: Sequence[str], *, is_bold: bool = False) -> Any:
    shown = [shown for line in lines if (shown := _plain(line).rstrip())]
    paragraph = document.add_paragraph()
    run = paragraph.add_run()
    run.bold = is_bold or None
    for number, line in enumerate(shown):
        if number:
            run.add_break()
        run.add_text(line)
    if _is_right_to_left("".join(shown)):
        _turn(paragraph, run)
    return paragraph


def _turn(paragraph: Any, run: Any) -> None:
    """Let a paragraph run from right to left (ISO/IEC 29500-1, 17.3.1.6 and 17.3.2.30)."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only for such letters

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no word for it
    properties.append(OxmlElement("w:bidi"))
    run.font.rtl = True


def _is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as the Unicode algorithm has it (rule P2)."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L"


def _day(outgoing: Outgoing, manner: Manner) -> str:
    from planner.templating.languages import DEFAULT_LANGUAGE, language_code  # noqa: PLC0415 - only for letters
    from planner.templating.prose.guess_language import guessed_language  # noqa: PLC0415 - same
    from planner.templating.spelling import spell_date  # noqa: PLC0415 - same

    # A letter is dated in the language that it is written in.
    language = guessed_language(outgoing.text) or language_code(outgoing.contact.text("language"))
    return spell_date(manner.now.date(), language or DEFAULT_LANGUAGE)


def _plain(text: str) -> str:
    """Without the characters that XML forbids."""
    return _NO_XML.sub("", text)


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Letterhead:
    """The user's own Word document, with names in `{{ }}` where the letter's parts belong.

    It is Jinja in the sandbox of templates, for it may come from a stranger; the values can add no
    markup.
    """

    def __init__(self, path: Path) -> None:
        from planner.templating.sandbox import Sandbox  # noqa: PLC0415 - heavy, and only for letterheads

        self._name = path.name
        self._content = _document_at(path)
        self._jinja = Sandbox()
        self._jinja.autoescape = True
        del self._jinja.filters["safe"]

    def filled(self, outgoing: Outgoing, manner: Manner) -> Any:
        """Fill the document for one person."""
        from docxtpl import DocxTemplate  # noqa: PLC0415 - heavy, and only for letterheads
        from jinja2 import TemplateError  # noqa: PLC0415 - same

        from planner.templating.budget import TooMuchWorkError, Work, work  # noqa: PLC0415 - same

        document = DocxTemplate(io.BytesIO(self._content))
        work.set(Work())
        try:
            document.render(_values(outgoing, manner), jinja_env=self._jinja)
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
                SyntaxError, RecursionError, MemoryError, TooMuchWorkError) as error:  # fmt: skip
            raise ExportError(
                f"{self._name} cannot be filled in: {str(error).rstrip('.')}.",
                "docs/export.md lists what a letterhead may name.",
            ) from error
        self._require_words(document, outgoing)
        return document

    def _require_words(self, document: Any, outgoing: Outgoing) -> None:
        """Make sure that the letter says what it is to say: a letterhead may leave it out."""
        shown = "".join(document.docx.element.body.itertext())
        words = _plain(outgoing.text)
        if "".join(words.split()) not in "".join(shown.split()):
            raise ExportError(
                f"{self._name} leaves the message out: the letter to {outgoing.name} would go"
                " without its words.",
                "Put {{ draft }} in the text of the letterhead, where the words belong.",
            )

    def all(self, messages: Iterable[Outgoing], manner: Manner) -> Any:
        """One document: the pages of each person after those of the one before.

        Raises:
            ExportError: its header or footer speaks of one person, and a document has but one.
        """
        whole: Any = None
        for outgoing in messages:
            document = self.filled(outgoing, manner)
            if whole is None:
                whole, edges, body = document, _edges(document), document.docx.element.body
                continue
            if _edges(document) != edges:
                raise ExportError(
                    f"{self._name}: its header or footer differs from person to person.",
                    "Leave out --one-file, or move those names into the text of the letter.",
                )
            _append(body, document.docx.element.body)
        return whole if whole is not None else _blank()


def _append(body: Any, more: Any) -> None:
    """Add the elements of another body, from a new page on, before the page setup that ends it."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - heavy, and only for letterheads
    from docx.oxml.ns import nsdecls  # noqa: PLC0415 - same

    end = body.sectPr
    place = list(body).index(end) if end is not None else len(body)
    page = parse_xml(f'<w:p {nsdecls("w")}><w:r><w:br w:type="page"/></w:r></w:p>')
    added = [page, *(copy.deepcopy(part) for part in more if part is not more.sectPr)]
    for number, element in enumerate(added):
        body.insert(place + number, element)


def _edges(document: Any) -> list[bytes]:
    """List the headers and footers of a document, as they are written."""
    parts = document.docx.part.package.iter_parts()
    named = {str(part.partname): part.blob for part in parts}
    return [named[name] for name in sorted(named) if re.search(r"/(?:header|footer)\d*\.xml", name)]


def _values(outgoing: Outgoing, manner: Manner) -> dict[str, object]:
    from planner.model.channel import Channel  # noqa: PLC0415 - beside its use
    from planner.templating.fields import context  # noqa: PLC0415 - only for letterheads

    known = context(
        outgoing.contact,
        outgoing.sender,
        today=manner.now.date(),
        step=outgoing.touch.step,
        channel=outgoing.channel or Channel.LETTER,
    )
    own = {
        "name": outgoing.name,
        "subject": outgoing.subject,
        "draft": outgoing.text,
        "date": _day(outgoing, manner),
    }
    return {
        name: _plain(value) if isinstance(value, str) else value
        for name, value in {**known, **own}.items()
    }


def _document_at(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(member.file_size for member in package.infolist())
            is_document = "word/document.xml" in package.namelist()
        content = path.read_bytes()
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise ExportError(
            f"{path} is no Word document.", "Give a .docx, saved in Word or LibreOffice."
        ) from error
    if not is_document or size > _LARGEST:
        raise ExportError(f"{path} is no document that a letter could be.", "Give a plain .docx.")
    return content
