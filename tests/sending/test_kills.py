"""Killed at any moment, a run of sending loses nothing, doubles nothing, and knows what it knows.

`PLANNER_KILLS=200` kills as often as the figures in docs/sending.md say.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.sending.journal import Journal
from tests.sending.conftest import Desk, address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.sending.servers import Script, SmtpServer

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("PLANNER_KILLS", "12"))
MESSAGES = 50
_LAST = ["Ash", "Beck", "Cole", "Dunn", "Elm", "Fox", "Gale", "Hill", "Inn", "Jay"]
PEOPLE = [f"{first} {last}" for first in ("Ann", "Bo", "Cy", "Dee", "Eli") for last in _LAST]
# Loads planner once, and then starts each run as a process of its own, which it kills in time.
RUNNER = """
import os, signal, sys, time
from planner.cli import main
words = ["send", sys.argv[1], "--yes", "--pause", "0"]
null = os.open(os.devnull, os.O_RDWR)
out = os.dup(1)
os.dup2(null, 1), os.dup2(null, 2)
def run(words):
    try:
        main(words)
    except SystemExit as stop:
        return int(stop.code or 0)
run(words[:2])  # a dry run, which loads what it takes
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os._exit(run(words))
    os.write(out, b"%d\\n" % child)
    status = os.waitpid(child, 0)[1]
    os.write(out, b"killed\\n" if os.WIFSIGNALED(status) else b"ended\\n")
"""


class Runner:
    """Runs `planner send --yes` again and again, and kills it when it is told to."""

    def __init__(self, desk: Desk) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", RUNNER, str(desk.path)],
            env=os.environ | desk.environment | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._child = 0

    def run(self) -> bool:
        """Run it to its end; whether it was killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        self._child = int(self._process.stdout.readline())
        ended = self._process.stdout.readline()
        self._child = 0
        return ended == "killed\n"

    def kill(self) -> None:
        """Kill the run that is under way."""
        child = self._child
        if child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=60)


class Killer:
    """Kills a run when the server has seen some commands: at once, or a few milliseconds later."""

    def __init__(self, script: Script, chance: random.Random) -> None:
        self.runner: Runner | None = None
        self._chance = chance
        self._left = 0
        self._take = script.take
        script.on = dict.fromkeys(("MAIL", "RCPT", "DATA", "END"), self._seen)
        script.take = self._taken  # type: ignore[method-assign]

    def arm(self, commands: int) -> None:
        """Kill after so many commands; 0 for never."""
        self._left = commands

    def _seen(self, _address: str) -> str:
        if self._left:
            self._left -= 1
            if not self._left:
                self._kill()
        return ""

    def _taken(self, recipients: Sequence[str], content: bytes) -> None:
        self._take(recipients, content)
        self._seen("")

    def _kill(self) -> None:
        assert self.runner is not None
        if self._chance.random() < 0.5:
            self.runner.kill()
        else:
            threading.Timer(self._chance.uniform(0.0, 0.03), self.runner.kill).start()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_random_each_message_arrives_once_or_is_known_to_be_unknown(
    tmp_path: Path, smtp: SmtpServer, script: Script
) -> None:
    chance = random.Random(20)
    killer = Killer(script, chance)
    kills, figures, campaigns = 0, Counter[str](), 0
    while kills < KILLS:
        campaigns += 1
        folder = tmp_path / str(campaigns)
        folder.mkdir()
        desk = Desk(folder / "list.xlsx", PEOPLE)
        desk.use(smtp)
        desk.draft()
        script.taken.clear()
        killer.runner = Runner(desk)
        killed = True
        while killed:
            killer.arm(chance.randint(1, 30) if kills < KILLS else 0)
            killed = killer.runner.run()
            kills += killed
        killer.arm(0)
        assert not killer.runner.run()  # once more, with all the time that it takes
        killer.runner.close()
        figures += _figures(desk, script)

    print(f"{kills} kills, {campaigns} campaigns of {MESSAGES}: {dict(figures)}")
    assert figures["sent"] + figures["unknown"] == campaigns * MESSAGES
    assert figures["twice"] == figures["sent and absent"] == 0


def _figures(desk: Desk, script: Script) -> Counter[str]:
    """What became of each message of a campaign, by the workbook, the journal and the server."""
    figures: Counter[str] = Counter()
    with Journal.of(desk.path) as journal:
        known = {each.recipients[0]: each for each in journal.sendings.values()}
    for name, status in desk.statuses_by_name().items():
        arrived = script.counts.get(address_of(name), 0)
        figures["twice"] += arrived > 1
        if status == "sent":
            figures["sent"] += 1
            figures["sent and absent"] += arrived != 1
        elif status == "send-unknown":
            assert known[address_of(name)].is_unknown
            figures["unknown"] += 1
            figures["unknown and arrived"] += arrived
        else:
            figures[status] += 1
    return figures
