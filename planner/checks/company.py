"""People at one company: not too many at once, no two the same, none after a colleague answered."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from planner.checks.explaining import finding, shown
from planner.checks.spelling import without_legal_form
from planner.checks.standing_in import stands_in_only
from planner.contacts.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planner.checks.background import Background
    from planner.model import Contact, ContactList, Finding

__all__ = ["by_company", "check_companies"]

_MOST_IN_A_COMPANY = 5
_ANSWERED = frozenset(
    {"replied", "meeting", "accepted", "answered", "responded", "in conversation"}
)


def by_company(contacts: Iterable[Contact]) -> dict[str, list[Contact]]:
    """The contacts at each company, however its legal form is written; none without a company."""
    spelled: dict[str, str] = {}
    groups: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        company = contact.company
        if not company:
            continue
        name = spelled.get(company)
        if name is None:
            name = "" if is_placeholder(company) else without_legal_form(company)
            spelled[company] = name
        if name:
            groups[name].append(contact)
    return groups


def colleagues_who_answered(
    groups: Mapping[str, list[Contact]], answered: frozenset[str]
) -> Iterator[tuple[Contact, Contact]]:
    """Each contact with a colleague who answered; `answered` holds Contact IDs from Tracking."""
    for people in groups.values():
        who = next((each for each in people if _answered(each, answered)), None)
        if who is not None:
            yield from ((each, who) for each in people if not _answered(each, answered))


def _answered(contact: Contact, answered: frozenset[str]) -> bool:
    return contact.id in answered or contact.text("status").casefold() in _ANSWERED


def check_companies(contacts: ContactList, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of lists are called alike
    """Find companies that would hear from the sender too often, or the same thing twice."""
    most = background.settings.whole_number("people at a company", _MOST_IN_A_COMPANY)
    found: list[Finding] = []
    for people in background.companies.values():
        if len(people) > most:
            found.append(_crowded(people, most))
        if len(people) > 1:
            found += _alike(people)
    for contact, colleague in colleagues_who_answered(background.companies, background.answered):
        message = f"{colleague.name} at {contact.company} has answered already"
        hint = f"Ask {colleague.name} first ({contact.columns.sheet} row {colleague.row})."
        found.append(finding("colleague-answered", contact, "company", message, hint))
    return found


def _crowded(people: list[Contact], most: int) -> Finding:
    contact = people[most]
    return finding(
        "company-crowded",
        contact,
        "company",
        f"{len(people)} people at {contact.company} are on the list; from this row on it is more"
        f" than {most}",
        "Begin with the best few, and write to the others a week later if nobody answers.",
    )


def _alike(people: list[Contact]) -> list[Finding]:
    first: dict[str, Contact] = {}
    found = []
    for contact in people:
        if not contact.purpose or stands_in_only(contact.purpose):
            continue
        purpose = contact.purpose.casefold()
        earlier = first.setdefault(purpose, contact)
        if earlier is not contact:
            message = (
                f"{earlier.name} at {contact.company} (row {earlier.row}) has the same purpose:"
                f' "{shown(contact.purpose)}"'
            )
            hint = "Colleagues compare: write to one of them, or say what is this one's part in it."
            found.append(finding("draft-alike", contact, "purpose", message, hint))
    return found
