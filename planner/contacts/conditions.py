"""Which rows a command is about: `--where "Company=Acme"`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.model.frozen import frozen
from planner.text.closest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from planner.model.contact import Columns


_CONDITION = re.compile(r"^\s*(?P<field>.+?)\s*(?P<sign>!=|=|~)\s*(?P<value>.*?)\s*$", re.DOTALL)


@frozen
class Condition:
    """One condition: `field` is (`=`), is not (`!=`) or contains (`~`) `value`, in any case."""

    field: str
    sign: str
    value: str

    def holds(self, text: Callable[[str], str]) -> bool:
        """Whether a row meets the condition; `text` gives the text of a field."""
        found = text(self.field).casefold()
        if self.sign == "~":
            return self.value in found
        return (found == self.value) is (self.sign == "=")


@frozen
class Selection:
    """Conditions that must all hold; none means every row."""

    conditions: tuple[Condition, ...] = ()

    @classmethod
    def parsed(cls, texts: Iterable[str], fields: Mapping[str, str], place: str) -> Selection:
        """Read all conditions of a command line.

        `fields` maps every name that a user may type, case-folded, to the field it means; `place`
        is the sheet, for the error.

        Raises:
            UsageError: a text is no condition, or names no such column.
        """
        return cls(tuple(_condition(text, fields, place) for text in texts))

    def spoken(self, field: str, words: Mapping[str, str]) -> Selection:
        """Give the same, where the values of one field may be said in other words."""
        return Selection(
            tuple(
                replace(condition, value=str(words.get(condition.value, condition.value)))
                if condition.field == field and condition.sign != "~"
                else condition
                for condition in self.conditions
            )
        )

    def admits(self, text: Callable[[str], str]) -> bool:
        """Whether a row meets every condition; `text` gives the text of a field."""
        return all(condition.holds(text) for condition in self.conditions)


def fields_named(texts: Iterable[str]) -> frozenset[str]:
    """List the fields that conditions name, case-folded; nothing of what is no condition."""
    matches = map(_CONDITION.match, texts)
    return frozenset(match["field"].casefold() for match in matches if match)


def fields_of(columns: Columns) -> dict[str, str]:
    """Map what a user may call a contact's fields: by header as typed, or by template name."""
    by_header: dict[str, str] = {}
    for name, position in columns.positions.items():
        # A name made of its parts has the header of the first part, which means that part.
        by_header.setdefault(" ".join(columns.headers[position].casefold().split()), name)
    return by_header | {name: name for name in columns.positions}


def _condition(text: str, fields: Mapping[str, str], place: str) -> Condition:
    match = _CONDITION.match(text)
    if match is None:
        raise UsageError(
            f'"{text}" is no condition.',
            'Write it as "Company=Acme", "Company!=Acme", or "Company~acm" for contains.',
        )
    typed = match["field"]
    found = fields.get(typed.casefold())
    if found is None:
        known = ", ".join(sorted(set(fields.values())))
        hint = did_you_mean(typed, fields) or f"The columns are: {known}."
        raise UsageError(f'{place} has no column "{typed}".', hint)
    return Condition(found, match["sign"], match["value"].casefold())
