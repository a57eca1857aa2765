"""Makes the edits by which a campaign's workbook changes, and saves them.

Only these functions write the workbook of a campaign; each is decided from what was read under its
lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.sender_sheet import read_sender
from planner.model.errors import UneditableWorkbookError
from planner.tracking.history import history_edits, read_history
from planner.tracking.row_edits import edits_of, new_sheet
from planner.workbook.apply import apply_edits
from planner.workbook.conversion import convert, target_of
from planner.workbook.edits import AddSheet, ReplaceSheet
from planner.workbook.free_names import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Sequence as Many
    from pathlib import Path

    from planner.tracking.book import Book
    from planner.tracking.decision import Decision
    from planner.tracking.history import Change
    from planner.tracking.touches import TrackingSheet
    from planner.workbook.apply import SaveReport
    from planner.workbook.edits import Edit, EditValue


def new_tracking(book: Book, decisions: Iterable[Decision], changes: Many[Change]) -> list[Edit]:
    """Make the edits that add the Tracking sheet, and History where it has something to say.

    `decisions` are consumed while the sheet is written.
    """
    sheet = new_sheet(decisions, book.sheet_names, book.status_words.own)
    return [sheet, *history_edits(book.history, changes, book.sheet_names, book.me)]


def row_edits(
    book: Book,
    rows: Many[tuple[Mapping[str, EditValue], int | None]],
    changes: Many[Change],
) -> tuple[list[Edit], list[Edit]]:
    """Make the edits for rows of the Tracking sheet and History, and those beside the contacts.

    Each of `rows` is the cells to be written, by header, with its row or None for a new one.
    """
    sheet = book.tracking_sheet()
    rows, beside = _mirrored(book, sheet, rows)
    tables = book.sheets.tables(sheet.name)
    right_edge = max([*sheet.columns.values(), *(table.last_column for table in tables)])
    edits = edits_of(sheet, rows, right_edge)
    if changes:
        history = read_history(book.sheets, with_changes=False)
        edits += history_edits(history, changes, book.sheet_names, book.me)
    return edits, beside


def save(
    book: Book, edits: Many[Edit], beside: Many[Edit] = (), out: Path | None = None
) -> SaveReport:
    """Write edits to the workbook (or to `out`), provided that it is still what was read.

    The edits `beside` the contacts are left out where their sheet takes none, being protected
    for instance. A file that planner can only read becomes a new .xlsx, here or at `out`.
    """
    sheets = book.sheets
    if not sheets.is_writable:
        known = read_sender(sheets)
        given = [] if known else _sender_sheet(book.reading.sender)
        return convert(sheets, out or target_of(book.path), [*given, *edits])
    expected, release = sheets.fingerprint, sheets.close
    if beside:
        try:
            both = [*edits, *beside]
            return apply_edits(book.path, both, out, expected=expected, release=release)
        except UneditableWorkbookError:
            pass  # the sheet of the contacts, or what is wrong with the others shows now
    return apply_edits(book.path, edits, out, expected=expected, release=release)


def sheet_edit(book: Book, name: str, mark: str, rows: Iterable[Many[EditValue]]) -> Edit:
    """Make the edit that puts rows on planner's own sheet `name`, whose first cell says `mark`.

    Somebody's own sheet of that name stays; planner's takes the next free one.
    """
    own, is_there = own_sheet(book, name, mark)
    return ReplaceSheet(own, rows) if is_there else AddSheet(own, rows)


def own_sheet(book: Book, name: str, mark: str) -> tuple[str, bool]:
    """Find the name of planner's own sheet, whose first cell says `mark`, and whether it is there.

    Somebody's own sheet of that name stays; planner's takes the next free one.
    """
    taken = {sheet.casefold(): sheet for sheet in book.sheet_names}
    for free in numbered(name):
        there = taken.get(free.casefold())
        if there is None:
            return free, False
        first = next(iter(book.sheets.stream_rows(there)), None)
        if first is not None and first.texts and first.texts[0] == mark:
            return there, True
    raise AssertionError("a number is always free")


def _mirrored(
    book: Book, sheet: TrackingSheet, rows: Many[tuple[Mapping[str, EditValue], int | None]]
) -> tuple[Many[tuple[Mapping[str, EditValue], int | None]], list[Edit]]:
    """The rows with what is remembered of the mirror, and the cells beside the contacts."""
    mirror, words = book.mirror, book.status_words
    if not mirror.people:
        return rows, []
    touches = {touch.row: touch for touch in sheet.touches}
    written: list[tuple[Mapping[str, EditValue], int | None]] = []
    beside: list[Edit] = []
    for values, row in rows:
        if row is None:
            written.append((values, row))
            continue
        word = values.get("Status")
        touch = touches[row]
        standing = book.taken_over(touch).tracked.status
        status = words.get(str(word).casefold()) if word else standing
        remembered, cells = mirror.written(touch, values, status)
        written.append((remembered, row))
        beside += cells
    return written, beside


def _sender_sheet(given: Mapping[str, str]) -> list[Edit]:
    """What was said of the sender in the command, for a workbook that has no such sheet yet."""
    return [AddSheet("Sender", [*given.items()])] if given else []
