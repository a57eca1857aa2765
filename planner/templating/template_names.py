"""What a template's file name says: `mentor-note.de.a.txt` is mentor-note, German, variant a."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path


_TAIL = re.compile(r"\.([A-Za-z]{1,2})$")


@frozen
class FileName:
    """`stem` is everything but the extension, `base` the name that all variants share."""

    stem: str
    base: str
    language: str = ""
    variant: str = ""


def read_file_name(path: Path) -> FileName:
    """Take a file name apart: two letters after a point are a language, one letter a variant."""
    stem = path.name[: -len(path.suffix)] if path.suffix.casefold() in _SUFFIXES else path.name
    base, language, variant = stem, "", ""
    while (match := _TAIL.search(base)) is not None:
        tail = match[1].casefold()
        if len(tail) == 1 and not variant:
            variant = tail
        elif len(tail) == 2 and not language:
            language = tail
        else:
            break
        base = base[: match.start()]
    return FileName(stem, base, language, variant)


_SUFFIXES = frozenset({".txt", ".j2", ".jinja", ".md", ".html"})
