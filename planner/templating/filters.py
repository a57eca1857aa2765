"""What templates may call beyond Jinja's own: the aids that outreach needs."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from planner.templating.budget import spend, weigh
from planner.templating.spelling import listed, spell, spell_date
from planner.text.person_names import split_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


_SENTENCE_END = re.compile(r"""[.!?…。！？؟।][)\]"'”’»“]*$""")
_LOOSE_END = " \t\n,;:"
_VOWEL_SOUND = re.compile(
    r"(?:[aeiou]|hono|hour|heir|honest|[FHLMNRSX](?:[A-Z0-9]|\b)(?![a-z])|8|11\b|18\b)",
    re.IGNORECASE,
)
_CONSONANT_SOUND = re.compile(
    r"(?:uni(?!n|m)|use|usa|usu|eu|one\b|once|ubi|uto|u[a-z]?k\b|US|UK|UN|EU)"
)
_LONGEST_NAME = 200
_LETTER_NAMES = frozenset("AEFHILMNORSX")


class WhoWrites(str):
    """The sentence that says who writes; `ways` joins it to the one that follows.

    `ways` says what a sentence opens with, and what stands there when it goes on.
    """

    __slots__ = ("ways",)
    ways: Iterable[tuple[str, str]]

    @classmethod
    def of(cls, text: str, ways: Iterable[tuple[str, str]]) -> WhoWrites:
        """Make it of a whole sentence."""
        made = cls(text)
        made.ways = ways
        return made

    def joined(self, following: str) -> str:
        """Both as one sentence, where the second opens with words that go on, and is not long."""
        for opening, instead in self.ways:
            if following.startswith(f"{opening} ") and len(following) <= _LONGEST_JOINED:
                front = str(self) if _ABBREVIATED.search(self) else self.removesuffix(".")
                gap = "" if instead.startswith(",") else " "
                return f"{front}{gap}{instead}{following[len(opening) :]}"
        return f"{self} {following}"


_LONGEST_JOINED = 130
# The full stop of "e. V.", "Inc." and "Ltd." belongs to the name.
_ABBREVIATED = re.compile(r"\b(?:\w|Inc|Ltd|Co|Corp|Bros|Jr|Sr|Dr|St)\.$")


def sentence(value: object) -> str:
    """The value as a sentence: blanks mended, ending in exactly one mark; "" stays ""."""
    text = str(spell(value)).strip().rstrip(_LOOSE_END)
    if not text or _SENTENCE_END.search(text):
        return text
    return f"{text}."


def clause(value: object) -> str:
    """The value without the full stop at its end, to go on with the sentence."""
    text = str(spell(value)).strip().rstrip(_LOOSE_END)
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def first_name(value: object) -> str:
    """The given name out of a full name; titles and suffixes go, compound names stay whole."""
    return split_name(str(spell(value))[:_LONGEST_NAME])[0]


def last_name(value: object) -> str:
    """The family name out of a full name, or ""."""
    return split_name(str(spell(value))[:_LONGEST_NAME])[1]


def with_article(value: object) -> str:
    """The value after "a" or "an", as it is spoken: an hour, a university, an MBA."""
    text = str(spell(value)).strip()
    return f"{_article(text)} {text}" if text else ""


def _article(text: str) -> str:
    word = re.split(r"[\s-]", text, maxsplit=1)[0]
    letters = word.rstrip(".,;:")
    if letters.isupper() and len(letters) <= 4 and letters.isalpha() and not _is_spoken(letters):
        return "an" if letters[0] in _LETTER_NAMES else "a"
    if _CONSONANT_SOUND.match(word) or _CONSONANT_SOUND.match(word.lower()):
        return "a"
    return "an" if _VOWEL_SOUND.match(word.lower()) else "a"


def _is_spoken(acronym: str) -> bool:
    """An acronym is spoken as a word (NASA) where vowels and consonants take turns."""
    return (
        len(acronym) > 3 and re.fullmatch(r"(?:[^AEIOU][AEIOU]){2,}[^AEIOU]?", acronym) is not None
    )


def possessive(value: object) -> str:
    """The value as an owner: Anna's, the Joneses'."""
    text = str(spell(value)).strip()
    if not text:
        return ""
    return f"{text}'" if text.lower().endswith("ses") else f"{text}'s"


def and_list(value: Iterable[object] | str, language: str = "en") -> str:
    """The items in a row with "and" before the last; a text is split at semicolons and lines."""
    items = re.split(r"[;\n]", value) if isinstance(value, str) else [spell(item) for item in value]
    return listed([text for text in (str(item).strip() for item in items) if text], language)


def day(value: object, language: str = "en") -> str:
    """A date as people write it: 3 March 2026. What is no date stays as it is seen."""
    if isinstance(value, datetime):
        return spell_date(value.date(), language)
    return spell_date(value, language) if isinstance(value, date) else str(spell(value))


def ago(value: object, today: date) -> str:
    """How long ago a date was, as people say it: yesterday, last week, in March.

    Takes the typed value: `{{ raw.last_contacted|ago(today) }}`. What is no date stays as seen.
    """
    when = value.date() if isinstance(value, datetime) else value
    if not isinstance(when, date):
        return str(spell(value))
    days = (today - when).days
    if days < 0:
        return _ahead(-days, when, today)
    if days < 2:
        return ("today", "yesterday")[days]
    monday = today.toordinal() - today.weekday()
    if when.toordinal() >= monday:
        return "this week"
    if when.toordinal() >= monday - 7:
        return "last week"
    return _months_ago(when, today)


def _months_ago(when: date, today: date) -> str:
    months = (today.year - when.year) * 12 + today.month - when.month
    if months == 0:
        return "earlier this month"
    if months == 1:
        return "last month"
    month = spell_date(when, today=when).split(" ", 1)[1]
    if when.year == today.year:
        return f"in {month}"
    return f"last {month}" if months < 12 else f"in {month} {when.year}"


def _ahead(days: int, when: date, today: date) -> str:
    if days == 1:
        return "tomorrow"
    monday = today.toordinal() - today.weekday()
    if when.toordinal() < monday + 7:
        return f"this {_WEEKDAYS[when.weekday()]}"
    if when.toordinal() < monday + 14:
        return "next week"
    return f"on {spell_date(when, today=today)}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def sentences(*values: object) -> str:
    """The values as sentences one after the other; empty ones leave no gap."""
    said = [(value, text) for value in values if (text := sentence(value))]
    texts = [text for _, text in said]
    for at in range(len(said) - 1):
        who = said[at][0]
        if isinstance(who, WhoWrites):
            texts[at : at + 2] = ["", who.joined(texts[at + 1])]
    text = " ".join(filter(None, texts))
    spend(weigh(text))
    return text


def first_of(*values: object) -> object:
    """The first value that is not empty, or ""."""
    return next((value for value in values if str(spell(value)).strip()), "")


FILTERS: dict[str, Callable[..., Any]] = {
    "sentence": sentence,
    "clause": clause,
    "first_name": first_name,
    "last_name": last_name,
    "with_article": with_article,
    "possessive": possessive,
    "and_list": and_list,
    "day": day,
    "ago": ago,
}
HELPERS: dict[str, Callable[..., Any]] = {"sentences": sentences, "first_of": first_of}
