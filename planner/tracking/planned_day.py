"""Which day of a row is planner's own, and which the user has typed.

What planner planned last stands in the hidden column `planner planned`: the day and the channel,
`2026-03-10|email`, or `later` where no day was found for it. A day in Planned for that is another
was typed by the user, and stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.text.channels import parse_channel
from planner.tracking.excel_changes import seen_now
from planner.tracking.layout import PLANNED
from planner.tracking.touch_values import as_date
from planner.workbook.edits import Link

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from planner.model.channel import Channel
    from planner.tracking.touches import Tracked
    from planner.workbook.edits import EditValue


_LATER = "later"


def planned_day(tracked: Tracked) -> date | None:
    """The day that an earlier plan of planner's gave the row, if it still stands."""
    day = as_date(tracked.text(PLANNED).partition("|")[0])
    return day if day is not None and day == _typed(tracked) else None


def planned_channel(tracked: Tracked) -> Channel | None:
    """The channel that an earlier plan chose, or None."""
    word = tracked.text(PLANNED).partition("|")[2]
    return parse_channel(word) if word else None


def pinned_day(tracked: Tracked) -> date | None:
    """The day that the user typed, if it is one."""
    day = _typed(tracked)
    return day if day != planned_day(tracked) else None


def is_put_off(tracked: Tracked) -> bool:
    """The last plan found no day for the row, and the user has typed none since."""
    return tracked.text(PLANNED) == _LATER and not tracked.text("Planned for")


def planned_values(tracked: Tracked, day: date | None, channel: str) -> dict[str, EditValue]:
    """The cells to be written where a plan gives the row that day, or none."""
    values: dict[str, EditValue] = {
        "Planned for": day,
        PLANNED: f"{day.isoformat()}|{channel}" if day else _LATER,
    }
    if _typed(tracked) == day and tracked.text(PLANNED) == values[PLANNED]:
        return {}
    return _seen(tracked, day, values)


def withdrawn_values(tracked: Tracked) -> dict[str, EditValue]:
    """Take the day of a plan from a row that must not go out; a day that the user typed stays."""
    if planned_day(tracked) is None:
        return {}
    return _seen(tracked, None, {"Planned for": None, PLANNED: None})


def _seen(tracked: Tracked, day: date | None, values: dict[str, EditValue]) -> dict[str, EditValue]:
    after = replace(tracked, cells={**tracked.cells, "Planned for": day})
    return {**values, "planner seen": seen_now(after).packed() or None}


def with_cells(tracked: Tracked, values: Mapping[str, EditValue]) -> Tracked:
    """The row as it will be once these cells are written."""
    cells = {**tracked.cells}
    for header, value in values.items():
        cells[header] = value.text if isinstance(value, Link) else value
    return replace(tracked, cells=cells)


def _typed(tracked: Tracked) -> date | None:
    return as_date(tracked.cells.get("Planned for"))
