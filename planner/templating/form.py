"""The form of a template file: header lines, a blank line, the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.errors import TemplateError
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path


LONGEST_FILE = 100_000
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t]+(.*)|[ \t]*)")
# What marks a file as a template of its own, rather than a part that others include.
_OWN = frozenset({"channel", "to", "subject"})


@frozen
class Header:
    """One header line: its name as typed, its value (continuation lines joined), its line."""

    name: str
    value: str
    line: int


@frozen
class Form:
    """A template file taken apart; `body_line` is the 1-based line on which the body starts."""

    path: Path
    headers: tuple[Header, ...]
    body: str
    body_line: int

    def header(self, name: str) -> Header | None:
        """The first header called `name` in any case, or None."""
        wanted = name.casefold()
        return next((each for each in self.headers if each.name.casefold() == wanted), None)

    @property
    def is_part(self) -> bool:
        """The file is a piece for other templates to include, no message of its own."""
        return not any(each.name.casefold() in _OWN for each in self.headers)


def read_form(path: Path) -> Form:
    """Read a template file.

    Raises:
        TemplateError: the file cannot be read, is no text, or is over 100,000 characters.
    """
    text = read_template_text(path)
    if len(text) > LONGEST_FILE:
        raise TemplateError(
            f"{path.name} has {len(text):,} characters; a template has at most {LONGEST_FILE:,}.",
            "Is it the right file?",
        )
    return _taken_apart(path, text)


def read_template_text(path: Path) -> str:
    """Read the text of a template in the encodings that editors save: UTF-8, UTF-16, Windows-1252.

    Raises:
        TemplateError: the file cannot be read, or is no text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise TemplateError(f"{path}: {reason}.", "Check the template's path.") from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    elif b"\0" in raw:
        raise TemplateError(f"{path.name} is no text.", 'Save it as "Plain text".')
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _taken_apart(path: Path, text: str) -> Form:
    lines = text.splitlines(keepends=True)
    headers: list[Header] = []
    for number, line in enumerate(lines, start=1):
        bare = line.rstrip("\r\n")
        if not bare.strip():
            return Form(path, tuple(headers), "".join(lines[number:]), number + 1)
        match = _HEADER.fullmatch(bare)
        if match is not None:
            headers.append(Header(match[1], (match[2] or "").strip(), number))
        elif headers and bare[0] in " \t":
            last = headers.pop()
            headers.append(Header(last.name, f"{last.value} {bare.strip()}".strip(), last.line))
        elif headers:
            raise TemplateError(
                f'{path.name}, line {number}: "{bare[:40]}" is no header.',
                "Put a blank line between the headers and the message.",
            )
        else:
            return Form(path, (), text, 1)
    return Form(path, tuple(headers), "", len(lines) + 1)
