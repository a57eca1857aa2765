"""Each format is read back by a reader that is not planner's."""

from __future__ import annotations

import csv
import io
import json
import mailbox
import os
import re
import shutil
import subprocess
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import docx
import pytest
import vobject
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from planner import Campaign
from planner.email.message_ids import message_id
from planner.errors import UsageError
from planner.exporting import FORMATS
from tests.exporting.conftest import HEADERS, NOW, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage
    from pathlib import Path

    from tests.exporting.conftest import Outbox

NAMES = [person[0] for person in PEOPLE]
BY_MAIL = NAMES[:4]


def emails(outbox: Outbox) -> dict[str, EmailMessage]:
    found = {}
    for name, content in outbox.files().items():
        if name.endswith(".eml"):
            message = message_from_bytes(content, policy=policy.default)
            found[str(message["To"].addresses[0].display_name)] = message
    return found


def test_each_email_opens_as_a_draft_with_the_words_of_its_row(outbox: Outbox) -> None:
    outbox.type("Ada Byron", "Draft", "Dear Ada,\n\nFrom here to there.\n.\nNora")
    outbox.type("Ada Byron", "Subject", "Engines\nBcc: everybody@example.org")
    report = outbox.depart("eml")
    found = emails(outbox)
    assert sorted(found) == sorted(BY_MAIL)
    ada = found["Ada Byron"]
    said = ada.get_content().replace("\r\n", "\n")
    assert said == "Dear Ada,\n\nFrom here to there.\n.\nNora\n"
    assert (ada["Subject"], ada["Bcc"]) == ("Engines Bcc: everybody@example.org", None)
    assert [each.addr_spec for each in ada["From"].addresses] == ["nora@whitfield.example"]
    assert all(each["X-Unsent"] == "1" for each in found.values())
    expected = {message_id(each.touch.id, each.touch.contact) for each in report.left}
    assert {each["Message-ID"] for each in found.values()} == expected
    assert report.held == ("Nia Note",)


def test_a_second_export_makes_the_same_files(outbox: Outbox) -> None:
    outbox.depart("eml")
    before = outbox.files()
    (outbox.to / "mine.txt").write_text("mine", encoding="utf-8")
    outbox.depart("eml")
    assert outbox.files() == before | {"mine.txt": b"mine"}


def test_attachments_and_copies_come_from_the_template(
    outbox: Outbox, write_template: Callable[[str, str], Path]
) -> None:
    template = write_template(
        "email.txt",
        "Channel: email\nCC: cc@example.org\nBCC: blind@example.org\nReply-To: re@example.org\n"
        "Subject: A plan\nATTACHMENT: plan.txt\n\nHello {{ first_name }},\n\n{{ purpose|sentence }}"
        "\n\nThank you,\nNora\n",
    )
    (template.parent / "plan.txt").write_bytes(b"the plan")
    with Campaign.open(outbox.path, now=NOW) as campaign:
        campaign.draft()
    outbox.type("Ada Byron", "Draft", "Dear Ada, my own words.")
    report = outbox.depart("eml")
    for name in ("Ada Byron", "CON"):
        message = emails(outbox)[name]
        (part,) = message.iter_attachments()
        assert (part.get_filename(), part.get_payload(decode=True)) == ("plan.txt", b"the plan")
        assert (message["Cc"], message["Reply-To"]) == ("cc@example.org", "re@example.org")
        assert message["Bcc"] == "blind@example.org"
        body = message.get_body(("plain",))
        assert body is not None
        assert ("my own words" in body.get_content()) is (name == "Ada Byron")
    assert {each.bcc for each in report.left if each.email} == {("blind@example.org",)}
    (template.parent / "plan.txt").unlink()
    before = outbox.files()
    with pytest.raises(Exception, match=r"plan\.txt"):
        outbox.depart("eml")
    assert outbox.files() == before


def test_a_mailbox_is_read_by_others(outbox: Outbox) -> None:
    outbox.type("Ada Byron", "Draft", "Dear Ada,\n\nFrom here to there.\n>From afar.\n")
    outbox.depart("mbox")
    path = outbox.to / "drafts.mbox"
    box = mailbox.mbox(path, factory=None, create=False)
    assert len(box) == len(BY_MAIL)
    subjects = [str(each["Subject"]) for each in box]
    box.close()
    assert all(subjects)


