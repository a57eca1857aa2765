"""The sample in which every check speaks says of each row which, and which one stays silent."""

from __future__ import annotations

import json
import re
import shlex
from collections import defaultdict
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from planner.campaign import Campaign
from planner.checks.catalogue import all_checks
from planner.cli import planner
from planner.templating.shipped import samples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from planner.model.finding import Finding

FOLDER = samples() / "every_check"
BOOK, UNFINISHED = FOLDER / "every_check.xlsx", FOLDER / "unfinished.xlsx"
# The day of the drafts, and one long after.
DAYS = (datetime(2026, 11, 2, 9, 0), datetime(2027, 12, 1, 9, 0))  # noqa: DTZ001 - the user's day
# What an import says of a source's evidence, or an export, and no check of a workbook does.
OF_OTHERS = {"evidence-uncertain", "evidence-contradicts", "already-connected", "email-unmade"}
# Who somebody is becomes unclear over time, and not on the day of a sample.
OF_OTHERS |= {"identity-unclear"}
OF_UNFINISHED = {"sender-missing", "contacts-none"}


def slugs(cell: object) -> set[str]:
    return {each.strip() for each in str(cell or "").split(",") if each.strip()}


def lines(sheet: str, header_row: int) -> list[dict[str, object]]:
    book = load_workbook(BOOK, data_only=True)
    rows = list(book[sheet].iter_rows(min_row=header_row, values_only=True))
    book.close()
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


@cache
def contacts() -> list[dict[str, object]]:
    """The rows of Contacts, from row 2 on."""
    return lines("Contacts", 1)


@cache
def elsewhere() -> list[dict[str, object]]:
    return lines("Elsewhere", 3)


def findings_at(now: datetime) -> tuple[tuple[Finding, ...], dict[str, int]]:
    """What is found, and the row of each contact."""
    with Campaign.open(BOOK, now=now) as campaign:
        return campaign.findings(), {each.id: each.row for each in campaign.book.contacts}


def place(found: Finding, rows: dict[str, int]) -> str:
    """The row of Contacts that a finding is about, or else the sheet and the cell."""
    row = re.search(r"\d+", found.cell)
    if found.sheet == "Contacts" and row is not None and row[0] != "1":
        return row[0]
    if found.contact in rows:
        return str(rows[found.contact])
    return "!".join(filter(None, (found.sheet, found.cell)))


@pytest.mark.parametrize("now", DAYS)
def test_each_check_speaks_where_the_sample_says_and_nowhere_else(now: datetime) -> None:
    expected: defaultdict[str, set[str]] = defaultdict(set)
    for row, line in enumerate(contacts(), start=2):
        expected[str(row)] |= slugs(line["What is shown"])
    for line in elsewhere():
        if not line["Option"]:
            expected[str(line["Cell"])] |= slugs(line["What is shown"])
    seen: defaultdict[str, set[str]] = defaultdict(set)
    found, rows = findings_at(now)
    for each in found:
        seen[place(each, rows)].add(each.slug)

    assert seen == {where: said for where, said in expected.items() if said}


def told(line: str, lines: Iterable[dict[str, object]]) -> set[str]:
    return {slug for each in lines for slug in slugs(each[line])}


def test_every_check_is_shown_and_has_a_neighbour_of_which_it_is_silent() -> None:
    every = {check.slug for check in all_checks()} - OF_OTHERS
    listed = [*contacts(), *elsewhere()]

    assert told("What is shown", listed) | OF_UNFINISHED == every
    assert told("What is not", listed) == every


def test_a_row_never_says_that_it_shows_what_it_does_not() -> None:
    for line in [*contacts(), *elsewhere()]:
        assert not slugs(line["What is shown"]) & slugs(line["What is not"]), line


def heard(path: Path, *options: str) -> set[tuple[str, str]]:
    """The cell and the slug of each finding that `planner check` prints with these options."""
    result = CliRunner().invoke(planner, ["check", str(path), "--json", *options])
    return {
        ("!".join(filter(None, (each["sheet"], each["cell"]))), each["slug"])
        for each in json.loads(result.output)["findings"]
    }


@pytest.mark.parametrize("option", sorted({str(each["Option"] or "") for each in elsewhere()}))
def test_an_option_shows_what_the_sheet_elsewhere_says(option: str) -> None:
    found = heard(BOOK, *shlex.split(option))

    for line in (each for each in elsewhere() if (each["Option"] or "") == option):
        cell = str(line["Cell"])
        assert all((cell, slug) in found for slug in slugs(line["What is shown"])), line
        assert all((cell, slug) not in found for slug in slugs(line["What is not"])), line


def test_an_unfinished_workbook_is_told_what_to_begin_with() -> None:
    assert {slug for _, slug in heard(UNFINISHED)} == OF_UNFINISHED
