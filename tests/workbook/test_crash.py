"""Planner killed, or failed by the system, at every step of a save: one whole workbook remains."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.model.errors import WorkbookError
from planner.workbook import backups
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.undo import undo

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRITES = 6
# Calls that change nothing on the disk: what is there between two of them is what was before.
_IDLE = {"fcntl", "fstat", "getdents64", "ioctl", "lseek", "newfstatat", "pread64", "read", "stat"}
_EVERY = 5

# Forks a process for each line "save PATH" or "undo PATH", which starts at a signal.
_FORKS = """
import os, signal, sys
from pathlib import Path
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.undo import undo

def work(what, path):
    if what == "undo":
        undo(path)
    else:
        apply_edits(path, [SetCell("Contacts", 2, 19, "the write that is killed")])

# All imports happen here and once.
work("save", Path(sys.argv[1]))
work("undo", Path(sys.argv[1]))
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
for line in sys.stdin:
    what, path = line.strip().split(" ", 1)
    child = os.fork()
    if child == 0:
        print(os.getpid(), flush=True)
        signal.sigwait({signal.SIGUSR1})
        work(what, Path(path))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


# Saves the workbook, and at the n-th step towards that stops the process or has the step fail.
_STEPS = """
import errno, io, os, sys
from pathlib import Path
from planner.model.errors import PlannerError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell

steps = stop_at = 0
how = sys.argv[1]

def step(*_arguments):
    global steps
    steps += 1
    if steps == stop_at and how == "exit":
        os._exit(70)
    if steps == stop_at:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

class HalfWritten(io.FileIO):
    def write(self, content):
        done = super().write(bytes(content)[: (len(content) + 1) // 2])
        step()
        return done

def synced(descriptor, sync=os.fsync):
    step()
    sync(descriptor)

def save(path):
    apply_edits(path, [SetCell("Contacts", 2, 19, "the write that is killed")])

save(Path(sys.argv[2]))
os.fsync = synced
os.fdopen = lambda descriptor, mode: io.BufferedWriter(HalfWritten(descriptor, mode))
sys.addaudithook(
    lambda event, _: event.partition(".")[0] in ("open", "os", "shutil", "fcntl") and step()
)
for path in sys.argv[4:]:
    steps, stop_at = 0, int(sys.argv[3] if how == "exit" else Path(path).parent.name)
    try:
        save(Path(path))
        said = "saved"
    except PlannerError as error:
        said = error.message
    stop_at = 0
    print(steps, said)
"""


@dataclass(frozen=True, slots=True)
class _Scene:
    """A folder with a workbook that has been written so often, and what it held each time."""

    folder: Path
    states: tuple[bytes, ...]
    written: bytes

    def before(self, now: bytes) -> bytes | None:
        """What the workbook held before the write that made it `now`."""
        history = (*self.states, self.written)
        place = history.index(now)
        return history[place - 1] if place else None

    def copied(self, to: Path) -> Path:
        shutil.copytree(self.folder, to)
        return to / "contacts.xlsx"


@pytest.fixture(scope="module", params=[0, _WRITES], ids=["never written", "often written"])
def scene(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample_workbook: Path
) -> _Scene:
    """A workbook new to planner, and one with more versions than are kept."""
    folder = tmp_path_factory.mktemp("crash") / "before"
    folder.mkdir()
    path = Path(shutil.copy(sample_workbook, folder / "contacts.xlsx"))
    states = [path.read_bytes()]
    for number in range(request.param):
        _write(path, f"write {number}")
        states.append(path.read_bytes())
    other = _Scene(folder, tuple(states), b"").copied(folder.with_name("after"))
    _write(other, "the write that is killed")
    return _Scene(folder, tuple(states), other.read_bytes())


