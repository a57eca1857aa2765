"""Filters that put cells into sentences of the template's own language.

Each takes the cell's value and looks up the rest itself: the language of the template, and the
contact, who decides by lot between equally good ways to say a thing and keeps them for life.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_context

from planner.model.commonality import Commonality
from planner.templating.addressing import addressee_of
from planner.templating.budget import spend
from planner.templating.fields import LANGUAGE, RawFields, SenderFields
from planner.templating.filters import WhoWrites
from planner.templating.languages import DEFAULT_LANGUAGE
from planner.templating.prose import joins
from planner.templating.prose.addressee import addressee
from planner.templating.prose.greeting import greeting_of
from planner.templating.prose.language import (
    in_any_language,
    lot,
    phrase_pattern,
    replacements,
    word_set,
)
from planner.templating.prose.offer_fit import is_apt, is_in_language
from planner.templating.prose.opening import about, opening
from planner.templating.prose.purpose_kind import (
    Kind,
    ask_for,
    kind_of,
    kind_of_column,
    kind_of_row,
    own_kind,
    way_out,
)
from planner.templating.prose.subject_line import subject_of
from planner.templating.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

    from planner.model.contact import Contact


_PRICE = 500


def language_in(context: Context) -> str:
    """The language of the template that is being filled."""
    language = context.resolve_or_missing(LANGUAGE)
    return language if isinstance(language, str) else DEFAULT_LANGUAGE


def contact_in(context: Context) -> Contact | None:
    """The contact for whom a template is being filled."""
    raw = context.resolve_or_missing("raw")
    return raw._contact if isinstance(raw, RawFields) else None  # noqa: SLF001 - templates must not reach it, filters may


def _chosen_by(context: Context) -> str:
    contact = contact_in(context)
    return contact.id if contact is not None else ""


def _text(value: Any) -> str:
    if value is None or isinstance(value, Undefined):
        return ""
    text = str(spell(value))
    spend(_PRICE + len(text))
    return text


@pass_context
def _opening(context: Context, value: Any, way: str = "") -> str:
    """The purpose as one or more whole sentences; `way` "call" for what is spoken on the phone."""
    return opening(_text(value), language_in(context), _chosen_by(context), is_call=way == "call")


@pass_context
def _about(context: Context, value: Any) -> str:
    """The purpose as a phrase that fits after "about", or ""."""
    return about(_text(value), language_in(context))


@pass_context
def _subject(context: Context, value: Any) -> str:
    """The core of the purpose in at most eight words."""
    return subject_of(_text(value), language_in(context), _chosen_by(context))


@pass_context
def _ask(context: Context, value: Any, length: str = "") -> str:
    """The small ask that fits the purpose; "" where the purpose asks for something itself.

    `length` "short" is for invitation notes. A later step asks in other words than the first.
    """
    step = context.resolve_or_missing("step")
    return ask_for(
        _text(value),
        language_in(context),
        _chosen_by(context) if step == 1 else f"{_chosen_by(context)} {step}",
        own=_own_kind(context),
        seeks_job=_seeks_job(context),
        is_short=length == "short",
    )


@pass_context
def _about_job(context: Context, value: Any) -> bool:
    """The purpose is about work for the sender."""
    kind = kind_of_column(_own_kind(context)) or kind_of(_text(value), language_in(context)).kind
    return kind in {Kind.JOB, Kind.APPLICANT, Kind.REFERRAL}


@pass_context
def _as_role(context: Context, value: Any) -> str:
    """A position as it goes on in a sentence: "archivist, four days a week"."""
    text = _text(value).strip(" .")
    if not _speaks(context, text):
        return ""
    return joins.in_small(text) if language_in(context) != "de" else text


def _reply(value: Any) -> str:
    """The subject of an answer: "Re: …", once."""
    text = _text(value).strip()
    return text if text.casefold().startswith("re:") or not text else f"Re: {text}"


def _own_kind(context: Context) -> str:
    contact = contact_in(context)
    return "" if contact is None else own_kind(contact)


def _seeks_job(context: Context) -> bool | None:
    """Whether the sender looks for work; None where the sheet does not say."""
    return _seeks(_of_sender(context, "job_search"))


@lru_cache(maxsize=64)
def _seeks(said: str) -> bool | None:
    words = said.casefold().split()
    return in_any_language("job_search.no").isdisjoint(words[:1]) if words else None


_LINE_START = re.compile(r"^[ \t]+(?=\S)|\A\s+", re.MULTILINE)


def _of_sender(context: Context, name: str) -> str:
    sender = context.resolve_or_missing("sender")
    if not isinstance(sender, SenderFields):
        return ""
    try:
        return sender.field(name)
    except KeyError:
        return ""


@pass_context
def _way_out(context: Context, value: Any) -> str:
    """An easy way to say no; "" where nothing is asked, as in a message of thanks."""
    if kind_of(_text(value), language_in(context)).kind is Kind.THANKS:
        return ""
    return way_out(language_in(context), _chosen_by(context))


@pass_context
def _met(context: Context, value: Any) -> str:
    """ "It was good to meet you at the CX Summit." from where they met."""
    return joins.met_sentence(_text(value), language_in(context), _chosen_by(context))


@pass_context
def _shared(context: Context, value: Any) -> str:
    """What both share, as a sentence; of several the first that the message does not say anyway."""
    found = list(value) if isinstance(value, list | tuple) else [value]
    met_at = str(context.resolve_or_missing("met_at") or "").casefold()
    for each in found:
        if isinstance(each, Commonality) and each.text.casefold() != met_at:
            text = _text(each.text)
            return joins.shared_sentence(each.kind, text, language_in(context), _chosen_by(context))
    return ""


@pass_context
def _offer(context: Context, value: Any) -> str:
    """The row's own offer as a sentence; else the sender's, where the purpose makes it apt."""
    language, chosen_by = language_in(context), _chosen_by(context)
    own = _text(value)
    if own:
        return joins.offer_sentence(own, language, chosen_by)
    general = _of_sender(context, f"offer_{language}") or _of_sender(context, "offer")
    if not general or not _is_apt(context, language) or not _speaks(context, general):
        return ""
    return joins.offer_sentence(general, language, chosen_by)


def _speaks(context: Context, text: str) -> bool:
    """A text of the Sender sheet is in the template's language, as far as its words tell."""
    language = language_in(context)
    values = (_of_sender(context, name) for name in ("offer", "headline", "role", "next_position"))
    return is_in_language(text, language, values)


