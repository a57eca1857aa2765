"""The wheel, installed where nothing of the project lies about, does what the checkout does.

Slow by nature: a wheel is built once, and an empty environment gets it with all that it needs.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from planner import __version__
from planner.campaign import Campaign

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
_OFFLINE = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError"
    r"|Failed to establish a new connection|Temporary failure in name resolution"
)
_MINUTES = 60


def run(command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command where no variable points it back to the checkout."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=kept | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=10 * _MINUTES,
    )


def set_up(command: Sequence[str | Path], folder: Path) -> None:
    """Run a step that may have to fetch packages; offline it is skipped, otherwise it must work."""
    done = run(command, folder)
    said = done.stdout + done.stderr
    if done.returncode and _OFFLINE.search(said):
        pytest.skip("packages cannot be fetched: the package index is out of reach")
    assert done.returncode == 0, said


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    here = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    set_up([sys.executable, "-m", "build", "--wheel", *here, "--outdir", folder, ROOT], folder)
    (built,) = folder.glob("*.whl")
    return built


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment that holds planner and what it needs, far from the checkout."""

    folder: Path
    scripts: Path

    def planner(self, *words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
        return run([self.scripts / "planner", *words], folder)

    def python(self, *words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
        return run([self.scripts / "python", *words], folder)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The wheel in an environment of its own."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    set_up([scripts / "python", *pip, wheel], folder)
    return Environment(folder, scripts)


def test_the_wheel_carries_every_template_and_sample(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        for source, folder in (("templates", "*.txt"), ("sample_workbooks", "*.xlsx")):
            files = sorted((ROOT / source).rglob(folder))
            assert files
            for each in files:
                name = each.relative_to(ROOT).as_posix()
                assert archive.read(f"planner/templating/{name}") == each.read_bytes()
    modules = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "planner").rglob("*")
        if path.suffix in {".py", ".txt", ".html", ".css", ".js", ".svg"}
    }
    assert modules <= held


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()

    assert {name.split("/")[0] for name in held} == {
        "planner",
        f"outreach_planner-{__version__}.dist-info",
    }
    assert not [name for name in held if "__pycache__" in name or name.endswith((".pyc", "~"))]


def test_the_wheel_says_who_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        about = f"outreach_planner-{__version__}.dist-info"
        metadata = Parser().parsestr(archive.read(f"{about}/METADATA").decode("utf-8"))
        scripts = archive.read(f"{about}/entry_points.txt").decode("utf-8")

    assert (metadata["Name"], metadata["Version"]) == ("outreach-planner", __version__)
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert "planner = planner.cli:main" in scripts


def test_the_installed_planner_says_its_version(installed: Environment, tmp_path: Path) -> None:
    by_script = installed.planner("--version", folder=tmp_path)
    by_module = installed.python("-m", "planner", "--version", folder=tmp_path)

    assert by_script.returncode == by_module.returncode == 0
    assert by_script.stdout == by_module.stdout == f"planner, version {__version__}\n"


def test_the_installed_planner_finds_its_own_files(installed: Environment, tmp_path: Path) -> None:
    script = (
        "from planner.templating import shipped;"
        " print(shipped.templates()); print(shipped.samples())"
    )

    done = installed.python("-c", script, folder=tmp_path)

    assert done.returncode == 0, done.stderr
    folders = [Path(line).resolve() for line in done.stdout.splitlines()]
    assert all(each.is_relative_to(installed.folder.resolve()) for each in folders)
    assert len(list(folders[0].glob("*.txt"))) == len(list((ROOT / "templates").glob("*.txt")))
    assert len(list(folders[1].glob("*.xlsx"))) == 4


def test_a_starter_made_by_the_installed_planner_can_be_drafted(
    installed: Environment, tmp_path: Path
) -> None:
    made = installed.planner("init", "my campaign", "--templates", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    workbook = tmp_path / "my campaign" / "contacts.xlsx"
    assert workbook.is_file()
    assert (tmp_path / "my campaign" / "templates" / "email.txt").is_file()

    fill_in(workbook)
    drafted = installed.planner("draft", workbook, "--json", folder=tmp_path)

    assert drafted.returncode == 0, drafted.stderr
    (draft,) = json.loads(drafted.stdout)["drafts"]
    assert "the notes on the engine" in draft["text"]
    assert "Nora Whitfield" in draft["text"]


def fill_in(workbook: Path) -> None:
    """Write who writes, and one contact, into a starter workbook."""
    book = load_workbook(workbook)
    for row in book["Sender"].iter_rows():
        # The header above it says "Name", too, with "Value" beside it.
        if row[0].value == "Name" and row[1].value is None:
            row[1].value = "Nora Whitfield"
    contact = {
        "Name": "Ada Byron",
        "Email": "ada@difference.example",
        "Purpose": "the notes on the engine",
    }
    sheet = book["Contacts"]
    (header,) = [row for row in sheet.iter_rows() if {cell.value for cell in row} >= {*contact}]
    below = (header[0].row or 0) + 1
    for cell in header:
        if cell.value in contact:
            sheet[f"{cell.column_letter}{below}"] = contact[str(cell.value)]
    book.save(workbook)
    book.close()


@pytest.mark.parametrize("name", ["conference", "fundraiser", "job_search", "mentors"])
def test_the_installed_planner_drafts_as_the_checkout_does(
    installed: Environment, tmp_path: Path, name: str
) -> None:
    workbook = tmp_path / f"{name}.xlsx"
    workbook.write_bytes((ROOT / "sample_workbooks" / workbook.name).read_bytes())
    with Campaign.open(workbook) as campaign:
        expected = campaign.draft(dry_run=True)

    done = installed.planner("draft", workbook.name, "--json", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["drafted"] == expected.drafted > 0
    assert [each["text"] for each in document["drafts"]] == [each.text for each in expected.drafts]
    again = installed.planner("draft", folder=tmp_path)
    assert again.returncode == 0, again.stderr
    assert "is untouched" in again.stdout
