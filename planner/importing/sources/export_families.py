"""How each kind of export names its columns, and by which of them it is known.

Headers are spelled as `fold` has them: letters and digits alone, so that `E-mail 1 - Value` is
`email1value`. Of a field's headers the first that holds something counts.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.importing.sources.imported import SourceKind
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


def _numbered(pattern: str, upto: int = 9) -> tuple[str, ...]:
    return tuple(pattern.format(number) for number in range(1, upto + 1))


@frozen
class Family:
    """One kind of export: `known_by` any of these sets of headers, its columns by field.

    `addresses`, `profiles` and `middle` hold what has several columns or joins with others;
    `places` are the columns of city and country of each postal address, which belong together.
    `separator` parts several values of one cell, save in the fields `single`, where it is text. A
    yes under one of `opted_out` says that they want no more emails, one under `deleted` that the
    list has dropped them. Rows need an address or the fields in `needs`, where there are any,
    because reports of the kind end in lines of their own.
    """

    kind: SourceKind
    known_by: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]
    addresses: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()
    separator: str = ""
    single: frozenset[str] = frozenset()
    opted_out: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    needs: frozenset[str] = field(default=frozenset())


def _sets(*texts: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(text.split()) for text in texts)


_LINKEDIN = Family(
    SourceKind.LINKEDIN,
    _sets("firstname lastname connectedon"),
    {
        "first_name": ("firstname",),
        "last_name": ("lastname",),
        "company": ("company",),
        "title": ("position",),
        "connected_on": ("connectedon",),
    },
    addresses=("emailaddress",),
    profiles=("url",),
)

_INVITATIONS = Family(SourceKind.INVITATIONS, _sets("sentat direction"), {})
_MESSAGES = Family(SourceKind.MESSAGES, _sets("from to date content"), {})

_GOOGLE = Family(
    SourceKind.GOOGLE,
    _sets(
        "firstname lastname email1value",
        "givenname familyname email1value",
        "name email1value",
        "firstname lastname organizationname labels",
        "givenname familyname groupmembership",
    ),
    {
        "name": ("name",),
        "first_name": ("firstname", "givenname"),
        "last_name": ("lastname", "familyname"),
        "company": ("organizationname", "organization1name"),
        "title": ("organizationtitle", "organization1title"),
        "phone": _numbered("phone{}value"),
        "notes": ("notes",),
    },
    addresses=_numbered("email{}value"),
    profiles=_numbered("website{}value"),
    middle=("middlename", "additionalname"),
    places=tuple((f"address{at}city", (f"address{at}country",)) for at in range(1, 10)),
    separator=" ::: ",
    single=frozenset({"name", "first_name", "last_name", "notes"}),
)

_OUTLOOK = Family(
    SourceKind.OUTLOOK,
    _sets(
        "firstname lastname title suffix emailaddress",
        "firstname lastname email2address",
        "firstname lastname emaildisplayname",
    ),
    {
        "first_name": ("firstname",),
        "last_name": ("lastname",),
        "company": ("company",),
        "title": ("jobtitle",),  # "Title" holds Mr and Dr
        "phone": (
            "businessphone", "mobilephone", "primaryphone", "businessphone2", "homephone",
            "otherphone",
        ),
        "notes": ("notes",),
    },
    # Of a colleague in one's own Exchange only the display name may tell the address.
    addresses=(
        "emailaddress", "email2address", "email3address", "emaildisplayname",
        "email2displayname", "email3displayname",
    ),
    profiles=("webpage", "businesshomepage", "personalwebpage"),
    middle=("middlename",),
    places=tuple(
        (f"{each}city", (f"{each}countryregion", f"{each}country"))
        for each in ("business", "home", "other")
    ),
)  # fmt: skip

_HUBSPOT = Family(
    SourceKind.HUBSPOT,
    _sets(
        "recordid email",
        "recordidcontact email",
        "email firstname lastname contactowner",
        "email firstname lastname lifecyclestage",
        "email firstname lastname associatedcompany",
        "email firstname lastname company phone jobtitle website",
        "email firstname lastname companyname phonenumber jobtitle websiteurl",
    ),
    {
        "first_name": ("firstname",),
        "last_name": ("lastname",),
        "company": (
            "companyname", "company", "associatedcompany", "primaryassociatedcompanyname",
            "associatedcompanyprimary",
        ),
        "title": ("jobtitle",),
        "phone": ("phonenumber", "phone", "mobilephonenumber"),
    },
    addresses=("email", "workemail", "additionalemailaddresses"),
    profiles=(
        "linkedinurl", "linkedinprofileurl", "linkedinbio", "hslinkedinurl", "website",
        "websiteurl",
    ),
    places=(("city", ("countryregion", "country")),),
    separator=";",
    single=frozenset({
        "name", "first_name", "last_name", "company", "title", "phone", "city", "country",
    }),
    opted_out=(
        "unsubscribedfromallemail", "optedoutofemail", "hsemailoptout", "marketingemailsoptout",
    ),
)  # fmt: skip

_SALESFORCE = Family(
    SourceKind.SALESFORCE,
    _sets(
        "lastname leadsource",
        "lastname leadstatus",
        "lastname leadowner",
        "lastname leadid",
        "lastname accountname",
        "lastname accountid",
        "lastname companyaccount",
        "lastname mailingcity",
    ),
    {
        "first_name": ("firstname",),
        "last_name": ("lastname",),
        "company": ("company", "companyaccount", "accountname"),
        "title": ("title",),
        "phone": ("phone", "businessphone", "mobile", "mobilephone"),
    },
    addresses=("email",),
    profiles=("linkedinurl", "linkedin", "linkedinprofile", "website"),
    places=(
        ("city", ("country", "countrytextonly")),
        ("mailingcity", ("mailingcountry",)),
    ),
    opted_out=("emailoptout", "hasoptedoutofemail"),
    deleted=("isdeleted",),
    # A report ends in its title, the user's name and the day.
    needs=frozenset({"last_name"}),
)

FAMILIES = (_LINKEDIN, _INVITATIONS, _MESSAGES, _GOOGLE, _HUBSPOT, _SALESFORCE, _OUTLOOK)


def family_of(headers: frozenset[str]) -> Family | None:
    """The kind of export that has these headers, spelled as `fold` has them.

    Both CRMs have a column Lead Status; what HubSpot alone has is asked for first.
    """
    for family in FAMILIES:
        if any(known <= headers for known in family.known_by):
            return family
    return None
