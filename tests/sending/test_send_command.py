"""`planner send` as a user has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sending.conftest import NAMES, address_of
from tests.sending.servers import ME, SECRET

if TYPE_CHECKING:
    from tests.sending.conftest import Command, Desk
    from tests.sending.servers import Script, SmtpServer


@pytest.fixture
def ready(desk: Desk, smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A campaign that is approved, its account in the environment."""
    desk.draft()
    for name, value in desk.environment.items():
        monkeypatch.setenv(name, value)
    return desk


def test_without_yes_nothing_is_sent_and_all_is_said(
    ready: Desk, script: Script, command: Command
) -> None:
    last = next(reversed(ready.statuses()))
    ready.type(last, "Status", "drafted")

    code, said, _ = command("send", ready.path)

    assert code == 0
    assert "Ann Ash   ann@ash.example   About Ash Farm" in said
    assert f"9 messages would go now from Ina Moss <{ME}> through 127.0.0.1, port" in said
    assert "Nothing was sent." in said
    assert script.tried == []
    assert "sent" not in ready.statuses().values()


def test_yes_sends_and_drafted_adds_what_is_not_approved(
    ready: Desk, script: Script, command: Command
) -> None:
    last = next(reversed(ready.statuses()))
    ready.type(last, "Status", "drafted")

    code, said, _ = command("send", ready.path, "--yes", "--pause", "0")
    assert (code, said.splitlines()[-1]) == (0, "9 messages sent.")
    code, said, _ = command("send", ready.path, "--yes", "--drafted", "--pause", "0")

    assert (code, said.splitlines()[-1]) == (0, "1 message sent.")
    assert script.counts == {address_of(name): 1 for name in NAMES}


def test_limit_and_where_choose_who_gets_it(ready: Desk, script: Script, command: Command) -> None:
    code, said, _ = command(
        "send", ready.path, "--yes", "--limit", "2", "--where", "Name!=Ann Ash", "--pause", "0"
    )

    assert (code, said.splitlines()[-1]) == (0, "2 messages sent.")
    assert script.counts == {address_of(name): 1 for name in NAMES[1:3]}
    assert "7 messages stay: over the limit of 2 that you have set." in said


def test_a_sample_goes_to_oneself_alone_and_marks_nothing(
    ready: Desk, script: Script, command: Command
) -> None:
    code, said, _ = command("send", ready.path, "--to", "self")

    assert code == 0
    assert f"Sent to {ME} alone: what Ann Ash would get." in said
    ((recipients, _),) = script.taken
    assert recipients == (ME,)
    (message,) = script.messages()
    assert message["To"] == ME
    assert message["Subject"] == "About Ash Farm"
    assert set(ready.statuses().values()) == {"approved"}


def test_json_tells_all_of_it(ready: Desk, command: Command) -> None:
    _, said, _ = command("send", ready.path, "--json")
    plan = json.loads(said)
    _, said, _ = command("send", ready.path, "--yes", "--json", "--pause", "0")
    report = json.loads(said)

    assert plan["account"] == ME
    assert [each["name"] for each in plan["messages"]] == list(NAMES)
    assert [each["to"] for each in report["sent"]] == [[address_of(name)] for name in NAMES]
    assert report["stopped"] == report["unentered"] == ""


def test_ctrl_c_stops_between_two_messages_with_everything_written_down(
    ready: Desk, script: Script
) -> None:
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from planner.cli import main; main(sys.argv[1:])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, "send", str(ready.path), "--yes", "--pause", "30"],
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def stop(_address: str) -> str:
        process.send_signal(2)
        return ""

    script.on["END"] = stop
    said, errors = process.communicate(timeout=60)

    assert process.returncode == 1, errors
    assert "1 message sent." in said
    assert "Stopped: you stopped it." in errors
    assert script.counts == {address_of(NAMES[0]): 1}
    assert list(ready.statuses().values()) == ["sent"] + ["approved"] * 9


def test_the_secret_shows_nowhere(ready: Desk, script: Script, command: Command) -> None:
    script.on["MAIL"] = lambda _address: f"554 5.7.0 you said {SECRET}"
    told = [command("send", ready.path, "--yes", "--pause", "0")]
    script.on.clear()
    told.append(command("send", ready.path, "--yes", "--pause", "0"))
    told.append(command("account", "test", ready.path))

    shown = "".join(out + err for _, out, err in told)
    files = [path for path in ready.path.parent.rglob("*") if path.is_file()]
    assert SECRET not in shown
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]
    assert SECRET not in repr(ready.history())


def test_nothing_is_sent_where_no_account_is_named(
    ready: Desk, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLANNER_SMTP_SERVER")

    code, _, said = command("send", ready.path, "--yes")

    assert code == 2
    assert said.startswith(
        "Error: list.xlsx: which server sends the mail of mill.example is not known.\n"
        f'Hint: Name it, as in "planner account set {ready.path} --smtp smtp.mill.example'
    )


def _folder(path: Path) -> list[str]:
    return sorted(each.name for each in path.iterdir())


def test_a_dry_run_before_the_first_draft_says_so(desk: Desk, command: Command) -> None:
    code, _, said = command("send", desk.path)

    assert code == 2
    assert "has no Tracking sheet yet" in said
    assert ".planner" not in _folder(desk.path.parent)
