"""`make demo`: copies a sample workbook into the folder demo and drafts it."""

from __future__ import annotations

import shutil
from pathlib import Path

from planner.cli import main
from planner.templating.shipped import samples

FOLDER = Path("demo")
SAMPLE = "job_search.xlsx"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    workbook = FOLDER / SAMPLE
    if not workbook.exists():
        shutil.copyfile(samples() / SAMPLE, workbook)
    main(["draft", str(workbook)])
