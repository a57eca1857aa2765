"""Draws the report as a worksheet: tables, Excel's own charts, a line a finding; one printed page.

XlsxWriter makes the sheet in a workbook of its own; the workbook room takes it over.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from planner.model.frozen import frozen
from planner.reporting.in_words import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from planner.reporting.report import Report
    from planner.reporting.status_counts import StatusCount

MARK = "Campaign report by planner"
_WIDTHS = (30, 11, 11, 11, 11, 11, 7, 7, 3)  # in characters; the charts stand to the right
_CHART_COLUMN = len(_WIDTHS)
_CHART_ROWS = 17
_CHART_SIZE = {"width": 620, "height": 320}
_ACCENT, _SECOND, _GREY = "#0B6B62", "#C77700", "#5F6B76"
_MOST_GROUPS, _MOST_WEEKS, _MOST_TASKS = 8, 16, 6


@frozen
class _Looks:
    title: Format
    heading: Format
    header: Format
    right: Format
    number: Format
    percent: Format
    quiet: Format
    words: Format


class _Page:
    """The sheet while it is filled from the top."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self.name = name
        self.sheet: Worksheet = workbook.add_worksheet(name)
        self.row = 0
        self.looks = _Looks(
            title=workbook.add_format({"bold": True, "font_size": 16}),
            heading=workbook.add_format({"bold": True, "font_size": 12, "font_color": _ACCENT}),
            header=workbook.add_format({"bold": True, "bg_color": "#E3EFED", "text_wrap": True}),
            right=workbook.add_format({"bold": True, "bg_color": "#E3EFED", "align": "right"}),
            number=workbook.add_format({"num_format": "#,##0"}),
            percent=workbook.add_format({"num_format": "0%"}),
            quiet=workbook.add_format({"font_color": _GREY}),
            words=workbook.add_format({"text_wrap": True, "valign": "top"}),
        )
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)

    def heading(self, text: str) -> None:
        self.row += 1
        self.sheet.write_string(self.row, 0, text, self.looks.heading)
        self.row += 1

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[int, int]:
        """Write a table; returns the first and the last row below its header."""
        for column, header in enumerate(headers):
            look = self.looks.right if column else self.looks.header
            self.sheet.write_string(self.row, column, header, look)
        first = self.row = self.row + 1
        for cells in rows:
            for column, value in enumerate(cells):
                self._cell(column, value)
            self.row += 1
        return first, self.row - 1

    def _cell(self, column: int, value: Any) -> None:
        if isinstance(value, str):
            self.sheet.write_string(self.row, column, value)
        elif isinstance(value, float):
            self.sheet.write_number(self.row, column, value, self.looks.percent)
        elif isinstance(value, int):
            self.sheet.write_number(self.row, column, value, self.looks.number)

    def line(self, text: str) -> None:
        """Write a sentence over the width of the tables, as high as it needs."""
        width = 5  # the last column of the tables
        room = sum(_WIDTHS[: width + 1])
        lines = -(-len(text) // int(room)) or 1
        self.sheet.set_row(self.row, 15 * lines)
        self.sheet.merge_range(self.row, 0, self.row, width, text, self.looks.words)
        self.row += 1


def report_sheet(report: Report, counts: Sequence[StatusCount], name: str) -> bytes:
    """Make a workbook whose only sheet, called `name`, is the report: the bytes of an .xlsx."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a sheet is asked for

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_urls": False}) as workbook:
        page = _Page(workbook, name)
        page.sheet.write_string(0, 0, MARK, page.looks.title)
        since = f", sent since {report.since.isoformat()}" if report.since else ""
        page.sheet.write_string(1, 0, f"{report.now:%Y-%m-%d}{since}", page.looks.quiet)
        page.row = 2
        _words(page, report)
        charts = [_funnel(page, workbook, report)]
        _statuses(page, counts)
        charts += [_rates(page, workbook, report), _weeks(page, workbook, report)]
        _tasks(page, report)
        for place, chart in enumerate(chart for chart in charts if chart is not None):
            page.sheet.insert_chart(3 + place * _CHART_ROWS, _CHART_COLUMN, chart)
        _printed(page)
    return out.getvalue()


def _printed(page: _Page) -> None:
    page.sheet.hide_gridlines(2)
    page.sheet.set_landscape()
    page.sheet.set_paper(9)  # A4
    page.sheet.fit_to_pages(1, 1)
    page.sheet.set_margins(0.4, 0.4, 0.5, 0.5)


def _words(page: _Page, report: Report) -> None:
    page.heading("In words")
    for finding in findings_of(report):
        page.line(finding)


def _funnel(page: _Page, workbook: Workbook, report: Report) -> Any:
    funnel = report.funnel
    stages = {"contacts": funnel.contacts, "with a purpose": funnel.with_purpose}
    stages |= {str(stage): number for stage, number in funnel.people.items()}
    page.heading("How far: people")
    first, last = page.table(("Stage", "People"), stages.items())
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "People",
            "categories": [page.name, first, 0, last, 0],
            "values": [page.name, first, 1, last, 1],
            "fill": {"color": _ACCENT},
            "gap": 40,
        }
    )
    _dressed(chart, "How far: people by stage")
    chart.set_legend({"none": True})
    chart.set_x_axis({"major_gridlines": _GRID, "min": 0, "num_font": _SMALL})
    # From the top, and the numbers below all the same.
    chart.set_y_axis({"reverse": True, "num_font": _SMALL, "crossing": "max"})
    return chart


def _statuses(page: _Page, counts: Sequence[StatusCount]) -> None:
    page.heading("Where every message stands (counts as you edit Tracking)")
    first, last = page.table(("Status", "Messages"), ((count.status,) for count in counts))
    for row, count in zip(range(first, last + 1), counts, strict=True):
        page.sheet.write_formula(row, 1, count.formula, page.looks.number, count.number)
    page.sheet.write_string(page.row, 0, "all", page.looks.header)
    total = sum(count.number for count in counts)
    cells = f"=SUM(B{first + 1}:B{last + 1})"
    page.sheet.write_formula(page.row, 1, cells, page.looks.number, total)
    page.row += 1


def _rates(page: _Page, workbook: Workbook, report: Report) -> Any:
    page.heading(f"Answers by {report.by}, with the 95 % interval")
    groups = [group for group in report.groups if group.answer.whole]
    rows = []
    for group in groups[:_MOST_GROUPS]:
        low, high = group.answer.interval
        share = group.answer.share or 0.0
        rows.append(
            (group.name, group.answer.whole, group.answer.part, share, low, high, share - low,
             high - share)
        )  # fmt: skip
    # The last two are what Excel draws its error bars from.
    headers = (report.by.capitalize(), "Sent", "Answered", "Rate", "From", "To", "down", "up")
    if not rows:
        page.sheet.write_string(page.row, 0, "Nothing has been sent yet.", page.looks.quiet)
        page.row += 1
        return None
    first, last = page.table(headers, rows)
    if len(groups) > len(rows):
        more = f"... and {len(groups) - len(rows):,} more"
        page.sheet.write_string(page.row, 0, more, page.looks.quiet)
        page.row += 1
    chart = workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "Answered",
            "categories": [page.name, first, 0, last, 0],
            "values": [page.name, first, 3, last, 3],
            "fill": {"color": _ACCENT},
            "gap": 80,
            "y_error_bars": {
                "type": "custom",
                "plus_values": _reference(page, first, last, "H"),
                "minus_values": _reference(page, first, last, "G"),
                "plus_data": [row[7] for row in rows],
                "minus_data": [row[6] for row in rows],
                "line": {"color": _GREY},
            },
        }
    )
    _dressed(chart, f"Answer rate by {report.by}, with 95 % intervals")
    chart.set_legend({"none": True})
    chart.set_y_axis(
        {"num_format": "0%", "min": 0, "max": 1, "major_unit": 0.2, "minor_tick_mark": "none",
         "major_gridlines": _GRID, "num_font": _SMALL}
    )  # fmt: skip
    return chart


def _reference(page: _Page, first: int, last: int, column: str) -> str:
    quoted = page.name.replace("'", "''")
    return f"='{quoted}'!${column}${first + 1}:${column}${last + 1}"


def _weeks(page: _Page, workbook: Workbook, report: Report) -> Any:
    weeks = report.weeks[-_MOST_WEEKS:]
    coming = report.forecast.weeks[:_MOST_WEEKS]
    if not weeks and not coming:
        return None
    page.heading("Week by week (from Monday), and what is to come")
    by_start = {week.start: [week.sent, week.answered, week.bounced, 0, 0] for week in weeks}
    for week in coming:
        counts = by_start.setdefault(week.start, [0] * 5)
        counts[3:] = [week.planned, week.follow_ups]
    headers = ("Week", "Sent", "Answered", "Bounced", "Planned", "Follow-ups")
    rows = [(start.isoformat(), *counts) for start, counts in sorted(by_start.items())]
    first, last = page.table(headers, rows)
    chart = workbook.add_chart({"type": "column"})
    for column, colour in ((1, _ACCENT), (2, _SECOND), (4, "#9CC9C3"), (5, "#CBD2D9")):
        chart.add_series(
            {
                "name": headers[column],
                "categories": [page.name, first, 0, last, 0],
                "values": [page.name, first, column, last, column],
                "fill": {"color": colour},
            }
        )
    _dressed(chart, "Week by week: messages")
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis(
        {"major_gridlines": _GRID, "min": 0, "minor_tick_mark": "none", "num_font": _SMALL}
    )
    return chart


_GRID = {"visible": True, "line": {"color": "#E1E5E9"}}
_SMALL = {"size": 9}


def _dressed(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_x_axis({"num_font": _SMALL})
    chart.set_size(_CHART_SIZE)
    chart.set_chartarea({"border": {"none": True}})


def _tasks(page: _Page, report: Report) -> None:
    tasks = [*report.tasks.answers, *report.tasks.bounced, *report.tasks.calls]
    if not tasks:
        return
    page.heading("Who waits for you")
    for task in tasks[:_MOST_TASKS]:
        who = ", ".join(filter(None, (task.name or task.touch, task.company)))
        since = f" (since {task.since.isoformat()})" if task.since else ""
        page.line(f"{who}: {' '.join(task.why.split())}{since}")
    if len(tasks) > _MOST_TASKS:
        page.line(f"... and {len(tasks) - _MOST_TASKS:,} more.")
