"""conference.xlsx: a speaker's new acquaintances. Scripts of the world, a picture, sparklines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.book import Book, drawing
from making.people import dropdown, fill_names, headed, people, typed, widen, wrapped
from making.threads import Thread
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import IconSetRule
from openpyxl.styles import Alignment
from openpyxl.workbook.defined_name import DefinedName

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["book"]

_HEADER_ROW = 4
# The trend is a small line in an empty cell; a neighbour of the days that it draws.
_HEADERS = (
    "Name", "Affiliation", "Title", "Email", "LinkedIn", "Met at", "Talked about", "Purpose",
    "Channel", "Score ⭐", "Day 1", "Day 2", "Day 3", "Trend", "Next talk", "Language", "Notes",
    "Template",
)  # fmt: skip
_FORMATS = {"Score ⭐": "0", "Day 1": "0", "Day 2": "0", "Day 3": "0", "Next talk": "yyyy-mm-dd"}
_SENDER = {
    "Name": "Inés Alcántara-Moreau",
    "First name": "Inés",
    "Role": "Coastal engineer",
    "Employer": "Estuary Modelling Group",
    "Headline": "Coastal engineer, Estuary Modelling Group",
    "Photo": "yes",
    "Email": "ines@estuarymodelling.example",
    "LinkedIn URL": "https://www.linkedin.com/in/ines-alcantara-example",
    "Schools": "Universidad del Estuario",
    "Events": "Tidal Systems 2026; Tidal Systems 2024",
    "Fields": "tides; storm surges; coastal modelling",
    "Offer": "our open tide model, and a day of help in setting it up",
    "Job search": "no",
    "Languages": "Spanish; French; English",
}
_THREAD = Thread(
    "H10",
    (
        ("Inés Alcántara-Moreau", "2026-10-20T09:12:00.00", "José asked for something. What?"),
        ("Bao Lam", "2026-10-21T16:40:00.00", "The lagoon survey, I think 🤔 but ask him"),
    ),
)
_BACKGROUND, _SEA, _FOAM = 0, 1, 2


def book() -> Book:
    """Make the workbook."""
    made = Book("Tidal Systems 2026: people I met", "Inés Alcántara-Moreau")
    sheet = made.sheet("People 🌊")
    last = _people(made, sheet)
    _remarks(made, sheet)
    _programme(made)
    fill_names(made.sheet("Sender"), _SENDER)
    names = made.workbook.defined_names
    quoted = f"'{sheet.title}'"
    names["People"] = DefinedName("People", attr_text=f"{quoted}!$A${_HEADER_ROW}:$R${last}")
    names["BestScore"] = DefinedName(
        "BestScore", attr_text=f"MAX({quoted}!$J${_HEADER_ROW + 1}:$J${last})"
    )
    names["Ratings"] = DefinedName("Ratings", attr_text="{1,2,3,4,5}")
    return made


def _people(made: Book, sheet: Worksheet) -> int:
    sheet["B1"] = "Tidal Systems 2026 🌊 people I met"
    sheet["B2"] = "Scores: 1 a nod, 5 we have plans"
    headed(sheet, _HEADER_ROW, _HEADERS)
    rows = people("conference")
    for row, person in enumerate(rows, start=_HEADER_ROW + 1):
        for column, header in enumerate(_HEADERS, start=1):
            value = person.get(header.removesuffix(" ⭐"), "")
            typed(sheet, row, column, value, _FORMATS.get(header, ""))
        wrapped(sheet, row, _HEADERS.index("Purpose") + 1)
        if person["Affiliation"][0] in "מم":
            sheet.cell(row, 1).alignment = Alignment(vertical="top", readingOrder=2)
        made.sparkline(sheet, f"N{row}", f"'{sheet.title}'!K{row}:M{row}")
    last = _HEADER_ROW + len(rows)
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    widen(sheet, {"A": 24, "B": 26, "C": 20, "D": 34, "E": 44, "F": 22, "G": 22, "H": 54})
    widen(sheet, {"I": 17, "J": 9, "N": 10, "O": 12, "P": 10, "Q": 28, "R": 21})
    dropdown(sheet, f"I{_HEADER_ROW + 1}:I{last}", ["email", "LinkedIn", "LinkedIn message"])
    dropdown(sheet, f"J{_HEADER_ROW + 1}:J{last}", ["1", "2", "3", "4", "5"])
    sheet.conditional_formatting.add(
        f"J{_HEADER_ROW + 1}:J{last}", IconSetRule("3TrafficLights1", "num", [1, 3, 5])
    )
    return last


def _remarks(made: Book, sheet: Worksheet) -> None:
    sheet["A5"].comment = Comment("田中先生: reads English, answers in Japanese", "Inés", 70, 240)
    sheet["G7"].comment = Comment("No idea what we talked about 😅", "Inés", 60, 200)
    made.discuss(sheet, _THREAD)
    wave = Image(drawing(_colour_at, ("FFFFFF", "1F4E5F", "2A9D8F"), 48))
    wave.anchor = "A1"
    sheet.add_image(wave)
    sheet.row_dimensions[1].height = 24


def _colour_at(x: int, y: int) -> int:
    """A wave: sea below the line, foam along it."""
    height = (4, 7, 9, 10, 9, 7, 4, 2)[x // 3 % 8]
    surface = 30 - height
    if y < surface:
        return _BACKGROUND
    return _FOAM if y < surface + 3 else _SEA


def _programme(made: Book) -> None:
    """Add a sheet that runs from right to left."""
    sheet = made.sheet("תוכנית")
    sheet.sheet_view.rightToLeft = True
    headed(sheet, 1, ["שעה", "אולם", "נושא"])
    sheet.append(["09:00", "א", "גאות ושפל"])
    sheet.append(["11:30", "ב", "מודל הנמל"])
    widen(sheet, {"A": 10, "B": 10, "C": 30})
