"""The texts of an email: charsets, Markdown, parts, attachments, pictures."""

from __future__ import annotations

import email.policy
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from planner.email.email_error import EmailError
from planner.email.policy import as_eml

if TYPE_CHECKING:
    from email.message import Message

    from tests.email.conftest import Writer

PARTS = """\
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="part"

For old programs: {{ old|default("nothing") }}

--part
Content-Type: text/plain; charset=us-ascii

Hello {{ name }}

--part
Content-Type: text/html; charset=us-ascii

<p>Hello {{ name }}</p>
--part--
"""


def _shape(message: Message[str, str]) -> Any:
    """The content types of a message, nested as its parts are."""
    if not message.is_multipart():
        return message.get_content_type()
    return [message.get_content_type(), *map(_shape, _parts(message))]


def _parts(message: Message[str, str]) -> list[Message[str, str]]:
    parts = message.get_payload()
    return [part for part in parts if not isinstance(part, str)]


def _text(message: Message[str, str]) -> str:
    content = message.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode(message.get_content_charset("us-ascii"))


def _received(message: Message[str, str]) -> Any:
    """The message as a mail program of today reads it."""
    return message_from_bytes(as_eml(message), policy=email.policy.default)


def test_pure_ascii_stays_as_typed(writer: Writer) -> None:
    message = writer.plain("Hello {{ name }}", name="Ada").message
    assert message.get_content_charset() == "us-ascii"
    assert message["Content-Transfer-Encoding"] == "7bit"
    assert message.get_payload() == "Hello Ada"


@pytest.mark.parametrize("name", ["José", "李雷", "😀", "Laȝamon"])
def test_anything_else_is_utf_8(writer: Writer, name: str) -> None:
    message = writer.plain("Hello {{ name }}", name=name).message
    assert message.get_content_charset() == "utf-8"
    assert message["Content-Transfer-Encoding"] == "base64"
    assert _text(message) == f"Hello {name}"


def test_a_charset_that_the_text_belies_is_put_right(writer: Writer) -> None:
    for claim in ("us-ascii", "iso-8859-1"):
        message = writer.plain("Zoë", f"Content-Type: text/plain; charset={claim}").message
        assert (message.get_content_charset(), _text(message)) == ("utf-8", "Zoë")


def test_headers_beyond_ascii_arrive_whole(writer: Writer) -> None:
    name = "Zoë Ångström-" * 12 + "李"
    made = writer.email(
        "TO: {{ name }} <z@x.com>, Bo <bo@x.com>\nFROM: Jürgen <j@x.com>\n"
        "SUBJECT: Grüße, {{ name }}\n\nHi",
        name=name,
    )
    written = as_eml(made.message)
    assert written.isascii()
    assert max(map(len, written.split(b"\r\n"))) <= 100
    received = message_from_bytes(written)
    read = {key: str(make_header(decode_header(received[key]))) for key in received}
    assert getaddresses([read["TO"]]) == [(name, "z@x.com"), ("Bo", "bo@x.com")]
    assert read["FROM"] == "Jürgen <j@x.com>"
    assert read["SUBJECT"] == f"Grüße, {name}"


@pytest.mark.parametrize("name", ["José ", "Jose ", ""])
def test_an_address_beyond_ascii_is_written_as_it_is(writer: Writer, name: str) -> None:
    made = writer.plain("Hi", f"CC: {name}<josé@example.com>")
    assert made.recipients[1] == "josé@example.com"
    assert "josé@example.com".encode() in as_eml(made.message)


def test_a_line_too_long_to_travel_is_encoded(writer: Writer) -> None:
    text = "word " * 400
    message = writer.plain(text.rstrip()).message
    assert message["Content-Transfer-Encoding"] == "quoted-printable"
    assert message.get_content_charset() == "us-ascii"
    assert _text(message) == text.rstrip()


def test_lines_that_start_with_from_stay(writer: Writer) -> None:
    assert b"\nFrom here" in writer.plain("Hi\nFrom here").message.as_bytes()


def test_html_stays_one_part(writer: Writer) -> None:
    message = writer.plain("<p>{{ a }}</p>", "Content-Type: text/html", a="Hi").message
    assert (_shape(message), message.get_payload()) == ("text/html", "<p>Hi</p>")


