"""Imported people come into a workbook once, under its own headers, and overwrite nothing."""

from __future__ import annotations

import csv
import shutil
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

from planner.campaign import Campaign
from planner.contacts.starter.create import make_workbook
from planner.importing.people.destination import contacts_of
from planner.importing.run import Into
from planner.model.errors import PlannerError, TrackingError, UsageError
from planner.templating.shipped import samples
from planner.text.normalise import clean
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from planner.importing.run import ImportReport

    Source = Callable[..., Path]
    Parts = Callable[[Path], dict[str, bytes]]

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the user's own clock
PEOPLE: Sequence[Sequence[str | None]] = [
    ["Name", "Company", "E-Mail", "Why"],
    ["Anna Berg", "Acme", None, "the reading room"],
    ["Bo Lind", "Lind & Co", "bo@lind.example", None],
]
# Signs that spreadsheets and XML have a mind of their own about, other scripts, emoji.
UNITS = [
    *"aZéßøłÅ,;:\\\"'=-+@()/&<>|.مريملخטבج王伟🦊\n ",
    "👩‍👧",
    "_x0041_",
    "]]>",
    "\x01",
    "&amp;",
]
TEXTS = st.lists(st.sampled_from(UNITS), max_size=30).map(
    lambda units: clean(f"Kai {''.join(units)} End")
)


def take_in(workbook: Path, source: Path, **how: object) -> ImportReport:
    with Campaign.open(workbook, now=NOW) as campaign:
        return campaign.take_in(source, **how)  # type: ignore[arg-type]  # options by name


def cells(path: Path, sheet: str) -> list[list[str]]:
    with read_sheets(path) as sheets:
        rows = [[*row.texts] for row in sheets.rows(sheet) if any(row.texts)]
    for row in rows:
        while not row[-1]:
            row.pop()
    return rows


@pytest.fixture(scope="module")
def starter_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("starter") / "contacts.xlsx"
    make_workbook(path)
    return path.read_bytes()


