"""Every sample workbook, drafted: who has a message, what it says, and what stayed as it was."""

from __future__ import annotations

import math
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from planner.campaign import Campaign
from planner.model.finding import Severity
from planner.templating.shipped import samples
from planner.workbook.edits import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from planner.drafting.report import DraftReport

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported:UserWarning")

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
NAMES = ("conference", "fundraiser", "job_search", "mentors")

# Where the people stand, as their owner sees it: sheet, header row, headers of name and purpose.
PLACES = {
    "conference": ("People 🌊", 4, ("Name",), "Purpose"),
    "fundraiser": ("Donors", 3, ("Name",), "Purpose"),
    "job_search": ("Contacts", 1, ("Name",), "Purpose"),
    "mentors": ("Mentorinnen und Mentoren", 5, ("Vorname", "Nachname"), "Anliegen"),
}
# What the samples' owners wrote where a purpose should stand.
STAND_INS = {"tbd", "n/a", "?", "???", "-", "same as above", "folgt", "k. a."}
# Who stands in a sample's Do not contact sheet.
SUPPRESSED = {"fundraiser": {"Leopold Grunwald"}}

Cells: TypeAlias = "dict[str, str | float]"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sample before and after its first draft."""

    name: str
    source: Path
    path: Path
    report: DraftReport


def draft(path: Path) -> DraftReport:
    with Campaign.open(path, now=NOW) as campaign:
        return campaign.draft()


@pytest.fixture(scope="module")
def all_drafted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drafted]:
    """The four samples, each drafted once."""
    folder = tmp_path_factory.mktemp("drafted samples")
    made = {}
    for name in NAMES:
        source = samples() / f"{name}.xlsx"
        path = folder / source.name
        shutil.copy(source, path)
        made[name] = Drafted(name, source, path, draft(path))
    return made


@pytest.fixture(params=NAMES)
def drafted(request: pytest.FixtureRequest, all_drafted: Mapping[str, Drafted]) -> Drafted:
    return all_drafted[request.param]


def people(drafted: Drafted) -> Iterator[tuple[str, str]]:
    """The names and purposes in the sample, read past planner."""
    sheet_name, header_row, name_headers, purpose_header = PLACES[drafted.name]
    sheet = load_workbook(drafted.source, data_only=True)[sheet_name]
    rows = list(sheet.iter_rows(min_row=header_row, values_only=True))
    headers = [str(each or "").strip() for each in rows[0]]
    name_columns = [headers.index(each) for each in name_headers]
    purpose_column = headers.index(purpose_header)
    for row in rows[1:]:
        name = " ".join(str(row[column] or "").strip() for column in name_columns)
        if name.strip():
            yield name, str(row[purpose_column] or "").strip()


def has_purpose(purpose: str) -> bool:
    return bool(purpose) and purpose.casefold() not in STAND_INS


def plain(value: object) -> str | float:
    """A cell's value in the form in which three readers can agree: they type numbers their way."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return float(value)
    return str(value).replace("\r\n", "\n")


def table(rows: Sequence[Sequence[object]]) -> list[Cells]:
    headers = [str(each) for each in rows[0]]
    return [
        {header: plain(value) for header, value in zip(headers, row, strict=True)}
        for row in rows[1:]
    ]


def tracking_by_openpyxl(path: Path) -> list[Cells]:
    sheet = load_workbook(path)["Tracking"]
    return table(list(sheet.iter_rows(values_only=True)))


def tracking_by_calamine(path: Path) -> list[Cells]:
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name("Tracking").to_python()
    book.close()
    return table(rows)


def tracking_by_report(report: DraftReport) -> list[Cells]:
    """What planner says that it wrote."""
    return [
        {
            header: plain(value.text if isinstance(value, Link) else value)
            for header, value in decision.values.items()
        }
        for decision in report.decisions
    ]


def words(text: object) -> str:
    return " ".join(str(text).casefold().split())


def said_of(purpose: str, draft: str) -> float:
    """The share of a purpose's words that a draft says, whatever their endings."""
    stems = [word.strip(".,:;!?()“”\"'")[:5] for word in words(purpose).split()]
    return sum(stem in draft for stem in stems) / len(stems)


