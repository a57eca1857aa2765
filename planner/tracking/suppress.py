"""Holds a touch against the Do not contact sheet, by all that its row knows of the person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.model.status import Status
from planner.tracking.next_action import do_not_contact

if TYPE_CHECKING:
    from planner.contacts.suppressions import Suppressions
    from planner.model.suppression import Suppression
    from planner.tracking.touches import Tracked


def suppression_of(touch: Tracked, suppressions: Suppressions) -> Suppression | None:
    """The entry that means the person of a touch, or None.

    The contacts sheet is not read for it, so that a status is shown at once in a long list; the
    row remembers the addresses by which its person was known at the last draft.
    """
    return suppressions.of_person(touch.person_keys) if suppressions else None


def suppressed(touch: Tracked, reason: str) -> Tracked:
    """The touch as suppressed, without words that could go out."""
    words = {"Subject", "Draft", "Length", "Flags"}
    cells = {header: value for header, value in touch.cells.items() if header not in words}
    cells |= {"Status": str(Status.SUPPRESSED), "Next action": do_not_contact(reason)}
    return replace(touch, cells=cells, status=Status.SUPPRESSED, is_status_known=True)
