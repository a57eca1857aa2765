"""The limits of a campaign: planner's defaults, and what the Settings sheet says instead."""

from __future__ import annotations

from datetime import date

import pytest

from planner.calendars.windows import Window
from planner.contacts.limits import DEFAULTS, Limits
from planner.model.channel import Channel
from planner.model.errors import UsageError
from planner.model.settings import Settings


def limits(**values: str) -> Limits:
    named = {name.replace("_", " "): value for name, value in values.items()}
    return Limits.of(Settings(named, dict.fromkeys(named, "B2")))


def caps(found: Limits) -> dict[str, int]:
    return {cap.setting: cap.number for cap in found.caps}


def test_nothing_said_is_a_free_account_with_every_default_and_its_source() -> None:
    found = limits()

    assert caps(found) == {
        "linkedin-note a week": 100,
        "linkedin-note a month": 5,
        "email a day": 500,
    }
    assert found.minutes_a_day is None
    assert found.people_at_a_company is None
    assert all(cap.source for cap in found.caps)
    assert all(default.source and default.confidence for default in DEFAULTS)


@pytest.mark.parametrize(
    ("account", "inmails"),
    [
        ("Premium Career", 5),
        ("Premium Business", 15),
        ("Sales Navigator Core", 50),
        ("premium", 5),
        ("free", None),
    ],
)
def test_inmail_credits_follow_the_account(account: str, inmails: int | None) -> None:
    found = caps(Limits.of(Settings({"linkedin account": account})))

    assert found.get("linkedin-inmail a month") == inmails
    assert found.get("linkedin-note a month") == (5 if account == "free" else None)


def test_settings_beat_the_defaults_and_off_takes_one_away() -> None:
    found = Limits.of(
        Settings(
            {
                "linkedin-note a month": "10",
                "linkedin-note a week": "off",
                "daily cap": "20",
                "phone a day": "3",
                "minutes a day": "60",
                "minutes email": "2",
                "days between touches": "off",
                "people at a company": "2",
            }
        )
    )

    assert caps(found) == {
        "daily cap": 20,
        "linkedin-note a month": 10,
        "email a day": 500,
        "phone a day": 3,
    }
    assert {str(cap) for cap in found.caps} >= {"20 messages a day", "10 LinkedIn notes a month"}
    assert (found.minutes_a_day, found.days_between, found.people_at_a_company) == (60, 0, 2)
    assert found.minutes[Channel.EMAIL] == 2
    assert found.minutes[Channel.PHONE] == 5
    assert found.sources["daily cap"] == "your Settings sheet"


def test_days_off_are_single_days_and_spans() -> None:
    found = limits(days_off="2026-12-24, 2026-12-30 to 2027-01-02; 2026-05-01")

    assert sorted(found.days_off) == [
        date(2026, 5, 1),
        date(2026, 12, 24),
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
    ]


def test_a_send_window_is_read() -> None:
    assert limits(send_window="9-17").window == Window.of("09:00-17:00")
    assert limits().window is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("daily cap", "a few"),
        ("minutes a day", "-5"),
        ("days off", "Christmas"),
        ("days off", "2026-02-30"),
        ("days off", "2026-05-04 to 2026-05-01"),
        ("send window", "17:00-09:00"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_with_its_cell(name: str, value: str) -> None:
    with pytest.raises(UsageError, match="Settings!B7") as raised:
        Limits.of(Settings({name: value}, {name: "B7"}))

    assert f'"{value}"' in raised.value.message
    assert raised.value.hint
