"""Tables, records, cards and calendars that leave: read back by other programs' readers."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from planner.exporting.csv_files import guarded
from tests.exporting.conftest import HEADERS, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.exporting.conftest import Outbox

NAMES = [person[0] for person in PEOPLE]
PERSONS = [dict(zip(HEADERS, person, strict=True)) for person in PEOPLE]


def tracked(outbox: Outbox, header: str) -> list[Any]:
    """A column of the Tracking sheet, as another reader reads it."""
    with CalamineWorkbook.from_path(str(outbox.path)) as workbook:
        rows = workbook.get_sheet_by_name("Tracking").to_python()
    column = rows[0].index(header)
    return [row[column] for row in rows[1:]]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


# --- CSV ---------------------------------------------------------------------------------------


def test_a_table_is_this_file_byte_for_byte(outbox: Outbox) -> None:
    report = outbox.leave("csv", to=None, where=["Name~Nia"])
    assert [each.name for each in report.files] == ["people drafts.csv"]
    assert report.files[0].read_bytes().decode() == (
        '\ufeff"Touch ID","Contact ID","Name","First name","Last name","Title","Company","Email",'
        '"Phone","LinkedIn URL","Step","Channel","Template","Status","Planned for","Purpose",'
        '"Subject","Draft"\r\n'
        '"nia-note#1","nia-note","Nia Note","Nia","Note","","Notes Co","","",'
        '"https://linkedin.com/in/nia-note","1","linkedin-note","note","drafted","",'
        '"the harbour plan that you drew for the town","",'
        '"Hello Nia Note, the harbour plan that you drew for the town. Nora Whitfield"\r\n'
    )


def test_every_word_survives_a_table(outbox: Outbox) -> None:
    outbox.type("CON", "Draft", 'Dear Con,\r\n"quoted", and; more\n\nlast')
    outbox.leave("csv")
    rows = table(outbox.to)
    assert [row["Name"] for row in rows] == NAMES == tracked(outbox, "Name")
    assert rows[3]["Draft"] == 'Dear Con,\n"quoted", and; more\n\nlast'
    others = [text for number, text in enumerate(tracked(outbox, "Draft")) if number != 3]
    assert [row["Draft"] for number, row in enumerate(rows) if number != 3] == others


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", "＝1", "＋1", "－1", "＠1"]
)
def test_what_looks_like_a_formula_gets_an_apostrophe(outbox: Outbox, text: str) -> None:
    outbox.type("CON", "Draft", text)
    outbox.leave("csv", where=["Name=CON"])
    assert [row["Draft"] for row in table(outbox.to)] == [f"'{text}"]


@given(st.text())
def test_a_guarded_text_is_the_text_but_for_one_apostrophe(text: str) -> None:
    safe = guarded(text)
    assert safe in {text, f"'{text}"}
    assert safe.lstrip()[:1] not in {*"=+-@＝＋－＠"} - {""}


@pytest.mark.office
def test_a_spreadsheet_computes_nothing(
    outbox: Outbox, convert_with_office: Callable[[Sequence[Path], str, Path], None]
) -> None:
    outbox.type("CON", "Draft", '=HYPERLINK("http://x.example","click")')
    place = outbox.path.parent / "safe.csv"
    outbox.leave("csv", to=place)
    convert_with_office([place], "xlsx", outbox.to)
    with CalamineWorkbook.from_path(str(outbox.to / "safe.xlsx")) as workbook:
        rows = workbook.get_sheet_by_index(0).to_python()
    header = rows[0]
    assert len(rows) == 1 + len(PEOPLE)
    assert rows[4][header.index("Draft")] == '\'=HYPERLINK("http://x.example","click")'
    assert rows[2][header.index("Company")] == '\'=HYPERLINK("http://x.example")'


def test_hubspot_gets_its_own_headers_and_numbers_as_they_are_dialled(outbox: Outbox) -> None:
    outbox.leave("hubspot")
    rows = table(outbox.to)
    assert [*rows[0]][:6] == [
        "First Name", "Last Name", "Email", "Phone Number", "Job Title", "Company Name",
    ]  # fmt: skip
    assert rows[0]["Phone Number"] == "+44 20 555 01"
    assert rows[0]["Email"] == "ada@difference.example"
    assert rows[0]["Company Name"] == 'Difference, "Engines" & Söhne'
    assert rows[1]["Company Name"] == '\'=HYPERLINK("http://x.example")'
    assert len(rows) == len(PEOPLE)


def test_a_number_that_computes_is_no_number_for_hubspot(outbox: Outbox) -> None:
    outbox.type("Byron, Ada", "Phone", "+1+cmd|' /C calc'!A0", sheet="Contacts")
    outbox.leave("hubspot")
    assert table(outbox.to)[0]["Phone Number"] == ""


# --- JSON --------------------------------------------------------------------------------------


def test_records_hold_every_word(outbox: Outbox) -> None:
    outbox.leave("json")
    outbox.leave("jsonl", to=outbox.path.parent / "lines")
    document = json.loads(outbox.to.read_text(encoding="utf-8"))
    lines = (outbox.path.parent / "lines").read_text(encoding="utf-8").split("\n")
    assert document["campaign"] == "people"
    assert [json.loads(line) for line in lines if line] == document["messages"]
    records = document["messages"]
    assert [each["name"] for each in records] == NAMES
    assert [each["text"] for each in records] == tracked(outbox, "Draft")
    assert [each["company"] for each in records] == [person["Company"] for person in PERSONS]
    assert records[0]["fields"]["notes"] == PERSONS[0]["Notes"]
    assert records[0] | {"fields": {}, "text": ""} == {
        "touch": "ada@difference.example#1", "contact": "ada@difference.example",
        "name": "Byron, Ada", "company": 'Difference, "Engines" & Söhne',
        "email": "ada@difference.example", "phone": "+44 20 555 01", "linkedin_url": "",
        "step": 1, "channel": "email", "template": "email", "status": "drafted",
        "planned_for": "", "purpose": "the notes on the engine; you read them out in Turin, twice",
        "subject": 'About Difference, "Engines" & Söhne', "text": "", "fields": {},
    }  # fmt: skip


# --- vCards ------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_another_library_reads_the_cards(outbox: Outbox, version: str) -> None:
    outbox.leave("vcf", vcard=version)
    raw = outbox.to.read_bytes()
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)  # no character is torn in two
    cards = list(vobject.readComponents(raw.decode()))
    assert [card.version.value for card in cards] == [version] * len(PEOPLE)
    assert [card.fn.value for card in cards] == NAMES
    assert len({card.uid.value for card in cards}) == len(PEOPLE)
    for card, person in zip(cards, PERSONS, strict=True):
        assert card.org.value == [person["Company"]]
        for name, header in (("email", "Email"), ("title", "Title"), ("tel", "Phone"),
                             ("note", "Notes")):  # fmt: skip
            found = [each.value for each in card.contents.get(name, [])]
            assert found == ([person[header]] if person[header] else [])
    assert (cards[0].n.value.family, cards[0].n.value.given) == ("Byron", "Ada")
    assert cards[0].adr.value.city == "Turin"
    assert cards[4].url.value == "https://linkedin.com/in/nia-note"


def test_a_card_is_this_text(outbox: Outbox) -> None:
    outbox.leave("vcf", where=["Name~Byron"], vcard="3.0")
    assert outbox.to.read_bytes().decode() == (
        "BEGIN:VCARD\r\n"
        "VERSION:3.0\r\n"
        f"UID:{re.findall('UID:(.*)', outbox.to.read_text(encoding='utf-8'))[0]}\r\n"
        "FN:Byron\\, Ada\r\n"
        "N:Byron;Ada;;;\r\n"
        'ORG:Difference\\, "Engines" & Söhne\r\n'
        "TITLE:Head of Engines\r\n"
        "EMAIL;TYPE=INTERNET,WORK:ada@difference.example\r\n"
        "TEL;TYPE=work:+44 20 555 01\r\n"
        "ADR;TYPE=work:;;;Turin;;;\r\n"
        "NOTE:first line\\nsecond\\; line\\, with \\\\ and all\r\n"
        "END:VCARD\r\n"
    )


# --- calendar ----------------------------------------------------------------------------------


def test_another_library_reads_the_days(outbox: Outbox) -> None:
    outbox.type("CON", "Planned for", date(2026, 3, 12))
    report = outbox.leave("ics", to=None, where=["Channel=email"])
    assert [each.name for each in report.files] == ["people plan.ics"]
    calendar = icalendar.Calendar.from_ical(report.files[0].read_bytes())
    events = {str(each["SUMMARY"]).rsplit(",", 1)[0]: each for each in calendar.walk("VEVENT")}
    assert len(events) == 4
    assert events["CON"].decoded("DTSTART") == date(2026, 3, 12)
    assert len({str(each["UID"]) for each in events.values()}) == 4
    again = outbox.leave("ics", to=None, where=["Channel=email"])
    assert {each.outgoing.name for each in again.messages} == {*NAMES[:4]}
