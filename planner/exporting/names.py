"""Names of files that every system takes: the same in every run, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.exporting.leaving import Leaving

__all__ = ["Names", "safe_name"]

# What Windows forbids in a name, and what no name should hold; then names of its devices.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 100  # characters; a name takes 255 bytes at most, and a path of Windows 260 characters
_LONGEST_BYTES = 200


def safe_name(text: str) -> str:
    """The text as the name of a file, without its ending; never empty."""
    plain = unicodedata.normalize("NFC", text).encode("utf-8", "ignore").decode("utf-8")
    plain = " ".join(_FORBIDDEN.sub("-", plain).split()).strip(". -")[:_LONGEST]
    while len(plain.encode("utf-8")) > _LONGEST_BYTES:
        plain = plain[:-1]
    plain = plain.strip(". -")
    if not plain:
        return "draft"
    return f"_{plain}" if _DEVICE.match(plain) else plain


class Names:
    """Gives each draft its name: the person's, and the touch that tells namesakes apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, leaving: Leaving, ending: str) -> str:
        """The name of a draft's file."""
        stem = safe_name(f"{leaving.name} {leaving.touch.id.replace('#', ' step ')}")
        name, number = f"{stem}{ending}", 1
        # A file system may take "Ada" and "ADA" for one.
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem} {number}{ending}"
        self._taken.add(name.casefold())
        return name
