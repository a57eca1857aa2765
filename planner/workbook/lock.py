"""Keeps two planners off one workbook, and notices the locks of Excel and LibreOffice."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from planner.errors import WorkbookBusyError
from planner.workbook.hidden import hidden_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["refuse_if_held", "workbook_lock"]

_POLL = 0.02
_HELD = threading.local()


@contextmanager
def workbook_lock(path: Path, *, timeout: float = 30.0) -> Iterator[None]:
    """Hold the workbook at `path` against other planners; re-entrant within a thread.

    Raises:
        WorkbookBusyError: another planner has held it for `timeout` seconds.
    """
    real = path.resolve()
    held: dict[Path, int] = _HELD.__dict__.setdefault("depths", {})
    if held.get(real):
        held[real] += 1
        try:
            yield
        finally:
            held[real] -= 1
        return
    descriptor = _opened(real)
    try:
        _acquire(descriptor, real, time.monotonic() + timeout)
        held[real] = 1
        try:
            yield
        finally:
            held[real] = 0
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
    """Who holds the lock: Excel writes a length and a name, LibreOffice fields with commas."""
    if program == "Excel":
        raw = content[1 : 1 + content[0]] if content else b""
        return raw.decode("cp1252", "replace").strip("\0 ")
    return content.decode("utf-8", "replace").lstrip(",").partition(",")[0].strip()


def _opened(real: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT
    folder = hidden_folder(real)
    if folder is not None:
        try:
            return os.open(folder / f"{real.name}.lock", flags, 0o666)
        except OSError:
            pass
    # A folder that cannot be written to: the workbook can still be read, and planners still agree.
    name = hashlib.sha256(os.fsencode(os.path.normcase(real))).hexdigest()[:32]
    return os.open(os.path.join(tempfile.gettempdir(), f"planner-{name}.lock"), flags, 0o666)  # noqa: PTH118 - os.open beside it


def _acquire(descriptor: int, real: Path, deadline: float) -> None:
    while not _locked(descriptor):
        if time.monotonic() > deadline:
            raise WorkbookBusyError(
                f"Another planner is at work on {real.name}.",
                "Wait until it is done, and run the command again.",
            )
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
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