def test_each_purpose_becomes_a_draft_that_states_it(drafted: Drafted) -> None:
    rows = {row["Name"]: row for row in tracking_by_openpyxl(drafted.path)}
    left_alone = SUPPRESSED.get(drafted.name, set())
    purposes = {name: why for name, why in people(drafted) if has_purpose(why)}

    assert left_alone <= purposes.keys()
    assert len(purposes) >= 10
    for name, purpose in purposes.items():
        if name in left_alone:
            assert rows[name]["Draft"] == ""
            assert rows[name]["Status"] == "suppressed"
        else:
            assert said_of(purpose, words(rows[name]["Draft"])) >= 0.8, name
            assert rows[name]["Status"] == "drafted"


def test_no_error_stands_against_a_row_with_a_purpose(drafted: Drafted) -> None:
    with Campaign.open(drafted.source, now=NOW) as campaign:
        names = {contact.id: contact.name for contact in campaign.book.contacts}
    stopped = {
        names[found.contact]
        for found in drafted.report.findings
        if found.severity is Severity.ERROR
    }

    assert stopped == {name for name, why in people(drafted) if not has_purpose(why)}


def test_without_a_purpose_there_is_a_finding_and_no_draft(drafted: Drafted) -> None:
    rows = {row["Name"]: row for row in tracking_by_openpyxl(drafted.path)}
    missing = [name for name, why in people(drafted) if not has_purpose(why)]
    found = Counter(
        each.contact for each in drafted.report.findings if each.slug == "purpose-missing"
    )

    assert len(missing) >= 4
    assert found == Counter(str(rows[name]["Contact ID"]) for name in missing)
    for name in missing:
        assert rows[name]["Draft"] == ""
        assert rows[name]["Subject"] == ""
        assert rows[name]["Length"] == ""
        assert rows[name]["Status"] == "needs purpose"
        assert rows[name]["Flags"] == "No purpose yet"


def test_a_purpose_finding_names_the_cell_of_the_purpose(drafted: Drafted) -> None:
    sheet_name, *_ = PLACES[drafted.name]
    sheet = load_workbook(drafted.source, data_only=True)[sheet_name]
    found = [each for each in drafted.report.findings if each.slug == "purpose-missing"]

    assert found
    for each in found:
        assert each.sheet == sheet_name
        assert not has_purpose(str(sheet[each.cell].value or "").strip()), each
        assert each.hint


def test_everybody_has_one_row_in_the_order_of_the_contacts(drafted: Drafted) -> None:
    rows = tracking_by_openpyxl(drafted.path)

    assert [row["Name"] for row in rows] == [name for name, _ in people(drafted)]
    assert len({row["Touch ID"] for row in rows}) == len(rows)


def test_the_counts_are_those_of_the_tracking_sheet(drafted: Drafted) -> None:
    rows, report = tracking_by_openpyxl(drafted.path), drafted.report
    statuses = Counter(row["Status"] for row in rows)

    assert report.drafted == statuses["drafted"] == sum(bool(row["Draft"]) for row in rows)
    assert report.drafted == len(report.drafts)
    assert report.flagged == statuses["needs purpose"]
    assert report.suppressed == statuses["suppressed"]
    assert report.drafted + report.flagged + report.suppressed == len(rows)
    assert (report.redrawn, report.unchanged, report.kept, report.removed) == (0, 0, 0, 0)
    assert report.path == drafted.path


def test_a_draft_in_the_report_is_the_draft_in_the_sheet(drafted: Drafted) -> None:
    rows = {row["Touch ID"]: row for row in tracking_by_openpyxl(drafted.path)}

    assert drafted.report.drafts
    for each in drafted.report.drafts:
        row = rows[each.touch]
        assert row["Draft"] == each.text
        assert row["Subject"] == each.subject
        assert row["Channel"] == each.channel
        assert row["Template"] == each.template


def test_only_the_parts_that_planner_owns_have_changed(
    drafted: Drafted, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    before, after = parts_of(drafted.source), parts_of(drafted.path)
    sheet = f"sheet{1 + sum(part.startswith('xl/worksheets/sheet') for part in before)}.xml"
    table_part = f"xl/tables/table{1 + sum(part.startswith('xl/tables/') for part in before)}.xml"

    changed = {part for part in before if before[part] != after.get(part)}
    added = after.keys() - before.keys()
    assert changed == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
    }
    own = {f"xl/worksheets/{sheet}", f"xl/worksheets/_rels/{sheet}.rels", table_part}
    assert own <= added
    # Where somebody must not be contacted, or was written to before, History says so.
    history = added - own
    assert len(history) in {0, 3}
    assert all(part.startswith(("xl/worksheets/", "xl/tables/")) for part in history)
    save = drafted.report.save
    assert save is not None
    assert (set(save.changed), set(save.added), save.removed) == (changed, added, ())


