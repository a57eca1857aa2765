"""The writing aids, as a template uses them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from planner.templating.filters import ago, possessive, with_article
from planner.templating.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.model.contact import Contact
    from planner.templating.template import Message


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'your opening'|sentence", "your opening."),
        ("'your opening. '|sentence", "your opening."),
        ("'Why not?'|sentence", "Why not?"),
        ("'He said “yes.”'|sentence", "He said “yes.”"),
        ("'to talk,'|sentence", "to talk."),
        ("''|sentence", ""),
        ("'to talk.'|clause", "to talk"),
        ("'wait...'|clause", "wait..."),
        ("'Dr. Anna-Lena van der Berg, PhD'|first_name", "Anna-Lena"),
        ("'Ludwig van Beethoven'|last_name", "van Beethoven"),
        ("''|first_name", ""),
        ("'hour'|with_article", "an hour"),
        ("'Anna'|possessive", "Anna's"),
        ("['a', 'b', '', 'c']|and_list", "a, b, and c"),
        ("'York; Leeds'|and_list", "York and Leeds"),
        ("'York; Leeds; Hull'|and_list('de')", "York, Leeds und Hull"),
        ("sentences('One', '', 'Two!', 'three ')", "One. Two! three."),
        ("first_of('', None, 'x', 'y')", "x"),
        ("raw.when|day", "4 March 2026"),
        ("raw.when|day('de')", "4. März 2026"),
        ("raw.when|day('es')", "4 de marzo de 2026"),
        ("raw.seen|ago(today)", "last week"),
        ("name|day", "Anna Berg"),
        ("raw.name|ago(today)", "Anna Berg"),
    ],
)
def test_aids_write_as_people_do(
    fill: Callable[..., Message], contact: Callable[..., Contact], expression: str, text: str
) -> None:
    person = contact(
        name="Anna Berg",
        when="",
        seen="",
        raws={"when": datetime.fromisoformat("2026-03-04 09:30"), "seen": date(2026, 2, 24)},
    )
    assert fill("{{ " + expression + " }}", person).text == text


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("archivist", "an"), ("manager", "a"), ("hour", "an"), ("honest view", "an"),
        ("university", "a"), ("unusual job", "an"), ("union", "a"), ("user", "a"),
        ("European", "a"),
        ("MBA", "an"), ("UX designer", "a"), ("HR lead", "an"), ("NASA engineer", "a"),
        ("one-off", "a"), ("8-bit port", "an"), ("umbrella", "an"), ("SQL course", "an"),
        ("UN report", "a"), ("uninteresting", "an"), ("FBI file", "an"),
    ],
)  # fmt: skip
def test_the_article_follows_the_sound(word: str, article: str) -> None:
    assert with_article(word) == f"{article} {word}"


@pytest.mark.parametrize(
    ("name", "owner"), [("Anna", "Anna's"), ("James", "James's"), ("Joneses", "Joneses'"), ("", "")]
)
def test_a_possessive_ends_as_it_is_spoken(name: str, owner: str) -> None:
    assert possessive(name) == owner


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 4), "today"),
        (date(2026, 3, 3), "yesterday"),
        (date(2026, 3, 2), "this week"),
        (date(2026, 3, 1), "last week"),
        (date(2026, 2, 23), "last week"),
        (date(2026, 2, 22), "last month"),
        (date(2026, 1, 5), "in January"),
        (date(2025, 11, 5), "last November"),
        (date(2025, 2, 5), "in February 2025"),
        (date(2026, 3, 5), "tomorrow"),
        (date(2026, 3, 8), "this Sunday"),
        (date(2026, 3, 9), "next week"),
        (date(2026, 4, 1), "on 1 April"),
    ],
)
def test_a_day_is_told_from_today(day: date, words: str) -> None:
    assert ago(day, date(2026, 3, 4)) == words  # a Wednesday


def test_this_month_is_told_as_such() -> None:
    assert ago(date(2026, 3, 2), date(2026, 3, 31)) == "earlier this month"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (1e300, "1e+300"),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime.fromisoformat("2026-03-04 09:05"), "2026-03-04 09:05"),
        (time(9, 5), "09:05"),
        (timedelta(hours=26, minutes=5), "26:05"),
        (["a", None, 2.0], "a, 2"),
        ({"a": 1}, "a: 1"),
    ],
)
def test_typed_values_are_spelt_for_people(value: Any, text: str) -> None:
    assert str(spell(value)) == text
