"""What a mailbox tells: mails to the people of a campaign, their answers, and what came back.

Mails are read by Python's own email parser. A mail that a program wrote (an out-of-office note, a
newsletter) is nobody's answer.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.policy import EmailPolicy
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from planner.importing.answers.evidence import Evidence, Kind, Means
from planner.model.frozen import frozen
from planner.text.normalise import clean, plain
from planner.text.person_keys import email_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import datetime
    from email.message import EmailMessage

    from planner.importing.sources.imported import Owner


# What is looked at of one mail: all headers and the text, not a film that hangs below it.
MAX_MAIL = 1 << 20
_LONGEST_TEXT = 8_000
_LONGEST_HEADER = 100_000
_LONGEST_PARSED = 500  # characters of a Content-Type; a boundary has 70 at most (RFC 2046)
_MOST_RECIPIENTS = 3  # to more people at once it is no personal message
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_ID = re.compile(r"<[^<>\s]{1,400}>")
_QUOTED = re.compile(r"^\s*>.*$|^On .{0,200} wrote:\s*$|^Am .{0,200} schrieb .*:\s*$", re.MULTILINE)
_POSTMASTERS = re.compile(r"^(mailer-daemon|postmaster)@", re.IGNORECASE)
_FAILED = re.compile(r"^Action:\s*failed", re.IGNORECASE | re.MULTILINE)
_FINAL = re.compile(
    r"^(?:Final|Original)-Recipient:\s*[^;\n]*;\s*(\S+)", re.IGNORECASE | re.MULTILINE
)
_FROM_LINE = b"From "


class _Bounded(EmailPolicy):
    """Parses the start of a header alone: the parser's time grows with the square of its length."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Parse a header such as Content-Type when it is asked for."""
        return str(super().header_fetch_parse(name, str(value)[:_LONGEST_PARSED]))


_POLICY = _Bounded()