@pytest.fixture
def starter(tmp_path: Path, starter_bytes: bytes) -> Path:
    """A starter workbook of its own."""
    path = tmp_path / "contacts.xlsx"
    path.write_bytes(starter_bytes)
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Makes a workbook of one sheet, plain or as an Excel table, and a sheet beside it."""

    def make(rows: Sequence[Sequence[object]] = PEOPLE, *, table: str = "", top: int = 0) -> Path:
        made = Workbook()
        sheet = made.worksheets[0]
        sheet.title = "Contacts"
        for _ in range(top):
            sheet.append(["A list of mine"])
        for row in rows:
            sheet.append([*row])
        if table:
            sheet.add_table(Table(displayName="People", ref=table))
        other = made.create_sheet("Figures")
        other["A1"] = "=SUM(B1:B2)"
        path = tmp_path / "contacts.xlsx"
        made.save(path)
        return path

    return make


def test_new_people_stand_below_under_the_owners_headers(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook([["E-Mail", "Why", "Firma", "Nachname", "Vorname"]], top=2)

    report = take_in(path, source("google-old.csv"))

    assert report.people is not None
    assert report.people.added == 2
    assert cells(path, "Contacts")[2:] == [
        ["E-Mail", "Why", "Firma", "Nachname", "Vorname", "Title", "Phone"],
        ["anna@acme.example", "", "Acme", "Berg", "Anna", "CTO", "+44 1"],
        ["bo@lind.example", "", "Lind & Co", "Lind", "Bo", "Owner"],
    ]


def test_of_known_people_only_empty_cells_are_filled(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook([*PEOPLE, ["Dora Dean", "Acme", "dora@acme.example", None]])
    text = (
        "Name,Company,Email,Purpose\n"
        "Anna Berg,ACME,anna@acme.example,something else\n"
        "Bo Lind,Lind Ltd,BO@lind.example,his mill\n"
    )

    report = take_in(path, source("people.csv", text))

    assert report.people is not None
    assert (report.people.added, report.people.matched, report.people.filled) == (0, 2, 2)
    assert cells(path, "Contacts")[1:] == [
        ["Anna Berg", "Acme", "anna@acme.example", "the reading room"],
        ["Bo Lind", "Lind & Co", "bo@lind.example", "his mill"],
        ["Dora Dean", "Acme", "dora@acme.example"],
    ]
    assert [
        (each.cell, each.ours, each.theirs, each.place) for each in report.people.differences
    ] == [
        ("Contacts!D2", "the reading room", "something else", "people.csv row 2"),
        ("Contacts!B3", "Lind & Co", "Lind Ltd", "people.csv row 3"),
    ]


def test_update_lets_the_source_overwrite(workbook: Callable[..., Path], source: Source) -> None:
    path = workbook()
    text = "Name,Company,Email\nBo Lind,Lind Ltd,bo@lind.example\n"

    report = take_in(path, source("people.csv", text), update=True)

    assert report.people is not None
    assert report.people.updated == 1
    assert cells(path, "Contacts")[2] == ["Bo Lind", "Lind Ltd", "bo@lind.example"]


def test_a_formula_is_never_overwritten(workbook: Callable[..., Path], source: Source) -> None:
    rows = [*PEOPLE[:2], ["Bo Lind", '="Lind"&" & Co"', "bo@lind.example", '=""']]
    path = workbook(rows)
    text = "Name,Company,Email,Purpose\nBo Lind,Lind Ltd,bo@lind.example,his mill\n"

    take_in(path, source("people.csv", text), update=True)

    with read_sheets(path) as sheets:
        (bo,) = [row for row in sheets.rows("Contacts") if row.number == 3]
        assert "Ltd" not in "".join(bo.texts)
        assert "mill" not in "".join(bo.texts)


@pytest.mark.parametrize(
    "name",
    [
        "export.zip", "Connections.csv", "connections-old.csv", "Invitations.csv", "messages.csv",
        "google.csv", "google-old.csv", "outlook.csv", "hubspot.csv", "salesforce.csv",
        "two-one.vcf", "three.vcf", "four.vcf", "table.csv", "Skills.csv",
    ],
)  # fmt: skip
@pytest.mark.parametrize("into", [None, Into.CONTACTS, Into.CONNECTIONS])
def test_a_second_time_nothing_comes_in_and_the_file_stays_as_it_is(
    starter: Path, source: Source, name: str, into: Into | None
) -> None:
    if name in {"Invitations.csv", "messages.csv"}:
        into = into or Into.CONTACTS
    take_in(starter, source(name), into=into)
    before, stamp = starter.read_bytes(), starter.stat().st_mtime_ns

    again = take_in(starter, source(name), into=into)

    assert again.people is None or (again.people.added, again.people.filled) == (0, 0)
    assert again.save is None
    assert (starter.read_bytes(), starter.stat().st_mtime_ns) == (before, stamp)


@pytest.mark.parametrize("name", ["export.zip", "google.csv", "three.vcf", "messages.csv"])
def test_everybody_who_is_read_is_accounted_for(
    workbook: Callable[..., Path], source: Source, name: str
) -> None:
    report = take_in(workbook(), source(name), into=Into.CONTACTS)

    assert report.gathered is not None
    assert report.people is not None
    people = report.people
    told = people.added + people.matched + people.skipped.total() + len(people.doubts)
    assert told == len(report.gathered.people)
    assert told + report.gathered.skipped.total() == report.gathered.rows


@pytest.mark.parametrize(("name", "people"), [("messages.csv", 2), ("Invitations.csv", 2)])
def test_who_merely_wrote_comes_in_only_when_asked(
    starter: Path, source: Source, name: str, people: int
) -> None:
    before = starter.read_bytes()

    with pytest.raises(TrackingError, match="no Tracking sheet") as refused:
        take_in(starter, source(name))
    assert "--into contacts" in refused.value.hint
    assert starter.read_bytes() == before
    report = take_in(starter, source(name), into=Into.CONTACTS)
    assert report.people is not None
    assert report.people.added == people


def test_connections_come_into_a_sheet_of_their_own(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook()

    take_in(path, source("Connections.csv"))

    rows = cells(path, "Connections")
    assert rows[0] == [
        "First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On",
    ]  # fmt: skip
    assert rows[1] == [
        "Anna", "Berg", "https://www.linkedin.com/in/anna-berg", "", "Acme", "CTO", "2026-02-08",
    ]  # fmt: skip
    assert len(rows) == 5
    assert [row[0] for row in cells(path, "Contacts")] == ["Name", "Anna Berg", "Bo Lind"]
    with Campaign.open(path, now=NOW) as campaign:
        assert [each.connected_on for each in campaign.book.connections] == [
            date(2026, 2, 8), date(2019, 12, 31), date(2024, 3, 1), date(2023, 8, 15),
        ]  # fmt: skip


def test_connections_are_known_by_the_links_behind_their_cells(
    source: Source, tmp_path: Path
) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Connections"
    sheet.append(["First Name", "Last Name", "Profile", "Company"])
    sheet.append(["A.", "Berg", "Profile", None])
    sheet["C2"].hyperlink = "https://www.linkedin.com/in/anna-berg/"
    path = tmp_path / "links.xlsx"
    made.save(path)

    report = take_in(path, source("Connections.csv"))

    assert report.people is not None
    assert (report.people.added, report.people.matched) == (3, 1)
    assert cells(path, "Connections")[1] == ["A.", "Berg", "Profile", "Acme"]


def test_a_connections_sheet_that_is_blank_gets_its_header(
    workbook: Callable[..., Path], source: Source, tmp_path: Path
) -> None:
    made = Workbook()
    made.worksheets[0].append(["Name", "Company"])
    made.create_sheet("Connections")
    path = tmp_path / "blank.xlsx"
    made.save(path)

    take_in(path, source("Connections.csv"))

    assert [row[0] for row in cells(path, "Connections")] == [
        "First Name", "Anna", "Søren", "مريم", "Zoë 🦊",
    ]  # fmt: skip


def test_a_connections_sheet_that_holds_something_else_is_left_alone(
    source: Source, tmp_path: Path
) -> None:
    made = Workbook()
    made.worksheets[0].title = "Connections"
    made.worksheets[0].append(["Trains from Leeds"])
    path = tmp_path / "trains.xlsx"
    made.save(path)

    with pytest.raises(PlannerError, match="no row names columns"):
        take_in(path, source("Connections.csv"))


def test_a_table_grows_after_its_blank_rows_are_filled(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook([*PEOPLE, [None], ["", "", ""]], table="A1:D5")
    text = "Name,Company,Email\n" + "".join(f"P{n} Q,C{n},p{n}@x.example\n" for n in range(4))

    take_in(path, source("people.csv", text))

    with read_sheets(path) as sheets:
        (table,) = sheets.tables("Contacts")
        assert table.last_row == 7
        assert [row.number for row in sheets.rows("Contacts") if any(row.texts)] == [*range(1, 8)]


def test_a_table_gets_the_columns_that_reach_people(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook([["Name", "Purpose"], ["Ivo Late", "the reading room"]], table="A1:B2")

    report = take_in(path, source("google-old.csv"))

    assert report.people is not None
    assert {*report.people.columns} == {"Email", "Company", "Title", "Phone"}
    with read_sheets(path) as sheets:
        (table,) = sheets.tables("Contacts")
        assert table.headers == ("Name", "Purpose", *report.people.columns)
        assert table.last_column == 6


@pytest.mark.parametrize("table", ["", "A1:B2"])
def test_the_header_of_a_new_column_looks_like_the_others(
    workbook: Callable[..., Path], source: Source, table: str
) -> None:
    path = workbook([["Name", "Purpose"], ["Ivo Late", "the reading room"]], table=table)
    made = load_workbook(path)
    made["Contacts"]["B1"].font = Font(bold=True, color="FF0000")
    made.save(path)

    take_in(path, source("google-old.csv"))

    sheet = load_workbook(path)["Contacts"]
    assert [cell.font.b for cell in sheet[1]] == [False, True, True, True, True, True]
    assert not any(cell.font.b for cell in sheet[3])


def test_what_no_column_takes_is_said(workbook: Callable[..., Path], source: Source) -> None:
    report = take_in(workbook(), source("google.csv"))

    assert report.people is not None
    assert report.people.unplaced.keys() >= {"notes"}


def test_a_table_brings_its_own_columns(workbook: Callable[..., Path], source: Source) -> None:
    path = workbook([["Name", "Purpose"], ["Ivo Late", "the reading room"]], table="A1:B2")
    text = "Name,Met at,Formula,Empty,Status\nEve Early,the Fair,=1+1,,sent\nIvo Late,Bath,,,\n"

    report = take_in(path, source("table.csv", text))

    assert report.people is not None
    assert report.people.columns == ["Met at", "Formula"]
    assert cells(path, "Contacts") == [
        ["Name", "Purpose", "Met at", "Formula"],
        ["Ivo Late", "the reading room", "Bath"],
        ["Eve Early", "", "the Fair", "=1+1"],
    ]
    with read_sheets(path) as sheets:
        assert [each.last_column for each in sheets.tables("Contacts")] == [4]
    assert load_workbook(path)["Contacts"]["D3"].data_type == "s"


def test_a_blank_workbook_gets_the_columns_of_a_table(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    Workbook().save(path)

    take_in(path, source("table.csv", "Name,Met at\nEve Early,the Fair\n"))

    with Campaign.open(path, now=NOW) as campaign:
        assert [each.text("met_at") for each in campaign.book.contacts] == ["the Fair"]


SALESFORCE = "First Name,Last Name,Email,Account Name,Email Opt Out"
OPTED_OUT = f"{SALESFORCE}\nEve,Early,eve@x.example,Acme,1\nIvo,Late,ivo@x.example,Mill,0\n"


def test_who_has_opted_out_stands_in_the_first_blank_row_of_the_starters_list(
    starter: Path, source: Source
) -> None:
    header = "Record ID,First Name,Last Name,Email,Unsubscribed from all email"
    rows = "1,Eve,Early,eve@x.example,true\n2,Bo,Lind,bo@x.example,1\n"

    take_in(starter, source("hubspot.csv", f"{header}\n{rows}"))

    book = load_workbook(starter)
    sheet = book["Do not contact"]
    header_row = next(cell.row for cell in sheet["A"] if cell.value == "Email")
    assert [sheet.cell(header_row + at, 1).value for at in (1, 2, 3)] == [
        "eve@x.example", "bo@x.example", None,
    ]  # fmt: skip
    book.close()


@pytest.mark.parametrize("table", ["", "A1:C3"])
def test_two_columns_of_one_header_are_both_taken(
    workbook: Callable[..., Path], source: Source, table: str
) -> None:
    path = workbook([["Name", "Email", "Why"], ["Bo Lind", "bo@x.example", None]], table=table)
    text = "Name,Email,Email,Met at,met at\nEve,eve@x.example,early@x.example,Fair,Leeds\n"

    take_in(path, source("people.csv", text))
    again = take_in(path, source("people.csv", text))

    assert cells(path, "Contacts")[0] == ["Name", "Email", "Why", "Email 2", "Met at", "met at 2"]
    assert cells(path, "Contacts")[-1][3:] == ["early@x.example", "Fair", "Leeds"]
    assert again.save is None


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        (None, 0),
        ([["Reason", "E-mail"], ["rude", "max@x.example"]], 1),
        ([["max@x.example"], ["rival.example"]], 0),
        ([["Name"], ["Max Rude"]], 0),
    ],
    ids=["no sheet", "a header", "no header", "names"],
)
def test_who_has_opted_out_comes_on_the_sheet_that_bars_them(
    workbook: Callable[..., Path], source: Source, sheet: list[list[str]] | None, column: int
) -> None:
    path = workbook([["Name", "Company", "Email", "Purpose"]])
    if sheet is not None:
        made = load_workbook(path)
        for row in sheet:
            (made["Do not contact"] if "Do not contact" in made.sheetnames else
             made.create_sheet("Do not contact")).append(row)  # fmt: skip
        made.save(path)

    report = take_in(path, source("leads.csv", OPTED_OUT))

    assert report.suppressed == ("eve@x.example",)
    assert cells(path, "Do not contact")[-1][column] == "eve@x.example"
    with Campaign.open(path, now=NOW) as campaign:
        assert [each.email for each in campaign.book.suppressions][-1] == "eve@x.example"
        slugs = {each.slug for each in campaign.findings() if each.contact == "eve@x.example"}
    assert "suppressed" in slugs
    before = path.read_bytes()
    assert take_in(path, source("leads.csv", OPTED_OUT)).suppressed == ()
    assert path.read_bytes() == before


def test_a_column_of_the_owners_own_is_filled_by_its_header(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook([["Name", "Met at"]])

    take_in(path, source("table.csv", "MET AT,Name\nthe Fair,Eve Early\n"))

    assert cells(path, "Contacts")[1] == ["Eve Early", "the Fair"]


def test_text_that_looks_like_a_formula_stays_text(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook()
    text = (
        'Name,Company,Email\n"=HYPERLINK(""http://x"")",+Plus,@x.example\n-Dash,@At,a@x.example\n'
    )

    take_in(path, source("people.csv", text))

    with read_sheets(path) as sheets:
        values = [[*row.values] for row in sheets.rows("Contacts")][3:]
    assert values[0][:2] == ['=HYPERLINK("http://x")', "+Plus"]
    assert values[1][:3] == ["-Dash", "@At", "a@x.example"]


def test_a_text_longer_than_a_cell_is_cut_and_said(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook([["Name", "Notes"]])

    report = take_in(path, source("people.csv", f"Name,Notes\nAnna Berg,{'🦊' * 20_000}\n"))

    assert report.people is not None
    assert report.people.shortened == 1
    assert cells(path, "Contacts")[1][1].endswith("🦊…")


def test_nothing_but_the_sheet_changes(tmp_path: Path, source: Source, parts_of: Parts) -> None:
    path = tmp_path / "job_search.xlsx"
    shutil.copyfile(samples() / path.name, path)
    before = parts_of(path)

    report = take_in(path, source("google.csv"))

    assert report.save is not None
    changed = {name for name, content in parts_of(path).items() if before.get(name) != content}
    assert changed == {*report.save.changed, *report.save.added}
    with read_sheets(path) as sheets:
        others = [info.name for info in sheets.sheets if info.name != "Contacts"]
    assert len(others) >= 3
    assert sum("worksheets/sheet" in name and "_rels" not in name for name in changed) == 1


def test_a_workbook_that_can_only_be_read_is_refused(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Name,Company\nAnna Berg,Acme\n", encoding="utf-8")

    with pytest.raises(UsageError, match="read and not write"):
        take_in(path, source("google.csv"))


def test_a_blank_workbook_gets_a_contacts_sheet(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    Workbook().save(path)

    take_in(path, source("google-old.csv"))

    assert [row[0] for row in cells(path, "Contacts")] == ["Name", "Anna Berg", "Bo Lind"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_every_text_survives_from_the_table_to_the_cell(
    starter_bytes: bytes, tmp_path: Path, texts: list[tuple[str, str]]
) -> None:
    path, table = tmp_path / "survives.xlsx", tmp_path / "survives.csv"
    path.write_bytes(starter_bytes)
    rows = [(name, company, f"p{at}@x.example") for at, (name, company) in enumerate(texts)]
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Name", "Company", "Email"), *rows])

    take_in(path, table)

    with Campaign.open(path, now=NOW) as campaign:
        assert [
            (each.name, each.company, each.text("email")) for each in campaign.book.contacts
        ] == rows
    again = take_in(path, table)
    assert again.save is None


@pytest.mark.parametrize(("format_name", "suffix"), [("vcf", "vcf"), ("hubspot", "csv")])
def test_what_planner_exports_comes_in_elsewhere_as_it_was(
    starter: Path, tmp_path: Path, format_name: str, suffix: str
) -> None:
    sample = tmp_path / "job_search.xlsx"
    shutil.copyfile(samples() / sample.name, sample)
    with Campaign.open(sample, now=NOW) as campaign:
        campaign.draft()
    with Campaign.open(sample, now=NOW) as campaign:
        exported = campaign.export(format_name, to=tmp_path / f"out.{suffix}")
        fields = ("first_name", "last_name", "company", "title", "email", "phone")
        left = {each.outgoing.contact.id: each.outgoing.contact for each in exported.messages}
        told = {tuple(each.text(name) for name in fields) for each in left.values()}
    (file,) = exported.files

    report = take_in(starter, file)

    assert report.people is not None
    assert report.people.added == len(told) > 10
    with Campaign.open(starter, now=NOW) as campaign:
        found = {tuple(each.text(name) for name in fields) for each in campaign.book.contacts}
    assert found == told


# --- who is who ----------------------------------------------------------------------------------


def merged(path: Path, source: Source, text: str) -> tuple[int, int, int, int]:
    """How many were added, matched, found again in the source, and doubtful."""
    report = take_in(path, source("people.csv", f"Name,Company,Email,LinkedIn URL\n{text}"))
    assert report.people is not None
    people = report.people
    return people.added, people.matched, people.skipped.total(), len(people.doubts)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Anne Berg,Other,,linkedin.com/in/anna-b", (0, 1, 0, 0)),
        ("A. Berg,Other,ANNA@acme.example,", (0, 1, 0, 0)),
        ("anna berg,ACME,,", (0, 1, 0, 0)),
        ("Anna Berg,Acme,other@acme.example,", (0, 1, 0, 0)),
        ("Anna Berg,Acme,,linkedin.com/in/another-anna", (1, 0, 0, 0)),
        ("Anna Berg,Elsewhere,,", (1, 0, 0, 0)),
        ("Anna Berg,,,", (0, 0, 0, 1)),
        ("Anna Berg,,,linkedin.com/in/another-anna", (1, 0, 0, 0)),
        ("Solo Name,,,", (0, 1, 0, 0)),
        ("Solo Name,,solo@x.example,", (0, 1, 0, 0)),
        ("Solo Name,Acme,,", (0, 0, 0, 1)),
        ("New One,Acme,n@x.example,\nNew One,Acme,,", (1, 0, 1, 0)),
        ("New One,Acme,n@x.example,\nNew One,Acme,m@x.example,", (2, 0, 0, 0)),
        ("Same Name,X,,linkedin.com/in/s1\nSame Name,X,,linkedin.com/in/s2", (2, 0, 0, 0)),
        ("Anna Berg,Acme,anna@acme.example,\nAnna Berg,Acme,third@x.example,", (1, 1, 0, 0)),
        ("Anna Berg,Acme,third@x.example,\nAnna Berg,Acme,anna@acme.example,", (1, 1, 0, 0)),
        ("Anna Berg,Acme,anna@acme.example,\nAnna Berg,Acme,,", (0, 2, 0, 0)),
    ],
)  # fmt: skip
def test_people_are_known_by_profile_address_and_name_with_company(
    workbook: Callable[..., Path],
    source: Source,
    text: str,
    counts: tuple[int, int, int, int],
) -> None:
    path = workbook(
        [
            ["Name", "Company", "Email", "LinkedIn URL"],
            ["Anna Berg", "Acme", "anna@acme.example", "https://www.linkedin.com/in/Anna-B/"],
            ["Solo Name", None, None, None],
        ]
    )

    assert merged(path, source, text) == counts


def test_the_same_person_again_completes_the_new_row(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook([["Name", "Company", "Email", "Phone"]])
    text = "Name,Company,Email,Phone\nEve Early,Acme,e@x.example,\nEve Early,Acme,,+44 1\n"

    take_in(path, source("people.csv", text))

    assert cells(path, "Contacts")[1:] == [["Eve Early", "Acme", "e@x.example", "+44 1"]]


def test_a_name_that_only_the_second_mention_has_is_taken(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook([["Name", "Email"]])
    text = "Name,Email\n,e@x.example\nEve Early,e@x.example\n"

    take_in(path, source("people.csv", text))

    assert cells(path, "Contacts")[1:] == [["Eve Early", "e@x.example"]]
    assert take_in(path, source("people.csv", text)).save is None


@pytest.mark.parametrize("header", [["Name", "Company"], ["First name", "Last name", "Company"]])
def test_a_middle_name_makes_nobody_another_person(
    workbook: Callable[..., Path], source: Source, header: list[str]
) -> None:
    path = workbook([header])
    card = "BEGIN:VCARD\nVERSION:3.0\nN:Berg;Anna;Maria;;\nORG:Acme\nEND:VCARD\n"

    first = take_in(path, source("anna.vcf", card))
    again = take_in(path, source("anna.vcf", card))

    assert first.people is not None
    assert again.people is not None
    assert (first.people.added, again.people.added, again.people.matched) == (1, 0, 1)


def test_somebody_of_whom_the_sheet_can_hold_nothing_is_left_out(
    source: Source, tmp_path: Path
) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (["Name", "Age", "", "Side note"], ["Bo Lind", 40, "", "x"]):
        sheet.append(row)
    sheet.add_table(Table(displayName="People", ref="A1:B2"))
    path = tmp_path / "narrow.xlsx"
    made.save(path)

    report = take_in(path, source("one.csv", "Name,Email\n,only@address.example\n"))

    assert report.people is not None
    assert report.people.added == 0
    assert report.people.skipped.total() == 1
    assert report.save is None


# --- the sender ----------------------------------------------------------------------------------


def test_the_export_fills_the_sender_of_a_new_workbook(starter: Path, source: Source) -> None:
    take_in(starter, source("export.zip"))

    with Campaign.open(starter, now=NOW) as campaign:
        sender = campaign.book.sender
        assert sender is not None
        assert (sender.text("name"), sender.text("role")) == ("Ina Moss", "Head of records")
        assert sender.items("past_employers") == ["Mill Museum", "Old Hall"]
        assert sender.items("skills") == ["Palaeography", "Records management"]


def test_what_the_sender_sheet_says_stays_and_lists_grow_when_asked(
    tmp_path: Path, source: Source
) -> None:
    made = Workbook()
    made.worksheets[0].append(["Name", "Company"])
    sheet = made.create_sheet("Absender")
    for row in (["Name", "Nora Whitfield"], ["Skills", "palaeography; Latin"], ["City", None]):
        sheet.append(row)
    path = tmp_path / "own.xlsx"
    made.save(path)

    kept = take_in(path, source("export.zip"))

    assert kept.sender is not None
    assert [each.name for each in kept.sender.differences] == ["name", "skills"]
    assert cells(path, "Absender")[:3] == [
        ["Name", "Nora Whitfield"], ["Skills", "palaeography; Latin"], ["City", "Leeds"],
    ]  # fmt: skip
    take_in(path, source("export.zip"), update=True)
    assert cells(path, "Absender")[:2] == [
        ["Name", "Ina Moss"], ["Skills", "palaeography; Latin; Records management"],
    ]  # fmt: skip


def test_a_word_that_stands_for_nothing_comes_in_at_no_time(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook()
    text = "School Name,Start Date,End Date,Notes,Degree Name,Activities\nn/a,2001,2004,,,\n"
    profile = source("Profile.csv").read_text(encoding="utf-8")
    take_in(path, source("Profile.csv", profile))

    report = take_in(path, source("Education.csv", text))

    assert report.save is None


def test_a_column_that_the_sheet_reads_otherwise_is_made_no_second_time(
    workbook: Callable[..., Path],
) -> None:
    """What a column holds may tell more than its header, here and there not the same."""
    with Campaign.open(workbook(), now=NOW) as campaign:
        once = contacts_of(campaign.book.sheets, campaign.book.contacts, {"reach": "e-mail"})
        twice = {"reach": "Why", "reach_2": "why", "met_at": "Met at"}
        several = contacts_of(campaign.book.sheets, campaign.book.contacts, twice)

    assert once.addable == {}
    assert several.addable == twice


@pytest.mark.parametrize("rows", [PEOPLE, []], ids=["people", "a blank workbook"])
def test_a_nickname_changes_nobodys_name(
    workbook: Callable[..., Path], source: Source, rows: Sequence[Sequence[object]]
) -> None:
    path = workbook(rows)
    book = load_workbook(path)
    del book["Figures"]
    book.save(path)
    text = "First name,Last name,Nickname,Email\nEve,Early,Evie,eve@x.example\n"

    report = take_in(path, source("people.csv", text))
    again = take_in(path, source("people.csv", text))

    assert report.people is not None
    assert report.people.unplaced == {"nickname": 1}
    assert again.save is None
    with Campaign.open(path, now=NOW) as campaign:
        firsts = [each.text("first_name") for each in campaign.book.contacts]
    assert firsts == [*(["Anna", "Bo"] if rows else []), "Eve"]


def test_a_workbook_without_a_sender_gets_the_sheet(
    workbook: Callable[..., Path], source: Source
) -> None:
    path = workbook()

    take_in(path, source("Profile.csv"))

    with Campaign.open(path, now=NOW) as campaign:
        assert campaign.book.sender is not None
        assert campaign.book.sender.text("headline") == "Archivist, mostly"


def test_of_two_things_that_a_source_says_of_one_person_the_first_counts(
    tmp_path: Path, source: Source
) -> None:
    path = tmp_path / "contacts.xlsx"
    make_workbook(path)
    rows = "Anna Berg,Acme,anna@acme.example,first\nAnna Berg,Acme,,second\n"
    twice = source("list.csv", f"Name,Company,Email,Notes\n{rows}")

    merged = take_in(path, twice).people

    assert merged is not None
    assert [(each.ours, each.theirs) for each in merged.contradictions] == [("first", "second")]
    before = path.read_bytes()
    for _ in range(2):
        again = take_in(path, twice, update=True)
        assert again.save is None
        assert again.people is not None
        assert again.people.differences == []
        assert len(again.people.contradictions) == 1
    assert path.read_bytes() == before