def _is_apt(context: Context, language: str) -> bool:
    contact = contact_in(context)
    kind = kind_of_row(contact, language).kind if contact is not None else Kind.PLAIN
    return is_apt(kind, _of_sender(context, "offer_for"))


@pass_context
def _writes(context: Context, value: Any) -> str:  # noqa: ARG001 - a filter of the sender's name
    """Who writes, in half a sentence, from the sender's role and employer."""
    role = _of_sender(context, f"role_{language_in(context)}") or _of_sender(context, "role")
    role = role if _speaks(context, role) else ""
    # Who looks for work in confidence does not say for whom they work.
    said = _of_sender(context, "job_search").casefold().split()
    is_discreet = not in_any_language("job_search.discreet").isdisjoint(said)
    employer = "" if is_discreet else _of_sender(context, "employer")
    language = language_in(context)
    contact = contact_in(context)
    if contact is not None and _is_known_to(contact, language):
        return ""
    chosen_by = _chosen_by(context)
    sentence = joins.role_sentence(role, employer, language, chosen_by)
    # Two of three go on with the purpose; for the others both stand alone.
    is_joined = lot(f"join.who {chosen_by}", 3) > 0
    return WhoWrites.of(sentence, replacements("join.who", language) if is_joined else ())


def _is_known_to(contact: Contact, language: str) -> bool:
    """Whether the reader knows who writes. After an event a word of it helps the memory."""
    return not contact.text("met_at") and _knows_sender(contact.purpose, language)


@lru_cache(maxsize=4_096)
def _knows_sender(purpose: str, language: str) -> bool:
    """Whether the reader knows who writes: both did something, or talked."""
    if kind_of(purpose, language).kind in {Kind.THANKS, Kind.FOLLOWUP}:
        return True
    return phrase_pattern("reader.knows", language).search(purpose) is not None


@pass_context
def _in_language(context: Context, value: Any) -> str:
    """A text of the sender's where it is in the language of the message, else ""."""
    text = _text(value)
    return text if _speaks(context, text) else ""


@pass_context
def _greeting(context: Context, value: Any, formal: bool = False) -> str:  # noqa: FBT001, FBT002 - as templates write it
    """The line that greets the contact."""
    contact, name = contact_in(context), _text(value)
    who = addressee(name, "", "") if contact is None else addressee_of(contact, name)
    return greeting_of(who, language_in(context), is_formal=formal)


@pass_context
def _after_comma(context: Context, value: Any) -> str:
    """A text that goes on after a greeting's comma: some languages begin it in small letters."""
    text, language = _LINE_START.sub("", str(value)), language_in(context)
    words = text.split(maxsplit=2)
    known = word_set("after.greeting", language)
    if not known or len(words) < 2:
        return text
    goes_on = words[0].casefold().strip(",") in known or words[1].strip(",") in word_set(
        "after.verb", language
    )
    return text[0].lower() + text[1:] if goes_on else text


def choice(context: Context, count: int, place: str) -> int:
    """Which of `count` ways to say a thing this contact gets: always the same."""
    return lot(f"{place} {_chosen_by(context)}", count)


PROSE: dict[str, Callable[..., Any]] = {
    "opening": _opening,
    "about": _about,
    "subject": _subject,
    "ask": _ask,
    "about_job": _about_job,
    "as_role": _as_role,
    "reply": _reply,
    "way_out": _way_out,
    "met": _met,
    "shared": _shared,
    "offer": _offer,
    "writes": _writes,
    "in_language": _in_language,
    "greeting": _greeting,
    "after_comma": _after_comma,
}
