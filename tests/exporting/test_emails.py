"""Emails that leave: read back by Python's email parser, its mailbox reader, and mutt."""

from __future__ import annotations

import contextlib
import html
import mailbox
import os
import re
import shutil
import subprocess
import sys
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from planner.exporting.outgoing import ExportError
from planner.tracking.message_ids import message_id

if TYPE_CHECKING:
    from pathlib import Path

    from planner.exporting.run import LeaveReport
    from tests.exporting.conftest import Outbox

ADA, ZOE, LIOR, CON = "Byron, Ada", 'Zoë "Zed" 😀 Müller', "ליאור אברהמי", "CON"
BY_MAIL = [ADA, ZOE, LIOR, CON]


def read(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def emails(outbox: Outbox, report: LeaveReport) -> dict[str, EmailMessage]:
    return {each.outgoing.name: read(each.file) for each in report.messages}


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_draft_is_this_file_byte_for_byte(outbox: Outbox) -> None:
    report = outbox.leave("eml", where=["Name=CON"])
    assert [each.name for each in report.files] == ["_CON 2578ee5e24.eml"]
    assert report.files[0].read_bytes().decode() == (
        "TO: CON <con@devices.example>\r\n"
        "FROM: Nora Whitfield <nora@whitfield.example>\r\n"
        "Subject: About Devices\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: text/plain; charset="us-ascii"\r\n'
        "Content-Transfer-Encoding: 7bit\r\n"
        "Message-ID: <a669284188ca35c110b191cb@planner.invalid>\r\n"
        "X-Unsent: 1\r\n"
        "\r\n"
        "Dear CON,\r\n"
        "\r\n"
        "the devices that you showed at the fair in Leeds.\r\n"
        "\r\n"
        "Thank you,\r\n"
        "Nora Whitfield"
    )


def test_each_email_reaches_its_person_in_its_words(outbox: Outbox) -> None:
    report = outbox.leave("eml")
    found = emails(outbox, report)
    assert [*found] == BY_MAIL
    for each in report.messages:
        message = found[each.outgoing.name]
        (to,) = message["To"].addresses
        assert (to.display_name, to.addr_spec) == (
            each.outgoing.name,
            each.outgoing.contact.text("email"),
        )
        assert message["Subject"] == each.outgoing.subject
        assert body(message).split() == each.outgoing.text.split()
        assert message["X-Unsent"] == "1"
        touch = each.outgoing.touch
        assert message["Message-ID"] == each.message_id == message_id(touch.id, touch.contact)


def test_the_users_own_words_leave_as_they_typed_them(outbox: Outbox) -> None:
    words = "Ada —\n\n  indented,  two blanks , and a gap .\n\n\n{{ name }} stays\n-- \nNora 😀"
    outbox.type(ADA, "Draft", words)
    outbox.type(ADA, "Subject", "Mine: “engines”")
    message = emails(outbox, outbox.leave("eml", ignored=["draft-residue"]))[ADA]
    assert body(message) == words
    assert message["Subject"] == "Mine: “engines”"


@pytest.mark.parametrize("header", ["Subject", "Draft"])
def test_no_cell_can_add_a_header(outbox: Outbox, header: str) -> None:
    outbox.type(CON, header, "Hello\r\nBcc: spy@example.org\r\nX-Evil: 1\n\nmore")
    message = emails(outbox, outbox.leave("eml"))[CON]
    assert message["Bcc"] is None
    assert message["X-Evil"] is None
    assert [each.addr_spec for each in message["To"].addresses] == ["con@devices.example"]


def test_copies_answers_and_files_come_from_the_template(outbox: Outbox) -> None:
    template = outbox.write_template(
        "email.txt",
        "Channel: email\nCC: cc@example.org\nBCC: blind@example.org, two@example.org\n"
        "Reply-To: re@example.org\nSubject: A plan\nATTACHMENT: plan.pdf\n\n"
        "Hello {{ first_name }},\n\n{{ purpose|sentence }}\n\nNora\n",
    )
    (template.parent / "plan.pdf").write_bytes(b"%PDF the plan")
    outbox.draft()
    outbox.type(ADA, "Draft", "Dear Ada, my own words.")
    report = outbox.leave("eml")
    for name, message in emails(outbox, report).items():
        (part,) = message.iter_attachments()
        assert part.get_filename() == "plan.pdf"
        assert part.get_payload(decode=True) == b"%PDF the plan"
        assert (message["Cc"], message["Reply-To"]) == ("cc@example.org", "re@example.org")
        assert ("my own words" in body(message)) is (name == ADA)
        assert b"blind@" not in message.as_bytes()
    assert {each.bcc for each in report.messages} == {("blind@example.org", "two@example.org")}
    assert {each.attachments for each in report.messages} == {
        ((template.parent / "plan.pdf").resolve(),)
    }


@pytest.mark.parametrize("is_linked", [False, True])
def test_a_file_from_elsewhere_leaves_only_if_its_folder_is_named(
    outbox: Outbox, tmp_path_factory: pytest.TempPathFactory, is_linked: bool
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.txt").write_text("secret", encoding="utf-8")
    named = "link.txt" if is_linked else str(elsewhere / "secret.txt")
    template = outbox.write_template(
        "email.txt",
        f"Channel: email\nSubject: A plan\nATTACHMENT: {named}\n\n"
        "Hello {{ first_name }},\n\n{{ purpose|sentence }}\n\nNora\n",
    )
    if is_linked:
        (template.parent / "link.txt").symlink_to(elsewhere / "secret.txt")
    outbox.draft()

    with pytest.raises(ExportError, match="lies outside the allowed folders"):
        outbox.leave("eml")
    assert len(outbox.leave("eml", attach_from=(elsewhere,)).messages) == 4


def test_own_words_in_markdown_become_html_as_well(outbox: Outbox) -> None:
    outbox.write_template(
        "email.txt",
        "Channel: email\nSubject: Hi\nContent-Type: text/markdown\n\n**Dear** {{ first_name }},\n"
        "\n{{ purpose|sentence }}\n",
    )
    outbox.draft()
    outbox.type(CON, "Draft", "Dear *Con*,\n\nthe devices")
    message = emails(outbox, outbox.leave("eml"))[CON]
    assert body(message) == "Dear *Con*,\n\nthe devices"
    assert "<em>Con</em>" in body(message, "html")


PARTS = (
    'Channel: email\nSubject: Hi\nContent-Type: multipart/alternative; boundary="part"\n\n'
    "--part\nContent-Type: text/plain\n\nDear {{ first_name }}, {{ purpose }}\n"
    "--part\nContent-Type: text/html\n\n<p>Dear {{ first_name }}</p>\n--part--\n"
)


def test_new_words_for_a_message_of_several_parts_are_a_finding(outbox: Outbox) -> None:
    outbox.write_template("email.txt", PARTS)
    outbox.draft()
    outbox.type(CON, "Draft", "Dear Con, mine are the devices")
    report = outbox.leave("eml")
    found = emails(outbox, report)
    assert [*found] == [ADA, ZOE, LIOR]
    assert "<p>Dear" in body(found[ZOE], "html")
    (finding,) = report.findings
    assert (finding.slug, finding.sheet) == ("email-unmade", "Tracking")
    assert "several parts" in finding.message


def test_one_missing_file_keeps_nobody_else_back(outbox: Outbox) -> None:
    outbox.write_template(
        "email.txt",
        "Channel: email\nSubject: Hi\nATTACHMENT: {{ first_name }}.pdf\n\nDear {{ name }}, "
        "{{ purpose|sentence }}\n",
    )
    outbox.draft()
    for name in ("Ada", "Zoë"):
        (outbox.path.parent / "templates" / f"{name}.pdf").write_bytes(b"x")
    report = outbox.leave("eml")
    left = {each.outgoing.name for each in report.messages}
    assert left
    assert left < set(BY_MAIL)
    assert len(left) + len(report.findings) == len(BY_MAIL)
    assert all("is missing" in each.message for each in report.findings)


def test_a_template_that_is_gone_is_a_finding(outbox: Outbox) -> None:
    outbox.type(CON, "Template", "no-such-template")
    report = outbox.leave("eml")
    assert [each.outgoing.name for each in report.messages] == [ADA, ZOE, LIOR]
    (finding,) = report.findings
    assert 'no template "no-such-template"' in finding.message


# --- one mailbox -------------------------------------------------------------------------------

TRICKY = "Dear Con,\nFrom here on\n>From there\n\nFrom the end"


def test_pythons_reader_takes_the_mailbox_apart(outbox: Outbox) -> None:
    outbox.type(CON, "Draft", TRICKY)
    report = outbox.leave("mbox", to=None)
    assert [each.name for each in report.files] == ["people drafts.mbox"]
    raw = report.files[0].read_bytes()
    assert b"\r" not in raw
    assert raw.startswith(b"From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n")
    box = mailbox.mbox(report.files[0], create=False)
    try:
        read_back = [message_from_bytes(each.as_bytes(), policy=policy.default) for each in box]
    finally:
        box.close()
    ids = [each["Message-ID"] for each in read_back]
    assert ids == [each.message_id for each in report.messages]
    assert all(each["Date"] and each["X-Unsent"] is None for each in read_back)
    last = str(read_back[-1].get_payload())
    # What mailboxes of this form ask of who reads them, and Python leaves to its caller.
    assert re.sub("^>(>*From )", r"\1", last, flags=re.MULTILINE) == f"{TRICKY}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="mutt needs a Unix terminal")
def test_mutt_reads_every_message(outbox: Outbox, tmp_path: Path) -> None:
    if shutil.which("mutt") is None:
        pytest.skip("mutt is not installed")
    outbox.type(CON, "Draft", TRICKY)
    report = outbox.leave("mbox", to=tmp_path / "box.mbox")
    for each in report.messages:
        pipe_with_mutt(tmp_path / "box.mbox", each.message_id.strip("<>"), tmp_path)
    told = (tmp_path / "told.txt").read_text(encoding="utf-8")
    assert re.findall("^Subject: (.*)$", told, re.MULTILINE) == [
        each.outgoing.subject for each in report.messages
    ]
    for each in report.messages:
        words = [line for line in each.outgoing.text.split("\n") if "From" not in line]
        assert all(line in told for line in words)


def pipe_with_mutt(box: Path, known_as: str, folder: Path) -> None:
    """Let mutt find a message by its ID, and add what it makes of it to told.txt."""
    import pty  # noqa: PLC0415 - Unix only
    import termios  # noqa: PLC0415 - same

    settings = folder / "muttrc"
    settings.write_text(
        "set charset=utf-8\nset pipe_decode=yes\nset pipe_split=no\nset wait_key=no\n"
        "unset resolve\nset folder=.\nunset record\n",
        encoding="utf-8",
    )
    keys = f"<limit>~i {known_as}<enter><pipe-message>cat >>told.txt<enter><exit>"
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))  # in a terminal without rows mutt loses its place
    command = ["mutt", "-n", "-F", str(settings), "-R", "-f", str(box), "-e", f"push '{keys}'"]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, cwd=folder,
        env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": str(folder)},
    )  # fmt: skip
    os.close(theirs)
    patience = threading.Timer(20, process.kill)
    patience.start()
    with contextlib.suppress(OSError):  # Linux says so when the other side has gone
        while os.read(ours, 65536):
            pass
    os.close(ours)
    assert process.wait(30) == 0
    patience.cancel()


