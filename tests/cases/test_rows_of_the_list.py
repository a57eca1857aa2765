"""What a list holds beside people: merged cells, totals, a source, the words of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from planner.workbook.read_sheets import read_sheets
from planner.workbook.references import Area

if TYPE_CHECKING:
    from collections.abc import Callable

WHY = "your opening for a clerk"
HEADER = ("Name", "Company", "Email", "Why I am writing", "Do not contact", "Status")


def people(*cells: tuple[str | None, ...]) -> list[tuple[str | None, ...]]:
    return [HEADER, *cells]


@pytest.fixture
def merged(listed: Callable[..., Any]) -> Callable[..., Any]:
    """A list in which these ranges are merged."""

    def make(rows: list[tuple[str | None, ...]], *ranges: str) -> Any:
        desk = listed(*rows, settings={"sender": "x"})
        book = openpyxl.load_workbook(desk.path)
        for each in ranges:
            book["Contacts"].merge_cells(each)
        book.create_sheet("Sender").append(("Name", "Eve Example"))
        book.save(desk.path)
        return desk

    return make


@pytest.mark.parametrize(
    ("column", "word", "status"),
    [
        ("E", "yes", "suppressed"), ("E", "ja", "suppressed"), ("F", "sent", "sent"),
        ("F", "unsubscribed", "suppressed"), ("F", "angeschrieben", "sent"),
        ("F", "refusé", "declined"),
    ],
)  # fmt: skip
def test_a_merged_cell_counts_for_all_its_rows(
    merged: Callable[..., Any], column: str, word: str, status: str
) -> None:
    at = {"E": 4, "F": 5}[column]

    def row(name: str, cell: str | None) -> tuple[str | None, ...]:
        cells: list[str | None] = [
            name,
            "Acme",
            f"{name.split(maxsplit=1)[0]}@x.example",
            WHY,
            None,
            None,
        ]
        cells[at] = cell
        return tuple(cells)

    rows = people(row("Anna Berg", word), row("Bo Lind", None), row("Cy Lo", None))
    desk = merged(rows, f"{column}2:{column}3")
    assert desk.statuses() == {"Anna Berg": status, "Bo Lind": status, "Cy Lo": "drafted"}


def test_a_merged_company_and_purpose_are_those_of_each_row(merged: Callable[..., Any]) -> None:
    rows = people(
        ("Anna Berg", "Acme", "anna@x.example", WHY, None, None),
        ("Bo Lind", None, "bo@x.example", None, None, None),
        ("Cy Lo", None, "cy@x.example", None, None, None),
        ("Di Poe", "Beta", "di@x.example", WHY, None, None),
    )
    desk = merged(rows, "B2:B4", "D2:D4")
    desk.run("draft")
    shown = {
        each["name"]: (each["company"], each["status"]) for each in desk.run("status")["touches"]
    }
    assert shown == {
        "Anna Berg": ("Acme", "drafted"), "Bo Lind": ("Acme", "drafted"),
        "Cy Lo": ("Acme", "drafted"), "Di Poe": ("Beta", "drafted"),
    }  # fmt: skip


def test_a_heading_merged_sideways_is_nobodys_and_says_nothing_of_the_row_below(
    merged: Callable[..., Any],
) -> None:
    rows = people(
        ("Anna Berg", "Acme", "anna@x.example", WHY, None, None),
        (None, None, None, None, None, None),
        ("Bo Lind", None, "bo@x.example", WHY, None, None),
    )
    desk = merged(rows, "A3:F3", "B4:C4")
    assert desk.statuses() == {"Anna Berg": "drafted", "Bo Lind": ""}


def test_merged_cells_are_read_from_the_sheet(merged: Callable[..., Any]) -> None:
    desk = merged(
        people(("Anna Berg", "Acme", "anna@x.example", WHY, None, None)), "B2:B4", "D2:E2"
    )
    with read_sheets(desk.path) as sheets:
        assert set(sheets.merged("Contacts")) == {Area(2, 2, 4, 2), Area(2, 4, 2, 5)}


@pytest.mark.parametrize(
    "word",
    [
        "Total", "TOTAL:", "Totals", "Grand Total", "Subtotal", "Total (2)", "Summe", "Gesamtsumme",
        "Zwischensumme", "Insgesamt", "Anzahl: 2", "Total général", "Sous-total", "Totaux", "Suma",
        "Total general", "Totale", "Totale generale", "Soma", "Total geral", "Totaal", "Eindtotaal",
    ],
)  # fmt: skip
def test_a_row_of_totals_is_nobody(merged: Callable[..., Any], word: str) -> None:
    rows = people(
        ("Anna Berg", "Acme", "anna@x.example", WHY, None, None),
        (word, "12", None, None, None, None),
    )
    assert merged(rows).statuses() == {"Anna Berg": "drafted"}


@pytest.mark.parametrize(
    "line",
    [
        "Source: Chamber of Commerce, 2024", "Sources: web, LinkedIn", "As of 3 March 2026",
        "Note: numbers are rounded", "Last updated: May", "© 2026 Acme", "* without interns",
        "Quelle: IHK Berlin", "Stand: 1.3.2026", "Stand 03/2026", "Hinweis: vertraulich",
        "Fuente: Cámara de Comercio", "Fonte: Camera di Commercio", "Fonte: IBGE", "Bron: KvK",
        "Mis à jour : mars 2026", "Actualizado el 3 de marzo: x", "Bijgewerkt op 3 maart",
    ],
)  # fmt: skip
def test_a_line_that_says_where_the_list_is_from_is_nobody(
    merged: Callable[..., Any], line: str
) -> None:
    rows = people(
        ("Anna Berg", "Acme", "anna@x.example", WHY, None, None),
        (None, None, None, None, None, None),
        (line, None, None, None, None, None),
    )
    assert merged(rows).statuses() == {"Anna Berg": "drafted"}


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Total Energies", "info@x.example"), ("Total", "to@x.example"), ("Sum Li", "s@x.example"),
        ("Anna Berg-Total", ""), ("Summe Becker", ""), ("Source Okafor", ""), ("Note Park", ""),
        ("Stand Larsson", ""), ("Page Turner", ""), ("Media Rossi", ""),
    ],
)  # fmt: skip
def test_a_person_whose_name_begins_so_is_somebody(
    merged: Callable[..., Any], name: str, email: str
) -> None:
    desk = merged(people((name, None, email or None, None, None, None)))
    assert list(desk.statuses()) == [name]


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Subject", "Body"), ("Subject", "Message"), ("Betreff", "Nachricht"), ("Betreff", "Text"),
        ("Objet", "Corps du message"), ("Sujet", "Message"), ("Asunto", "Mensaje"),
        ("Oggetto", "Testo"), ("Assunto", "Mensagem"), ("Onderwerp", "Bericht"),
    ],
)  # fmt: skip
def test_a_subject_beside_a_body_is_no_purpose(
    listed: Callable[..., Any], subject: str, body: str
) -> None:
    desk = listed(
        ("Name", "Email", subject, body),
        ("Anna Berg", "anna@x.example", "Hello from the fair", "Dear Anna, see you there."),
    )
    assert desk.statuses(sender=True) == {"Anna Berg": "needs purpose"}


@pytest.mark.parametrize("header", ["Subject", "Betreff", "Objet", "Asunto", "Oggetto"])
def test_a_subject_by_itself_may_be_one(listed: Callable[..., Any], header: str) -> None:
    desk = listed(("Name", "Email", header), ("Anna Berg", "anna@x.example", WHY))
    assert desk.statuses(sender=True) == {"Anna Berg": "drafted"}
