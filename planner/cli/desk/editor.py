"""Lets the user change a draft in their own editor."""

from __future__ import annotations

import click

from planner.cli.desk.interrupts import interrupts_held
from planner.model.errors import PlannerError

_SUBJECT = "Subject:"


class EditorError(PlannerError):
    """The editor could not be started, failed, or left what is no text."""


def edited(subject: str, text: str, *, has_subject: bool) -> tuple[str, str] | None:
    """Open VISUAL or EDITOR on the words; the subject and text as saved, None where untouched.

    With `has_subject`, the file begins with a line for the subject and a blank line. Without that
    line when it comes back, the subject stays as it was.

    Raises:
        EditorError: no editor, one that failed, or a file that is no UTF-8 text.
    """
    shown = f"{_SUBJECT} {subject}\n\n{text}" if has_subject else text
    try:
        # Ctrl-C is the editor's while it is open, and must not cost what was written in it.
        with interrupts_held() as held:
            saved = click.edit(shown, extension=".txt")
            held.clear()
    except click.ClickException as error:
        raise EditorError(
            error.message, "Name the editor in EDITOR, such as nano, vim or notepad."
        ) from error
    except ValueError as error:
        raise EditorError(
            "What the editor saved is no UTF-8 text; the draft stays as it was.",
            "Have the editor save as UTF-8.",
        ) from error
    if saved is None:
        return None
    return _taken_apart(saved, subject) if has_subject else (subject, _tidy(saved))


def _taken_apart(saved: str, subject: str) -> tuple[str, str]:
    first, _, rest = saved.lstrip().partition("\n")
    if not first.casefold().startswith(_SUBJECT.casefold()):
        return subject, _tidy(saved)
    return " ".join(first[len(_SUBJECT) :].split()), _tidy(rest)


def _tidy(text: str) -> str:
    """The text without the blank lines around it that editors leave."""
    return text.replace("\r\n", "\n").strip("\n").rstrip()
