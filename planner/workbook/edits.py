"""The edits that a workbook can take, as values.

Dry run, diff, undo, the tests and other tools all speak of the same list; `apply_edits` carries it
out. Rows and columns are 1-based sheet coordinates.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@frozen
class Link:
    """A cell that shows `text` and opens `url` (http, https, mailto or tel) when clicked."""

    url: str
    text: str


EditValue: TypeAlias = str | int | float | bool | date | datetime | Link | None


@frozen
class SetCell:
    """Put `value` into one cell; None empties it. The cell keeps its style.

    With `over_formula=False` a cell that holds a formula stays as it is.
    """

    sheet: str
    row: int
    column: int
    value: EditValue
    over_formula: bool = True


@frozen
class FitRow:
    """Make a row as high as its wrapped texts ask for; a height chosen by hand stays.

    `texts` are what the row shows once the other edits are made, by column.
    """

    sheet: str
    row: int
    texts: Mapping[int, str]


@frozen
class AddSheet:
    """Add a worksheet at the end: plain rows of values."""

    name: str
    rows: Iterable[Sequence[EditValue]]


@frozen
class ReplaceSheet:
    """Give an existing worksheet new content: plain rows of values in place of all that it held."""

    name: str
    rows: Iterable[Sequence[EditValue]]


@frozen
class DrawSheet:
    """Put the only worksheet of another workbook here, with its formats, formulas and charts.

    `workbook` is an .xlsx as XlsxWriter makes it, whose sheet is called `name`, too. A sheet of
    that name is drawn anew in its place, and nothing is written where it would stay the same.
    """

    name: str
    workbook: bytes


@frozen
class TableColumn:
    """One column of a styled table.

    `width` in characters; `choices` become a dropdown (other words stay possible); `colours` maps a
    cell text to the fill (`RRGGBB`) that a conditional format gives it; `rules` does so by
    formulas, in which `[Header]` stands for the row's cell of that column, and the first that is
    true counts; `tip` shows beside a selected cell; `number_format` is an Excel format code such as
    `yyyy-mm-dd`.
    """

    header: str
    width: float = 14
    wrap: bool = False
    hidden: bool = False
    number_format: str = ""
    choices: tuple[str, ...] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    tip: str = ""


@frozen
class AddTableSheet:
    """Add a worksheet that is one Excel table: frozen header, filter, widths, dropdowns, colours.

    `rows` are consumed once, while the sheet is written, so they may be a generator. The first
    `frozen_columns` stay in sight when one scrolls to the right, as the header does downwards.
    """

    name: str
    table: str
    columns: tuple[TableColumn, ...]
    rows: Iterable[Sequence[EditValue]]
    frozen_columns: int = 0


@frozen
class AppendRows:
    """Add rows below the sheet's table (which grows), or below its last used row.

    Each row maps a column number to a value, so that columns may stand in any order; each cell
    takes the style of the cell above it, but a fill only where it is that of other rows, too.
    """

    sheet: str
    rows: Iterable[Mapping[int, EditValue]]


@frozen
class AddColumn:
    """Add a column at the right edge of the sheet's table (or of its header row `header_row`).

    `values` maps row numbers to values. Its header looks like the one to its left. Where the sheet
    has no table, `number` is the column's, if it does not follow headers of the same edits.
    """

    sheet: str
    column: TableColumn
    values: Mapping[int, EditValue] = field(default_factory=dict)
    header_row: int = 1
    number: int = 0


@frozen
class RemoveRows:
    """Take rows out of the sheet's table; the rows below move up and the table shrinks."""

    sheet: str
    rows: frozenset[int]


Edit: TypeAlias = (
    SetCell
    | FitRow
    | AddSheet
    | ReplaceSheet
    | AddTableSheet
    | DrawSheet
    | AppendRows
    | AddColumn
    | RemoveRows
)
