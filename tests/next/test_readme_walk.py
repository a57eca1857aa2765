"""The walk that the page on lists shows is the one that a terminal shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from planner.campaign import Campaign

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.next.conftest import Book, Desk

ROOT = Path(__file__).resolve().parents[2]
_SHOWN = re.compile(
    r"<!-- walk -->\n```text\n"
    r"\$ planner next (?P<sample>\S+) --where \"(?P<where>[^\"\n]+)\"\n"
    r"(?P<screen>.*?)\n```",
    re.DOTALL,
)
_KEYS = {"open": "o", "copy": "c", "edit": "e", "sent": "s", "skip": "k", "stop": "q"}


def test_the_walk_of_the_page_is_what_a_terminal_shows(
    desk: Desk, book_at: Callable[[Path], Book], tmp_path: Path
) -> None:
    (shown,) = _SHOWN.finditer((ROOT / "docs" / "excel.md").read_text(encoding="utf-8"))
    path = tmp_path / shown["sample"]
    shutil.copyfile(ROOT / "sample_workbooks" / path.name, path)
    with Campaign.open(path) as campaign:
        campaign.draft()
    desk.environment["NO_COLOR"] = "1"
    terminal = desk.next(book_at(path), "--where", shown["where"])
    for word in re.findall(r"\[\?\] > (\w+)$", shown["screen"], re.MULTILINE):
        terminal.press(_KEYS[word])

    assert terminal.end() == 0
    assert terminal.text.splitlines() == shown["screen"].splitlines()
