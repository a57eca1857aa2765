"""Makes the pictures of docs/report.md: `python docs/make_report_pictures.py`.

The campaign is the invented one of the tests. LibreOffice and pdftoppm draw the sheet; the
others are what `planner report --html` holds. A test makes these again and compares them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.campaign import Campaign
from planner.reporting.pictures import pictures_of

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))  # where the tests are
from tests.reporting.simulation import NOW, simulate  # noqa: E402 - as said

PICTURES = DOCS / "pictures"
_SHOWN = ("funnel", "rates", "weeks", "times")
# A document shows them on white; the page gives them the colour of its own text.
_INK = "#1c242b"


def drawn(folder: Path) -> dict[str, str]:
    """Draw the pictures of the page, by the names of their files."""
    path = simulate(folder / "campaign.xlsx", 0)
    with Campaign.open(path, now=NOW) as campaign:
        pictures = pictures_of(campaign.report())
    return {
        f"report_{each.name}.svg": each.svg.replace("currentColor", _INK).replace(
            "font-family:inherit", "font-family:sans-serif"
        )
        + "\n"
        for each in pictures
        if each.name in _SHOWN
    }


def draw_sheet(folder: Path) -> None:
    """Draw the sheet Report as LibreOffice prints it."""
    path = simulate(folder / "sheet.xlsx", 0)
    with Campaign.open(path, now=NOW) as campaign:
        campaign.report_on_sheet()
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=280,
    )  # fmt: skip
    pages = subprocess.run(
        ["pdfinfo", str(folder / "sheet.pdf")], check=True, capture_output=True, text=True
    ).stdout
    last = next(line.split()[1] for line in pages.splitlines() if line.startswith("Pages:"))
    subprocess.run(
        ["pdftoppm", "-r", "90", "-f", last, "-l", last, "-png", "-singlefile",
         str(folder / "sheet.pdf"), str(PICTURES / "report_sheet")],
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        for file, svg in drawn(Path(name)).items():
            (PICTURES / file).write_text(svg, encoding="utf-8", newline="\n")
        draw_sheet(Path(name))