@pytest.mark.skipif(
    not (shutil.which("mutt") and shutil.which("script")), reason="mutt or script is not installed"
)
def test_mutt_takes_every_message_out_of_a_mailbox(outbox: Outbox, tmp_path: Path) -> None:
    outbox.type("Ada Byron", "Draft", "Dear Ada,\n\nFrom here to there.\n>From afar.\n")
    outbox.depart("mbox")
    copied, settings = tmp_path / "copied", tmp_path / "muttrc"
    (tmp_path / "Mail").mkdir()  # else mutt asks whether to make it
    settings.write_text(
        "set confirmappend=no confirmcreate=no copy=no quit=yes\n"
        f'push "<tag-pattern>~A<enter><tag-prefix><copy-message>{copied}<enter><exit>"\n',
        encoding="utf-8",
    )
    command = f"mutt -n -F {settings} -R -f {outbox.to / 'drafts.mbox'}"
    subprocess.run(
        ["script", "-qec", command, "/dev/null"],
        env={**os.environ, "TERM": "xterm", "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    own, theirs = (message_ids(each) for each in (outbox.to / "drafts.mbox", copied))
    assert len(theirs) == len(BY_MAIL)
    assert theirs == own


def message_ids(path: Path) -> list[str]:
    box = mailbox.mbox(path, create=False)
    found = [str(each["Message-ID"]) for each in box]
    box.close()
    return found


def test_the_page_links_short_messages_and_lays_long_ones_beside(outbox: Outbox) -> None:
    outbox.type("Ada Byron", "Draft", "Dear Ada,\n\n" + "a long tale " * 300)
    outbox.type("CON", "Subject", '"><script>alert(1)</script>')
    outbox.depart("mailto")
    page = outbox.files()["links.html"].decode()
    links = re.findall(r'href="([^"]*)"', page)
    assert len(links) == len(BY_MAIL)
    assert [link.startswith("mailto:") for link in links] == [False, True, True, True]
    assert "<script>" not in page
    assert sum(name.endswith(".eml") for name in outbox.files()) == 1


def test_tables_are_safe_to_open(outbox: Outbox) -> None:
    outbox.type("CON", "Draft", '=HYPERLINK(0)\r\nDear Con, "quoted", and a comma')
    outbox.depart("csv")
    raw = outbox.files()["drafts.csv"]
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["Name"] for row in rows] == NAMES
    assert rows[1]["Company"] == "'=Größe & Söhne"
    assert rows[3]["Draft"].startswith("'=HYPERLINK(0)")
    assert not any(
        str(value).startswith(("=", "+", "-", "@")) for row in rows for value in row.values()
    )
    outbox.depart("hubspot")
    people = list(
        csv.reader(io.StringIO(outbox.files()["hubspot.csv"].decode("utf-8-sig"), newline=""))
    )
    assert people[0] == [
        "Email",
        "First Name",
        "Last Name",
        "Company",
        "Phone",
        "Job Title",
        "Website",
    ]
    assert people[1][:5] == [
        "ada@difference.example",
        "Ada",
        "Byron",
        'Difference, "Engines" Ltd',
        "+44 1",
    ]


def test_json_holds_every_word(outbox: Outbox) -> None:
    outbox.depart("json")
    outbox.depart("jsonl")
    records = json.loads(outbox.files()["drafts.json"])
    lines = outbox.files()["drafts.jsonl"].decode().splitlines()
    assert [json.loads(line) for line in lines] == records
    assert [record["Name"] for record in records] == NAMES
    with CalamineWorkbook.from_path(str(outbox.path)) as workbook:
        rows = workbook.get_sheet_by_name("Tracking").to_python()
    column = rows[0].index("Draft")
    assert [record["Draft"] for record in records] == [row[column] for row in rows[1:]]


def test_vcards_are_read_by_another_library(outbox: Outbox) -> None:
    outbox.depart("vcf")
    text = outbox.files()["people.vcf"].decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    cards = list(vobject.readComponents(text))
    assert [card.fn.value for card in cards] == NAMES
    for card, person in zip(cards, PEOPLE, strict=True):
        values = dict(zip(HEADERS, person, strict=True))
        assert card.note.value == values["Purpose"]
        assert card.org.value == [values["Company"]]
        assert ("email" in card.contents) is bool(values["Email"])


def test_the_days_are_read_by_another_library(outbox: Outbox) -> None:
    assert not outbox.depart("ics").files
    with Campaign.open(outbox.path, now=NOW) as campaign:
        campaign.plan()
    outbox.depart("ics")
    first = Calendar.from_ical(outbox.files()["plan.ics"])
    events = list(first.walk("VEVENT"))
    assert len(events) == len(PEOPLE)
    assert len({str(each["UID"]) for each in events}) == len(PEOPLE)


def test_letters_are_read_by_another_library(outbox: Outbox) -> None:
    outbox.depart("docx")
    found = outbox.files()
    assert len(found) == len(PEOPLE)
    for name in found:
        text = "\n".join(each.text for each in docx.Document(str(outbox.to / name)).paragraphs)
        assert "Nora Whitfield\n7 Invented Row, Leeds\n2026-03-02" in text
    outbox.depart("docx", is_one_file=True)
    text = "\n".join(p.text for p in docx.Document(str(outbox.to / "letters.docx")).paragraphs)
    assert all(name in text for name in NAMES)


@pytest.mark.office
def test_libreoffice_opens_the_letters(
    outbox: Outbox, convert_with_office: Callable[[list[Path], str, Path], None]
) -> None:
    outbox.depart("docx", is_one_file=True)
    convert_with_office([outbox.to / "letters.docx"], "txt:Text", outbox.to / "as text")
    text = (outbox.to / "as text" / "letters.txt").read_text(encoding="utf-8-sig")
    assert all(name in text for name in NAMES)


def test_a_letterhead_of_the_users_own_is_filled(outbox: Outbox, tmp_path: Path) -> None:
    letterhead = tmp_path / "ours.docx"
    document = docx.Document()
    document.add_heading("Lantern Street")
    document.add_paragraph("To {{ name }} at {{ company }}, from {{ sender.name }}:")
    document.add_paragraph("{{ draft }}")
    document.save(str(letterhead))
    with pytest.raises(UsageError, match="one document a person"):
        outbox.depart("docx", letterhead=letterhead, is_one_file=True)
    outbox.depart("docx", letterhead=letterhead)
    texts = [
        "\n".join(each.text for each in docx.Document(str(path)).paragraphs)
        for path in outbox.to.glob("*.docx")
    ]
    assert all(text.startswith("Lantern Street\nTo ") for text in texts)
    assert any("at =Größe & Söhne, from Nora Whitfield:" in text for text in texts)


@pytest.mark.parametrize(
    "placeholder", ["{{ name.__class__.__mro__ }}", "{{ nobody.name }}", "{% for %}"]
)
def test_a_strangers_letterhead_runs_nothing(
    outbox: Outbox, tmp_path: Path, placeholder: str
) -> None:
    letterhead = tmp_path / "theirs.docx"
    document = docx.Document()
    document.add_paragraph(placeholder)
    document.save(str(letterhead))
    with pytest.raises(Exception, match=r"theirs\.docx"):
        outbox.depart("docx", letterhead=letterhead)
    assert outbox.files() == {}


def test_text_and_markdown_are_the_words(outbox: Outbox) -> None:
    outbox.depart("txt")
    outbox.depart("md")
    found = outbox.files()
    (ada,) = [
        text.decode()
        for name, text in found.items()
        if name.startswith("Ada") and name.endswith(".md")
    ]
    assert ada.startswith(
        '# Ada Byron\n\n- Company: Difference, "Engines" Ltd\n- Channel: email\n'
        "- Email: ada@difference.example\n- Subject: "
    )
    (plain,) = [
        text.decode()
        for name, text in found.items()
        if name.startswith("Ada") and name.endswith(".txt")
    ]
    assert plain.startswith("Subject: ")
    assert plain.split("\n\n", 1)[1] == ada.split("\n\n", 2)[2]


def test_the_command_offers_every_format() -> None:
    from planner.cli.export import _FORMATS  # noqa: PLC0415 - beside its use

    assert set(_FORMATS) == set(FORMATS)
