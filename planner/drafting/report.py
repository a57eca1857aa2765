"""What a run makes of the touches, counted as they stream by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.model.status import Status
from planner.tracking.decision import Verdict
from planner.tracking.history import By, Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from planner.model.draft import Draft
    from planner.model.finding import Finding
    from planner.tracking.decision import Decision
    from planner.tracking.excel_changes import TakenOver
    from planner.workbook.apply import SaveReport
    from planner.workbook.edits import EditValue


@frozen
class DraftReport:
    """What a run of `draft` did, or would do.

    Of the contacts looked at: `drafted` got a new or redrawn draft (`redrawn` counts the latter),
    `unchanged` stand as they stood, `kept` are the user's own words or sent already, `flagged` have
    no draft for a reason that the findings give, `suppressed` must not be contacted, `removed` are
    no longer in the contacts sheet, `stopped` are follow-ups that an answer made needless. `path`
    is the workbook written, None where nothing was.
    """

    path: Path | None
    drafted: int
    redrawn: int
    unchanged: int
    kept: int
    flagged: int
    suppressed: int
    removed: int
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]
    drafts: tuple[Draft, ...]
    save: SaveReport | None = None
    stopped: int = 0


@frozen
class Standing:
    """One touch in this run: what the user changed in its row, and what planner makes of it.

    `taken` is None for a new touch; `decision` is None where this run leaves the touch as it is.
    """

    taken: TakenOver | None
    decision: Decision | None

    @property
    def row(self) -> int | None:
        """The row in the Tracking sheet; None for a new touch."""
        return self.taken.tracked.row if self.taken else None

    @property
    def values(self) -> Mapping[str, EditValue]:
        """The cells to be written, by header."""
        decided = self.decision.values if self.decision else {}
        return {**self.taken.values, **decided} if self.taken else decided

    def changes(self, now: datetime) -> Iterator[Change]:
        """What History is to say."""
        if self.taken is None:
            return
        yield from self.taken.changes
        decision = self.decision
        if decision is not None and decision.after is not decision.before:
            yield Change(
                now,
                decision.touch,
                decision.name,
                str(decision.before or ""),
                str(decision.after or ""),
                By.COMMAND,
                _why(decision),
            )


def _why(decision: Decision) -> str:
    """The note of a change that a run of draft makes."""
    reason = decision.values.get("Next action") if decision.after is Status.SUPPRESSED else None
    return str(reason or decision.note)


@dataclass(slots=True)
class Ledger:
    """Counts decisions as they stream by, and holds back what is over the limit."""

    limit: int | None
    keeps: bool
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    def watched(self, standing: Iterable[Standing]) -> Iterator[Standing]:
        for each in standing:
            decision = each.decision
            if decision is not None and self._is_over(decision.verdict):
                yield Standing(each.taken, None)
                continue
            if decision is not None:
                self._note(decision)
            yield each

    def _is_over(self, verdict: Verdict) -> bool:
        if self.limit is None or verdict not in {Verdict.DRAFTED, Verdict.REDRAWN}:
            return False
        return self.verdicts[Verdict.DRAFTED] + self.verdicts[Verdict.REDRAWN] >= self.limit

    def _note(self, decision: Decision) -> None:
        self.verdicts[decision.verdict] += 1
        self.findings.extend(decision.findings)
        if self.keeps:
            self.decisions.append(decision)
            if decision.draft is not None:
                self.drafts.append(decision.draft)

    def report(self, findings: Iterable[Finding], save: SaveReport | None) -> DraftReport:
        """What the run came to."""
        count = self.verdicts
        return DraftReport(
            path=save.path if save and save.is_written else None,
            drafted=count[Verdict.DRAFTED] + count[Verdict.REDRAWN],
            redrawn=count[Verdict.REDRAWN],
            unchanged=count[Verdict.UNCHANGED],
            kept=count[Verdict.KEPT],
            flagged=count[Verdict.FLAGGED],
            suppressed=count[Verdict.SUPPRESSED],
            removed=count[Verdict.REMOVED],
            findings=tuple(findings),
            decisions=tuple(self.decisions),
            drafts=tuple(self.drafts),
            save=save,
            stopped=count[Verdict.STOPPED],
        )
