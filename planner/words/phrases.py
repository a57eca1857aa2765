"""Compiles the phrases that translators write into regular expressions.

    [i |we ]forgot[ (what|why)]{end}

A bar parts alternatives. Round brackets hold words of which one must stand there, square brackets
words that may be missing; a star after square brackets lets them stand any number of times, a
number up to so many times. A star after letters stands for any ending. Names in braces stand for
what cannot be listed; `README.md` beside this file explains them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMED = {
    "word": r"\w+",
    "letter": r"\w",
    "letters": r"\w*",
    "number": r"\d+",
    "digit": r"\d",
    "digits": r"\d*",
    "start": r"(?:^|[.!?]\s)",
    "stop": r"\b",
    "end": "$",
    "any": ".*",
}
_COUNTED = {"letters": r"\w", "digits": r"\d", "any": "."}
_LOOKS = {"with": "(?=", "unless": "(?!"}
_MARK = re.compile(
    r"\{(?P<name>[a-z]+)\}|\{(?P<range>\w-\w)\}"
    r"|\{(?P<counted>letters|digits|any) (?P<least>\d+)-(?P<most>\d+)\}"
    r"|\{rest (?P<rest>\d+)\}|\{(?P<more>\d+) more\}"
    r"|\((?P<look>with|unless):|(?P<open>[(\[])"
    r"|\](?P<often>\*)|\](?P<times>\d+)|(?P<maybe>\])|\)(?P<from>\d+)-(?P<to>\d+)"
    r"|(?P<ending>(?<=\w)\*)"
)


def expression(phrase: str) -> str:
    """Return the regular expression of a phrase; it has no groups that capture.

    Raises:
        KeyError: a name in braces is unknown.
    """
    return _MARK.sub(_expressed, phrase)


def any_of(name: str) -> str:
    """Return one regular expression for all phrases of a section, in the order of its entries."""
    return "|".join(map(expression, all_of(name)))


def _expressed(mark: re.Match[str]) -> str:
    kind = mark.lastgroup or ""
    if kind == "most":
        return f"{_COUNTED[mark['counted']]}{{{mark['least']},{mark['most']}}}"
    if kind == "to":
        return f"){{{mark['from']},{mark['to']}}}"
    return _EXPRESSIONS[kind](mark[kind])


_EXPRESSIONS: dict[str, Callable[[str], str]] = {
    "name": _NAMED.__getitem__,
    "range": "[{}]".format,
    "rest": ".{{0,{}}}$".format,
    "more": r"\b.{{0,{}}}$".format,
    "look": _LOOKS.__getitem__,
    "open": lambda _: "(?:",
    "often": lambda _: ")*",
    "times": "){{0,{}}}".format,
    "maybe": lambda _: ")?",
    "ending": lambda _: r"\w*",
}
