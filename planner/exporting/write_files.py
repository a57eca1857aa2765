"""Puts files in their place: all of them or none, and never over what planner did not write.

What planner wrote is known by its digest, which stands in the hidden folder beside the workbook. A
file that is there, and is neither the same as the new one nor as planner left it, is the user's.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from typing import TYPE_CHECKING

from planner.exporting.outgoing import ExportError
from planner.model.frozen import frozen
from planner.workbook.hidden import hidden_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from planner.exporting.outgoing import File


_SHOWN = 3


@frozen
class Written:
    """A file in its place, and the Touch ID of the one message that it holds, if it is one."""

    path: Path
    touch: str = ""


@frozen
class _Made:
    """A file that is made, but not in its place yet."""

    temporary: Path
    target: Path
    digest: str
    touch: str


def write_files(
    files: Iterable[File],
    target: Path,
    workbook: Path,
    *,
    is_folder: bool,
    may_overwrite: bool = False,
    option: str = "--to",
) -> list[Written]:
    """Write `files` into the folder `target`, or the only one of them as `target`.

    `option` is the one that names the place.

    Raises:
        ExportError: a file of the user's is in the way, or the place cannot be written.
    """
    _refuse_place(target, workbook, option, is_folder=is_folder)
    folder = target if is_folder else target.parent
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = folder / f".planner-{secrets.token_hex(6)}.tmp"
        workshop.mkdir()
    except OSError as error:
        raise _unwritable(folder, error, option) from error
    is_done = False
    try:
        made = [_make(file, target, workshop, is_folder=is_folder) for file in files]
        record = _Record.of(workbook)
        if not may_overwrite:
            digests = {file.target: file.digest for file in made}
            _refuse_files_of_the_user(digests, record, option)
        for file in made:
            file.temporary.replace(file.target)
        record.add(made)
        is_done = True
    except OSError as error:
        raise _unwritable(folder, error, option) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        if is_new and not is_done:
            with contextlib.suppress(OSError):
                folder.rmdir()
    return [Written(file.target, file.touch) for file in made]


def require_free(target: Path, workbook: Path, *, option: str, may_overwrite: bool = False) -> None:
    """Make sure, before anything else is written, that the file `target` may be.

    Raises:
        ExportError: a file of the user's is in the way.
    """
    _refuse_place(target, workbook, option, is_folder=False)
    if not may_overwrite:
        _refuse_files_of_the_user({target: ""}, _Record.of(workbook), option)


def _make(file: File, target: Path, workshop: Path, *, is_folder: bool) -> _Made:
    temporary = workshop / file.name
    digest = hashlib.sha256()
    with temporary.open("wb") as out:
        for chunk in file.content:
            out.write(chunk)
            digest.update(chunk)
    place = target / file.name if is_folder else target
    return _Made(temporary, place, digest.hexdigest(), file.touch)


def _refuse_place(target: Path, workbook: Path, option: str, *, is_folder: bool) -> None:
    if target.exists() and workbook.exists() and target.samefile(workbook):
        raise ExportError(
            f"{target.name} is the workbook itself; nothing was written.",
            f"Name another file with {option}.",
        )
    if not is_folder and target.is_dir():
        raise ExportError(f"{target} is a folder.", f"Name a file in it with {option}.")


def _refuse_files_of_the_user(digests: Mapping[Path, str], record: _Record, option: str) -> None:
    """Refuse to write over a file that is neither to stay as it is nor as planner left it.

    `digests` are those of the new contents.
    """
    taken = [
        target
        for target, digest in digests.items()
        if os.path.lexists(target)
        and not (target.is_file() and _digest_of(target) in {digest, record.digest(target)})
    ]
    if not taken:
        return
    names = ", ".join(path.name for path in taken[:_SHOWN])
    more = f" and {len(taken) - _SHOWN:,} more" if len(taken) > _SHOWN else ""
    verb = "has" if len(taken) == 1 else "have"
    raise ExportError(
        f"{_prefix(taken[0].parent)}{names}{more} {verb} other contents than planner wrote;"
        " nothing was written.",
        f"Move what you want to keep, name another place with {option}, or say --overwrite.",
    )


def _prefix(folder: Path) -> str:
    return f"{folder}: " if folder.name else ""


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unwritable(folder: Path, error: OSError, option: str) -> ExportError:
    reason = error.strerror or "it cannot be written"
    return ExportError(
        f"{error.filename or folder}: {reason}; nothing new is in its place.",
        f"Name another place with {option}, or free this one.",
    )


class _Record:
    """What planner wrote: the digest of each file, by its folder and its name."""

    def __init__(self, path: Path | None, known: dict[str, dict[str, str]]) -> None:
        self._path = path
        self._known = known

    @classmethod
    def of(cls, workbook: Path) -> _Record:
        """Read the record; one that is absent or damaged knows of nothing."""
        real = workbook.resolve()
        folder = hidden_folder(real)
        path = folder / f"{real.name}.exports.json" if folder is not None else None
        known: dict[str, dict[str, str]] = {}
        if path is not None:
            with contextlib.suppress(OSError, ValueError, AttributeError):
                known = {
                    str(place): dict(names)
                    for place, names in json.loads(path.read_text(encoding="utf-8")).items()
                }
        return cls(path, known)

    def digest(self, path: Path) -> str:
        """Return the digest of what planner last wrote there; "" for nothing."""
        return self._known.get(str(path.parent.resolve()), {}).get(path.name, "")

    def add(self, made: Iterable[_Made]) -> None:
        """Remember these as well."""
        for file in made:
            names = self._known.setdefault(str(file.target.parent.resolve()), {})
            names[file.target.name] = file.digest
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.write_text(json.dumps(self._known), encoding="utf-8")
