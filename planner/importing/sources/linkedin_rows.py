"""The rows of LinkedIn's data export as values, for whoever reads people or answers in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.normalise import plain
from planner.text.person_keys import linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.importing.sources.source_tables import Cells


HIDDEN = "a member who hides their profile"
_YES = frozenset({"yes", "true", "1"})


@frozen
class Invitation:
    """A row of Invitations.csv: `name` and `url` are the other side's, `own_url` is the owner's."""

    place: str
    is_outgoing: bool
    name: str
    url: str
    own_url: str
    sent_at: str
    text: str

    @classmethod
    def of(cls, row: Cells) -> Invitation:
        """Read a row."""
        is_outgoing = row.first("direction").upper() == "OUTGOING"
        own, other = ("inviter", "invitee") if is_outgoing else ("invitee", "inviter")
        return cls(
            row.place,
            is_outgoing,
            row.first("to" if is_outgoing else "from"),
            row.first(f"{other}profileurl"),
            row.first(f"{own}profileurl"),
            row.first("sentat"),
            row.first("message"),
        )


@frozen
class Message:
    """A row of messages.csv; `sender` and `recipients` are slugs, of which some may be missing."""

    place: str
    conversation: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    recipient_name: str
    date: str
    text: str
    is_draft: bool

    @classmethod
    def of(cls, row: Cells) -> Message:
        """Read a row."""
        urls = re.split(r"[,;\s]+", row.first("recipientprofileurls"))
        marks = row.all("ismessagedraft", "isconversationdraft")
        return cls(
            row.place,
            row.first("conversationid"),
            linkedin_slug(row.first("senderprofileurl")),
            row.first("from"),
            tuple(map(linkedin_slug, urls)),
            row.first("to"),
            row.first("date"),
            row.first("content"),
            any(plain(mark) in _YES for mark in marks)
            or plain(row.first("folder")).startswith("draft"),
        )

    @property
    def people(self) -> dict[str, str]:
        """The slugs that it lies between, each with the name where that is sure."""
        people = {self.sender: self.sender_name}
        names = [self.recipient_name]
        if len(self.recipients) > 1:
            names = self.recipient_name.split(",")
        # A comma within a name ("Anna Berg, PhD") leaves nothing sure of who is whom.
        if len(names) != len(self.recipients):
            names = [""] * len(self.recipients)
        for slug, name in zip(self.recipients, names, strict=True):
            people.setdefault(slug, name.strip())
        people.pop("", None)
        return people


def owner_among(
    conversations: Mapping[str, set[str]], profiles: Iterable[str], namesakes: set[str]
) -> str:
    """Return who of the people in messages their owner is; "" where nothing tells.

    It is the first of the owner's own `profiles` that takes part, or the only one who bears the
    owner's name, or whoever alone takes part in every conversation.
    """
    everybody = set[str]().union(*conversations.values())
    known = next((profile for profile in profiles if profile and profile in everybody), "")
    if known or len(namesakes) == 1:
        return known or next(iter(namesakes))
    always = set.intersection(*conversations.values()) if conversations else set()
    return next(iter(always)) if len(always) == 1 else ""
