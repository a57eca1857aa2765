"""File names that every system takes, that stay the same between runs, and that are unique.

A name says whose message it is and ends with a few letters made of the Touch ID, so that two
people of one name have two files, whoever else leaves in the same run.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Windows keeps these for devices, with any ending and in any case (Microsoft, "Naming files").
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# ext4 takes 255 bytes of a name, Windows 260 characters of a whole path.
_MOST_BYTES = 90
# Joins emoji and Persian letters; all else that cannot be seen goes, for it can turn text around.
_JOINERS = "\u200c\u200d"
_EDGES = " .-_~"


def file_name(name: str, touch: str, suffix: str) -> str:
    """Name the file for `touch` (a Touch ID), to the person called `name`.

    `suffix` begins with a dot. Two touches get two names, even where case makes no difference.
    """
    digest = hashlib.sha256(touch.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    plain = _plain(name)
    return f"{plain} {digest}{suffix}" if plain else f"{digest}{suffix}"


def _plain(name: str) -> str:
    """Return the part of a name that any system takes; "" where there is none."""
    text = unicodedata.normalize("NFC", name)
    text = "".join(letter if _is_visible(letter) else " " for letter in text)
    text = _FORBIDDEN.sub(" ", text)
    text = _cut(" ".join(text.split()).strip(_EDGES + _JOINERS))
    first = text.partition(".")[0].strip()
    return f"_{text}" if _RESERVED.fullmatch(first) else text


def _is_visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character)[0] != "C"


def _cut(text: str) -> str:
    """Cut the text such that it fits, without half a character at its end."""
    cut = text.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    return cut.rstrip(_EDGES + _JOINERS)
