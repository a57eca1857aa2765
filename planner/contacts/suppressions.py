"""Who must not be contacted: the contact held against the Do not contact sheet."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.contacts.row_marks import opt_out_fields, opted_out
from planner.model.frozen import frozen
from planner.text.normalise import plain as spelled_alike
from planner.text.person_keys import email_address, linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.model.contact import Columns, Contact
    from planner.model.suppression import Suppression


@frozen
class Suppressions:
    """Who must not be contacted: the Do not contact sheet by sign of a person, each with its row.

    `opt_out_fields` are the columns of the contacts in which a row may ask for silence itself.
    """

    by_sign: dict[str, Suppression] = field(default_factory=dict)
    opt_out_fields: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anybody may be meant at all."""
        return bool(self.by_sign or self.opt_out_fields)

    @classmethod
    def of(
        cls, suppressions: Iterable[Suppression], columns: Columns | None = None
    ) -> Suppressions:
        """Index the rows; where two rows mean one person, the first counts."""
        index = cls(opt_out_fields=opt_out_fields(columns) if columns else ())
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
    """Find the row of the Do not contact sheet, or the opt-out column, that means this contact.

    A name alone means everybody of that name, a company alone everybody there, a domain everybody
    with an address there or below it.
    """
    if not suppressions:
        return None
    return suppressions.meaning(
        address=email_address(contact.text("email")),
        slug=linkedin_slug(contact.text("linkedin_url")),
        name=contact.name,
        company=contact.company,
    ) or opted_out(contact, suppressions.opt_out_fields)


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
