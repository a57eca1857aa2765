"""The examples run, and leave the samples as they are."""

from __future__ import annotations

import hashlib
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_workbooks" / "job_search.xlsx"


def test_the_notebook_runs_and_leaves_its_sample_alone(capsys: pytest.CaptureFixture[str]) -> None:
    before = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()

    names = runpy.run_path(str(ROOT / "examples" / "notebook.py"))

    assert hashlib.sha256(SAMPLE.read_bytes()).hexdigest() == before
    assert len(names["contacts"]) == len(names["tracking"])
    assert names["report"].drafted == len(names["drafts"])
    assert names["report"].flagged == (names["tracking"]["Status"] == "needs purpose").sum()
    assert f"{names['report'].drafted} drafted" in capsys.readouterr().out
