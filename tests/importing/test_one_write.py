"""What comes in with answers is one write: all of it or nothing, and one undo takes it back."""

from __future__ import annotations

import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from planner.campaign import Campaign
from planner.importing.run import Into
from planner.model.errors import PlannerError, WorkbookBusyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.importing.run import ImportReport

    Source = Callable[..., Path]

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the user's own clock


def take_in(workbook: Path, source: Path, *, dry_run: bool = False) -> ImportReport:
    with Campaign.open(workbook, now=NOW) as campaign:
        return campaign.take_in(source, dry_run=dry_run)


def moves(report: ImportReport) -> list[tuple[str, str]]:
    assert report.answers is not None
    return [(change.name, change.after) for change in report.answers.changes]


def test_people_and_statuses_are_one_write_and_one_undo(drafted: Path, source: Source) -> None:
    before = drafted.read_bytes()

    report = take_in(drafted, source("export.zip"))

    assert report.people is not None
    assert (report.people.added, moves(report)) == (4, [("Bob Roe", "sent")])
    assert report.save is not None
    assert report.answers is not None
    assert report.answers.save is not None
    assert {report.save.path, report.answers.save.path} == {drafted}
    with Campaign.open(drafted, now=NOW) as campaign:
        assert len(campaign.book.connections) == 4
        campaign.undo()
    assert drafted.read_bytes() == before


def test_a_profile_that_comes_in_proves_a_touch_in_the_same_run(
    tmp_path: Path, source: Source
) -> None:
    made = Workbook()
    made.worksheets[0].append(["Name", "Company", "Purpose", "Channel"])
    why = "the map room that you opened in Leeds"
    row = ["Bob Roe", "Maps", why, "linkedin-note"]
    made.worksheets[0].append(row)
    made.create_sheet("Sender").append(["Name", "Ina Moss"])
    path = tmp_path / "contacts.xlsx"
    made.save(path)
    with Campaign.open(path, now=NOW) as campaign:
        campaign.draft()
    connection = "Bob,Roe,https://www.linkedin.com/in/b-roe-7,bob@maps.example,Maps,Owner,"
    invitation = (
        'Ina Moss,Robert Roe,"2/20/26, 2:37 PM",,OUTGOING,https://www.linkedin.com/in/ina-moss,'
        "https://www.linkedin.com/in/b-roe-7\n"
    )
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        archive.writestr("Connections.csv", f"{header}{connection}27 Feb 2026\n")
        header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        archive.writestr("Invitations.csv", header + invitation)

    with Campaign.open(path, now=NOW) as campaign:
        report = campaign.take_in(tmp_path / "export.zip", into=Into.CONTACTS)
    again = take_in(path, tmp_path / "export.zip")

    assert moves(report) == [("Bob Roe", "sent"), ("Bob Roe", "accepted")]
    assert moves(again) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("stray", ["", "\0"])
def test_no_file_of_an_export_is_passed_over_for_its_spelling(
    drafted: Path, tmp_path: Path, source: Source, encoding: str, stray: str
) -> None:
    text = source("Invitations.csv").read_text(encoding="utf-8").replace("Hello", f"H{stray}ello")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("Invitations.csv", text.encode(encoding))

    assert moves(take_in(drafted, tmp_path / "export.zip")) == [("Bob Roe", "sent")]


def test_a_dry_run_tells_the_statuses_and_writes_nothing(drafted: Path, source: Source) -> None:
    before = drafted.read_bytes()

    report = take_in(drafted, source("export.zip"), dry_run=True)

    assert moves(report) == [("Bob Roe", "sent")]
    assert report.save is None
    assert drafted.read_bytes() == before


def test_of_a_source_that_breaks_off_nothing_comes_in(
    drafted: Path, source: Source, export_zip: Callable[[tuple[str, ...]], bytes]
) -> None:
    before = drafted.read_bytes()
    raw = bytearray(export_zip(("Connections.csv", "messages.csv")))
    at = raw.index(b"messages.csv") + 60
    raw[at : at + 20] = b"\xff" * 20

    with pytest.raises(PlannerError):
        take_in(drafted, source("export.zip", bytes(raw)))

    assert drafted.read_bytes() == before


def test_a_workbook_that_changes_meanwhile_is_not_overwritten(
    drafted: Path, source: Source
) -> None:
    path = source("export.zip")
    with Campaign.open(drafted, now=NOW) as campaign:
        assert campaign.book.tracking is not None
        changed = drafted.read_bytes() + b"\0"
        drafted.write_bytes(changed)

        with pytest.raises(WorkbookBusyError, match="changed"):
            campaign.take_in(path)

    assert drafted.read_bytes() == changed
