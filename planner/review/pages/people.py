"""The page People: who is there, the history of one of them, and whom to leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, render_template

from planner.model.errors import UsageError
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.review.pages.forms import back, came_from, chosen, field, page_number
from planner.review.pages.today import ANSWERED, cells_of
from planner.review.workspace import mark_of
from planner.text.normalise import plain
from planner.tracking.statuses import MOVES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Blueprint, Response

    from planner.model.contact import Contact
    from planner.review.journal import Journal
    from planner.review.workspace import Snapshot, Workspace
    from planner.tracking.touches import Tracked


_PER_PAGE = 50
_HAVE_ANSWERED = "have answered"
_MAY_ANSWER = "may still answer"
_WITHOUT = "without a draft"
_GROUPS: Mapping[str, frozenset[Status]] = {
    _HAVE_ANSWERED: ANSWERED | {Status.DECLINED, Status.CLOSED},
    _MAY_ANSWER: frozenset({Status.SENT, Status.ACCEPTED}),
}


@frozen
class Person:
    """Somebody in the list: their contact, if it is still there, and their touches."""

    id: str
    contact: Contact | None
    touches: tuple[Tracked, ...]

    @property
    def name(self) -> str:
        """The name as the contacts have it, else as Tracking does."""
        return self.contact.name if self.contact else self.touches[0].name

    @property
    def company(self) -> str:
        """The company, the same way."""
        return self.contact.company if self.contact else self.touches[0].company

    @property
    def latest(self) -> Tracked | None:
        """The last touch that is out, else the first."""
        out = [touch for touch in self.touches if not touch.is_open]
        return out[-1] if out else next(iter(self.touches), None)

    @property
    def statuses(self) -> frozenset[Status]:
        """Every status that one of the touches has."""
        return frozenset(touch.status for touch in self.touches if touch.status is not None)


def add_to(room: Blueprint, workspace: Workspace, _journal: Journal) -> None:
    """Put the pages, and the form that leaves somebody alone, where their addresses are."""

    @room.get("/people")
    def show_people() -> str:
        with workspace.now() as snapshot:
            return _list(snapshot)

    @room.get("/person")
    def show_person() -> str:
        with workspace.now() as snapshot:
            return _person(snapshot, chosen("who"))

    @room.post("/suppress")
    def suppress() -> Response:
        who = field("who")
        with workspace.now() as snapshot:
            name = _find(snapshot, who).name or who
        workspace.act(
            f"{name}: do not contact",
            lambda campaign: campaign.leave_alone(who, field("reason").strip()),
            place=came_from(),
        )
        return back()


def _everybody(snapshot: Snapshot) -> list[Person]:
    touches: dict[str, list[Tracked]] = {}
    for touch in snapshot.touches.values():
        touches.setdefault(touch.contact, []).append(touch)
    known = dict.fromkeys((*snapshot.people, *touches))
    return [_made(snapshot, who, touches.get(who, [])) for who in known]


def _made(snapshot: Snapshot, who: str, touches: list[Tracked]) -> Person:
    ordered = tuple(sorted(touches, key=lambda touch: touch.step))
    return Person(who, snapshot.people.get(who), ordered)


def _list(snapshot: Snapshot) -> str:
    g.version = snapshot.content
    find, status = chosen("find").strip(), chosen("status")
    everybody = _everybody(snapshot)
    found = [each for each in everybody if _admits(each, find, status)]
    pages = max(-(-len(found) // _PER_PAGE), 1)
    page = min(page_number(), pages)
    return render_template(
        "people.html",
        people=found[(page - 1) * _PER_PAGE : page * _PER_PAGE],
        total=len(found),
        page=page,
        pages=pages,
        find=find,
        status=status,
        groups={
            name: sum(_admits(each, "", name) for each in everybody)
            for name in (*_GROUPS, _WITHOUT)
        },
        statuses=[*_GROUPS, _WITHOUT, *map(str, Status)],
    )


def _admits(person: Person, find: str, status: str) -> bool:
    if status == _WITHOUT:
        is_status = not any(touch.draft or not touch.is_open for touch in person.touches)
    elif status in _GROUPS:
        is_status = not person.statuses.isdisjoint(_GROUPS[status])
    else:
        is_status = not status or status in person.statuses
    if not is_status or not find:
        return is_status
    words = plain(find).split()
    texts = person.contact.texts if person.contact else (person.name, person.company)
    text = plain("\n".join((*texts, person.id)))
    return all(word in text for word in words)


def _person(snapshot: Snapshot, who: str) -> str:
    g.version = snapshot.content
    touches = [each for each in snapshot.touches.values() if each.contact == who]
    if who not in snapshot.people and not touches:
        raise UsageError(f"Nobody here is known as {who}.", "Search for the name.")
    person = _made(snapshot, who, touches)
    contact = person.contact
    ids = {touch.id for touch in touches}
    history = snapshot.campaign.book.history
    return render_template(
        "person.html",
        person=person,
        cells=cells_of(contact) if contact else [],
        marks={touch.id: mark_of(touch) for touch in touches},
        moves={touch.id: MOVES[touch.status] for touch in touches if touch.status},
        changes=[each for each in (history.changes if history else ()) if each.touch in ids],
        suppression=snapshot.campaign.drafts.suppression_of(contact) if contact else None,
    )


def _find(snapshot: Snapshot, who: str) -> Contact:
    found = next((each for each in snapshot.contacts if each.id == who), None)
    if found is None:
        raise UsageError(f"{who} is no longer in {snapshot.contacts.columns.sheet}.")
    return found
