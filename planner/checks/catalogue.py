"""Every check as `catalogue.txt` beside this file describes it, and findings made from one.

`planner explain` and the documentation are made from there, and so is the severity of every
finding.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.text.closest import did_you_mean
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.model.contact import Contact


_FILE = Path(__file__).resolve().with_name("catalogue.txt")
_BETWEEN = "; "
_TITLE = re.compile(r"^\[([a-z-]+)\]\n", re.MULTILINE)


@frozen
class Check:
    """What planner says of one kind of finding.

    `short` is what the Tracking sheet says of it; `source` names the evidence and its date, or "".
    """

    slug: str
    short: str
    severity: Severity
    reason: str
    example: str
    remedy: str
    source: str = ""


def all_checks() -> tuple[Check, ...]:
    """Return every check, in the order of the catalogue."""
    return tuple(_by_slug().values())


@cache
def _by_slug() -> Mapping[str, Check]:
    _, *parts = _TITLE.split(_FILE.read_text("utf-8"))
    return {slug: _check(slug, text) for slug, text in zip(parts[::2], parts[1::2], strict=True)}


def _check(slug: str, text: str) -> Check:
    fields = dict(line.split(": ", 1) for line in text.splitlines() if line)
    return Check(slug=slug, severity=Severity(fields.pop("severity")), **fields)


def severity_of(slug: str) -> Severity:
    """Return how much a check weighs unless the campaign says otherwise."""
    return _by_slug()[slug].severity


class UnknownCheckError(UsageError):
    """No check has the slug that was asked for."""

    def __init__(self, slug: str) -> None:
        hint = f"{did_you_mean(slug, _by_slug())} {command('explain')} lists them all."
        super().__init__(f'"{slug}" is no check.', hint.lstrip())


def in_short(slugs: Iterable[str]) -> str:
    """Say in plain words what findings of these checks mean; `slugs_of` reads it back."""
    return _BETWEEN.join(dict.fromkeys(_by_slug()[slug].short for slug in slugs))


def slugs_of(text: str) -> str:
    """Give the slugs of what `in_short` said, with commas; other words stay as they are."""
    by_short = _by_short()
    found = [by_short.get(part.casefold()) for part in text.split(_BETWEEN)]
    known = [check.slug for check in found if check is not None]
    return ", ".join(known) if len(known) == len(found) else text


@cache
def _by_short() -> Mapping[str, Check]:
    return {check.short.casefold(): check for check in all_checks()}


def explain(slug: str) -> Check:
    """Look a check up by its slug, or by what Tracking says of it.

    Raises:
        UnknownCheckError: there is no such check; the hint names the nearest.
    """
    asked = slug.strip().casefold()
    check = _by_slug().get(asked) or _by_short().get(asked)
    if check is None:
        raise UnknownCheckError(slug)
    return check


def finding(slug: str, contact: Contact, field: str, message: str, hint: str) -> Finding:
    """Make the finding of check `slug` on a contact's field, or on its name where there is none."""
    return Finding(
        slug,
        severity_of(slug),
        message,
        hint,
        sheet=contact.columns.sheet,
        cell=contact.cell(field) or contact.cell("name"),
        contact=contact.id,
    )


def shown(text: str, *, most: int = 60) -> str:
    """Return a cell's text as a message quotes it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
