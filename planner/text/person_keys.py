"""The keys of a person, each in one normal form: own ID, profile, email, name, company.

The Contact ID of a row is the first that is there: the owner's own ID column, the slug of the
LinkedIn profile, the email address, the name with the company. None depends on the row's place.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from planner.model.frozen import frozen
from planner.text.normalise import plain
from planner.text.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model.cells import CellValue
    from planner.model.contact import Contact


# uk.linkedin.com/in/anna, www.linkedin.com/mwlite/in/anna, /in/anna alone, and the old /pub/ form.
_PROFILE = re.compile(
    r"(?:^|//|\.|\b)linkedin\.[a-z.]{2,6}/(?:mwlite/|m/|comm/)?(in|pub)/+([^/?#\s]+)((?:/[^/?#\s]+)*)"
    r"|^/?(in)/([^/?#\s]+)/?$",
    re.IGNORECASE,
)
# As LinkedIn itself writes it, which is quick to tell.
_USUAL = re.compile(r"https://www\.linkedin\.com/in/([a-z0-9-]++)/?")
# What people copy along with an address out of a sentence.
_AFTER_A_LINK = ").,;:>]}'\"”’"
_BARE = re.compile(r"^(?:[a-z]{2,3}\.)?linkedin\.[a-z]{2,3}/", re.IGNORECASE)
# It begins where a word does: tried at every letter, a word of a megabyte would take hours.
_EMAIL = re.compile(
    r"(?<![^\s<>\"'(),;:*\[\]])[^\s<>\"'(),;:*\[\]]+"
    r"@[^\s<>\"'(),;:\[\]@]+\.[^\s<>\"'(),;:\[\]@.]{2,}"
)


class By(StrEnum):
    """A kind of key by which a person is known; the strongest first."""

    ID = "id"
    PROFILE = "linkedin"
    EMAIL = "email"
    NAME_AND_COMPANY = "name"
    NAME = "name alone"


@frozen
class PersonKeys:
    """What a person is known by, in normal form; each may be empty.

    `profile` is the slug of the LinkedIn profile; `emails` has every address, the main one first.
    """

    id: str = ""
    profile: str = ""
    emails: tuple[str, ...] = ()
    name: str = ""
    company: str = ""

    @classmethod
    def of_texts(
        cls, *, linkedin: str = "", email: str = "", name: str = "", company: str = ""
    ) -> PersonKeys:
        """Bring what cells say of a person into normal form; an email cell may list several."""
        return cls(
            profile=linkedin_slug(linkedin),
            emails=tuple(dict.fromkeys(email_addresses(email))),
            name=plain(name),
            company=company_key(company),
        )

    @classmethod
    def of_contact(cls, contact: Contact) -> PersonKeys:
        """Bring a contact's cells into normal form."""
        return cls(
            contact.id,
            linkedin_slug(contact.text("linkedin_url")),
            _addresses_of(contact),
            plain(contact.name),
            company_key(contact.company),
        )

    @classmethod
    def remembered(cls, lines: Iterable[str]) -> PersonKeys:
        """Read back what `lines` wrote down."""
        keys: dict[str, str] = {}
        for line in lines:
            kind, _, key = line.partition(":")
            if kind in _WRITTEN:
                keys.setdefault(kind, key)
            else:
                keys.setdefault(By.ID, line)
        name, _, company = keys.get(By.NAME_AND_COMPANY, "").partition("|")
        email = keys.get(By.EMAIL)
        return cls(
            keys.get(By.ID, ""),
            keys.get(By.PROFILE, ""),
            (email,) if email else (),
            name,
            company,
        )

    def lines(self) -> tuple[str, ...]:
        """Write the keys down, strongest first: the Contact ID, then each with its kind.

        As in `linkedin:anna-berg`, `email:anna@example.org`, `name:anna berg|acme`.
        """
        kinds = (By.PROFILE, By.EMAIL, By.NAME_AND_COMPANY)
        firsts = (f"{kind}:{keys[0]}" for kind in kinds if (keys := self.of(kind)))
        return (self.id, *firsts) if self.id else (*firsts,)

    def of(self, kind: By) -> tuple[str, ...]:
        """Give the keys of one kind; a name counts with its company and alone."""
        if kind is By.EMAIL:
            return self.emails
        if kind is By.NAME_AND_COMPANY:
            return (f"{self.name}|{self.company}",) if self.name else ()
        if kind is By.PROFILE:
            return (self.profile,) if self.profile else ()
        key = self.name if kind is By.NAME else self.id
        return (key,) if key else ()

    @property
    def is_exact(self) -> bool:
        """Whether anything is known that nobody else has: a profile or an address."""
        return bool(self.profile or self.emails)

    def differing(self, other: PersonKeys) -> frozenset[By]:
        """Give the kinds of keys that both have, and none in common."""
        differing: set[By] = set()
        if self.profile and other.profile and self.profile != other.profile:
            differing.add(By.PROFILE)
        if self.emails and other.emails and not set(self.emails) & set(other.emails):
            differing.add(By.EMAIL)
        return frozenset(differing)

    def joined(self, other: PersonKeys) -> PersonKeys:
        """Give the keys of a person who has these and the other ones, too; these come first."""
        return PersonKeys(
            self.id or other.id,
            self.profile or other.profile,
            tuple(dict.fromkeys((*self.emails, *other.emails))),
            self.name or other.name,
            self.company or other.company,
        )


def _addresses_of(contact: Contact) -> tuple[str, ...]:
    """The address that is used, and the others that the owner has typed beside it."""
    used, typed = contact.text("email"), contact.raw("email")
    if typed == used or not isinstance(typed, str):
        return tuple(dict.fromkeys(email_addresses(used)))
    return tuple(dict.fromkeys((*email_addresses(used), *email_addresses(typed))))


_WRITTEN = frozenset((By.PROFILE, By.EMAIL, By.NAME_AND_COMPANY))

# As nearly every cell holds it, which is quick to tell.
_USUAL_EMAIL = re.compile(r"[a-z0-9._+-]+@[a-z0-9.-]+\.[a-z]{2,}")


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
    slug = (found[2] or found[5]).rstrip(_AFTER_A_LINK)
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
    if _USUAL_EMAIL.fullmatch(bare := text.lower()):
        return bare
    found = _EMAIL.search(text)
    return found[0].lower() if found else ""


def email_addresses(text: str) -> list[str]:
    """Every address in a text, lower-cased."""
    if "@" not in text:
        return []
    if _USUAL_EMAIL.fullmatch(bare := text.lower()):
        return [bare]
    return [found.lower() for found in _EMAIL.findall(text)]


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
    company = company_key(company)
    return f"{plain(name)}, {company}" if company else plain(name)


def company_key(typed: str) -> str:
    """The words of a company's name; "" for a placeholder."""
    return "" if is_placeholder(typed) else plain(typed)
