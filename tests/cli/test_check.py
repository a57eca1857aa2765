"""`planner check` prints lines in an order that helps, and a remedy that serves a whole kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from click.testing import CliRunner

from planner.checks.catalogue import explain
from planner.cli import planner
from planner.cli.output import print_summary
from planner.model.finding import Finding, Severity
from planner.templating.shipped import samples

if TYPE_CHECKING:
    import pytest

BOOK = samples() / "every_check" / "every_check.xlsx"


def printed(*options: str) -> list[tuple[str, str]]:
    """The place and the slug of each line."""
    result = CliRunner().invoke(planner, ["check", str(BOOK), *options])
    return re.findall(r"^every_check\.xlsx:(\S+): ([a-z-]+): ", result.output, re.MULTILINE)


def test_the_findings_stand_in_the_order_of_the_rows() -> None:
    places = [place for place, _ in printed()]
    whole = [place for place in places if "!" not in place]
    assert places[: len(whole)] == whole == ["Contacts", "Sender", "Sender"]
    for sheet in ("Contacts", "Tracking"):
        cells = [place for place in places if place.startswith(f"{sheet}!")]
        rows = [int(re.sub(r"\D", "", cell)) for cell in cells]
        assert rows == sorted(rows)
        first = places.index(cells[0])
        assert places[first : first + len(cells)] == cells


def test_by_kind_each_kind_stands_together() -> None:
    slugs = [slug for _, slug in printed("--by", "kind")]
    assert slugs == sorted(slugs)
    assert sorted(printed()) == sorted(printed("--by", "kind"))


def test_the_summary_names_a_cell_only_where_it_serves_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = Finding("draft-too-long", Severity.ERROR, "too long", "Take 5 out of D2.", cell="D2")
    other = Finding("draft-too-long", Severity.ERROR, "too long", "Take 9 out of D3.", cell="D3")
    print_summary([one])
    assert capsys.readouterr().out == "      1  draft-too-long  Take 5 out of D2.\n"
    print_summary([one, other])
    remedy = explain("draft-too-long").remedy
    assert capsys.readouterr().out == f"      2  draft-too-long  {remedy}\n"
