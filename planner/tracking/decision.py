"""What a run makes of one touch: a verdict, and the cells that change."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.model.draft import Draft
    from planner.model.finding import Finding
    from planner.model.status import Status
    from planner.workbook.edits import EditValue


class Verdict(StrEnum):
    """What becomes of a touch in this run."""

    DRAFTED = "drafted"
    REDRAWN = "redrawn"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    FLAGGED = "flagged"
    SUPPRESSED = "suppressed"
    REMOVED = "removed"
    STOPPED = "stopped"


@frozen
class Decision:
    """What this run makes of one touch: `values` are the cells that change, by header.

    `reason` says why the draft has this template, `note` what History says of a new status.
    """

    verdict: Verdict
    touch: str
    contact: str
    name: str
    values: Mapping[str, EditValue]
    findings: tuple[Finding, ...] = ()
    draft: Draft | None = None
    before: Status | None = None
    after: Status | None = None
    reason: str = ""
    note: str = "draft"
