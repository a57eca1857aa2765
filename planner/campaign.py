"""The one facade: a campaign is a workbook, and everything the commands do is a method of it.

    campaign = Campaign.open("contacts.xlsx")
    campaign.findings()
    campaign.draft()

Methods return values. Only `draft` and its like write, through the workbook layer's edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planner import __version__
from planner.exporting import frames
from planner.model.errors import TrackingError
from planner.templating.shipped import templates
from planner.tracking.amend import postponed, reworded
from planner.tracking.book import Book, Reading
from planner.tracking.change_batch import Batch, StatusReport
from planner.tracking.find_person import Directory
from planner.tracking.history import By
from planner.workbook.undo import undo

if TYPE_CHECKING:
    import pandas as pd

    from planner.contacts.introductions.introduce import Introductions
    from planner.drafting.prepare import Prepared
    from planner.drafting.preview import Preview
    from planner.drafting.report import DraftReport
    from planner.drafting.run import Drafts
    from planner.drafting.template_review import TemplateReview
    from planner.importing.answers.answers_report import LoopReport
    from planner.importing.run import ImportReport, Into, SourceReading
    from planner.model.contact import Contact
    from planner.model.finding import Finding
    from planner.scheduling.due import DueReport, Outlook
    from planner.scheduling.rules import Agenda, PlanReport
    from planner.templating.library import Library
    from planner.tracking.changes import Order, Ordered
    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked
    from planner.workbook.undo import UndoReport


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

    # A change of status needs neither templates nor checks, so these are loaded when asked for.

    @cached_property
    def drafts(self) -> Drafts:
        """The drafting of this campaign."""
        from planner.drafting.run import Drafts  # noqa: PLC0415 - start-up stays light

        return Drafts(
            self,
            folders=self._template_folders,
            ignored=self._ignored,
            progress=self._progress,
            version=__version__,
        )

    @cached_property
    def outlook(self) -> Outlook:
        """What is due and to come."""
        from planner.scheduling.due import Outlook  # noqa: PLC0415 - start-up stays light

        return Outlook(self, self.drafts)

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

    def again(self, path: Path | None = None) -> Campaign:
        """The same campaign, to be read anew from what is in the file now, or in a copy of it."""
        return Campaign(
            path or self.path,
            now=self.now,
            reading=self.reading,
            template_folders=self._template_folders,
            ignored=self._ignored,
            progress=self._progress,
        )

    # --- what planner makes of it ----------------------------------------------------------------

    @property
    def library(self) -> Library:
        """The templates of this campaign."""
        return self.drafts.library

    @property
    def agenda(self) -> Agenda:
        """The limits and calendars of this campaign."""
        return self.drafts.agenda

    @property
    def introductions(self) -> Introductions:
        """Who could introduce the sender to whom, by the Connections sheet and the contacts'."""
        return self.drafts.introductions

    def contacts_named(self, who: str) -> tuple[Contact, ...]:
        """The contacts that `who` means: ID, email, profile, or words of the name.

        Raises:
            UsageError: nobody answers to it.
        """
        return self.drafts.contacts_named(who)

    def prepared(self, *, template: str = "", where: Iterable[str] = ()) -> Iterator[Prepared]:
        """Check and fill one touch after the other, in the order of the contacts sheet.

        Raises:
            SenderError: the templates need a Sender sheet, and there is none.
            UsageError: a condition of `where` makes no sense.
        """
        return self.drafts.prepared(template=template, where=where)

    def findings(self) -> tuple[Finding, ...]:
        """Everything to be said of the workbook, in the order of its rows; nothing is written."""
        return self.drafts.findings()

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
        return self.drafts.draft(
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
        return self.drafts.review(template)

    def preview(
        self, who: str = "", *, template: str = "", where: Iterable[str] = (), limit: int = 5
    ) -> list[Preview]:
        """The drafts of the people that `who` means, with the cell behind each piece.

        Raises:
            UsageError: nobody answers to `who`.
        """
        return self.drafts.preview(who, template=template, where=where, limit=limit)

    # --- what is to come --------------------------------------------------------------------------

    def due(self, *, where: Iterable[str] = ()) -> DueReport:
        """What may go out today: ready, its day come, no colleague who has just answered.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition of `where`, or a setting, makes no sense.
        """
        return self.outlook.due(where=where)

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
        return self.outlook.plan(start=start, weeks=weeks, dry_run=dry_run, with_sheet=with_sheet)

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
        with self.lock():
            self.narrow(order.who for order in orders)
            directory = Directory(self.tracking_sheet().touches)
            batch = Batch(directory, self.taken_over, self.barring, self.now)
            for order in orders:
                batch.add(order, by=by, force=force)
            save = self.save(*self.row_edits(batch.rows, batch.history))
            return StatusReport(tuple(batch.changes), save)

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
        """Bring the people and the answers of an export or address book in: planner.importing.run.

        Raises:
            ImportingError: the source cannot be read, or holds nobody.
            UsageError: the workbook is a kind of file that planner can only read.
        """
        from planner.importing import run  # noqa: PLC0415 - start-up stays light

        return run.take_in(
            self, source, into=into, update=update, dry_run=dry_run, reading=reading, zone=zone
        )

    def close_loop(self, source: Path, *, zone: tzinfo | None = None) -> LoopReport:
        """Bring every touch to where an export or a mailbox proves it to stand: planner.looping.

        Raises:
            TrackingError: nothing is drafted yet.
            EvidenceError: the source cannot be read, or holds nothing of the kind.
        """
        from planner.importing.answers import apply  # noqa: PLC0415 - start-up stays light

        return apply.close_loop(self, source, zone=zone)

    def write_draft(self, touch_id: str, text: str, *, subject: str) -> StatusReport:
        """Put the user's own words in place of a draft; no run overwrites them from here on.

        Raises:
            TrackingError: there is no such touch, it is out, or the text is empty.
        """
        return self._amend(touch_id, lambda each: reworded(each, subject, text, self.now))

    def postpone(self, touch_id: str, day: date) -> StatusReport:
        """Put a touch off until a day that is to come.

        Raises:
            TrackingError: there is no such touch, it is out, or the day is not to come.
        """
        return self._amend(touch_id, lambda each: postponed(each, day, self.now))

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
        return Directory(each.tracked for each in self.standing).touches(who)

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
    return (beside, templates()) if beside.is_dir() else (templates(),)
