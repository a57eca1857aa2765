"""Makes the sample workbooks again, to the same bytes: `python make_samples.py [FOLDER]`.

Everybody in them is invented. The people stand in making/*.csv, what surrounds them in
making/*.py.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

# openpyxl writes other bytes where lxml happens to be installed; it asks for this as it loads.
os.environ["OPENPYXL_LXML"] = "False"

from making import conference, every_check, every_draft, fundraiser, job_search, mentors

BOOKS = {
    "job_search.xlsx": job_search.book,
    "mentors.xlsx": mentors.book,
    "fundraiser.xlsx": fundraiser.book,
    "conference.xlsx": conference.book,
}


def make_all(folder: Path) -> None:
    """Write every sample into `folder`, in place of the ones there."""
    for name, book in BOOKS.items():
        book().save(folder / name)
    faults = folder / "every_check"
    faults.mkdir(exist_ok=True)
    every_draft.save(faults / "every_check.xlsx")
    every_check.unfinished().save(faults / "unfinished.xlsx")


if __name__ == "__main__":
    make_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
