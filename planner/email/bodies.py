"""The texts of an email: their charset, Markdown beside its HTML, parts that stay parts."""

from __future__ import annotations

from email.charset import BASE64, QP, Charset
from email.message import Message
from typing import TYPE_CHECKING

from planner.email.breaks import restored
from planner.email.policy import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["as_alternatives", "as_related", "encode", "settle_texts", "text_of"]

_LONGEST_LINE = 998  # octets, RFC 5322 section 2.1.1
_AS_TYPED = frozenset({"", "7bit", "8bit", "binary"})


def settle_texts(message: Message[str, str], *, is_ascii: bool) -> None:
    """Give each text the charset us-ascii or else UTF-8, and the line breaks of its values."""
    charset = "us-ascii" if is_ascii else "utf-8"
    for part in message.walk():
        payload = part.get_payload()
        if not isinstance(payload, str):
            continue
        if part.get_content_maintype() == "text" and _is_as_typed(part):
            encode(part, restored(payload), charset)
        else:
            part.set_payload(restored(payload))
    for part in message.walk():
        _keep_boundary(part)


def as_alternatives(message: Message[str, str]) -> Message[str, str]:
    """A Markdown message as multipart/related: the text as typed, and the HTML made of it.

    multipart/related
     └── multipart/alternative
         ├── text/plain
         └── text/html
    """
    if message.get_content_type() != "text/markdown":
        return message
    import markdown  # noqa: PLC0415 - 0.1 s, and only where a template asks for it

    text, charset = text_of(message), str(message.get_charset())
    html = markdown.markdown(text, extensions=["nl2br"])
    alternatives = _multipart("alternative")
    alternatives.attach(_text("plain", text, charset))
    alternatives.attach(_text("html", f"<html><body>{html}</body></html>", charset))
    return _enclosed(message, alternatives)


def as_related(message: Message[str, str]) -> Message[str, str]:
    """The message such that more parts can follow its text, which stays the first of them."""
    if message.is_multipart():
        return message
    charset = str(message.get_charset())
    return _enclosed(message, _text(message.get_content_subtype(), text_of(message), charset))


def text_of(part: Message[str, str]) -> str:
    """A part's text, decoded."""
    content = part.get_payload(decode=True)
    charset = str(part.get_charset() or part.get_content_charset() or "utf-8")
    return content.decode(charset, "replace") if isinstance(content, bytes) else ""


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


def _is_as_typed(part: Message[str, str]) -> bool:
    """Whether the template's writer typed the text itself rather than base64 or the like."""
    return part.get("Content-Transfer-Encoding", "").strip().casefold() in _AS_TYPED


def _enclosed(message: Message[str, str], content: Message[str, str]) -> Message[str, str]:
    """The message's headers above a multipart/related that holds `content`."""
    outer: Message[str, str] = Message(POLICY)
    for name, value in message.items():
        if not name.casefold().startswith("content-") and name.casefold() != "mime-version":
            outer[name] = value
    outer["MIME-Version"] = "1.0"
    outer["Content-Type"] = "multipart/related"
    outer.attach(content)
    return outer


def _multipart(subtype: str) -> Message[str, str]:
    part: Message[str, str] = Message(POLICY)
    part["Content-Type"] = f"multipart/{subtype}"
    return part


def _text(subtype: str, text: str, charset: str) -> Message[str, str]:
    part: Message[str, str] = Message(POLICY)
    part["Content-Type"] = f"text/{subtype}"
    encode(part, text, charset)
    del part["MIME-Version"]  # it belongs to the message, which `set_charset` cannot know
    return part


def _keep_boundary(part: Message[str, str]) -> None:
    """Lengthen the boundary of a multipart until no line in it could pass for one."""
    boundary = part.get_boundary()
    if not part.is_multipart() or boundary is None:
        return
    texts = [str(leaf.get_payload()) for leaf in _leaves(part)]
    while any(f"--{boundary}" in text for text in texts):
        boundary += "-"
    part.set_boundary(boundary)


def _leaves(message: Message[str, str]) -> Iterator[Message[str, str]]:
    return (part for part in message.walk() if not part.is_multipart())
