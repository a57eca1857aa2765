"""Another contact's name or company in this draft: the worst mistake there is.

An index of every name and company in the list by its words; a draft is walked once, word by word.
What the contact's own row or the Sender sheet names may stand in the draft ("an introduction to
Patrick Nolan").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.checks.explaining import finding

if TYPE_CHECKING:
    from planner.checks.background import Background
    from planner.model import Contact, ContactList, Draft, Finding, Sender

__all__ = ["Others", "check_other_person"]

_MOST_WORDS = 5
_GREETING = re.compile(
    r"\W*(?:[Dd]ear|[Hh]ello|[Hh]i|[Hh]ey|Hallo|Liebe|Lieber|Guten Tag|Moin|Bonjour|Salut|Cher"
    r"|Chère|Hola|Querid[oa]|Estimad[oa]|Olá|Car[oa]|Ciao|Gentile|Beste)\s+(\w[\w'’-]+)\s*[,!.:\n]"
)
_TAIL = ".,;:!?)\"'”’»"


@dataclass(frozen=True, slots=True)
class Others:
    """Who else is in the list: full names and companies by their words, and first names.

    `openings` are the first words of all of them: most words of a draft open none.
    """

    phrases: dict[tuple[str, ...], int]
    openings: frozenset[str]
    first_names: frozenset[str]
    sender: str

    @classmethod
    def of(cls, contacts: ContactList, sender: Sender) -> Others:
        """Index the list. Names of one word are left out: too many are common words."""
        phrases: dict[tuple[str, ...], int] = {}
        first_names = set()
        for contact in contacts:
            for text in (contact.name, contact.company):
                words = tuple(text.split())
                if 1 < len(words) <= _MOST_WORDS and _is_proper(words):
                    phrases.setdefault(words, contact.row)
            first_names.add(contact.text("first_name"))
        openings = frozenset(words[0] for words in phrases)
        return cls(phrases, openings, frozenset(first_names), "\n".join(sender.values.values()))


def _is_proper(words: tuple[str, ...]) -> bool:
    """Whether a name is written as one; "open source" may stand in anybody's message."""
    return not words[0].islower() and not words[-1].islower()


def check_other_person(contact: Contact, draft: Draft, background: Background) -> list[Finding]:
    """Find the name or company of somebody else in the list in this contact's draft."""
    others = background.others
    if stranger := _greeted(contact, draft, others):
        message = f'the draft greets "{stranger}", and the row is for {contact.name}'
        hint = f"Write {{{{ first_name }}}} in the template {draft.template} instead of a name."
        return [finding("draft-other-person", contact, "name", message, hint)]
    for text in (draft.text, draft.subject):
        words = text.split() if text else []
        if others.openings.isdisjoint(words):
            continue
        found = _named(words, contact, others)
        if found is not None:
            name, row = found
            message = f'the draft names "{name}", who stands in row {row} and not in this one'
            hint = (
                f"If it belongs here, name it in the row's own cells; else take it out of the"
                f" template {draft.template}."
            )
            return [finding("draft-other-person", contact, "name", message, hint)]
    return []


def _greeted(contact: Contact, draft: Draft, others: Others) -> str:
    match = _GREETING.match(draft.text)
    if match is None or match[1] in contact.name or match[1] not in others.first_names:
        return ""
    return "" if _is_own(match[1], contact, others) else match[1]


def _named(words: list[str], contact: Contact, others: Others) -> tuple[str, int] | None:
    for at, word in enumerate(words):
        if word not in others.openings:
            continue
        for length in range(2, _MOST_WORDS + 1):
            phrase = (*words[at : at + length - 1], _bare(words[at + length - 1 : at + length]))
            row = others.phrases.get(phrase)
            if row is not None and row != contact.row:
                name = " ".join(phrase)
                if not _is_own(name, contact, others):
                    return name, row
    return None


def _bare(last: list[str]) -> str:
    word = last[0].rstrip(_TAIL) if last else ""
    return word.removesuffix("'s").removesuffix("’s")


def _is_own(name: str, contact: Contact, others: Others) -> bool:
    """Whether the contact's own row, or the Sender sheet, holds the name."""
    if name in contact.company or name in contact.name or name in others.sender:
        return True
    return any(name in text for text in contact.texts)
