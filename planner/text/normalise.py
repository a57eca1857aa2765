"""Text as its owner meant it, without what cannot be seen, and its plain form for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from string import ascii_lowercase, ascii_uppercase

from planner.words import all_of

# Blanks that look like a space: no-break, figure, narrow no-break, ideographic, and their kin.
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Nothing to see anywhere: soft hyphen, zero-width space, word joiner, byte order mark. The joiners
# U+200C and U+200D are letters' business in Persian, Indic scripts and emoji: they stay between two
# characters beyond ASCII.
_UNSEEN = re.compile(
    "[\u00ad\u180e\u200b\u2060-\u2064\ufeff]"
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
# Direction marks belong inside right-to-left text; around a cell's text they are paste residue.
_EDGES = (
    "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85"
)
_MARKED_LATIN = re.compile("([A-Za-z])[\u0300-\u036f]+")
_NOT_DECOMPOSED = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L",
     "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H"}
)  # fmt: skip
# What parts words, where all is ASCII; bytes are translated three times as fast as a text.
_ASCII_BLANKS = bytes(code for code in range(128) if not chr(code).isalnum())
_ASCII_WORDS = bytes.maketrans(
    ascii_uppercase.encode() + _ASCII_BLANKS,
    ascii_lowercase.encode() + b" " * len(_ASCII_BLANKS),
)


def clean(text: str) -> str:
    """Take away what nobody sees: zero-width characters, soft hyphens, blanks at both ends.

    Any other blank becomes a space, any line end a line feed. Text that has nothing of the kind
    comes back as the same object.
    """
    if text.isascii():
        text = text.strip()
        return text if "\r" not in text else _line_ends(text)
    text = _UNSEEN.sub("", _BLANKS.sub(" ", text)).strip(_EDGES)
    return text if "\r" not in text else _line_ends(text)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_accents(text: str) -> str:
    """Spell Latin letters without their accents (é → e, ß → ss); other scripts stay as they are."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text).translate(_NOT_DECOMPOSED)
    bare = _MARKED_LATIN.sub(r"\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)


def plain(text: str) -> str:
    """Keep the words of a text alone: lower case, no accents, one space between."""
    return " ".join(in_words(text))


def in_words(text: str) -> list[str]:
    """List the words of `plain`."""
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).decode().split()
    bare = without_accents(clean(text).casefold())
    return "".join(c if _is_spoken(c) else " " for c in bare).split()


def _is_spoken(character: str) -> bool:
    # Vowel signs and the like (category M) are part of the word in Indic and Arabic scripts.
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def fold(text: str) -> str:
    """Keep letters and digits alone, so that `E-Mail:` and `e mail` compare alike."""
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS, _ASCII_BLANKS).decode()
    return plain(text).replace(" ", "")


def word_set(text: str) -> frozenset[str]:
    """Give the words of a table that is written as one text, for looking them up."""
    return frozenset(text.split())


@cache
def folded(section: str) -> frozenset[str]:
    """Give the entries of a section of the files of words, as `fold` spells them."""
    return frozenset(map(fold, all_of(section)))
