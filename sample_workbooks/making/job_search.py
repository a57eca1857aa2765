"""job_search.xlsx: one person looking for her next post. An Excel table, LinkedIn and email."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.book import Book
from making.people import dropdown, fill_names, people, typed, widen, wrapped
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo

from planner.model.channel import Channel

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["book"]

_FORMATS = {"Deadline": "d mmm yyyy", "Salary from": "[$£-809]#,##0"}
_WIDTHS = {
    "A": 24, "B": 26, "C": 26, "D": 52, "E": 17, "F": 48, "G": 30, "H": 26, "I": 27, "J": 21,
    "K": 21, "L": 34, "M": 21, "N": 32, "O": 20, "P": 10, "Q": 13, "R": 13, "S": 40,
}  # fmt: skip
_SENDER = {
    "Name": "Nora Whitfield",
    "First name": "Nora",
    "Role": "Records manager",
    "Employer": "Harrow & Vale Insurance",
    "Headline": "Records manager: ten years in archives and data protection",
    "Photo": "yes",
    "Email": "nora.whitfield@mail.example",
    "Phone": "01632 960141",
    "LinkedIn URL": "https://www.linkedin.com/in/nora-whitfield-example",
    "City": "Leeds",
    "Country": "United Kingdom",
    "Schools": "Northgate University",
    "Past employers": "Calder City Archives; Tidewater Shipping",
    "Past roles": "Archivist; Records officer",
    "Fields": "records management; data protection; digital preservation",
    "Groups": "Records & Information Network North; Women in Archives",
    "Events": "Digital Preservation Days 2025",
    "People": "Jo Hart",
    "Offer": "my retention schedule for forty kinds of record, yours to copy",
    "Job search": "open",
    "Next position": "records or information manager, four days a week",
    "Postal address": "7 Invented Row, Leeds LS0 0AA",
}
_SETTINGS = {"linkedin account": "free", "status no answer": "silence; ghosted"}


def book() -> Book:
    """Make the workbook."""
    made = Book("Job search", "Nora Whitfield")
    _contacts(made)
    fill_names(made.sheet("Sender"), _SENDER)
    fill_names(made.sheet("Settings"), _SETTINGS)
    _salaries(made)
    return made


def _contacts(made: Book) -> None:
    sheet = made.sheet("Contacts")
    rows = people("job_search")
    headers = list(rows[0])
    for column, header in enumerate(headers, start=1):
        sheet.cell(1, column, header).font = Font(bold=True)
    for row, person in enumerate(rows, start=2):
        for column, header in enumerate(headers, start=1):
            typed(sheet, row, column, person[header], _FORMATS.get(header, ""))
        wrapped(sheet, row, headers.index("Purpose") + 1)
    last = len(rows) + 1
    table = Table(displayName="People", ref=f"A1:S{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "B2"
    widen(sheet, _WIDTHS)
    dropdown(sheet, f"E2:E{last}", [str(each) for each in Channel if each is not Channel.TASK])
    dropdown(sheet, f"P2:P{last}", ["high", "medium", "low"])
    urgent = PatternFill("solid", bgColor="FFFDE9D9")
    sheet.conditional_formatting.add(
        f"P2:P{last}", CellIsRule(operator="equal", formula=['"high"'], fill=urgent)
    )
    _links_and_remarks(sheet)


def _links_and_remarks(sheet: Worksheet) -> None:
    # As pasted from a browser: the cell says one thing, and its link goes to the profile.
    for cell, shown in (("F4", "Siobhán's profile"), ("F9", "LinkedIn")):
        address = str(sheet[cell].value).removeprefix("https://")
        sheet[cell].hyperlink = f"https://{address}"
        sheet[cell].value = shown
        sheet[cell].font = Font(color="FF0563C1", underline="single")
    sheet["D5"].comment = Comment(
        "Henrik answers fast. Find out what he needs first.", "Nora", 80, 240
    )
    # Non-breaking blanks, as a web page leaves them.
    sheet["B12"].value = "Silesia\N{NO-BREAK SPACE}Rail Heritage\N{NO-BREAK SPACE}"


def _salaries(made: Book) -> None:
    """Add a side sheet that planner has no business with, but must keep."""
    sheet = made.sheet("What I need")
    sheet["A1"], sheet["B1"] = "A month", "£"
    for row, (what, amount) in enumerate(
        {"Rent": 980, "Food": 420.5, "Train": 186, "Savings": 300}.items(), start=2
    ):
        sheet.cell(row, 1, what)
        sheet.cell(row, 2, amount).number_format = "[$£-809]#,##0.00"
    sheet["A6"] = "In all"
    made.formula(sheet, "B6", "=SUM(B2:B5)", 1886.5)
    sheet["A7"] = "A year, before tax"
    made.formula(sheet, "B7", "=ROUND(B6*12/0.72,-2)", 31400)
    made.formula(sheet, "B8", '=VLOOKUP("Bonus",A2:B6,2,FALSE)', "#N/A")
    sheet["A8"] = "Bonus"
