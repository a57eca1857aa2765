"""Times `planner draft` of this tree beside that of another, in pairs, so that a change shows.

    git worktree add ../before main
    python benchmarks/trees.py ../before 5000 7

Each pair drafts fresh copies of one generated workbook, one tree after the other, the first of the
two by turns. Printed are the seconds of user CPU: of each pair, and the least of each tree.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import make_workbook

HERE = Path(__file__).resolve().parents[1]
_SENDER = ("--sender", "name=Eve Example", "--sender", "offer=an hour of help")


def seconds(tree: Path, workbook: Path) -> float:
    """User CPU that drafting a fresh copy of a workbook takes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(workbook, Path(folder) / "contacts.xlsx")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run(
            [sys.executable, "-m", "planner", "draft", str(copy), *_SENDER],
            check=False,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": ""},
            capture_output=True,
        )
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main(other: Path, rows: int, pairs: int) -> None:
    trees = {"this": HERE, "other": other.resolve()}
    taken: dict[str, list[float]] = {name: [] for name in trees}
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "generated.xlsx"
        make_workbook(workbook, rows)
        for pair in range(pairs):
            for name in sorted(trees, reverse=bool(pair % 2)):
                taken[name].append(seconds(trees[name], workbook))
            print(f"pair {pair + 1}: this {taken['this'][-1]:.2f}, other {taken['other'][-1]:.2f}")
    print(f"least: this {min(taken['this']):.2f}, other {min(taken['other']):.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
