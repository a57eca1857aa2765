"""What a mailbox proves: mails to the people of a campaign, their answers, and what came back.

A mail that a program wrote (an out-of-office note, a receipt, a newsletter) is nobody's answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planner.importing.answers.evidence import Evidence, Kind, Means
from planner.importing.answers.mail_headers import Headers
from planner.importing.answers.mail_programs import (
    is_by_program,
    is_of_list,
    may_be_report,
    undelivered,
)
from planner.importing.answers.mail_text import own_words, text_of
from planner.model.frozen import frozen
from planner.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime

    from planner.importing.answers.mail_programs import Undelivered
    from planner.importing.sources.imported import Owner


# What is looked at of one mail: all headers and the text, not a film that hangs below it.
MAX_MAIL = 16 << 20
_MAX_BODY = 1 << 20
_MOST_RECIPIENTS = 3  # to more people at once it is no personal message
_FROM_LINE = b"From "
_NO_DATE = "no date that can be read"


def mails_of_mbox(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the mails of an mbox, numbered from 1, each cut at `MAX_MAIL`.

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
    words of mails are read where they concern the `familiar`, of all mails where that is None. A
    mail is of no day after the one that follows `today`.
    """

    owner: Owner
    exported: Collection[str] = ()
    familiar: Familiar | None = None
    today: date | None = None
    read: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    away: list[Evidence] = field(default_factory=list)
    _mails: list[_Mail] = field(default_factory=list)

    def take(self, raw: bytes, place: str, file: str) -> None:
        """Read one mail; `place` says where it stands."""
        self.read[file] += 1
        mail = self._read(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), place)
        if mail.is_unsent:
            self.skipped["a draft"] += 1
        elif mail.is_by_program and not mail.undelivered:
            self.skipped["a mail that a program wrote"] += 1
            if mail.day is not None and mail.text:
                self.away.append(mail.reply(with_subject=True))
        elif mail.day is None:
            self.skipped[_NO_DATE] += 1
        else:
            self._mails.append(mail)

    def needs_body(self, head: bytes) -> bool:
        """Whether more than the headers of a mail matters."""
        headers = Headers(head)
        name, sender = next(iter(headers.addresses("From")), ("", ""))
        addresses = (sender, *(found for _, found in headers.addresses("To", "Cc", "Bcc")))
        ids = headers.message_ids("Message-ID", "In-Reply-To", "References")
        return may_be_report(headers) or self._is_near(addresses, name, ids)

    def evidence(self) -> Iterator[Evidence]:
        """Yield what happened: mails of the owner as sent, those of others as replies."""
        own = {*self.owner.addresses}
        own |= {mail.sender for mail in self._mails if mail.id and mail.id in self.exported}
        sent = {mail.id for mail in self._mails if mail.sender in own} | {*self.exported}
        for mail in self._mails:
            if mail.undelivered:
                yield from mail.bounces(frozenset(own), self.familiar)
            elif mail.is_of_list and sent.isdisjoint(mail.answers):
                self.skipped["a mail that a program wrote"] += 1
            elif mail.sender in own and mail.moment is None:
                self.skipped[_NO_DATE] += 1
            elif mail.sender in own:
                yield from mail.sent(own)
            elif mail.sender or not sent.isdisjoint(mail.answers):
                yield mail.reply()
            else:
                self.skipped["a message without sender or recipient"] += 1

    def _read(self, raw: bytes, place: str) -> _Mail:
        """Read a mail: its headers, and the rest where it comes from somebody who matters.

        Most mails of a mailbox are about nobody in the campaign, and most of a mail is its body.
        """
        headers = Headers(raw)
        raw = raw[: headers.end + _MAX_BODY]
        name, sender = next(iter(headers.addresses("From")), ("", ""))
        recipients = dict.fromkeys(found for _, found in headers.addresses("To", "Cc", "Bcc"))
        id_ = next(iter(headers.message_ids("Message-ID")), "")
        answers = headers.message_ids("In-Reply-To", "References")
        moment = headers.moment(self.today)
        failures = undelivered(raw, headers)
        is_near = bool(failures) or self._is_near((sender, *recipients), name, (id_, *answers))
        return _Mail(
            place,
            moment,
            moment.date() if moment else self.today,
            id_,
            answers,
            sender,
            name,
            tuple(recipients),
            own_words(text_of(raw)) if is_near else "",
            headers.words("Subject") if is_near else "",
            is_unsent=headers.text("X-Unsent").strip() == "1",
            is_by_program=is_by_program(headers),
            is_of_list=is_of_list(headers),
            undelivered=failures,
        )

    def _is_near(self, addresses: Iterable[str], name: str, ids: Iterable[str]) -> bool:
        """Whether a mail's words matter: it is from or to somebody in the campaign."""
        if self.familiar is None:
            return True
        return (
            not self.familiar.addresses.isdisjoint(addresses)
            or plain(name) in self.familiar.names
            or any(known in self.exported for known in ids)
        )


@frozen
class _Mail:
    """One mail, as far as it matters; `day` is the day of reading where it bears no other."""

    place: str
    moment: datetime | None
    day: date | None
    id: str
    answers: tuple[str, ...]
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    text: str
    subject: str
    is_unsent: bool
    is_by_program: bool
    is_of_list: bool
    undelivered: tuple[Undelivered, ...]

    def sent(self, own: Collection[str]) -> Iterator[Evidence]:
        others = [address for address in self.recipients if address not in own]
        many = "it went to many people at once" if len(others) > _MOST_RECIPIENTS else ""
        for other in others:
            yield self._evidence(Kind.SENT, other, doubt=many)

    def reply(self, *, with_subject: bool = False) -> Evidence:
        found = self._evidence(Kind.REPLIED, self.sender, name=self.sender_name)
        return replace(found, text=f"{self.subject}. {self.text}") if with_subject else found

    def bounces(self, own: frozenset[str], familiar: Familiar | None) -> Iterator[Evidence]:
        known = familiar.addresses if familiar else frozenset()
        for failure in self.undelivered:
            named = [address for address in failure.addresses if address not in own]
            wanted = [address for address in named if address in known] or named[:1] or [""]
            for address in wanted:
                is_ours = failure.is_about(address, own)
                yield self._evidence(
                    Kind.BOUNCED,
                    address,
                    answers=failure.message_ids,
                    doubt="" if is_ours else "it does not say which of your messages came back",
                )

    def _evidence(
        self,
        kind: Kind,
        address: str,
        *,
        name: str = "",
        answers: tuple[str, ...] | None = None,
        doubt: str = "",
    ) -> Evidence:
        if self.day is None:
            raise ValueError("a mail without a day proves nothing")
        is_exact = self.moment is not None and self.moment.tzinfo is not None
        return Evidence(
            kind,
            Means.EMAIL,
            self.day,
            self.place,
            address=address,
            name=name,
            moment=self.moment if is_exact else None,
            message_id=self.id,
            answers=self.answers if answers is None else answers,
            text=self.text,
            doubt=doubt or ("" if self.moment else "it bears no date"),
        )