def test_markdown_becomes_text_and_html_with_its_line_breaks(writer: Writer) -> None:
    message = writer.plain(
        "Hi *{{ name }}*,\nbye", "CONTENT-TYPE: text/markdown", name="Zoë"
    ).message
    assert _shape(message) == [
        "multipart/related",
        ["multipart/alternative", "text/plain", "text/html"],
    ]
    plain, html = _parts(_parts(message)[0])
    assert _text(plain) == "Hi *Zoë*,\nbye"
    assert _text(html) == "<html><body><p>Hi <em>Zoë</em>,<br />\nbye</p></body></html>"
    assert message.get_all("MIME-Version") == ["1.0"]
    assert message["Content-Transfer-Encoding"] is None


def test_parts_in_the_template_stay_parts(writer: Writer) -> None:
    message = writer.email(f"TO: a@x.com\nFROM: b@x.com\n{PARTS}", name="Ada").message
    assert _shape(message) == ["multipart/alternative", "text/plain", "text/html"]
    assert [_text(part).strip() for part in _parts(message)] == ["Hello Ada", "<p>Hello Ada</p>"]
    assert message.get_boundary() == "part"


def test_parts_beyond_ascii_are_utf_8_whatever_they_claim(writer: Writer) -> None:
    message = writer.email(f"TO: a@x.com\nFROM: b@x.com\n{PARTS}", name="Zoë").message
    assert [part.get_content_charset() for part in _parts(message)] == ["utf-8", "utf-8"]
    assert _text(_parts(message)[0]).strip() == "Hello Zoë"


@pytest.mark.parametrize("field", ["name", "old"])
def test_a_value_never_starts_a_part(writer: Writer, field: str) -> None:
    evil = "x\n--part\nContent-Type: text/x-evil\n\nboo\n--part--\n"
    values: dict[str, Any] = {"name": "Ada", field: evil}
    message = writer.email(f"TO: a@x.com\nFROM: b@x.com\n{PARTS}", **values).message
    received = message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert _shape(received) == ["multipart/alternative", "text/plain", "text/html"]
    assert evil in str(_parts(received)[0].get_payload()) + str(received.preamble)


def test_an_encoding_of_the_writers_own_is_kept(writer: Writer) -> None:
    message = writer.plain(
        "SGVsbG8=", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"
    ).message
    assert _text(message) == "Hello"


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_attachments_follow_the_text_in_their_order(writer: Writer, kind: str) -> None:
    writer.file("cv.pdf", b"%PDF")
    writer.file("more/notes 7.txt", b"notes\n")
    message = writer.plain(
        "Hi",
        f"Content-Type: {kind}",
        "ATTACHMENT: cv.pdf",
        "ATTACHMENT: more/notes {{ n }}.txt",
        n=7,
    ).message
    octets = "application/octet-stream"
    assert _shape(message) == ["multipart/related", kind, octets, octets]
    files = _parts(message)[1:]
    assert [part.get_filename() for part in files] == ["cv.pdf", "notes 7.txt"]
    assert [part.get_param("name") for part in files] == ["cv.pdf", "notes 7.txt"]
    assert [part.get_payload(decode=True) for part in files] == [b"%PDF", b"notes\n"]
    assert len({part["Content-Id"] for part in files}) == 2
    assert "Attachment" not in message


def test_attachments_follow_both_forms_of_markdown(writer: Writer) -> None:
    writer.file("cv.pdf")
    message = writer.plain("Hi", "Content-Type: text/markdown", "ATTACHMENT: cv.pdf").message
    assert _shape(message) == [
        "multipart/related",
        ["multipart/alternative", "text/plain", "text/html"],
        "application/octet-stream",
    ]


def test_a_file_name_beyond_ascii_arrives(writer: Writer) -> None:
    writer.file("Lebenslauf Jürgen.pdf")
    message = writer.plain("Hi", "ATTACHMENT: Lebenslauf Jürgen.pdf").message
    (attachment,) = _received(message).iter_attachments()
    assert attachment.get_filename() == "Lebenslauf Jürgen.pdf"


