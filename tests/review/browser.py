"""A real browser on the review page of a real server, each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
# Nothing of it may look beyond this machine.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Where Chromium is; "" for nowhere."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


@dataclass(slots=True)
class Served:
    """A server of the review page, and the addresses that it gives out."""

    process: subprocess.Popen[str]
    address: str
    started_in: float

    def kill(self) -> None:
        """End it as a crash of the machine would: at once."""
        self.process.kill()
        self.process.wait(10)


def printed_document(process: subprocess.Popen[str]) -> str:
    """The JSON document that a server prints once it listens."""
    assert process.stdout is not None
    document = ""
    while not document.endswith("}\n"):
        line = process.stdout.readline()
        assert line, f"it ended before it listened: {document}"
        document += line
    return document


@contextmanager
def served(workbook: Path, *options: str) -> Iterator[Served]:
    """Serve the review page of a workbook, until the block is done."""
    command = [sys.executable, "-m", "planner", "review", str(workbook), "--no-browser", "--json"]
    started = time.monotonic()
    with subprocess.Popen(
        [*command, *options],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        try:
            document = printed_document(process)
            took = time.monotonic() - started
            yield Served(process, json.loads(document)["address"], took)
        finally:
            process.kill()


def entered(context: BrowserContext, server: Served) -> Page:
    """A page of the browser that has been let in and shows Today."""
    page = context.new_page()
    page.goto(server.address)
    page.wait_for_url("**/today")
    return page


def launched(playwright: object) -> Browser:
    """Chromium, with a profile of its own."""
    browser: Browser = playwright.chromium.launch(  # type: ignore[attr-defined]  # its own type is generated
        executable_path=chromium(), args=[*ARGUMENTS]
    )
    return browser
