"""A touch that could go out, and whom it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.tracking.planned_day import pinned_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.model.channel import Channel
    from planner.model.contact import Contact
    from planner.tracking.touches import Tracked


@frozen
class Ready:
    """A touch that could go out, whom it is for, how it may travel (best first), and its company.

    `company` is the company's plain name, "" where the row has none.
    """

    touch: Tracked
    contact: Contact
    channels: tuple[Channel, ...]
    company: str

    def pause_of(self, pauses: Mapping[str, str]) -> str:
        """Why it must wait for a colleague's answer; "" where nothing, or the user's day, says so.

        `pauses` holds the reasons by Contact ID.
        """
        return "" if pinned_day(self.touch) is not None else pauses.get(self.contact.id, "")
