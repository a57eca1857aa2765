"""An index of every name and company in the list by its words."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.model.contact import ContactList
    from planner.model.sender import Sender


_MOST_WORDS = 5


_MOST_REMEMBERED = 4096


_TAIL = ".,;:!?)\"'”’»"


@frozen
class OtherNames:
    """Who else is in the list: full names and companies with one blank between words, first names.

    `first_words` are those of all of them; `named` remembers what a line of a draft names, because
    most lines are the template's and recur.
    """

    phrases: dict[str, int]
    first_words: frozenset[str]
    first_names: frozenset[str]
    sender: str
    named: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, contacts: ContactList, sender: Sender) -> OtherNames:
        """Index the list. Names of one word are left out: too many are common words."""
        phrases: dict[str, int] = {}
        first_words, first_names = set(), set()
        for contact in contacts:
            for text in (contact.name, contact.company):
                words = text.split()
                if 1 < len(words) <= _MOST_WORDS and _is_proper(words):
                    spelled = " ".join(words)
                    # The contact's own text is there already, and a list has many.
                    phrases.setdefault(text if text == spelled else spelled, contact.row)
                    first_words.add(words[0])
            first_names.add(contact.text("first_name"))
        sender_texts = "\n".join(sender.values.values())
        return cls(phrases, frozenset(first_words), frozenset(first_names), sender_texts)

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
        if self.first_words.isdisjoint(words):
            return
        for at, word in enumerate(words):
            for end in range(at + 2, at + _MOST_WORDS + 1) if word in self.first_words else ():
                if end > len(words):
                    break
                phrase = " ".join((*words[at : end - 1], _bare(words[end - 1])))
                row = self.phrases.get(phrase)
                if row is not None:
                    yield phrase, row


def _is_proper(words: list[str]) -> bool:
    """Whether a name is written as one; "open source" may stand in anybody's message."""
    return not words[0].islower() and not words[-1].islower()


def _bare(last: str) -> str:
    return last.rstrip(_TAIL).removesuffix("'s").removesuffix("’s")
