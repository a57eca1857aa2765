"""The server: on this machine alone, for as long as somebody needs it, opened without a trace."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from planner.review.server import Server
from tests.review.browser import ROOT, printed_document, served

if TYPE_CHECKING:
    from tests.review.conftest import Book

_IDLE = """
import sys
from pathlib import Path
from planner.campaign import Campaign
from planner.review.server import Server
path = Path(sys.argv[1])
server = Server(path, lambda: Campaign.open(path), print, idle=0.1)
server.run()
print(server.farewell)
"""


def own_address() -> str:
    """The address under which other machines reach this one; a loopback address without any."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # No packet is sent: this asks the system which address of its own it would use.
        if probe.connect_ex(("192.0.2.1", 9)) != 0:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def test_it_listens_on_the_loopback_address_alone_and_on_another_port_each_time(
    drafted: Book,
) -> None:
    one, other = (Server(drafted.path, drafted.campaign, print, idle=60.0) for _ in range(2))
    own = own_address()
    try:
        assert one.guard.host != other.guard.host
        assert one.guard.host.startswith("127.0.0.1:")
        port = int(one.guard.host.rpartition(":")[2])
        if not own.startswith("127."):
            with socket.socket() as caller:
                caller.settimeout(2)
                assert caller.connect_ex((own, port)) != 0
    finally:
        one.close()
        other.close()


def test_without_the_link_a_real_server_answers_403_and_names_nothing(drafted: Book) -> None:
    with served(drafted.path) as server:
        parts = urlsplit(server.address)
        room = parts.path.removesuffix("/enter")
        for path in ("/", "/today", f"{room}/today", f"{room}/enter?token=x", f"{room}/state"):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(f"http://{parts.netloc}{path}")
            with caught.value:
                body = caught.value.read().decode()
            assert caught.value.code == 403
            assert "contacts" not in body
            assert "planner/" not in str(caught.value.headers)


def test_it_stops_by_itself_when_nobody_is_there(drafted: Book) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IDLE, str(drafted.path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Stopped: no page was open any more.\n"


_INTERRUPTED = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from planner.cli import main; main()"
)


@pytest.mark.skipif(os.name == "nt", reason="the browser's stand-in is a shell script")
def test_the_browser_is_opened_by_a_private_file_and_no_command_tells_the_link(
    drafted: Book, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$1" > "{seen}"\nstat -c %a "${{1#file://}}" >> "{seen}"\n'
        f'cat "${{1#file://}}" >> "{seen}"\ntouch "{seen}.done"\n',
        encoding="utf-8",
    )
    browser.chmod(0o700)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "BROWSER": f"{browser} %s"}
    # Whoever runs the tests in the background has Ctrl-C ignored in all that they start.
    command = [sys.executable, "-c", _INTERRUPTED, "review", str(drafted.path), "--json"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            address = json.loads(printed_document(process))["address"]
            for _ in range(100):
                if Path(f"{seen}.done").exists():
                    break
                try:
                    process.wait(0.1)
                except subprocess.TimeoutExpired:
                    continue
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=30)
        finally:
            process.kill()

    opened, mode, page = seen.read_text(encoding="utf-8").split("\n", 2)
    assert opened.startswith("file:///")
    assert "token" not in opened
    assert int(mode, 8) & (stat.S_IRWXG | stat.S_IRWXO) == 0
    assert address in page
    assert said.endswith("Stopped.\n")
    assert not Path(opened.removeprefix("file://")).exists()


def test_read_only_stands_in_the_document_for_programs(drafted: Book) -> None:
    command = [sys.executable, "-m", "planner", "review", str(drafted.path)]
    with subprocess.Popen(
        [*command, "--no-browser", "--json", "--read-only"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(5)]
        process.kill()

    document = json.loads("".join(lines))
    assert document["read_only"] is True
    assert document["workbook"] == str(drafted.path)