def test_the_order_of_the_parts_stays(
    drafted: Drafted, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    before, after = list(parts_of(drafted.source)), list(parts_of(drafted.path))

    assert [part for part in after if part in before] == before


def test_drafting_again_leaves_the_file_as_it_is(drafted: Drafted) -> None:
    content, status = drafted.path.read_bytes(), drafted.path.stat()

    report = draft(drafted.path)

    assert drafted.path.read_bytes() == content
    assert drafted.path.stat().st_mtime_ns == status.st_mtime_ns
    assert report.path is None
    assert report.save is not None
    assert not report.save.is_written
    first = drafted.report
    assert (report.drafted, report.redrawn) == (0, 0)
    assert report.unchanged == first.drafted
    assert report.flagged == first.flagged
    assert report.suppressed + report.kept == first.suppressed
    assert set(report.findings) == set(first.findings)


def test_openpyxl_and_calamine_read_what_planner_says_it_wrote(drafted: Drafted) -> None:
    said = tracking_by_report(drafted.report)

    seen = tracking_by_openpyxl(drafted.path)
    assert tracking_by_calamine(drafted.path) == seen
    assert len(seen) == len(said)
    for row, expected in zip(seen, said, strict=True):
        assert {header: value for header, value in row.items() if value != ""} == {
            header: value for header, value in expected.items() if value != ""
        }


def test_each_link_opens_what_its_row_says(drafted: Drafted) -> None:
    sheet = load_workbook(drafted.path)["Tracking"]
    headers = [cell.value for cell in sheet[1]]
    links = {
        str(decision.values["Touch ID"]): decision.values["Link"]
        for decision in drafted.report.decisions
    }

    opened = {}
    for row in sheet.iter_rows(min_row=2):
        link = row[headers.index("Link")].hyperlink
        opened[str(row[headers.index("Touch ID")].value)] = link.target if link else None
    assert opened == {
        touch: link.url if isinstance(link, Link) else None for touch, link in links.items()
    }
    assert any(opened.values())


@pytest.fixture(scope="module")
def through_office(
    all_drafted: Mapping[str, Drafted],
    convert_with_office: Callable[[Sequence[Path], str, Path], None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A folder with the drafted samples as LibreOffice writes them after reading them."""
    folder = tmp_path_factory.mktemp("through office")
    convert_with_office([each.path for each in all_drafted.values()], "xlsx", folder)
    return folder


@pytest.mark.office
def test_libreoffice_agrees_on_every_value(drafted: Drafted, through_office: Path) -> None:
    assert tracking_by_openpyxl(through_office / drafted.path.name) == tracking_by_openpyxl(
        drafted.path
    )


@pytest.mark.office
def test_libreoffice_still_shows_the_users_own_sheets(
    drafted: Drafted, through_office: Path
) -> None:
    before = load_workbook(drafted.source, data_only=True)
    after = load_workbook(through_office / drafted.path.name, data_only=True)

    assert [name for name in after.sheetnames if name != "History"] == [
        *before.sheetnames,
        "Tracking",
    ]
    compared = 0
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                seen = after[sheet.title][cell.coordinate].value
                if isinstance(cell.value, int | float) and isinstance(seen, int | float):
                    assert math.isclose(cell.value, seen, rel_tol=1e-9), (sheet.title, cell)
                elif isinstance(cell.value, str) and not cell.value.startswith("#"):
                    assert plain(seen) == plain(cell.value), (sheet.title, cell.coordinate)
                    compared += 1
    assert compared > 100


def test_a_flag_is_red_where_a_draft_is_missing_and_yellow_where_it_is_worth_a_look(
    drafted: Drafted,
) -> None:
    sheet = load_workbook(drafted.path)["Tracking"]
    headers = [cell.value for cell in sheet[1]]
    flags = get_column_letter(headers.index("Flags") + 1)
    draft = get_column_letter(headers.index("Draft") + 1)
    rules = {
        rule.formula[0]: rule.dxf.fill.bgColor.rgb[-6:]
        for ranged in sheet.conditional_formatting
        if str(ranged.sqref) == f"{flags}2:{flags}{sheet.max_row}"
        for rule in ranged.rules
    }

    assert rules == {
        f'AND(${flags}2<>"",${draft}2="")': "F8CBAD",
        f'${flags}2<>""': "FFE699",
    }
