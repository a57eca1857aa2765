"""Which touch of a contact is to be prepared, and how it travels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.model.sequence import Step

if TYPE_CHECKING:
    from planner.model.channel import Channel
    from planner.model.draft import Sent


@frozen
class Turn:
    """Which of a contact's touches is to be prepared: the first, or one that the sequence asks for.

    `channel` is None where the contact's row decides, with the channel of `step` as a default;
    `previous` is what went out before; `is_accepted` says that it was an invitation, which was
    accepted.
    """

    step: Step
    channel: Channel | None = None
    previous: Sent | None = None
    is_accepted: bool = False


FIRST = Turn(Step(1))
