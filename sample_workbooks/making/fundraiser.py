"""fundraiser.xlsx: a reading room's donors. Money, dates, postcodes, a chart, a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.book import Book
from making.people import TEXT, dropdown, fill_names, headed, number, people, typed, widen, wrapped
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule, DataBarRule, FormulaRule
from openpyxl.styles import PatternFill

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["book"]

_HEADER_ROW = 3
_DOLLARS, _CENTS, _DAY, _SHARE = "[$$-409]#,##0", "[$$-409]#,##0.00", "mmmm d, yyyy", "0.0%"
_POSTCODE = "00000"
_MONEY = ("Last gift", "2024", "2025", "2026")
# What the people's file has no column for: Ask follows Last gift, Growth follows the years.
_HEADERS = (
    "Donor No", "Name", "Organisation", "Email", "Phone", "Street", "Postcode", "City", "Purpose",
    "Channel", "Topic", "Last gift", "Gift on", "Last gift for", "Ask", "2024", "2025", "2026",
    "Growth", "Deadline", "Tax rate", "Notes", "Template",
)  # fmt: skip
_FORMATS = {
    "Donor No": TEXT, "Phone": TEXT, "Last gift": _DOLLARS, "Gift on": _DAY, "2024": _DOLLARS,
    "2025": _DOLLARS, "2026": _DOLLARS, "Deadline": "d-mmm-yy", "Tax rate": "0.00%",
}  # fmt: skip
_SENDER = {
    "Name": "Beatrix Holloway",
    "First name": "Beatrix",
    "Role": "Director",
    "Employer": "Lantern Street Reading Room",
    "Headline": "Director, Lantern Street Reading Room",
    "Photo": "yes",
    "Email": "beatrix@lanternstreet.example",
    "Phone": "(617) 555-0100",
    "Offer": "a seat at the opening night, and your name on a shelf if you like",
    "Job search": "no",
    "Postal address": "1 Lantern Street, Boston, MA 02100",
    "Signature": "Beatrix Holloway\nDirector, Lantern Street Reading Room",
}
_SETTINGS = {
    "status closed": "thanked",
    "status no answer": "silent",
}


def book() -> Book:
    """Make the workbook."""
    made = Book("Donors", "Beatrix Holloway")
    sheet = made.sheet("Donors")
    last = _donors(made, sheet)
    _looks(sheet, last)
    _filter(sheet, last)
    _chart(made, sheet, last)
    fill_names(made.sheet("Sender"), _SENDER)
    fill_names(made.sheet("Settings"), _SETTINGS)
    stop = made.sheet("Do not contact")
    headed(stop, 1, ["Email", "Domain", "Name", "Company", "Reason"])
    stop.append(["l.grunwald@grunwald.example", None, None, None, "asked by letter, May 2026"])
    stop.append([None, "rivalreadingroom.example", None, None, "they raise money too"])
    widen(stop, {"A": 32, "B": 28, "C": 22, "D": 22, "E": 32})
    return made


def _donors(made: Book, sheet: Worksheet) -> int:
    sheet["A1"] = "Lantern Street Reading Room: donors and friends"
    headed(sheet, _HEADER_ROW, _HEADERS)
    # A year is a number to whoever types it, in a header as well.
    for letter, year in (("P", 2024), ("Q", 2025), ("R", 2026)):
        sheet[f"{letter}{_HEADER_ROW}"] = year
    rows = people("fundraiser")
    for row, person in enumerate(rows, start=_HEADER_ROW + 1):
        for column, header in enumerate(_HEADERS, start=1):
            if header in person and header != "Postcode":
                number_format = _CENTS if "." in person[header] and header in _MONEY else ""
                number_format = number_format or _FORMATS.get(header, "")
                typed(sheet, row, column, person[header], number_format)
        # Half the postcodes were typed as text, half as numbers that show their zeros.
        postcode = person["Postcode"]
        is_number = row % 2 == 0 and len(postcode) == len(_POSTCODE) and postcode.isdecimal()
        typed(sheet, row, 7, postcode, _POSTCODE if is_number else TEXT)
        _ask(made, sheet, row, person)
        _growth(made, sheet, row, person)
        wrapped(sheet, row, _HEADERS.index("Purpose") + 1)
        if person["Hidden"]:
            sheet.row_dimensions[row].hidden = True
    return _HEADER_ROW + len(rows)


def _ask(made: Book, sheet: Worksheet, row: int, person: dict[str, str]) -> None:
    """A tenth more than last time, in round sums: a formula with the result that Excel stored."""
    if not person["Last gift"]:
        return
    asked = round(number(person["Last gift"]) * 1.1 / 10 + 1e-9) * 10
    made.formula(sheet, f"O{row}", f"=ROUND(L{row}*1.1,-1)", asked)
    sheet[f"O{row}"].number_format = _DOLLARS


def _growth(made: Book, sheet: Worksheet, row: int, person: dict[str, str]) -> None:
    before, now = number(person["2025"]), number(person["2026"])
    result = round(now / before - 1, 4) if before else ""
    made.formula(sheet, f"S{row}", f'=IF(Q{row}=0,"",ROUND(R{row}/Q{row}-1,4))', result)
    sheet[f"S{row}"].number_format = _SHARE


def _looks(sheet: Worksheet, last: int) -> None:
    first = _HEADER_ROW + 1
    widen(sheet, {"A": 9, "B": 24, "C": 24, "D": 34, "E": 16, "F": 22, "G": 10, "H": 17, "I": 52})
    widen(
        sheet,
        {
            "J": 10,
            "K": 30,
            "L": 13,
            "M": 19,
            "N": 22,
            "O": 11,
            "P": 12,
            "Q": 12,
            "R": 12,
            "T": 12,
            "V": 32,
            "W": 20,
        },
    )
    sheet.freeze_panes = f"C{first}"
    dropdown(sheet, f"J{first}:J{last}", ["email", "phone", "letter"])
    rules = sheet.conditional_formatting
    rules.add(
        f"O{first}:O{last}",
        DataBarRule(start_type="min", end_type="max", color="FF2A9D8F"),
    )
    rules.add(
        f"P{first}:R{last}",
        ColorScaleRule(
            start_type="min", start_color="FFFFFFFF", end_type="max", end_color="FF8AB17D"
        ),
    )
    lapsed = PatternFill("solid", bgColor="FFFDE9D9")
    rules.add(f"B{first}:B{last}", FormulaRule(formula=[f"$R{first}=0"], fill=lapsed))
    sheet["O3"].comment = Comment("A tenth above the last gift, in round sums.", "Beatrix", 70, 220)


def _filter(sheet: Worksheet, last: int) -> None:
    """A filter that its owner left on: only email; the other rows are hidden by it."""
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:W{last}"
    sheet.auto_filter.add_filter_column(_HEADERS.index("Channel"), ["email"])
    for row in range(_HEADER_ROW + 1, last + 1):
        if sheet[f"J{row}"].value != "email":
            sheet.row_dimensions[row].hidden = True


def _chart(made: Book, donors: Worksheet, last: int) -> None:
    sheet = made.sheet("Year by year")
    headed(sheet, 1, ["Year", "Given"])
    rows = people("fundraiser")
    for row, (year, letter) in enumerate({"2024": "P", "2025": "Q", "2026": "R"}.items(), start=2):
        sheet.cell(row, 1, int(year))
        total = sum(number(person[year]) for person in rows)
        cells = f"'{donors.title}'!{letter}{_HEADER_ROW + 1}:{letter}{last}"
        made.formula(sheet, f"B{row}", f"=SUM({cells})", total)
        sheet.cell(row, 2).number_format = _CENTS
    chart = BarChart()
    chart.title = "Given, year by year"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
    chart.legend = None
    sheet.add_chart(chart, "D2")
    widen(sheet, {"A": 10, "B": 16})
