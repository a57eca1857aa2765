"""The journal of what went out: one line an event, in the hidden folder beside the workbook.

`NAME.sending.jsonl` is only ever added to. An intent is on the disk before the server is given the
message; what became of it follows. An intent without an outcome, with nobody at work, is a message
of which nobody knows whether it went: it is never sent again by itself.

`NAME.sending.pending` is there while the journal knows what the workbook may not.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from planner.model.frozen import frozen
from planner.sending.pending import pending_mark
from planner.sending.sending_errors import SendingError
from planner.workbook.hidden import hidden_folder
from planner.workbook.lock import file_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path


_WAIT = 6 * 3600.0  # seconds that a second sender waits for the first


class Event(StrEnum):
    """What a line of the journal tells."""

    INTENT = "intent"
    ACCEPTED = "accepted"
    BOUNCED = "bounced"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOT_GIVEN = "not given"
    PLACED = "placed"
    ENTERED = "entered"
    COPIED = "copied"
    AGAIN = "again"


@frozen
class Attempt:
    """A message that is about to leave: its touch, its ID, whom it goes to, its digest."""

    touch: str
    contact: str
    message_id: str
    recipients: tuple[str, ...]
    digest: str

    def line(self, event: Event) -> dict[str, Any]:
        """Write the line of the journal."""
        return {
            "event": str(event),
            "touch": self.touch,
            "contact": self.contact,
            "message_id": self.message_id,
            "recipients": list(self.recipients),
            "sha256": self.digest,
        }


@frozen
class Sending:
    """The last attempt at a touch, as the journal has it.

    `event` is its outcome, or `INTENT` where there is none; `is_entered` says that the workbook
    knows it. `unknown` counts the attempts at this touch that ended so.
    """

    touch: str
    contact: str
    message_id: str
    recipients: tuple[str, ...]
    at: datetime
    event: Event
    words: str = ""
    is_entered: bool = False
    is_copied: bool = False
    unknown: int = 0

    @property
    def is_out(self) -> bool:
        """The server has taken the message."""
        return self.event is Event.ACCEPTED

    @property
    def is_unknown(self) -> bool:
        """Nobody knows whether the server has taken it."""
        return self.event in {Event.INTENT, Event.UNKNOWN}

    @property
    def is_news(self) -> bool:
        """The workbook has yet to be told."""
        told = self.is_out or self.is_unknown or self.event is Event.BOUNCED
        return told and not self.is_entered


def _now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """The journal of one workbook; every method that adds to it wants its lock."""

    def __init__(self, folder: Path, name: str, clock: Callable[[], datetime] = _now) -> None:
        self._file = folder / f"{name}.sending.jsonl"
        self._pending = pending_mark(folder, name)
        self._lock = folder / f"{name}.sending.lock"
        self._name = name
        self._clock = clock
        self._out: int | None = None
        self._sendings: dict[str, Sending] = {}
        self._times: list[datetime] = []

    @classmethod
    def of(cls, workbook: Path, clock: Callable[[], datetime] = _now) -> Journal:
        """Open the journal of a workbook, in the folder of the real file behind any link.

        Raises:
            SendingError: no hidden folder can be made, and so nothing can be sent safely.
        """
        real = workbook.resolve()
        folder = hidden_folder(real)
        if folder is None:
            raise SendingError(
                f"{real.parent}: no journal of what went out can be kept here; nothing was sent.",
                "Ask for the right to write there, or work on a copy in a folder of your own.",
            )
        return cls(folder, real.name, clock)

    def __enter__(self) -> Self:
        self._read()
        return self

    def __exit__(self, *_exception: object) -> None:
        out, self._out = self._out, None
        if out is not None:
            os.close(out)

    def lock(
        self, *, timeout: float = _WAIT, waits: Callable[[], None] = lambda: None
    ) -> AbstractContextManager[None]:
        """Keep other senders off; `waits` is called once if another is at work.

        Raises:
            SendingError: another planner is at it for longer than `timeout` seconds.
        """
        busy = SendingError(
            f"Another planner is sending from {self._name}.",
            "Wait until it is done, and run the command again.",
        )
        return file_lock(self._lock, busy, timeout=timeout, waits=waits)

    # --- what it says ----------------------------------------------------------------------------

    @property
    def sendings(self) -> Mapping[str, Sending]:
        """The last attempt at each touch, by its ID."""
        return self._sendings

    def news(self) -> list[Sending]:
        """List what the workbook has yet to be told."""
        return [each for each in self._sendings.values() if each.is_news]

    def sent_since(self, moment: datetime) -> list[datetime]:
        """List when the messages went out that did so after a moment, oldest first."""
        return [at for at in self._times if at > moment]

    # --- what is added ---------------------------------------------------------------------------

    def intend(self, attempt: Attempt) -> None:
        """Write down that a message is about to be given to the server, down to the disk.

        Raises:
            SendingError: it cannot be written, so the message must not go.
        """
        self.mark_pending()
        self._add(attempt.line(Event.INTENT), is_synced=True)

    def place(self, attempt: Attempt) -> None:
        """Write down that a message is about to be put into the Drafts folder.

        Raises:
            SendingError: it cannot be written, so the message must not be put there.
        """
        self._add(attempt.line(Event.PLACED), is_synced=True)

    def note(self, touch: str, event: Event, words: str = "") -> None:
        """Write down what became of the last attempt at a touch."""
        line = {"event": str(event), "touch": touch}
        self._add({**line, "words": words} if words else line, is_synced=False)

    def sync(self) -> None:
        """Have all of it on the disk."""
        if self._out is not None:
            os.fsync(self._out)

    def mark_pending(self) -> None:
        """Say, to whoever opens the workbook next, that the journal may know more."""
        if not self._pending.exists():
            with self._writing():
                self._pending.touch()
                _sync_folder(self._pending.parent)

    def settle(self) -> None:
        """Say that the workbook knows all, if it does."""
        if not self.news():
            with contextlib.suppress(OSError):
                self.sync()
                self._pending.unlink(missing_ok=True)

    def forget_entered(self) -> None:
        """Let all be told to the workbook again, which an earlier version has replaced."""
        if self._file.exists():
            self.mark_pending()
            self._add({"event": str(Event.AGAIN)}, is_synced=True)

    # --- lines -----------------------------------------------------------------------------------

    def _read(self) -> None:
        self._sendings.clear()
        self._times.clear()
        for line in _lines(self._file):
            self._take(line)

    def _add(self, line: dict[str, Any], *, is_synced: bool) -> None:
        line = {"at": self._clock().astimezone(UTC).isoformat(timespec="milliseconds"), **line}
        with self._writing():
            if self._out is None:
                self._out = self._opened()
            data = json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
            if os.write(self._out, data) != len(data):
                raise OSError("the disk is full")
            if is_synced:
                os.fsync(self._out)
        self._take(line)

    def _opened(self) -> int:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        out = os.open(self._file, flags | getattr(os, "O_BINARY", 0), 0o600)
        size = os.fstat(out).st_size
        if size == 0:
            _sync_folder(self._file.parent)
        else:
            os.lseek(out, size - 1, os.SEEK_SET)
            if os.read(out, 1) != b"\n":  # a line that a crash cut short
                os.write(out, b"\n")
        return out

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SendingError(
                f"{self._file}: the journal cannot be written ({error.strerror or error}), so"
                " nothing more was sent.",
                "Make room there, and run the command again.",
            ) from error

    def _take(self, line: dict[str, Any]) -> None:
        """Bring what is known of the touches up to a line."""
        event, touch, at = Event(line["event"]), str(line.get("touch", "")), _moment(line["at"])
        before = self._sendings.get(touch)
        if event in {Event.INTENT, Event.PLACED}:
            unknown = before.unknown + before.is_unknown if before else 0
            recipients = tuple(map(str, line.get("recipients", ())))
            contact, message_id = str(line.get("contact", "")), str(line.get("message_id", ""))
            self._sendings[touch] = Sending(
                touch, contact, message_id, recipients, at, event, unknown=unknown
            )
        elif event is Event.AGAIN:
            told = self._sendings.items()
            self._sendings = {touch: replace(each, is_entered=False) for touch, each in told}
        elif before is not None:
            self._sendings[touch] = _noted(before, event, str(line.get("words", "")))
            if event is Event.ACCEPTED:
                self._times.append(at)


def forget_entered(workbook: Path) -> None:
    """Let all that the journal knows be told to the workbook again, if it knows anything."""
    real = workbook.resolve()
    folder = hidden_folder(real, make=False)
    if folder is not None and (folder / f"{real.name}.sending.jsonl").exists():
        with Journal(folder, real.name) as journal:
            journal.forget_entered()


def _noted(sending: Sending, event: Event, words: str) -> Sending:
    """The last attempt with what a line tells of it."""
    if event is Event.ENTERED:
        return replace(sending, is_entered=True)
    if event is Event.COPIED:
        return replace(sending, is_copied=True)
    return replace(sending, event=event, words=words, is_entered=False)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a journal; what a crash has cut short tells nothing."""
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise SendingError(
            f"{file}: the journal of what went out cannot be read ({error.strerror or error}).",
            "Ask for the right to read it: without it nothing is sent.",
        ) from error
    for raw in text.split(b"\n"):
        with contextlib.suppress(ValueError):
            line = json.loads(raw.decode("utf-8", "surrogatepass"))
            if isinstance(line, dict) and line.get("event") in set(Event) and "at" in line:
                yield line


def _moment(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _sync_folder(folder: Path) -> None:
    """Have a new name in a folder on the disk; Windows offers no such thing."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
