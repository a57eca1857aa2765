"""From evidence to orders: each is tried on the touches first, so that all of them can be done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.importing.answers.answers_report import LoopReport
from planner.importing.answers.decide import Outcome, Touches, decide
from planner.importing.answers.evidence import Evidence, Kind
from planner.importing.answers.gather import gather
from planner.importing.answers.linkedin_answers import Owner
from planner.importing.answers.match_answers import People
from planner.model.errors import PlannerError
from planner.model.finding import Finding, Severity
from planner.model.sender import Sender
from planner.text.person_keys import email_addresses, linkedin_slug
from planner.tracking.changes import Order, carry_out
from planner.tracking.history import By
from planner.tracking.set_status import set_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, tzinfo
    from pathlib import Path

    from planner.importing.answers.match_answers import Found
    from planner.model.settings import Settings
    from planner.tracking.book import Book
    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked


# What went out counts before what came back.
_ORDER = {kind: number for number, kind in enumerate(Kind)}
_SEVERITIES = {"already-connected": Severity.ADVICE}


def close_loop(book: Book, source: Path, *, zone: tzinfo | None = None) -> LoopReport:
    """Bring every touch to where `source` proves it to stand, with the evidence in History.

    `source` is LinkedIn's data zip, one of its CSV files, an mbox, a mail, or a folder of such
    files. `zone` is where the user lives: exact times become the day there, and else stay on the
    day that the source writes. Nothing is written where nothing is new.

    Raises:
        TrackingError: nothing is drafted yet.
        EvidenceError: the source cannot be read, or holds nothing of the kind.
    """
    book.tracking_sheet()
    touches = [each.tracked for each in book.standing]
    people = People.of(touches, book.contacts, book.match.known_as)
    owner = _owner(book.sender or Sender())
    gathered = gather(source, owner=owner, exported=people.message_ids, familiar=people.familiar)
    today = book.now.date()
    loop = _Loop(book, people, zone or book.now.tzinfo)
    loop.prepare(touches)
    dated = [_on_their_day(each, loop.zone, today) for each in gathered.evidence]
    loop.hear(dated)
    for evidence in sorted(dated, key=lambda each: _ORDER[each.kind]):
        loop.weigh(evidence)
    changes: tuple[Change, ...] = ()
    save = None
    if loop.orders:
        report = set_status(book, loop.orders, by=By.IMPORT)
        changes, save = report.changes, report.save
    findings = tuple(_weighed(dict.fromkeys(loop.findings.values()), book.settings))
    return LoopReport(
        changes, findings, gathered.read, gathered.skipped, loop.known, loop.strangers, save
    )


def _weighed(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings with the severity that the Settings sheet gives them; without the silenced."""
    for each in findings:
        severity = settings.severity(each.slug, each.severity)
        if severity is not None:
            yield replace(each, severity=severity)


def _owner(sender: Sender) -> Owner:
    addresses = frozenset(email_addresses(sender.text("email")))
    return Owner(linkedin_slug(sender.text("linkedin_url")), addresses, sender.text("name"))


def _on_their_day(evidence: Evidence, zone: tzinfo | None, today: date) -> Evidence:
    """The evidence on the user's own calendar, where the exact time is known."""
    day = evidence.day
    if evidence.moment is not None and zone is not None:
        day = evidence.moment.astimezone(zone).date()
    # Tomorrow elsewhere is still today here.
    return replace(evidence, day=today if day == today + timedelta(days=1) else day)


