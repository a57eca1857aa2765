"""Says whose message may have gone out already, though no row of Tracking says so.

History is the memory of who was written to. Before a first message, its person is asked of History
and of Tracking by every key; what was sent once is not sent again without the user's word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.finding import Finding, Severity
from planner.model.status import Status
from planner.text.person_keys import PersonKeys, contact_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from planner.model.contact import Contact
    from planner.tracking.history import Change
    from planner.tracking.match_contacts import Match
    from planner.tracking.touches import Tracked


def identity_findings(
    contacts: Iterable[Contact],
    match: Match,
    touches: Iterable[Tracked],
    changes: Iterable[Change],
) -> Iterator[Finding]:
    """Find everybody of whom it is unclear whether they were written to, or who they are.

    Whoever has a word under Status says themselves what happened, be it "new".
    """
    settled = {touch.contact: touch for touch in touches if not touch.is_open}
    forgotten = _sent_changes(changes, settled.keys())
    for contact in contacts:
        if contact.id in match.swapped:
            yield _swapped(contact)
        elif contact.text("status") or match.known_as.get(contact.id) in settled:
            continue
        elif (person := match.perhaps.get(contact.id)) in settled:
            yield _perhaps(contact, settled[person])
        elif change := _sent_to(contact, forgotten):
            yield _in_history(contact, change)


def _sent_changes(changes: Iterable[Change], settled: Collection[str]) -> dict[str, Change]:
    """What History says last of each person of whom Tracking tells no message, if one went out."""
    sent: dict[str, Change] = {}
    for change in changes:
        person = change.touch.rpartition("#")[0]
        if change.after in _SENT:
            sent[person] = change
        else:
            sent.pop(person, None)  # taken back since then
    return {person: change for person, change in sent.items() if person not in settled}


_SENT = {str(status) for status in Status if status.is_sent}


def _sent_to(contact: Contact, sent: Mapping[str, Change]) -> Change | None:
    if not sent:
        return None
    keys = PersonKeys.of_contact(contact)
    by_name = contact_id(name=contact.name, company=contact.company)
    ids = (contact.id, keys.profile, *keys.emails, by_name)
    return next((sent[key] for key in ids if key in sent), None)


def _swapped(contact: Contact) -> Finding:
    return _finding(
        contact,
        "identity-unclear",
        contact.cell("id") or contact.cell("name"),
        f'Tracking knows the ID "{contact.id}" as another person\'s: name, company and address'
        " differ",
        "Give each row its old ID back; IDs that are filled in anew after sorting swap people's"
        " histories.",
    )


def _perhaps(contact: Contact, touch: Tracked) -> Finding:
    day, channel = touch.text("Sent on"), touch.channel_word
    when = f" on {day}" if day else ""
    how = f" by {channel}" if channel else ""
    return _finding(
        contact,
        "identity-unclear",
        contact.cell("name"),
        f"{contact.name or 'this contact'} may be {touch.text('Name')}, who was written to"
        f"{how}{when}",
        _REMEDY,
    )


def _in_history(contact: Contact, change: Change) -> Finding:
    when = f" on {change.when:%Y-%m-%d}" if change.when else ""
    words = f' ("{change.subject}")' if change.subject else ""
    return _finding(
        contact,
        "written-to-already",
        contact.cell("name"),
        f'History says "{change.after}"{when}{words}, and Tracking tells nothing of it',
        _REMEDY,
    )


_REMEDY = (
    'Write "sent" beside it under Status if that is so, or "new" if a first message may go out.'
)


def _finding(contact: Contact, slug: str, cell: str, message: str, hint: str) -> Finding:
    return Finding(
        slug,
        Severity.ERROR,
        message,
        hint,
        sheet=contact.columns.sheet,
        cell=cell,
        contact=contact.id,
    )
