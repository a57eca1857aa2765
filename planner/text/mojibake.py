"""Knows text that was written in UTF-8 and read as something else: `JosÃ©` for `José`."""

from __future__ import annotations

from typing import Final

_READ_AS: Final = ("cp1252", "cp1250", "cp1251", "mac_roman", "cp850", "cp1254", "latin-1")
LOST: Final = "\ufffd"  # stands where a letter could not be read


def is_broken(text: str) -> bool:
    """Whether letters of a text were lost or misread on their way."""
    return not text.isascii() and (LOST in text or bool(repaired(text)))


def repaired(text: str) -> str:
    """Return the text as it was once written; "" where it is sound, or beyond repair."""
    if text.isascii():
        return ""
    for encoding in _READ_AS:
        try:
            written = _bytes(text, encoding).decode()
        except ValueError:
            continue
        if written != text and written.isprintable():
            return written
    return ""


def _bytes(text: str, encoding: str) -> bytes:
    """The bytes that were read as this text; Windows shows those without a sign as themselves."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(
            letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else encoding) for letter in text
        )
