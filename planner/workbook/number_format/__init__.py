"""Number formats: from a cell's value to the text that Excel shows for it."""

from __future__ import annotations

from planner.workbook.number_format.builtin import builtin_format
from planner.workbook.number_format.calendar import to_datetime
from planner.workbook.number_format.display import display, is_date_format, shower

__all__ = ["builtin_format", "display", "is_date_format", "shower", "to_datetime"]
