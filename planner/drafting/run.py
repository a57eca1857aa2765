"""The drafts of a campaign: every contact checked, filled, and compared with the Tracking sheet."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from planner.checks.commonality import commonalities
from planner.checks.contact_state import joined_by_word
from planner.checks.context import CheckContext
from planner.checks.introducers import check_introducers
from planner.checks.run_checks import check_contact, check_list
from planner.checks.sender import no_sender
from planner.checks.similar_drafts import DraftedMessages
from planner.contacts.conditions import Selection, fields_of
from planner.contacts.find_contacts import contact_meant
from planner.contacts.introductions.introduce import MOST_ASKS, Introductions
from planner.contacts.introductions.people import Acquaintance
from planner.contacts.suppressions import suppression_of
from planner.drafting.doubts import Doubts
from planner.drafting.prepare import Drafter, OwnWords, channels_of, words_against
from planner.drafting.reconcile import (
    decide,
    decide_removed,
    decide_stopped,
    decide_unclear,
)
from planner.drafting.report import Standing
from planner.drafting.sender_needs import lacking_sender
from planner.model.channel import Channel
from planner.model.finding import Severity
from planner.model.sender import Sender
from planner.model.turn import FIRST, Turn
from planner.templating.library import Library
from planner.text.channels import parse_channel
from planner.text.person_keys import PersonKeys
from planner.tracking.company_history import contacts_reached
from planner.tracking.contact_columns import said_by
from planner.tracking.identity_findings import identity_findings
from planner.tracking.next_action import do_not_contact
from planner.tracking.planned_day import planned_channel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from planner.drafting.prepare import Prepared
    from planner.drafting.purposes import SpokenPurpose
    from planner.model.contact import Contact
    from planner.model.errors import SenderError
    from planner.model.finding import Finding
    from planner.model.suppression import Suppression
    from planner.tracking.book import Book
    from planner.tracking.decision import Decision
    from planner.tracking.follow_ups import Sequencer
    from planner.tracking.touches import Tracked
    from planner.tracking.work_calendar import WorkCalendar


class Drafts:
    """What planner makes of the contacts of a workbook.

    `folders` hold the templates, `ignored` the slugs of checks to leave out, `anyway` names the
    people whose errors only warn; `progress` is told how many of how many contacts are done.
    `version` is planner's own: another one drafts anew.
    """

    def __init__(
        self,
        book: Book,
        *,
        folders: Sequence[Path],
        ignored: frozenset[str],
        anyway: frozenset[str],
        progress: Callable[[int, int], None] | None,
        version: str,
    ) -> None:
        self.book = book
        self.folders = tuple(folders)
        self.ignored = ignored
        self.anyway = anyway
        self._progress = progress
        self.version = version

    @cached_property
    def library(self) -> Library:
        """The templates of this campaign."""
        return Library.load(self.folders)

    @cached_property
    def background(self) -> CheckContext:
        """What the checks look up, worked out once."""
        book = self.book
        return CheckContext.of(
            book.contacts,
            book.sender or Sender(),
            book.settings,
            book.suppressions,
            today=book.now.date(),
            workbook=book.path,
            ignored=self.ignored,
            anyway=frozenset(contact_meant(book.contacts, who).id for who in self.anyway),
            reached=contacts_reached((each.tracked for each in book.standing), book.match.known_as),
        )

    @cached_property
    def drafted(self) -> DraftedMessages:
        """The messages that this run has made for colleagues, by whichever drafter."""
        return DraftedMessages()

    @cached_property
    def introductions(self) -> Introductions:
        """Who could introduce the sender to whom, by the Connections sheet and the contacts'."""
        background = self.background
        suppressed = {
            each.id: do_not_contact(found.reason)
            for each in self.book.contacts
            if (found := self.suppression_of(each))
        }
        return Introductions(
            Acquaintance.of(self.book.connections, background.suppressions),
            self.book.contacts,
            background.sender,
            background.today,
            self.book.settings.whole_number("asks per introducer", MOST_ASKS),
            suppressed,
        )

    @cached_property
    def list_findings(self) -> tuple[Finding, ...]:
        found = (
            *self.book.contacts.findings,
            *check_list(self.book.contacts, self.background),
            *check_introducers(self.introductions),
            *self._identity_findings(),
        )
        return tuple(self.weigh(found))

    def _identity_findings(self) -> Iterator[Finding]:
        book = self.book
        if book.tracking is None and book.history is None:
            return iter(())
        return identity_findings(
            book.contacts,
            book.match,
            [taken.tracked for taken in book.standing],
            book.history.changes if book.history else (),
        )

    def prepared(self, *, template: str = "", where: Iterable[str] = ()) -> Iterator[Prepared]:
        """Check and fill one touch after the other, in the order of the contacts sheet.

        Raises:
            SenderError: the templates need a Sender sheet, and there is none.
            UsageError: a condition of `where` makes no sense.
        """
        selection = self.selection(where)
        drafter = self.drafter(template)
        total, known_as = len(self.book.contacts), self.book.match.known_as
        touches = self._touches_of
        # A template that is asked for is one for first touches.
        is_whole = not template
        for number, contact in enumerate(self.book.contacts, start=1):
            if selection.admits(contact.text):
                known = known_as.get(contact.id, contact.id)
                own = touches.get(known, [])
                before = {each.step: each for each in own}
                for turn in self.turns(contact, own) if is_whole else (self.first_turn,):
                    step = turn.step.number
                    made = drafter.prepare(
                        contact,
                        turn,
                        known_as=known,
                        before=before[step].text("Template") if step in before else "",
                        barred=self.book.said_no(contact, known),
                        own=self._own_words(before.get(step)),
                        is_out=step in before and not before[step].is_open,
                    )
                    # Nothing follows for somebody who must not be contacted any more.
                    if made.suppression is None or step in before or step == 1:
                        yield made
            if self._progress is not None:
                self._progress(number, total)

    def error_against(self, contact: Contact, touch: Tracked) -> Finding | None:
        """Find the first error that stands against sending a drafted touch as it is now.

        What the row says of its person counts, how they can be reached, and the words where they
        are the user's own; planner's own draft was judged when it was made.
        """
        findings = self.findings_of(contact)
        if touch.step == 1:
            findings += self.weigh(channels_of(contact)[1])
        else:
            findings += self._doubts.before(contact, touch, self._touches_of[touch.contact])
        own = self._own_words(touch)
        if own is not None:
            channel = parse_channel(touch.text("Channel")) or Channel.EMAIL
            findings += words_against(contact, touch.id, channel, own, self.background)
        errors = (found for found in findings if found.severity is Severity.ERROR)
        return next(errors, None)

    def suppression_of(self, contact: Contact) -> Suppression | None:
        """Find what bars a contact from every message: a list, a column, or a status."""
        listed = suppression_of(contact, self.background.suppressions)
        known = self.book.match.known_as.get(contact.id, contact.id)
        return listed or self.book.said_no(contact, known)

    def findings_of(self, contact: Contact) -> list[Finding]:
        """Find what the contact's row says against or about a message, whatever its words."""
        known = self._known_findings.get(contact.id, ())
        return [*known, *check_contact(contact, self.background)]

    @cached_property
    def _known_findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """What reading the list and looking at it as a whole has found, by Contact ID."""
        known: dict[str, list[Finding]] = {}
        for found in self.list_findings:
            if found.contact:
                known.setdefault(found.contact, []).append(found)
        return {contact: tuple(found) for contact, found in known.items()}

    def _own_words(self, tracked: Tracked | None) -> OwnWords | None:
        """The words that go out as the user has left them; None where planner's draft does."""
        sheet = self.book.tracking
        if tracked is None or sheet is None or not tracked.is_own_wording:
            return None
        subject, text = (tracked.text(name).replace("\r\n", "\n") for name in ("Subject", "Draft"))
        return OwnWords(subject, text, sheet.name, sheet.cell("Draft", tracked.row))

    def selection(self, where: Iterable[str]) -> Selection:
        columns = self.book.contacts.columns
        return Selection.parsed(where, fields_of(columns), columns.sheet)

    def turns(self, contact: Contact, touches: list[Tracked]) -> Iterator[Turn]:
        """The touches of a contact that are to be prepared."""
        yield self._first_of(contact, touches)
        if touches and touches[0].status is not None and not touches[0].status.is_open:
            country = self.calendar.country_of(contact)
            yield from self.sequencer.turns(contact, touches, self.book.now.date(), country)

    def _first_of(self, contact: Contact, touches: list[Tracked]) -> Turn:
        """The first touch; it travels as the plan chose, if the contact's row leaves it open."""
        first = self.first_turn
        planned = planned_channel(touches[0]) if touches else None
        if planned is None or planned not in channels_of(contact, first.step.channel)[0]:
            return first
        return Turn(first.step, planned)

    @cached_property
    def first_turn(self) -> Turn:
        first = self.book.sequence.first
        return FIRST if first is None else Turn(first)

    @cached_property
    def sequencer(self) -> Sequencer:
        from planner.tracking.follow_ups import Sequencer  # noqa: PLC0415 - only where something was sent

        columns, calendars = self.book.contacts.columns, self.calendar.calendars
        return Sequencer(self.book.sequence, columns, calendars, self._doubts.away)

    @cached_property
    def _doubts(self) -> Doubts:
        return Doubts(self.book)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The limits and calendars of this campaign."""
        from planner.tracking.work_calendar import WorkCalendar  # noqa: PLC0415 - only where something was sent

        return WorkCalendar.of(self.book.settings, self.book.sender or Sender())

    @cached_property
    def _touches_of(self) -> Mapping[str, list[Tracked]]:
        """The touches of each contact, in the order of their steps."""
        found: dict[str, list[Tracked]] = {}
        for each in self.book.standing:
            found.setdefault(each.tracked.contact, []).append(each.tracked)
        return {
            who: sorted(touches, key=lambda touch: touch.step) for who, touches in found.items()
        }

    def context_of(self, contact: Contact, touch: Tracked) -> Mapping[str, object]:
        """What the template of an open touch may name, as when it was drafted.

        Raises:
            SenderError: the templates need a Sender sheet, and there is none.
        """
        touches = self._touches_of.get(touch.contact, [])
        channel = parse_channel(touch.text("Channel")) or Channel.EMAIL
        return self.plain_drafter.context(
            contact,
            touch.step,
            channel,
            commonalities(contact, self.background),
            self.sequencer.sent_before(touches, touch),
        )

    @cached_property
    def plain_drafter(self) -> Drafter:
        """One for all that asks for no template by name.

        Raises:
            SenderError: the templates need a Sender sheet, and there is none.
        """
        return self.drafter()

    def findings(self) -> tuple[Finding, ...]:
        """Everything to be said of the workbook, in the order of its rows; nothing is written.

        Without what the templates need to know of the sender there are no drafts to judge; the
        rest is said all the same.
        """
        lacking = lacking_sender(self.book, self.library)
        said = self._said_of_drafts() if lacking is None else self._without_drafts(lacking)
        found = dict.fromkeys(chain(said, self.findings_in_tracking()))
        return tuple(joined_by_word(self.weigh(found)))

    def purposes(self) -> tuple[SpokenPurpose, ...]:
        """Every stated purpose as the sentence that it becomes, in the order of the rows."""
        from planner.drafting.purposes import spoken_purposes  # noqa: PLC0415 - start-up stays light

        return tuple(spoken_purposes(self.book.contacts, self.background))

    def _said_of_drafts(self) -> Iterator[Finding]:
        """What a run of draft would say; no draft is kept any longer than it is judged."""
        yield from self.list_findings
        if self.book.tracking is not None:
            for standing in self.decisions(self.prepared()):
                yield from standing.decision.findings if standing.decision else ()
            return
        words = self.book.status_words
        for each in self.prepared():
            said = said_by(each.contact, words)
            if said is None or said.is_open:  # else written to before planner came
                yield from each.findings

    def _without_drafts(self, lacking: SenderError) -> Iterator[Finding]:
        sheet = self.book.sender.sheet if self.book.sender else "Sender"
        yield no_sender(lacking, sheet)
        yield from self.list_findings
        drafter, known_as = self.drafter(fills=False), self.book.match.known_as
        for contact in self.book.contacts:
            barred = self.book.said_no(contact, known_as.get(contact.id, contact.id))
            yield from drafter.prepare(contact, barred=barred).findings

    def drafter(self, template: str = "", *, fills: bool = True) -> Drafter:
        """Prepares touches; with `fills`, it must be known who writes.

        Raises:
            SenderError: it is not.
        """
        lacking = lacking_sender(self.book, self.library) if fills else None
        if lacking is not None:
            raise lacking
        return Drafter(
            self.library,
            self.background,
            self.drafted,
            self.book.now.date(),
            self._known_findings,
            template,
            self.introductions.introducer,
            fills,
        )

    def weigh(self, found: Iterable[Finding]) -> list[Finding]:
        """Give findings the severity that this campaign wants, and leave out the silenced ones."""
        return self.background.severities.weigh(found)

    def decisions(self, prepared: Iterable[Prepared]) -> Iterator[Standing]:
        standing = {(each.tracked.contact, each.tracked.step): each for each in self.book.standing}
        words = self.book.status_words
        for each in prepared:
            taken = standing.pop((each.touch.contact, each.touch.step), None)
            touch = taken.tracked if taken else None
            # The word beside a contact is about the touch that went out, and not about the next.
            said = said_by(each.contact, words) if each.touch.step == 1 else None
            signs = PersonKeys.of_contact(each.contact).lines()
            if touch is not None and each.contact.id in self.book.match.swapped:
                yield Standing(taken, decide_unclear(each, touch))
            else:
                yield Standing(taken, decide(each, touch, signs, said, weigh=self.weigh))
        for taken in standing.values():
            touch = taken.tracked
            yield Standing(taken, self._without_contact(touch) or self.stopped(touch))

    def stopped(self, tracked: Tracked) -> Decision | None:
        """An open follow-up that an answer has made needless."""
        if tracked.step == 1 or not (tracked.status is None or tracked.status.is_open):
            return None
        cause = self.sequencer.stop_of(self._touches_of[tracked.contact], tracked)
        return None if cause is None else decide_stopped(tracked, cause)

    def _without_contact(self, tracked: Tracked) -> Decision | None:
        """Rows that were not prepared in this run: not selected, or their contact is gone."""
        sheet = self.book.tracking
        if sheet is None or tracked.contact not in self.book.match.removed:
            return None
        cell = sheet.cell("Name", tracked.row)
        contacts_sheet = self.book.contacts.columns.sheet
        return decide_removed(tracked, sheet.name, cell, contacts_sheet, weigh=self.weigh)

    def findings_in_tracking(self) -> Iterator[Finding]:
        yield from self.book.tracking.findings if self.book.tracking else ()
        for each in self.book.standing:
            yield from each.findings
