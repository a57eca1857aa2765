"""The texts of an email: their charset, Markdown beside its HTML, parts that stay parts."""

from __future__ import annotations

from email.charset import BASE64, QP, Charset
from email.message import Message

from planner.email.line_breaks import restored
from planner.email.markdown_text import html_of
from planner.email.policy import POLICY
from planner.templating.tidying import tidy

_LONGEST_LINE = 998  # octets, RFC 5322 section 2.1.1
_OF_THE_TEXT = frozenset({"content-type", "content-transfer-encoding", "mime-version"})
_AS_TYPED = frozenset({"", "7bit", "8bit", "binary"})


def settle_texts(message: Message[str, str], *, is_ascii: bool, is_own: bool = False) -> None:
    """Give each text the charset us-ascii or else UTF-8, and the line breaks of its values.

    In a template of planner's own, gaps are mended as in any draft.
    """
    charset = "us-ascii" if is_ascii else "utf-8"
    for part in message.walk():
        payload = part.get_payload()
        if not isinstance(payload, str):
            continue
        text = restored(payload)
        if _is_as_typed(part) or not text.isascii():
            is_prose = part.get_content_type() in {"text/plain", "text/markdown"}
            encode(part, tidy(text) if is_own and is_prose else text, charset)
        else:
            part.set_payload(text)
    for part in message.walk():
        part.preamble = _around(part.preamble)
        part.epilogue = _around(part.epilogue)


def as_alternatives(message: Message[str, str]) -> Message[str, str]:
    """A Markdown message as multipart/related: the text as typed, and the HTML made of it.

    multipart/related
     └── multipart/alternative
         ├── text/plain
         └── text/html
    """
    if message.get_content_type() != "text/markdown":
        return message
    text, charset = text_of(message), charset_of(message)
    alternatives = _multipart("alternative")
    alternatives.attach(_text("plain", text, charset))
    alternatives.attach(_text("html", html_of(text), charset))
    return _enclosed(message, alternatives)


def as_related(message: Message[str, str]) -> Message[str, str]:
    """The message such that more parts can follow its text, which stays the first of them."""
    if message.is_multipart():
        return message
    text = _text(message.get_content_subtype(), text_of(message), charset_of(message))
    return _enclosed(message, text)


def text_of(part: Message[str, str]) -> str:
    """A part's text, decoded."""
    content = part.get_payload(decode=True)
    charset = str(part.get_charset() or part.get_content_charset() or "utf-8")
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(charset, "replace")
    except (LookupError, UnicodeError):  # a charset that the writer made up
        return content.decode("utf-8", "replace")


def charset_of(part: Message[str, str]) -> str:
    """The charset that a part's text can be encoded in again."""
    return "us-ascii" if part.get_content_charset("") == "us-ascii" else "utf-8"


def keep_boundaries(message: Message[str, str]) -> None:
    """Lengthen each boundary until no line of any text could pass for it."""
    texts = [str(part.get_payload()) for part in message.walk() if not part.is_multipart()]
    texts += [text for part in message.walk() for text in (part.preamble, part.epilogue) if text]
    for part in message.walk():
        boundary = part.get_boundary()
        if not part.is_multipart() or boundary is None:
            continue
        while any(f"--{boundary}" in text for text in texts):
            boundary += "-"
        part.set_boundary(boundary)


def encode(part: Message[str, str], text: str, charset: str) -> None:
    """Set a part's text: us-ascii as it stands unless a line is too long to travel, else base64."""
    del part["Content-Transfer-Encoding"]
    part.set_payload(text)
    chosen = Charset(charset)
    if charset == "utf-8":
        chosen.body_encoding = BASE64
    elif any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        chosen.body_encoding = QP
    part.set_charset(chosen)


def _around(text: str | None) -> str | None:
    """What stands before or after the parts, which only old programs show: ASCII alone."""
    return restored(text).encode("ascii", "replace").decode() if text else None


def _is_as_typed(part: Message[str, str]) -> bool:
    """Whether the template's writer typed the text itself rather than base64 or the like."""
    return part.get("Content-Transfer-Encoding", "").strip().casefold() in _AS_TYPED


def _enclosed(message: Message[str, str], content: Message[str, str]) -> Message[str, str]:
    """The message's headers above a multipart/related that holds `content`."""
    outer = _multipart("related")
    for name, value in message.items():
        if name.casefold() not in _OF_THE_TEXT:
            outer[name] = value
    outer["MIME-Version"] = "1.0"
    outer.attach(content)
    return outer


def _multipart(subtype: str) -> Message[str, str]:
    part: Message[str, str] = Message(POLICY)
    # One that no base64 or quoted-printable holds, and the same each time: a rerun makes the
    # same email.
    part["Content-Type"] = f'multipart/{subtype}; boundary="=_{subtype}"'
    return part


def _text(subtype: str, text: str, charset: str) -> Message[str, str]:
    part: Message[str, str] = Message(POLICY)
    part["Content-Type"] = f"text/{subtype}"
    encode(part, text, charset)
    del part["MIME-Version"]  # it belongs to the message, which `set_charset` cannot know
    return part
