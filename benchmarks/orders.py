"""Writes the changes of status for the benchmark: one touch in a hundred has been sent.

python benchmarks/orders.py tracked.xlsx orders.csv
"""

from __future__ import annotations

import sys
from pathlib import Path

import python_calamine

__all__ = ["write_orders"]


def write_orders(tracked: Path, orders: Path) -> None:
    """Take every hundredth drafted touch of a workbook."""
    book = python_calamine.CalamineWorkbook.from_path(str(tracked))
    sheet = book.get_sheet_by_name("Tracking").to_python()
    status = sheet[0].index("Status")
    drafted = [row[0] for row in sheet[1:] if row[status] == "drafted"]
    step = max(1, len(drafted) // max(1, len(sheet) // 100))
    lines = ["who,status", *(f"{touch},sent" for touch in drafted[::step])]
    orders.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_orders(Path(sys.argv[1]), Path(sys.argv[2]))
