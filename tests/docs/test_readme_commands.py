"""Every command that the README and the pages by task show does what they say, run on the samples.

A console block with `<!-- run -->` above it is run line by line; `<!-- run: exits 1 -->` says with
which code. What stands below a command must be its output; a line `...` stands for any lines, and
one day or minute is as good as another. A block with `<!-- file: NAME -->` above it is a file that
the commands find.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(
    r"<!-- run(?:: exits (?P<code>\d))? -->\n```console\n(?P<lines>.*?)\n```", re.DOTALL
)
_FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n```\w+\n(?P<text>.*?)```", re.DOTALL)
PAGES = (
    ROOT / "README.md",
    *(ROOT / "docs" / f"{name}.md" for name in ("excel", "linkedin", "letters", "team")),
)
_DRAFT = re.compile(
    r"<!-- draft: (?P<sample>\S+), (?P<contact>[^>]+) -->\n```text\n(?P<text>.*?)\n```", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as the README shows it, with the output below it."""

    command: str
    output: tuple[str, ...]
    code: int


def shown_commands(text: str) -> Iterator[Shown]:
    for block in _BLOCK.finditer(text):
        parts = re.split(r"^\$ ", block["lines"], flags=re.MULTILINE)[1:]
        for part in parts:
            command, *output = part.rstrip("\n").split("\n")
            yield Shown(command, tuple(output), int(block["code"] or 0))


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *words = shlex.split(command)
    assert program == "planner"
    return subprocess.run(
        [sys.executable, "-m", "planner", *words],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _environment() -> dict[str, str]:

    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}


def is_shown(expected: tuple[str, ...], actual: list[str]) -> bool:
    """Whether the lines are what came out, `...` standing for any lines."""
    if not expected:
        return not actual
    first, rest = expected[0], expected[1:]
    if first == "...":
        return any(is_shown(rest, actual[start:]) for start in range(len(actual) + 1))
    return bool(actual) and _timeless(first) == _timeless(actual[0]) and is_shown(rest, actual[1:])


def _timeless(line: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", "DAY", line).rstrip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the README's commands are run: a folder with a copy of every sample."""
    for sample in (ROOT / "sample_workbooks").glob("*.xlsx"):
        shutil.copyfile(sample, tmp_path / sample.name)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_it_shows(folder: Path, page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for file in _FILE.finditer(text):
        (folder / file["name"]).write_text(file["text"], encoding="utf-8")

    for shown in shown_commands(text):
        done = run(shown.command, folder)
        output = done.stdout.replace("\\", "/").splitlines()
        assert is_shown(shown.output, output), f"{shown.command}\n{done.stdout}{done.stderr}"
        assert done.returncode == shown.code, f"{shown.command}\n{done.stdout}{done.stderr}"


def test_the_pages_by_task_show_the_commands_of_a_campaign() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    shown = {each.command.split()[1] for text in texts for each in shown_commands(text)}

    assert shown >= {
        "init", "import", "check", "explain", "preview", "draft", "status", "history", "undo",
        "plan", "today", "export", "paths", "send",
    }  # fmt: skip


def test_a_line_that_is_not_in_the_output_is_not_shown() -> None:
    assert is_shown(("a", "...", "c"), ["a", "b", "c"])
    assert is_shown(("...",), [])
    assert not is_shown(("a", "c"), ["a", "b", "c"])
    assert not is_shown(("a", "...", "d"), ["a", "b", "c"])
    assert not is_shown((), ["a"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_runs_every_console_block_that_it_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert text.count("```console") == len(_BLOCK.findall(text)) > 0


def test_the_draft_that_the_readme_shows_is_the_one_that_is_made(folder: Path) -> None:
    shown = list(_DRAFT.finditer((ROOT / "README.md").read_text(encoding="utf-8")))

    assert shown
    for example in shown:
        workbook = shlex.quote(example["sample"])
        made = json.loads(run(f"planner draft {workbook} --dry-run --json", folder).stdout)
        text = next(
            f"Subject: {draft['subject']}\n\n{draft['text']}"
            for draft in made["drafts"]
            if draft["contact"] == example["contact"]
        )
        assert example["text"] == text
