"""Commands that planner proposes, as the shells take them."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from planner.text.pasted import command, pasted

NAMES = (
    "contacts.xlsx",
    "my list.xlsx",
    "lists/O'Dwyer & Söhne.xlsx",
    "ben@acme.example#1",
    'Price $5 `now` "quick".xlsx',
    "(a);b|c>d<e*?~.xlsx",
    "#1",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_posix_shell_reads_the_word_that_was_meant(name: str) -> None:
    show = "import json,sys; print(json.dumps(sys.argv[1:]))"
    script = f"{shlex.quote(sys.executable)} -c '{show}' {pasted(name)}"
    printed = subprocess.run(
        ["sh", "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(printed.stdout) == [name]


def test_a_word_without_a_sign_stands_bare() -> None:
    assert pasted(Path("lists/contacts-2.xlsx")) == str(Path("lists/contacts-2.xlsx"))
    assert pasted(r"C:\Users\ada\contacts.xlsx") == r"C:\Users\ada\contacts.xlsx"


def test_what_cmd_and_powershell_would_part_is_in_double_quotes() -> None:
    for name in ("my list.xlsx", "a&b.xlsx", "a;b.xlsx", "(1).xlsx", "Siobhán O'Dwyer"):
        assert pasted(name) == f'"{name}"'


def test_a_sentence_quotes_a_command_by_the_quotes_that_are_not_in_it() -> None:
    assert command("draft", "contacts.xlsx") == '"planner draft contacts.xlsx"'
    assert command("draft", "my list.xlsx") == "'planner draft \"my list.xlsx\"'"
