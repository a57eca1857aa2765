"""What leaves the campaign: chosen from the Tracking sheet, written by a format, marked if asked.

Only what could go out leaves: drafted or approved, to nobody who must be left alone, and not while
an answer makes it needless. The words are those of the Tracking sheet as it stands.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.email.email_error import EmailError
from planner.email.render import RenderedEmail, Words, render_email
from planner.exporting.formats import FORMATS
from planner.exporting.outgoing import ExportError, File, Format, Leaving, Manner
from planner.exporting.write_files import write_files
from planner.model.channel import Channel
from planner.model.errors import UsageError
from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.model.sender import Sender
from planner.model.status import Status
from planner.scheduling.calendar_file import calendar_file
from planner.tracking.changes import Order
from planner.tracking.due_touches import is_due
from planner.tracking.message_ids import message_id
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.campaign import Campaign
    from planner.exporting.write_files import Written
    from planner.scheduling.rules import Ready
    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked


ICS = "ics"
ALL_FORMATS = {
    **{name: each.description for name, each in FORMATS.items()},
    ICS: "the plan as a calendar file, an entry a touch",
}
_OPEN = frozenset({Status.DRAFTED, Status.APPROVED})


@frozen
class Left:
    """A message that left: in which file, to which blind copies, under which Message-ID.

    `file` is the one that holds it alone, else the one that holds all.
    """

    leaving: Leaving
    file: Path
    bcc: tuple[str, ...] = ()
    message_id: str = ""


@frozen
class LeaveReport:
    """What left, and what did not.

    `path` is the folder or the file. `held` counts the chosen touches that stay, by the reason;
    `findings` are about those whose message cannot be made. `changes` is what was marked.
    """

    format: str
    path: Path
    messages: tuple[Left, ...]
    files: tuple[Path, ...]
    held: Counter[str] = field(default_factory=Counter)
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()


def leave(
    campaign: Campaign,
    format_name: str,
    *,
    to: Path | None = None,
    statuses: frozenset[Status] = _OPEN,
    where: Iterable[str] = (),
    is_due_only: bool = False,
    mark: bool = False,
    letterhead: Path | None = None,
    is_one_file: bool = False,
    vcard: str = "4.0",
    may_overwrite: bool = False,
) -> LeaveReport:
    """Write what is ready to go out as files of a format, to `to` or beside the workbook.

    `is_due_only` leaves out what has a later day. With `mark` what left is marked as sent, once
    the files are in their place: all of it, or nothing.

    Raises:
        TrackingError: nothing is drafted yet.
        UsageError: there is no such format, or a condition of `where` makes no sense.
        ExportError: nothing is to leave, or a file is in the way or cannot be written.
    """
    if mark and format_name == ICS:
        raise UsageError(
            "A calendar sends nothing, so --mark has nothing to mark.", "Leave it out."
        )
    made_by = _format(format_name, is_one_file=is_one_file)
    departure = _Departure(campaign, made_by)
    chosen = departure.chosen(statuses, frozenset(where), is_due_only=is_due_only)
    manner = Manner(campaign.now, campaign.path.stem, letterhead, is_one_file, vcard)
    target = to or _usual_place(campaign.path, format_name, made_by)
    if format_name == ICS:
        files: Iterable[File] = _calendar(campaign, chosen, departure)
    else:
        files = made_by.make(departure.leaving(chosen), manner)
    files = departure.refusing_nothing(files)
    written = write_files(
        files,
        target,
        campaign.path,
        is_folder=not made_by.one_file,
        may_overwrite=may_overwrite,
    )
    left = tuple(_placed(departure.left, written))
    report = LeaveReport(
        format_name,
        target,
        left,
        tuple(each.path for each in written),
        departure.held,
        tuple(departure.findings),
    )
    if not mark:
        return report
    orders = [Order(each.leaving.touch.id, Status.SENT) for each in left]
    return replace(report, changes=campaign.set_status(orders).changes)


class _Departure:
    """One export under way: what is chosen, what stays and why, what has left so far."""

    def __init__(self, campaign: Campaign, made_by: Format) -> None:
        self._campaign = campaign
        self._format = made_by
        self.left: list[Left] = []
        self.held: Counter[str] = Counter()
        self.findings: list[Finding] = []

    def chosen(
        self, statuses: frozenset[Status], where: Iterable[str], *, is_due_only: bool
    ) -> list[Ready]:
        """The touches that may leave; the others are counted as held."""
        campaign = self._campaign
        pauses, today = campaign.outlook.pauses, campaign.now.date()
        ready = {each.touch.id: each for each in campaign.outlook.ready()}
        chosen: list[Ready] = []
        for touch in campaign.touches(where=where):
            found = ready.get(touch.id)
            if touch.status not in statuses:
                continue
            if found is None:
                self.held["must be left alone, or wait for an earlier touch"] += 1
            elif _is_put_off(found.touch):
                self.held["put off"] += 1
            elif found.pause_of(pauses):
                self.held["paused, since a colleague has just answered"] += 1
            elif is_due_only and not is_due(found.touch, today):
                self.held["not due yet"] += 1
            elif not self._suits(found):
                self.held["of another channel"] += 1
            else:
                chosen.append(found)
        if not chosen:
            raise self._nothing()
        return chosen

    def _suits(self, ready: Ready) -> bool:
        channels = self._format.channels
        return not channels or Channel.spoken(ready.touch.text("Channel")) in channels

    def depart(self, leaving: Leaving) -> None:
        """Note that a message leaves, without its attachments, which may be large."""
        email, touch = leaving.email, leaving.touch
        bcc = email.bcc if email else ()
        known = message_id(touch.id, touch.contact) if email else ""
        self.left.append(Left(replace(leaving, email=None), Path(), bcc, known))

    def leaving(self, chosen: Iterable[Ready]) -> Iterator[Leaving]:
        """Each message, made when it is asked for; one that cannot be made becomes a finding."""
        sender = self._campaign.sender or Sender()
        for ready in chosen:
            channel = Channel.spoken(ready.touch.text("Channel"))
            leaving = Leaving(ready.touch, ready.contact, channel, sender)
            if self._format.is_email:
                try:
                    leaving = replace(leaving, email=self._email(ready))
                except EmailError as error:
                    self.findings.append(self._unmade(ready, error))
                    continue
            self.depart(leaving)
            yield leaving

    def refusing_nothing(self, files: Iterable[File]) -> Iterator[File]:
        """The files; an error where in the end no message is in them."""
        yield from files
        if not self.left:
            raise self._nothing()

    def _email(self, ready: Ready) -> RenderedEmail:
        campaign, touch = self._campaign, ready.touch
        named = touch.text("Template")
        template = campaign.library.find(named) if named else None
        if template is None:
            raise EmailError(
                f'There is no template "{named}" any more, which says who gets copies and files.',
                f'Put it back, or run "planner draft {campaign.path}" again.',
            )
        return render_email(
            template.path,
            campaign.drafts.context_of(ready.contact, touch),
            date=campaign.now,
            words=Words(touch.text("Subject"), touch.text("Draft")),
        )

    def _unmade(self, ready: Ready, error: EmailError) -> Finding:
        sheet = self._campaign.tracking_sheet()
        return Finding(
            "email-unmade",
            Severity.ERROR,
            error.message,
            error.hint,
            sheet=sheet.name,
            cell=sheet.cell("Draft", ready.touch.row),
            contact=ready.touch.contact,
        )

    def _nothing(self) -> ExportError:
        reasons = [f"{number:,} {why}" for why, number in self.held.items()]
        reasons += [self.findings[0].message] if self.findings else []
        told = f" ({'; '.join(reasons)})" if reasons else ""
        return ExportError(
            f"{self._campaign.path.name}: nothing of what is chosen can leave{told}.",
            f'"planner status {self._campaign.path}" shows where every touch stands.',
        )


def _is_put_off(touch: Tracked) -> bool:
    """Whether the user has typed no day but something like "not now"."""
    planned = touch.cells.get("Planned for")
    return planned is not None and as_date(planned) is None


def _format(name: str, *, is_one_file: bool) -> Format:
    if name == ICS:
        return Format(ALL_FORMATS[ICS], lambda _leaving, _manner: iter(()), "plan.ics")
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(f'There is no format "{name}".', f"Take one of: {', '.join(ALL_FORMATS)}.")
    if is_one_file and name != "docx":
        raise UsageError(f"--one-file goes with docx, not with {name}.", "Leave it out.")
    return replace(found, one_file="letters.docx") if is_one_file else found


def _calendar(campaign: Campaign, chosen: Iterable[Ready], departure: _Departure) -> Iterator[File]:
    """The plan as it would be made now, of what is chosen."""
    wanted = {each.touch.id for each in chosen}
    report = campaign.plan(dry_run=True)
    placements = tuple(
        each
        for each in report.plan.placements
        if each.demand.touch in wanted and each.day is not None
    )
    sender = campaign.sender or Sender()
    for each in placements:
        ready = report.ready[each.demand.touch]
        departure.depart(Leaving(ready.touch, ready.contact, each.channel, sender))
    unplaced = len(wanted) - len(placements)
    if unplaced:
        departure.held["without a day"] += unplaced
    plan = replace(report.plan, placements=placements)
    content = calendar_file(campaign, replace(report, plan=plan))
    yield File("plan.ics", [content])


def _usual_place(workbook: Path, name: str, made_by: Format) -> Path:
    """Beside the workbook, under a name that says what it is."""
    return workbook.with_name(f"{workbook.stem} {made_by.one_file or name}")


def _placed(left: Iterable[Left], written: Iterable[Written]) -> Iterator[Left]:
    own: dict[str, Path] = {}
    shared = Path()
    for each in written:
        if each.touch:
            own[each.touch] = each.path
        else:
            shared = each.path
    return (replace(each, file=own.get(each.leaving.touch.id, shared)) for each in left)
