"""The columns of contacts that share something with the sender, and how strong each thing is."""

from __future__ import annotations

from collections import Counter
from math import log10
from typing import TYPE_CHECKING

from planner.checks.sharing import Sharing, column_reading
from planner.model.contact import KNOWN_FIELDS
from planner.model.frozen import frozen
from planner.text.organisations import aliases_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.checks.sharing import Thing
    from planner.model.contact import Columns, ContactList
    from planner.model.sender import Sender
    from planner.model.settings import Settings


# How much a kind says, in powers of ten of rarity: to know the same person is worth as much as a
# city that one contact in a hundred shares with the sender is worth more than one that all share.
_STRENGTH = {
    "person": 3.0, "event": 2.5, "course": 2.5, "school": 2.0, "employer": 2.0, "group": 2.0,
    "field": 1.0, "skill": 1.0, "city": 0.5, "language": 0.0,
}  # fmt: skip


_MOST_REMEMBERED = 50_000


_COMPARED_KNOWN = frozenset({"company", "title", "city", "country", "introduced_by", "knows"})


class Column(dict[str, tuple[tuple["Thing", str], ...]]):
    """A column of contacts: what each of its texts shares with the sender, looked up once.

    `at` is its place in a contact's tuples, `reading` what such a column can tell of.
    """

    def __init__(self, name: str, at: int, reading: str, sharing: Sharing) -> None:
        super().__init__()
        self.name = name
        self.at = at
        self.reading = reading
        self._sharing = sharing

    def __missing__(self, text: str) -> tuple[tuple[Thing, str], ...]:
        if len(self) >= _MOST_REMEMBERED:  # a column of all different texts must not fill memory
            self.clear()
        found = self[text] = self._sharing.found_in(text, self.reading) if text else ()
        return found


@frozen
class SharedColumns:
    """The columns to compare with the sender's things, and how strong each thing is here."""

    columns: tuple[Column, ...]
    strength: tuple[float, ...]

    @classmethod
    def of(cls, contacts: ContactList, sender: Sender, settings: Settings) -> SharedColumns:
        """Count over all contacts how many share each thing; most columns hold nothing shared."""
        sharing = Sharing.of(sender, aliases_from(settings.text("aliases")))
        columns = []
        counted: Counter[int] = Counter()
        for column in _compared(contacts.columns, sharing) if sharing.things else ():
            at = column.at
            texts = Counter([contact.texts[at] for contact in contacts])
            shared = [(text, thing.place) for text in texts for thing, _ in column[text]]
            for text, place in shared:
                counted[place] += texts[text]
            if shared:
                columns.append(column)
        strength = (
            _STRENGTH[thing.kind] + log10(max(1, len(contacts)) / max(1, counted[thing.place]))
            for thing in sharing.things
        )
        return cls(tuple(columns), tuple(strength))


def _compared(columns: Columns, sharing: Sharing) -> Iterator[Column]:
    known = frozenset(KNOWN_FIELDS) - _COMPARED_KNOWN
    for name, at in columns.positions.items():
        if name not in known and (reading := column_reading(name)):
            yield Column(name, at, reading, sharing)