def test_an_attachment_may_lie_anywhere_by_default(writer: Writer) -> None:
    elsewhere = writer.file("../elsewhere/a.txt").resolve()
    for path in (elsewhere, "../elsewhere/a.txt"):
        made = writer.plain("Hi", f"ATTACHMENT: {path}")
        assert _parts(made.message)[1].get_filename() == "a.txt"


def test_a_tilde_is_the_home_folder(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(writer.folder.parent))
    writer.file("../cv.pdf", b"at home")
    made = writer.plain("Hi", "ATTACHMENT: ~/cv.pdf")
    assert _parts(made.message)[1].get_payload(decode=True) == b"at home"
    with pytest.raises(EmailError) as caught:
        writer.plain("Hi", "ATTACHMENT: ~/none.pdf")
    assert str(Path.home().resolve() / "none.pdf") in caught.value.message


def test_only_allowed_folders_can_be_attached_from(writer: Writer) -> None:
    outside = writer.file("../outside/a.txt")
    writer.file("inside.txt")
    assert writer.plain("Hi", "ATTACHMENT: inside.txt", within=[]).message.is_multipart()
    for path in (outside.resolve(), "../outside/a.txt"):
        header = f"ATTACHMENT: {path}"
        with pytest.raises(EmailError, match="lies outside the allowed folders"):
            writer.plain("Hi", header, within=[])
        assert writer.plain("Hi", header, within=[outside.parent]).message.is_multipart()


def test_a_link_does_not_lead_out_of_the_allowed_folders(writer: Writer) -> None:
    outside = writer.file("../outside/a.txt")
    try:
        (writer.folder / "link.txt").symlink_to(outside)
    except OSError:
        pytest.skip("this system lets nobody make links")
    with pytest.raises(EmailError, match="lies outside the allowed folders"):
        writer.plain("Hi", "ATTACHMENT: link.txt", within=[])


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("ATTACHMENT:", "Empty attachment header in template.txt"),
        ("ATTACHMENT: {{ file }}", "Empty attachment header in template.txt"),
        ("ATTACHMENT: none.pdf", "none.pdf is missing"),
        ("ATTACHMENT: .", "is a folder"),
        ("ATTACHMENT: " + "n" * 5_000, "n"),
    ],
)
def test_an_attachment_that_is_none_is_an_error(writer: Writer, header: str, words: str) -> None:
    with pytest.raises(EmailError) as caught:
        writer.plain("Hi", header, file=" ")
    assert words in caught.value.message


@pytest.mark.parametrize(
    "source",
    ["image.jpg", "./image.jpg", "sub/../image.jpg", "my%20image.jpg", "my image.jpg"],
)
def test_an_attached_picture_is_shown_where_it_is_named(writer: Writer, source: str) -> None:
    (writer.folder / "sub").mkdir()
    name = writer.file("my image.jpg" if "my" in source else "image.jpg", b"\xff\xd8").name
    html = f"<p title='ü'>{{}}</p><IMG alt=\"x\" src={{}}{source}{{}} width=1>"
    made = writer.plain(
        html.format("Zoë", "'", "'"), "Content-Type: text/html", f"ATTACHMENT: {name}"
    )
    text, picture = _parts(made.message)
    content_id = picture["Content-Id"].strip("<>")
    expected = html.format("Zoë", "?", "?").replace(f"?{source}?", f'"cid:{content_id}"')
    assert _text(text) == expected


def test_an_attached_picture_is_shown_in_markdown(writer: Writer) -> None:
    writer.file("image.jpg")
    message = writer.plain(
        "![a cat](image.jpg)", "Content-Type: text/markdown", "ATTACHMENT: image.jpg"
    ).message
    alternatives, picture = _parts(message)
    plain, html = _parts(alternatives)
    assert _text(plain) == "![a cat](image.jpg)"
    assert f'<img alt="a cat" src="cid:{picture["Content-Id"].strip("<>")}" />' in _text(html)


@pytest.mark.parametrize(
    "source", ["https://example.com/image.jpg", "other.jpg", "cid:1", "data:image/png;base64,", ""]
)
def test_other_pictures_stay_as_they_are(writer: Writer, source: str) -> None:
    writer.file("image.jpg")
    html = f'<img src="{source}"><a href="image.jpg">x</a>'
    made = writer.plain(html, "Content-Type: text/html", "ATTACHMENT: image.jpg")
    assert _text(_parts(made.message)[0]) == html
