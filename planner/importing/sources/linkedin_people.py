"""People of LinkedIn's export: connections, invitations, and those whom messages went to or from.

Members who hide their profile stand in it without a name, and are left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.importing.sources.imported import Imported, Owner, Skipped
from planner.importing.sources.linkedin_rows import HIDDEN, Invitation, Message, owner_among
from planner.importing.sources.person import person
from planner.importing.sources.source_errors import ImportingError
from planner.text.dates import exported_day
from planner.text.normalise import plain
from planner.text.person_keys import linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planner.importing.sources.source_tables import Cells


DRAFT = "a draft that was never sent"
NO_PROFILE = "no profile to know the person by"


def connections(
    rows: Iterable[Cells], others: Mapping[str, tuple[str, str]] | None = None
) -> Iterator[Imported | Skipped]:
    """Yield the people of Connections.csv, with the columns that its owner has added to it."""
    for row in rows:
        connected = row.first("connectedon")
        fields = {name: row.first(header) for name, (header, _) in (others or {}).items()}
        fields |= {
            "first_name": row.first("firstname"),
            "last_name": row.first("lastname"),
            "company": row.first("company"),
            "title": row.first("position"),
            "connected_on": _iso(connected),
        }
        who = [*row.all("firstname", "lastname", "url", "emailaddress")]
        if not who:
            yield Skipped(row.place, HIDDEN)
            continue
        read = person(row.place, fields, addresses=row.all("emailaddress"), profiles=row.all("url"))
        yield _with_unread(read, connected)


def invited(rows: Iterable[Cells]) -> Iterator[Imported | Skipped]:
    """Yield who was invited, or invited the user: the other side of each row."""
    for invitation in map(Invitation.of, rows):
        name, sent_at = invitation.name, invitation.sent_at
        if not linkedin_slug(invitation.url):
            yield Skipped(invitation.place, NO_PROFILE if name else HIDDEN)
            continue
        fields = {"name": name, "invited_on": _iso(sent_at)}
        read = person(invitation.place, fields, profiles=[invitation.url])
        yield _with_unread(read, sent_at)


def correspondents(rows: Iterable[Cells], owner: Owner) -> Iterator[Imported | Skipped]:
    """Yield everybody but the owner who wrote or got a message, once, with the day of the last.

    Raises:
        ImportingError: nothing tells who of them the owner is.
    """
    messages = [Message.of(row) for row in rows]
    sent = [message for message in messages if not message.is_draft]
    own = _own_profile(sent, owner)
    for message in messages:
        if message.is_draft:
            yield Skipped(message.place, DRAFT)
        elif not message.people.keys() - {own}:
            yield Skipped(message.place, NO_PROFILE)
    yield from _once_for_all(sent, own)


def _once_for_all(sent: Iterable[Message], own: str) -> Iterator[Imported | Skipped]:
    first: dict[str, tuple[str, str]] = {}
    last: dict[str, str] = {}
    unread: dict[str, str] = {}
    for message in sent:
        day = _iso(message.date)
        for slug, name in message.people.items():
            if slug != own:
                place, known = first.get(slug, (message.place, ""))
                first[slug] = (place, known or name)
                last[slug] = max(day, last.get(slug, ""))
                if not day:
                    unread[slug] = message.date
    for slug, (place, name) in first.items():
        url = f"https://www.linkedin.com/in/{slug}"
        read = person(place, {"name": name, "last_message": last[slug]}, profiles=[url])
        yield _with_unread(read, unread.get(slug, ""))


def _own_profile(sent: Iterable[Message], owner: Owner) -> str:
    """The owner's profile among those in the messages; "" where these name none.

    Raises:
        ImportingError: several may be theirs.
    """
    conversations: dict[str, set[str]] = {}
    namesakes: set[str] = set()
    for message in sent:
        people = message.people
        conversations.setdefault(message.conversation, set()).update(people)
        namesakes |= {slug for slug, name in people.items() if _is_named(owner, name)}
    own = owner_among(conversations, [owner.profile], namesakes)
    if not own and any(conversations.values()):
        raise ImportingError(
            "Nothing tells which of the people in these messages you are.",
            'Write your profile beside "LinkedIn URL" on the sheet Sender, or import the whole'
            " zip.",
        )
    return own


def _is_named(owner: Owner, name: str) -> bool:
    return bool(owner.name and name) and plain(name) == plain(owner.name)


def _iso(text: str) -> str:
    """The day of a text as ISO has it; "" where it is in no known form."""
    day = exported_day(text)
    return day.isoformat() if day else ""


def _with_unread(read: Imported | Skipped, date: str) -> Imported | Skipped:
    """The person, with the date noted where it is in no form that is known."""
    if isinstance(read, Imported) and date and not _iso(date):
        return replace(read, unread=date)
    return read
