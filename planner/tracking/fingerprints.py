"""planner's memory in the Tracking sheet: what it rendered, and what it last saw in a row.

Kept in hidden columns, so that it travels with the row through any sort, and with the file through
any copy. A fingerprint forgives what Excel and LibreOffice change by themselves (line ends, blanks
at the ends of lines), and nothing else.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from operator import attrgetter

from planner.model.frozen import frozen

_SEPARATOR = "|"


def fingerprint(text: str) -> str:
    """Sixteen hexadecimal digits for a text; "" for an empty one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if " \n" in text or "\t\n" in text:
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = text.strip()
    if not text:
        return ""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def text_fingerprint(subject: str, draft: str) -> str:
    """One fingerprint for the words of a message: its subject and its text."""
    return fingerprint(f"{subject.strip()}\n\n{draft}")


@frozen
class Seen:
    """The user's cells of one row as planner last saw or wrote them.

    Dates are in ISO form, `text` and `notes` are fingerprints; each is "" for an empty cell.
    """

    status: str = ""
    planned_for: str = ""
    sent_on: str = ""
    accepted_on: str = ""
    answered_on: str = ""
    text: str = ""
    notes: str = ""

    def packed(self) -> str:
        """The one line that stands in the hidden cell; "" where nothing was ever seen."""
        parts = _PARTS(self)
        line = _SEPARATOR.join(parts)
        if line.count(_SEPARATOR) >= len(parts):
            line = _SEPARATOR.join([part.replace(_SEPARATOR, "/") for part in parts])
        return line if len(line) >= len(parts) else ""

    @classmethod
    def unpacked(cls, line: str) -> Seen:
        """Read such a line back; anything that is none counts as nothing seen."""
        parts = line.split(_SEPARATOR)
        return cls(*parts) if len(parts) == len(_FIELDS) else cls()


_FIELDS = tuple(field.name for field in fields(Seen))
_PARTS = attrgetter(*_FIELDS)
