"""A workbook that XlsxWriter makes, with one sheet of texts, numbers, a formula and two charts."""

from __future__ import annotations

import io
from typing import Any

from xlsxwriter import Workbook


def drawn_workbook(name: str, *, title: str = "Drawn", charts: int = 2, rows: int = 3) -> bytes:
    """Make it; its only sheet is called `name`."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(name)
        bold = workbook.add_format({"bold": True, "bg_color": "#E3EFED", "font_size": 14})
        percent = workbook.add_format({"num_format": "0.0%"})
        sheet.write_string(0, 0, title, bold)
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, f"Row & {row}")
            sheet.write_number(row, 1, row / 10, percent)
        sheet.write_formula(rows + 1, 1, f"=SUM(B2:B{rows + 1})", percent, rows * (rows + 1) / 20)
        for place in range(charts):
            chart: Any = workbook.add_chart({"type": "column"})
            chart.add_series({"categories": [name, 1, 0, rows, 0], "values": [name, 1, 1, rows, 1]})
            sheet.insert_chart(1, 4 + 9 * place, chart)
    return out.getvalue()
