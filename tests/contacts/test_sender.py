"""The sheets Sender and Settings, however their owner lays them out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from planner.contacts.sender_sheet import read_sender, read_settings
from planner.model.cells import CellError
from planner.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.model.cells import CellValue
    from planner.model.sender import Sender
    from planner.workbook.read_sheets import Sheets

    Make = Callable[..., Sheets]


def sender(make: Make, *rows: list[CellValue], sheet: str = "Sender") -> Sender:
    read = read_sender(make({sheet: rows}))
    assert read is not None
    return read


def test_a_workbook_without_the_sheet_has_no_sender(workbook: Make) -> None:
    assert read_sender(workbook({"Contacts": [["Name"]]})) is None


@pytest.mark.parametrize(
    "sheet",
    ["Sender", "SENDER", "sender ", "Absender", "Expéditeur", "Remitente", "Remetente", "Mittente",
     "Afzender"],
)  # fmt: skip
def test_the_sheet_is_known_in_seven_languages(workbook: Make, sheet: str) -> None:
    assert sender(workbook, ["Name", "Ada Example"], sheet=sheet).text("name") == "Ada Example"


def test_a_value_knows_its_cell(workbook: Make) -> None:
    read = sender(workbook, ["About me"], [], ["Name", "Ada Example"], ["Employer", None, "Acme"])
    assert (read.sheet, read.cell("name"), read.cell("employer")) == ("Sender", "B3", "C4")


def test_a_known_name_without_a_value_still_has_its_cell(workbook: Make) -> None:
    read = sender(workbook, ["Name", "Ada"], ["Employer"])
    assert (read.text("employer"), read.cell("employer")) == ("", "B2")


@pytest.mark.parametrize(
    ("typed", "field"),
    [("LinkedIn URL", "linkedin_url"), ("LinkedIn", "linkedin_url"), ("Job title", "role"),
     ("Company:", "employer"), ("School", "schools"), ("Past Employer", "past_employers"),
     ("Arbeitgeber", "employer"), ("Firma", "employer"), ("Vorname", "first_name"),
     ("E-Mail", "email"), ("Angebot", "offer"), ("Anschrift", "postal_address"),
     ("Recherche d’emploi", "job_search"), ("Favourite book", "favourite_book")],
)  # fmt: skip
def test_a_name_is_understood_or_spelled_in_snake_case(
    workbook: Make, typed: str, field: str
) -> None:
    assert sender(workbook, [typed, "x y"]).text(field) == "x y"


def test_titles_and_guidance_are_no_values(workbook: Make) -> None:
    read = sender(
        workbook,
        ["Sender"],
        ["Who writes. Fill in the middle column."],
        ["Name", "Value", "What it is for"],
        ["Name", "Ada Example", "As it stands under your messages."],
        ["Schools", "Leeds; Umeå", "Compared with your contacts' columns."],
        ["Groups", None, "Clubs, associations."],
    )
    assert set(read.values) == {"name", "first_name", "schools"}
    assert read.items("schools") == ["Leeds", "Umeå"]
    assert read.items("groups") == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Schools", "Leeds; Umeå; Oslo"]],
        [["Schools", "Leeds\nUmeå\r\nOslo"]],
        [["Schools", "Leeds", "Umeå", None, "Oslo"]],
        [["Schools", "Leeds"], [None, "Umeå"], [None, "Oslo"]],
        [["School", "Leeds"], ["School", "Umeå"], ["Schools", "Oslo; "]],
        [["Name", "Value 1", "Value 2", "Value 3", "Note"],
         ["Schools", "Leeds", "Umeå", "Oslo", "old ones"]],
    ],
)  # fmt: skip
def test_several_values_are_items_however_they_stand(
    workbook: Make, rows: list[list[CellValue]]
) -> None:
    assert sender(workbook, *rows).items("schools") == ["Leeds", "Umeå", "Oslo"]


def test_an_address_keeps_its_lines(workbook: Make) -> None:
    read = sender(workbook, ["Postal address", "1 High St", "Leeds"], [None, "UK"])
    assert read.text("postal_address") == "1 High St\nLeeds\nUK"


def test_a_single_value_takes_the_first_cell_beside_it(workbook: Make) -> None:
    assert sender(workbook, ["Name", "Ada Example", "(that's me)"]).text("name") == "Ada Example"


def test_the_first_name_is_told_from_the_name_unless_it_is_given(workbook: Make) -> None:
    assert sender(workbook, ["Name", "Dr. Ada Example"]).text("first_name") == "Ada"
    both = sender(workbook, ["First name", "Addie"], ["Name", "Ada Example"])
    assert both.text("first_name") == "Addie"


def test_placeholders_errors_and_uncomputed_formulas_are_no_values(workbook: Make) -> None:
    rows = [["Name", "TBD"], ["Employer", CellError("#N/A")], ["Role", None], ["Photo", "no"],
            ["Job search", "no"]]  # fmt: skip
    read = read_sender(workbook({"Sender": rows}, uncomputed=[(3, 2)]))
    assert read is not None
    assert dict(read.values) == {"photo": "no", "job_search": "no"}


# --- Settings ------------------------------------------------------------------------------------


def test_without_the_sheet_the_defaults_stand(workbook: Make) -> None:
    assert read_settings(workbook({"Contacts": []})).text("x", "default") == "default"


@pytest.mark.parametrize(
    "sheet", ["settings", "Einstellungen", "Paramètres", "Configuración", "Configurações",
              "Impostazioni", "Instellingen"],
)  # fmt: skip
def test_settings_are_known_in_seven_languages(workbook: Make, sheet: str) -> None:
    assert read_settings(workbook({sheet: [["Daily cap", 5]]})).whole_number("daily cap", 9) == 5


def test_settings_keep_their_names_in_lower_case_and_their_cells(workbook: Make) -> None:
    rows = [["Setting", "Value"], ["Status  Replied", "hot;  warm"], ["purpose-vague", "off"]]
    read = read_settings(workbook({"Settings": rows}))
    assert read.text("status replied") == "hot;  warm"
    assert read.cells["purpose-vague"] == "B3"
    assert read.severity("purpose-vague", default=Severity.ERROR) is None


def test_settings_spell_numbers_and_days_plainly(workbook: Make) -> None:
    rows = [
        ["Limit", 1900.0],
        ["Days off", date(2026, 12, 24), datetime(2026, 12, 25)],  # noqa: DTZ001 - as in cells
        [None, "2026-12-26\n2026-12-27"],
        ["On", True],
        ["Share", 0.5],
    ]
    read = read_settings(workbook({"Settings": rows}))
    assert read.text("limit") == "1900"
    assert read.text("days off") == "2026-12-24; 2026-12-25; 2026-12-26; 2026-12-27"
    assert read.is_on("on")
    assert read.text("share") == "0.5"


def test_a_name_typed_over_the_header_of_the_values_is_the_name(workbook: Make) -> None:
    read = sender(
        workbook,
        ["Name", "Ada Example", "What it is for"],
        ["Role", "Archivist", "Stands under your emails"],
        ["Offer", None, "What you have to trade"],
    )

    assert dict(read.values) == {
        "name": "Ada Example",
        "first_name": "Ada",
        "role": "Archivist",
    }
