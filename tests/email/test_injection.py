"""No value of a cell becomes a header, a recipient or a part, and none keeps planner busy."""

from __future__ import annotations

import email.policy
import time
from contextlib import suppress
from email import message_from_bytes
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.email.address_fields import mailboxes
from planner.email.email_error import EmailError
from planner.email.policy import as_eml

if TYPE_CHECKING:
    from pathlib import Path

    from planner.email.render import RenderedEmail
    from tests.email.conftest import Writer

BREAKS = ("\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\n ")
# What means something in an email, far likelier than chance would bring it.
SPECIALS = '\0\ud800\ufdd0\ufddb,;:<>@()"\\a ü李[*'
WORDS = (
    "Ada",
    "{{ 1 }}",
    "--part",
    "Bcc: spy@example.org",
    "spy@example.org",
    "<spy@example.org>",
    "=?utf-8?q?a?=",
    "Content-Type: text/x-evil",
    "x" * 90,
)
PIECES = st.sampled_from((*BREAKS, *SPECIALS, *WORDS))
VALUES = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=30)

TEMPLATES = (
    "TO: {{ v }} <ada@example.com>\nCC: bo@example.com ({{ v }})\n",
    'TO: "{{ v }}" <ada@example.com>, Bo <bo@example.com>\n',
    "TO: Dr. {{ v }} Z <ada@example.com>,{{ v }}<bo@example.com>\n",
    "TO: ada@example.com\nCC: bo@example.com\nX-Note: {{ v }}\nREPLY-TO: {{ v }} <c@example.com>\n",
)
PARTS = """\
Content-Type: multipart/mixed; boundary="part"

{{ v }}
--part
X-Part: {{ v }}

{{ v }}
--part--
{{ v }}
"""
BODIES = (
    "\nHello {{ v }}\n",
    "Content-Type: text/markdown\n\nHello {{ v }}\n",
    PARTS,
)


@pytest.fixture(scope="module")
def shared_writer(tmp_path_factory: pytest.TempPathFactory, writer_in: type[Writer]) -> Writer:
    """One writer for all examples of a test."""
    folder: Path = tmp_path_factory.mktemp("injection")
    return writer_in(folder)


def _names(made: RenderedEmail) -> list[str]:
    """The names of all headers of all parts, as a mail program of today reads them."""
    received = message_from_bytes(made.message.as_bytes(), policy=email.policy.default)
    return [name for part in received.walk() for name in part]


@settings(max_examples=60, deadline=None)
@given(value=VALUES)
@example(value="Ada\nBcc: spy@example.org")
@example(value="Ada\r\n\r\nBody")
@example(value="Bcc: spy@example.org")
@example(value="spy@example.org, Ada")
@example(value='" <spy@example.org>, "Ada')
@example(value="Ada) , spy@example.org (")
@example(value="--part")
@example(value="-part")
@example(value="x\n--part\nContent-Type: text/x-evil\n\nboo\n--part--\n")
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("head", TEMPLATES)
def test_a_value_adds_no_header_no_recipient_and_no_part(
    shared_writer: Writer, head: str, body: str, value: str
) -> None:
    template = f"{head}FROM: {{{{ v }}}} <me@example.com>\nSUBJECT: {{{{ v }}}}\n{body}"
    made = shared_writer.email(template, v=value)
    harmless = shared_writer.email(template, v="Ada")
    assert made.recipients == harmless.recipients == ("ada@example.com", "bo@example.com")
    assert _names(made) == _names(harmless)
    for name in ("To", "Cc", "From", "Reply-To"):
        read = [
            address
            for _, address in mailboxes(", ".join(made.message.get_all(name, [])))
            if address
        ]
        same = [address for _, address in mailboxes(", ".join(harmless.message.get_all(name, [])))]
        assert read == same
    for header in made.message.values():
        assert len(header.splitlines()) <= 1


@settings(max_examples=100, deadline=None)
@given(value=VALUES.filter(lambda value: "\ud800" not in value))
def test_a_value_stands_in_the_text_as_it_is(shared_writer: Writer, value: str) -> None:
    made = shared_writer.plain("<{{ v }}>", v=value)
    content = made.message.get_payload(decode=True)
    assert isinstance(content, bytes)
    text = content.decode(made.message.get_content_charset("us-ascii"))
    expected = value.replace("\r\n", "\n").replace("\r", "\n")
    if not {"\ufdd0", "\ufddb"} & set(value):  # noncharacters stand for what they stand in for
        assert text == f"<{expected}>"


@settings(max_examples=200, deadline=None)
@given(value=VALUES)
@example(value="\ud800spy@example.org")
def test_an_address_from_a_cell_is_an_address_or_an_error(
    shared_writer: Writer, value: str
) -> None:
    try:
        made = shared_writer.email("TO: {{ v }}\nFROM: m@x.com\n\nHi", v=value)
    except EmailError:
        return
    for address in made.recipients:
        assert "@" in address
        assert not set(address) & {" ", "<", ">", ",", *BREAKS}
        assert address in value


