"""Forgets keys that were pressed before they were asked for."""

from __future__ import annotations

import sys


def forget_typed() -> None:
    """Throw away what was typed ahead: a key pressed twice must not answer for the next person."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only Windows has it

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios  # noqa: PLC0415 - Windows has none

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
