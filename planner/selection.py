"""Which contacts a command is about: `--where "Company=Acme"`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model import Columns, Contact

__all__ = ["Condition", "Selection"]

_CONDITION = re.compile(r"^\s*(?P<field>.+?)\s*(?P<sign>!=|=|~)\s*(?P<value>.*?)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: `field` is (`=`), is not (`!=`) or contains (`~`) `value`, in any case."""

    field: str
    sign: str
    value: str

    @classmethod
    def parsed(cls, text: str, columns: Columns) -> Condition:
        """Read `Company=Acme`; the field is a header as typed or its template name.

        Raises:
            UsageError: no sign in it, or no such column.
        """
        match = _CONDITION.match(text)
        if match is None:
            raise UsageError(
                f'"{text}" is no condition.',
                'Write it as "Company=Acme", "Company!=Acme", or "Company~acm" for contains.',
            )
        return cls(_field(match["field"], columns), match["sign"], match["value"].casefold())

    def holds(self, contact: Contact) -> bool:
        """Whether the contact meets the condition."""
        text = contact.text(self.field).casefold()
        if self.sign == "~":
            return self.value in text
        return (text == self.value) is (self.sign == "=")


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that must all hold; none means every contact."""

    conditions: tuple[Condition, ...] = ()

    @classmethod
    def parsed(cls, texts: Iterable[str], columns: Columns) -> Selection:
        """Read all conditions of a command line."""
        return cls(tuple(Condition.parsed(text, columns) for text in texts))

    def __contains__(self, contact: Contact) -> bool:
        return all(condition.holds(contact) for condition in self.conditions)


def _field(typed: str, columns: Columns) -> str:
    wanted = typed.casefold()
    by_header = {
        " ".join(columns.headers[position].casefold().split()): name
        for name, position in columns.positions.items()
    }
    by_name = {name: name for name in columns.positions}
    found = by_name.get(wanted) or by_header.get(wanted)
    if found:
        return found
    near = difflib.get_close_matches(wanted, [*by_header, *by_name], n=1)
    known = ", ".join(sorted(columns.positions))
    hint = f'Did you mean "{near[0]}"?' if near else f"The columns are: {known}."
    raise UsageError(f'{columns.sheet} has no column "{typed}".', hint)
