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

from planner import __version__, checks, contacts, frames, repeat, shipped, tracking
from planner.book import Book, Reading
from planner.checks.standing_in import stands_in_only
from planner.drafting import Drafter
from planner.errors import SenderError, TrackingError
from planner.ledger import DraftReport, Due, DueReport, Ledger, Standing, StatusReport
from planner.model import Sender
from planner.previewing import Preview, chosen, sources_of
from planner.review import TemplateReview, review
from planner.selection import Selection, fields_of
from planner.templating import Library
from planner.tracking import By, Ordered
from planner.workbook import is_foreign, undo

if TYPE_CHECKING:
    import pandas as pd

    from planner.drafting import Prepared
    from planner.model import Finding
    from planner.tracking import (
        Change,
        Decision,
        Order,
        TakenOver,
        Tracked,
    )
    from planner.workbook import Edit, SaveReport, UndoReport

__all__ = ["Campaign", "DraftReport", "Reading"]

Progress = Callable[[int, int], None]


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
            so_far=tracking.so_far((each.tracked for each in self.standing), self.match.known_as),
        )

    @cached_property
    def _list_findings(self) -> tuple[Finding, ...]:
        found = (*self.contacts.findings, *checks.check_list(self.contacts, self._background))
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
        before = {each.tracked.contact: each.tracked.text("Template") for each in self.standing}
        for number, contact in enumerate(self.contacts, start=1):
            if selection.admits(contact.text):
                known = known_as.get(contact.id, contact.id)
                yield drafter.prepare(contact, known_as=known, before=before.get(known, ""))
            if self._progress is not None:
                self._progress(number, total)

    def findings(self) -> tuple[Finding, ...]:
        """Everything to be said of the workbook, in the order of its rows; nothing is written.

        Without what the templates need to know of the sender there are no drafts to judge; the
        rest is said all the same.
        """
        lacking = self._lacking_sender()
        if lacking is None:
            return self.draft(dry_run=True).findings
        found = dict.fromkeys((*self._without_drafts(lacking), *self._findings_in_tracking()))
        return tuple(checks.weighed(found, self._background))

    def _without_drafts(self, lacking: SenderError) -> Iterator[Finding]:
        sheet = self.sender.sheet if self.sender else "Sender"
        yield checks.no_sender(lacking, sheet)
        yield from self._list_findings
        drafter = self._drafter(fills=False)
        for contact in self.contacts:
            yield from drafter.prepare(contact).findings

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
        return Preview(prepared, tuple(sources_of(prepared, uses, self.sender or Sender())))

    def _digest(self) -> str:
        """One digest of everything that a draft depends on."""
        folders = (*self._template_folders, shipped.templates())
        options = (__version__, self.reading, sorted(self._ignored), self.now.date())
        return repeat.digest_of(self.path, folders, *options)

    def _drafter(self, template: str = "", *, fills: bool = True) -> Drafter:
        known: dict[str, list[Finding]] = {}
        for found in self._list_findings:
            if found.contact:
                known.setdefault(found.contact, []).append(found)
        lacking = self._lacking_sender() if fills else None
        if lacking is not None:
            raise lacking
        return Drafter(
            self.library,
            self._background,
            self.now.date(),
            {contact: tuple(found) for contact, found in known.items()},
            template,
            fills,
        )

    def _lacking_sender(self) -> SenderError | None:
        needed = sorted(self.library.required_sender_fields)
        sender = self.sender
        missing = [name for name in needed if not (sender and sender.text(name))]
        if not missing:
            return None
        named = ", ".join(name.replace("_", " ") for name in missing)
        if sender is None and not self._sheets.is_writable:
            return SenderError(
                f"{self.path.name} does not say who writes; the templates need: {named}.",
                f'Say it in the command, once: --sender {missing[0]}="Ada Example".',
            )
        if sender is None:
            return SenderError(
                f'{self.path.name} has no sheet "Sender"; the templates need: {named}.',
                'Add a sheet called "Sender" with names in column A and values in column B'
                ' (such as "name" and "Ada Example"), or see "planner init" for one to copy.',
            )
        return SenderError(
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
            yield Standing(taken, self._without_contact(taken.tracked))

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
        found = (*self._list_findings, *ledger.findings, *self._findings_in_tracking())
        return ledger.report(checks.weighed(dict.fromkeys(found), self._background), save)

    def _findings_in_tracking(self) -> Iterator[Finding]:
        yield from self.tracking.findings if self.tracking else ()
        for each in self.standing:
            yield from each.findings

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

    def due(self, *, where: Iterable[str] = ()) -> DueReport:
        """What may go out today: drafted, its day come, nobody who must be left alone.

        A touch whose contact is gone, or no longer states a purpose, is not due either.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition of `where`, or a setting, makes no sense.
        """
        today = self.now.date()
        chosen = {touch.id for touch in self.touches(where=where)}
        touches = [each.tracked for each in self.standing]
        people = {self.match.known_as.get(each.id, each.id): each for each in self.contacts}
        background = self._background
        due = [
            Due(touch, contact, background.limits.get(touch.text("Channel")))
            for touch in tracking.due_touches(touches, today)
            if touch.id in chosen
            and (contact := people.get(touch.contact)) is not None
            and contact.purpose
            and not stands_in_only(contact.purpose)
            and checks.suppression_of(contact, background) is None
        ]
        return DueReport(tuple(due), tracking.sent_on(touches, today), self._daily_cap)

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

    def changes(self, who: str = "") -> tuple[Change, ...]:
        """The History of the campaign, or of the one person that `who` means, oldest first."""
        history = self.history.changes if self.history else ()
        if not who:
            return history
        directory = tracking.Directory(each.tracked for each in self.standing)
        ids = {touch.id for touch in directory.touches(who)}
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
