"""Purpose: is there one, does it say anything, and does the draft still say it?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.checks.vague_purpose import is_vague
from planner.templating.languages import language_code
from planner.templating.prose.opening import read_purpose
from planner.text.normalise import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.checks.context import CheckContext
    from planner.model.contact import Contact, ContactList
    from planner.model.draft import Draft
    from planner.model.finding import Finding


_HOW = (
    "Complete the sentence “Why I'm writing: …” for this very person: a specific job, a question,"
    " a shared field, course or event, an offer."
)
_MOST_ALIKE = 5


def check_purpose(contact: Contact, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of contacts are called alike
    """Find a purpose that is blank, only looks filled, or names nothing."""
    purpose = contact.purpose
    if not purpose:
        return [finding("purpose-missing", contact, "purpose", _no_purpose(contact), _HOW)]
    if is_placeholder_purpose(purpose):
        message = f'"{shown(purpose)}" only stands in for a purpose'
        return [finding("purpose-missing", contact, "purpose", message, _HOW)]
    own = _own_words(contact, purpose)
    if is_vague(purpose) or (own and is_vague(purpose, own)):
        message = f'"{shown(purpose)}" names no job, field, course, event, work, offer or question'
        return [finding("purpose-vague", contact, "purpose", message, _HOW)]
    return []


def _own_words(contact: Contact, purpose: str) -> tuple[str, ...]:
    """Return the words of the contact's name and company, where the purpose may hold any."""
    for name in (contact.company, contact.name):
        first = name.partition(" ")[0]
        if len(first) > 1 and first in purpose:
            return tuple(in_words(f"{contact.name} {contact.company}"))
    return ()


def _no_purpose(contact: Contact) -> str:
    if "purpose" in contact.columns.positions:
        return "no purpose is stated"
    return "no purpose is stated: the sheet has no Purpose column"


def check_purpose_is_said(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find a draft that no longer says the contact's purpose once it is filled."""
    purpose = contact.purpose
    # The first letter and the full stop are the template's to change.
    if purpose[1:].rstrip(" .!?…") in draft.text or _says(draft.text, purpose):
        return []
    if any(_says(draft.text, core) for core in _cores(contact)):
        return []
    return [
        finding(
            "purpose-lost",
            contact,
            "purpose",
            f'the draft does not say its purpose: "{shown(purpose)}"',
            f"Put {{{{ purpose }}}} into the template {draft.template}.",
        )
    ]


def _cores(contact: Contact) -> Iterator[str]:
    """The purpose without its labels and greeting, as a message puts it."""
    for language in dict.fromkeys((language_code(contact.text("language")), "en", "de")):
        read = read_purpose(contact.purpose, language)
        yield " ".join([*(each.text for each in read.sentences), *read.listed])


def _says(text: str, purpose: str) -> bool:
    """Whether most of the purpose's longer words stand in the text, in whatever order."""
    wanted = {word for word in in_words(purpose) if len(word) > 3} or set(in_words(purpose))
    words = in_words(text)
    said = wanted.intersection(words)
    # A sentence may have given a word another ending: Ihre offene Stelle, Ihrer offenen Stelle.
    ends = {word for word in wanted - said if len(word) > 4 and _is_inflected(word, words)}
    return len(said) + len(ends) >= 0.7 * len(wanted)


def _is_inflected(word: str, words: Sequence[str]) -> bool:
    return any(each.startswith(word[:-1]) and len(each) <= len(word) + 2 for each in words)


def check_repeated_purposes(contacts: ContactList, context: CheckContext) -> list[Finding]:
    """Find a purpose that stands on many rows: what suits everybody is about nobody."""
    most = context.settings.most("same purpose at most", _MOST_ALIKE)
    if most is None:
        return []
    counted = Counter(contact.purpose for contact in contacts)
    often = {text: count for text, count in counted.items() if count > most and text}
    found = []
    for contact in contacts if often else ():
        count = often.pop(contact.purpose, 0)
        if count and not is_placeholder_purpose(contact.purpose):
            message = f'{count} rows have the same purpose: "{shown(contact.purpose)}"'
            hint = "Say in each what makes it this person: a project, a talk, a place you share."
            found.append(finding("purpose-repeated", contact, "purpose", message, hint))
    return found
