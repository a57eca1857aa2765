"""The .eml file of an email, and that the same template and values give the same bytes."""

from __future__ import annotations

import email.policy
import os
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.email.policy import as_eml

if TYPE_CHECKING:
    from tests.email.conftest import Writer

GOLDEN = Path(__file__).parent / "golden"
HEAD = "TO: {{ name }} <ada@example.com>\nFROM: Bo <bo@example.com>\nSUBJECT: Hello {{ name }}\n"
TEMPLATES = {
    "plain": f"{HEAD}CC: c@example.com\n\nHello {{{{ name }}}},\n\nyours\nBo\n",
    "markdown": (
        f"{HEAD}Content-Type: text/markdown\nATTACHMENT: cv.txt\n\nHello *{{{{ name }}}}*\n"
    ),
    "html": (
        f"{HEAD}Content-Type: text/html\nATTACHMENT: cat.gif\n\n"
        '<p>Hello {{ name }}</p>\n<img src="cat.gif">\n'
    ),
}


@pytest.mark.parametrize("name", ["Ada", "Zoë Doe, PhD"])
@pytest.mark.parametrize("kind", TEMPLATES)
def test_an_email_is_written_as_its_golden_file(writer: Writer, kind: str, name: str) -> None:
    writer.file("cv.txt", b"learned\n")
    writer.file("cat.gif", b"GIF89a")
    made = writer.email(TEMPLATES[kind], name=name)
    written = as_eml(made.message, bcc=["secret@example.com"]).replace(b"\r\n", b"\n")
    golden = GOLDEN / f"{kind}-{'ascii' if name.isascii() else 'utf8'}.eml"
    if os.environ.get("PLANNER_UPDATE_GOLDEN"):
        golden.write_bytes(written)
    assert written == golden.read_bytes().replace(b"\r\n", b"\n")


def test_an_eml_opens_as_a_draft_with_its_blind_copies(writer: Writer) -> None:
    made = writer.plain("Hi\nthere", "BCC: S <s@x.com>", "X-Unsent: 0")
    written = as_eml(made.message, bcc=made.bcc)
    assert written.count(b"\n") == written.count(b"\r\n")
    received = message_from_bytes(written, policy=email.policy.default)
    assert received.get_all("X-Unsent") == ["1"]
    assert received["Bcc"] == "s@x.com"
    assert "Bcc" not in made.message
    assert made.message["X-Unsent"] == "0"


def test_a_message_made_elsewhere_becomes_an_eml_too() -> None:
    from email.message import EmailMessage  # noqa: PLC0415 - this test alone makes one

    message = EmailMessage()
    message["To"] = "Zoë <z@x.com>"
    message.set_content("Grüße\n")
    received = message_from_bytes(as_eml(message), policy=email.policy.default)
    assert (received["To"], received.get_content()) == ("Zoë <z@x.com>", "Grüße\r\n")
