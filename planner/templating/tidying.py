"""Mends the blanks that an empty cell or a dropped part leaves in a message.

Only blanks change: a gap inside a line becomes one space, a space before a comma or full stop goes,
blank lines stand alone, and none stand at the ends.
"""

from __future__ import annotations

import re

_GAP = re.compile(r"(?<=[^ \t\n])[ \t]{2,}(?=[^ \t\n])")
# Not the space before "…", ".NET", ",5" or an emoticon; French keeps its spaces before "! ? : ;".
_BEFORE_POINT = re.compile(r"(?<=[^ \t\n])[ \t]+(?=[,.](?:\s|$))")
_BEFORE_ASIDE = re.compile(r"(?<=\() +|(?<! ) +(?=\))")


def tidy(text: str) -> str:
    """Mend the blanks of a message; a text without fault comes back as it was."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text or "  " in text:
        text = _GAP.sub(" ", text)
    if " ," in text or " ." in text or "\t," in text or "\t." in text:
        text = _BEFORE_POINT.sub("", text)
    if "( " in text or " )" in text:
        text = _BEFORE_ASIDE.sub("", text)
    if " \n" in text or "\t\n" in text:
        text = "\n".join([_without_end(line) for line in text.split("\n")])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _without_end(line: str) -> str:
    """A line without the blanks at its end; "-- " opens a signature, as mail programs know it."""
    return line if line == "-- " else line.rstrip(" \t")


def tidy_line(text: str) -> str:
    """Mend a text that must stand on one line, such as a subject: no line break survives."""
    if "\n" in text or "\r" in text or not text.isprintable():
        text = " ".join(text.split())
    return tidy(text)
