"""Who must not be contacted: the contact held against the Do not contact sheet."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.normalise import plain as spelled_alike
from planner.text.person_keys import email_address, linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.model.contact import Contact
    from planner.model.suppression import Suppression


@frozen
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

    def meaning(
        self, *, address: str = "", slug: str = "", name: str = "", company: str = ""
    ) -> Suppression | None:
        """The row that means the person with these signs, or None."""
        if not self.by_sign:
            return None
        found = (self.by_sign.get(sign) for sign in _signs_of(address, slug, name, company))
        return next(filter(None, found), None)


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


def suppression_of(contact: Contact, suppressions: Suppressions) -> Suppression | None:
    """The row of the Do not contact sheet that means this contact, or None.

    A name alone means everybody of that name, a company alone everybody there, a domain everybody
    with an address there or below it.
    """
    if not suppressions.by_sign:
        return None
    return suppressions.meaning(
        address=email_address(contact.text("email")),
        slug=linkedin_slug(contact.text("linkedin_url")),
        name=contact.name,
        company=contact.company,
    )


def is_listed(
    suppressions: Suppressions, *, email: str = "", profile: str = "", name: str, company: str = ""
) -> bool:
    """Whether a person who is no contact stands on the Do not contact sheet."""
    found = suppressions.meaning(
        address=email_address(email), slug=linkedin_slug(profile), name=name, company=company
    )
    return found is not None


def _signs_of(address: str, slug: str, name: str, company: str) -> Iterator[str]:
    if address:
        yield f"@{address}"
    if slug:
        yield f"in/{slug}"
    name, company = spelled_alike(name), spelled_alike(company)
    yield f"name {name}, {company}"
    yield f"name {name}"
    yield f"company {company}"
    domain = address.rpartition("@")[2]
    while "." in domain:
        yield f"domain {domain}"
        domain = domain.partition(".")[2]
