"""The one facade: a campaign is a workbook, and everything the commands do is a method of it.

    campaign = Campaign.open("contacts.xlsx")
    campaign.findings()
    campaign.draft()

Methods return values. Each calls one room; only the workbook layer writes, through edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from planner.exporting import frames
from planner.model.errors import UsageError
from planner.model.status import Status
from planner.model.version import __version__
from planner.templating.shipped import templates
from planner.tracking.amend import postponed, reworded
from planner.tracking.book import Book, Reading
from planner.tracking.changes import Order
from planner.tracking.find_person import Directory
from planner.tracking.history import By
from planner.tracking.set_status import change_touch, set_status
from planner.workbook.undo import last_writes, redo, undo

if TYPE_CHECKING:
    import pandas as pd

    from planner.drafting.asked_purposes import AskedPurpose
    from planner.drafting.preview import Preview, Source
    from planner.drafting.purposes import SpokenPurpose
    from planner.drafting.report import DraftReport
    from planner.drafting.run import Drafts
    from planner.drafting.template_review import TemplateReview
    from planner.exporting.run import LeaveReport
    from planner.importing.answers.apply_answers import AnswersReport
    from planner.importing.run import ImportReport, Into, SourceReading
    from planner.model.finding import Finding
    from planner.reporting.report import Report
    from planner.reporting.write_sheet import SheetReport
    from planner.scheduling.due import DueReport
    from planner.scheduling.plan import PlanReport
    from planner.sending.mail import Mail
    from planner.sending.sendable import Mailbag
    from planner.tracking.change_batch import StatusReport
    from planner.tracking.history import Change
    from planner.tracking.teach_word import TaughtWord
    from planner.tracking.touches import Tracked
    from planner.tracking.version_changes import WriteChanges
    from planner.workbook.apply import SaveReport
    from planner.workbook.undo import UndoReport

Progress = Callable[[int, int], None]


class Campaign:
    """A workbook of contacts with everything that planner does with it.

    `book` is what the workbook holds; `drafts` is the drafting of its contacts. Both read when they
    are first asked.
    """

    def __init__(
        self,
        book: Book,
        *,
        template_folders: Sequence[Path],
        ignored: frozenset[str],
        anyway: frozenset[str],
        progress: Progress | None,
    ) -> None:
        self.book = book
        self._template_folders = tuple(template_folders)
        self._ignored = ignored
        self._anyway = anyway
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
        anyway: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> Campaign:
        """Open the campaign that lives in the workbook at `path`; nothing is read yet.

        `now` is the moment that drafts and dates count from, the machine's own unless given: a
        notebook is a front door, as the command line is. Templates come from the folder
        "templates" beside the workbook, then from those that planner ships with. `ignored` names
        the checks to silence, `anyway` the people whose errors only warn, one by one.
        """
        path = Path(path)
        folders = template_folders if template_folders is not None else _folders_beside(path)
        book = Book(
            path,
            now=now or datetime.now(),  # noqa: DTZ005 - the user's own calendar day is meant
            reading=reading or Reading(),
        )
        return cls(
            book,
            template_folders=folders,
            ignored=frozenset(ignored),
            anyway=frozenset(anyway),
            progress=progress,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.book.close()

    # A change of status needs neither templates nor checks, so these are loaded when asked for.

    @cached_property
    def drafts(self) -> Drafts:
        """The drafting of this campaign."""
        from planner.drafting.run import Drafts  # noqa: PLC0415 - start-up stays light

        return Drafts(
            self.book,
            folders=self._template_folders,
            ignored=self._ignored,
            anyway=self._anyway,
            progress=self._progress,
            version=__version__,
        )

    # --- what planner makes of it ----------------------------------------------------------------

    def findings(self) -> tuple[Finding, ...]:
        """Say everything there is to say of the workbook, row by row; nothing is written."""
        return self.drafts.findings()

    def purposes(self) -> tuple[SpokenPurpose, ...]:
        """Say every stated purpose as the sentence that it becomes in a message, row by row."""
        return self.drafts.purposes()

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
        from planner.drafting.draft_run import draft  # noqa: PLC0415 - start-up stays light

        return draft(
            self.drafts,
            template=template,
            where=where,
            limit=limit,
            dry_run=dry_run,
            out=out,
            keep_drafts=keep_drafts,
        )

    def review(self, template: str) -> TemplateReview:
        """Hold the template of that name, or in that file, against this workbook.

        Raises:
            TemplateError: there is no such template.
            RenderError: it is no valid Jinja.
        """
        from planner.drafting.template_review import review_template  # noqa: PLC0415 - same

        return review_template(self.drafts, template)

    def preview(
        self, who: str = "", *, template: str = "", where: Iterable[str] = (), limit: int = 5
    ) -> list[Preview]:
        """Draft for the people that `who` means, with the cell behind each piece.

        Raises:
            UsageError: nobody answers to `who`.
        """
        from planner.drafting.preview import preview  # noqa: PLC0415 - start-up stays light

        return preview(self.drafts, who, template=template, where=where, limit=limit)

    def purposes_asked_for(self) -> tuple[AskedPurpose, ...]:
        """List the contacts whose purpose is missing or unsure, in the order of the rows."""
        from planner.drafting.asked_purposes import purposes_asked_for  # noqa: PLC0415 - same

        return purposes_asked_for(self.drafts)

    def state_purpose(self, contact_id: str, purpose: str) -> SaveReport:
        """Write a purpose into the cell of a contact: an edit of the user's own.

        Raises:
            ContactsError: there is no such contact, no column for it, or a formula in the cell.
        """
        from planner.tracking.owner_cells import state_purpose  # noqa: PLC0415 - start-up stays light

        return state_purpose(self.book, contact_id, purpose)

    # --- what is to come --------------------------------------------------------------------------

    def due(self, *, where: Iterable[str] = ()) -> DueReport:
        """Say what may go out today: ready, its day come, no colleague who has just answered.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition of `where`, or a setting, makes no sense.
        """
        from planner.scheduling.due import due_report  # noqa: PLC0415 - start-up stays light

        return due_report(self.book, self.drafts, where=where)

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
        from planner.scheduling.plan import make_plan  # noqa: PLC0415 - start-up stays light

        return make_plan(
            self.book, self.drafts, start=start, weeks=weeks, dry_run=dry_run, with_sheet=with_sheet
        )

    def calendar_file(self, report: PlanReport) -> bytes:
        """Make the calendar file of a plan: iCalendar text, one entry a touch."""
        from planner.scheduling.outbox import calendar_of  # noqa: PLC0415 - start-up stays light

        return calendar_of(report, self.book, self.drafts)

    def export(
        self, format_name: str, *, where: Iterable[str] = (), mark: bool = False, **wishes: Any
    ) -> LeaveReport:
        """Write what is ready to go out as files of a format; `wishes` are those of `leave`.

        With `mark` what left is marked as sent, once the files are in their place: all of it, or
        nothing.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: there is no such format, or a condition of `where` makes no sense.
            ExportError: nothing is to leave, or a file is in the way or cannot be written.
        """
        from planner.exporting.run import ICS, leave  # noqa: PLC0415 - start-up stays light
        from planner.scheduling.outbox import outbox, planned_calendar  # noqa: PLC0415 - same

        if mark and format_name == ICS:
            raise UsageError(
                "A calendar sends nothing, so --mark has nothing to mark.", "Leave it out."
            )
        book, drafts = self.book, self.drafts
        calendar = planned_calendar(book, drafts) if format_name == ICS else None
        report = leave(outbox(book, drafts, where), format_name, calendar=calendar, **wishes)
        if not mark:
            return report
        orders = [Order(message.outgoing.touch.id, Status.SENT) for message in report.messages]
        return replace(report, changes=self.set_status(orders).changes)

    def mail(self, *, where: Iterable[str] = ()) -> Mail:
        """Open the email of the campaign: its account, what may be sent, sending it, the answers.

        `where` holds conditions on whom to write to.
        """
        from planner.sending.mail import Mail  # noqa: PLC0415 - start-up stays light

        where = tuple(where)

        def reopen(now: datetime) -> Mailbag:
            book = Book(self.book.path, now=now, reading=self.book.reading)
            anew = Campaign(
                book,
                template_folders=self._template_folders,
                ignored=self._ignored,
                anyway=self._anyway,
                progress=None,
            )
            return anew._mailbag(where)

        return Mail(self.book, lambda: self._mailbag(where), reopen)

    def _mailbag(self, where: Iterable[str]) -> Mailbag:
        from planner.scheduling.outbox import outbox  # noqa: PLC0415 - start-up stays light
        from planner.sending.sendable import Mailbag  # noqa: PLC0415 - same

        book, drafts = self.book, self.drafts
        is_commercial = book.settings.is_on("commercial")
        return Mailbag(book, outbox(book, drafts, where), drafts.calendar.hours_of, is_commercial)

    # --- what came of it --------------------------------------------------------------------------

    def report(
        self, *, by: str = "template", since: date | None = None, where: Iterable[str] = ()
    ) -> Report:
        """Say what came of the campaign: how far it is, what works, who waits, what is to come.

        Rates are given by what `by` names: the template, channel, step, purpose, company, week,
        language, kind, or a column of the contacts. `since` leaves out what was sent before.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition of `where`, or a setting, makes no sense, or `by` is unknown.
        """
        from planner.reporting.report import make_report  # noqa: PLC0415 - start-up stays light
        from planner.reporting.source import source_of  # noqa: PLC0415 - same

        drafts = self.drafts
        source = source_of(self.book, drafts.sequencer, drafts.calendar, where=tuple(where))
        return make_report(source, by=by, since=since)

    def report_on_sheet(
        self, *, by: str = "template", since: date | None = None, where: Iterable[str] = ()
    ) -> SheetReport:
        """Make the report, and put it on the sheet Report of the workbook, with Excel's charts.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: as `report`.
            WorkbookError: the sheet cannot be written.
        """
        from planner.reporting.write_sheet import write_sheet  # noqa: PLC0415 - start-up stays light

        with self.book.lock():
            return write_sheet(self.book, self.report(by=by, since=since, where=where))

    # --- the life of the touches ------------------------------------------------------------------

    def set_status(
        self, orders: Sequence[Order], *, force: bool = False, by: By = By.COMMAND
    ) -> StatusReport:
        """Carry out changes of status: all of them, or none.

        Raises:
            TrackingError: nothing is drafted yet.
            UnknownPersonError: nobody, or more than one person, answers to a name.
            ImpossibleMoveError: a move makes no sense and is not forced.
        """
        return set_status(self.book, orders, force=force, by=by)

    def teach_word(self, word: str, meaning: str) -> TaughtWord:
        """Have a word of the user's mean a status from here on, or "not yet".

        Raises:
            UsageError: `meaning` is no status, or the word means another one already.
        """
        from planner.tracking.teach_word import teach_word  # noqa: PLC0415 - start-up stays light

        return teach_word(self.book, word, meaning)

    def take_in(
        self,
        source: Path,
        *,
        into: Into | None = None,
        update: bool = False,
        dry_run: bool = False,
        reading: SourceReading | None = None,
        zone: tzinfo | None = None,
    ) -> ImportReport:
        """Bring the people and the answers of an export or address book in.

        Raises:
            ImportingError: the source cannot be read, or holds nobody.
            UsageError: the workbook is a kind of file that planner can only read.
        """
        from planner.importing.run import take_in  # noqa: PLC0415 - start-up stays light

        return take_in(
            self.book, source, into=into, update=update, dry_run=dry_run, reading=reading, zone=zone
        )

    def apply_answers(self, source: Path, *, zone: tzinfo | None = None) -> AnswersReport:
        """Bring every touch to where an export or a mailbox proves it to stand.

        Raises:
            TrackingError: nothing is drafted yet.
            ImportingError: the source cannot be read, or holds nothing of the kind.
        """
        from planner.importing.answers.apply_answers import (  # noqa: PLC0415 - start-up stays light
            apply_answers,
        )

        return apply_answers(self.book, source, zone=zone)

    def write_draft(self, touch_id: str, text: str, *, subject: str) -> StatusReport:
        """Put the user's own words in place of a draft; no run overwrites them from here on.

        Raises:
            TrackingError: there is no such touch, it is out, or the text is empty.
        """
        now = self.book.now
        return change_touch(self.book, touch_id, lambda touch: reworded(touch, subject, text, now))

    def draft_again(self, touch_id: str) -> StatusReport:
        """Put planner's own draft back in place of the user's words.

        Raises:
            TrackingError: there is no such touch, it is out, or something stands against a draft.
        """
        from planner.drafting.touch_words import drafted_again  # noqa: PLC0415 - start-up stays light

        return change_touch(self.book, touch_id, lambda touch: drafted_again(self.drafts, touch))

    def findings_of_words(self, touch_id: str, subject: str, text: str) -> tuple[Finding, ...]:
        """Find what speaks against a touch if it says these words; nothing is written.

        Raises:
            TrackingError: there is no such touch, or its contact is gone.
        """
        from planner.drafting.touch_words import findings_of_words  # noqa: PLC0415 - start-up stays light

        return tuple(findings_of_words(self.drafts, touch_id, subject, text))

    def sources_of_words(self, touch_id: str) -> tuple[Source, ...]:
        """List the cells behind the words of a touch as they stand.

        Raises:
            TrackingError: there is no such touch, or its contact is gone.
        """
        from planner.drafting.touch_words import sources_of_words  # noqa: PLC0415 - start-up stays light

        return sources_of_words(self.drafts, touch_id)

    def leave_alone(self, contact_id: str, reason: str = "") -> SaveReport:
        """Put a contact on the sheet "Do not contact".

        Raises:
            ContactsError: there is no such contact, or the sheet could not name them.
        """
        from planner.tracking.owner_cells import leave_alone  # noqa: PLC0415 - start-up stays light

        return leave_alone(self.book, contact_id, reason)

    def postpone(self, touch_id: str, day: date) -> StatusReport:
        """Put a touch off until a day that is to come.

        Raises:
            TrackingError: there is no such touch, it is out, or the day is not to come.
        """
        now = self.book.now
        return change_touch(self.book, touch_id, lambda touch: postponed(touch, day, now))

    def touches_of(self, who: str) -> tuple[Tracked, ...]:
        """Find the touches of the one person that `who` means, in the order of their steps.

        Raises:
            UnknownPersonError: nobody, or more than one person, answers to it.
        """
        return Directory(taken.tracked for taken in self.book.standing).touches(who)

    def changes(self, who: str = "") -> tuple[Change, ...]:
        """Read the History of the campaign, or of the one person that `who` means, oldest first."""
        history = self.book.history.changes if self.book.history else ()
        if not who:
            return history
        ids = {touch.id for touch in self.touches_of(who)}
        return tuple(change for change in history if change.touch in ids)

    def writes(self, most: int | None = None) -> tuple[WriteChanges, ...]:
        """Say what each of planner's last writes changed, the last first, `most` at most.

        Raises:
            WorkbookError: there is nothing to put back, or something newer would be lost.
        """
        from planner.tracking.version_changes import changes_of  # noqa: PLC0415 - start-up stays light

        return tuple(changes_of(each, self.book) for each in last_writes(self.book.path)[:most])

    def undo(self, *, expected: Path | None = None) -> UndoReport:
        """Put back the workbook as it was before planner's last write.

        `expected` is the version that it should give back: the `backup` of what `writes` said.

        Raises:
            WorkbookError: there is nothing to put back, or something newer would be lost.
        """
        from planner.sending.journal import forget_entered  # noqa: PLC0415 - start-up stays light

        report = undo(self.book.path, expected=expected)
        forget_entered(self.book.path)  # what was sent stays sent
        return report

    def redo(self) -> UndoReport:
        """Bring back what the last undo took.

        Raises:
            WorkbookError: there is nothing to bring back, or something newer would be lost.
        """
        return redo(self.book.path)

    # --- for notebooks ---------------------------------------------------------------------------

    def contacts_frame(self) -> pd.DataFrame:
        """Tabulate the contacts: one column a field, typed values, indexed by Contact ID."""
        return frames.contacts_frame(self.book.contacts)

    def findings_frame(self) -> pd.DataFrame:
        """Tabulate the findings: slug, severity, message, hint, sheet, cell, contact."""
        return frames.findings_frame(self.findings())

    def drafts_frame(self) -> pd.DataFrame:
        """Tabulate the drafts as they would be written now: touch, contact, channel, words."""
        return frames.drafts_frame(self.draft(dry_run=True).drafts)

    def tracking_frame(self) -> pd.DataFrame:
        """Tabulate the Tracking sheet under its own headers; empty before the first draft."""
        return frames.tracking_frame(self.book.tracking)


def _folders_beside(path: Path) -> tuple[Path, ...]:
    beside = path.parent / "templates"
    return (beside, templates()) if beside.is_dir() else (templates(),)