def mails_of_mbox(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The mails of an mbox, numbered from 1, each cut at `MAX_MAIL`.

    A mail begins at a line "From …" after a blank one (RFC 4155); what the writer escaped as
    ">From " stays so, which changes no header.
    """
    number, size, is_blank = 0, 0, True
    parts: list[bytes] = []
    for line in lines:
        if is_blank and line.startswith(_FROM_LINE):
            if number:
                yield number, b"".join(parts)
            number, size, parts = number + 1, 0, []
        elif number and size < MAX_MAIL:
            parts.append(line)
            size += len(line)
        is_blank = line in {b"\n", b"\r\n"}
    if number:
        yield number, b"".join(parts)


@frozen
class Familiar:
    """The people of a campaign: lower-case addresses, and names in plain words."""

    addresses: frozenset[str]
    names: frozenset[str]


@dataclass(slots=True)
class Mailbox:
    """Takes mails one by one, and says at the end what they prove.

    `exported` holds the Message-IDs that planner gave out: who sends one of them is the owner. The
    words of mails are read where they concern the `familiar`, of all mails where that is None.
    """

    owner: Owner
    exported: Collection[str] = ()
    familiar: Familiar | None = None
    read: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    _mails: list[_Mail] = field(default_factory=list)

    def take(self, raw: bytes, place: str, file: str) -> None:
        """Read one mail; `place` says where it stands."""
        self.read[file] += 1
        try:
            mail = _parsed(raw, place, self._is_near)
        except (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError):
            # The parser trips over some broken mails in ways of its own; one of them stops nothing.
            self.skipped["a mail that cannot be read"] += 1
            return
        if mail is None:
            self.skipped["no date that can be read"] += 1
        elif mail.is_unsent:
            self.skipped["a draft"] += 1
        elif mail.is_automatic and not mail.failed:
            self.skipped["a mail that a program wrote"] += 1
        else:
            self._mails.append(mail)

    def _is_near(self, mail: _Mail) -> bool:
        """Whether a mail's words matter: it is from or to somebody in the campaign."""
        if self.familiar is None:
            return True
        return (
            not self.familiar.addresses.isdisjoint((mail.sender, *mail.recipients))
            or plain(mail.sender_name) in self.familiar.names
            or any(each in self.exported for each in (mail.id, *mail.answers))
        )

    def evidence(self) -> Iterator[Evidence]:
        """Everything that happened: mails of the owner as sent, those of others as replies."""
        own = set(self.owner.addresses)
        own |= {mail.sender for mail in self._mails if mail.id in self.exported}
        for mail in self._mails:
            if mail.failed:
                yield from mail.bounces()
            elif mail.sender in own:
                yield from mail.sent(own)
            elif mail.sender:
                yield mail.reply()
            else:
                self.skipped["a message without sender or recipient"] += 1


@frozen
class _Mail:
    """One mail, as far as it matters. `failed` are the addresses that a bounce names."""

    place: str
    moment: datetime
    id: str
    answers: tuple[str, ...]
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    text: str
    is_unsent: bool
    is_automatic: bool
    failed: tuple[str, ...]

    def sent(self, own: Collection[str]) -> Iterator[Evidence]:
        others = [address for address in self.recipients if address not in own]
        many = len(others) > _MOST_RECIPIENTS
        for other in others:
            yield Evidence(
                Kind.SENT,
                Means.EMAIL,
                self.moment.date(),
                self.place,
                address=other,
                moment=self._known_moment(),
                message_id=self.id,
                answers=self.answers,
                text=self.text,
                doubt="it went to many people at once" if many else "",
            )

    def reply(self) -> Evidence:
        return Evidence(
            Kind.REPLIED,
            Means.EMAIL,
            self.moment.date(),
            self.place,
            address=self.sender,
            name=self.sender_name,
            moment=self._known_moment(),
            message_id=self.id,
            answers=self.answers,
            text=self.text,
        )

    def bounces(self) -> Iterator[Evidence]:
        for address in self.failed:
            yield Evidence(
                Kind.BOUNCED,
                Means.EMAIL,
                self.moment.date(),
                self.place,
                address=address,
                moment=self._known_moment(),
                answers=self.answers,
                text=self.text,
            )

    def _known_moment(self) -> datetime | None:
        return self.moment if self.moment.tzinfo is not None else None


def _parsed(raw: bytes, place: str, is_near: Callable[[_Mail], bool]) -> _Mail | None:
    """Read a mail: its headers, and the rest where it comes from somebody who matters.

    Most mails of a mailbox are about nobody in the campaign, and most of a mail is its body.
    """
    end = _BLANK_LINE.search(raw, 0, MAX_MAIL)
    mail = _message(raw[: end.end() if end else MAX_MAIL])
    moment = _date(_header(mail, "Date"))
    if moment is None:
        return None
    name, sender = _first(_header(mail, "From"))
    headers = (_header(mail, "To"), _header(mail, "Cc"), _header(mail, "Bcc"))
    recipients = [address for header in headers for _, address in _addresses(header)]
    is_report = mail.get_content_type() == "multipart/report"
    read = _Mail(
        place,
        moment,
        next(iter(_ids(_header(mail, "Message-ID"))), ""),
        _ids(_header(mail, "In-Reply-To"), _header(mail, "References")),
        sender,
        name,
        tuple(dict.fromkeys(recipients)),
        text="",
        is_unsent=_header(mail, "X-Unsent").strip() == "1",
        is_automatic=_is_automatic(mail, sender) or is_report,
        failed=(),
    )
    if is_report:
        whole = _message(raw)
        answers = (*_ids(*_original_ids(whole)), *read.answers)
        return replace(read, text=_text(whole), failed=tuple(_failed(whole)), answers=answers)
    return replace(read, text=_text(_message(raw))) if is_near(read) else read


def _message(raw: bytes) -> EmailMessage:
    # A policy is generic to type checkers alone.
    return message_from_bytes(raw[:MAX_MAIL], policy=_POLICY)  # type: ignore[arg-type]


def _header(mail: EmailMessage, name: str) -> str:
    """All headers of that name as they stand; the parser's own reading of a long one takes long."""
    wanted = name.casefold()
    found = [str(value) for header, value in mail.raw_items() if header.casefold() == wanted]
    text = "\n".join(found)[:_LONGEST_HEADER]
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _addresses(header: str) -> list[tuple[str, str]]:
    """The names and addresses of a header; a broken one gives the addresses that can be seen."""
    pairs = [
        (name, found)
        for name, address in getaddresses([header])
        for found in email_addresses(address)
    ]
    return pairs or [("", found) for found in email_addresses(header)]


def _first(header: str) -> tuple[str, str]:
    for name, address in _addresses(header):
        return clean(_decoded(name)), address
    return "", ""


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def _ids(*headers: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for header in headers for found in _ID.findall(header)))


def _is_automatic(mail: EmailMessage, sender: str) -> bool:
    """RFC 3834's mark, those in use before it, and the signs of a list (RFC 2919, RFC 2369)."""
    submitted = _header(mail, "Auto-Submitted").strip().casefold()
    precedence = _header(mail, "Precedence").strip().casefold()
    return (
        (bool(submitted) and not submitted.startswith("no"))
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response"))
        or any(name in mail for name in ("List-Id", "List-Unsubscribe"))
        or _POSTMASTERS.match(sender) is not None
    )


def _failed(mail: EmailMessage) -> Iterator[str]:
    """The addresses that a report of delivery (RFC 3464) says could not be reached."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        status = "\n\n".join(str(inner) for inner in part.get_payload())
        for group in re.split(r"\n\s*\n", status):
            recipient = _FINAL.search(group)
            if recipient and _FAILED.search(group):
                yield from email_addresses(recipient[1])


def _original_ids(mail: EmailMessage) -> Iterator[str]:
    """The Message-ID of the mail that came back, which hangs below the report."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            for inner in part.get_payload():
                yield str(inner.get("Message-ID", ""))  # type: ignore[union-attr]  # a message
        elif kind == "text/rfc822-headers":
            lines = str(part.get_content()).splitlines()
            yield next((line for line in lines if line.lower().startswith("message-id:")), "")


def _text(mail: EmailMessage) -> str:
    """The words of the mail itself, without those that it quotes."""
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    content = str(body.get_content())[: 4 * _LONGEST_TEXT]
    if body.get_content_subtype() == "html":
        content = re.sub(
            r"<(style|script)\b.{0,20000}?</\1>|<[^<>]{0,2000}>", " ", content, flags=re.DOTALL
        )
    return clean(_QUOTED.sub("", content))[:_LONGEST_TEXT]
