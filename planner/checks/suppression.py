"""Who must not be contacted: the contact held against the Do not contact sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.checks.explaining import finding
from planner.checks.words import spelled_alike
from planner.contacts.identity import email_address, linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.checks.background import Background
    from planner.model import Contact, Finding, Suppression

__all__ = ["Suppressions", "is_listed", "suppressed", "suppression_of"]


@dataclass(frozen=True, slots=True)
class Suppressions:
    """The Do not contact sheet as an index: by sign of a person, each with its row."""

    by_sign: dict[str, Suppression] = field(default_factory=dict)

    @classmethod
    def of(cls, suppressions: Iterable[Suppression]) -> Suppressions:
        """Index the rows; where two rows mean one person, the first counts."""
        index = cls()
        for suppression in suppressions:
            for sign in _signs(suppression):
                index.by_sign.setdefault(sign, suppression)
        return index


def _signs(suppression: Suppression) -> Iterator[str]:
    if address := email_address(suppression.email):
        yield f"@{address}"
    # A cell of emails may well hold a whole domain: "@rival.example", "*@rival.example".
    for text in (suppression.domain, "" if address else suppression.email):
        domain = text.strip().casefold().lstrip("*").rpartition("@")[2].removeprefix("www.")
        if "." in domain:
            yield f"domain {domain.strip('.')}"
    if slug := linkedin_slug(suppression.linkedin_url):
        yield f"in/{slug}"
    name, company = spelled_alike(suppression.name), spelled_alike(suppression.company)
    if name and company:
        yield f"name {name}, {company}"
    elif name:
        yield f"name {name}"
    elif company:
        yield f"company {company}"


def suppression_of(contact: Contact, background: Background) -> Suppression | None:
    """The row of the Do not contact sheet that means this contact, or None.

    A name alone means everybody of that name, a company alone everybody there, a domain everybody
    with an address there or below it.
    """
    by_sign = background.suppressions.by_sign
    if not by_sign:
        return None
    for sign in _signs_of(contact):
        if sign in by_sign:
            return by_sign[sign]
    return None


def _signs_of(contact: Contact) -> Iterator[str]:
    return _signs_by(
        contact.text("email"), contact.text("linkedin_url"), contact.name, contact.company
    )


def is_listed(
    suppressions: Suppressions, *, email: str = "", profile: str = "", name: str, company: str = ""
) -> bool:
    """Whether a person who is no contact stands on the Do not contact sheet."""
    by_sign = suppressions.by_sign
    return bool(by_sign) and any(
        sign in by_sign for sign in _signs_by(email, profile, name, company)
    )


def _signs_by(email: str, profile: str, typed_name: str, typed_company: str) -> Iterator[str]:
    address = email_address(email)
    if address:
        yield f"@{address}"
    if slug := linkedin_slug(profile):
        yield f"in/{slug}"
    name, company = spelled_alike(typed_name), spelled_alike(typed_company)
    yield f"name {name}, {company}"
    yield f"name {name}"
    yield f"company {company}"
    domain = address.rpartition("@")[2]
    while "." in domain:
        yield f"domain {domain}"
        domain = domain.partition(".")[2]


def suppressed(contact: Contact, suppression: Suppression) -> Finding:
    """Say that this contact gets nothing, and which row says so."""
    because = f" ({suppression.reason})" if suppression.reason else ""
    return finding(
        "suppressed",
        contact,
        "name",
        f"{contact.name or 'this contact'} is on the Do not contact list{because}",
        f"Nothing to mend. If this is a mistake, take the entry out ({suppression.cell}), and set"
        ' the status to drafted with "planner status set" and --force.',
    )