@dataclass(slots=True)
class _Loop:
    """The touches as the evidence moves them, and what is to be done and said at the end."""

    book: Book
    people: People
    zone: tzinfo | None
    orders: list[Order] = field(default_factory=list)
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    known: int = 0
    strangers: int = 0
    _touches: dict[str, Touches] = field(default_factory=dict)
    _done: set[tuple[str, str, str]] = field(default_factory=set)

    def prepare(self, touches: Iterable[Tracked]) -> None:
        """Sort the touches by person, and recall what earlier imports did."""
        history = self.book.history
        changes = history.changes if history else ()
        begun = min((each.when.date() for each in changes if each.when), default=None)
        for touch in sorted(touches, key=lambda each: each.step):
            known = self._touches.setdefault(touch.contact, Touches({}, begun))
            known.each[touch.id] = touch
        self._done = {
            (each.touch, each.after, each.note.partition(";")[0])
            for each in changes
            if each.by is By.IMPORT
        }

    def hear(self, evidence: Iterable[Evidence]) -> None:
        """Note the days on which each person wrote."""
        for each in evidence:
            if each.kind is Kind.REPLIED:
                found = self.people.find(each)
                for contact in found.contacts:
                    self._touches[contact].heard.append(each.day)

    def weigh(self, evidence: Evidence) -> None:
        """Take one piece of evidence into account."""
        found = self.people.find(evidence)
        if not found.contacts:
            self.strangers += 1
            return
        if found.doubt:
            self._doubt(evidence, found)
            return
        (contact,) = found.contacts
        outcome = decide(evidence, self._touches[contact], found.touch)
        if outcome.doubt and outcome.touch is not None:
            self._say(outcome.slug, outcome.touch, evidence, outcome.doubt)
        elif not self._carry_out(evidence, outcome):
            self.known += 1
        if evidence.kind is Kind.SENT and outcome.touch is not None and not outcome.doubt:
            self.people.remember(evidence.message_id, outcome.touch.id)

    def _carry_out(self, evidence: Evidence, outcome: Outcome) -> bool:
        touch, status, on = outcome.touch, outcome.status, outcome.on
        if touch is None or status is None or (touch.id, str(status), f"on {on}") in self._done:
            return False  # done by an earlier import, whatever the user made of it since
        order = Order(touch.id, status, on, _noted(evidence))
        try:
            done = carry_out(order, touch, self.book.now, by=By.IMPORT)
        except PlannerError as error:
            self._say("evidence-contradicts", touch, evidence, error.message.rstrip("."))
            return True
        self._touches[touch.contact].each[touch.id] = done.tracked
        self.orders.append(order)
        return True

    def _doubt(self, evidence: Evidence, found: Found) -> None:
        """Say what is uncertain, where it would have changed something."""
        is_news = False
        for contact in found.contacts:
            before = self._touches[contact]
            tried = replace(before, each=dict(before.each), went_out={**before.went_out}, heard=[])
            outcome = decide(evidence, tried, found.touch)
            if outcome.touch is not None and outcome.status and not self._was_done(outcome):
                self._say("evidence-uncertain", outcome.touch, evidence, found.doubt)
                is_news = True
        self.known += not is_news

    def _was_done(self, outcome: Outcome) -> bool:
        touch = outcome.touch.id if outcome.touch else ""
        return (touch, str(outcome.status), f"on {outcome.on}") in self._done

    def _say(self, slug: str, touch: Tracked, evidence: Evidence, why: str) -> None:
        sheet = self.book.tracking_sheet()
        # The latest evidence of a kind speaks for all of its kind.
        self.findings[touch.id, f"{slug} {evidence.kind}"] = Finding(
            slug,
            _SEVERITIES.get(slug, Severity.WARNING),
            f"{_noted(evidence)} of {evidence.day}: {why}",
            self._hint(slug, touch, evidence),
            sheet=sheet.name,
            cell=sheet.cell("Status", touch.row),
            contact=touch.contact,
        )

    def _hint(self, slug: str, touch: Tracked, evidence: Evidence) -> str:
        if slug == "already-connected":
            name = touch.text("Name")
            return f'Write "linkedin-message" beside {name} in Channel, and draft again.'
        if slug == "evidence-contradicts":
            return "Correct the row's status or its dates, or leave it if the row is right."
        status = f"{evidence.kind} --on {evidence.day}"
        return f'If it is so: planner status {self.book.path.name} set "{touch.id}" {status}'


def _noted(evidence: Evidence) -> str:
    """The evidence in words: its place, whose it is, its first words."""
    who = f"linkedin.com/in/{evidence.profile}" if evidence.profile else evidence.address
    quote = f": “{evidence.quote}”" if evidence.text else ""
    return f"{evidence.place}, {who or evidence.name}{quote}"
