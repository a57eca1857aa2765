"""Reads the headers of one mail within bounds, whatever a stranger has written into them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.policy import EmailPolicy
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from planner.text.normalise import clean
from planner.text.person_keys import email_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


LONGEST_HEADER = 100_000
_LONGEST_PARSED = 500  # characters of a Content-Type; a boundary has 70 at most (RFC 2046)
_MOST_HEADERS = 10_000
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"^([!-9;-~]{1,200}):[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.MULTILINE)
_ID = re.compile(r"<[^<>\s]{1,400}>")
_EARLIEST = 1990  # a mail of an earlier year comes from a clock that was never set


class _Bounded(EmailPolicy):
    """Parses the start of a header alone: the parser's time grows with the square of its length."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Parse a header such as Content-Type when it is asked for."""
        return str(super().header_fetch_parse(name, str(value)[:_LONGEST_PARSED]))


_POLICY = _Bounded()


def parsed(raw: bytes) -> EmailMessage:
    """Parse a mail with Python's own parser; a header is read as far as it is safe.

    Raises:
        RecursionError: its parts are nested a thousand deep.
    """
    # A policy is generic to type checkers alone.
    return message_from_bytes(raw, policy=_POLICY)  # type: ignore[arg-type]


class Headers:
    """The headers of a mail by their names in lower case, as far as they are not beyond count."""

    def __init__(self, raw: bytes) -> None:
        end = _BLANK_LINE.search(raw)
        self.end = end.end() if end else len(raw)
        self._texts: dict[str, list[str]] = {}
        for number, found in enumerate(_HEADER.finditer(raw, 0, self.end)):
            if number >= _MOST_HEADERS:
                break
            name = found[1].decode("ascii", "replace").casefold()
            self._texts.setdefault(name, []).append(_text(found[2]))

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._texts

    def all(self, *names: str) -> list[str]:
        """Return what stands under these names, in their order."""
        return [text for name in names for text in self._texts.get(name.casefold(), ())]

    def text(self, name: str) -> str:
        """Return all that stands under a name."""
        return "\n".join(self.all(name))

    def words(self, name: str) -> str:
        """Return what stands under a name, with its encoded words decoded."""
        return clean(decoded_words(" ".join(self.text(name).split())[:LONGEST_HEADER]))

    def addresses(self, *names: str) -> list[tuple[str, str]]:
        """Return the names and addresses under these headers."""
        return [pair for text in self.all(*names) for pair in _addresses(text)]

    def message_ids(self, *names: str) -> tuple[str, ...]:
        """Return every Message-ID under these names."""
        return message_ids(*self.all(*names))

    def moment(self, latest: date | None) -> datetime | None:
        """Return when it was written, or else received; None where no header says a day that was.

        Nothing is later than the day after `latest`, where that is given.
        """
        texts = [*self.all("Date", "Delivery-Date", "X-Original-Date")]
        texts += [text.rpartition(";")[2] for text in self.all("Received", "X-Received")]
        found = (_moment(text, latest) for text in texts[:_MOST_HEADERS])
        return next((moment for moment in found if moment is not None), None)


def message_ids(*texts: str) -> tuple[str, ...]:
    """Return every Message-ID in these texts, once."""
    return tuple(dict.fromkeys(found for text in texts for found in _ID.findall(text)))


def decoded_words(text: str) -> str:
    """Decode the words that RFC 2047 encodes; what cannot be decoded stays as it stands."""
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError, UnicodeError):
        return text


def _text(raw: bytes) -> str:
    if len(raw) > LONGEST_HEADER:  # an address stands behind its name
        raw = raw[: LONGEST_HEADER // 2] + b" " + raw[-LONGEST_HEADER // 2 :]
    return raw.decode("utf-8", "replace")


def _addresses(header: str) -> Iterator[tuple[str, str]]:
    """The names and addresses of a header; a broken one gives the addresses that can be seen."""
    try:
        named = getaddresses([header])
    except RecursionError:  # comments within comments
        named = []
    pairs = [
        (clean(decoded_words(name)), found)
        for name, address in named
        for found in email_addresses(address)
    ]
    return iter(pairs or [("", found) for found in email_addresses(header)])


def _moment(text: str, latest: date | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    is_late = latest is not None and moment.date() > latest + timedelta(days=1)
    return None if is_late or not _EARLIEST <= moment.year < date.max.year else moment
