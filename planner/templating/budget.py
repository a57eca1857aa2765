"""The bound on what one rendering may do: counted, not timed, so that it ends alike anywhere.

One unit is about one character written or one step of a loop. An ordinary message takes hundreds;
the allowance is spent in well under two seconds whatever the template does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar

ALLOWANCE = 1_000_000
# Any one value inside a template; an Excel cell holds 32,767 characters.
LONGEST_TEXT = 100_000
_ITEM = 10  # what a place in a list weighs, beyond what stands in it
MOST_ITEMS = LONGEST_TEXT // _ITEM
_LARGEST_BITS = 1024
_DEEPEST = 20


class TooMuchWorkError(Exception):
    """A template asks for more than any message needs."""


class Work:
    """What one rendering has left to spend."""

    __slots__ = ("left",)

    def __init__(self, left: int = ALLOWANCE) -> None:
        self.left = left


work: ContextVar[Work] = ContextVar("work")


def spend(units: int) -> None:
    """Take `units` from the allowance of the rendering under way.

    Raises:
        TooMuchWorkError: the allowance is used up.
    """
    current = work.get(None)
    if current is None:
        return
    current.left -= units
    if current.left < 0:
        raise TooMuchWorkError("it does more work than any message needs")


def weigh(value: object) -> int:
    """How much there is of a value: characters of a text, all that a list holds.

    Raises:
        TooMuchWorkError: more than any message needs.
    """
    if isinstance(value, str):
        weight = len(value)
    elif isinstance(value, int):
        weight = 1 if value.bit_length() <= _LARGEST_BITS else LONGEST_TEXT + 1
    elif isinstance(value, Mapping | list | tuple | set | frozenset):
        weight = _weight_of_all(value)
    else:
        weight = 1
    if weight > LONGEST_TEXT:
        raise TooMuchWorkError("it makes a text or list longer than any message")
    return weight


def _weight_of_all(value: Iterable[object]) -> int:
    """The weight of a container, each place counted, so that nested sharing cannot hide bulk."""
    total, waiting = 0, [(value, 0)]
    while waiting:
        items, depth = waiting.pop()
        if depth > _DEEPEST:
            raise TooMuchWorkError("it nests lists too deeply")
        inner = [*items, *items.values()] if isinstance(items, Mapping) else items
        for item in inner:
            total += _ITEM
            if isinstance(item, Mapping | list | tuple | set | frozenset):
                waiting.append((item, depth + 1))
            else:
                total += weigh(item)
            if total > LONGEST_TEXT:
                return total
    return total
