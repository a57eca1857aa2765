"""Keeps Ctrl-C waiting while something must not stop half-way."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def interrupts_held() -> Iterator[list[int]]:
    """Hold Ctrl-C back until the block is done, then let it have its way.

    The list that it gives collects them; who clears it forgets them. A program that is started
    meanwhile gets its own Ctrl-C as ever.
    """
    held: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield held  # signals reach the main thread alone
        return
    before = signal.signal(signal.SIGINT, lambda number, _frame: held.append(number))
    try:
        yield held
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt
