"""every_check.xlsx once it is drafted, with what its owner did in it afterwards."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from making.every_check import REMOVED, book, row_near, row_showing
from making.people import people

from planner.campaign import Campaign
from planner.contacts.starter.write_starter import packed
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AppendRows, SetCell
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.workbook.edits import Edit, EditValue

__all__ = ["save"]

_TEMPLATES = Path(__file__).resolve().parents[1] / "every_check" / "templates"
_NOW = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001 - the day on the user's own calendar
_SENT = date(2026, 11, 2)
_OWN_WORDS = (
    "Dear {name},\n\nI pass by every week and look up: I am writing about your roof of slate.\n\n"
    "If you would rather not hear from me, one line back is enough.\n\nThank you,\nAda Reed\n"
    "1 Mill Lane, Leeds LS0 0AA"
)


def save(path: Path) -> None:
    """Write the workbook in place of the one at `path`."""
    rows = people("every_check")
    with TemporaryDirectory() as folder:
        draft = Path(folder, path.name)
        book(rows).save(draft)
        _draft(draft)
        apply_edits(draft, list(_sent(rows, _Cells.of(draft))))
        _draft(draft)
        apply_edits(draft, list(_changes(rows, _Cells.of(draft))))
        with zipfile.ZipFile(draft) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(packed(parts))


def _draft(path: Path) -> None:
    with Campaign.open(path, now=_NOW, template_folders=[_TEMPLATES]) as campaign:
        campaign.draft()


@dataclass(frozen=True, slots=True)
class _Cells:
    """The sheets Contacts and Tracking of the drafted workbook; a contact and its touch by name."""

    headers: dict[str, list[str]]
    tracked: dict[str, tuple[int, tuple[EditValue, ...]]]

    @classmethod
    def of(cls, path: Path) -> _Cells:
        with read_sheets(path) as sheets:
            contacts = next(iter(sheets.stream_rows("Contacts")))
            first, *rows = sheets.stream_rows("Tracking")
            headers = {"Contacts": list(contacts.texts), "Tracking": list(first.texts)}
            name = headers["Tracking"].index("Name")
            tracked = {row.texts[name]: (row.number, tuple(row.values)) for row in rows}
        return cls(headers, tracked)

    def contact(self, row: int, header: str, value: EditValue) -> Edit:
        return SetCell("Contacts", row, self.headers["Contacts"].index(header) + 1, value)

    def touch(self, name: str, header: str, value: EditValue) -> Edit:
        row, _ = self.tracked[name]
        return SetCell("Tracking", row, self.headers["Tracking"].index(header) + 1, value)

    def copied(self, name: str) -> Edit:
        _, values = self.tracked[name]
        return AppendRows("Tracking", [dict(enumerate(values, start=1))])


def _shown(rows: list[dict[str, str]], slug: str) -> str:
    return rows[row_showing(rows, slug) - 2]["Name"]


def _near(rows: list[dict[str, str]], slug: str) -> str:
    return rows[row_near(rows, slug) - 2]["Name"]


def _sent(rows: list[dict[str, str]], cells: _Cells) -> Iterator[Edit]:
    """What the owner notes on the day of sending; planner writes it beside the contacts, too."""
    for slug in ("status-impossible", "date-impossible", "status-unknown"):
        yield from _out(cells, _near(rows, slug))
    for name in (_shown(rows, "status-conflict"), _near(rows, "status-conflict")):
        yield from _out(cells, name)


def _out(cells: _Cells, name: str) -> Iterator[Edit]:
    yield cells.touch(name, "Status", "Sent")
    yield cells.touch(name, "Sent on", _SENT)


def _changes(rows: list[dict[str, str]], cells: _Cells) -> Iterator[Edit]:
    """What the owner types later on."""
    for name in (_shown(rows, "draft-outdated"), _near(rows, "draft-outdated")):
        yield cells.touch(name, "Draft", _OWN_WORDS.format(name=name.partition(" ")[0]))
    for slug, header in (("draft-outdated", "Purpose"), ("status-conflict", "Status")):
        row = row_showing(rows, slug)
        yield cells.contact(row, header, rows[row - 2][header])
    for name in (_shown(rows, "status-conflict"), _near(rows, "status-conflict")):
        yield cells.touch(name, "Status", "replied")
    yield cells.touch(_shown(rows, "purpose-missing, status-impossible"), "Status", "sent")
    yield cells.touch(_shown(rows, "status-unknown"), "Status", "second round")
    yield cells.touch(_shown(rows, "date-impossible"), "Status", "sent")
    yield cells.touch(_shown(rows, "date-impossible"), "Sent on", "soon")
    yield cells.copied(_shown(rows, "touch-duplicate"))
    removed = next(row for row, each in enumerate(rows, start=2) if each["Purpose"] == REMOVED)
    for header in cells.headers["Contacts"]:
        yield cells.contact(removed, header, None)
