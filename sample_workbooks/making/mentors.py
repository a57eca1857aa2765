"""mentors.xlsx: a mentor programme's German list. Titles above the header, merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.book import Book
from making.people import TEXT, dropdown, fill_names, headed, people, typed, widen, wrapped
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["book"]

_HEADER_ROW = 5
# As typed in: a line break in one, a trailing blank and a non-breaking one in others.
_HEADERS = {
    "Telefon": "Telefon ",
    "Zuletzt dabei": "Zuletzt\ndabei",
    "LinkedIn-Profil": "LinkedIn-\N{NO-BREAK SPACE}Profil",
}
_FORMATS = {
    "PLZ": "00000",
    "Telefon": TEXT,
    "Zuletzt dabei": "DD.MM.YYYY",
    "Stunden im Monat": "0.0",
    "Nr.": "000",
}
_GROUPS = {"A4:E4": "Person", "F4:G4": "Tätigkeit", "H4:L4": "Erreichbar", "M4:Q4": "Anfrage"}
_SENDER = {
    "Name": "Katharina Brandt",
    "Vorname": "Katharina",
    "Rolle": "Leiterin des Mentorenprogramms",
    "Arbeitgeber": "Förderverein Elbtal e. V.",
    "Headline": "Mentorenprogramm des Fördervereins Elbtal",
    "Foto": "ja",
    "E-Mail": "brandt@foerderverein-elbtal.example",
    "Telefon": "030 23125 001",
    "Hochschulen": "Hochschule Elbtal",
    "Frühere Arbeitgeber": "Nordlicht Logistik; Verlag Blaue Feder",
    "Veranstaltungen": "Mentorentag 2025",
    "Angebot": "einen Abend im Jahr mit allen Mentorinnen und Mentoren, Essen inbegriffen",
    "Jobsuche": "no",
    "Postanschrift": "Erfundene Gasse 3\n01067 Dresden",
}


def book() -> Book:
    """Make the workbook."""
    made = Book("Mentorenprogramm 2027", "Katharina Brandt")
    sheet = made.sheet("Mentorinnen und Mentoren")
    last = _list(sheet)
    _title(made, sheet, last)
    fill_names(made.sheet("Absender"), _SENDER)
    _stop_list(made)
    made.workbook.defined_names["Liste"] = DefinedName(
        "Liste", attr_text=f"'{sheet.title}'!$A${_HEADER_ROW}:$U${last}"
    )
    return made


def _list(sheet: Worksheet) -> int:
    rows = people("mentors")
    headers = list(rows[0])
    headed(sheet, _HEADER_ROW, [_HEADERS.get(header, header) for header in headers])
    for row, person in enumerate(rows, start=_HEADER_ROW + 1):
        for column, header in enumerate(headers, start=1):
            typed(sheet, row, column, person[header], _FORMATS.get(header, ""))
        wrapped(sheet, row, headers.index("Anliegen") + 1)
    last = _HEADER_ROW + len(rows)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 6)
    sheet.row_dimensions[_HEADER_ROW].height = 32
    widen(sheet, {"A": 6, "B": 8, "C": 11, "D": 15, "E": 24, "F": 27, "G": 29, "H": 38, "I": 52})
    widen(
        sheet,
        {
            "J": 16,
            "K": 8,
            "L": 15,
            "M": 12,
            "N": 56,
            "O": 9,
            "P": 10,
            "Q": 12,
            "R": 19,
            "S": 12,
            "T": 40,
        },
    )
    dropdown(sheet, f"M{_HEADER_ROW + 1}:M{last}", ["E-Mail", "LinkedIn", "Brief", "Anruf"])
    dropdown(sheet, f"Q{_HEADER_ROW + 1}:Q{last}", ["hoch", "mittel", "niedrig"])
    sheet["N10"].comment = Comment("Frau Brandt fragt bis Freitag nach.", "Sekretariat", 80, 220)
    # One remark for the two people of one company, in merged cells.
    sheet["U10"].value = "Beide Anfragen erst nach dem 15. Januar"
    sheet.merge_cells("U10:U11")
    return last


def _title(made: Book, sheet: Worksheet, last: int) -> None:
    sheet["A1"] = "Mentorenprogramm 2027"
    sheet["A1"].font = Font(size=18, bold=True, color="FF1F4E5F")
    sheet.merge_cells("A1:U1")
    sheet["A2"] = "Förderverein Elbtal e. V. – vertraulich, bitte nicht weitergeben"
    sheet["A2"].font = Font(italic=True)
    sheet.merge_cells("A2:U2")
    made.formula(
        sheet,
        "N3",
        f'="Einträge: "&COUNTA(E{_HEADER_ROW + 1}:E{last})',
        f"Einträge: {last - _HEADER_ROW}",
    )
    line = Side(style="thin", color="FF9AA5B1")
    for cells, text in _GROUPS.items():
        first = sheet[cells.partition(":")[0]]
        first.value = text
        first.fill = PatternFill("solid", fgColor="FFE8EEF1")
        first.border = Border(bottom=line)
        first.alignment = Alignment(horizontal="center")
        sheet.merge_cells(cells)


def _stop_list(made: Book) -> None:
    sheet = made.sheet("Nicht kontaktieren")
    headed(sheet, 1, ["E-Mail", "Name", "Firma", "Grund"])
    sheet.append(["presse@glashuette.example", None, None, "Sammelpostfach"])
    sheet.append([None, "Dr. Hubertus Klamm", "Odra Software", "hat abgesagt, 2025"])
    widen(sheet, {"A": 30, "B": 26, "C": 24, "D": 30})
