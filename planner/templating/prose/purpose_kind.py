"""What kind of purpose it is, from its words: that decides which small ask ends the message."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.templating.prose.clean_purpose import clean_purpose
from planner.templating.prose.language import is_spoken, one_of, phrase_pattern, word_set
from planner.templating.prose.opening import read_purpose
from planner.templating.prose.present import present
from planner.templating.prose.purpose_shape import Shape
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.model.contact import Contact


class Kind(StrEnum):
    """Kinds of purpose, the most telling first; a purpose is of the first whose words it has."""

    THANKS = "thanks"
    REFERRAL = "referral"
    REFERENCE = "reference"
    INTRODUCTION = "introduction"
    STUDY = "study"
    FOLLOWUP = "followup"
    INVITATION = "invitation"
    MENTOR = "mentor"
    APPLICANT = "applicant"
    GIFT = "gift"
    LOAN = "loan"
    QUOTE = "quote"
    ADVICE = "advice"
    JOB = "job"
    PARTNER = "partner"
    OFFER = "offer"
    QUESTION = "question"
    PLAIN = "plain"


@frozen
class KindFound:
    """A kind, and the words of the purpose that say so; "" for none."""

    kind: Kind
    words: str = ""


_KIND_COLUMNS = ("kind", "purpose_kind", "kind_of_purpose", "template")


@lru_cache(maxsize=16_384)
def kind_of(purpose: str, language: str) -> KindFound:
    """The kind of a purpose by its words."""
    cleaned = clean_purpose(purpose, language)
    purpose = " ".join(piece for line in cleaned.lines for piece in line) or purpose
    for kind in _kinds_for(purpose, language):
        match = phrase_pattern(f"kind.{kind}", language).search(purpose)
        if match is not None:
            return KindFound(kind, match[0])
    return KindFound(Kind.PLAIN)


def _kinds_for(purpose: str, language: str) -> Iterable[Kind]:
    """Whoever asks how, why or whether wants to hear something, whatever it is about."""
    sentences = read_purpose(purpose, language).sentences
    if len(sentences) == 1 and sentences[0].shape is Shape.CLAUSE:
        return [kind for kind in Kind if kind not in _THINGS]
    return Kind


# Kinds of something to give, lend or make.
_THINGS = frozenset({Kind.GIFT, Kind.LOAN, Kind.QUOTE})


@lru_cache(maxsize=16_384)
def kind_of_column(text: str) -> Kind | None:
    """The kind that a row's own Kind or Template cell means, or None."""
    word = " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
    meant = _kind_names().get(word, word)
    return next((kind for kind in Kind if kind.value == meant), None)


@cache
def _kind_names() -> Mapping[str, str]:
    return dict(entry.split(" = ") for entry in all_of("kind.names"))


def kind_of_row(contact: Contact, language: str) -> KindFound:
    """The kind of a row's message: what its own Kind or Template cell says, else its purpose.

    `words` are those of the cell, or of the purpose, that say so.
    """
    own = own_kind(contact)
    kind = kind_of_column(own)
    return KindFound(kind, own) if kind else kind_of(contact.purpose, language)


def own_kind(contact: Contact) -> str:
    """What a row's own cell says of its kind, or ""."""
    for name in present(contact.columns, _KIND_COLUMNS):
        text = contact.text(name)
        if text and kind_of_column(text):
            return text
    return ""


def ask_for(
    purpose: str,
    language: str,
    chosen_by: str,
    *,
    own: str = "",
    seeks_job: bool | None = None,
    is_short: bool = False,
) -> str:
    """The one small ask that fits the purpose; "" where the purpose itself asks for something.

    `own` is what the row's Kind or Template cell says; `seeks_job` that the sender
    looks for work, or does not.
    """
    names = _ask_names(purpose, language, own, seeks_job, is_short)
    return next(filter(None, (one_of(name, language, chosen_by) for name in names)), "")


@lru_cache(maxsize=16_384)
def _ask_names(
    purpose: str,
    language: str,
    own: str,
    seeks_job: bool | None,  # noqa: FBT001 - a key of the cache
    is_short: bool,  # noqa: FBT001 - a key of the cache
) -> tuple[str, ...]:
    """The sections that may hold the ask, the best first."""
    if not purpose.strip() or not is_spoken(language):
        return ()
    if asked := _asked_itself(purpose, language):
        is_open = asked.split()[0].casefold().strip("¿") in word_set("shape.clause", language)
        return ("ask.answer",) if is_open and not is_short else ()
    kind = kind_of_column(own) or kind_of(purpose, language).kind
    name = _section(kind, purpose, language, seeks_job=seeks_job)
    return (f"short.{name}", "short.plain") if is_short else (f"ask.{name}",)


def _section(kind: Kind, purpose: str, language: str, *, seeks_job: bool | None) -> str:
    if kind is Kind.APPLICANT and seeks_job is False:
        return "talk"
    if kind is Kind.APPLICANT or (kind is Kind.JOB and seeks_job):
        is_any = phrase_pattern("kind.jobs", language).search(purpose) is not None
        is_one = phrase_pattern("kind.post", language).search(purpose) is not None
        return "job" if is_one and not is_any else "jobs"
    return "talk" if kind is Kind.JOB else kind.value


@lru_cache(maxsize=16_384)
def _asked_itself(purpose: str, language: str) -> str:
    """The question or request that the purpose ends in, or ""."""
    asking = (Shape.QUESTION, Shape.REQUEST, Shape.READER)
    sentences = read_purpose(purpose, language).sentences
    last = sentences[-1] if sentences else None
    if last is None:
        return ""
    is_asking = last.shape in asking or (last.shape is Shape.STATEMENT and last.text.endswith("?"))
    return last.text if is_asking else ""


def way_out(language: str, chosen_by: str) -> str:
    """An easy way to say no."""
    return one_of("way_out", language, chosen_by)
