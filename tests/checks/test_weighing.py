from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import planner
from planner.checks.catalogue import all_checks, explain
from planner.model.errors import UsageError
from planner.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.checks.conftest import World

VAGUE = {"name": "Anna Berg", "purpose": "networking"}
BLANK = {"name": "Anna Berg", "purpose": ""}


def test_settings_change_the_severity_of_a_check(world: Callable[..., World]) -> None:
    (found,) = world(VAGUE, settings={"purpose-vague": "Error"}).of_contact()
    assert found.severity is Severity.ERROR


def test_off_and_ignore_silence_a_check(world: Callable[..., World]) -> None:
    assert world(VAGUE, settings={"purpose-vague": "off"}).of_contact() == []
    assert world(VAGUE, ignored=["purpose-vague"]).of_contact() == []


def test_no_setting_lets_a_blank_purpose_be_drafted(world: Callable[..., World]) -> None:
    here = world(BLANK, settings={"purpose-missing": "advice"}, ignored=["purpose-missing"])
    (found,) = here.of_contact()
    assert found.severity is Severity.ERROR
    assert here.context.severities.weigh([found]) == []


def test_weighing_twice_is_weighing_once(world: Callable[..., World]) -> None:
    here = world(VAGUE, settings={"purpose-vague": "advice"})
    once = here.context.severities.weigh(here.of_contact())
    assert here.context.severities.weigh(once) == once


def test_an_unknown_slug_or_severity_stops_with_what_was_meant(
    world: Callable[..., World],
) -> None:
    with pytest.raises(UsageError) as raised:
        world(VAGUE, ignored=["purpose-vage"])
    assert 'Did you mean "purpose-vague"' in raised.value.hint
    with pytest.raises(UsageError, match="no severity"):
        world(VAGUE, settings={"purpose-vague": "loud"})


def test_every_check_says_why_shows_an_example_and_a_remedy() -> None:
    slugs = [check.slug for check in all_checks()]
    assert len(slugs) == len(set(slugs))
    for check in all_checks():
        assert all((check.reason, check.example, check.remedy)), check.slug
        assert explain(check.slug.upper()) is check


def slugs_in(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first = node.args[0] if node.args else None
            is_finding = node.func.id in {"Finding", "finding", "_of_sender"}
            if is_finding and isinstance(first, ast.Constant):
                yield str(first.value)


def test_every_slug_that_planner_can_find_is_explained() -> None:
    sources = Path(planner.__file__).parent.rglob("*.py")
    used = {slug for source in sources for slug in slugs_in(source)}
    assert len(used) > 30
    assert used <= {check.slug for check in all_checks()}
