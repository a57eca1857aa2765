"""The header `For`: which contacts a template is meant for.

    For: step 2+, kind mentor, not discreet

Clauses are separated by commas and must all hold; several For lines are alternatives. A clause is
`discreet`, `accepted`, `step 2`, `step 2+`, `language de`, or a field and what it says, with `or`
between choices: `kind mentor or sponsor`, `priority high`. `not` turns a clause round.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.errors import TemplateError
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable


# Columns that say what kind of purpose a row has; the Template cell may say it as well.
_KIND_FIELDS = ("kind", "purpose_kind", "kind_of_purpose", "occasion")
_STEP = re.compile(r"(\d+)\s*(\+|or later|and later)?|(\d+)\s*-\s*(\d+)")
# How much a clause that holds counts: the more it says about this very contact, the more.
_WEIGHTS = {"language": 64, "field": 32, "discreet": 16, "accepted": 14, "step": 4}
# Claims of one word: a job search that stays discreet, an invitation that was accepted just now.
_FLAGS = ("discreet", "accepted")
_OF_THE_CASE = frozenset({*_FLAGS, "step", "language"})


def fields_of(field: str) -> tuple[str, ...]:
    """The contact's fields that a clause about `field` looks at."""
    return _KIND_FIELDS if field == "kind" else (field,)


@frozen
class Case:
    """What conditions are held against: one contact at one step."""

    text: Callable[[str], str]
    step: int
    language: str
    is_discreet: bool
    kind: str = ""
    is_accepted: bool = False

    def says(self, field: str) -> str:
        """What the contact says in a field, ready to compare."""
        said = (self.kind if field == "kind" else "", *map(self.text, fields_of(field)))
        return _folded(next(filter(None, said), ""))


@frozen
class Clause:
    """One claim: about `discreet`, `accepted`, `step`, `language`, or any field of the contact."""

    field: str
    values: tuple[str, ...] = ()
    steps: range = range(0)
    is_negated: bool = False

    def holds(self, case: Case) -> bool:
        """The claim is true of the case."""
        return self._is_so(case) is not self.is_negated

    def _is_so(self, case: Case) -> bool:
        if self.field == "discreet":
            return case.is_discreet
        if self.field == "accepted":
            return case.is_accepted
        if self.field == "step":
            return case.step in self.steps
        if self.field == "language":
            return case.language in self.values
        return case.says(self.field) in self.values

    @property
    def weight(self) -> int:
        """How much it counts that the claim holds."""
        if self.is_negated:
            return 1
        if self.field == "step":
            return _WEIGHTS["step"] + min(self.steps.start, 8)
        return _WEIGHTS.get(self.field, _WEIGHTS["field"])


@frozen
class Condition:
    """Clauses that must all hold; `spoken` is the condition as its writer put it."""

    spoken: str
    clauses: tuple[Clause, ...]

    def weight_for(self, case: Case) -> int | None:
        """How well the condition fits the case; None where it does not hold."""
        if not all(clause.holds(case) for clause in self.clauses):
            return None
        return sum(clause.weight for clause in self.clauses)

    @property
    def asks_for_field(self) -> bool:
        """It holds only for contacts that say something particular, such as a kind of purpose."""
        return any(
            clause.field not in _OF_THE_CASE and not clause.is_negated for clause in self.clauses
        )


def read_condition(text: str, place: str) -> Condition:
    """Read the value of a header For; `place` is where it stands.

    Raises:
        TemplateError: a clause is no claim.
    """
    clauses = (clause.strip() for clause in re.split(r"[,;]", text))
    return Condition(text.strip(), tuple(_clause(each, place) for each in clauses if each))


def _clause(text: str, place: str) -> Clause:
    words = text.casefold().split()
    is_negated = words[0] == "not"
    words = words[1:] if is_negated else words
    if len(words) == 1 and words[0] in _FLAGS:
        return Clause(words[0], is_negated=is_negated)
    if len(words) < 2:
        raise TemplateError(
            f'{place}: "{text}" is no condition.',
            'Write a field and what it says, such as "kind mentor", "step 2+" or "language de".',
        )
    field, said = words[0].rstrip(":="), " ".join(words[1:]).lstrip("=: ")
    if field == "step":
        return Clause("step", steps=_steps(said, text, place), is_negated=is_negated)
    values = tuple(_folded(value) for value in re.split(r"\s+or\s+|\s*[/|]\s*", said))
    return Clause(field, values, is_negated=is_negated)


def _steps(said: str, text: str, place: str) -> range:
    match = _STEP.fullmatch(said)
    if match is None:
        raise TemplateError(f'{place}: "{text}" is no step.', 'Write "step 2" or "step 2+".')
    if match[3]:
        return range(int(match[3]), int(match[4]) + 1)
    first = int(match[1])
    return range(first, 1_000_000 if match[2] else first + 1)


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
