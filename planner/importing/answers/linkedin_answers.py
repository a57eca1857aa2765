"""What LinkedIn's data export proves: invitations sent, connections made, messages either way."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.importing.answers.evidence import Evidence, Kind, Means
from planner.importing.sources.imported import SourceKind
from planner.importing.sources.linkedin_rows import Invitation, Message, owner_among
from planner.text.dates import exported_day, exported_moment
from planner.text.normalise import clean, plain
from planner.text.person_keys import email_address, linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from planner.importing.sources.imported import Owner
    from planner.importing.sources.source_tables import Cells, Table


_LONGEST_TEXT = 8_000  # characters of a message that are kept to compare it with a draft
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_NAMED = "name "  # before a name that stands for a slug; no slug holds a blank
_NO_DATE = "no date that can be read"


@dataclass(slots=True)
class LinkedInAnswers:
    """Takes the tables of one export in any order, and says at the end what they prove."""

    owner: Owner
    read: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    _evidence: list[Evidence] = field(default_factory=list)
    _messages: list[tuple[Message, date]] = field(default_factory=list)
    _own_profiles: Counter[str] = field(default_factory=Counter)

    def take(self, kind: SourceKind, table: Table, file: str) -> None:
        """Read a table; `file` is the name under which its rows are counted."""
        take_row = {
            SourceKind.INVITATIONS: self._take_invitation,
            SourceKind.LINKEDIN: self._take_connection,
            SourceKind.MESSAGES: self._take_message,
        }[kind]
        for row in table.rows():
            self.read[file] += 1
            take_row(row)

    def evidence(self) -> Iterator[Evidence]:
        """Yield everything that happened, as far as the rows say it, with the doubts named."""
        yield from self._evidence
        conversations: dict[str, set[str]] = {}
        for message, _ in self._messages:
            people = conversations.setdefault(_conversation(message), set())
            people |= {_sender(message), *_recipients(message)}
        owner = self._owner(conversations)
        for message, day in self._messages:
            if not owner:
                self.skipped["it is not known which side of the conversation is yours"] += 1
                continue
            yield from _exchanged(message, day, owner, len(conversations[_conversation(message)]))

    def _take_invitation(self, row: Cells) -> None:
        invitation = Invitation.of(row)
        self._own_profiles[linkedin_slug(invitation.own_url)] += 1
        day = exported_day(invitation.sent_at)
        if not invitation.is_outgoing:
            self.skipped["an invitation from somebody else"] += 1
        elif day is None:
            self.skipped[_NO_DATE] += 1
        else:
            self._evidence.append(
                Evidence(
                    Kind.SENT,
                    Means.INVITATION,
                    day,
                    row.place,
                    profile=linkedin_slug(invitation.url),
                    name=invitation.name,
                    text=_words(invitation.text),
                )
            )

    def _take_connection(self, row: Cells) -> None:
        name = " ".join(row.all("firstname", "lastname"))
        profile = linkedin_slug(row.first("url"))
        address = email_address(row.first("emailaddress"))
        day = exported_day(row.first("connectedon"))
        if not (profile or name or address):
            self.skipped["a member who hides name and profile"] += 1
        elif day is None:
            self.skipped[_NO_DATE] += 1
        else:
            self._evidence.append(
                Evidence(
                    Kind.ACCEPTED,
                    Means.INVITATION,
                    day,
                    row.place,
                    profile=profile,
                    address=address,
                    name=name,
                )
            )

    def _take_message(self, row: Cells) -> None:
        message = Message.of(row)
        day = exported_day(message.date)
        if message.is_draft:
            self.skipped["a draft"] += 1
        elif day is None:
            self.skipped[_NO_DATE] += 1
        elif not _sender(message) or not (any(message.recipients) or message.recipient_name):
            self.skipped["a message without sender or recipient"] += 1
        else:
            self._messages.append((message, day))

    def _owner(self, conversations: dict[str, set[str]]) -> str:
        """The slug (or, in files without profiles, the name) of the export's owner, "" if unsure.

        The owner takes part in every conversation of their own mailbox; nobody else does, once
        there is a second one.
        """
        own = [profile for profile, _ in self._own_profiles.most_common() if profile]
        name = plain(self.owner.name)
        namesakes = {
            _sender(message)
            for message, _ in self._messages
            if name and plain(message.sender_name) == name
        }
        return owner_among(conversations, (self.owner.profile, *own[:1]), namesakes)


def _exchanged(message: Message, day: date, owner: str, people: int) -> Iterable[Evidence]:
    sender, recipients = _sender(message), _recipients(message)
    is_sent = sender == owner
    others = [other for other in recipients if other != owner] if is_sent else [sender]
    doubt = "it stands in a conversation of several people" if people > 2 or len(others) > 1 else ""
    name = message.recipient_name if is_sent else message.sender_name
    for other in others:
        yield Evidence(
            Kind.SENT if is_sent else Kind.REPLIED,
            Means.MESSAGE,
            day,
            message.place,
            profile="" if other.startswith(_NAMED) else other,
            name=name if len(others) == 1 else "",
            moment=exported_moment(message.date),
            text=_words(message.text),
            doubt=doubt,
        )


def _sender(message: Message) -> str:
    """The slug, or else the name, of whoever wrote."""
    return message.sender or _named(message.sender_name)


def _recipients(message: Message) -> tuple[str, ...]:
    profiles = dict.fromkeys(filter(None, message.recipients))
    return tuple(profiles) or (_named(message.recipient_name),)


def _conversation(message: Message) -> str:
    return message.conversation or f"{_sender(message)} {message.recipient_name}"


def _named(name: str) -> str:
    return f"{_NAMED}{plain(name)}" if plain(name) else ""


def _words(content: str) -> str:
    """A message as plain text: LinkedIn writes some with marks of HTML."""
    content = content[:_LONGEST_TEXT]
    if "<" in content:
        content = _TAG.sub(" ", content)
    return clean(html.unescape(content) if "&" in content else content)
