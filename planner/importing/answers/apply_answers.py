"""From evidence to orders: each is tried on the touches first, so that all of them can be done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.importing.answers.decide import Outcome, Touches, decide
from planner.importing.answers.evidence import Evidence, Kind
from planner.importing.answers.mail_programs import asks_to_stop
from planner.importing.answers.match_answers import People
from planner.importing.answers.read_answers import read_answers
from planner.importing.sources.imported import Owner
from planner.model.errors import PlannerError
from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.text.pasted import command
from planner.text.person_keys import email_addresses, linkedin_slug
from planner.tracking.changes import Order, carry_out
from planner.tracking.history import By
from planner.tracking.remembered import away_note, doubt_note
from planner.tracking.set_status import set_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime, tzinfo
    from pathlib import Path

    from planner.importing.answers.evidence import EvidenceFound
    from planner.importing.answers.match_answers import Found
    from planner.model.sender import Sender
    from planner.model.settings import Settings
    from planner.tracking.book import Book
    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked
    from planner.workbook.apply import SaveReport


# What went out counts before what came back.
_ORDER = {kind: number for number, kind in enumerate(Kind)}
_SEVERITIES = {"already-connected": Severity.ADVICE}


@frozen
class AnswersReport:
    """What a source changed, as History has it, and what it left to the user.

    `read` counts rows or mails by file, `skipped` those left out by their reason. Of the rest,
    `known` said nothing new of the campaign's people, and `strangers` are about nobody in it.
    `save` is None where nothing was written.
    """

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    read: Mapping[str, int]
    skipped: Mapping[str, int]
    known: int
    strangers: int
    save: SaveReport | None = None


def apply_answers(book: Book, source: Path, *, zone: tzinfo | None = None) -> AnswersReport:
    """Bring every touch to where `source` proves it to stand, with the evidence in History.

    `source` is LinkedIn's data zip, one of its CSV files, an mbox, a mail, or a folder of such
    files. `zone` is where the user lives: exact times become the day there, and else stay on the
    day that the source writes. Nothing is written where nothing is new.

    Raises:
        TrackingError: nothing is drafted yet.
        ImportingError: the source cannot be read, or holds nothing of the kind.
    """
    book.tracking_sheet()
    people = people_of(book)
    found = read_answers(
        source,
        owner=owner_of(book.sender),
        exported=people.message_ids,
        familiar=people.familiar,
        today=book.now.date(),
    )
    return apply_evidence(book, people, found, zone=zone)


def people_of(book: Book) -> People:
    """Index the people of the Tracking sheet by everything that identifies them."""
    touches = [each.tracked for each in book.standing]
    return People.of(touches, book.contacts, book.match.known_as)


def apply_evidence(
    book: Book,
    people: People,
    found: EvidenceFound,
    *,
    zone: tzinfo | None = None,
    away: Iterable[tuple[Evidence, date]] = (),
    went_out: Mapping[str, datetime] | None = None,
    is_own_mailbox: bool = False,
) -> AnswersReport:
    """Bring every touch to where the evidence proves it to stand, as `apply_answers` does.

    `away` tells who is back on which day, `went_out` when touches are known to have gone, by Touch
    ID. In one's own mailbox, which is read as it fills, History keeps what is in doubt, and an
    answer to a message from another address than its reader's is in doubt.
    """
    touches, today = [each.tracked for each in book.standing], book.now.date()
    answers = _Answers(book, people, zone or book.now.tzinfo, is_own_mailbox)
    answers.prepare(touches, went_out or {})
    dated = [_on_their_day(evidence, answers.zone, today) for evidence in found.evidence]
    answers.note_replies(dated)
    for evidence, day in away:
        answers.note_away(evidence, day)
    for evidence in sorted(dated, key=lambda each: _ORDER[each.kind]):
        answers.weigh(evidence)
    changes: tuple[Change, ...] = ()
    save = None
    if answers.orders:
        report = set_status(book, answers.orders, by=By.IMPORT)
        changes, save = report.changes, report.save
    findings = tuple(_weighed(dict.fromkeys(answers.findings.values()), book.settings))
    return AnswersReport(
        changes, findings, found.read, found.skipped, answers.known, answers.strangers, save
    )


def _weighed(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings with the severity that the Settings sheet gives them; without the silenced."""
    for each in findings:
        severity = settings.severity(each.slug, each.severity)
        if severity is not None:
            yield replace(each, severity=severity)


