"""What a piece of evidence means for a person's touches: a change, nothing new, or a doubt.

A change follows only from what leaves no choice. Everything else is said and left to the user.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.importing.answers.evidence import Kind, Means
from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.text.normalise import plain
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from planner.importing.answers.evidence import Evidence
    from planner.tracking.touches import Tracked


# The channels through which each means can carry a touch.
_CARRIED: Mapping[Means, frozenset[str]] = {
    Means.INVITATION: frozenset({Channel.LINKEDIN_NOTE}),
    Means.MESSAGE: frozenset(channel for channel in Channel if channel.is_linkedin),
    Means.EMAIL: frozenset({Channel.EMAIL}),
}
_OUT_BY = ("Sent on", "Accepted on")
_READY = frozenset({Status.DRAFTED, Status.APPROVED})
# Where these stand, an acceptance or an answer is no news.
_PAST_ACCEPTED = frozenset(
    {Status.ACCEPTED, Status.REPLIED, Status.MEETING, Status.CLOSED, Status.DECLINED}
)
_PAST_REPLIED = _PAST_ACCEPTED - {Status.ACCEPTED}
_STATUS = {
    Kind.SENT: Status.SENT,
    Kind.ACCEPTED: Status.ACCEPTED,
    Kind.REPLIED: Status.REPLIED,
    Kind.BOUNCED: Status.BOUNCED,
}
_ALIKE = 80.0  # of 100; a draft reworded by hand, against another message to the same person
_SHORTEST = 40  # characters: shorter texts are alike by chance
_SERVERS_TRY = timedelta(days=10)  # RFC 5321, 4.5.4.1, has servers give up after four or five
# LinkedIn's days have no zone: one day between two of them says nothing.
_SLACK = timedelta(days=1)


@frozen
class Outcome:
    """What should become of a touch, or why nothing should: with neither, nothing is new.

    `touch` without either is the one that a message was. `slug` is the check under which a doubt
    is said.
    """

    touch: Tracked | None = None
    status: Status | None = None
    on: date | None = None
    doubt: str = ""
    slug: str = "evidence-uncertain"


@dataclass(slots=True)
class Touches:
    """A person's touches as they stand after the evidence so far, by step.

    `went_out` remembers when a touch is proven to have gone out: the day, and the exact time if
    known. `since` is the day from which the campaign is known to have been at work, if it is;
    `heard` holds the days on which the person wrote.
    """

    each: dict[str, Tracked]
    since: date | None = None
    went_out: dict[str, tuple[date, datetime | None]] = field(default_factory=dict)
    heard: list[date] = field(default_factory=list)

    def through(self, means: Means) -> list[Tracked]:
        """The touches that this means can have carried, first step first."""
        carried = _CARRIED[means]
        return [touch for touch in self.each.values() if touch.channel_word in carried]


def decide(evidence: Evidence, touches: Touches, known: str = "") -> Outcome:
    """Work out what the evidence changes; `known` is the Touch ID where a Message-ID names it."""
    sure = touches.each.get(known)
    match evidence.kind:
        case Kind.SENT:
            return _sent(evidence, touches, sure)
        case Kind.ACCEPTED:
            return _accepted(evidence, touches)
        case Kind.REPLIED:
            return _replied(evidence, touches, sure)
        case Kind.BOUNCED:
            return _bounced(evidence, touches, sure)


def _to(touch: Tracked, evidence: Evidence, on: date | None = None) -> Outcome:
    return Outcome(touch, _STATUS[evidence.kind], on or evidence.day)


def _is_sent(touch: Tracked) -> bool:
    return touch.status is not None and touch.status.is_sent


def _sent_on(touch: Tracked) -> date | None:
    return touch.sent_on


# --- sent ---------------------------------------------------------------------------------------


def _sent(evidence: Evidence, touches: Touches, sure: Tracked | None) -> Outcome:
    carried = touches.through(evidence.means)
    out = sure if sure is not None and _is_sent(sure) else _already_out(evidence, carried)
    if out is not None:
        touches.went_out.setdefault(out.id, (evidence.day, evidence.moment))
        return Outcome(out)
    waiting = [touch for touch in carried if not _is_sent(touch)]
    touch = sure or _in_the_words_of(evidence, waiting) or _invited_by(evidence, waiting)
    if touch is None:
        touch = _written_since(evidence, carried, touches)
    if touch is not None:
        touches.went_out[touch.id] = (evidence.day, evidence.moment)
        return _to(touch, evidence)
    return _perhaps(evidence, carried)


def _already_out(evidence: Evidence, carried: Sequence[Tracked]) -> Tracked | None:
    """The touch, known to be out, that this message was."""
    out = [touch for touch in carried if _is_sent(touch)]
    if evidence.means is Means.INVITATION:
        return out[0] if out else None  # nobody is invited twice while it stands
    same_words = (touch for touch in out if is_wording_of(evidence.text, touch.draft))
    same_day = (
        touch for touch in out if (on := _sent_on(touch)) and abs(on - evidence.day) <= _SLACK
    )
    return next(same_words, None) or next(same_day, None)


def _in_the_words_of(evidence: Evidence, waiting: Sequence[Tracked]) -> Tracked | None:
    alike = (touch for touch in waiting if is_wording_of(evidence.text, touch.draft))
    return next(alike, None)


def _invited_by(evidence: Evidence, waiting: Sequence[Tracked]) -> Tracked | None:
    return waiting[0] if waiting and evidence.means is Means.INVITATION else None


def _written_since(
    evidence: Evidence, carried: Sequence[Tracked], touches: Touches
) -> Tracked | None:
    """The one touch that waits, where the user wrote first, since the campaign is at work."""
    if evidence.doubt or touches.since is None or evidence.day < touches.since:
        return None
    if any(_is_sent(touch) for touch in carried):
        return None  # LinkedIn lists the note of an invitation among the messages, too
    if any(touches.since <= day <= evidence.day for day in touches.heard):
        return None  # it may be an answer to what the person wrote
    fitting = [touch for touch in carried if touch.channel_word != Channel.LINKEDIN_NOTE]
    is_one = len(fitting) == 1 and fitting[0].status in _READY
    return fitting[0] if is_one else None


def _perhaps(evidence: Evidence, carried: Sequence[Tracked]) -> Outcome:
    ready = [touch for touch in carried if touch.status in _READY]
    out = [touch for touch in carried if _is_sent(touch)]
    if not ready or any(touch.status in _PAST_REPLIED for touch in out):
        return Outcome()
    days = (as_date(each.cells.get(header)) for each in out for header in _OUT_BY)
    last = max((day for day in days if day is not None), default=date.min)
    if out and evidence.day - last <= _SLACK:
        return Outcome()  # it is, or is older than, what went out before
    return Outcome(
        ready[0],
        doubt="you wrote to this person, in other words than the draft's and perhaps before it",
    )


def is_wording_of(text: str, draft: str) -> bool:
    """Whether a sent text is the draft, the draft with something around it, or nearly the draft."""
    sent, drafted = plain(text), plain(draft)
    if not sent or not drafted:
        return False
    if sent == drafted:
        return True
    if len(drafted) < _SHORTEST or len(sent) < _SHORTEST:
        return False
    if drafted in sent or sent in drafted:
        return True
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - start-up stays light

    return float(ratio(sent, drafted, score_cutoff=_ALIKE)) >= _ALIKE


# --- accepted -----------------------------------------------------------------------------------


def _accepted(evidence: Evidence, touches: Touches) -> Outcome:
    notes = touches.through(Means.INVITATION)
    out = [touch for touch in notes if _is_sent(touch)]
    if any(touch.status in _PAST_ACCEPTED for touch in out):
        return Outcome()
    if not out:
        ready = [touch for touch in notes if touch.status in _READY]
        if not ready:
            return Outcome()
        doubt = "you are connected already, so that LinkedIn takes no invitation"
        return Outcome(ready[0], doubt=doubt, slug="already-connected")
    touch, day = out[0], evidence.day
    sent = _sent_on(touch)
    # Both days are without a zone: accepted within the hour may be the day before.
    is_same = sent is not None and day < sent <= day + _SLACK
    return _to(touch, evidence, sent if is_same else day)


# --- replied, bounced ---------------------------------------------------------------------------


def _replied(evidence: Evidence, touches: Touches, sure: Tracked | None) -> Outcome:
    if sure is not None:
        return (
            Outcome()
            if sure.status in _PAST_REPLIED
            else _to(sure, evidence, max(evidence.day, _sent_on(sure) or evidence.day))
        )
    out = [touch for touch in touches.through(evidence.means) if _is_sent(touch)]
    before = [touch for touch in out if _is_before(touch, evidence, touches) is not False]
    if not before:
        return _elsewhere(evidence, touches) if not out else Outcome()
    touch = max(before, key=lambda each: (_sent_on(each) or date.min, each.step))
    if touch.status in _PAST_REPLIED:
        return Outcome()
    if _is_before(touch, evidence, touches) is None:
        return Outcome(
            touch, doubt="it came on the day of your message, and which was first is not known"
        )
    return _to(touch, evidence, _not_before(touch, evidence))


def _is_before(touch: Tracked, evidence: Evidence, touches: Touches) -> bool | None:
    """Whether the touch went out before the evidence; None where the same day leaves it open."""
    day, moment = touches.went_out.get(touch.id, (_sent_on(touch), None))
    if moment is not None and evidence.moment is not None:
        return moment < evidence.moment
    if day is None or day == evidence.day:
        return None
    return day < evidence.day


def _not_before(touch: Tracked, evidence: Evidence) -> date:
    """The day of an answer that is known to follow: a day earlier is another zone's calendar."""
    sent = _sent_on(touch)
    return sent if sent and evidence.day < sent <= evidence.day + _SLACK else evidence.day


def _elsewhere(evidence: Evidence, touches: Touches) -> Outcome:
    """An answer through another channel than the only ones that went out."""
    for touch in touches.each.values():
        if touch.status not in {Status.SENT, Status.ACCEPTED, Status.NO_ANSWER}:
            continue
        if _is_before(touch, evidence, touches):
            channel = touch.channel_word or "another channel"
            return Outcome(touch, doubt=f"it came by {evidence.means}, and the touch by {channel}")
    return Outcome()


def _bounced(evidence: Evidence, touches: Touches, sure: Tracked | None) -> Outcome:
    out = [touch for touch in touches.through(Means.EMAIL) if _is_sent(touch)]
    before = [touch for touch in out if (_sent_on(touch) or date.min) <= evidence.day]
    touch = sure or next(iter([*reversed(before), *out]), None)
    if touch is None or touch.status in {Status.BOUNCED, *_PAST_ACCEPTED}:
        return Outcome()
    sent = _sent_on(touch) or evidence.day
    if sure is None and abs(evidence.day - sent) > _SERVERS_TRY:
        return Outcome(touch, doubt="your message went out at quite another time")
    # Some write down a day later what they sent.
    return _to(touch, evidence, max(evidence.day, sent))
