"""The user's own programs get exactly the words, and nothing in a cell opens anything else."""

from __future__ import annotations

import base64
import os
import signal
import sys
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.cli.desk.clipboard import copy_out, terminal_copy
from planner.cli.desk.interrupts import interrupts_held
from planner.cli.desk.open_page import can_open
from planner.email.mailto import eml, mailto
from planner.text.web_page import web_page

if TYPE_CHECKING:
    from pathlib import Path

_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300)
_ADDRESSES = (
    "anna@example.org",
    "o'neil+work@example.org",
    "müller@example.org",
    "a&b?c@x.example",
)


def unix(text: str) -> str:
    return text.replace("\r\n", "\n")


# --- mail ---------------------------------------------------------------------------------------


@given(st.sampled_from(_ADDRESSES), _TEXTS, _TEXTS)
def test_a_mailto_address_says_what_was_written(address: str, subject: str, text: str) -> None:
    link = mailto(address, subject, text)
    if not link:
        return
    parts = urlsplit(link)
    fields = parse_qs(parts.query, strict_parsing=bool(parts.query))

    assert link.isascii()
    assert (parts.scheme, unquote(parts.path)) == ("mailto", address)
    assert fields.get("subject", [""]) == [" ".join(subject.split())]
    assert unix(fields.get("body", [""])[0]) == text
    assert fields.keys() <= {"subject", "body"}  # nothing in a cell adds a recipient


def test_a_mailto_address_that_programs_would_cut_is_none() -> None:
    assert len(mailto("anna@example.org", "Hi", "x" * 1550)) <= 1600
    assert mailto("anna@example.org", "Hi", "x" * 1600) == ""
    assert mailto("anna@example.org", "Hi", "漢" * 200) == ""  # nine characters each


@given(st.sampled_from(_ADDRESSES), _TEXTS, _TEXTS)
def test_an_eml_file_says_what_was_written(address: str, subject: str, text: str) -> None:
    written = eml(address, subject, text)
    message = message_from_bytes(written, policy=policy.default)

    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == address
    assert " ".join(str(message["Subject"]).split()) == " ".join(subject.split())
    assert unix(message.get_content()).rstrip("\n") == text.rstrip("\n")
    assert message.keys().count("To") == 1
    assert {"Cc", "Bcc"}.isdisjoint(message.keys())


def test_a_line_break_in_a_cell_adds_no_header() -> None:
    written = eml("anna@example.org\r\nBcc: all@example.org", "Hi\nCc: b@example.org", "Hello")
    message = message_from_bytes(written, policy=policy.default)

    assert "Bcc" not in message
    assert "Cc" not in message


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://www.linkedin.com/in/anna-berg", "https://www.linkedin.com/in/anna-berg"),
        ("HTTP://linkedin.com/in/anna", "HTTP://linkedin.com/in/anna"),
        ("www.linkedin.com/in/anna", "https://www.linkedin.com/in/anna"),
        ("linkedin.com:443/in/anna", "https://linkedin.com:443/in/anna"),
        (" https://linkedin.com/in/\nanna ", "https://linkedin.com/in/anna"),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("mailto:anna@example.org", ""),
        ("C:\\Windows\\calc.exe", ""),
        ("--new-window=x.y", ""),
        ("ask her", ""),
        ("", ""),
    ],
)
def test_a_cell_opens_a_web_page_and_nothing_else(typed: str, address: str) -> None:
    assert web_page(typed) == address


@pytest.mark.parametrize(
    ("environment", "platform", "can"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"BROWSER": "firefox"}, "linux", True),
        ({}, "darwin", True),
        ({"SSH_CONNECTION": "1 2 3 4"}, "darwin", False),
        ({}, "win32", True),
        ({"SSH_CONNECTION": "1 2 3 4"}, "win32", False),
    ],
)
def test_a_window_opens_only_before_the_user(
    environment: dict[str, str], platform: str, *, can: bool
) -> None:
    assert can_open(environment, platform) == can


# --- the clipboard ------------------------------------------------------------------------------

_ALL = ("pbcopy", "clip.exe", "wl-copy", "xclip", "xsel")
not_on_windows = pytest.mark.skipif(
    sys.platform == "win32", reason="the programs of this test are shell scripts"
)


def programs(folder: Path, *, failing: tuple[str, ...] = ()) -> str:
    """A PATH on which every clipboard program takes notes, or fails."""
    for name in _ALL:
        script = "exit 1" if name in failing else f'cat > "{folder}/noted"'
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return os.pathsep.join((str(folder), os.environ["PATH"]))


@not_on_windows
@pytest.mark.parametrize(
    ("platform", "environment", "failing", "program"),
    [
        ("darwin", {}, (), "pbcopy"),
        ("win32", {}, (), "clip.exe"),
        ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, (), "wl-copy"),
        ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, ("wl-copy",), "xclip"),
        ("linux", {"DISPLAY": ":0"}, (), "xclip"),
        ("linux", {"DISPLAY": ":0"}, ("xclip",), "xsel"),
        ("linux", {"DISPLAY": ":0"}, ("xclip", "xsel"), ""),
        ("linux", {"WSL_DISTRO_NAME": "Ubuntu"}, (), "clip.exe"),
        ("linux", {}, (), ""),
        ("linux", {"DISPLAY": ":10", "SSH_CONNECTION": "1 2 3 4"}, (), ""),
        ("darwin", {"SSH_CONNECTION": "1 2 3 4"}, (), ""),
    ],
)
def test_the_platform_suggests_the_program(
    tmp_path: Path,
    platform: str,
    environment: dict[str, str],
    failing: tuple[str, ...],
    program: str,
) -> None:
    path = programs(tmp_path, failing=failing)

    assert copy_out("Hello", {**environment, "PATH": path}, platform) == program
    assert (tmp_path / "noted").exists() == bool(program)


@not_on_windows
def test_windows_gets_utf_16_and_its_own_line_ends(tmp_path: Path) -> None:
    copy_out("Grüße\n漢 🦊", {"PATH": programs(tmp_path)}, "win32")

    assert (tmp_path / "noted").read_bytes().decode("utf-16-le") == "Grüße\r\n漢 🦊"


def test_where_no_program_is_on_path_none_is_named(tmp_path: Path) -> None:
    environment = {"PATH": str(tmp_path), "DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}

    for platform in ("linux", "darwin", "win32"):
        assert copy_out("Hello", environment, platform) == ""


@given(_TEXTS)
def test_the_terminal_gets_every_character(text: str) -> None:
    sequence = terminal_copy(text)
    packed = sequence.removeprefix("\033]52;c;").removesuffix("\a")

    assert base64.b64decode(packed, validate=True).decode("utf-8") == text


# --- Ctrl-C -------------------------------------------------------------------------------------


def test_an_interrupt_waits_until_the_block_is_done() -> None:
    done = []

    def save() -> None:
        with interrupts_held():
            signal.raise_signal(signal.SIGINT)
            done.append("saved")

    with pytest.raises(KeyboardInterrupt):
        save()
    assert done == ["saved"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_that_is_cleared_is_forgotten() -> None:
    with interrupts_held() as held:
        signal.raise_signal(signal.SIGINT)
        held.clear()


def test_without_an_interrupt_nothing_is_raised() -> None:
    with interrupts_held() as held:
        pass

    assert not held
