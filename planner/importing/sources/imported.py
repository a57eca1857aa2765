"""What a source of contacts gives: people, where each stood, and who was left out and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.mojibake import is_broken

if TYPE_CHECKING:
    from collections.abc import Mapping


class SourceKind(StrEnum):
    """What a source is, as its content says."""

    LINKEDIN = "LinkedIn connections"
    INVITATIONS = "LinkedIn invitations"
    MESSAGES = "LinkedIn messages"
    GOOGLE = "Google Contacts"
    OUTLOOK = "Outlook contacts"
    HUBSPOT = "HubSpot contacts"
    SALESFORCE = "Salesforce contacts"
    VCARD = "vCards"
    TABLE = "a table of people"


# What planner's fields are called over a column of their own.
HEADERS: Mapping[str, str] = {
    "name": "Name",
    "first_name": "First name",
    "last_name": "Last name",
    "company": "Company",
    "title": "Title",
    "email": "Email",
    "linkedin_url": "LinkedIn URL",
    "phone": "Phone",
    "city": "City",
    "country": "Country",
    "language": "Language",
    "notes": "Notes",
    "connected_on": "Connected on",
    "invited_on": "Invited on",
    "last_message": "Last message",
}


# Another list's numbers and its state are nothing that this workbook could go on with.
OF_THEIR_LIST = frozenset({"id", "status", "last_contacted", "next_step"})


@frozen
class Imported:
    """One person of a source.

    `place` says where they stood, such as `Connections.csv row 12`. `fields` maps planner's field
    names, or a header in snake_case, to a text that is not empty; a day is spelled as ISO has it.
    `addresses` are all of their email addresses, lower-case, to be known by. `unread` is a date
    that could not be read, `unread_email` what stands for an address and is none, both as they
    stand; `has_opted_out` says that they want no more emails.
    """

    place: str
    fields: Mapping[str, str]
    addresses: tuple[str, ...] = ()
    unread: str = ""
    unread_email: str = ""
    has_opted_out: bool = False


@frozen
class Skipped:
    """A row that is nobody who could be taken in, and why."""

    place: str
    reason: str


@frozen
class Gathered:
    """All that a source holds: every row read is one of `people` or of `left_out`.

    `headers` gives the source's own header for each name of a field that has one; `others` those of
    the columns beside the ones that such an export has; `headless` counts the rows in which
    something stands where no header is; `unasked` are the headers of columns that count in their
    own list alone, such as its numbers and its statuses; `other_sheets` hold people, too, and were
    not read.
    """

    kind: SourceKind
    people: tuple[Imported, ...]
    left_out: tuple[Skipped, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    headless: int = 0
    others: Mapping[str, str] = field(default_factory=dict)
    unasked: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows, or cards, were read."""
        return len(self.people) + len(self.left_out)

    @property
    def unread(self) -> tuple[Imported, ...]:
        """The people of whom a date could not be read."""
        return tuple(each for each in self.people if each.unread)

    @property
    def misaddressed(self) -> tuple[Imported, ...]:
        """The people whose only address is none."""
        return tuple(each for each in self.people if each.unread_email)

    @property
    def broken(self) -> tuple[tuple[Imported, str], ...]:
        """The people with a text of which letters were lost or misread, and that text."""
        return tuple(
            (person, text)
            for person in self.people
            for text in person.fields.values()
            if is_broken(text)
        )

    @property
    def nameless(self) -> int:
        """How many people are known by an address or a profile alone."""
        return sum("name" not in each.fields for each in self.people)

    @property
    def skipped(self) -> Counter[str]:
        """How many were left out, by reason."""
        return Counter(each.reason for each in self.left_out)


@frozen
class Owner:
    """Whose source it is: LinkedIn slug and email addresses in lower case, and name, if known."""

    profile: str = ""
    addresses: frozenset[str] = frozenset()
    name: str = ""
