"""People at one company: not too many at once, and none after a colleague answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding
from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.contacts.suppressions import suppression_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planner.checks.context import CheckContext
    from planner.model.contact import Contact, ContactList
    from planner.model.finding import Finding
    from planner.model.reached import Reached


_MOST_IN_A_COMPANY = 5
_WEEK = timedelta(days=7)
_ANSWERED = frozenset({"replied", "meeting", "answered", "responded", "in conversation"})


def colleagues_who_answered(
    groups: Mapping[str, list[Contact]], context: CheckContext
) -> Iterator[tuple[Contact, Contact]]:
    """Each contact who was not written to yet, with a colleague who has answered."""
    reached = context.reached
    for people in groups.values():
        colleague = next((person for person in people if _answered(person, reached)), None)
        if colleague is not None:
            yield from (
                (person, colleague)
                for person in people
                if person.id not in reached.written and not _answered(person, reached)
            )


def _answered(contact: Contact, reached: Reached) -> bool:
    return contact.id in reached.answered or contact.text("status").casefold() in _ANSWERED


def check_companies(contacts: ContactList, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of lists are called alike
    """Find companies that would hear from the sender too often, or have answered already."""
    most = context.settings.most("people at a company", _MOST_IN_A_COMPANY)
    found: list[Finding] = []
    for people in context.companies.values():
        if most is not None and len(people) > most:
            found += _crowded(people, most, context)
    for contact, colleague in colleagues_who_answered(context.companies, context):
        message = f"{colleague.name} at {contact.company} has answered already"
        hint = f"Ask {colleague.name} first ({contact.columns.sheet} row {colleague.row})."
        found.append(finding("colleague-answered", contact, "company", message, hint))
    return found


def _crowded(people: list[Contact], most: int, context: CheckContext) -> list[Finding]:
    """Return the first of a company's people who would be one too many within a week.

    A message counts on the day when it went out or is planned for; one without a day, today.
    """
    days = sorted(
        (context.reached.days.get(person.id, context.today), person.row, person)
        for person in people
        if _will_be_written_to(person, context)
    )
    for (first, _, _), (last, _, contact) in zip(days, days[most:], strict=False):
        if last - first < _WEEK and contact.id not in context.reached.written:
            count = sum(first <= day < first + _WEEK for day, _, _ in days)
            message = (
                f"{count} people at {contact.company} would hear from you within a week; from"
                f" this row on it is more than {most}"
            )
            hint = "Begin with the best few, and write to the others later if nobody answers."
            return [finding("company-crowded", contact, "company", message, hint)]
    return []


def _will_be_written_to(contact: Contact, context: CheckContext) -> bool:
    if contact.id in context.reached.days:
        return True
    has_purpose = contact.purpose and not is_placeholder_purpose(contact.purpose)
    return bool(has_purpose) and suppression_of(contact, context.suppressions) is None
