"""Every limit with its source: how much may go out, how long a text may be, what Settings says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.calendars.windows import Window
from planner.model.channel import Channel
from planner.model.errors import UsageError
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.model.settings import Settings


class Period(StrEnum):
    """What a cap counts over.

    A week is any seven days in a row, and not Monday to Sunday: nobody publishes when LinkedIn's
    week begins, and 100 on Friday with 100 more on Monday breaks the limit in one reading of it.
    Seven days in a row keep it in every reading. A month is a calendar month, because what is
    counted by the month (notes, InMail credits) is a stock that is filled up each month.
    """

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Account(StrEnum):
    """The user's LinkedIn plan, as far as limits tell it apart."""

    FREE = "free"
    CAREER = "career"
    BUSINESS = "business"
    NAVIGATOR = "sales navigator"
    PAID = "premium"


_ACCOUNT_WORDS = (
    (Account.NAVIGATOR, r"navigator|sales|recruiter"),
    (Account.BUSINESS, r"business"),
    (Account.CAREER, r"career"),
    (Account.PAID, r"premium|paid"),
)


def account_of(text: str) -> Account:
    """Read the plan that `linkedin account` in Settings names; free where it names none."""
    for account, pattern in _ACCOUNT_WORDS:
        if re.search(pattern, text, re.IGNORECASE):
            return account
    return Account.FREE


@frozen
class Limit:
    """A number, the setting that changes it, where it is from, and for which plans it holds.

    `confidence` is high, medium or low. `what` names a limit of a text's length.
    """

    setting: str
    number: int
    source: str
    confidence: str
    accounts: frozenset[Account] = frozenset(Account)
    what: str = ""


_OWN = "your"
_SETTINGS_SHEET = f"{_OWN} Settings sheet"
_REPORTS = "users' reports; LinkedIn publishes no number"
# The one table of defaults. What is not here has no limit until Settings gives it one.
DEFAULTS: tuple[Limit, ...] = (
    Limit("linkedin-note a week", 100, f"{_REPORTS} (100 to 200)", "medium"),
    Limit(
        "linkedin-note a month",
        5,
        f"{_REPORTS}; sources give 3, 5 and 10 notes on a free account",
        "medium",
        frozenset({Account.FREE}),
    ),
    Limit(
        "linkedin-inmail a month",
        5,
        "InMail credits of Premium Career, the smallest paid plan",
        "medium",
        frozenset({Account.CAREER, Account.PAID}),
    ),
    Limit(
        "linkedin-inmail a month",
        15,
        "InMail credits of Premium Business",
        "medium",
        frozenset({Account.BUSINESS}),
    ),
    Limit(
        "linkedin-inmail a month",
        50,
        "InMail credits of Sales Navigator Core",
        "medium",
        frozenset({Account.NAVIGATOR}),
    ),
    Limit("email a day", 500, "what Gmail sends a day for a free account", "medium"),
    Limit("days between touches", 3, "three days is the best wait (Belkins, 2024)", "medium"),
    Limit("minutes a touch", 5, "planner's own guess; counts only with minutes a day", "low"),
)
_PAYING = frozenset(Account) - {Account.FREE}
# The one table of lengths, in characters as each channel counts them.
LENGTHS: tuple[Limit, ...] = (
    Limit(
        "limit linkedin-note",
        200,
        "LinkedIn's compose box, 2026-08",
        "high",
        frozenset({Account.FREE}),
        "invitation note on a free account",
    ),
    Limit(
        "limit linkedin-note",
        300,
        "LinkedIn's compose box",
        "high",
        _PAYING,
        "invitation note with Premium or Sales Navigator",
    ),
    Limit(
        "limit linkedin-inmail",
        1900,
        "LinkedIn Help",
        "medium",
        what="InMail body (LinkedIn Help says 2,000; 1,900 is the safe cap)",
    ),
    Limit("limit linkedin-inmail subject", 200, "LinkedIn Help", "high", what="InMail subject"),
    Limit(
        "limit linkedin-message",
        1900,
        "users' reports",
        "low",
        what="direct message (sources differ from 1,900 to 10,000)",
    ),
)


def lengths_from(settings: Settings) -> dict[str, Limit]:
    """Say how long a text of this campaign may be, by channel and by `<channel> subject`.

    The Settings sheet may say `linkedin account: premium`, and overrides a number as in
    `limit linkedin-note: 300`.

    Raises:
        UsageError: a limit is no whole number.
    """
    account = account_of(settings.text("linkedin account"))
    names = [name for channel in Channel for name in (str(channel), f"{channel} subject")]
    lengths = {}
    for name in names:
        setting = f"limit {name}"
        if settings.text(setting):
            number = settings.whole_number(setting, 0)
            lengths[name] = Limit(setting, number, _SETTINGS_SHEET, "high", what=name)
            continue
        for limit in LENGTHS:
            if limit.setting == setting and account in limit.accounts:
                lengths[name] = limit
    return lengths


@frozen
class Cap:
    """At most `number` in a period: of one channel, or of all where `channel` is None."""

    channel: Channel | None
    period: Period
    number: int
    setting: str
    source: str

    @property
    def is_own(self) -> bool:
        """The user has set it."""
        return self.source.startswith(_OWN)

    def __str__(self) -> str:
        """Say it in words: `20 messages a day`, `100 LinkedIn notes a week`."""
        noun = _NOUNS[self.channel] if self.channel else "message"
        return f"{self.number} {noun}{'' if self.number == 1 else 's'} a {self.period}"


