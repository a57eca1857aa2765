"""Makes the README's first picture from a sample: `python docs/make_review_picture.py`.

It wants Chromium, and Playwright of the developers' tools to drive it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from planner.campaign import Campaign
from planner.model.status import Status
from planner.templating.shipped import samples
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURE = Path(__file__).resolve().parent / "pictures" / "review.png"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SHOWN = "siobhan-odwyer-example%231"


def sample_in(folder: Path) -> Path:
    """A campaign that has begun: drafted, a few approved, a few sent, one answered."""
    path = Path(shutil.copy(samples() / "job_search.xlsx", folder))
    with Campaign.open(path) as campaign:
        campaign.draft()
    for moves in (
        {"Marta Lindqvist": Status.APPROVED, "Ravi Menon": Status.SENT, "Jo Hart": Status.SENT},
        {"Tom Okafor": Status.APPROVED, "Ravi Menon": Status.REPLIED},
    ):
        with Campaign.open(path) as campaign:
            campaign.set_status([Order(who, status) for who, status in moves.items()])
    return path


@contextmanager
def served(workbook: Path) -> Iterator[str]:
    """Serve the review page; gives the address that opens it."""
    command = [sys.executable, "-m", "planner", "review", str(workbook), "--no-browser", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            document = ""
            while process.stdout is not None and not document.endswith("}\n"):
                document += process.stdout.readline()
            yield json.loads(document)["address"]
        finally:
            process.terminate()


def make() -> None:
    """Draw the page Drafts of a campaign that has begun."""
    browser_path = next(filter(None, map(shutil.which, _BROWSERS)))
    with (
        TemporaryDirectory() as folder,
        served(sample_in(Path(folder))) as address,
        sync_playwright() as playwright,
    ):
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=browser_path, args=arguments)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(address)
        page.wait_for_url("**/today")
        page.goto(page.url.replace("today", f"drafts?status=all&touch={_SHOWN}"))
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    make()
