"""The files of words: what a translator may write, and what the loader makes of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from planner import words

FILES = sorted(Path(words.__file__).parent.glob("*.txt"))
LANGUAGES = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def _sections(path: Path) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in path.read_text("utf-8").replace("\n|", "|").splitlines():
        if title := re.fullmatch(r"\[([\w.]+)\]", line):
            entries = sections.setdefault(title[1], [])
        elif line and not line.startswith("# "):
            entries.append(line)
    return sections


@LANGUAGES
def test_every_entry_of_a_file_is_loaded_under_its_section_and_language(path: Path) -> None:
    for name, entries in _sections(path).items():
        assert list(words.section(name)[path.stem]) == entries


@LANGUAGES
def test_no_entry_has_blanks_around_it(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if line != line.strip()] == []


@LANGUAGES
def test_no_section_stands_twice_in_a_file(path: Path) -> None:
    titles = re.findall(r"^\[.*", path.read_text("utf-8"), re.MULTILINE)
    assert [title for title, times in Counter(titles).items() if times > 1] == []


@LANGUAGES
def test_no_entry_stands_twice_in_a_section(path: Path) -> None:
    for name, entries in _sections(path).items():
        twice = [entry for entry, times in Counter(entries).items() if times > 1]
        assert (name, twice) == (name, [])


def test_a_section_that_no_language_has_is_refused() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        words.section("no.such")


def test_english_comes_first_so_that_it_is_believed_first() -> None:
    for name in _sections(Path(words.__file__).with_name("en.txt")):
        assert next(iter(words.section(name))) == "en"
