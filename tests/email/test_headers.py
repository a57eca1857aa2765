"""Who sends, who receives, and what the header lines of a template become."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from planner.email.email_error import EmailError
from planner.email.render import render_email

if TYPE_CHECKING:
    from pathlib import Path

    from tests.email.conftest import Writer


def test_a_template_of_mailmerge_becomes_its_email(writer: Writer) -> None:
    made = writer.email(
        "TO: {{email}}\nSUBJECT: Testing mailmerge\nFROM: My Self <myself@mydomain.com>\n\n"
        "Hi, {{name}},\n\nYour number is {{number}}.\n",
        email="bob@bobdomain.com",
        name="Bob",
        number=42,
    )
    assert (made.sender, made.recipients) == (
        "My Self <myself@mydomain.com>",
        ("bob@bobdomain.com",),
    )
    assert made.message.as_string() == (
        "TO: bob@bobdomain.com\n"
        "SUBJECT: Testing mailmerge\n"
        "FROM: My Self <myself@mydomain.com>\n"
        "MIME-Version: 1.0\n"
        'Content-Type: text/plain; charset="us-ascii"\n'
        "Content-Transfer-Encoding: 7bit\n"
        "Date: Mon, 02 Mar 2026 09:30:00 +0000\n"
        "\n"
        "Hi, Bob,\n\nYour number is 42."
    )


def test_the_envelope_names_to_then_cc_then_bcc(writer: Writer) -> None:
    made = writer.email(
        "BCC: B One <b1@x.com>, b2@x.com\nCC: c@x.com\nTO: a@x.com\nTO: a2@x.com\n"
        "FROM: m@x.com\n\nHi"
    )
    assert made.recipients == ("a@x.com", "a2@x.com", "c@x.com", "b1@x.com", "b2@x.com")
    assert made.bcc == ("b1@x.com", "b2@x.com")


def test_a_blind_copy_is_nowhere_in_the_message(writer: Writer) -> None:
    made = writer.plain("Hi", "BCC: Secret <secret@example.com>", "Bcc: more@example.com")
    written = made.message.as_bytes().lower()
    assert b"bcc" not in written
    assert b"secret" not in written
    assert b"more" not in written


def test_headers_that_nobody_knows_stay_also_twice(writer: Writer) -> None:
    made = writer.plain("Hi", "REPLY-TO: r@x.com", "X-Kind: one", "X-Kind: two")
    assert made.message.get_all("X-Kind") == ["one", "two"]
    assert made.message["Reply-To"] == "r@x.com"


def test_a_header_may_go_on_in_the_next_line(writer: Writer) -> None:
    made = writer.plain("Hi", "SUBJECT: one\n\ttwo", "CC: c@x.com,\n  d@x.com")
    assert made.message["Subject"] == "one two"
    assert made.recipients == ("ada@example.com", "c@x.com", "d@x.com")


def test_an_empty_copy_header_is_left_out(writer: Writer) -> None:
    made = writer.plain("Hi", "CC: {{ boss }}", "BCC:", boss="")
    assert "Cc" not in made.message
    assert made.recipients == ("ada@example.com",)


def test_a_comma_at_the_end_of_the_addresses_does_no_harm(writer: Writer) -> None:
    assert writer.plain("Hi", "CC: c@x.com, ").recipients == ("ada@example.com", "c@x.com")


def test_a_loop_may_write_header_lines(writer: Writer) -> None:
    made = writer.email(
        "TO: a@x.com\n{% for each in more %}CC: {{ each }}\n{% endfor %}FROM: m@x.com\n\nHi",
        more=["c@x.com", "d@x.com"],
    )
    assert made.recipients == ("a@x.com", "c@x.com", "d@x.com")


def test_a_macro_may_write_header_lines(writer: Writer) -> None:
    made = writer.email(
        "{% macro head(to) %}TO: {{ to }}\nFROM: m@x.com{% endmacro %}\n{{ head(email) }}\n\nHi",
        email="a@x.com",
    )
    assert (made.recipients, made.message.get_payload()) == (("a@x.com",), "Hi")


def test_a_date_in_the_template_is_kept(writer: Writer) -> None:
    made = writer.plain("Hi", "Date: Tue, 03 Mar 2026 10:00:00 +0100")
    assert made.message.get_all("Date") == ["Tue, 03 Mar 2026 10:00:00 +0100"]


def test_without_a_date_it_is_now(writer: Writer, tmp_path: Path) -> None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - this test alone reads dates

    template = tmp_path / "t.txt"
    template.write_text("TO: a@x.com\nFROM: b@x.com\n\nHi", encoding="utf-8")
    before = datetime.now(UTC).replace(microsecond=0)
    sent = parsedate_to_datetime(render_email(template, {}).message["Date"])
    assert before <= sent <= datetime.now(UTC)


def test_a_template_may_start_with_a_mark_of_its_encoding(tmp_path: Path) -> None:
    template = tmp_path / "t.txt"
    template.write_bytes(b"\xef\xbb\xbfTO: a@x.com\r\nFROM: b@x.com\r\n\r\nHi\r\nthere\r\n")
    made = render_email(template, {})
    assert made.recipients == ("a@x.com",)
    assert made.message.get_payload() == "Hi\nthere"


def test_a_line_of_blanks_ends_the_headers_too(writer: Writer) -> None:
    made = writer.email("TO: a@x.com\nFROM: b@x.com\n \t \nHello\n \nyou")
    assert made.message.get_payload() == "Hello\n \nyou"


def test_a_missing_blank_line_above_the_text_does_no_harm(writer: Writer) -> None:
    made = writer.email("TO: a@x.com\nFROM: b@x.com\nSUBJECT: S\nHello {{ name }}!", name="Ada")
    assert made.message.get_payload() == "Hello Ada!"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("FROM: b@x.com\n\nHi", "the header To names nobody"),
        ("TO: a@x.com\n\nHi", "the header From names nobody"),
        ("TO:\nFROM: b@x.com\n\nHi", "the header To names nobody"),
        ("TO: undisclosed-recipients:;\nFROM: b@x.com\n\nHi", "the header To names nobody"),
        ("TO: Ada\nFROM: b@x.com\n\nHi", '"Ada" in the header To is no email address'),
        ("TO: a@x.com\nFROM: Bo\n\nHi", '"Bo" in the header From is no email address'),
        ("TO: a@x.com bo\nFROM: b@x.com\n\nHi", '"a@x.com bo" in the header To is no'),
        ("TO: Doe, Ada <a@x.com>\nFROM: b@x.com\n\nHi", "in the header To is no email address"),
        ("TO: A <>\nFROM: b@x.com\n\nHi", '"A <>" in the header To is no email address'),
        ("TO: a@x.com\nFROM: b@x.com\nREPLY-TO: me\n\nHi", "in the header Reply-To is no"),
        ("TO: a@x.com\nFROM: b@x.com\nSUBJECT Hi\n\nHi", '"SUBJECT Hi" is no header'),
        ("TO: a@x.com\nOh\nFROM: b@x.com\n\nHi", '"Oh" is no header'),
        (" TO: a@x.com\nFROM: b@x.com\n\nHi", "is no header"),
        ("TO: a@x.com\nFROM: b@x.com\nContent-Type: multipart/mixed\n\nHi", "several parts"),
        (
            "TO: a@x.com\nFROM: b@x.com\nContent-Type: multipart/mixed; boundary=b\n\nHi",
            "several parts",
        ),
        (
            'TO: a@x.com\nFROM: b@x.com\nContent-Type: multipart/mixed; boundary="ü"\n\n--ü\n\nHi',
            '"ü" cannot be a boundary',
        ),
        ("", "the header From names nobody"),
    ],
)
def test_a_bad_header_is_an_error(writer: Writer, template: str, words: str) -> None:
    with pytest.raises(EmailError) as caught:
        writer.email(template)
    assert words in caught.value.message
    assert "template.txt" in caught.value.message
    assert caught.value.hint


def test_a_tag_alone_among_the_headers_is_explained(writer: Writer) -> None:
    template = "TO: a@x.com\n{% if boss %}\nCC: {{ boss }}\n{% endif %}\nFROM: b@x.com\n\nHi"
    with pytest.raises(EmailError) as caught:
        writer.email(template, boss="c@x.com")
    assert "first blank line" in caught.value.hint


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("TO: {{ nobody }}\nFROM: b@x.com\n\nHi", "template.txt: 'nobody' is undefined (line 1)."),
        ("TO: a@x.com\nFROM: b@x.com\n\n{{ x.y }}", "'x' is undefined (line 4)"),
        ("TO: a@x.com\n{% if %}", "template.txt, line 2: Expected an expression"),
        ("{{ 1 | nofilter }}", 'there is no filter "nofilter"'),
        ("{% include 'none.txt' %}", 'there is no file "none.txt"'),
        ("{% include '../secret.txt' %}", 'there is no file "../secret.txt"'),
        ("{{ ''.__class__ }}", "no template may use"),
        ("{% for a in range(10**9) %}x{% endfor %}", "numbers"),
        ("{{ 'x' * 10**9 }}", "longer than any message"),
    ],
)
def test_bad_jinja_is_an_error(writer: Writer, template: str, words: str) -> None:
    (writer.folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with pytest.raises(EmailError) as caught:
        writer.email(template)
    assert words in caught.value.message


def test_a_template_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    template = tmp_path / "t.txt"
    template.write_bytes(b"TO: \0")
    with pytest.raises(EmailError, match=r"t\.txt is no text"):
        render_email(template, {})
    with pytest.raises(EmailError, match="none"):
        render_email(tmp_path / "none.txt", {})
    template.write_text("x" * 100_001, encoding="utf-8")
    with pytest.raises(EmailError, match="100,001 characters"):
        render_email(template, {})


def test_a_template_may_include_its_neighbours_and_sees_them_change(writer: Writer) -> None:
    import os  # noqa: PLC0415 - to set a file's time

    part = writer.file("closing.txt", b"Yours, {{ me }}")
    body = "Hi\n{% include 'closing.txt' %}"
    assert writer.plain(body, me="Bo").message.get_payload() == "Hi\nYours, Bo"
    part.write_text("Best, {{ me }}", encoding="utf-8")
    os.utime(part, (2_000_000_000, 2_000_000_000))
    assert writer.plain(body, me="Bo").message.get_payload() == "Hi\nBest, Bo"


def test_a_template_of_planner_takes_its_addresses_from_the_workbook(writer: Writer) -> None:
    made = writer.email(
        "Channel: email\nName: Short\nFor: kind = job\nSubject: Hello\n\n"
        "Hello  {{ name }} ,\n\n{% if offer|default %}\n{{ offer }}\n{% endif %}\n\nBo\n",
        name="Doe, Ada",
        email="ada@x.com",
        sender={"name": "Bo Li", "email": "bo@x.com"},
    )
    assert made.message.items()[:3] == [
        ("TO", '"Doe, Ada" <ada@x.com>'),
        ("FROM", "Bo Li <bo@x.com>"),
        ("Subject", "Hello"),
    ]
    assert not {"channel", "name", "for"} & {name.lower() for name in made.message}
    assert made.message.get_payload() == "Hello Doe, Ada,\n\nBo"
