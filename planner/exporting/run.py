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
from planner.exporting.formats import FORMATS
from planner.exporting.outbox import choose, email_of, unmade
from planner.exporting.outgoing import ExportError, File, Format, Manner, Outgoing
from planner.exporting.write_files import write_files
from planner.model.errors import UsageError
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.text.pasted import command
from planner.tracking.message_ids import message_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from planner.exporting.outbox import Outbox
    from planner.exporting.write_files import Written
    from planner.model.channel import Channel
    from planner.model.finding import Finding
    from planner.tracking.history import Change
    from planner.tracking.ready import Ready


ICS = "ics"
ALL_FORMATS = {
    **{name: made.description for name, made in FORMATS.items()},
    ICS: "the plan as a calendar file, an entry a touch",
}
OPEN = frozenset({Status.DRAFTED, Status.APPROVED})


@frozen
class Left:
    """A message that left: in which file, to which blind copies, under which Message-ID.

    `file` is the one that holds it alone, else the one that holds all; `attachments` are the files
    that it carries.
    """

    outgoing: Outgoing
    file: Path
    bcc: tuple[str, ...] = ()
    message_id: str = ""
    attachments: tuple[Path, ...] = ()


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


@frozen
class Calendar:
    """The days of what is to leave as a calendar file.

    `channels` says of each touch that has a day, by its ID, how it travels; `file_of` makes the
    file of the touches named to it.
    """

    channels: Mapping[str, Channel | None]
    file_of: Callable[[frozenset[str]], bytes]


def leave(
    outbox: Outbox,
    format_name: str,
    *,
    to: Path | None = None,
    statuses: frozenset[Status] = OPEN,
    is_due_only: bool = False,
    letterhead: Path | None = None,
    is_one_file: bool = False,
    vcard: str = "4.0",
    may_overwrite: bool = False,
    attach_from: Sequence[Path] = (),
    calendar: Calendar | None = None,
) -> LeaveReport:
    """Write what is ready to go out as files of a format, to `to` or beside the workbook.

    `is_due_only` leaves out what has a later day. An email may carry files from the folders of its
    template and of the workbook, and from those of `attach_from`. The format "ics" needs a
    `calendar`.

    Raises:
        UsageError: there is no such format.
        ExportError: nothing is to leave, or a file is in the way or cannot be written.
    """
    made_by = _format(format_name, is_one_file=is_one_file)
    departure = _Departure(outbox, made_by, attach_from)
    chosen = departure.chosen(statuses, is_due_only=is_due_only)
    manner = Manner(outbox.now, outbox.workbook.stem, letterhead, is_one_file, vcard)
    target = to or _usual_place(outbox.workbook, format_name, made_by)
    if calendar is not None:
        files: Iterable[File] = departure.calendar(chosen, calendar)
    else:
        files = made_by.make(departure.messages(chosen), manner)
    files = departure.refusing_nothing(files)
    written = write_files(
        files,
        target,
        outbox.workbook,
        is_folder=not made_by.one_file,
        may_overwrite=may_overwrite,
    )
    left = tuple(_placed(departure.left, written))
    return LeaveReport(
        format_name,
        target,
        left,
        tuple(file.path for file in written),
        departure.held,
        tuple(departure.findings),
    )


class _Departure:
    """One export under way: what is chosen, what stays and why, what has left so far."""

    def __init__(self, outbox: Outbox, made_by: Format, attach_from: Sequence[Path]) -> None:
        self._outbox = outbox
        self._format = made_by
        self._attach_from = attach_from
        self.left: list[Left] = []
        self.held: Counter[str] = Counter()
        self.findings: list[Finding] = []

    def chosen(self, statuses: frozenset[Status], *, is_due_only: bool) -> list[Ready]:
        """Choose the touches that may leave; the others are counted as held."""
        channels = self._format.channels
        choice = choose(self._outbox, statuses, channels, is_due_only=is_due_only)
        self.findings += choice.findings
        self.held.update(reason for _, reason in choice.held)
        if not choice.ready:
            raise self._nothing()
        return list(choice.ready)

    def depart(self, outgoing: Outgoing) -> None:
        """Note that a message leaves, without its attachments, which may be large."""
        email, touch = outgoing.email, outgoing.touch
        bcc = email.bcc if email else ()
        known = message_id(touch.id, touch.contact) if email else ""
        attachments = email.attachments if email else ()
        self.left.append(Left(replace(outgoing, email=None), Path(), bcc, known, attachments))

    def messages(self, chosen: Iterable[Ready]) -> Iterator[Outgoing]:
        """Make each message when it is asked for; one that cannot be made becomes a finding."""
        sender = self._outbox.sender
        for ready in chosen:
            channel = ready.touch.channel
            outgoing = Outgoing(ready.touch, ready.contact, channel, sender)
            if self._format.is_email:
                try:
                    email = email_of(self._outbox, ready, self._attach_from)
                    outgoing = replace(outgoing, email=email)
                except EmailError as error:
                    self.findings.append(unmade(self._outbox, ready.touch, error))
                    continue
            self.depart(outgoing)
            yield outgoing

    def calendar(self, chosen: Sequence[Ready], calendar: Calendar) -> Iterator[File]:
        """Make one file of all that is chosen and has a day."""
        placed = [ready for ready in chosen if ready.touch.id in calendar.channels]
        for ready in placed:
            channel = calendar.channels[ready.touch.id]
            self.depart(Outgoing(ready.touch, ready.contact, channel, self._outbox.sender))
        unplaced = len(chosen) - len(placed)
        if unplaced:
            self.held["without a day"] += unplaced
        yield File("plan.ics", [calendar.file_of(frozenset(ready.touch.id for ready in placed))])

    def refusing_nothing(self, files: Iterable[File]) -> Iterator[File]:
        """Pass the files on; an error where in the end no message is in them."""
        yield from files
        if not self.left:
            raise self._nothing()

    def _nothing(self) -> ExportError:
        reasons = [f"{number:,} {why}" for why, number in self.held.items()]
        reasons += [self.findings[0].message] if self.findings else []
        why = f" ({'; '.join(reasons)})" if reasons else ""
        return ExportError(
            f"{self._outbox.workbook.name}: nothing of what is chosen can leave{why}.",
            f"{command('status', self._outbox.workbook)} shows where every touch stands.",
        )


def _format(name: str, *, is_one_file: bool) -> Format:
    if name == ICS:
        return Format(ALL_FORMATS[ICS], lambda _messages, _manner: iter(()), "plan.ics")
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(f'There is no format "{name}".', f"Take one of: {', '.join(ALL_FORMATS)}.")
    if is_one_file and name != "docx":
        raise UsageError(f"--one-file goes with docx, not with {name}.", "Leave it out.")
    return replace(found, one_file="letters.docx") if is_one_file else found


def _usual_place(workbook: Path, name: str, made_by: Format) -> Path:
    """Beside the workbook, under a name that says what it is."""
    return workbook.with_name(f"{workbook.stem} {made_by.one_file or name}")


def _placed(left: Iterable[Left], written: Iterable[Written]) -> Iterator[Left]:
    own: dict[str, Path] = {}
    shared = Path()
    for file in written:
        if file.touch:
            own[file.touch] = file.path
        else:
            shared = file.path
    return (replace(item, file=own.get(item.outgoing.touch.id, shared)) for item in left)
