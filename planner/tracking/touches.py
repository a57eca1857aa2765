"""Reads the Tracking sheet back: one `Tracked` a row, wherever its columns stand now.

The user may have sorted, filtered, moved and added columns, or renamed the sheet; planner knows
its sheet by the header "Touch ID" and every column by its header.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from planner.contacts.header_row import find_header
from planner.model.cells import column_letters
from planner.model.errors import TrackingError
from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.text.channels import parse_channel
from planner.text.normalise import plain
from planner.text.person_keys import PersonKeys, company_key
from planner.tracking.fingerprints import Seen, text_fingerprint
from planner.tracking.layout import COLUMNS, REQUIRED, SHEET, TOUCH_ID
from planner.tracking.touch_values import as_date, as_text
from planner.workbook.read_types import Sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from planner.model.cells import CellValue
    from planner.model.channel import Channel
    from planner.workbook.read_sheets import Sheets
    from planner.workbook.sheet_rows import Row


_ALSO_IN_HISTORY = {TOUCH_ID, "Name"}
_HEADERS = {column.header.casefold(): column.header for column in COLUMNS}


@frozen
class Tracked:
    """One row of the Tracking sheet: `cells` by header, empty ones left out.

    `is_status_known` is False where the Status cell says what planner cannot make sense of.
    """

    row: int
    cells: Mapping[str, CellValue]
    status: Status | None
    is_status_known: bool = True

    def text(self, header: str) -> str:
        """The cell as text; "" where it is empty."""
        value = self.cells.get(header, "")
        return value if isinstance(value, str) else as_text(value)

    @property
    def id(self) -> str:
        """The Touch ID."""
        return self.text(TOUCH_ID)

    @property
    def contact(self) -> str:
        """The Contact ID."""
        return self.text("Contact ID")

    @property
    def step(self) -> int:
        """The number of the step; 1 where the cell says nothing sensible."""
        typed = self.text("Step")
        return int(typed) if typed.isdecimal() else 1

    @property
    def name(self) -> str:
        """The person's name, as the row shows it."""
        return self.text("Name")

    @property
    def company(self) -> str:
        """The company, as the row shows it."""
        return self.text("Company")

    @property
    def channel_word(self) -> str:
        """The channel as its cell has it, which may be a word that planner does not know."""
        return self.text("Channel")

    @property
    def channel(self) -> Channel | None:
        """The channel; None where the cell names none that planner knows."""
        return parse_channel(self.channel_word)

    @property
    def template(self) -> str:
        """The name of the template."""
        return self.text("Template")

    @property
    def subject(self) -> str:
        """The subject of the message."""
        return self.text("Subject")

    @property
    def draft(self) -> str:
        """The text of the message."""
        return self.text("Draft")

    @property
    def notes(self) -> str:
        """The user's notes."""
        return self.text("Notes")

    @property
    def next_action(self) -> str:
        """What the user is to do next."""
        return self.text("Next action")

    @property
    def planned_for(self) -> date | None:
        """The day it is planned for; None where the cell holds no date."""
        return as_date(self.cells.get("Planned for"))

    @property
    def sent_on(self) -> date | None:
        """The day it went out; None where the cell holds no date."""
        return as_date(self.cells.get("Sent on"))

    @property
    def accepted_on(self) -> date | None:
        """The day the invitation was accepted; None where the cell holds no date."""
        return as_date(self.cells.get("Accepted on"))

    @property
    def answered_on(self) -> date | None:
        """The day of the answer; None where the cell holds no date."""
        return as_date(self.cells.get("Answered on"))

    @property
    def rendered(self) -> str:
        """The fingerprint of what planner rendered last."""
        return self.text("planner rendered")

    @property
    def words(self) -> str:
        """The fingerprint of the subject and draft as they stand now."""
        return text_fingerprint(self.subject, self.draft)

    @property
    def is_edited(self) -> bool:
        """The user has changed the words since planner rendered them."""
        return self.words != self.rendered

    @property
    def is_open(self) -> bool:
        """The message has not gone out, and may."""
        return self.status is None or self.status.is_open

    @property
    def is_own_wording(self) -> bool:
        """The words are the user's: typed, or approved, and not yet out."""
        is_theirs = self.status is Status.APPROVED or self.is_edited
        return self.is_open and is_theirs and bool(self.words)

    @property
    def seen(self) -> Seen:
        """The row as planner last saw it."""
        return Seen.unpacked(self.text("planner seen"))

    @property
    def person_keys(self) -> PersonKeys:
        """What the person was known by when the row was last written; the name as it stands."""
        lines = filter(None, self.text("planner identity").split("\n"))
        name, company = plain(self.name), company_key(self.company)
        return replace(PersonKeys.remembered(lines), name=name, company=company)


