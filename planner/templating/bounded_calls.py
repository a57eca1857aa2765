"""Bounds on what a template may call: filters, methods of texts, operators, formats.

Each counts what it is given and what it makes against the allowance of `budget`, and refuses a
result longer than any message.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import TYPE_CHECKING, Any

from planner.templating import filters
from planner.templating.budget import LONGEST_TEXT, MOST_ITEMS, TooMuchWorkError, spend, weigh

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(\*|\d*)(?:\.(\*|\d*))?")
_WIDEST = 1_000


def guarded(name: str, call: Any) -> Callable[..., Any]:
    """Wrap one of Jinja's own filters or tests: its input and its output are weighed."""
    hidden = 1 if hasattr(call, "jinja_pass_arg") else 0

    @wraps(call)
    def within_bounds(*args: Any, **kwargs: Any) -> Any:
        given = args[hidden:]
        weight = sum(weigh(each) for each in (*given, *kwargs.values()))
        spend(20 + weight)
        for number in (*given[1:], *kwargs.values()):
            if isinstance(number, int) and abs(number) > _WIDEST:
                raise TooMuchWorkError(f"it asks {name} for a width of {number}")
        if name == "format":
            bounded_format(str(given[0]))
        elif name == "replace":
            bounded_method(str(given[0]), name, given[1:])
        elif name == "join" and given and isinstance(given[0], list | tuple):
            between = str(given[1] if len(given) > 1 else kwargs.get("d", ""))
            bounded_product(between, len(given[0]))
        result = call(*args, **kwargs)
        if isinstance(result, str | list | tuple):
            spend(weigh(result))
        return result

    return within_bounds


def priced(call: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap one of planner's own filters: what it is given is counted."""
    price = 1_000 if call in {filters.first_name, filters.last_name} else 50

    @wraps(call)
    def counted(value: Any, *args: Any, **kwargs: Any) -> Any:
        spend(price + (len(value) if type(value) is str else weigh(value)))
        return call(value, *args, **kwargs)

    return counted


def bounded_range(*args: int) -> range:
    """Count as `range` does, through MOST_ITEMS numbers at most."""
    numbers = range(*args)
    if len(numbers) > MOST_ITEMS:
        raise TooMuchWorkError(f"it counts through {len(numbers):,} numbers")
    return numbers


def bounded_power(left: Any, right: Any) -> None:
    """Refuse a power of more than 4096 bits."""
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > 4096:
        raise TooMuchWorkError("it works out a number longer than any message needs")


def bounded_product(left: Any, right: Any) -> None:
    """Refuse a text or list repeated beyond LONGEST_TEXT; count what a product makes."""
    for thing, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(thing, str | list | tuple):
            if weigh(thing) * max(times, 0) > LONGEST_TEXT:
                raise TooMuchWorkError("it repeats a text until it is longer than any message")
            spend(weigh(thing) * max(times, 0))
            return
    weigh(left)
    weigh(right)


def bounded_format(template: str) -> None:
    """Refuse `%1000000000d`, and `%*d`, whose width cannot be seen."""
    for match in _WIDTH.finditer(template):
        for width in match.groups():
            if width == "*" or (width and (len(width) > 4 or int(width) > _WIDEST)):
                raise TooMuchWorkError(f"it formats to a width of {width}")


def bounded_method(owner: str, name: str, args: tuple[Any, ...]) -> None:
    """Refuse the calls of a text's methods whose result would be too long."""
    if name in {"center", "ljust", "rjust", "zfill"}:
        too_long = any(isinstance(width, int) and width > LONGEST_TEXT for width in args)
    elif name == "expandtabs":
        too_long = any(isinstance(width, int) and width > _WIDEST for width in args)
    elif name == "replace" and len(args) > 1:
        times = owner.count(str(args[0]))
        too_long = len(owner) + times * len(str(args[1])) > LONGEST_TEXT
    elif name == "join" and args and isinstance(args[0], list | tuple | str):
        too_long = weigh(args[0]) + len(owner) * len(args[0]) > LONGEST_TEXT
    else:
        too_long = False
    if too_long:
        raise TooMuchWorkError("it makes a text longer than any message")
