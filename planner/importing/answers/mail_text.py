"""Reads the words of a mail, in whatever charset, and however deep its parts are nested."""

from __future__ import annotations

import re
from email.errors import MessageError
from typing import TYPE_CHECKING

from planner.importing.answers.mail_headers import Headers, parsed
from planner.text.normalise import clean
from planner.workbook.text_encoding import decode

if TYPE_CHECKING:
    from email.message import MIMEPart


LONGEST_TEXT = 8_000
# Python's parser trips over some broken mails in ways of its own.
UNPARSABLE = (
    MessageError, LookupError, ValueError, AttributeError, TypeError, AssertionError,
    RecursionError,
)  # fmt: skip
_MARKUP = re.compile(
    r"<(style|script)\b.{0,20000}?</\1>|<[^<>]{0,2000}>", re.DOTALL | re.IGNORECASE
)
_QUOTED = re.compile(
    r"^\s*>.*$|^(?:On|Am|Le|El|Em|Il|Op) .{0,200}"
    r" (?:wrote|schrieb .*|a écrit|escribió|escreveu|ha scritto|schreef .*)\s?:\s*$",
    re.MULTILINE,
)
_WINDOWS = re.compile(r"(?:windows|cp|win|ibm)[-_ ]?(\d{3,4})", re.IGNORECASE)
_ISO = re.compile(r"(iso[-_]?8859[-_]\d{1,2})[-_][ie]", re.IGNORECASE)


def text_of(raw: bytes) -> str:
    """Return the words of a mail; "" where its body cannot be read."""
    try:
        mail = parsed(raw)
        body = mail.get_body(("plain", "html"))
    except UNPARSABLE:
        return ""
    if body is None or body.is_multipart():
        return ""
    try:
        content = str(body.get_content())
    except UNPARSABLE:
        content = _in_its_charset(body)
    content = content[: 4 * LONGEST_TEXT].encode("utf-8", "replace").decode()
    return _MARKUP.sub(" ", content) if body.get_content_subtype() == "html" else content


def own_words(text: str) -> str:
    """Return what a mail says itself, without the words that it quotes."""
    return clean(_QUOTED.sub("", text))[:LONGEST_TEXT]


def headers_within(text: str) -> Headers | None:
    """Return the headers of another mail that a text shows; None where it shows none."""
    found = _COPY.search(text)
    if found is None:
        return None
    return Headers(text[found.start() :].lstrip().encode("utf-8", "replace"))


def above_copy(text: str) -> str:
    """Return what a text says above the copy of another mail."""
    found = _COPY.search(text)
    return text[: found.start()] if found else text


_COPY = re.compile(
    r"^[ \t>]*(?:Return-Path|Received|Message-ID|From|To|Date|Subject|MIME-Version|X-[A-Za-z-]+"
    r"|DKIM-Signature):[ \t].*\n(?=[ \t>]*(?:[A-Za-z][A-Za-z0-9-]*:|[ \t]+\S))",
    re.IGNORECASE | re.MULTILINE,
)


def _in_its_charset(body: MIMEPart) -> str:
    """The text of a part in a charset under a name that Python does not know."""
    try:
        payload = body.get_payload(decode=True)
    except UNPARSABLE:
        return ""
    if not isinstance(payload, bytes):
        return ""
    named = str(body.get_param("charset", "", "content-type")).strip()[:100]
    for pattern, name in ((_WINDOWS, r"cp\1"), (_ISO, r"\1")):
        if known := pattern.fullmatch(named):
            named = known.expand(name)
    try:
        return payload.decode(named or "utf-8", "strict")
    except (LookupError, ValueError):
        return decode(payload)
