"""A message that its owner has reworded: still for this person, on this purpose, and brief?"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.model.channel import Channel
from planner.templating.prose.guess_language import guessed_language
from planner.text.normalise import in_words, without_accents
from planner.words import all_of
from planner.words.phrases import any_of

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.checks.other_names import OtherNames
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


_MOST_WORDS = 300
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\uffdc]")
_DOUBLED = re.compile(r"\?{2,}|!{2,}|[?!]{3,}")
_BARE_NAME = re.compile(r"([A-ZÀ-Þ][\w'’-]{2,})\s*[,!:–—-]\s*$")


def check_reworded(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:
    """Find what an edit did to a message: another greeting, no purpose, too many words, a push."""
    found = [
        *_greeting_of_another(contact, draft, context.other_names),
        *_without_purpose(contact, draft),
    ]
    if draft.channel is Channel.PHONE:
        return found
    if (count := len(draft.text.split())) > _MOST_WORDS:
        message = f"the message has {count} words, more than {_MOST_WORDS}"
        found.append(finding("draft-wordy", contact, "purpose", message, "Shorten it."))
    if (push := _DOUBLED.search(draft.text)) or (push := _pushy().search(draft.text)):
        message = f'the message pushes: "{shown(push[0])}"'
        found.append(finding("draft-loud", contact, "purpose", message, "Say it calmly."))
    return found


def _greeting_of_another(contact: Contact, draft: Draft, names: OtherNames) -> list[Finding]:
    """The first line greets by a name that is neither this contact's nor another's in the list."""
    line = draft.text.lstrip().partition("\n")[0].strip()
    match = _greets().match(f"{line}\n") or _BARE_NAME.fullmatch(line)
    name = match[1] if match else ""
    if not name or name in names.first_names:  # of the latter another check speaks
        return []
    if name.casefold() in _not_names() or _is_theirs(name, contact):
        return []
    message = f'the message greets "{name}", and the row is for {contact.name or "somebody else"}'
    return [finding("draft-other-person", contact, "name", message, "Greet the right person.")]


def _is_theirs(name: str, contact: Contact) -> bool:
    """Any cell of the row has the name, or a name that it is short for."""
    typed = without_accents(name).casefold()
    texts = [without_accents(text).casefold() for text in contact.texts if text]
    if not contact.name or any(re.search(rf"\b{re.escape(typed)}\b", text) for text in texts):
        return True
    own = without_accents(contact.name).casefold().split()
    return any(typed in line and any(word in line for word in own) for line in _short_forms())


@cache
def _short_forms() -> tuple[frozenset[str], ...]:
    lines = (without_accents(line).casefold() for line in all_of("person.short_forms"))
    return tuple(frozenset(line.split()) for line in lines)


@cache
def _not_names() -> frozenset[str]:
    """What follows a greeting and is no name: Dear Sir, Hello there."""
    return frozenset(all_of("greeting.no_name")) | frozenset(all_of("name.office"))


@cache
def _greets() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, (*all_of("name.f"), *all_of("name.m"), *all_of("name.title"))))
    return re.compile(
        rf"\W*(?:{any_of('greeting.with_name')})\s+(?!(?i:{titles})\b)([A-ZÀ-Þ][\w'’-]+)[^\n]{{0,40}}\n"
    )


@cache
def _pushy() -> re.Pattern[str]:
    words = "|".join(re.escape(each) for each in all_of("draft.pushy"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _is_in_another_language(text: str, purpose: str) -> bool:
    """The purpose was put into other words than those that it is compared by."""
    if _OTHER_SCRIPT.search(text) and not _OTHER_SCRIPT.search(purpose):
        return True
    languages = {guessed_language(text), guessed_language(purpose)} - {""}
    return len(languages) > 1


def _without_purpose(contact: Contact, draft: Draft) -> list[Finding]:
    """None of the purpose's longer words is left, in whatever form."""
    wanted = {word for word in in_words(contact.purpose) if len(word) > 3}
    if len(wanted) < 2 or _is_in_another_language(draft.text, contact.purpose):
        return []
    said = in_words(f"{draft.subject}\n{draft.text}")
    if any(word.startswith(each[: max(4, len(each) - 3)]) for each in wanted for word in said):
        return []
    message = f'the message says nothing of its purpose: "{shown(contact.purpose)}"'
    return [finding("purpose-lost", contact, "purpose", message, "Say what you write for.")]
