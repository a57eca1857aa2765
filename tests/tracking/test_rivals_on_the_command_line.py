"""Several planners change one workbook at once from the command line, and no change is lost."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook

from planner.campaign import Campaign

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ("Ann Ash", "Bo Beck", "Cy Cole", "Dee Dunn")
MOVES = ("sent", "replied", "meeting", "closed", "replied", "meeting")
NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar


def made(path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Name", "Email", "Purpose"))
    for number, name in enumerate(PEOPLE):
        sheet.append(
            (name, f"p{number}@firm{number}.example", f"your talk number {number} on soil")
        )
    book.create_sheet("Sender").append(("name", "Eve Example"))
    book.save(path)
    with Campaign.open(path, now=NOW) as campaign:
        campaign.draft()
    return path


def test_changes_by_four_processes_all_arrive_and_history_has_each(tmp_path: Path) -> None:
    """The workbook has no History at first: the sheet is made by whoever comes first."""
    path = made(tmp_path / "list.xlsx")

    def change(name: str) -> list[str]:
        said = []
        for move in MOVES:
            command = [sys.executable, "-m", "planner", "status", path.name, "set", name, move]
            done = subprocess.run(
                command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
            )
            said += [] if done.returncode == 0 else [done.stderr]
        return said

    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        failures = [line for lines in pool.map(change, PEOPLE) for line in lines]

    assert failures == []
    with Campaign.open(path, now=NOW) as campaign:
        told = [(entry.name, entry.after) for entry in campaign.changes()]
        statuses = {touch.name: str(touch.status) for touch in campaign.book.touches()}
    assert sorted(told) == sorted((name, move) for name in PEOPLE for move in MOVES)
    assert statuses == dict.fromkeys(PEOPLE, MOVES[-1])
