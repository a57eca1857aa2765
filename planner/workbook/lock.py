"""Keeps two planners off one workbook, and notices the locks of Excel and LibreOffice."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from planner.model.errors import UnreadableWorkbookError, WorkbookBusyError
from planner.workbook.hidden import hidden_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planner.model.errors import PlannerError


_POLL = 0.02
_WIDE_AT = 55
_HELD = threading.local()


@contextmanager
def workbook_lock(path: Path, *, timeout: float = 30.0) -> Iterator[None]:
    """Hold the workbook at `path` against other planners; re-entrant within a thread.

    Raises:
        UnreadableWorkbookError: there is no such file, beside which a lock would be litter.
        WorkbookBusyError: another planner has held it for `timeout` seconds.
    """
    real = path.resolve()
    if not real.exists():
        raise UnreadableWorkbookError(
            f"{path}: there is no such file.", "Check the name and the folder."
        )
    held: dict[Path, int] = _HELD.__dict__.setdefault("depths", {})
    if held.get(real):
        held[real] += 1
        try:
            yield
        finally:
            held[real] -= 1
        return
    descriptor = _opened(real)
    if descriptor is None:
        yield
        return
    try:
        _acquire(descriptor, real, timeout)
        held[real] = 1
        try:
            yield
        finally:
            held[real] = 0
            _release(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def file_lock(
    file: Path, busy: PlannerError, *, timeout: float, waits: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold a lock file of planner's own, whose folder is there; `waits` is called once if it waits.

    Raises:
        PlannerError: `busy`, where another planner has held it for `timeout` seconds.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if not _locked(descriptor):
            waits()
            _wait_for(descriptor, busy, timeout)
        try:
            yield
        finally:
            _release(descriptor)
    finally:
        os.close(descriptor)


def refuse_if_held(path: Path) -> None:
    """Refuse to save while Excel or LibreOffice has the workbook open.

    Raises:
        WorkbookBusyError: with the name of who holds it, where the lock tells.
    """
    real = path.resolve()
    for lock, program in ((f"~${real.name}", "Excel"), (f".~lock.{real.name}#", "LibreOffice")):
        file = real.with_name(lock)
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            continue
        except OSError:
            content = b""
        who = _holder(content, program)
        raise WorkbookBusyError(
            f"{real.name} is open in {program}{f' ({who})' if who else ''}.",
            f"Close it there and run the command again. If nobody has it open, delete {lock}.",
        )


def _holder(content: bytes, program: str) -> str:
    if program == "Excel":
        return _excel_user(content)
    # Fields with commas between them, the user's name as in Options, then as the system knows it.
    fields = re.split(r"(?<!\\),", content.decode("utf-8", "replace"))[:2]
    return next((re.sub(r"\\(.)", r"\1", each).strip() for each in fields if each.strip()), "")


def _excel_user(content: bytes) -> str:
    """The user that Excel's 165 bytes name, once in the system's code page, once in UTF-16.

    A length and 54 bytes, padded with spaces; then a length of two bytes and 54 UTF-16 units.
    """
    length = int.from_bytes(content[_WIDE_AT : _WIDE_AT + 2], "little")
    wide = content[_WIDE_AT + 2 :][: 2 * length]
    if 0 < length <= _WIDE_AT and len(wide) == 2 * length:
        return wide.decode("utf-16-le", "replace").strip("\0 ")
    return content[1 : 1 + content[0]].decode("cp1252", "replace").strip("\0 ") if content else ""


def _opened(real: Path) -> int | None:
    """The lock file, open; None where the system gives us none, and nothing could be saved."""
    for file in _places(real):
        # What another user made may be readable only; that is enough to lock it.
        for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
            with contextlib.suppress(OSError):
                return os.open(file, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)
    return None


def _places(real: Path) -> Iterator[Path]:
    """Where the lock file may stand: beside the workbook, or else in the system's own folder."""
    folder = hidden_folder(real)
    if folder is not None:
        yield folder / f"{real.name}.lock"
    # A folder that takes no lock: the workbook can still be read, and planners still agree.
    from tempfile import gettempdir  # noqa: PLC0415 - start-up stays light

    name = hashlib.sha256(os.fsencode(os.path.normcase(real))).hexdigest()[:32]
    yield Path(gettempdir(), f"planner-{name}.lock")


def _acquire(descriptor: int, real: Path, timeout: float) -> None:
    busy = WorkbookBusyError(
        f"Another planner is at work on {real.name}.",
        "Wait until it is done, and run the command again.",
    )
    _wait_for(descriptor, busy, timeout)


def _wait_for(descriptor: int, busy: PlannerError, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while not _locked(descriptor):
        if time.monotonic() > deadline:
            raise busy
        time.sleep(_POLL)


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks; that the file is unchanged is still checked.
            return True
        return True

    def _release(descriptor: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
