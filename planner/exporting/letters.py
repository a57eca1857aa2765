"""Drafts as Word letters: plain ones, or filled into the user's own letterhead."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from planner.errors import UsageError
from planner.exporting.leaving import File
from planner.exporting.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from planner.exporting.leaving import Leaving

__all__ = ["letter_files", "letters_on_letterhead", "one_document"]

# A document is a zip as a workbook is; a letterhead never unpacks to more.
_LARGEST = 64 << 20


def letter_files(drafts: Sequence[Leaving], today: date) -> Iterator[File]:
    """One document a draft."""
    names = Names()
    for each in drafts:
        document = _blank()
        _add_letter(document, each, today)
        yield File(names.of(each, ".docx"), _saved(document))


def one_document(drafts: Sequence[Leaving], today: date) -> Iterator[File]:
    """All letters in one document, each on a page of its own, ready to be printed."""
    document = _blank()
    for number, each in enumerate(drafts):
        if number:
            document.add_page_break()
        _add_letter(document, each, today)
    yield File("letters.docx", _saved(document))


def letters_on_letterhead(drafts: Sequence[Leaving], letterhead: Path) -> Iterator[File]:
    """The user's own document with its placeholders filled, one a draft.

    `{{ draft }}`, `{{ subject }}`, `{{ name }}` and every field of the contact, `{{ sender.name }}`
    and every name of the Sender sheet. It is Jinja in the sandbox, for it may come from a stranger.

    Raises:
        UsageError: it is no Word document, or its placeholders make no sense.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - heavy, and only for letterheads
    from jinja2 import TemplateError  # noqa: PLC0415 - same
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - same

    _require_document(letterhead)
    names = Names()
    for each in drafts:
        sandbox = ImmutableSandboxedEnvironment(autoescape=True)
        filled = DocxTemplate(letterhead)
        try:
            filled.render(_values(each), jinja_env=sandbox)
        except (TemplateError, ValueError, TypeError, OverflowError) as error:
            raise UsageError(
                f"{letterhead.name}: {error}.", "See docs/export.md for what it may name."
            ) from error
        yield File(names.of(each, ".docx"), _saved(filled))


def _values(each: Leaving) -> dict[str, object]:
    contact = {name: each.contact.text(name) for name in each.contact.columns.positions}
    sender = dict(each.sender.values)
    return {**contact, "name": each.name, "subject": each.subject, "draft": each.text,
            "sender": sender}  # fmt: skip


def _require_document(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(each.file_size for each in package.infolist())
            is_document = "word/document.xml" in package.namelist()
    except (OSError, zipfile.BadZipFile) as error:
        raise UsageError(
            f"{path} is no Word document.", "Give a .docx, saved in Word or LibreOffice."
        ) from error
    if not is_document or size > _LARGEST:
        raise UsageError(
            f"{path} is no Word document that a letter could be.", "Give a plain .docx."
        )


def _blank() -> Any:
    from docx import Document  # noqa: PLC0415 - heavy, and only for letters
    from docx.shared import Pt  # noqa: PLC0415 - same

    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    return document


def _add_letter(document: Any, each: Leaving, today: date) -> None:
    sender, contact = each.sender, each.contact
    own = [sender.text("name"), *sender.text("postal_address").split("\n")]
    _add_block(document, own)
    document.add_paragraph(today.isoformat())
    _add_block(document, [each.name, contact.company])
    if each.subject:
        document.add_paragraph().add_run(_plain(each.subject)).bold = True
    for paragraph in each.text.split("\n\n"):
        _add_block(document, paragraph.split("\n"))


def _add_block(document: Any, lines: Sequence[str]) -> None:
    filled = [_plain(line) for line in lines if line.strip()]
    if not filled:
        return
    run = document.add_paragraph().add_run(filled[0])
    for line in filled[1:]:
        run.add_break()
        run.add_text(line)


def _plain(text: str) -> str:
    """Without the control characters that XML forbids."""
    return "".join(letter for letter in text if letter >= " " or letter == "\t")


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
