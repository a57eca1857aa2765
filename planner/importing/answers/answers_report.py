"""What closing the loop came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.model.finding import Finding
    from planner.tracking.history import Change
    from planner.workbook.apply import SaveReport


@frozen
class LoopReport:
    """What a source changed, as History has it, and what it left to the user.

    `read` counts rows or mails by file, `skipped` those left out by their reason. Of the rest,
    `known` said nothing new of the campaign's people, and `strangers` are about nobody in it.
    `save` is None where nothing was written.
    """

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    read: Mapping[str, int]
    skipped: Mapping[str, int]
    known: int
    strangers: int
    save: SaveReport | None = None