class _Forks:
    """A process that has imported everything, and forks one that saves when told to."""

    def __init__(self, spare: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _FORKS, str(spare)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def traced(self, what: str, workbook: Path, *options: str) -> int:
        """The exit code of a save under strace; what kills it is in the options."""
        pid = int(self._asked(f"{what} {workbook}"))
        with subprocess.Popen(
            ["strace", "-f", "-p", str(pid), *options], stderr=subprocess.PIPE, encoding="utf-8"
        ) as strace:
            assert strace.stderr is not None
            said = strace.stderr.readline()
            os.kill(pid, signal.SIGUSR1)
            code = int(self._line())
            if "attached" not in said:
                pytest.skip(f"strace cannot attach here: {said.strip()}")
            strace.communicate(timeout=30)
        return code

    def _asked(self, line: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self._line()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory, sample_workbook: Path) -> Iterator[_Forks]:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    spare = Path(shutil.copy(sample_workbook, tmp_path_factory.mktemp("spare")))
    forks = _Forks(spare)
    yield forks
    forks.process.kill()
    forks.process.communicate()


@pytest.mark.parametrize(
    ("scene", "what"),
    [(0, "save"), (_WRITES, "save"), (_WRITES, "undo")],
    ids=["save, never written", "save, often written", "undo"],
    indirect=["scene"],
)
def test_killed_at_any_system_call_planner_leaves_one_whole_workbook(
    what: str, scene: _Scene, forks: _Forks, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    path = scene.copied(tmp_path / "counted")
    assert forks.traced(what, path, "-e", "trace=%file,%desc", "-o", str(log)) == 0
    counts = Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text("utf-8", "replace"), re.MULTILINE))
    assert {"openat", "write", "fsync", "close"} < set(counts)

    found: Counter[str] = Counter()
    for call, count in counts.items():
        for number in range(1, count + 1, _EVERY if call in _IDLE else 1):
            path = scene.copied(tmp_path / f"{call}-{number}")
            inject = f"inject={call}:signal=SIGKILL:when={number}"
            code = forks.traced(what, path, "-e", inject, "-o", str(log))
            assert code == -signal.SIGKILL, f"{call} {number} was not reached"
            new = scene.written if what == "save" else scene.states[-2]
            found[_outcome(scene, path, new)] += 1
            shutil.rmtree(path.parent)

    print(f"{what}: killed at {found.total()} of {counts.total()} system calls: {dict(found)}")
    assert set(found) == {"old", "new"}


def test_stopped_at_any_step_a_save_leaves_one_whole_workbook(
    scene: _Scene, tmp_path: Path
) -> None:
    spare = scene.copied(tmp_path / "spare")
    (whole,) = _stepped("exit", spare, 0, scene.copied(tmp_path / "0"))
    steps = int(whole.split()[0])
    # Where strace is, the test above has stopped it everywhere already.
    numbers = range(1, steps + 1, 3 if shutil.which("strace") else 1)

    found: Counter[str] = Counter()
    for number in numbers:
        path = scene.copied(tmp_path / str(number))
        assert _stepped("exit", spare, number, path) == []
        found[_outcome(scene, path, scene.written)] += 1

    print(f"stopped at {found.total()} of {steps} steps: {dict(found)}")
    assert set(found) == {"old", "new"}


def test_where_any_step_of_a_save_fails_planner_says_what_became_of_the_workbook(
    scene: _Scene, tmp_path: Path
) -> None:
    spare = scene.copied(tmp_path / "spare")
    (whole,) = _stepped("exit", spare, 0, scene.copied(tmp_path / "0"))
    numbers = range(1, int(whole.split()[0]) + 1)
    paths = [scene.copied(tmp_path / str(number)) for number in numbers]

    results = _stepped("fail", spare, 0, *paths)

    said = [each.partition(" ")[2] for each in results]
    for number, path, words in zip(numbers, paths, said, strict=True):
        outcome = "new" if words == "saved" else "old"
        found = _outcome(scene, path, scene.written, is_version_kept=False)
        assert found == outcome, f"step {number}: {words}"
    kinds = Counter(re.sub(r"^/\S*/", "", each) for each in said)
    print(f"failed at {len(said)} steps, {kinds['saved']} of which no save needs")
    assert len(kinds) > 1


def _stepped(how: str, spare: Path, stop_at: int, *paths: Path) -> list[str]:
    """How many steps each save took and what it said, unless the process was stopped."""
    done = subprocess.run(
        [sys.executable, "-c", _STEPS, how, str(spare), str(stop_at), *map(str, paths)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (done.stderr, done.returncode) == ("", 70 if stop_at else 0)
    return done.stdout.splitlines()


def _outcome(scene: _Scene, path: Path, new: bytes, *, is_version_kept: bool = True) -> str:
    """Whether the workbook is the old or the new one, after all that must hold in either case.

    It goes on: the next write works and clears up, and undo takes back the writes that happened.
    Where the system let no version be kept, undo may refuse instead, and leaves the workbook.
    """
    now = path.read_bytes()
    assert now in {scene.states[-1], new}
    _write(path, "the next write")
    _assert_tidy(path)
    undo(path)
    assert path.read_bytes() == now
    before = scene.before(now)
    try:
        undo(path)
    except WorkbookError:
        assert before is None or not is_version_kept
        before = now
    assert path.read_bytes() == before
    _assert_tidy(path)
    return "new" if now == new else "old"


def _assert_tidy(path: Path) -> None:
    assert sorted(each.name for each in path.parent.iterdir()) == [".planner", "contacts.xlsx"]
    kept = backups.versions(path)
    assert len(kept) <= backups.KEPT
    folder = path.parent / ".planner" / "versions of contacts.xlsx"
    both = [*kept, *backups.undone_versions(path)]
    expected = [name for each in both for name in (f"{each.stem}.written", each.name)]
    assert sorted(each.name for each in folder.iterdir()) == sorted(expected)


def _write(path: Path, text: str) -> None:
    apply_edits(path, [SetCell("Contacts", 2, 19, text)])
