"""Another contact's name or company in this draft: the worst mistake there is.

An index of every name and company in the list by its words; a draft is walked once, word by word.
What the contact's own row or the Sender sheet names may stand in the draft ("an introduction to
Patrick Nolan").
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.checks.explain import finding
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.checks.context import Background
    from planner.model.contact import Contact, ContactList
    from planner.model.draft import Draft
    from planner.model.finding import Finding
    from planner.model.sender import Sender


_MOST_WORDS = 5
_MOST_REMEMBERED = 4096
_GREETING = re.compile(
    r"\W*(?:[Dd]ear|[Hh]ello|[Hh]i|[Hh]ey|Hallo|Liebe|Lieber|Guten Tag|Moin|Bonjour|Salut|Cher"
    r"|Chère|Hola|Querid[oa]|Estimad[oa]|Olá|Car[oa]|Ciao|Gentile|Beste)\s+(\w[\w'’-]+)\s*[,!.:\n]"
)
_TAIL = ".,;:!?)\"'”’»"


@frozen
class Others:
    """Who else is in the list: full names and companies with one blank between words, first names.

    `openings` are the first words of all of them; `named` remembers what a line of a draft names,
    because most lines are the template's and recur.
    """

    phrases: dict[str, int]
    openings: frozenset[str]
    first_names: frozenset[str]
    sender: str
    named: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, contacts: ContactList, sender: Sender) -> Others:
        """Index the list. Names of one word are left out: too many are common words."""
        phrases: dict[str, int] = {}
        openings, first_names = set(), set()
        for contact in contacts:
            for text in (contact.name, contact.company):
                words = text.split()
                if 1 < len(words) <= _MOST_WORDS and _is_proper(words):
                    spelled = " ".join(words)
                    # The contact's own text is there already, and a list has many.
                    phrases.setdefault(text if text == spelled else spelled, contact.row)
                    openings.add(words[0])
            first_names.add(contact.text("first_name"))
        said_of_sender = "\n".join(sender.values.values())
        return cls(phrases, frozenset(openings), frozenset(first_names), said_of_sender)

    def named_in(self, line: str) -> tuple[tuple[str, int], ...]:
        """Every name of the list that a line holds, with the row in which it stands first."""
        named = self.named.get(line)
        if named is None:
            if len(self.named) >= _MOST_REMEMBERED:  # lines that hold what is different in each row
                self.named.clear()
            named = self.named[line] = tuple(self._look(line))
        return named

    def _look(self, line: str) -> Iterator[tuple[str, int]]:
        words = line.split()
        if self.openings.isdisjoint(words):
            return
        for at, word in enumerate(words):
            for end in range(at + 2, at + _MOST_WORDS + 1) if word in self.openings else ():
                if end > len(words):
                    break
                phrase = " ".join((*words[at : end - 1], _bare(words[end - 1])))
                row = self.phrases.get(phrase)
                if row is not None:
                    yield phrase, row


def _is_proper(words: list[str]) -> bool:
    """Whether a name is written as one; "open source" may stand in anybody's message."""
    return not words[0].islower() and not words[-1].islower()


def check_other_person(contact: Contact, draft: Draft, background: Background) -> list[Finding]:
    """Find the name or company of somebody else in the list in this contact's draft."""
    others = background.others
    if stranger := _greeted(contact, draft, others):
        message = f'the draft greets "{stranger}", and the row is for {contact.name}'
        hint = f"Write {{{{ first_name }}}} in the template {draft.template} instead of a name."
        return [finding("draft-other-person", contact, "name", message, hint)]
    lines = draft.text.split("\n")
    for line in [*lines, draft.subject] if draft.subject else lines:
        for name, row in others.named_in(line) if line else ():
            if row != contact.row and not _is_own(name, contact, others):
                return [_named_another(contact, draft, name, row)]
    return []


def _named_another(contact: Contact, draft: Draft, name: str, row: int) -> Finding:
    message = f'the draft names "{name}", who stands in row {row} and not in this one'
    hint = (
        "If it belongs here, name it in the row's own cells; else take it out of the template"
        f" {draft.template}."
    )
    return finding("draft-other-person", contact, "name", message, hint)


def _greeted(contact: Contact, draft: Draft, others: Others) -> str:
    name = _name_greeted(draft.text.partition("\n")[0])
    if not name or name in contact.name or name not in others.first_names:
        return ""
    return "" if _is_own(name, contact, others) else name


@lru_cache(maxsize=4096)
def _name_greeted(line: str) -> str:
    match = _GREETING.match(f"{line}\n")
    return match[1] if match else ""


def _bare(last: str) -> str:
    return last.rstrip(_TAIL).removesuffix("'s").removesuffix("’s")


def _is_own(name: str, contact: Contact, others: Others) -> bool:
    """Whether the contact's own row, or the Sender sheet, holds the name."""
    if name in contact.company or name in contact.name or name in others.sender:
        return True
    return any(name in text for text in contact.texts)
