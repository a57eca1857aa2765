"""Keeps what is typed and not saved yet, over a crash of page or server.

One file in the hidden folder beside the workbook, which its owner alone may read.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from threading import Lock
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.workbook.hidden import hidden_folder

if TYPE_CHECKING:
    from pathlib import Path

_PRIVATE = 0o600


@frozen
class Typed:
    """Words that wait, a subject where they have one, and the mark of what they were made from."""

    mark: str
    text: str
    subject: str = ""


class Journal:
    """The words that wait beside a workbook, by what they are for; several servers may share it.

    Without a folder to write in they are kept as long as the server runs.
    """

    def __init__(self, workbook: Path) -> None:
        self._workbook = workbook.resolve()
        self._lock = Lock()
        self._typed: dict[str, Typed] = {}

    def of(self, name: str) -> Typed | None:
        """What is typed for `name`, if anything waits."""
        with self._lock:
            return self._read().get(name)

    def keep(self, name: str, typed: Typed) -> None:
        """Keep these words for `name`, on the disk before this returns."""
        with self._lock:
            known = self._read()
            if known.get(name) != typed:
                self._write({**known, name: typed})

    def forget(self, name: str) -> None:
        """Forget what waits for `name`: it is saved, or its owner wants it no more."""
        with self._lock:
            known = self._read()
            if known.pop(name, None) is not None:
                self._write(known)

    def _file(self, *, make: bool) -> Path | None:
        folder = hidden_folder(self._workbook, make=make)
        return None if folder is None else folder / f"{self._workbook.name}.review.json"

    def _read(self) -> dict[str, Typed]:
        path = self._file(make=False)
        if path is None:
            return dict(self._typed)
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            known = json.loads(path.read_text(encoding="utf-8"))
            return {str(name): Typed(*map(str, each)) for name, each in known.items()}
        return {}

    def _write(self, typed: dict[str, Typed]) -> None:
        self._typed = typed
        path = self._file(make=True)
        if path is None:
            return
        kept = {name: [each.mark, each.text, each.subject] for name, each in typed.items()}
        temporary = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")
        with contextlib.suppress(OSError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with os.fdopen(os.open(temporary, flags, _PRIVATE), "w", encoding="utf-8") as out:
                json.dump(kept, out)
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(path)
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