@pytest.mark.parametrize("line_break", BREAKS)
def test_a_line_break_in_a_name_becomes_one_blank(writer: Writer, line_break: str) -> None:
    made = writer.email(
        "TO: {{ n }} <a@x.com>\nFROM: m@x.com\nSUBJECT: For {{ n }}\n\n{{ n }}",
        n=f"Ada{line_break}Doe",
    )
    assert made.message["To"] == "Ada Doe <a@x.com>"
    assert made.message["Subject"] == "For Ada Doe"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Doe, Ada", '"Doe, Ada" <a@x.com>'),
        ('"Doe, Ada"', '"Doe, Ada" <a@x.com>'),
        ('Ada "the first" Doe', r'"Ada \"the first\" Doe" <a@x.com>'),
        ("Ada Doe (she)", '"Ada Doe (she)" <a@x.com>'),
        ("J. R. Doe", "J. R. Doe <a@x.com>"),
        ("O'Neil", "O'Neil <a@x.com>"),
    ],
)
def test_a_name_that_needs_quotation_marks_gets_them(
    writer: Writer, name: str, header: str
) -> None:
    made = writer.email("TO: {{ n }} <a@x.com>\nFROM: m@x.com\n\nHi", n=name)
    assert (made.message["To"], made.recipients) == (header, ("a@x.com",))


def test_a_cell_may_hold_several_addresses(writer: Writer) -> None:
    made = writer.email("TO: {{ to }}\nFROM: m@x.com\n\nHi", to="Ada <a@x.com>, b@x.com")
    assert made.recipients == ("a@x.com", "b@x.com")


def test_a_name_and_several_addresses_do_not_go_together(writer: Writer) -> None:
    with pytest.raises(EmailError, match="is no email address"):
        writer.email("TO: Ada <{{ to }}>\nFROM: m@x.com\n\nHi", to="a@x.com, b@x.com")


def test_headers_made_too_cleverly_are_refused_not_guessed(writer: Writer) -> None:
    template = (
        "{% set to %}{{ n }} <a@x.com>{% endset %}{% if ',' in to %}CC: b@x.com\n{% endif %}"
        "TO: {{ to }}\nFROM: m@x.com\n\nHi"
    )
    with pytest.raises(EmailError, match="too intricate"):
        writer.email(template, n="Doe, Ada")


LINES = st.sampled_from(
    [
        "TO: a@x.com",
        "TO: {{ v }}",
        "FROM: b@x.com",
        "CC: Ü <c@x.com>, d@x.com",
        "BCC: (é) e@x.com",
        "REPLY-TO: group: f@x.com;",
        "SUBJECT: =?utf-8?q?=FC?= ü",
        "ATTACHMENT: template.txt",
        "Content-Type: text/markdown",
        "Content-Type: text/html; charset=made-up",
        "Content-Type: text/plain; charset*=utf-8''%FF",
        'Content-Type: multipart/mixed; boundary="p"',
        "Content-Type: multipart/digest; boundary=p",
        "Content-Type: message/rfc822",
        "Content-Type: message/delivery-status",
        "Content-Type: image/png; name=ü",
        "Content-Type: nonsense",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Transfer-Encoding: x-uuencode",
        "Content-Disposition: attachment; filename=ü",
        "From b@x.com Mon Mar  2 09:30:00 2026",
        "MIME-Version: 1.0",
        "Date: never",
        ": nothing",
        " more",
        "",
        "",
        "--p",
        "--p--",
        "Hello {{ v }} <img src=template.txt> ü =FC SGk=",
    ]
)


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(LINES, max_size=9), value=VALUES, has_addresses=st.booleans())
def test_any_text_becomes_an_email_or_an_email_error(
    shared_writer: Writer,
    lines: list[str],
    value: str,
    has_addresses: bool,  # so that most examples get beyond the headers
) -> None:
    head = ["TO: a@x.com", "FROM: b@x.com"] if has_addresses else []
    with suppress(EmailError):
        made = shared_writer.email("\n".join([*head, *lines]), v=value)
        assert as_eml(made.message)
        assert str(made.message)


LONG = 90_000
ATTACKS = [
    ("TO: {{ v }}", "("),
    ("TO: {{ v }}", ","),
    ("TO: {{ v }} <a@x.com>", "ü"),
    ("TO: {{ v }} <a@x.com>", '"'),
    ("SUBJECT: {{ v }}", "ü "),
    ("ATTACHMENT: {{ v }}", "../"),
    ("Content-Type: {{ v }}", "; a=b"),
    ('Content-Type: multipart/mixed; boundary="{{ v }}"', ";"),
    ("Content-Type: text/markdown", "["),
    ("Content-Type: text/markdown", "![x]("),
    ("Content-Type: text/markdown", "*a "),
    ("Content-Type: text/markdown", "<img "),
    ("Content-Type: text/html\nATTACHMENT: template.txt", "<img src="),
    ("Content-Type: text/plain", "\n"),
]


@pytest.mark.parametrize("size", [3_000, 9_900, LONG])
@pytest.mark.parametrize(("header", "piece"), ATTACKS)
def test_no_value_keeps_planner_busy(writer: Writer, header: str, piece: str, size: int) -> None:
    value = (piece * size)[:size]
    started = time.perf_counter()
    with suppress(EmailError):
        as_eml(writer.plain("{{ v }}", header, v=value).message)
    assert time.perf_counter() - started < 5  # on a busy machine; it takes under one second