# --- a page of links ---------------------------------------------------------------------------


class Links(HTMLParser):
    """The links of a page, and how each is called."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self._href = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._href = dict(attrs).get("href") or "" if tag == "a" else ""

    def handle_data(self, data: str) -> None:
        if self._href:
            self.found.append((data, self._href))
            self._href = ""


def test_a_link_says_all_that_the_draft_says(outbox: Outbox) -> None:
    report = outbox.leave("mailto")
    page = Links((outbox.to / "links.html").read_text(encoding="utf-8"))
    assert [name for name, _ in page.found] == BY_MAIL
    for (_, href), each in zip(page.found, report.messages, strict=True):
        parts = urlsplit(href)
        fields = parse_qs(parts.query, strict_parsing=True)
        assert (parts.scheme, unquote(parts.path)) == (
            "mailto",
            each.outgoing.contact.text("email"),
        )
        assert fields["subject"] == [each.outgoing.subject]
        assert fields["body"] == [each.outgoing.text.replace("\n", "\r\n")]


def test_what_no_link_can_carry_lies_beside_the_page(outbox: Outbox) -> None:
    outbox.type(ZOE, "Draft", "a harbour tale " * 300)
    report = outbox.leave("mailto")
    page = Links((outbox.to / "links.html").read_text(encoding="utf-8"))
    href = dict(page.found)[ZOE]
    beside = outbox.to / unquote(href)
    assert beside.resolve() == outbox.file_of(report, ZOE).resolve()
    assert body(read(beside)).split() == ["a", "harbour", "tale"] * 300
    assert sum(href.startswith("mailto:") for _, href in page.found) == 3


def test_the_page_shows_markup_as_text(outbox: Outbox) -> None:
    outbox.type(CON, "Subject", '"><script>alert(1)</script>')
    outbox.leave("mailto")
    text = (outbox.to / "links.html").read_text(encoding="utf-8")
    assert "script" not in Links(text).tags
    assert html.escape("<script>") in text
