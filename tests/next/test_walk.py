"""`planner next` in a real terminal: each key does what it says, and each answer is saved."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from planner.campaign import Campaign

ADA, GRACE, EDSGER = "Ada Byron", "Grace Múrray", "Edsger Blom"


def test_each_person_is_shown_with_why_what_you_share_and_the_draft(desk, book) -> None:
    terminal = desk.next(book)
    screen = terminal.press("q")

    assert "3 messages due" in screen
    assert "1 of 3  Ada Byron, Head of Engines, Difference Ltd" in screen
    assert re.search(r"^Why: +the notes on the engine that you read out in Turin$", screen, re.M)
    assert re.search(r"^In common: +Turin 1840 \(event\)$", screen, re.M)
    assert re.search(r"^Through: +linkedin-note$", screen, re.M)
    row = book.row(ADA)
    assert f"{row['Length']} of 200 characters" in screen
    for line in row["Draft"].split("\n"):
        assert " ".join(line.split()) in " ".join(screen.split())
    assert terminal.end() == 0
