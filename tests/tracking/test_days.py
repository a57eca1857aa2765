"""Days as people type them: each is read as it is meant, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.text.calendar_names import names_in
from planner.text.dates import is_day_first, typed_day

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(["en", "de", "fr", "es", "pt", "it", "nl"]), st.booleans())
def test_every_plain_form_reads_back(day: date, language: str, short: bool) -> None:
    names = names_in(language)
    month = (names.short_months if short else names.months)[day.month - 1]
    forms = (
        f"{day}",
        f"{day:%Y/%m/%d}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.day} {month} {day.year}",
        f"{day.day}. {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day} 14:03:22 UTC",
    )
    for form in forms:
        assert typed_day(form) == day, form


@given(DAYS)
def test_a_slash_is_read_in_the_order_that_is_told(day: date) -> None:
    first = f"{day.day}/{day.month}/{day.year}"

    assert typed_day(first, day_first=True) == day
    assert typed_day(f"{day.month}/{day.day}/{day.year}", day_first=False) == day


@given(DAYS)
def test_two_possible_days_are_none(day: date) -> None:
    read = typed_day(f"{day.day}/{day.month}/{day.year}")

    is_clear = day.day > 12 or day.day == day.month
    assert read == (day if is_clear else None)


@pytest.mark.parametrize(
    "typed", ["", "soon", "46084", "31.2.2026", "2026-13-01", "12.3.", "2026", "1/2", "Mai 2026"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert typed_day(typed) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/4/2026", "13/4/2026"], True),
        (["3/4/2026", "4/13/2026"], False),
        (["3/4/2026"], None),
        (["13/4/2026", "4/13/2026"], None),
        (["13.4.2026", "2026-04-13", "soon", ""], None),
        (["1/29/26, 2:37 PM"], False),
    ],
)
def test_a_list_tells_the_order_of_its_dates(texts: list[str], order: bool | None) -> None:
    assert is_day_first(texts) is order
