"""Which follow-up is due to whom: the sequence held against what went out and what came back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.contacts.conditions import Selection, fields_of
from planner.model.channel import Channel
from planner.model.draft import Sent
from planner.model.errors import UsageError
from planner.model.frozen import frozen
from planner.model.sequence import FOLLOWED_BY
from planner.model.status import Status
from planner.model.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Sequence as Many
    from datetime import date

    from planner.calendars.working_days import Calendars
    from planner.model.contact import Columns, Contact
    from planner.model.sequence import Sequence, Step
    from planner.tracking.touches import Tracked


# Whatever the sequence says: who said no, must be left alone, or was given up gets nothing more.
_ENDS = frozenset(
    {Status.DECLINED, Status.SUPPRESSED, Status.CLOSED, Status.NO_ANSWER, Status.SKIPPED}
)


@frozen
class FollowUp:
    """A touch that follows `previous`: its step, how it travels, and the day from which it is due.

    `due` is None while it waits for an invitation to be accepted.
    """

    step: Step
    channel: Channel
    previous: Tracked
    due: date | None


class Sequencer:
    """The sequence of a campaign, ready to be asked for one contact after the other."""

    def __init__(
        self,
        sequence: Sequence,
        columns: Columns,
        calendars: Calendars,
        away: Mapping[str, date] | None = None,
    ) -> None:
        """Hold the sequence ready for the contacts of a sheet with these columns.

        `away` says, by the Touch ID that was answered so, on which day somebody is back.

        Raises:
            UsageError: a condition of the Sequence sheet makes no sense.
        """
        self._steps = [(step, _selection(step, columns, sequence.sheet)) for step in sequence.later]
        self._calendars = calendars
        self._away = away or {}

    def turns(
        self, contact: Contact, touches: Many[Tracked], today: date, country: str
    ) -> Iterator[Turn]:
        """The later touches of a contact that are to be prepared: those that stand open, and the
        one that has become due.
        """
        for touch in touches:
            is_open = touch.status is None or touch.status.is_open
            if touch.step > 1 and is_open and self.stop_of(touches, touch) is None:
                found = self.standing(contact, touches, touch)
                if found is not None:
                    yield _turn(found)
        following = self.next_of(contact, touches, country)
        if following is not None and following.due is not None and following.due <= today:
            yield _turn(following)

    def next_of(self, contact: Contact, touches: Many[Tracked], country: str) -> FollowUp | None:
        """What follows the touches of a contact, due or to come; None where nothing does.

        `touches` are all of the contact's touches. Nothing follows one that is still open.
        """
        ordered = sorted(touches, key=lambda touch: touch.step)
        previous = ordered[-1] if ordered else None
        if previous is None or previous.status is None or not previous.status.is_sent:
            return None
        if not previous.draft:
            return None  # it was sent before planner came, who knows in which words
        following = self._following(contact, ordered, previous.step)
        waiting: FollowUp | None = None
        for step, channel in following:
            found = self._follow_up(step, channel, ordered, country)
            if found is not None and found.due is not None:
                return found
            # A step that waits for an acceptance holds up none that does not.
            waiting = waiting or found
        return waiting

    def to_come(self, contact: Contact, touches: Many[Tracked], country: str) -> Iterator[FollowUp]:
        """Tell what follows if nobody answers, each step on the day from which it is due.

        What waits for an invitation to be accepted cannot be foretold, and ends it.
        """
        coming = self.next_of(contact, touches, country)
        sent = [*touches]
        while coming is not None and coming.due is not None:
            yield coming
            sent.append(
                as_sent(coming.previous, coming.step.number, coming.due, str(coming.channel))
            )
            coming = self.next_of(contact, sent, country)

    def standing(self, contact: Contact, touches: Many[Tracked], touch: Tracked) -> FollowUp | None:
        """The follow-up that an open `touch` of a later step is; None for a first touch."""
        earlier = [each for each in touches if each.step < touch.step]
        if touch.step == 1 or not earlier:
            return None
        ordered = sorted(earlier, key=lambda each: each.step)
        for step, channel in self._following(contact, ordered, touch.step - 1):
            if step.number == touch.step and str(channel) == touch.channel_word:
                return FollowUp(step, channel, ordered[-1], None)
        return None

    def sent_before(self, touches: Many[Tracked], touch: Tracked) -> Sent | None:
        """What went out to the contact before `touch`, one of all their `touches`."""
        earlier = [each for each in touches if each.step < touch.step]
        return _sent(max(earlier, key=lambda each: each.step)) if earlier else None

    def stop_of(self, touches: Many[Tracked], touch: Tracked) -> Tracked | None:
        """The earlier touch whose status ended the sequence before `touch`, if one did."""
        earlier = sorted(
            (each for each in touches if each.step < touch.step), key=lambda each: each.step
        )
        steps = [step for step, _ in self._steps if step.number == touch.step]
        # A step may stand there once a channel, each with its own answers that stop it.
        own = [step for step in steps if _channel(step, earlier) == touch.channel_word]
        ends = _ENDS.union(*(step.stop_when for step in own or steps))
        return next((each for each in earlier if each.status in ends), None)

    def _following(
        self, contact: Contact, ordered: Many[Tracked], after: int
    ) -> Iterator[tuple[Step, Channel]]:
        """The steps after that number that suit the contact, the first of each number."""
        taken: set[int] = set()
        for step, selection in self._steps:
            if step.number <= after or step.number in taken:
                continue
            channel = _channel(step, ordered)
            if channel is None or not _suits(step, selection, contact, ordered):
                continue
            if contact.can_be_reached(channel):
                taken.add(step.number)
                yield step, channel

    def _follow_up(
        self, step: Step, channel: Channel, ordered: Many[Tracked], country: str
    ) -> FollowUp | None:
        previous = ordered[-1]
        if any(each.status in step.stop_when | _ENDS for each in ordered):
            return None
        if previous.status is Status.BOUNCED and str(channel) == previous.channel_word:
            return None
        day = previous.sent_on
        if step.is_after_acceptance or _needs_acceptance(channel, ordered):
            day = _accepted_on(ordered)
        due = None if day is None else self._calendars.after(day, step.wait, country)
        back = [self._away[each.id] for each in ordered if each.id in self._away]
        if due is not None and back:
            due = max(due, *back)
        return FollowUp(step, channel, previous, due)


def as_sent(touch: Tracked, step: int, day: date, channel: str) -> Tracked:
    """Return the touch as it will be once it is out."""
    cells = {**touch.cells, "Step": step, "Sent on": day, "Channel": channel}
    return replace(touch, cells=cells, status=Status.SENT)


def _accepted_on(ordered: Many[Tracked]) -> date | None:
    """The day on which an invitation was accepted; an answer to it says that it was by then."""
    for each in reversed(ordered):
        if each.status is not None and each.status not in {Status.SENT, Status.BOUNCED}:
            return each.accepted_on or each.answered_on
    return None


def _turn(follow_up: FollowUp) -> Turn:
    before = follow_up.previous
    channel = before.channel
    is_accepted = before.status is Status.ACCEPTED and channel is Channel.LINKEDIN_NOTE
    return Turn(follow_up.step, follow_up.channel, _sent(before), is_accepted)


def _sent(touch: Tracked) -> Sent | None:
    """The words of a touch that went out; None where nobody knows when."""
    day = touch.sent_on
    channel = touch.channel
    return Sent(day, channel, touch.subject, touch.draft) if day else None


def _selection(step: Step, columns: Columns, sheet: str) -> Selection:
    try:
        return Selection.parsed(step.conditions, fields_of(columns), columns.sheet)
    except UsageError as error:
        raise UsageError(f"{step.cell or sheet}: {error.message}", error.hint) from error


def _channel(step: Step, ordered: Many[Tracked]) -> Channel | None:
    """How a step travels: as it says, else as a follow-up of the last message does."""
    if step.channel is not None:
        return step.channel
    before = _last_message(ordered)
    return FOLLOWED_BY.get(before) if before is not None else None


def _last_message(ordered: Many[Tracked]) -> Channel | None:
    channels = (touch.channel for touch in reversed(ordered))
    return next((channel for channel in channels if channel not in {None, Channel.TASK}), None)


def _suits(step: Step, selection: Selection, contact: Contact, ordered: Many[Tracked]) -> bool:
    if step.follows is not None and step.follows is not _last_message(ordered):
        return False
    return selection.admits(contact.text)


def _needs_acceptance(channel: Channel, ordered: Many[Tracked]) -> bool:
    """A message to somebody who was invited, and who is not connected until they accept."""
    was_invited = any(
        each.channel_word == Channel.LINKEDIN_NOTE and each.status is not Status.BOUNCED
        for each in ordered
    )
    was_messaged = any(each.channel_word == Channel.LINKEDIN_MESSAGE for each in ordered)
    return channel is Channel.LINKEDIN_MESSAGE and was_invited and not was_messaged
