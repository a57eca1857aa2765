"""Letters and texts that leave: read back by python-docx, and by LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from planner.exporting.outgoing import ExportError
from tests.exporting.conftest import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.exporting.conftest import Outbox

NAMES = [person[0] for person in PEOPLE]
LENA = "Lena Brief"


def words(path: Path) -> str:
    return "\n".join(each.text for each in docx.Document(str(path)).paragraphs)


def letterhead(outbox: Outbox, *paragraphs: str, header: str = "") -> Path:
    """A Word document of the user's own."""
    document = docx.Document()
    document.add_heading("Lantern Street")
    for each in paragraphs:
        document.add_paragraph(each)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    path = outbox.path.parent / "ours.docx"
    document.save(str(path))
    return path


def test_a_letter_reads_so(outbox: Outbox) -> None:
    report = outbox.leave("docx", where=["Channel=letter"])
    assert words(outbox.file_of(report, LENA)) == (
        "Nora Whitfield\n7 Invented Row\nLeeds\n2 March 2026\nLena Brief\nPaper & Co\n"
        "A word on paper\nDear Lena Brief,\nthe paper mill that you restored in Leeds.\n"
        "Thank you,\nNora Whitfield"
    )


def test_everybody_has_a_letter_in_their_own_words(outbox: Outbox) -> None:
    outbox.type("CON", "Draft", "Dear Con,\nsecond line & <b>\n\nnext\tparagraph")
    report = outbox.leave("docx")
    assert [each.outgoing.name for each in report.messages] == NAMES
    assert len({each.file for each in report.messages}) == len(NAMES)
    for each in report.messages:
        told = words(each.file)
        assert each.outgoing.name in told
    assert "Dear Con,\nsecond line & <b>\nnext\tparagraph" in words(outbox.file_of(report, "CON"))


def test_right_to_left_text_runs_from_the_right(outbox: Outbox) -> None:
    outbox.type("ליאור אברהמי", "Draft", "שלום ליאור,\n\nHello")
    report = outbox.leave("docx")
    document = docx.Document(str(outbox.file_of(report, "ליאור אברהמי")))
    turned = {
        each.text: each._p.pPr is not None and bool(each._p.pPr.xpath("w:bidi"))
        for each in document.paragraphs
    }
    assert turned["שלום ליאור,"]
    assert not turned["Hello"]


@pytest.mark.office
def test_libreoffice_reads_all_letters_in_one_document(
    outbox: Outbox, convert_with_office: Callable[[Sequence[Path], str, Path], None]
) -> None:
    report = outbox.leave("docx", to=None, is_one_file=True)
    assert [each.name for each in report.files] == ["people letters.docx"]
    convert_with_office(report.files, "txt:Text (encoded):UTF8", outbox.to)
    told = (outbox.to / "people letters.txt").read_text(encoding="utf-8-sig")
    assert all(name in told for name in NAMES)
    for each in report.messages:
        assert set(each.outgoing.text.split()) <= set(told.split())


def test_a_letterhead_is_filled(outbox: Outbox) -> None:
    path = letterhead(
        outbox, "To {{ name }} at {{ company }} on {{ date }}", "{{ draft }}", "{{ sender.name }}",
        header="{{ sender.name }}",
    )  # fmt: skip
    outbox.type("CON", "Draft", "One & <two>\n\n{{ name }}")
    report = outbox.leave("docx", letterhead=path, ignored=["draft-residue"])
    assert words(outbox.file_of(report, "CON")) == (
        "Lantern Street\nTo CON at Devices on 2 March 2026\nOne & <two>\n\n{{ name }}\n"
        "Nora Whitfield"
    )
    document = docx.Document(str(outbox.file_of(report, LENA)))
    assert document.sections[0].header.paragraphs[0].text == "Nora Whitfield"


def test_one_document_holds_a_letterhead_for_everybody(outbox: Outbox) -> None:
    path = letterhead(outbox, "To {{ name }}", "{{ draft }}", header="{{ sender.name }}")
    report = outbox.leave("docx", letterhead=path, is_one_file=True)
    told = words(report.files[0])
    assert told.count("Lantern Street") == len(NAMES)
    assert [line[3:] for line in told.split("\n") if line.startswith("To ")] == NAMES


def test_a_header_that_names_people_fits_no_common_document(outbox: Outbox) -> None:
    path = letterhead(outbox, "{{ draft }}", header="For {{ name }}")
    with pytest.raises(ExportError, match="differs from person to person"):
        outbox.leave("docx", letterhead=path, is_one_file=True)
    assert not outbox.to.exists()


@pytest.mark.parametrize(
    "text", ["Dear {{ name }}", "{% if name == 'nobody' %}{{ draft }}{% endif %}", "{{ subject }}"]
)
def test_a_letterhead_that_leaves_the_message_out_is_refused(outbox: Outbox, text: str) -> None:
    with pytest.raises(ExportError, match=r"ours\.docx leaves the message out"):
        outbox.leave("docx", letterhead=letterhead(outbox, text), mark=True)
    assert not outbox.to.exists()
    with outbox.campaign() as campaign:
        assert {str(touch.status) for touch in campaign.book.touches()} == {"drafted"}


@pytest.mark.parametrize(
    "placeholder",
    [
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
        "{{ 'x' * 999999999 }}",
        "{{ name.__class__.__mro__ }}", "{{ nobody }}", "{% for %}", "{{ draft|safe }}",
        "{{ 1 / 0 }}", "{{ name.format.__globals__ }}",
    ],
)  # fmt: skip
def test_a_strangers_letterhead_runs_nothing(outbox: Outbox, placeholder: str) -> None:
    with pytest.raises(ExportError, match=r"ours\.docx cannot be filled in"):
        outbox.leave("docx", letterhead=letterhead(outbox, placeholder))
    assert not outbox.to.exists()


def test_a_letterhead_must_be_a_word_document(outbox: Outbox) -> None:
    for path in (outbox.path, outbox.path.parent / "none.docx"):
        with pytest.raises(ExportError, match="document"):
            outbox.leave("docx", letterhead=path)


# --- texts -------------------------------------------------------------------------------------


def test_a_text_reads_so(outbox: Outbox) -> None:
    report = outbox.leave("txt")
    assert outbox.file_of(report, LENA).read_bytes().decode() == (
        "A word on paper\n\nDear Lena Brief,\n\nthe paper mill that you restored in Leeds.\n\n"
        "Thank you,\nNora Whitfield\n"
    )


def test_markdown_reads_so(outbox: Outbox) -> None:
    report = outbox.leave("md")
    assert outbox.file_of(report, "CON").read_bytes().decode() == (
        "# CON\n\n- Company: Devices\n- Channel: email\n- Address: con@devices.example\n"
        "- Status: drafted\n- Subject: About Devices\n\nDear CON,\n\n"
        "the devices that you showed at the fair in Leeds.\n\nThank you,\nNora Whitfield\n"
    )
    for each in report.messages:
        assert each.outgoing.text.strip() in each.file.read_text(encoding="utf-8")
