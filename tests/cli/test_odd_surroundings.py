"""Full disks, closed streams, folders that are gone, pipes for files: a sentence each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planner.templating.shipped import samples

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="of systems with a shell of POSIX")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(samples() / "mentors.xlsx", tmp_path / "mentors.xlsx"))


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which `planner` is this one; it must end by itself."""
    command = f'planner() {{ "{sys.executable}" -m planner "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "command", ["draft", "check", "status", "status --json", "--help", "today"]
)
def test_a_full_disk_for_the_output_is_told(book: Path, command: str) -> None:
    shell("planner draft mentors.xlsx", book.parent) if command != "draft" else None
    name = "" if command == "--help" else "mentors.xlsx"
    done = shell(f"planner {command} {name} > /dev/full", book.parent)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: what planner has to say could not be written out")
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    if command == "draft":  # the work is done all the same
        assert "drafted" in shell("planner status mentors.xlsx", book.parent).stdout


@pytest.mark.parametrize("command", ["status mentors.xlsx", "check mentors.xlsx", ""])
def test_a_folder_that_is_gone_is_told(book: Path, command: str) -> None:
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; planner {command}", book.parent)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: The folder in which this terminal stands is gone.")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["next", "check", "draft", "undo"])
def test_closed_streams_make_no_traceback(book: Path, command: str, closed: str) -> None:
    shell("planner draft mentors.xlsx", book.parent)
    done = shell(f"planner {command} mentors.xlsx {closed}", book.parent)
    assert done.returncode in {0, 1, 2}
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["check", "draft", "status", "next", "import contacts.xlsx"])
def test_a_pipe_is_no_file(tmp_path: Path, command: str) -> None:
    done = shell(f"mkfifo pipe.xlsx; planner {command} pipe.xlsx", tmp_path)
    assert done.returncode == 2
    assert "pipe" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_device_is_no_file(tmp_path: Path) -> None:
    done = shell("ln -s /dev/zero zero.xlsx; planner check zero.xlsx", tmp_path)
    assert done.returncode == 2
    assert "is no file" in done.stderr
