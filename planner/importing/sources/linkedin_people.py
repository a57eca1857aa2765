"""People of LinkedIn's export: connections, invitations, and those whom messages went to or from.

Members who hide their profile stand in it without a name, and are left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.importing.sources.imported import Imported, Me, Skipped
from planner.importing.sources.person import person
from planner.importing.sources.source_errors import ImportingError
from planner.text.dates import exported_day
from planner.text.normalise import plain
from planner.text.person_keys import linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planner.importing.sources.source_tables import Cells


HIDDEN = "a member who hides their profile"
DRAFT = "a draft that was never sent"
NO_PROFILE = "no profile to know the person by"


def connections(
    rows: Iterable[Cells], others: Mapping[str, tuple[str, str]] | None = None
) -> Iterator[Imported | Skipped]:
    """The people of Connections.csv, with the columns that its owner has added to it."""
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
    """Who was invited, or invited the user: the other side of each row of Invitations.csv."""
    for row in rows:
        is_mine = row.first("direction").upper() == "OUTGOING"
        name = row.first("to" if is_mine else "from")
        profile = row.first("inviteeprofileurl" if is_mine else "inviterprofileurl")
        if not linkedin_slug(profile):
            yield Skipped(row.place, NO_PROFILE if name else HIDDEN)
            continue
        sent = row.first("sentat")
        read = person(row.place, {"name": name, "invited_on": _iso(sent)}, profiles=[profile])
        yield _with_unread(read, sent)


def correspondents(rows: Iterable[Cells], me: Me) -> Iterator[Imported | Skipped]:
    """Everybody but the user who wrote or got a message, once each, with the day of the last.

    Raises:
        ImportingError: nothing tells who of them the user is.
    """
    read = [(row, _between(row)) for row in rows]
    sent = [(row, people) for row, people in read if not _is_draft(row)]
    mine = _my_profile(sent, me)
    for row, people in read:
        if _is_draft(row):
            yield Skipped(row.place, DRAFT)
        elif not people.keys() - {mine}:
            yield Skipped(row.place, NO_PROFILE)
    yield from _once_each(sent, mine)


def _once_each(sent: list[tuple[Cells, dict[str, str]]], mine: str) -> Iterator[Imported | Skipped]:
    first: dict[str, tuple[str, str, str]] = {}
    last: dict[str, str] = {}
    unread: dict[str, str] = {}
    for row, people in sent:
        day = _iso(row.first("date"))
        for slug, name in people.items():
            if slug != mine:
                url = f"https://www.linkedin.com/in/{slug}"
                place, known, _ = first.get(slug, (row.place, "", ""))
                first[slug] = (place, known or name, url)
                last[slug] = max(day, last.get(slug, ""))
                if not day:
                    unread[slug] = row.first("date")
    for slug, (place, name, url) in first.items():
        read = person(place, {"name": name, "last_message": last[slug]}, profiles=[url])
        yield _with_unread(read, unread.get(slug, ""))


def _between(row: Cells) -> dict[str, str]:
    """The profiles that a message lies between, each with the name where that is sure."""
    people: dict[str, str] = {}
    writer = linkedin_slug(row.first("senderprofileurl"))
    if writer:
        people[writer] = row.first("from")
    slugs = [linkedin_slug(url.strip()) for url in row.first("recipientprofileurls").split(",")]
    names = [row.first("to")] if len(slugs) == 1 else row.first("to").split(",")
    # A comma within a name ("Anna Berg, PhD") leaves nothing sure of who is whom.
    matched = names if len(names) == len(slugs) else [""] * len(slugs)
    for slug, name in zip(slugs, matched, strict=True):
        if slug:
            people.setdefault(slug, name.strip())
    return people


def _is_draft(row: Cells) -> bool:
    said = row.all("ismessagedraft", "isconversationdraft")
    return any(plain(each) in {"yes", "true", "1"} for each in said) or (
        plain(row.first("folder")) in {"draft", "drafts"}
    )


def _my_profile(sent: list[tuple[Cells, dict[str, str]]], me: Me) -> str:
    """The user's own profile: the one that they name, or that alone stands in every conversation.

    Raises:
        ImportingError: several do.
    """
    everybody = {slug for _, people in sent for slug in people}
    if me.profile in everybody:
        return me.profile
    named = {slug for _, people in sent for slug, name in people.items() if _same(me, name)}
    if len(named) == 1:
        return named.pop()
    talks: dict[str, set[str]] = {}
    for row, people in sent:
        talks.setdefault(row.first("conversationid"), set()).update(people)
    in_all = [slug for slug in everybody if all(slug in people for people in talks.values())]
    if len(in_all) == 1 or not everybody:
        return in_all[0] if in_all else ""
    raise ImportingError(
        "Nothing tells which of the people in these messages you are.",
        'Write your profile beside "LinkedIn URL" on the sheet Sender, or import the whole zip.',
    )


def _same(me: Me, name: str) -> bool:
    return bool(me.name and name) and plain(name) == plain(me.name)


def _iso(text: str) -> str:
    """The day of a text as ISO has it; "" where it is in no known form."""
    day = exported_day(text)
    return day.isoformat() if day else ""


def _with_unread(read: Imported | Skipped, date: str) -> Imported | Skipped:
    """The person, with the date noted where it is in no form that is known."""
    if isinstance(read, Imported) and date and not _iso(date):
        return replace(read, unread=date)
    return read
