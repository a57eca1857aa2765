"""People at one company: not too many at once, and none after a colleague answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding
from planner.checks.placeholder_purpose import stands_in_only
from planner.contacts.suppressions import suppression_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planner.checks.context import Background
    from planner.model.contact import Contact, ContactList
    from planner.model.finding import Finding
    from planner.model.reached import SoFar


_MOST_IN_A_COMPANY = 5
_WEEK = timedelta(days=7)
_ANSWERED = frozenset({"replied", "meeting", "answered", "responded", "in conversation"})


def colleagues_who_answered(
    groups: Mapping[str, list[Contact]], background: Background
) -> Iterator[tuple[Contact, Contact]]:
    """Each contact who was not written to yet, with a colleague who has answered."""
    so_far = background.so_far
    for people in groups.values():
        who = next((each for each in people if _answered(each, so_far)), None)
        if who is not None:
            yield from (
                (each, who)
                for each in people
                if each.id not in so_far.written and not _answered(each, so_far)
            )


def _answered(contact: Contact, so_far: SoFar) -> bool:
    return contact.id in so_far.answered or contact.text("status").casefold() in _ANSWERED


def check_companies(contacts: ContactList, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of lists are called alike
    """Find companies that would hear from the sender too often, or have answered already."""
    most = background.settings.most("people at a company", _MOST_IN_A_COMPANY)
    found: list[Finding] = []
    for people in background.companies.values():
        if most is not None and len(people) > most:
            found += _crowded(people, most, background)
    for contact, colleague in colleagues_who_answered(background.companies, background):
        message = f"{colleague.name} at {contact.company} has answered already"
        hint = f"Ask {colleague.name} first ({contact.columns.sheet} row {colleague.row})."
        found.append(finding("colleague-answered", contact, "company", message, hint))
    return found


def _crowded(people: list[Contact], most: int, background: Background) -> list[Finding]:
    """The first of a company's people who would be one too many within a week.

    A message counts on the day when it went out or is planned for; one without a day, today.
    """
    days = sorted(
        (background.so_far.days.get(each.id, background.today), each.row, each)
        for each in people
        if _will_be_written_to(each, background)
    )
    for (first, _, _), (last, _, contact) in zip(days, days[most:], strict=False):
        if last - first < _WEEK and contact.id not in background.so_far.written:
            count = sum(first <= day < first + _WEEK for day, _, _ in days)
            message = (
                f"{count} people at {contact.company} would hear from you within a week; from"
                f" this row on it is more than {most}"
            )
            hint = "Begin with the best few, and write to the others later if nobody answers."
            return [finding("company-crowded", contact, "company", message, hint)]
    return []


def _will_be_written_to(contact: Contact, background: Background) -> bool:
    if contact.id in background.so_far.days:
        return True
    has_purpose = contact.purpose and not stands_in_only(contact.purpose)
    return bool(has_purpose) and suppression_of(contact, background.suppressions) is None
