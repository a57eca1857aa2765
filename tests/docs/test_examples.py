"""The examples run, and leave the samples as they are."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_workbooks" / "job_search.xlsx"


def test_the_notebook_runs_and_leaves_its_sample_alone() -> None:
    before = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()

    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "notebook.py")],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert hashlib.sha256(SAMPLE.read_bytes()).hexdigest() == before
    # What the frames say, and what the run says, is one and the same.
    assert "19 drafted, 6 flagged" in done.stdout
    assert "drafted          19" in done.stdout
    assert "needs purpose     6" in done.stdout
