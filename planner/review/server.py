"""Serves the page on the loopback address until nobody needs it any more."""

from __future__ import annotations

import _thread
import socket
import threading
from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.review.app import Life, make_app
from planner.review.guard import HOST, Guard
from planner.review.journal import Journal
from planner.review.workspace import Workspace
from planner.text.pasted import command
from planner.workbook.read_sheets import is_foreign, require_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.campaign import Campaign


_LOOK = 1.0  # seconds between two looks at whether anybody is still there
_GRACE = (
    90.0  # seconds after a page was closed: browsers let one in the background ask once a minute
)
_THREADS = 4


class Server:
    """The page of one workbook on a port of its own.

    `opened` opens the campaign anew; `announce` is told the next address once one is used up. The
    server stops by itself when nobody has asked for anything for `idle` seconds, or for `grace`
    seconds since a page was closed.

    Raises:
        UnreadableWorkbookError: there is no such workbook, or it cannot be read.
        UsageError: it is of a kind that planner can only read.
    """

    def __init__(
        self,
        path: Path,
        opened: Callable[[], Campaign],
        announce: Callable[[str], None],
        *,
        is_read_only: bool = False,
        idle: float,
        grace: float = _GRACE,
    ) -> None:
        _require_writable_kind(path)
        from waitress.server import create_server  # noqa: PLC0415 - heavy, and only needed here

        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.bind((HOST, 0))
        self.guard = Guard(listening.getsockname()[1], is_read_only=is_read_only)
        self._life, self._idle, self._grace = Life(), idle, grace
        workspace, journal = Workspace(path, opened), Journal(path)
        app = make_app(workspace, self.guard, journal, self._life, announce)
        self._server = create_server(app, sockets=[listening], threads=_THREADS, ident=None)
        self._is_done = threading.Event()
        self.farewell = "Stopped."

    def run(self) -> None:
        """Serve until nobody needs it any more, or the user presses Ctrl-C."""
        threading.Thread(target=self._watch, daemon=True).start()
        try:
            self._server.run()  # ends by the signal of Ctrl-C, whoever gave it
        finally:
            self._is_done.set()
            self.close()

    def close(self) -> None:
        """Give the port back."""
        self._server.close()

    def _watch(self) -> None:
        while not self._is_done.wait(_LOOK):
            if self._life.is_over(idle=self._idle, grace=self._grace):
                self.farewell = "Stopped: no page was open any more."
                _thread.interrupt_main()
                return


def _require_writable_kind(path: Path) -> None:
    if is_foreign(path):
        raise UsageError(
            f"{path.name} is of a kind that planner can only read.",
            f"{command('draft', path)} makes an .xlsx of it; review that one.",
        )
    require_workbook(path)
