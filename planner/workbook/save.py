"""Replaces a file so that at any instant it is the old one or the new one, whole.

A temporary file in the same folder is written, flushed to the disk, and renamed over the old one;
the old version is kept first (see `backups`).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import time
from typing import TYPE_CHECKING, BinaryIO

from planner.model.errors import UnreadableWorkbookError, WorkbookBusyError, WorkbookError
from planner.workbook.backups import drop, drop_oldest, keep_version
from planner.workbook.lock import refuse_if_held, workbook_lock
from planner.workbook.regular_file import refuse_special

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


_TEMPORARY = ".planner-"
_RETRIES = (0.1, 0.2, 0.4, 0.8)
_STALE_AFTER = 3600.0  # seconds; no save takes an hour
_PRIVATE, _PUBLIC = 0o600, 0o666
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def fingerprint_of(path: Path) -> str:
    """What tells one state of a file from another: size, time and content.

    Raises:
        UnreadableWorkbookError: there is no such file, or it may not be read.
    """
    refuse_special(path)
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
    except FileNotFoundError as error:
        raise UnreadableWorkbookError(
            f"{path}: there is no such file.", "Check the name and the folder."
        ) from error
    except OSError as error:
        remedy = "Name the workbook in it." if path.is_dir() else "Ask for the right to read it."
        reason = "is a folder" if path.is_dir() else f"cannot be read: {error.strerror or error}"
        raise UnreadableWorkbookError(f"{path} {reason}.", remedy) from error
    return f"{status.st_size}-{status.st_mtime_ns}-{digest.hexdigest()}"


def replace_file(
    target: Path,
    write: Callable[[BinaryIO], None],
    *,
    expected: str = "",
    keep_backup: bool = True,
    release: Callable[[], None] = lambda: None,
) -> Path:
    """Replace `target` by what `write` writes; returns the real file behind any symbolic link.

    The caller holds the workbook's lock. `expected` is the fingerprint that the file must still
    have. `release` closes what the caller holds open on the old file, which Windows would not
    replace otherwise.

    Raises:
        WorkbookBusyError: open in Excel, changed since it was read, or held by another program.
        WorkbookError: the file is write-protected, the disk is full, or the folder may not be
            written to.
    """
    real = target.resolve()
    refuse_if_held(real)
    _refuse_protected(real)
    temporary = _written(real, _prefix_for(real), _PRIVATE, write)
    backup: Path | None = None
    try:
        _keep_attributes(real, temporary)
        backup = keep_version(real, temporary) if keep_backup else None
        refuse_if_held(real)
        _refuse_changed(real, expected)
        release()
        _rename(temporary, real)
    except BaseException:
        if backup is not None and temporary.exists():
            drop(backup)
        _remove(temporary)
        raise
    _sync_folder(real.parent)
    drop_oldest(real)
    return real


def _refuse_protected(real: Path) -> None:
    """Refuse a file that may not be written to, though its folder would let it be replaced."""
    try:
        is_writable = bool(real.stat().st_mode & _ANY_WRITE) and os.access(real, os.W_OK)
    except FileNotFoundError as error:
        raise _gone(real) from error
    # Root may write to anything; the mode says what the owner wants.
    if not is_writable:
        raise WorkbookError(
            f"{real.name} is write-protected; nothing was written.",
            "Take the protection off (in its properties or permissions), or work on a copy.",
        )


def _refuse_changed(real: Path, expected: str) -> None:
    if expected and fingerprint_of(real) != expected:
        raise WorkbookBusyError(
            f"{real.name} has been changed since planner read it; nothing was written.",
            "Run the command again.",
        )


def write_new(target: Path, write: Callable[[BinaryIO], None]) -> Path:
    """Write a file that appears whole; one that is there already is kept as an earlier version.

    Raises:
        WorkbookBusyError, WorkbookError: as `replace_file`.
    """
    real = target.resolve()
    if real.exists():
        with workbook_lock(real):
            return replace_file(real, write)
    temporary = _written(real, _TEMPORARY, _PUBLIC, write)
    try:
        _rename(temporary, real)
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(real.parent)
    return real


def _prefix_for(real: Path) -> str:
    """What the temporary files of one workbook start with; its lock is held while they exist."""
    name = hashlib.blake2b(os.fsencode(real.name), digest_size=4).hexdigest()
    return f"{_TEMPORARY}{name}-"


def _written(real: Path, prefix: str, mode: int, write: Callable[[BinaryIO], None]) -> Path:
    """Write a temporary file beside `real`, down to the disk."""
    _remove_leftovers(real.parent, prefix)
    temporary = real.with_name(f"{prefix}{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(temporary, flags, mode)
    except OSError as error:
        raise _unwritable(real, error) from error
    try:
        with os.fdopen(descriptor, "wb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        _remove(temporary)
        raise _unwritable(real, error) from error
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _unwritable(real: Path, error: OSError) -> WorkbookError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return WorkbookError(
            f"{real.parent}: the disk is full; {real.name} is as it was.",
            "Make room, and run the command again.",
        )
    if isinstance(error, FileNotFoundError):
        return WorkbookError(f"{real.parent}: there is no such folder.", "Make it first.")
    return WorkbookError(
        f"{real.parent} cannot be written to ({error.strerror or error}); "
        f"{real.name} is as it was.",
        "Ask for the right to write there, or name another file with --out.",
    )


def _keep_attributes(real: Path, temporary: Path) -> None:
    """Give the new file the permissions, owner and extended attributes of the old, as allowed."""
    try:
        status = real.stat()
    except FileNotFoundError as error:
        raise _gone(real) from error
    # Attributes belong to the system; where it does not let go of them, the content still counts.
    # The group goes first: who may not give a file away may still share it with his group.
    with contextlib.suppress(OSError, AttributeError):
        os.chown(temporary, -1, status.st_gid)
        os.chown(temporary, status.st_uid, -1)
    with contextlib.suppress(OSError):
        temporary.chmod(stat.S_IMODE(status.st_mode))
    with contextlib.suppress(OSError, AttributeError):
        for name in os.listxattr(real):
            with contextlib.suppress(OSError):
                os.setxattr(temporary, name, os.getxattr(real, name))


def _gone(real: Path) -> WorkbookBusyError:
    return WorkbookBusyError(
        f"{real.name} has been moved or deleted since planner read it.",
        "Put it back, and run the command again.",
    )


def _rename(temporary: Path, real: Path) -> None:
    for pause in (*_RETRIES, None):
        try:
            temporary.replace(real)
        except PermissionError as error:  # on Windows: a virus scanner, or a program that holds it
            if pause is None or os.name != "nt":
                raise WorkbookBusyError(
                    f"{real.name} cannot be replaced ({error.strerror or error}).",
                    "Close it where it is open, and run the command again.",
                ) from error
            time.sleep(pause)
        except OSError as error:
            raise _unwritable(real, error) from error
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Have the rename itself on the disk; Windows offers no such thing."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def _remove_leftovers(folder: Path, prefix: str) -> None:
    """Clear away what a killed run has left, unless it may be another run that is at work."""
    with contextlib.suppress(OSError):
        for each in folder.glob(f"{_TEMPORARY}*.tmp"):
            is_ours = prefix != _TEMPORARY and each.name.startswith(prefix)
            if is_ours or time.time() - each.stat().st_mtime > _STALE_AFTER:
                _remove(each)


def copy_into(source: Path) -> Callable[[BinaryIO], None]:
    """A writer that copies a file."""

    def write(out: BinaryIO) -> None:
        with source.open("rb") as file:
            shutil.copyfileobj(file, out, 1 << 20)

    return write
