"""What LinkedIn's data export tells: invitations sent, connections made, messages either way."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.importing.answers.answer_tables import Export
from planner.importing.answers.evidence import Evidence, Kind, Means
from planner.model.frozen import frozen
from planner.text.dates import exported_day, exported_moment
from planner.text.normalise import clean, plain
from planner.text.person_keys import email_address, linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from planner.importing.answers.answer_tables import Table


_LONGEST_TEXT = 8_000  # characters of a message that are kept to compare it with a draft
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_YES = frozenset({"yes", "true", "1"})


@frozen
class Owner:
    """Whose export it is: LinkedIn slug and email addresses in lower case, and the name."""

    profile: str = ""
    addresses: frozenset[str] = frozenset()
    name: str = ""


@frozen
class _Message:
    """One row of messages.csv that is no draft: who is a slug, or else a name."""

    number: int
    conversation: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    recipient_name: str
    day: date
    cells: Mapping[str, str]


@dataclass(slots=True)
class LinkedIn:
    """Takes the tables of one export in any order, and tells at the end what they prove."""

    owner: Owner
    read: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    _evidence: list[Evidence] = field(default_factory=list)
    _messages: list[_Message] = field(default_factory=list)
    _own_profiles: Counter[str] = field(default_factory=Counter)

    def take(self, table: Table, file: str) -> None:
        """Read a table; `file` is the name that its places bear."""
        readers = {
            Export.INVITATIONS: self._invitation,
            Export.CONNECTIONS: self._connection,
            Export.MESSAGES: self._message,
        }
        reader = readers[table.export]
        for number, cells in table.rows:
            self.read[file] += 1
            reader(cells, number, f"{file} row {number}")

    def evidence(self) -> Iterator[Evidence]:
        """Everything that happened, as far as the rows say it without doubt or with it named."""
        yield from self._evidence
        sizes = self._people_by_conversation()
        owner = self._owner(sizes)
        for message in self._messages:
            if not owner:
                self.skipped["it is not known which side of the conversation is yours"] += 1
                continue
            yield from _exchanged(message, owner, len(sizes[message.conversation]))

    def _invitation(self, cells: Mapping[str, str], _number: int, place: str) -> None:
        inviter = linkedin_slug(cells.get("inviterprofileurl", ""))
        invitee = linkedin_slug(cells.get("inviteeprofileurl", ""))
        is_outgoing = cells.get("direction", "").casefold() == "outgoing"
        self._own_profiles[inviter if is_outgoing else invitee] += 1
        day = exported_day(cells.get("sentat", ""))
        if not is_outgoing:
            self.skipped["an invitation from somebody else"] += 1
        elif day is None:
            self.skipped["no date that can be read"] += 1
        else:
            name, text = clean(cells.get("to", "")), _text(cells.get("message", ""))
            self._evidence.append(
                Evidence(
                    Kind.SENT, Means.INVITATION, day, place, profile=invitee, name=name, text=text
                )
            )

    def _connection(self, cells: Mapping[str, str], _number: int, place: str) -> None:
        profile = linkedin_slug(cells.get("url", ""))
        name = clean(f"{cells.get('firstname', '')} {cells.get('lastname', '')}")
        address = email_address(cells.get("emailaddress", ""))
        day = exported_day(cells.get("connectedon", ""))
        if not (profile or name or address):
            self.skipped["a member who hides name and profile"] += 1
        elif day is None:
            self.skipped["no date that can be read"] += 1
        else:
            self._evidence.append(
                Evidence(
                    Kind.ACCEPTED,
                    Means.INVITATION,
                    day,
                    place,
                    profile=profile,
                    address=address,
                    name=name,
                )
            )

    def _message(self, cells: Mapping[str, str], number: int, place: str) -> None:
        if _is_draft(cells):
            self.skipped["a draft"] += 1
            return
        sender, sender_name = _person(cells, "senderprofileurl", "from")
        day = exported_day(cells.get("date", ""))
        if day is None:
            self.skipped["no date that can be read"] += 1
            return
        urls = cells.get("recipientprofileurls", "")
        profiles = [linkedin_slug(part) for part in re.split(r"[,;\s]+", urls)]
        recipients = tuple(dict.fromkeys(profile for profile in profiles if profile))
        recipient_name = clean(cells.get("to", ""))
        if not sender or not (recipients or recipient_name):
            self.skipped["a message without sender or recipient"] += 1
            return
        self._messages.append(
            _Message(
                number,
                cells.get("conversationid") or f"{sender} {recipient_name}",
                sender,
                sender_name,
                recipients or (_by_name(recipient_name),),
                recipient_name,
                day,
                {"place": place, "date": cells["date"], "content": cells.get("content", "")},
            )
        )

    def _people_by_conversation(self) -> dict[str, set[str]]:
        people: dict[str, set[str]] = {}
        for message in self._messages:
            people.setdefault(message.conversation, set()).update(
                (message.sender, *message.recipients)
            )
        return people

    def _owner(self, people: Mapping[str, set[str]]) -> str:
        """The slug (or, in files without profiles, the name) of the export's owner, "" if unsure.

        The owner takes part in every conversation of their own mailbox; nobody else does, once
        there is a second one.
        """
        everybody = set().union(*people.values()) if people else set()
        own = [profile for profile, _ in self._own_profiles.most_common() if profile]
        for known in (self.owner.profile, *own[:1]):
            if known in everybody:
                return known
        name = plain(self.owner.name)
        named = {message.sender for message in self._messages if plain(message.sender_name) == name}
        if name and len(named) == 1:
            return named.pop()
        always = set.intersection(*people.values()) if people else set()
        return always.pop() if len(always) == 1 else ""


def _exchanged(message: _Message, owner: str, people: int) -> Iterable[Evidence]:
    is_sent = message.sender == owner
    others = [each for each in message.recipients if each != owner] if is_sent else [message.sender]
    doubt = "it stands in a conversation of several people" if people > 2 or len(others) > 1 else ""
    name = message.recipient_name if is_sent else message.sender_name
    for other in others:
        yield Evidence(
            Kind.SENT if is_sent else Kind.REPLIED,
            Means.MESSAGE,
            message.day,
            message.cells["place"],
            profile="" if other.startswith(_NAMED) else other,
            name=name if len(others) == 1 else "",
            moment=exported_moment(message.cells["date"]),
            text=_text(message.cells["content"]),
            doubt=doubt,
        )


_NAMED = "name "  # no slug holds a blank


def _by_name(name: str) -> str:
    return f"{_NAMED}{plain(name)}" if plain(name) else ""


def _person(cells: Mapping[str, str], profile: str, name: str) -> tuple[str, str]:
    called = clean(cells.get(name, ""))
    return linkedin_slug(cells.get(profile, "")) or _by_name(called), called


def _is_draft(cells: Mapping[str, str]) -> bool:
    marks = (cells.get("ismessagedraft", ""), cells.get("isconversationdraft", ""))
    folder = cells.get("folder", "").casefold()
    return any(mark.casefold() in _YES for mark in marks) or folder.startswith("draft")


def _text(content: str) -> str:
    """A message as plain text: LinkedIn writes some with marks of HTML."""
    content = content[:_LONGEST_TEXT]
    if "<" in content:
        content = _TAG.sub(" ", content)
    return clean(html.unescape(content) if "&" in content else content)