_NOUNS = {
    Channel.LINKEDIN_NOTE: "LinkedIn note",
    Channel.LINKEDIN_INMAIL: "InMail",
    Channel.LINKEDIN_MESSAGE: "LinkedIn message",
    Channel.EMAIL: "email",
    Channel.LETTER: "letter",
    Channel.PHONE: "call",
}


@frozen
class Limits:
    """Everything that bounds a plan. None is no limit.

    `minutes` is the time that a touch takes through each channel; it matters with
    `minutes_a_day`. `people_at_a_company` counts different people of one company in any seven
    days. `days_between` is in calendar days between two touches to one person.
    """

    caps: tuple[Cap, ...] = ()
    minutes_a_day: int | None = None
    minutes: Mapping[Channel, int] = field(default_factory=dict)
    people_at_a_company: int | None = None
    days_between: int = 0
    window: Window | None = None
    days_off: frozenset[date] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_daily_limit(self) -> bool:
        """Settings bounds a day in some way; the defaults hardly do."""
        is_capped = any(cap.period is Period.DAY and cap.is_own for cap in self.caps)
        return is_capped or self.minutes_a_day is not None

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Read the limits of a campaign: what Settings says, over the defaults.

        Names: `daily cap`, `<channel> a day`, `<channel> a week`, `<channel> a month`,
        `messages a week`, `messages a month`, `minutes a day`, `minutes a touch`,
        `minutes <channel>`, `people at a company`, `days between touches`, `send window`
        (09:00-17:00), `days off` (2026-12-24, 2026-12-27 to 2027-01-03). `off` takes a default
        away.

        Raises:
            UsageError: a value is no whole number, date or window.
        """
        reader = _Reader(settings, account_of(settings.text("linkedin account")))
        minutes_a_touch = reader.number("minutes a touch") or 0
        return cls(
            caps=tuple(reader.caps()),
            minutes_a_day=reader.number("minutes a day"),
            minutes={
                channel: settings.whole_number(f"minutes {channel}", minutes_a_touch)
                for channel in Channel
            },
            people_at_a_company=reader.number("people at a company"),
            days_between=reader.number("days between touches") or 0,
            window=reader.window(),
            days_off=reader.days_off(),
            sources=reader.sources,
        )


@dataclass(slots=True)
class _Reader:
    """Settings over defaults; remembers where each number came from."""

    settings: Settings
    account: Account
    sources: dict[str, str] = field(default_factory=dict)

    def number(self, setting: str) -> int | None:
        if self.settings.text(setting):
            self.sources[setting] = f"{_OWN} {self.settings.sheet} sheet"
            return self.settings.most(setting, 0)
        for default in DEFAULTS:
            if default.setting == setting and self.account in default.accounts:
                self.sources[setting] = default.source
                return default.number
        return None

    def caps(self) -> list[Cap]:
        named: list[tuple[str, Channel | None, Period]] = [("daily cap", None, Period.DAY)]
        named += [(f"messages a {period}", None, period) for period in Period]
        named += [(f"{name} a {of}", name, of) for name in Channel for of in Period]
        caps = []
        for setting, channel, period in named:
            number = self.number(setting)
            if number is not None:
                caps.append(Cap(channel, period, number, setting, self.sources[setting]))
        return caps

    def window(self) -> Window | None:
        typed = self.settings.text("send window")
        if not typed or typed.casefold() == "off":
            return None
        window = Window.of(typed)
        if window is None:
            raise self._wrong("send window", "no span of hours", "09:00-17:00")
        return window

    def days_off(self) -> frozenset[date]:
        typed = self.settings.text("days off")
        parts = [part.strip() for part in re.split(r"[,;\n]", typed) if part.strip()]
        days = [_days_of(part) for part in parts]
        if any(part is None for part in days):
            raise self._wrong("days off", "no list of days", "2026-12-24, 2026-12-27 to 2027-01-03")
        return frozenset(day for part in days if part is not None for day in part)

    def _wrong(self, setting: str, problem: str, example: str) -> UsageError:
        place = f"{self.settings.sheet}!{self.settings.cells.get(setting, '')}"
        typed = self.settings.text(setting)
        return UsageError(
            f'{place}: the setting "{setting}" is "{typed}", which is {problem}.',
            f"Write it as {example}, or clear the cell.",
        )


_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:to|until|bis|\.\.|–|-|/)\s*(\d{4}-\d\d-\d\d))?")


def _days_of(text: str) -> list[date] | None:
    """Read the days of `2026-12-24` or `2026-12-27 to 2027-01-03`; None if it is neither."""
    spoken = _SPAN.fullmatch(re.sub(r"(?<=\d)[T ]00:00(:00)?", "", text))
    if spoken is None:
        return None
    try:
        first = date.fromisoformat(spoken[1])
        last = date.fromisoformat(spoken[2] or spoken[1])
    except ValueError:
        return None
    length = (last - first).days
    return [first + timedelta(days=ahead) for ahead in range(length + 1)] if length >= 0 else None
