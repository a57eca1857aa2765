"""What a template may name: the contact's fields, `sender`, `common`, `introducer`, the day."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.model.contact import KNOWN_FIELDS
from planner.model.frozen import frozen
from planner.model.introducer import NOBODY
from planner.model.sender import KNOWN_SENDER_FIELDS
from planner.templating.languages import DEFAULT_LANGUAGE, language_code
from planner.templating.spelling import spell_date
from planner.text.person_names import split_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from planner.model.cells import CellValue
    from planner.model.channel import Channel
    from planner.model.commonality import Commonality
    from planner.model.contact import Contact
    from planner.model.draft import Sent
    from planner.model.introducer import Introducer
    from planner.model.sender import Sender


# Under this name a rendering keeps the template's language; no template can spell it.
LANGUAGE = "language of the template"
_EMPTY_FIELDS = dict.fromkeys(KNOWN_FIELDS, "")
_SENDER_FIELDS = frozenset(KNOWN_SENDER_FIELDS)


@frozen
class Previous:
    """The touch before this one; `previous.date` is its day as people of `language` write it."""

    day: dt.date
    today: dt.date
    channel: str = ""
    subject: str = ""
    text: str = ""
    language: str = "en"

    @property
    def date(self) -> str:
        """The day, without the year if it is this year's."""
        return spell_date(self.day, self.language, today=self.today)


class RawFields:
    """`raw.field`: the typed value of a cell, for arithmetic and dates."""

    __slots__ = ("_contact",)

    def __init__(self, contact: Contact) -> None:
        self._contact = contact

    def field(self, name: str) -> CellValue:
        """The typed value of a field; KeyError where there is none of that name."""
        if name in self._contact.columns.positions or name in _EMPTY_FIELDS:
            return self._contact.raw(name)
        raise KeyError(name)

    def __getitem__(self, name: str) -> CellValue:
        return self.field(name)


class SenderFields:
    """`sender.name`: what the Sender sheet says; "" for a known name that it leaves out."""

    __slots__ = ("_sender",)

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def field(self, name: str) -> str:
        """The value of that name; KeyError where neither the sheet nor planner knows it."""
        value = self._sender.values.get(name)
        if value:
            return value
        if name == "first_name":
            return split_name(self._sender.text("name"))[0]
        if value is None and name not in _SENDER_FIELDS:
            raise KeyError(name)
        return ""

    def __getitem__(self, name: str) -> str:
        return self.field(name)


class IntroducerFields:
    """`introducer.name`: who could introduce the sender, found when a template asks; "" if nobody.

    Only some templates ask, and to work out the routes takes a library of its own.
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[], Introducer]) -> None:
        self._find = find

    def __bool__(self) -> bool:
        return bool(self._find())

    def __str__(self) -> str:
        return str(self._find())

    @property
    def name(self) -> str:
        """The full name."""
        return self._find().name

    @property
    def company(self) -> str:
        """Where they work, by the Connections sheet."""
        return self._find().company

    @property
    def position(self) -> str:
        """What they do there."""
        return self._find().position

    @property
    def evidence(self) -> str:
        """The cells that say so."""
        return self._find().evidence


def context(
    contact: Contact,
    sender: Sender,
    *,
    today: dt.date,
    step: int,
    channel: Channel,
    common: Sequence[Commonality] = (),
    introducer: Callable[[], Introducer] = lambda: NOBODY,
    previous: Sent | None = None,
    language: str = "",
) -> Mapping[str, object]:
    """Gather what a template may name for one contact at one step.

    `introducer` finds whom to ask for an introduction, once a template names it; `previous` is the
    touch before this one, if one went out. `language` is the contact's, where it is known by more
    than the contact's own cell.
    """
    language = language or language_code(contact.text("language")) or DEFAULT_LANGUAGE
    names: dict[str, object] = {**_EMPTY_FIELDS}
    columns = contact.columns
    fields, places = _named(columns.headers, tuple(columns.positions.items()))
    names.update(zip(fields, map(contact.texts.__getitem__, places), strict=True))
    names["raw"] = RawFields(contact)
    names["sender"] = SenderFields(sender)
    names["common"] = _news_first(common, names.get("met_at"))
    # The owner's own column of that name counts more.
    names.setdefault("introducer", IntroducerFields(introducer))
    names["today"] = today
    names["step"] = step
    names["channel"] = channel
    names["previous"] = None if previous is None else _previous(language, today, previous)
    names[LANGUAGE] = language
    return names


@lru_cache(maxsize=64)
def _named(
    headers: tuple[str, ...], positions: tuple[tuple[str, int], ...]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names by which a template may call the columns, and the place of each."""
    places = dict(positions)
    for alias, place in _aliases(headers):
        if alias not in _EMPTY_FIELDS:
            places.setdefault(alias, place)
    return tuple(places), tuple(places.values())


def _aliases(headers: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The columns under their own headers too: a template may say organisation for company."""
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        spelled = re.sub(r"\W+", "_", header).strip("_")
        for alias in (spelled.casefold(), spelled):
            if alias.isidentifier():
                found.setdefault(alias, place)
    return tuple(found.items())


def _news_first(common: Sequence[Commonality], met_at: object) -> Sequence[Commonality]:
    """What both share, the place where they met last: a message says that one anyway."""
    if len(common) < 2 or not met_at:
        return common
    return sorted(common, key=lambda each: each.text == met_at)


def _previous(language: str, today: dt.date, sent: Sent) -> Previous:
    return Previous(sent.day, today, str(sent.channel or ""), sent.subject, sent.text, language)
