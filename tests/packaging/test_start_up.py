"""Starting is felt at every command: nothing heavy is loaded that the command does not need."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from planner.templating.shipped import samples

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {
    "pandas",
    "numpy",
    "openpyxl",
    "lxml",
    "matplotlib",
    "rich",
    "markdown",
    "flask",
    "waitress",
}
# What finds names, likenesses and templates is for those commands that do so.
FOR_DRAFTING = {"jinja2", "nameparser", "rapidfuzz", "python_calamine"}
PROGRAM = """
import json, sys
from planner.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n" + json.dumps(sorted(sys.modules)))
"""


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "job_search.xlsx"
    shutil.copyfile(samples() / path.name, path)
    return path


def loaded(folder: Path, *words: str) -> set[str]:
    """The top-level modules that a command has loaded when it is done."""
    return {name.partition(".")[0] for name in modules_of(folder, *words)}


def modules_of(folder: Path, *words: str) -> list[str]:
    """All modules that a command has loaded when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    modules: list[str] = json.loads(done.stdout.splitlines()[-1])
    return modules


@pytest.mark.parametrize("words", [("--help",), ("draft", "--help"), ("--version",)])
def test_help_loads_nothing_but_click(tmp_path: Path, words: tuple[str, ...]) -> None:
    modules = loaded(tmp_path, *words)

    assert "click" in modules
    assert not modules & (HEAVY | FOR_DRAFTING)


def test_help_does_not_touch_the_rooms(tmp_path: Path) -> None:
    modules = modules_of(tmp_path, "--help")

    assert not [name for name in modules if name.startswith(("planner.workbook", "planner.checks"))]


def test_draft_loads_no_heavy_library(workbook: Path) -> None:
    modules = loaded(workbook.parent, "draft", workbook.name)

    assert "jinja2" in modules
    assert not modules & HEAVY


def test_status_loads_neither_heavy_libraries_nor_templates(workbook: Path) -> None:
    loaded(workbook.parent, "draft", workbook.name)

    shown = loaded(workbook.parent, "status", workbook.name)
    changed = loaded(workbook.parent, "status", workbook.name, "set", "Ravi Menon", "sent")

    for modules in (shown, changed):
        assert not modules & (HEAVY | {"jinja2"})


def test_status_loads_neither_checks_nor_drafting(workbook: Path) -> None:
    loaded(workbook.parent, "draft", workbook.name)
    rooms = (
        "planner.checks",
        "planner.templating.library",
        "planner.templating.sandbox",
        "planner.drafting.prepare",
        "planner.drafting.template_review",
    )

    modules = modules_of(workbook.parent, "status", workbook.name)

    assert not [name for name in modules if name.startswith(rooms)]


def test_a_first_draft_loads_neither_the_plan_nor_what_looks_at_drafts(workbook: Path) -> None:
    modules = modules_of(workbook.parent, "draft", workbook.name)

    for_others = (
        "planner.scheduling",
        "planner.tracking.follow_ups",
        "planner.drafting.template_review",
        "planner.drafting.preview",
        "planner.importing",
    )
    assert "planner.drafting.prepare" in modules
    assert not [name for name in modules if name.startswith(for_others)]


def test_setting_a_status_loads_no_report_of_drafts_and_no_random_numbers(workbook: Path) -> None:
    loaded(workbook.parent, "draft", workbook.name)

    modules = modules_of(workbook.parent, "status", workbook.name, "set", "Ravi Menon", "sent")

    assert "planner.tracking.change_batch" in modules
    assert not {
        "planner.drafting.report",
        "planner.scheduling.due",
        "random",
        "secrets",
        "tempfile",
    } & {*modules}
