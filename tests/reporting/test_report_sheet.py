"""The Report sheet: the figures of the report, live counts, and nothing of the user's touched."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner

from planner.cli import planner
from planner.model.status import Status
from planner.reporting.in_words import findings_of
from planner.reporting.report_sheet import MARK
from planner.tracking.changes import Order
from tests.reporting.simulation import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.campaign import Campaign

    Open = Callable[[Path], Campaign]


@pytest.fixture
def campaign(one_campaign: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(one_campaign, tmp_path / "campaign.xlsx"))


def sheet_of(path: Path, name: str = "Report", *, computed: bool = True) -> Any:
    return openpyxl.load_workbook(path, data_only=computed)[name]


def table(sheet: Any, header: str, width: int) -> list[Any]:
    """The rows below the row that begins with this header, down to a blank or bold one."""
    rows = list(sheet.iter_rows(values_only=True, max_col=width))
    start = next(at for at, row in enumerate(rows) if row[0] == header) + 1
    found: list[Any] = []
    for row in rows[start:]:
        if row[0] is None:
            break
        found.append(row)
    return found


def test_its_tables_say_what_the_report_says(campaign: Path, opened: Open) -> None:
    with opened(campaign) as book:
        report = book.report_on_sheet().report
    sheet = sheet_of(campaign)
    assert sheet["A1"].value == MARK
    people = {str(stage): number for stage, number in report.funnel.people.items()}
    stages = {"contacts": report.funnel.contacts, "with a purpose": report.funnel.with_purpose}
    assert dict(table(sheet, "Stage", 2)) == stages | people
    rates = {row[0]: row[1:] for row in table(sheet, "Template", 6)}
    assert set(rates) == {group.name for group in report.groups if group.answer.whole}
    for group in report.groups:
        low, high = group.answer.interval
        assert rates[group.name] == pytest.approx(
            (group.answer.whole, group.answer.part, group.answer.share, low, high)
        )
    weeks = {row[0]: row[1:4] for row in table(sheet, "Week", 6)}
    for week in report.weeks:
        assert weeks[week.start.isoformat()] == (week.sent, week.answered, week.bounced)
    said = {row[0] for row in sheet.iter_rows(values_only=True, max_col=1)}
    assert said >= set(findings_of(report))
    assert len(sheet._charts) == 3


def test_the_counts_by_status_are_formulas_over_tracking(campaign: Path, opened: Open) -> None:
    with opened(campaign) as book:
        book.report_on_sheet()
    typed = Counter(cell.value for cell in _statuses(openpyxl.load_workbook(campaign)))
    kept = dict(table(sheet_of(campaign), "Status", 2))
    formulas = dict(table(sheet_of(campaign, computed=False), "Status", 2))
    assert {word: number for word, number in kept.items() if number and word != "all"} == {
        word: number for word, number in typed.items() if word
    }
    assert formulas["sent"] == '=COUNTIFS(Tracking[Status],"=sent")'
    assert kept["all"] == sum(typed.values())


def _statuses(workbook: Any) -> list[Any]:
    """The cells below Status of the Tracking sheet."""
    header, *rows = workbook["Tracking"].iter_rows()
    column = [cell.value for cell in header].index("Status")
    return [row[column] for row in rows]


@pytest.mark.office
def test_the_counts_follow_what_is_edited_later(
    campaign: Path, opened: Open, tmp_path: Path, convert_with_office: Callable[..., None]
) -> None:
    with opened(campaign) as book:
        book.report_on_sheet()
    workbook = openpyxl.load_workbook(campaign)
    for cell in _statuses(workbook):
        cell.value = "closed"
    workbook.save(campaign)  # which keeps no results, so that LibreOffice computes all
    convert_with_office([campaign], "ods", tmp_path)
    convert_with_office([tmp_path / "campaign.ods"], "xlsx:Calc MS Excel 2007 XML", tmp_path)
    counts = dict(table(sheet_of(campaign), "Status", 2))
    assert counts["closed"] == counts["all"] == len(list(workbook["Tracking"].rows)) - 1


def test_the_same_again_writes_nothing(campaign: Path, opened: Open) -> None:
    with opened(campaign) as book:
        assert book.report_on_sheet().saved.is_written
    before = campaign.read_bytes()
    with opened(campaign) as book:
        assert not book.report_on_sheet().saved.is_written
    assert campaign.read_bytes() == before


def test_it_is_refreshed_in_its_place(
    campaign: Path, opened: Open, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    with opened(campaign) as book:
        book.report_on_sheet()
        open_one = next(t for t in book.book.touches() if t.status is Status.SENT)
    with opened(campaign) as book:
        book.set_status([Order(open_one.id, Status.REPLIED)])
    before = parts_of(campaign)
    with opened(campaign) as book:
        report = book.report_on_sheet()
    after = parts_of(campaign)
    assert report.sheet == "Report"
    assert report.saved.added == ()
    changed = {name for name, content in before.items() if after.get(name) != content}
    assert {name.split("/")[1] for name in changed} <= {"worksheets", "charts", "drawings"}
    assert sum("worksheets/sheet" in name for name in changed) == 1


def test_a_sheet_report_of_the_users_own_stays(campaign: Path, opened: Open) -> None:
    workbook = openpyxl.load_workbook(campaign)
    workbook.create_sheet("Report")["A1"] = "My own notes"
    workbook.save(campaign)
    for _time in range(2):
        with opened(campaign) as book:
            drawn = book.report_on_sheet()
    assert drawn.sheet != "Report"
    names = openpyxl.load_workbook(campaign).sheetnames
    assert (sheet_of(campaign)["A1"].value, names.count(drawn.sheet)) == ("My own notes", 1)
    assert sheet_of(campaign, drawn.sheet)["A1"].value == MARK


def test_own_words_for_a_status_count_too(campaign: Path, opened: Open) -> None:
    workbook = openpyxl.load_workbook(campaign)
    settings = workbook.create_sheet("Settings")
    settings.append(("status sent", 'raus*"geschickt"'))
    sent = [cell for cell in _statuses(workbook) if cell.value == "sent"]
    sent[0].value = 'raus*"geschickt"'
    workbook.save(campaign)
    with opened(campaign) as book:
        book.report_on_sheet()
    formula = dict(table(sheet_of(campaign, computed=False), "Status", 2))["sent"]
    assert '"=raus~*""geschickt"""' in str(formula)
    assert dict(table(sheet_of(campaign), "Status", 2))["sent"] == len(sent)


def test_the_command_says_where_it_stands(campaign: Path) -> None:
    done = CliRunner().invoke(planner, ["report", str(campaign), "--sheet"], catch_exceptions=False)
    assert (done.exit_code, "on the sheet Report of campaign.xlsx" in done.output) == (0, True)


def test_undo_takes_the_sheet_away(campaign: Path, opened: Open) -> None:
    before = campaign.read_bytes()
    with opened(campaign) as book:
        book.report_on_sheet()
    with opened(campaign) as book:
        book.undo()
    assert campaign.read_bytes() == before


def test_the_report_of_a_campaign_that_sent_nothing_has_its_sheet(
    tmp_path: Path, opened: Open
) -> None:
    from planner.templating.shipped import samples  # noqa: PLC0415 - only here

    path = Path(shutil.copyfile(samples() / "mentors.xlsx", tmp_path / "mentors.xlsx"))
    with opened(path) as book:
        book.draft()
    with opened(path) as book:
        book.report_on_sheet(since=NOW.date() - timedelta(days=3))
    said = [row[0] for row in sheet_of(path).iter_rows(values_only=True, max_col=1)]
    assert "Nothing has been sent yet." in said
