"""A draft that would only repeat the one before says the same without doing the work again."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from planner.campaign import Campaign
from planner.templating.shipped import samples, templates
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell

if TYPE_CHECKING:
    from pathlib import Path

    from planner.drafting.report import DraftReport

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar


@pytest.fixture(params=["job_search", "mentors", "fundraiser", "conference"])
def workbook(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / f"{request.param}.xlsx"
    shutil.copyfile(samples() / path.name, path)
    return path


def draft(path: Path, *, now: datetime = NOW) -> DraftReport:
    with Campaign.open(path, now=now) as campaign:
        return campaign.draft(keep_drafts=False)


def note_of(path: Path) -> Path:
    return path.parent / ".planner" / f"{path.name}.draft.json"


def counts(report: DraftReport) -> tuple[int, ...]:
    return (report.unchanged, report.kept, report.flagged, report.suppressed, report.removed)


def test_what_is_remembered_is_what_a_full_run_finds(workbook: Path) -> None:
    draft(workbook)
    before = workbook.read_bytes()

    remembered = draft(workbook)
    note_of(workbook).unlink()
    worked_out = draft(workbook)

    assert remembered.path is worked_out.path is None
    assert remembered.drafted == worked_out.drafted == 0
    assert counts(remembered) == counts(worked_out)
    assert set(remembered.findings) == set(worked_out.findings)
    assert workbook.read_bytes() == before


def test_it_is_remembered_for_the_same_workbook_and_the_same_day_only(workbook: Path) -> None:
    draft(workbook)
    note = json.loads(note_of(workbook).read_text(encoding="utf-8"))

    with Campaign.open(workbook, now=NOW) as campaign:
        sheet = campaign.book.contacts.columns.sheet
        contact = next(each for each in campaign.book.contacts if each.purpose)
        column = campaign.book.contacts.columns.positions["purpose"]
        number = campaign.book.contacts.columns.numbers[column]
    draft(workbook, now=datetime(2026, 3, 3, 9, 0))  # noqa: DTZ001 - as above
    next_day = json.loads(note_of(workbook).read_text(encoding="utf-8"))
    apply_edits(workbook, [SetCell(sheet, contact.row, number, "TBD")])
    after = draft(workbook, now=datetime(2026, 3, 3, 10, 0))  # noqa: DTZ001 - as above

    assert note["digest"] != next_day["digest"]
    assert any(f.slug == "purpose-missing" and f.contact == contact.id for f in after.findings)


def test_a_template_of_ones_own_is_noticed(workbook: Path) -> None:
    draft(workbook)
    folder = workbook.parent / "templates"
    folder.mkdir()
    for path in templates().glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        head, _, body = text.partition("\n\n")
        (folder / path.name).write_text(f"{head}\n\nCHANGED {body}", encoding="utf-8")

    report = draft(workbook)

    assert report.redrawn > 0


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"digest": 1}', "null"])
def test_a_damaged_note_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "job_search.xlsx"
    shutil.copyfile(samples() / path.name, path)
    first = draft(path)
    note_of(path).write_text(damage, encoding="utf-8")

    again = draft(path)

    assert again.unchanged == first.drafted > 0
