"""Finds a name that nothing else bears: of a sheet, a table or a column, in whatever case."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


LONGEST_SHEET_NAME = 31  # characters; Excel takes no more


def free_name(name: str, taken: Iterable[str], *, mark: str = " ", longest: int = 255) -> str:
    """Give the first of `numbered` names that is not taken."""
    folded = {other.casefold() for other in taken}
    return next(free for free in numbered(name, mark, longest) if free.casefold() not in folded)


def numbered(name: str, mark: str = " ", longest: int = 255) -> Iterator[str]:
    """Yield `Tracking`, `Tracking 2`, `Tracking 3` and so on, cut where they grow too long."""
    yield name
    for number in count(2):
        end = f"{mark}{number}"
        yield f"{name[: longest - len(end)]}{end}"
