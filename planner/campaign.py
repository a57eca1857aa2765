"""The one facade: a campaign is a workbook, and everything the commands do is a method of it.

    campaign = Campaign.open("contacts.xlsx")
    campaign.findings()
    campaign.draft()

Methods return values. Only `draft` and its like write, through the workbook layer's edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from planner import __version__, checks, contacts, frames, looping, paths, repeat, shipped, tracking
from planner.book import Book, Reading
from planner.checks.purpose import stands_in_only
from planner.drafting import FIRST, Drafter, Turn, channels_of
from planner.errors import SenderError, TrackingError
from planner.ledger import (
    DraftReport,
    Due,
    DueReport,
    Ledger,
    Standing,
    StatusReport,
    Waiting,
)
from planner.model import Channel, Sender, Status
from planner.previewing import Preview, chosen, sources_of
from planner.review import TemplateReview, review
from planner.selection import Selection, fields_of
from planner.sequencing import Sequencer
from planner.templating import Library
from planner.tracking import By, Ordered
from planner.workbook import is_foreign, undo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    import pandas as pd

    from planner.agenda import Agenda, PlanReport, Ready
    from planner.drafting import Prepared
    from planner.looping import LoopReport
    from planner.model import Contact, Finding
    from planner.tracking import (
        Change,
        Decision,
        Order,
        TakenOver,
        Tracked,
    )
    from planner.workbook import Edit, EditValue, SaveReport, UndoReport

__all__ = ["Campaign", "DraftReport", "Reading"]

Progress = Callable[[int, int], None]
_IN_CONVERSATION = frozenset({Status.REPLIED, Status.MEETING})


class Campaign(Book):
    """A workbook of contacts with everything that planner knows of it."""

    def __init__(
        self,
        path: Path,
        *,
        now: datetime,
        reading: Reading,
        template_folders: Sequence[Path],
        ignored: frozenset[str],
        progress: Progress | None,
    ) -> None:
        super().__init__(path, now=now, reading=reading)
        self._template_folders = tuple(template_folders)
        self._ignored = ignored
        self._progress = progress

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        now: datetime | None = None,
        reading: Reading | None = None,
        template_folders: Sequence[Path] | None = None,
        ignored: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> Campaign:
        """Open the campaign that lives in the workbook at `path`; nothing is read yet.

        `now` is the moment that drafts and dates count from, the machine's own unless given: a
        notebook is a front door, as the command line is. Templates come from the folder
        "templates" beside the workbook, then from those that planner ships with.
        """
        path = Path(path)
        folders = template_folders if template_folders is not None else _folders_beside(path)
        return cls(
            path,
            now=now or datetime.now(),  # noqa: DTZ005 - the user's own calendar day is meant
            reading=reading or Reading(),
            template_folders=folders,
            ignored=frozenset(ignored),
            progress=progress,
        )

    # --- what planner makes of it ----------------------------------------------------------------

    @cached_property
    def library(self) -> Library:
        """The templates of this campaign."""
        return Library.load(self._template_folders)

    @cached_property
    def _background(self) -> checks.Background:
        return checks.Background.of(
            self.contacts,
            self.sender or Sender(),
            self.settings,
            self.suppressions,
            today=self.now.date(),
            ignored=self._ignored,
            answered=self._answered,
        )

    @property
    def _answered(self) -> Iterator[str]:
        """The Contact IDs, as the contacts sheet gives them, of those who have answered."""
        known_as = self.match.known_as
        answered = {
            each.tracked.contact
            for each in self.standing
            if each.tracked.status in _IN_CONVERSATION
        }
        return (each.id for each in self.contacts if known_as.get(each.id) in answered)

    def contacts_named(self, who: str) -> tuple[Contact, ...]:
        """The contacts that `who` means: ID, email, profile, or words of the name.

        Raises:
            UsageError: nobody answers to it.
        """
        people = chosen(self.contacts, who)
        return tuple(each for each in self.contacts if each.id in people)

    @cached_property
    def introductions(self) -> paths.Introductions:
        """Who could introduce the sender to whom, by the Connections sheet and the contacts'."""
        background = self._background
        suppressed = (each.id for each in self.contacts if checks.suppression_of(each, background))
        return paths.Introductions(
            paths.Acquaintance.of(self.connections, background.suppressions),
            self.contacts,
            background.sender,
            background.today,
            self.settings.whole_number("asks per introducer", paths.MOST_ASKS),
            frozenset(suppressed),
        )

    @cached_property
    def _list_findings(self) -> tuple[Finding, ...]:
        found = (
            *self.contacts.findings,
            *checks.check_list(self.contacts, self._background),
            *paths.check_introducers(self.introductions),
        )
        return tuple(checks.weighed(found, self._background))

    def prepared(self, *, template: str = "", where: Iterable[str] = ()) -> Iterator[Prepared]:
        """Check and fill one touch after the other, in the order of the contacts sheet.

        Raises:
            SenderError: the templates need a Sender sheet, and there is none.
            UsageError: a condition of `where` makes no sense.
        """
        columns = self.contacts.columns
        selection = Selection.parsed(where, fields_of(columns), columns.sheet)
        drafter = self._drafter(template)
        total, known_as = len(self.contacts), self.match.known_as
        touches = self._touches_of
        # A template that is asked for is one for first touches.
        is_whole = not template
        for number, contact in enumerate(self.contacts, start=1):
            if selection.admits(contact.text):
                known = known_as.get(contact.id, contact.id)
                own = touches.get(known, [])
                before = {each.step: each.text("Template") for each in own}
                for turn in self._turns(contact, own) if is_whole else (self._first_turn,):
                    had = before.get(turn.step.number, "")
                    yield drafter.prepare(contact, turn, known_as=known, before=had)
            if self._progress is not None:
                self._progress(number, total)

    def _turns(self, contact: Contact, touches: list[Tracked]) -> Iterator[Turn]:
        """The touches of a contact that are to be prepared."""
        yield self._first_of(contact, touches)
        if touches and touches[0].status is not None and not touches[0].status.is_open:
            country = self.agenda.country_of(contact)
            yield from self._sequencer.turns(contact, touches, self.now.date(), country)

    def _first_of(self, contact: Contact, touches: list[Tracked]) -> Turn:
        """The first touch; it travels as the plan chose, if the contact's row leaves it open."""
        first = self._first_turn
        planned = tracking.planned_channel(touches[0]) if touches else None
        if planned is None or planned not in channels_of(contact, first.step.channel)[0]:
            return first
        return Turn(first.step, planned)

    @cached_property
    def _first_turn(self) -> Turn:
        first = self.sequence.first
        return FIRST if first is None else Turn(first)

    @cached_property
    def _sequencer(self) -> Sequencer:
        return Sequencer(self.sequence, self.contacts.columns, self.agenda.calendars)

    @cached_property
    def agenda(self) -> Agenda:
        """The limits and calendars of this campaign."""
        from planner.agenda import Agenda  # noqa: PLC0415 - start-up stays light

        return Agenda.of(self.settings, self.sender or Sender())

    @cached_property
    def _touches_of(self) -> Mapping[str, list[Tracked]]:
        """The touches of each contact, in the order of their steps."""
        found: dict[str, list[Tracked]] = {}
        for each in self.standing:
            found.setdefault(each.tracked.contact, []).append(each.tracked)
        return {
            who: sorted(touches, key=lambda touch: touch.step) for who, touches in found.items()
        }

    def findings(self) -> tuple[Finding, ...]:
        """Everything to be said of the workbook, in the order of its rows; nothing is written."""
        return self.draft(dry_run=True).findings

    def draft(
        self,
        *,
        template: str = "",
        where: Iterable[str] = (),
        limit: int | None = None,
        dry_run: bool = False,
        out: Path | None = None,
        keep_drafts: bool = True,
    ) -> DraftReport:
        """Draft every due touch and bring the Tracking sheet up to date.

        `template` names the one template to use, `where` holds conditions such as "Company=Acme",
        `limit` is the most drafts made or redrawn in this run, `out` another file to write to.
        `keep_drafts=False` leaves drafts and decisions out of the report, for long lists.
        """
        where = tuple(where)
        is_whole = not (template or where or limit is not None or dry_run or out)
        with nullcontext() if dry_run or out else self.lock():
            is_repeatable = is_whole and not is_foreign(self.path)
            if is_repeatable and not keep_drafts:
                known = repeat.recall(self.path, self._digest())
                if known is not None:
                    return known
            ledger = Ledger(limit=limit, keeps=keep_drafts or dry_run)
            prepared = self.prepared(template=template, where=where)
            standing = ledger.watched(self._decisions(prepared))
            edits, beside = self._edits(standing, dry_run=dry_run)
            save = None if dry_run else self.save(edits, beside, out)
            report = self._report(ledger, save)
            if is_repeatable:
                repeat.remember(self.path, self._digest(), report)
            return report

    def review(self, template: str) -> TemplateReview:
        """Hold the template of that name, or in that file, against this workbook.

        Raises:
            TemplateError: there is no such template.
            RenderError: it is no valid Jinja.
        """
        found = self.library.named(template)
        return review(
            self.library,
            found,
            self.contacts,
            self.sender or Sender(),
            self.prepared(template=template),
            limit=checks.limit_of(found.channel, self._background),
            today=self.now.date(),
        )

    def preview(
        self, who: str = "", *, template: str = "", where: Iterable[str] = (), limit: int = 5
    ) -> list[Preview]:
        """The drafts of the people that `who` means, with the cell behind each piece.

        Raises:
            UsageError: nobody answers to `who`.
        """
        people = chosen(self.contacts, who) if who else None
        prepared = self.prepared(template=template, where=where)
        wanted = (each for each in prepared if people is None or each.contact.id in people)
        return [self._previewed(each) for each in islice(wanted, limit)]

    def _previewed(self, prepared: Prepared) -> Preview:
        if prepared.draft is None:
            return Preview(prepared, ())
        uses = self.library.watch(self.library.named(prepared.template)).uses
        sender, introducer_of = self.sender or Sender(), self.introductions.introducer
        return Preview(prepared, tuple(sources_of(prepared, uses, sender, introducer_of)))

    def _digest(self) -> str:
        """One digest of everything that a draft depends on."""
        folders = (*self._template_folders, shipped.templates())
        options = (__version__, self.reading, sorted(self._ignored), self.now.date())
        return repeat.digest_of(self.path, folders, *options)

    def _drafter(self, template: str) -> Drafter:
        known: dict[str, list[Finding]] = {}
        for found in self._list_findings:
            if found.contact:
                known.setdefault(found.contact, []).append(found)
        self._require_sender()
        return Drafter(
            self.library,
            self._background,
            self.now.date(),
            {contact: tuple(found) for contact, found in known.items()},
            template,
            self.introductions.introducer,
        )

    def _require_sender(self) -> None:
        needed = sorted(self.library.required_sender_fields)
        sender = self.sender
        missing = [name for name in needed if not (sender and sender.text(name))]
        if not missing:
            return
        named = ", ".join(name.replace("_", " ") for name in missing)
        if sender is None and not self._sheets.is_writable:
            raise SenderError(
                f"{self.path.name} does not say who writes; the templates need: {named}.",
                f'Say it in the command, once: --sender {missing[0]}="Ada Example".',
            )
        if sender is None:
            raise SenderError(
                f'{self.path.name} has no sheet "Sender"; the templates need: {named}.',
                'Add a sheet called "Sender" with names in column A and values in column B'
                ' (such as "name" and "Ada Example"), or see "planner init" for one to copy.',
            )
        raise SenderError(
            f'{self.path.name}, sheet "{sender.sheet}": no value for {named}.',
            f'Write "{missing[0].replace("_", " ")}" in column A and its value in column B.',
        )

    def _decisions(self, prepared: Iterable[Prepared]) -> Iterator[Standing]:
        standing = {(each.tracked.contact, each.tracked.step): each for each in self.standing}
        words = self.status_words
        for each in prepared:
            taken = standing.pop((each.touch.contact, each.touch.step), None)
            touch = taken.tracked if taken else None
            said = tracking.said_by(each.contact, words)
            signs = contacts.identities(each.contact)
            yield Standing(taken, tracking.decide(each, touch, signs, said))
        for taken in standing.values():
            touch = taken.tracked
            yield Standing(taken, self._without_contact(touch) or self._stopped(touch))

    def _stopped(self, tracked: Tracked) -> Decision | None:
        """An open follow-up that an answer has made needless."""
        if tracked.step == 1 or not (tracked.status is None or tracked.status.is_open):
            return None
        cause = self._sequencer.stop_of(self._touches_of[tracked.contact], tracked)
        return None if cause is None else tracking.decide_stopped(tracked, cause)

    def _without_contact(self, tracked: Tracked) -> Decision | None:
        """Rows that were not prepared in this run: not selected, or their contact is gone."""
        sheet = self.tracking
        if sheet is None or tracked.contact not in self.match.removed:
            return None
        cell = sheet.cell("Name", tracked.row)
        return tracking.decide_removed(tracked, sheet.name, cell, self.contacts.columns.sheet)

    def _edits(
        self, standing: Iterator[Standing], *, dry_run: bool
    ) -> tuple[list[Edit], list[Edit]]:
        if self.tracking is None and not dry_run:
            return self.new_tracking(each.decision for each in standing if each.decision), []
        made = list(standing)
        if self.tracking is None:
            return [], []
        changes = [change for each in made for change in each.changes(self.now)]
        return self.row_edits([(each.values, each.row) for each in made], changes)

    def _report(self, ledger: Ledger, save: SaveReport | None) -> DraftReport:
        own = self.tracking.findings if self.tracking else ()
        taken = (found for each in self.standing for found in each.findings)
        found = (*self._list_findings, *ledger.findings, *own, *taken)
        return ledger.report(dict.fromkeys(found), save)

    # --- the life of the touches ------------------------------------------------------------------

    def touches(self, *, where: Iterable[str] = ()) -> tuple[Tracked, ...]:
        """The touches of the Tracking sheet that meet the conditions, as they count now.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition of `where` makes no sense.
        """
        sheet = self.tracking_sheet()
        fields = {header.casefold(): header for header in sheet.columns}
        selection = Selection.parsed(where, fields, sheet.name)
        tracked = (each.tracked for each in self.standing)
        return tuple(each for each in tracked if selection.admits(each.text))

    def set_status(
        self, orders: Sequence[Order], *, force: bool = False, by: By = By.COMMAND
    ) -> StatusReport:
        """Carry out changes of status: all of them, or none.

        Raises:
            TrackingError: nothing is drafted yet.
            UnknownPersonError: nobody, or more than one person, answers to a name.
            ImpossibleMoveError: a move makes no sense and is not forced.
        """
        with self.lock():
            directory = tracking.Directory(self.tracking_sheet().touches)
            taken: dict[str, TakenOver] = {}
            ordered: dict[str, Ordered] = {}
            changes: list[Change] = []
            for order in orders:
                found = [self.taken_over(each) for each in directory.touches(order.who)]
                taken |= {each.tracked.id: each for each in found}
                touch = tracking.touch_for(order, tuple(each.tracked for each in found))
                current = ordered[touch.id].tracked if touch.id in ordered else touch
                done = tracking.carry_out(order, current, self.now, by=by, force=force)
                before = ordered.get(touch.id)
                values = {**(before.values if before else {}), **done.values}
                ordered[touch.id] = Ordered(done.tracked, values, done.changes)
                changes += done.changes
            rows = [
                (taken[touch_id].values_with(done.values), done.tracked.row)
                for touch_id, done in ordered.items()
            ]
            excel = [change for touch_id in ordered for change in taken[touch_id].changes]
            save = self.save(*self.row_edits(rows, [*excel, *changes]))
            return StatusReport(tuple(changes), save)

    def close_loop(self, source: Path, *, zone: tzinfo | None = None) -> LoopReport:
        """Bring every touch to where an export or a mailbox proves it to stand: planner.looping.

        Raises:
            TrackingError: nothing is drafted yet.
            EvidenceError: the source cannot be read, or holds nothing of the kind.
        """
        return looping.close_loop(self, source, zone=zone)

    def due(self, *, where: Iterable[str] = ()) -> DueReport:
        """What may go out today: drafted, its day come, nobody who must be left alone.

        A touch whose contact is gone, or no longer states a purpose, is not due either.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition of `where`, or a setting, makes no sense.
        """
        today = self.now.date()
        chosen = {touch.id for touch in self.touches(where=where)}
        limits, pauses = self._background.limits, self._pauses
        due: list[Due] = []
        waiting: list[Waiting] = []
        for each in self.ready():
            touch = each.touch
            if touch.id not in chosen or not tracking.is_due(touch, today):
                continue
            why = pauses.get(each.contact.id)
            if why is not None and tracking.pinned_day(touch) is None:
                waiting.append(Waiting(touch, why))
            else:
                due.append(Due(touch, each.contact, limits.get(touch.text("Channel"))))
        sent = tracking.sent_on([each.tracked for each in self.standing], today)
        return DueReport(tuple(due), sent, self._daily_cap, tuple(waiting))

    def ready(self) -> list[Ready]:
        """The touches that could go out, today or later: drafted, to nobody who must be left alone.

        A touch whose contact is gone, or no longer states a purpose, is not ready.
        """
        from planner.agenda import Ready  # noqa: PLC0415 - start-up stays light

        background, known_as = self._background, self.match.known_as
        people = {known_as.get(each.id, each.id): each for each in self.contacts}
        companies = {
            each.id: name for name, group in background.companies.items() for each in group
        }
        touches = [each.tracked for each in self.standing]
        return [
            Ready(touch, contact, self._channels(touch, contact), companies.get(contact.id, ""))
            for touch in tracking.ready_touches(touches, self._needless)
            if (contact := people.get(touch.contact)) is not None
            and contact.purpose
            and not stands_in_only(contact.purpose)
            and checks.suppression_of(contact, background) is None
        ]

    def _channels(self, touch: Tracked, contact: Contact) -> tuple[Channel, ...]:
        """How a touch may travel: as it is drafted, or as the contact's row leaves open."""
        drafted = Channel.spoken(touch.text("Channel"))
        if drafted is None:
            return ()
        is_settled = touch.step > 1 or touch.is_edited or touch.status is Status.APPROVED
        others = () if is_settled else channels_of(contact)[0]
        return (drafted, *(each for each in others if each is not drafted))

    @property
    def _pauses(self) -> dict[str, str]:
        """Why contacts must wait for a colleague who has just answered."""
        ids = {known: mine for mine, known in self.match.known_as.items()}
        answers = {
            ids.get(each.tracked.contact, each.tracked.contact): each.tracked
            for each in self.standing
            if each.tracked.status in _IN_CONVERSATION
        }
        if not answers:
            return {}
        return self.agenda.pauses(self._background.companies, answers, self.now.date())

    # --- the plan ---------------------------------------------------------------------------------

    def plan(
        self,
        *,
        start: date | None = None,
        weeks: int | None = None,
        dry_run: bool = False,
        with_sheet: bool = False,
    ) -> PlanReport:
        """Give every touch that is ready its day, from `start` (today) on, within `weeks`.

        Without `weeks` the plan reaches as far as it must, five years at most. A day that the
        user has typed stays. `with_sheet` puts the calendar on a sheet of its own, Plan.

        Raises:
            TrackingError: nothing is drafted yet, or Planned for was deleted.
            UsageError: a setting makes no sense, or `start` is over.
        """
        from planner import planned  # noqa: PLC0415 - start-up stays light
        from planner.agenda import PlanReport  # noqa: PLC0415 - same

        with nullcontext() if dry_run else self.lock():
            planned.require_column(self.tracking_sheet(), self.path.name)
            first = planned.require_start(start, self.now.date())
            ready = self.ready()
            plan = planned.laid_out(
                self.agenda, ready, self.standing, self._pauses, start=first, weeks=weeks
            )
            rows, changes = planned.rows_of(plan, ready, self.standing, self._redrawn)
            by_touch = {each.touch.id: each for each in ready}
            expected = planned.expected(plan, ready, self._sequencer, self.agenda)
            if dry_run:
                return PlanReport(plan, by_touch, expected)
            edits, beside = self.row_edits(rows, changes)
            if with_sheet:
                rows_of_plan = planned.sheet_rows(plan, by_touch, expected)
                edits.append(self.sheet_edit("Plan", planned.PLAN_MARK, rows_of_plan))
            return PlanReport(plan, by_touch, expected, self.save(edits, beside))

    def _redrawn(self, ready: Ready, channel: Channel) -> Mapping[str, EditValue]:
        """The cells of a touch that the plan sends another way; none where that cannot be drawn."""
        turn = Turn(self._first_turn.step, channel)
        prepared = self._drafter("").prepare(ready.contact, turn, known_as=ready.touch.contact)
        if prepared.draft is None:
            return {}
        signs = contacts.identities(ready.contact)
        return tracking.decide(prepared, ready.touch, signs).values

    @property
    def _needless(self) -> frozenset[str]:
        """The Touch IDs of the follow-ups that an answer has made needless."""
        later = (touch for each in self.standing if (touch := each.tracked).step > 1)
        return frozenset(touch.id for touch in later if self._stopped(touch) is not None)

    @property
    def _daily_cap(self) -> int | None:
        """The most messages a day; as many as the user likes where Settings does not say."""
        has_cap = self.settings.text("daily cap")
        return self.settings.whole_number("daily cap", 20) if has_cap else None

    def write_draft(self, touch_id: str, text: str, *, subject: str) -> StatusReport:
        """Put the user's own words in place of a draft; no run overwrites them from here on.

        Raises:
            TrackingError: there is no such touch, it is out, or the text is empty.
        """
        return self._amend(touch_id, lambda each: tracking.reworded(each, subject, text, self.now))

    def postpone(self, touch_id: str, day: date) -> StatusReport:
        """Put a touch off until a day that is to come.

        Raises:
            TrackingError: there is no such touch, it is out, or the day is not to come.
        """
        return self._amend(touch_id, lambda each: tracking.postponed(each, day, self.now))

    def _amend(self, touch_id: str, change: Callable[[Tracked], Ordered]) -> StatusReport:
        with self.lock():
            self.tracking_sheet()
            taken = next((each for each in self.standing if each.tracked.id == touch_id), None)
            if taken is None:
                raise TrackingError(
                    f"{touch_id} is no longer in the Tracking sheet.",
                    f'Run "planner draft {self.path.name}" to have it drafted again.',
                )
            done = change(taken.tracked)
            row = (taken.values_with(done.values), taken.tracked.row)
            save = self.save(*self.row_edits([row], [*taken.changes, *done.changes]))
            return StatusReport(done.changes, save)

    def of(self, who: str) -> tuple[Tracked, ...]:
        """The touches of the one person that `who` means, in the order of their steps.

        Raises:
            UnknownPersonError: nobody, or more than one person, answers to it.
        """
        return tracking.Directory(each.tracked for each in self.standing).touches(who)

    def changes(self, who: str = "") -> tuple[Change, ...]:
        """The History of the campaign, or of the one person that `who` means, oldest first."""
        history = self.history.changes if self.history else ()
        if not who:
            return history
        ids = {touch.id for touch in self.of(who)}
        return tuple(change for change in history if change.touch in ids)

    def undo(self) -> UndoReport:
        """Put back the workbook as it was before planner's last write.

        Raises:
            WorkbookError: there is nothing to put back, or something newer would be lost.
        """
        return undo(self.path)

    # --- for notebooks ---------------------------------------------------------------------------

    def contacts_frame(self) -> pd.DataFrame:
        """The contacts as a table: one column a field, typed values, indexed by Contact ID."""
        return frames.contacts_frame(self.contacts)

    def findings_frame(self) -> pd.DataFrame:
        """The findings as a table: slug, severity, message, hint, sheet, cell, contact."""
        return frames.findings_frame(self.findings())

    def drafts_frame(self) -> pd.DataFrame:
        """The drafts as they would be written now: touch, contact, channel, template, words."""
        return frames.drafts_frame(self.draft(dry_run=True).drafts)

    def tracking_frame(self) -> pd.DataFrame:
        """The Tracking sheet as a table, under its own headers; empty before the first draft."""
        return frames.tracking_frame(self.tracking)


def _folders_beside(path: Path) -> tuple[Path, ...]:
    beside = path.parent / "templates"
    return (beside, shipped.templates()) if beside.is_dir() else (shipped.templates(),)
