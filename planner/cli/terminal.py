"""The one door to the terminal: what comes from a cell moves no cursor and hides nothing there."""

from __future__ import annotations

import re

import click

# Control characters but tab and line end, and the signs that turn the direction of a text.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# The looks that planner itself gives: bold, dim, three colours, and the end of them.
_OWN_LOOK = re.compile(r"\x1b\[(?:0|1|2|31|32|33|36)m")


def visible(text: str) -> str:
    """Spell what a terminal would obey or hide: `<1B>` for an escape, `<202E>` for an override.

    The looks that planner gives stay, for whoever prints has put them there.
    """
    if not _UNSEEN.search(text):
        return text
    looks = _OWN_LOOK.findall(text)
    parts = [_UNSEEN.sub(_spelled, part) for part in _OWN_LOOK.split(text)]
    return "".join(part + look for part, look in zip(parts, [*looks, ""], strict=True))


def _spelled(found: re.Match[str]) -> str:
    return f"<{ord(found[0]):02X}>"


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text as it can be seen."""
    click.echo(visible(text), err=err, nl=nl)


def obey(sequence: str) -> None:
    """Have the terminal do what a control sequence of planner's own says."""
    click.echo(sequence, nl=False)


def without_controls(document: str) -> str:
    """Give a JSON document whose strings hold no such character, but its escape."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