def owner_of(sender: Sender | None) -> Owner:
    """Whose sources they are, as the sheet Sender says."""
    if sender is None:
        return Owner()
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
class _Answers:
    """The touches as the evidence moves them, and what is to be done and said at the end."""

    book: Book
    people: People
    zone: tzinfo | None
    is_own_mailbox: bool = False
    orders: list[Order] = field(default_factory=list)
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    known: int = 0
    strangers: int = 0
    _touches: dict[str, Touches] = field(default_factory=dict)
    _done: set[tuple[str, str, str]] = field(default_factory=set)
    _noted: set[tuple[str, str]] = field(default_factory=set)

    def prepare(self, touches: Iterable[Tracked], went_out: Mapping[str, datetime]) -> None:
        """Sort the touches by person, and recall what earlier imports did."""
        history = self.book.history
        changes = history.changes if history else ()
        begun = min((each.when.date() for each in changes if each.when), default=None)
        for touch in sorted(touches, key=lambda each: each.step):
            known = self._touches.setdefault(touch.contact, Touches({}, begun))
            known.each[touch.id] = touch
            if touch.id in went_out:
                moment = went_out[touch.id]
                day = moment.astimezone(self.zone).date() if self.zone else moment.date()
                known.went_out[touch.id] = (day, moment)
        self._done = {
            (each.touch, each.after, each.note.partition(";")[0])
            for each in changes
            if each.by is By.IMPORT
        }
        self._noted = {(each.touch, each.note) for each in changes if each.by is By.IMPORT}

    def note_replies(self, evidence: Iterable[Evidence]) -> None:
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
        self._note_opt_out(evidence, contact)
        if self._is_from_elsewhere(evidence, contact):
            doubt = "it answers your message, and comes from another address"
            self._doubt(evidence, replace(found, doubt=doubt))
            return
        outcome = decide(evidence, self._touches[contact], found.touch)
        if outcome.doubt and outcome.touch is not None:
            self._find(outcome.slug, outcome.touch, evidence, outcome.doubt)
            if self.is_own_mailbox and evidence.kind is Kind.REPLIED:
                self._keep(outcome.touch, doubt_note(_noted(evidence)))
        elif not self._carry_out(evidence, outcome):
            self.known += 1
        if evidence.kind is Kind.SENT and outcome.touch is not None and not outcome.doubt:
            self.people.remember(evidence.message_id, outcome.touch.id)

    def _is_from_elsewhere(self, evidence: Evidence, contact: str) -> bool:
        """Whether an answer to a message is from an address that is not known as its reader's."""
        if not self.is_own_mailbox or evidence.kind is not Kind.REPLIED or not evidence.address:
            return False
        return contact not in self.people.find(replace(evidence, answers=(), name="")).contacts

    def note_away(self, evidence: Evidence, day: date) -> None:
        """Keep in History that somebody to whom a message went is back on a day."""
        found = self.people.find(evidence)
        if len(found.contacts) != 1 or (found.doubt and not found.touch):
            return
        sent = [each for each in self._touches[found.contacts[0]].each.values() if _is_out(each)]
        if sent:
            self._keep(sent[-1], away_note(day, _noted(evidence)))

    def _keep(self, touch: Tracked, note: str) -> None:
        """Have History say something of a touch, once, that leaves its status."""
        if touch.status is not None and (touch.id, note) not in self._noted:
            self._noted.add((touch.id, note))
            self.orders.append(Order(touch.id, touch.status, None, note))

    def _note_opt_out(self, evidence: Evidence, contact: str) -> None:
        """Propose the sheet Do not contact where somebody asks not to be written to again."""
        if evidence.kind is not Kind.REPLIED or not asks_to_stop(evidence.text):
            return
        if any(entry.email == evidence.address for entry in self.book.suppressions):
            return
        touches = [*self._touches[contact].each.values()]
        self._find("opt-out-asked", touches[-1], evidence, "this asks not to be written to again")

    def _carry_out(self, evidence: Evidence, outcome: Outcome) -> bool:
        touch, status, on = outcome.touch, outcome.status, outcome.on
        if touch is None or status is None or (touch.id, str(status), f"on {on}") in self._done:
            return False  # done by an earlier import, whatever the user made of it since
        order = Order(touch.id, status, on, _noted(evidence))
        try:
            done = carry_out(order, touch, self.book.now, by=By.IMPORT)
        except PlannerError as error:
            self._find("evidence-contradicts", touch, evidence, error.message.rstrip("."))
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
                self._find("evidence-uncertain", outcome.touch, evidence, found.doubt)
                is_news = True
                if self.is_own_mailbox and evidence.kind is Kind.REPLIED:
                    self._keep(outcome.touch, doubt_note(_noted(evidence)))
        self.known += not is_news

    def _was_done(self, outcome: Outcome) -> bool:
        touch = outcome.touch.id if outcome.touch else ""
        return (touch, str(outcome.status), f"on {outcome.on}") in self._done

    def _find(self, slug: str, touch: Tracked, evidence: Evidence, why: str) -> None:
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
            name = touch.name
            return f'Write "linkedin-message" beside {name} in Channel, and draft again.'
        if slug == "opt-out-asked":
            who = evidence.address or f"linkedin.com/in/{evidence.profile}"
            return f'Write {who} on the sheet "Do not contact", and nobody writes to them again.'
        if slug == "evidence-contradicts":
            return "Correct the row's status or its dates, or leave it if the row is right."
        words = (touch.id, str(evidence.kind), "--on", str(evidence.day))
        return f"If it is so: {command('status', self.book.path, 'set', *words)}."


def _is_out(touch: Tracked) -> bool:
    return touch.status is not None and touch.status.is_sent


def _noted(evidence: Evidence) -> str:
    """The evidence in words: its place, whose it is, its first words."""
    who = f"linkedin.com/in/{evidence.profile}" if evidence.profile else evidence.address
    quote = f": “{evidence.quote}”" if evidence.text else ""
    return f"{evidence.place}, {who or evidence.name}{quote}"
