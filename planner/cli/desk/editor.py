"""Lets the user change a draft in their own editor."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from planner.cli.desk.interrupts import interrupts_held
from planner.model.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUBJECT = "Subject:"
_PLAIN = ("nano", "micro", "pico")


class EditorError(PlannerError):
    """The editor could not be started, failed, or left what is no text."""


def edited(subject: str, text: str, *, has_subject: bool) -> tuple[str, str] | None:
    """Open the user's editor on the words; the subject and text as saved, None where untouched.

    With `has_subject`, the file begins with a line for the subject and a blank line. Without that
    line when it comes back, the subject stays as it was.

    Raises:
        EditorError: no editor, one that failed, or a file that is no UTF-8 text.
    """
    shown = f"{_SUBJECT} {subject}\n\n{text}" if has_subject else text
    try:
        # Ctrl-C is the editor's while it is open, and must not cost what was written in it.
        with interrupts_held() as held:
            saved = click.edit(shown, editor=_editor(os.environ, sys.platform), extension=".txt")
            held.clear()
    except click.ClickException as error:
        raise EditorError(
            error.message, "Name the editor in EDITOR, such as nano, gedit or notepad."
        ) from error
    except ValueError as error:
        raise EditorError(
            "What the editor saved is no UTF-8 text; the draft stays as it was.",
            "Have the editor save as UTF-8.",
        ) from error
    if saved is None:
        return None
    return _taken_apart(saved, subject) if has_subject else (subject, _tidy(saved))


def _editor(environment: Mapping[str, str], platform: str) -> str:
    """The user's editor, else a plain one that says how to leave it: vi only if it is named.

    Raises:
        EditorError: there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        if environment.get(name):
            return environment[name]
    if platform == "win32":
        return "notepad"
    if platform == "darwin":
        return "open -W -n -a TextEdit"
    found = next(filter(shutil.which, _PLAIN), "")
    if not found:
        raise EditorError(
            "There is no plain editor here.", "Name one in EDITOR, such as nano, gedit or vim."
        )
    return found


def _taken_apart(saved: str, subject: str) -> tuple[str, str]:
    first, _, rest = saved.lstrip().partition("\n")
    if not first.casefold().startswith(_SUBJECT.casefold()):
        return subject, _tidy(saved)
    return " ".join(first[len(_SUBJECT) :].split()), _tidy(rest)


def _tidy(text: str) -> str:
    """The text without the blank lines around it that editors leave."""
    return text.replace("\r\n", "\n").strip("\n").rstrip()
