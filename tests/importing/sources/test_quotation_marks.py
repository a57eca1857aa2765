"""A quotation mark that nobody closed makes no one person out of several rows."""

from __future__ import annotations

import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from planner.campaign import Campaign
from planner.importing.sources.read_people import read_people
from planner.importing.sources.source_errors import ImportingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Source = Callable[..., Path]

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the user's own clock
ROWS = "Anna Berg,Acme,tea\nBo Lind,Lind & Co,x\nCarl Poe,Poe,y\n"
HEADER = "Name,Company,Met at\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER + ROWS.replace("tea", '"tea'), 2),
        (HEADER + ROWS.replace("tea", '"tea') + 'Dora Dean,"Dean, Inc",z\n', 2),
        (HEADER + ROWS.replace("tea", '"tea') + 'Dora Dean,Dean,""\nEve Early,E,z\n', 2),
        (HEADER + 'Eve Early,"E\nInc",z\n' + ROWS.replace("Poe,y", '"Poe,y') + "F,F,z\n", 6),
        (HEADER.replace("Company", '"Company') + ROWS, 1),
        ((HEADER + ROWS.replace("tea", '"tea')).replace("\n", "\r"), 2),
        ((HEADER + ROWS.replace("tea", '"tea')).replace("\n", "\r\n"), 2),
        ((HEADER + ROWS.replace("tea", '"tea')).replace(",", ";"), 2),
        (HEADER + ROWS.replace("tea", '"tea') + "Kim Long,Long,z\n" * 100_000, 2),
    ],
)
def test_a_mark_that_is_not_closed_is_named_with_its_line(
    source: Source, text: str, line: int
) -> None:
    with pytest.raises(
        ImportingError, match=rf"people\.csv, line {line}: a quotation mark"
    ) as told:
        read_people(source("people.csv", text))

    assert "Close it there" in told.value.hint


@pytest.mark.parametrize("name", ["Connections.csv", "messages.csv", "google.csv", "outlook.csv"])
def test_a_mark_in_an_export_is_named_alone_and_in_a_zip(source: Source, name: str) -> None:
    lines = source(name).read_text(encoding="utf-8").splitlines()
    header = next(at for at, line in enumerate(lines, start=1) if line.count(",") > 5)
    text = "\n".join([*lines[:header], f'"Eve{"," * 4}', *lines[header:]])
    path = source(name, text)
    with zipfile.ZipFile(path.with_suffix(".zip"), "w") as archive:
        archive.write(path, name)

    with pytest.raises(ImportingError, match=rf"^{name}, line {header + 1}: a quotation mark"):
        read_people(path)
    if name[0] in "Cm":
        with pytest.raises(ImportingError, match=rf"^{name} in .*, line {header + 1}: "):
            read_people(path.with_suffix(".zip"))


def test_a_mark_in_messages_stops_the_loop_too(drafted: Path, source: Source) -> None:
    text = source("messages.csv").read_text(encoding="utf-8").replace("Hi Ina", '"Hi Ina')

    with (
        Campaign.open(drafted, now=NOW) as campaign,
        pytest.raises(ImportingError, match=r"messages\.csv, line 4"),
    ):
        campaign.take_in(source("messages.csv", text))


def test_line_breaks_within_a_cell_stay_and_lines_that_look_like_rows_are_text(
    source: Source,
) -> None:
    text = HEADER + '"Anna Berg",Acme,"tea\nBo Lind,Lind & Co,x\n""quoted"""\n' + ROWS[19:]

    gathered = read_people(source("people.csv", text))

    assert gathered.people[0].fields["met_at"] == 'tea\nBo Lind,Lind & Co,x\n"quoted"'
    assert gathered.rows == 3


def test_a_mark_within_a_line_takes_in_nobody_and_is_read(source: Source) -> None:
    rows = 'Anna "Annie" Berg,"Acme" Inc,5" screen\nBo Lind,"Lind" Ltd,"two\nlines"\n'

    gathered = read_people(source("people.csv", HEADER + rows))

    assert [each.fields["met_at"] for each in gathered.people] == ['5" screen', "two\nlines"]
