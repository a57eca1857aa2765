"""A check by its slug, and a finding made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.catalogue import CHECKS, Check
from planner.model.errors import UsageError
from planner.model.finding import Finding
from planner.text.closest import did_you_mean

if TYPE_CHECKING:
    from planner.model.contact import Contact

BY_SLUG: dict[str, Check] = {check.slug: check for check in CHECKS}


class UnknownCheckError(UsageError):
    """No check has the slug that was asked for."""

    def __init__(self, slug: str) -> None:
        hint = f'{did_you_mean(slug, BY_SLUG)} "planner explain" lists them all.'
        super().__init__(f'"{slug}" is no check.', hint.lstrip())


def explain(slug: str) -> Check:
    """Look a check up by its slug.

    Raises:
        UnknownCheckError: there is no such check; the hint names the nearest.
    """
    check = BY_SLUG.get(slug.strip().casefold())
    if check is None:
        raise UnknownCheckError(slug)
    return check


def finding(slug: str, contact: Contact, field: str, message: str, hint: str) -> Finding:
    """Make the finding of check `slug` on a contact's field, or on its name where there is none."""
    return Finding(
        slug,
        BY_SLUG[slug].severity,
        message,
        hint,
        sheet=contact.columns.sheet,
        cell=contact.cell(field) or contact.cell("name"),
        contact=contact.id,
    )


def shown(text: str, *, most: int = 60) -> str:
    """A cell's text as a message quotes it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
