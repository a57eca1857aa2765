"""Makes a person of what a source says: a whole name and its parts, one address, one profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.name_columns import real_name, real_parts
from planner.importing.sources.imported import Imported, Skipped
from planner.importing.sources.mailboxes import mailboxes
from planner.text.normalise import clean
from planner.text.person_keys import email_addresses, linkedin_slug, linkedin_url
from planner.text.person_names import full_name, split_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


NOBODY = "neither a name nor an address"
_NAMES = ("name", "first_name", "last_name")
_FORMULA = frozenset("=+-@\t\r")


def person(
    place: str,
    fields: Mapping[str, str],
    *,
    middle: str = "",
    addresses: Iterable[str] = (),
    profiles: Iterable[str] = (),
    has_opted_out: bool = False,
) -> Imported | Skipped:
    """Put together what is known of one person.

    `addresses` are texts that hold email addresses, the preferred one first; of `profiles`, texts
    that hold web addresses, the first that is a LinkedIn profile counts.
    """
    found = {name: told for name, text in fields.items() if (told := _unguarded(clean(text)))}
    spelled = [*addresses]
    # A list that was copied from a mail program: Anna Berg <anna@acme.example>.
    if boxes := mailboxes(found.get("name", "")):
        found |= {"name": boxes[0][0], "first_name": "", "last_name": ""}
        spelled += [address for _, address in boxes]
    elif not found.keys() & {*_NAMES} and spelled and (boxes := mailboxes(spelled[0])):
        found["name"] = boxes[0][0]
    first, last = real_parts(found.get("first_name", ""), found.get("last_name", ""))
    found |= _names((real_name(found.get("name", "")), first, last), clean(middle))
    known = tuple(dict.fromkeys(each for text in spelled for each in email_addresses(text)))
    if known:
        found["email"] = known[0]
    profile = profile_among(profiles)
    if profile:
        found["linkedin_url"] = profile
    unread = "" if known else next(filter(None, map(clean, spelled)), "")
    found = {name: text for name, text in found.items() if text}
    if not found.keys() & {"name", "email", "linkedin_url"}:
        return Skipped(place, NOBODY)
    # Outlook has a name beside an address that it does not tell.
    unread = "" if unread == found.get("name") else unread
    return Imported(
        place, found, known, unread_email=unread, has_opted_out=has_opted_out and bool(known)
    )


def _unguarded(text: str) -> str:
    """The text without the apostrophe that keeps a program from running `+44 1` as a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def profile_among(texts: Iterable[str]) -> str:
    """The first of the texts that is the address of a LinkedIn profile, as a browser takes it."""
    return next((linkedin_url(clean(text)) for text in texts if linkedin_slug(text)), "")


def _names(told: tuple[str, str, str], middle: str) -> dict[str, str]:
    """The whole name and both parts, of which any may be missing."""
    whole, first, last = told
    if not whole:
        given = f"{first} {middle}" if first and middle else first or middle
        whole = full_name(given, last)
    elif not first and not last:
        first, last = split_name(whole)
    return dict(zip(_NAMES, (whole, first, last), strict=True))
