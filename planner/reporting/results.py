"""What a campaign has brought, where the contacts have a column for gifts or results."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.normalise import fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.model.contact import Contact


# More different words than these are somebody's notes.
_MOST_WORDS = 12


@frozen
class Results:
    """One column of results, over the people who were written to.

    `people` have something there. `total` adds up the numbers, None where there are none; `words`
    counts what stands there otherwise.
    """

    header: str
    people: int
    written_to: int
    total: float | None
    words: Mapping[str, int]


def results_of(contacts: Sequence[Contact], written_to: frozenset[str]) -> tuple[Results, ...]:
    """Add up every column of results. `written_to` are Contact IDs."""
    if not contacts:
        return ()
    columns = contacts[0].columns
    known = folded("result.columns")
    people = [contact for contact in contacts if contact.id in written_to]
    return tuple(
        _results(columns.headers[place], field, people)
        for field, place in columns.positions.items()
        if fold(columns.headers[place]) in known
    )


def _results(header: str, field: str, people: Iterable[Contact]) -> Results:
    raws = [contact.raw(field) for contact in people]
    filled = [raw for raw in raws if raw is not None and raw != ""]
    numbers = [raw for raw in filled if isinstance(raw, int | float) and not isinstance(raw, bool)]
    words = Counter(str(raw).strip() for raw in filled if isinstance(raw, str | bool))
    total = sum(numbers) if numbers else None
    return Results(header, len(filled), len(raws), total, dict(words.most_common(_MOST_WORDS)))
