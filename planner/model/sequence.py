"""The sequence of a campaign: which touch follows which, after how long, and what ends it."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping


# What ends a sequence unless its sheet says otherwise.
ANSWERS = frozenset({Status.REPLIED, Status.MEETING, Status.CLOSED, Status.DECLINED})

# How a follow-up travels where its step names no channel: as the message before did. LinkedIn takes
# no message to somebody unconnected, so an invitation is followed by one once it is accepted.
FOLLOWED_BY: Mapping[Channel, Channel] = {
    Channel.LINKEDIN_NOTE: Channel.LINKEDIN_MESSAGE,
    Channel.LINKEDIN_MESSAGE: Channel.LINKEDIN_MESSAGE,
    Channel.LINKEDIN_INMAIL: Channel.LINKEDIN_INMAIL,
    Channel.EMAIL: Channel.EMAIL,
    Channel.LETTER: Channel.LETTER,
    Channel.PHONE: Channel.PHONE,
}


@frozen
class Step:
    """One row of the Sequence sheet: a touch that may follow the one before.

    `channel` is None where it follows from the contact's row, or from the touch before. `wait`
    counts business days from the day of the touch before, or from the day of its acceptance where
    `is_after_acceptance`. One of `stop_when` on any earlier touch ends the sequence before this
    step. `follows` names the channel that the touch before must have had, if any; `conditions` are
    as in "Priority=high". Several steps may share a number: the first that suits the contact is
    the one taken.
    """

    number: int
    channel: Channel | None = None
    template: str = ""
    wait: int = 0
    is_after_acceptance: bool = False
    stop_when: frozenset[Status] = ANSWERS
    follows: Channel | None = None
    conditions: tuple[str, ...] = ()
    cell: str = ""


@frozen
class Sequence:
    """The steps in the order of their numbers; `sheet` is "" for planner's own."""

    steps: tuple[Step, ...]
    sheet: str = field(default="")

    @property
    def later(self) -> tuple[Step, ...]:
        """The steps that follow a first touch."""
        return tuple(step for step in self.steps if step.number > 1)

    @property
    def first(self) -> Step | None:
        """What the sheet says of the first touch, if anything."""
        return next((step for step in self.steps if step.number == 1), None)


# Where a campaign has no Sequence sheet: a first message, then at most two follow-ups. Three days
# are the best wait before the first follow-up (+49 % answers), the second hardly helps (+3 %) and
# a third does harm (−30 %): Belkins 2024, a vendor's data. The week before the second is planner's
# own choice.
DEFAULT_SEQUENCE = Sequence((Step(1), Step(2, wait=3), Step(3, wait=7)))