@frozen
class TrackingSheet:
    """The Tracking sheet as it stands: where its columns are, and its rows."""

    name: str
    header_row: int
    columns: Mapping[str, int]
    touches: tuple[Tracked, ...]
    findings: tuple[Finding, ...] = field(default=())

    def cell(self, header: str, row: int) -> str:
        """A reference such as `H12`; "" where the user has deleted the column."""
        column = self.columns.get(header)
        return "" if column is None else f"{column_letters(column)}{row}"


def read_tracking(
    sheets: Sheets, statuses: Mapping[str, Status], only: frozenset[str] | None = None
) -> TrackingSheet | None:
    """Read the Tracking sheet, or None where the workbook has none yet.

    `statuses` maps the user's words, case-folded, to statuses. `only` leaves out all touches but
    those with these Touch IDs, case-folded; a long sheet is then read in a fraction of the time.

    Raises:
        TrackingError: the sheet is planner's, but a column that carries its meaning is gone.
    """
    # Its own name first: the sheet is nearly always there, and the others can be long.
    infos = sorted(sheets.sheets, key=lambda info: info.name.casefold() != SHEET.casefold())
    for info in infos:
        if not info.is_worksheet:
            continue
        rows = iter(sheets.stream_rows(info.name))
        header = find_header(rows, _columns)
        if header is not None:
            header_row, columns = header[0].number, header[1]
            _require_columns(sheets, info.name, header_row, columns)
            if only is not None:
                found = sheets.stream_rows(info.name, Sought(columns[TOUCH_ID], only))
                rows = (row for row in found if row.number > header_row)
            return _tracking(info.name, header_row, columns, rows, statuses)
    return None


def _columns(row: Row) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, text in enumerate(row.texts, start=1):
        known = _HEADERS.get(text.strip().casefold())
        if known:
            columns.setdefault(known, number)
    # "Touch ID" alone could stand in anybody's notes, and stands in History beside the name.
    is_ours = TOUCH_ID in columns and len(columns.keys() - _ALSO_IN_HISTORY) > 0
    return columns if is_ours else {}


def _require_columns(sheets: Sheets, sheet: str, row: int, columns: Mapping[str, int]) -> None:
    missing = [header for header in REQUIRED if header not in columns]
    if missing:
        named = ", ".join(f'"{header}"' for header in missing)
        raise TrackingError(
            f'{sheets.path.name}, sheet "{sheet}": row {row} no longer has the column {named}.',
            "Give the column its name back, or rename the sheet's Touch ID header to let planner"
            " start a new Tracking sheet.",
        )


def _tracking(
    sheet: str,
    header_row: int,
    columns: Mapping[str, int],
    rows: Iterable[Row],
    statuses: Mapping[str, Status],
) -> TrackingSheet:
    touches: list[Tracked] = []
    findings: list[Finding] = []
    places: dict[str, int] = {}
    for row in rows:
        tracked = _tracked(row, columns, statuses)
        if not tracked.id:
            continue
        first = places.setdefault(tracked.id, row.number)
        if first != row.number:
            findings.append(_duplicate(sheet, columns, tracked, first))
            continue
        if not tracked.is_status_known:
            findings.append(_unknown_status(sheet, columns, tracked))
        touches.append(tracked)
    return TrackingSheet(sheet, header_row, columns, tuple(touches), tuple(findings))


def _tracked(row: Row, columns: Mapping[str, int], statuses: Mapping[str, Status]) -> Tracked:
    values = row.values
    width = len(values)
    cells = {
        header: value
        for header, column in columns.items()
        if column <= width and (value := values[column - 1]) is not None and value != ""
    }
    word = as_text(cells.get("Status")).strip()
    status = statuses.get(word.casefold())
    return Tracked(row.number, cells, status, is_status_known=status is not None or not word)


def _duplicate(sheet: str, columns: Mapping[str, int], tracked: Tracked, first: int) -> Finding:
    return Finding(
        "touch-duplicate",
        Severity.WARNING,
        f"touch {tracked.id} stands in row {first} already; this row is left alone",
        "Delete one of the two rows.",
        sheet=sheet,
        cell=f"{column_letters(columns[TOUCH_ID])}{tracked.row}",
        contact=tracked.contact,
    )


def _unknown_status(sheet: str, columns: Mapping[str, int], tracked: Tracked) -> Finding:
    return Finding(
        "status-unknown",
        Severity.WARNING,
        f'"{tracked.text("Status")}" is no status that planner knows; it stays as typed',
        "Choose one from the cell's dropdown, or say in Settings which status your word means.",
        sheet=sheet,
        cell=f"{column_letters(columns['Status'])}{tracked.row}",
        contact=tracked.contact,
    )
