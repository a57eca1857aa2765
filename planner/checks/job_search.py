"""The job search: mentioned where it helps, never where the sender's own colleagues would learn."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.checks.own_employer import is_employer, names_employer
from planner.text.normalise import in_words, plain
from planner.text.person_keys import email_address
from planner.words import all_of
from planner.words.phrases import any_of

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


def check_job_search(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:
    """Find a job search that is hidden without need, or mentioned where it must not be."""
    if context.job_search == "discreet":
        return _exposed(contact, draft, context)
    if context.job_search == "open" and draft.touch.endswith("#1"):
        return _unsaid(contact, draft)
    if context.job_search == "no" and (words := _words_of_search(draft.text)):
        message = f'the draft reads as if you looked for a job: "{words}"'
        hint = f"Take it out of the template {draft.template}, or change Job search (Sender)."
        return [finding("job-search-suggested", contact, "purpose", message, hint)]
    return []


def _words_of_search(text: str) -> str:
    """Return the words by which a message says that its sender looks for work, or ""."""
    lowered = text.casefold()
    if not any(sign in lowered for sign in all_of("job_search.signs")):
        return ""
    match = _phrases().search(text)
    return match[0] if match else ""


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(any_of("job_search.phrases"), re.IGNORECASE | re.MULTILINE)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(all_of(f"job_search.{name}"))


def _exposed(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:
    field = risky_field(contact, context)
    if not field:
        return []
    words = _words_of_search(draft.text) or _word_of_work(draft.text)
    if not words:
        return []
    place, text = contact.cell(field), shown(contact.text(field))
    return [
        finding(
            "job-search-exposed",
            contact,
            field,
            f'"{words}" would tell of your job search, and {place} ("{text}") names your own'
            " employer",
            f"Choose another template than {draft.template} for this row, or another purpose.",
        )
    ]


@lru_cache(maxsize=4096)
def _is_about_work(purpose: str) -> bool:
    words = in_words(purpose)
    return not _words("careers").isdisjoint(words) and _words("posts").isdisjoint(words)


@cache
def _no_posts() -> tuple[str, ...]:
    return tuple(map(plain, all_of("job_search.no_posts")))


def _unsaid(contact: Contact, draft: Draft) -> list[Finding]:
    if not _is_about_work(contact.purpose) or _words_of_search(draft.text):
        return []
    message = "the purpose is about work, and the draft does not say that you are looking for it"
    hint = f"Say it openly in the purpose or the template {draft.template}; it helps people help."
    return [finding("job-search-unsaid", contact, "purpose", message, hint)]


def risky_field(contact: Contact, context: CheckContext) -> str:
    """Return the field that ties a contact to the sender's own employer, or ""."""
    if not context.own_employers:
        return ""
    if contact.company and is_employer(contact.company, context.own_employers):
        return "company"
    domain = email_address(contact.text("email")).rpartition("@")[2]
    if any(domain == own or domain.endswith(f".{own}") for own in context.own_domains):
        return "email"
    for name in ("company", "introduced_by", "knows", *context.context_columns):
        text = contact.text(name)
        if text and names_employer(text, context.own_employers):
            return name
    return ""


def is_discreet_for(contact: Contact, context: CheckContext) -> bool:
    """Whether this contact may learn of the job search in confidence."""
    is_discreet = context.job_search == "discreet" and is_about_a_job(contact.purpose)
    return is_discreet and not risky_field(contact, context)


@lru_cache(maxsize=4096)
def is_about_a_job(text: str) -> bool:
    """Say whether a text speaks of a post or of work; "good job" and "your role" do not."""
    return bool(_word_of_work(text) or _words_of_search(text))


def _word_of_work(text: str) -> str:
    """Return the first word for a post or for work in a text, or ""."""
    joined = f" {' '.join(in_words(text))} "
    for phrase in _no_posts():
        joined = joined.replace(f" {phrase} ", " ")
    work = _words("posts") | _words("careers")
    return next((word for word in joined.split() if word in work), "")
