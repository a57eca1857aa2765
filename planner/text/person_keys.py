"""Who is who: the Contact ID of a row, and every sign by which its person is known.

The rule stands in order: the owner's own ID column, the slug of the LinkedIn profile, the email
address, the name with the company. None of them depends on the row's place.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from planner.text.normalise import plain
from planner.text.placeholders import is_placeholder

if TYPE_CHECKING:
    from planner.model.cells import CellValue
    from planner.model.contact import Contact


# uk.linkedin.com/in/anna, www.linkedin.com/mwlite/in/anna, /in/anna alone, and the old /pub/ form.
_PROFILE = re.compile(
    r"(?:^|//|\.|\b)linkedin\.[a-z.]{2,6}/(?:mwlite/|m/)?(in|pub)/+([^/?#\s]+)((?:/[^/?#\s]+)*)"
    r"|^/?(in)/([^/?#\s]+)/?$",
    re.IGNORECASE,
)
# As LinkedIn itself writes it, which is quick to tell.
_USUAL = re.compile(r"https://www\.linkedin\.com/in/([a-z0-9-]++)/?")
_BARE = re.compile(r"^(?:[a-z]{2,3}\.)?linkedin\.[a-z]{2,3}/", re.IGNORECASE)
# It begins where a word does: tried at every letter, a word of a megabyte would take hours.
_EMAIL = re.compile(
    r"(?<![^\s<>\"'(),;:*\[\]])[^\s<>\"'(),;:*\[\]]+"
    r"@[^\s<>\"'(),;:\[\]@]+\.[^\s<>\"'(),;:\[\]@.]{2,}"
)


def contact_id(
    *,
    own_id: CellValue = None,
    linkedin: str = "",
    email: str = "",
    name: str = "",
    company: str = "",
) -> str:
    """Identify a person by the first that is there: own ID, LinkedIn slug, email, name and company.

    `own_id` is the typed value, not the text seen: a number keeps its identity when its column is
    formatted anew. "" where nothing identifies anybody.
    """
    if own_id is not None and (identity := _own(own_id)):
        return identity
    if linkedin and (slug := linkedin_slug(linkedin)):
        return slug
    if email and (address := email_address(email)):
        return address
    return _name_and_company(name, company)


def identities(contact: Contact) -> tuple[str, ...]:
    """Every sign by which a contact is known, strongest first: the Contact ID, then each with its
    kind: `linkedin:anna-berg`, `email:anna@example.org`, `name:anna berg|acme`.
    """
    slug = linkedin_slug(contact.text("linkedin_url"))
    address = email_address(contact.text("email"))
    signs = (
        contact.id,
        f"linkedin:{slug}" if slug else "",
        f"email:{address}" if address else "",
        f"name:{plain(contact.name)}|{_company(contact.company)}" if contact.name else "",
    )
    return tuple(filter(None, signs))


def linkedin_slug(text: str) -> str:
    """The lower-cased slug of a LinkedIn profile's address, "" where the text is none.

    Host prefixes, tracking queries, trailing slashes, language tails and per-cent escapes do not
    matter; `/pub/anna-berg/a7/576/b50` is `anna-berg-b50576a7`, as LinkedIn redirects it.
    """
    if usual := _USUAL.fullmatch(text):
        return usual[1]
    found = _PROFILE.search(text) if text else None
    if found is None:
        return ""
    slug = found[2] or found[5]
    if (found[1] or "").lower() == "pub":
        tail = found[3].strip("/").split("/")
        if len(tail) >= 3:
            slug = f"{slug}-{tail[2].zfill(3)}{tail[1].zfill(3)}{tail[0]}"
    if "%" in slug:
        slug = unquote(slug)
    return slug.lower() if slug.isascii() else unicodedata.normalize("NFC", slug).lower()


def linkedin_url(text: str) -> str:
    """A LinkedIn address that a browser can open: `linkedin.com/in/anna` gets its `https://`.

    Text that is no LinkedIn address comes back as it is.
    """
    if text.startswith("https://"):
        return text
    if text.startswith("//"):
        return f"https:{text}"
    if _BARE.match(text):
        return f"https://{text}"
    found = _PROFILE.search(text)
    if found is not None and found[5]:
        return f"https://www.linkedin.com/in/{found[5]}"
    return text


def email_address(text: str) -> str:
    """The lower-cased address in `Anna <Anna@Example.org>`, `mailto:…` or a list (the first)."""
    if "@" not in text:
        return ""
    found = _EMAIL.search(text)
    return found[0].lower() if found else ""


def email_addresses(text: str) -> list[str]:
    """Every address in a text, lower-cased."""
    return [found.lower() for found in _EMAIL.findall(text)] if "@" in text else []


def _own(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip() if isinstance(value, str | int | float) else ""
    if text.isdecimal():
        return text
    return "" if is_placeholder(text) else text


def _name_and_company(name: str, company: str) -> str:
    # The comma keeps this form apart from slugs and addresses, which hold none.
    if not name:
        return ""
    company = _company(company)
    return f"{plain(name)}, {company}" if company else plain(name)


def _company(typed: str) -> str:
    return "" if is_placeholder(typed) else plain(typed)
