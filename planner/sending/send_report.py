"""What came of a run of sending."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model.finding import Finding
    from planner.sending.sendable import Planned, SendPlan
    from planner.tracking.touches import Tracked


@frozen
class SendReport:
    """What became of each message, with a server's words.

    `staying` are those that were not sent, each with the reason. `stopped` says why the run ended
    before its time, "" where it did not; `unentered` why the workbook does not know of all this
    yet; `uncopied` why no copies are in the Sent folder.
    """

    sent: tuple[Planned, ...] = ()
    bounced: tuple[tuple[Planned, str], ...] = ()
    unknown: tuple[tuple[Planned, str], ...] = ()
    staying: tuple[tuple[Tracked, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    stopped: str = ""
    unentered: str = ""
    uncopied: str = ""


@dataclass(slots=True)
class Results:
    """What has come of a run so far; `settled` are the messages that it is done with, unsent."""

    sent: list[Planned] = field(default_factory=list)
    bounced: list[tuple[Planned, str]] = field(default_factory=list)
    unknown: list[tuple[Planned, str]] = field(default_factory=list)
    settled: dict[str, tuple[Tracked, str]] = field(default_factory=dict)
    held: dict[str, tuple[Tracked, str]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    unmade: list[Finding] = field(default_factory=list)
    stopped: str = ""
    unentered: str = ""
    uncopied: str = ""

    @property
    def gone(self) -> int:
        """How many have left, whatever became of them."""
        return len(self.sent) + len(self.bounced) + len(self.unknown)

    def planned(self, plan: SendPlan) -> list[Planned]:
        """Take in what a new plan says; returns what it leaves to be sent."""
        done = {each.touch.id for each in self.sent}
        done |= {each.touch.id for each, _ in (*self.bounced, *self.unknown)}
        self.held = {touch.id: (touch, why) for touch, why in plan.staying if touch.id not in done}
        self.findings = plan.findings
        done |= self.settled.keys()
        return [each for each in plan.messages if each.touch.id not in done]

    def settle(self, planned: Planned, why: str) -> None:
        """Leave a message unsent for the rest of the run."""
        self.settled[planned.touch.id] = (planned.touch, why)

    def report(self, unsent: Iterable[Planned]) -> SendReport:
        """Say what came of it all, when `unsent` were still waiting at the end."""
        for planned in unsent:
            self.settle(planned, "the run ended before it")
        return SendReport(
            tuple(self.sent),
            tuple(self.bounced),
            tuple(self.unknown),
            tuple({**self.held, **self.settled}.values()),
            (*self.findings, *self.unmade),
            self.stopped,
            self.unentered,
            self.uncopied,
        )
