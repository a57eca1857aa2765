"""Makes the pictures of the README from a sample: `python docs/make_pictures.py`.

The workbook is drawn by LibreOffice and pdftoppm, the terminal by the few lines below. A test makes
the terminal's picture again and compares it, and holds the workbook's against the cells it shows.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties

from planner.campaign import Campaign
from planner.templating.shipped import samples

PICTURES = Path(__file__).resolve().parent / "pictures"
WORKBOOK, TERMINAL = PICTURES / "workbook.png", PICTURES / "terminal.svg"
_SAMPLE = "job_search.xlsx"
_NOW = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
_ROWS, _COLUMNS = 6, "F"  # as much of Tracking as a laptop's screen shows
_DIGEST = "planner-cells"  # the note in the picture that says which cells it shows
_COMMANDS = ("draft job_search.xlsx", 'status job_search.xlsx set "Ravi Menon" skipped', "")
_WIDTH, _CHARACTER, _LINE, _MARGIN = 80, 8.4, 18, 16
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


def cells_digest(folder: Path) -> str:
    """Return a digest of the cells of Tracking that the picture of the workbook shows."""
    shown = _drafted(folder)
    book = load_workbook(shown)
    rows = book["Tracking"][f"A1:{_COLUMNS}{_ROWS}"]
    texts = "\x1f".join(str(cell.value) for row in rows for cell in row)
    book.close()
    return hashlib.sha256(texts.encode()).hexdigest()[:16]


def digest_in_picture() -> str:
    """Return the digest that the picture of the workbook was made with."""
    from PIL import Image  # noqa: PLC0415 - only developers have it

    with Image.open(WORKBOOK) as picture:
        return str(picture.info.get(_DIGEST, ""))


def terminal_picture(folder: Path) -> str:
    """Return the picture of a terminal in which the sample is drafted, as SVG."""
    shutil.copy(samples() / _SAMPLE, folder)
    lines: list[str] = []
    for command in _COMMANDS:
        lines += [f"$ planner {command}".rstrip(), *_output(command, folder), ""]
    height = _MARGIN * 2 + _LINE * (len(lines) - 1)
    width = round(_MARGIN * 2 + _WIDTH * _CHARACTER)
    drawn = "\n".join(
        f'<text x="{_MARGIN}" y="{_MARGIN + _LINE * at + 12}"'
        f' fill="{"#ffffff" if line.startswith("$") else "#c9d6d9"}">{html.escape(line)}</text>'
        for at, line in enumerate(lines)
        if line
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" xml:space="preserve">\n'
        f'<rect width="100%" height="100%" rx="8" fill="#1f2937"/>\n'
        f'<g font-family="Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14">\n'
        f"{drawn}\n</g>\n</svg>\n"
    )


def _output(command: str, folder: Path) -> list[str]:
    """What a command prints in a terminal of eighty columns."""
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)]
    read, write = pty.openpty()
    root = Path(__file__).resolve().parents[1]
    settings = {"COLUMNS": str(_WIDTH), "NO_COLOR": "1", "PYTHONPATH": str(root)}
    running = subprocess.Popen(
        [sys.executable, "-m", "planner", *words],
        cwd=folder,
        env=os.environ | settings,
        stdout=write,
        stderr=write,
        stdin=subprocess.DEVNULL,
    )
    os.close(write)
    printed = b""
    with contextlib.suppress(OSError):  # how a terminal on Linux says that it was closed
        while chunk := os.read(read, 65536):
            printed += chunk
    os.close(read)
    running.wait()
    return _ESCAPES.sub("", printed.decode("utf-8")).rstrip("\n").split("\n")


def _drafted(folder: Path) -> Path:
    path = Path(shutil.copy(samples() / _SAMPLE, folder))
    with Campaign.open(path, now=_NOW) as campaign:
        campaign.draft()
    return path


def _draw_workbook(folder: Path) -> None:
    from PIL import Image, ImageChops, PngImagePlugin  # noqa: PLC0415 - only developers have it

    note = PngImagePlugin.PngInfo()
    note.add_text(_DIGEST, cells_digest(folder))
    path = folder / _SAMPLE
    book = load_workbook(path)
    for sheet in book.worksheets:
        sheet.sheet_state = "visible" if sheet.title == "Tracking" else "hidden"
    sheet = book["Tracking"]
    book.active = sheet
    sheet.print_area = f"A1:{_COLUMNS}{_ROWS}"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(path)
    book.close()
    profile = (folder / "profile").as_uri()
    office = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", str(folder), str(path)], check=True, capture_output=True)
    drawn = folder / "page"
    pages = ["pdftoppm", "-r", "170", "-png", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([*pages, str(path.with_suffix(".pdf")), str(drawn)], check=True)
    with Image.open(drawn.with_suffix(".png")) as whole:
        page = whole.convert("RGB")
        white = Image.new("RGB", page.size, "white")
        box = ImageChops.difference(page, white).getbbox()
        shown = page.crop(box).quantize(64)
        shown.save(WORKBOOK, pnginfo=note, optimize=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as made:
        TERMINAL.write_text(terminal_picture(Path(made)), encoding="utf-8", newline="\n")
    with TemporaryDirectory() as made:
        _draw_workbook(Path(made))
