"""How far each folder of a mailbox was read, in the hidden folder beside the workbook."""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.workbook.hidden import hidden_folder

if TYPE_CHECKING:
    from pathlib import Path

    from planner.sending.account import Server
    from planner.sending.imap import Folder


@frozen
class MailboxState:
    """The number of the last message that was read, by mailbox, folder and numbering."""

    file: Path | None
    numbers: dict[str, int]

    @classmethod
    def of(cls, workbook: Path) -> MailboxState:
        """Read it; where it is absent or damaged, nothing was read yet."""
        real = workbook.resolve()
        folder = hidden_folder(real)
        file = folder / f"{real.name}.mailbox.json" if folder is not None else None
        numbers: dict[str, int] = {}
        with contextlib.suppress(OSError, ValueError, AttributeError, TypeError):
            if file is not None:
                known = json.loads(file.read_text(encoding="utf-8"))
                numbers = {str(name): int(number) for name, number in known.items()}
        return cls(file, numbers)

    def last(self, server: Server, folder: Folder) -> int:
        """Return the number of the last message read; 0 where the server has numbered anew."""
        return self.numbers.get(_name(server, folder), 0)

    def note(self, server: Server, folder: Folder, number: int) -> None:
        """Remember that a folder was read as far as that message."""
        name = _name(server, folder)
        self.numbers[name] = max(number, self.numbers.get(name, 0))

    def write(self) -> None:
        """Write it; where that fails, the next look reads the same messages again."""
        if self.file is None:
            return
        temporary = self.file.with_name(f"{self.file.name}.{os.getpid()}.tmp")
        with contextlib.suppress(OSError):
            temporary.write_text(json.dumps(self.numbers, indent=1), encoding="utf-8")
            temporary.replace(self.file)


def _name(server: Server, folder: Folder) -> str:
    return f"{server.user} at {server.host}, {folder.name}, {folder.validity}"
