"""What came of each touch: the stages that it reached, and to which touch an answer is credited.

An answer to the second message stands, as often as not, beside the first one in Tracking. It is
credited to the touch of that person that was last sent on or before the day of the answer.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from planner.tracking.touches import Tracked


class Stage(StrEnum):
    """How far a touch came, in the order of the funnel; the last three are how it ends."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    MET = "met"
    CLOSED = "closed"
    DECLINED = "said no"
    BOUNCED = "bounced"
    NO_ANSWER = "no answer"


ENDS = (Stage.DECLINED, Stage.BOUNCED, Stage.NO_ANSWER)
_OF_ANSWERS = frozenset({Stage.ANSWERED, Stage.MET, Stage.CLOSED, Stage.DECLINED})

_REACHED: Mapping[Status, frozenset[Stage]] = {
    Status.DRAFTED: frozenset({Stage.DRAFTED}),
    Status.APPROVED: frozenset({Stage.DRAFTED}),
    Status.SENT: frozenset({Stage.SENT}),
    Status.ACCEPTED: frozenset({Stage.ACCEPTED}),
    Status.REPLIED: frozenset({Stage.ANSWERED}),
    Status.MEETING: frozenset({Stage.ANSWERED, Stage.MET}),
    Status.CLOSED: frozenset({Stage.CLOSED}),
    Status.DECLINED: frozenset({Stage.ANSWERED, Stage.DECLINED}),
    Status.BOUNCED: frozenset({Stage.BOUNCED}),
    Status.NO_ANSWER: frozenset({Stage.NO_ANSWER}),
}
_NONE: frozenset[Stage] = frozenset()


@frozen
class Outcome:
    """One touch with the stages that it reached, and the days that are known.

    `accepted` and `answered` are None where the day is not known, or it never happened.
    """

    touch: Tracked
    stages: frozenset[Stage]
    channel: str
    step: int
    sent: date | None = None
    answered: date | None = None

    @property
    def is_sent(self) -> bool:
        """The message went out."""
        return Stage.SENT in self.stages

    @property
    def is_invitation(self) -> bool:
        """The message asked for a connection, which may be accepted."""
        return self.channel == Channel.LINKEDIN_NOTE


def outcomes_of(
    touches: Iterable[Tracked], met: frozenset[str] = frozenset()
) -> tuple[Outcome, ...]:
    """Say what came of each touch, in the order given.

    `met` holds the Touch IDs that History has seen at a meeting, whatever they say by now.
    """
    outcomes = [_outcome(touch, met) for touch in touches]
    repeated: dict[str, list[int]] = {}
    for place, outcome in enumerate(outcomes):
        if outcome.is_sent:
            repeated.setdefault(outcome.touch.contact, []).append(place)
    for places in repeated.values():
        if len(places) > 1:
            _credit(outcomes, places)
    return tuple(outcomes)


def _outcome(touch: Tracked, met: frozenset[str]) -> Outcome:
    channel = touch.text("Channel")
    cells = touch.cells
    sent, answered = as_date(cells.get("Sent on")), as_date(cells.get("Answered on"))
    stages = _stages(
        touch.status,
        is_dated=sent is not None,
        is_invitation=channel == Channel.LINKEDIN_NOTE,
        is_accepted=cells.get("Accepted on") is not None,
        is_answered=answered is not None,
        is_met=touch.id in met if met else False,
    )
    return Outcome(touch, stages, channel, touch.step, sent, answered)


@cache
def _stages(
    status: Status | None,
    *,
    is_dated: bool,
    is_invitation: bool,
    is_accepted: bool,
    is_answered: bool,
    is_met: bool,
) -> frozenset[Stage]:
    """The stages of a touch by its status and by which of its days are known."""
    if status is None or (status.is_open and status not in _REACHED):
        return _NONE
    own = _REACHED.get(status, _NONE)
    if not (status.is_sent or (is_dated and not status.is_open)):
        return own
    reached = {Stage.DRAFTED, Stage.SENT, *own}
    if is_answered:
        reached.add(Stage.ANSWERED)
    if is_met:
        reached |= {Stage.ANSWERED, Stage.MET}
    # Who answers an invitation, but to decline it, has accepted it.
    has_replied = Stage.ANSWERED in reached and Stage.DECLINED not in reached
    if is_accepted or (is_invitation and has_replied):
        reached.add(Stage.ACCEPTED)
    return frozenset(reached)


def _credit(outcomes: list[Outcome], places: list[int]) -> None:
    """Move the answers of one person to the touches that were last sent before them."""
    own = [outcomes[place] for place in places]
    gained: dict[int, tuple[frozenset[Stage], date | None]] = {}
    for place, outcome in zip(places, own, strict=True):
        day, stages = outcome.answered, outcome.stages & _OF_ANSWERS
        if not stages or day is None:
            continue
        sent = [
            (other.sent, other.step, at)
            for at, other in zip(places, own, strict=True)
            if other.sent is not None and other.sent <= day
        ]
        credited = max(sent)[2] if sent else place
        if credited != place:
            before, earlier = gained.get(credited, (_NONE, None))
            gained[credited] = (before | stages, min(filter(None, (day, earlier))))
            outcomes[place] = _changed(outcome, outcome.stages - _OF_ANSWERS, None)
    for place, (stages, day) in gained.items():
        outcome = outcomes[place]
        days = [known for known in (outcome.answered, day) if known is not None]
        outcomes[place] = _changed(outcome, outcome.stages | stages, min(days, default=None))


def _changed(outcome: Outcome, stages: frozenset[Stage], answered: date | None) -> Outcome:
    return Outcome(outcome.touch, stages, outcome.channel, outcome.step, outcome.sent, answered)
