"""every_check.xlsx: a list in which every check speaks, and next to it stays silent.

Each row says under "What is shown" which checks speak of it, and under "What is not" which check it
is so near to. What belongs to no row, or shows by an option alone, stands on the sheet Elsewhere.
every_draft.py drafts it. unfinished.xlsx shows the two checks after which nothing is left to check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.book import Book
from making.people import fill_names, headed, typed, widen
from openpyxl.styles import Alignment
from openpyxl.worksheet.table import Table, TableStyleInfo

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["REMOVED", "book", "row_near", "row_showing", "unfinished"]

_LAST_COLUMN = "R"
REMOVED = "your cart of birch"
_UNSAID, _SAID = "careers in slipware", "careers in creamware"
_WRAPPED = frozenset({"Purpose", "Words", "Subject line", "What is shown", "What is not", "Remark"})
# What a cell says before the first draft; its owner changes it after.
_AT_FIRST = {
    ("draft-outdated", "Purpose"): "your roof of reed",
    ("status-conflict", "Status"): "",
}
_WIDTHS = {
    "A": 20, "B": 22, "C": 20, "D": 28, "E": 46, "F": 10, "G": 13, "H": 18, "I": 18, "J": 40,
    "K": 30, "L": 10, "M": 26, "N": 8, "O": 22, "P": 22, "Q": 52, "R": 14,
}  # fmt: skip
_SENDER = {
    "Name": "Ada Reed",
    "Role": "Potter",
    "Employer": "Reed Ltd",
    "Parent company": "Reed Holdings",
    "Headline": "Potter in Leeds",
    "Photo": "no",
    "Schools": "Northgate College",
    "Past roles": "Clerk; Registrar",
    "Fields": "ceramics",
    "Groups": "Makers' Guild",
    "Job search": "discreet",
    "Postal address": "1 Mill Lane, Leeds LS0 0AA",
}
_SETTINGS = {
    "linkedin account": "free",
    "commercial": "yes",
    "same purpose at most": 2,
    "people at a company": 3,
}
_CONNECTION = {
    "First Name": "Ben",
    "Last Name": "Stone",
    "URL": "https://www.linkedin.com/in/ben-stone-example",
    "Company": "{company}",
    "Position": "Carpenter",
    "Connected On": "08 Feb 2024",
}
# What belongs to no row of Contacts, or shows by an option alone.
_ELSEWHERE = (
    ("", "Sender", "sender-thin", "", "No photo, and no line for an offer."),
    ("", "Sender", "nothing-to-trade", "", "No offer, and little that is shared."),
    ("", "Sender", "", "sender-missing", "Shown by unfinished.xlsx."),
    ("", "Contacts!A2", "", "contacts-none", "Shown by unfinished.xlsx."),
    ("", "Contacts!N1", "header-renamed", "", "No name in a template begins with a digit."),
    ("", "Contacts!M1", "", "header-renamed", "A template can spell this one."),
    ("", "Contacts", "other-contacts-sheet", "", "“Contacts 2025” has the same headers."),
    ("", "Tracking!A{removed}", "contact-removed", "", "Taken out of Contacts after drafting."),
    ("--sender photo=yes --sender 'offer=a day'", "Sender", "", "sender-thin", "With both."),
    ("--sender 'offer=a day at my wheel'", "Sender", "", "nothing-to-trade", "With an offer."),
    ("--sender 'offer=a day'", "Sender", "offer-left-out", "", "Some purposes ask for bread."),
    ("--sender 'offer=a day' --sender offer_for=all", "Sender", "", "offer-left-out", "For all."),
    ("--sheet Contacts", "Contacts", "", "other-contacts-sheet", "Said which one is meant."),
    (
        "--sender 'job search=open'",
        "Contacts!{unsaid}",
        "job-search-unsaid",
        "",
        "About work in general.",
    ),
    ("--sender 'job search=open'", "Contacts!{said}", "", "job-search-unsaid", "This one says it."),
    (
        "--sender 'job search=no'",
        "Contacts!{said}",
        "job-search-suggested",
        "",
        "It reads like a search.",
    ),
    (
        "--sender 'job search=no'",
        "Contacts!{unsaid}",
        "",
        "job-search-suggested",
        "This one does not.",
    ),
)
_HOW_TO_READ = (
    "Run “planner check every_check.xlsx”, with the option if one is named: at the cell the check"
    " under “What is shown” speaks, and the one under “What is not” stays silent."
)


def unfinished() -> Book:
    """Make the workbook in which nobody writes to nobody."""
    book = Book("Unfinished", "Ada Reed")
    sheet = book.sheet("Contacts")
    headed(sheet, 1, ["Name", "Company", "Email", "Purpose"])
    widen(sheet, {"A": 24, "B": 24, "C": 28, "D": 48})
    return book


def row_showing(rows: list[dict[str, str]], slug: str) -> int:
    """The row of the sheet in which the check `slug` speaks."""
    return next(row for row, each in enumerate(rows, start=2) if each["What is shown"] == slug)


def row_near(rows: list[dict[str, str]], slug: str) -> int:
    """The row of the sheet that is near to making the check `slug` speak."""
    return next(row for row, each in enumerate(rows, start=2) if each["What is not"] == slug)


def book(rows: list[dict[str, str]]) -> Book:
    """Make the workbook as it is before the first draft."""
    made = Book("Every check", "Ada Reed")
    _contacts(made, rows)
    fill_names(made.sheet("Sender"), _SENDER)
    fill_names(made.sheet("Settings"), _SETTINGS)
    _elsewhere(made.sheet("Elsewhere"), rows)
    steps = made.sheet("Sequence")
    headed(steps, 1, ["Step", "Channel", "Template", "Wait"])
    steps.append([1])
    barred = made.sheet("Do not contact")
    headed(barred, 1, ["Email", "Domain", "Name", "Company", "Reason"])
    barred.append([None, "hedgerow.example", None, None, "asked in September"])
    barred.append([None, None, "T. Wren", None, "asked at the fair"])
    known = made.sheet("Connections")
    headed(known, 1, list(_CONNECTION))
    company = rows[row_showing(rows, "introducer-known") - 2]["Company"]
    known.append([text.format(company=company) for text in _CONNECTION.values()])
    widen(barred, {"A": 24, "B": 24, "C": 20, "D": 20, "E": 32})
    widen(known, {"A": 14, "B": 14, "C": 48, "D": 26, "E": 16, "F": 14})
    return made


def _contacts(made: Book, rows: list[dict[str, str]]) -> None:
    sheet = made.sheet("Contacts")
    headers = list(rows[0])
    headed(sheet, 1, headers)
    for row, person in enumerate(rows, start=2):
        for column, header in enumerate(headers, start=1):
            text = _AT_FIRST.get((person["What is shown"], header), person[header])
            typed(sheet, row, column, text, "")
            wraps = header in _WRAPPED
            sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=wraps)
    company = headers.index("Company") + 1
    never, computed = row_showing(rows, "formula-uncomputed"), row_near(rows, "formula-uncomputed")
    for row, result in ((never, None), (computed, "Slate Yard")):
        cell = sheet.cell(row, company)
        made.formula(sheet, cell.coordinate, str(cell.value), result)
    # The last row stands below the table, an empty one between them.
    table = Table(displayName="People", ref=f"A1:{_LAST_COLUMN}{len(rows) - 1}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "B2"
    widen(sheet, _WIDTHS)
    old = made.sheet("Contacts 2025")
    headed(old, 1, headers)
    old.append(["Mabel Frith", "Frith & Daughter", "Weaver", "mabel@frith.example", "your loom"])
    widen(old, _WIDTHS)


def _elsewhere(sheet: Worksheet, rows: list[dict[str, str]]) -> None:
    purposes = [each["Purpose"] for each in rows]
    unsaid, said = (f"E{purposes.index(text) + 2}" for text in (_UNSAID, _SAID))
    removed = purposes.index(REMOVED) + 2
    sheet["A1"] = _HOW_TO_READ
    headed(sheet, 3, ["Option", "Cell", "What is shown", "What is not", "Remark"])
    for line in _ELSEWHERE:
        sheet.append(
            [text.format(unsaid=unsaid, said=said, removed=removed) or None for text in line]
        )
    widen(sheet, {"A": 34, "B": 16, "C": 24, "D": 24, "E": 48})
