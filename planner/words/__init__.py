"""Loads the words of natural language: one file a language, read when first asked for.

`README.md` beside this file says how a language file is written. A new language is a new file.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).resolve().parent
_TITLE = re.compile(r"^\[([\w.]+)\][ \t]*$", re.MULTILINE)
# Where two languages claim one word for different things, the first of these is believed.
_FIRST = ("en", "de", "fr", "es", "pt", "it", "nl")


@cache
def section(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the entries of one section by language code, in the order of the files' lines.

    A language without the section is left out.

    Raises:
        KeyError: no language has the section.
    """
    found = {
        language: _entries(sections[name])
        for language, sections in _languages().items()
        if name in sections
    }
    if not found:
        raise KeyError(name)
    return found


@cache
def all_of(name: str) -> tuple[str, ...]:
    """Return the entries of one section in every language, one language after another."""
    return tuple(entry for entries in section(name).values() for entry in entries)


@cache
def _languages() -> Mapping[str, Mapping[str, str]]:
    """Each language's sections as they stand in its file; entries are told apart when asked for."""
    codes = sorted((path.stem for path in _FOLDER.glob("*.txt")), key=_rank)
    return {code: _sections((_FOLDER / f"{code}.txt").read_text("utf-8")) for code in codes}


def _rank(code: str) -> tuple[int, str]:
    return (_FIRST.index(code) if code in _FIRST else len(_FIRST), code)


def _sections(text: str) -> dict[str, str]:
    _, *parts = _TITLE.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _entries(text: str) -> tuple[str, ...]:
    # Most sections hold neither notes nor long entries, and some a thousand words.
    if "\n|" in text:
        text = text.replace("\n|", "|")
    lines = filter(None, text.split("\n"))
    if "# " in text:
        return tuple(line for line in lines if not line.startswith("# "))
    return tuple(lines)
