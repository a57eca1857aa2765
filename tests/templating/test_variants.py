"""Variants of a template: everybody keeps theirs for life."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from planner.campaign import Campaign

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
PEOPLE = 60


def variant(path: Path, letter: str) -> None:
    text = f"Channel: email\nSubject: {letter}\n\nHi {{{{ first_name }}}}, {{{{ purpose }}}}\n"
    (path.parent / "templates").mkdir(exist_ok=True)
    file = path.parent / "templates" / f"email.{letter}.txt"
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "people.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(("Name", "Email", "Purpose"))
    for number in range(PEOPLE):
        purpose = f"how you catalogued harbour plan {number}"
        sheet.append((f"Person {number} Example", f"p{number}@example.org", purpose))
    workbook.create_sheet("Sender").append(("name", "Nora Whitfield"))
    workbook.save(path)
    variant(path, "a")
    variant(path, "b")
    return path


def templates(path: Path) -> dict[str, str]:
    with Campaign.open(path, now=NOW) as campaign:
        campaign.draft()
    with Campaign.open(path, now=NOW) as campaign:
        return {touch.contact: touch.text("Template") for touch in campaign.book.touches()}


def test_both_variants_get_about_half(book: Path) -> None:
    counts = Counter(templates(book).values())

    assert set(counts) == {"email.a", "email.b"}
    assert min(counts.values()) > PEOPLE // 4


def test_whoever_has_a_variant_keeps_it_when_another_comes(book: Path) -> None:
    before = templates(book)
    variant(book, "c")
    workbook = openpyxl.load_workbook(book)
    for number in range(PEOPLE, 2 * PEOPLE):
        purpose = f"how you catalogued harbour plan {number}"
        row = (f"Person {number} Example", f"p{number}@example.org", purpose)
        workbook["Contacts"].append(row)
    workbook.save(book)

    after = templates(book)

    assert {who: after[who] for who in before} == before
    assert set(after.values()) == {"email.a", "email.b", "email.c"}


def test_the_place_in_the_list_makes_no_difference(book: Path, tmp_path: Path) -> None:
    before = templates(book)
    workbook = openpyxl.load_workbook(book)
    del workbook["Tracking"]
    rows = [*workbook["Contacts"].iter_rows(min_row=2, values_only=True)]
    for at, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            workbook["Contacts"].cell(at, column, value)
    workbook.save(book)

    assert templates(book) == before


def test_a_draft_explains_its_variant(book: Path) -> None:
    with Campaign.open(book, now=NOW) as campaign:
        reasons = {decision.reason for decision in campaign.draft(dry_run=True).decisions}

    assert reasons == {
        "the default for email; variant a by lot",
        "the default for email; variant b by lot",
    }


def test_whoever_has_a_variant_keeps_it_when_others_go(book: Path) -> None:
    variant(book, "c")
    before = templates(book)
    (book.parent / "templates" / "email.b.txt").unlink()

    after = templates(book)

    kept = {who: name for who, name in before.items() if name != "email.b"}
    assert 0 < len(kept) < PEOPLE
    assert {who: after[who] for who in kept} == kept
    assert set(after.values()) == {"email.a", "email.c"}
