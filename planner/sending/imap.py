"""One connection to the server that has the mailbox: folders, what is new, a copy put in.

Nothing in the mailbox is changed but by `append`: folders are opened to be read alone, and messages
are read in a way that leaves them unread.
"""

from __future__ import annotations

import base64
import binascii
import imaplib
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from planner.model.frozen import frozen
from planner.sending.connecting import (
    PATIENCE,
    one_line,
    refused_sign_in,
    require_secure,
    tls_context,
    unreachable,
    xoauth2,
)
from planner.sending.presets import Security
from planner.sending.sending_errors import AccountError, ServerError
from planner.text.normalise import plain
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from planner.sending.account import Server
    from planner.sending.secrets import Secret


_LISTED = re.compile(rb'\((?P<marks>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.*)', re.DOTALL)
_UID = re.compile(rb"\bUID (\d+)")
_SHIFTED = re.compile(r"&([^-]*)-")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_AT_ONCE = 100  # messages asked for in one command
_INBOX = "INBOX"


@frozen
class Folder:
    """A folder as it was opened: the name that the server knows, and the mark of its numbering.

    Numbers of messages mean the same as long as `validity` stays (RFC 3501, 2.3.1.1).
    """

    name: str
    validity: int


@frozen
class Role:
    """A folder by what it is for: the server's mark (RFC 6154), and the section of usual names."""

    mark: str
    words: str


SENT = Role("\\Sent", "mail.folder_sent")
DRAFTS = Role("\\Drafts", "mail.folder_drafts")


class ImapConnection:
    """A connection to the server that has the mailbox; it connects when it is first used."""

    def __init__(
        self,
        server: Server,
        find_secret: Callable[[], Secret],
        *,
        advice: str = "",
        patience: float = PATIENCE,
    ) -> None:
        self.server = server
        self._find_secret = find_secret
        self._advice = advice
        self._patience = patience
        self._imap: imaplib.IMAP4 | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        imap, self._imap = self._imap, None
        if imap is not None:
            try:
                imap.logout()
            except (OSError, imaplib.IMAP4.error):
                imap.shutdown()

    def connect(self) -> imaplib.IMAP4:
        """Connect and sign in, unless that is done.

        Raises:
            AccountError: it does not let the user in, or would have to be told a secret in clear.
            ServerError: it cannot be reached, or breaks off.
        """
        if self._imap is None:
            require_secure(self.server)
            secret = self._find_secret()
            with self._errors():
                imap = self._opened()
                try:
                    self._sign_in(imap, secret)
                except BaseException:
                    imap.shutdown()
                    raise
            self._imap = imap
        return self._imap

    # --- folders ---------------------------------------------------------------------------------

    def folder(self, role: Role, named: str = "") -> str:
        """Find the folder of a role, or the one of that name; "" where there is none."""
        listed = list(self._listed())
        if named:
            wanted = named.casefold()
            return next((raw for raw, name, _ in listed if name.casefold() == wanted), "")
        marked = next((raw for raw, _, marks in listed if role.mark.casefold() in marks), "")
        usual = {plain(name) for name in all_of(role.words)}
        called = (raw for raw, name, _ in listed if plain(re.split(r"[./]", name)[-1]) in usual)
        return marked or next(called, "")

    def _listed(self) -> Iterator[tuple[str, str, frozenset[str]]]:
        """Every folder: its name as the server spells it, as people read it, and its marks."""
        imap = self.connect()
        with self._errors():
            _, lines = imap.list('""', '"*"')
        for line in lines:
            whole = b"".join(line) if isinstance(line, tuple) else line
            found = _LISTED.match(re.sub(rb"\{\d+\}", b"", whole)) if whole else None
            if found is None:
                continue
            raw = _unquoted(found["name"].decode("utf-8", "replace"))
            marks = frozenset(found["marks"].decode("ascii", "replace").casefold().split())
            if "\\noselect" not in marks:
                yield raw, _decoded(raw), marks

    def _open(self, name: str) -> Folder:
        imap = self.connect()
        with self._errors():
            status, said = imap.select(_quoted(name), readonly=True)
            if status != "OK":
                raise imaplib.IMAP4.error(said[0] if said else b"")
            validity = imap.response("UIDVALIDITY")[1]
        return Folder(name, int((validity or [b"0"])[-1] or 0))

    # --- messages --------------------------------------------------------------------------------

    def has(self, folder: str, message_id: str) -> bool:
        """Whether a folder holds a message of that Message-ID."""
        self._open(folder)
        return bool(self._searched("HEADER", "Message-ID", _quoted(message_id)))

    def append(self, folder: str, content: bytes, flags: str, moment: datetime) -> None:
        """Put a message into a folder.

        Raises:
            ServerError: the server does not take it, such as where the mailbox is full.
        """
        imap = self.connect()
        with self._errors():
            when = imaplib.Time2Internaldate(moment)
            status, said = imap.append(_quoted(folder), f"({flags})", when, content)
            if status != "OK":
                raise imaplib.IMAP4.error(said[0] if said else b"")

    def inbox(self) -> Folder:
        """Open the inbox, to be read alone."""
        return self._open(_INBOX)

    def opened(self, name: str) -> Folder:
        """Open a folder, to be read alone."""
        return self._open(name)

    def numbers(self, *, after: int, since: date | None) -> list[int]:
        """List the messages of the open folder behind number `after`, of the day `since` or later.

        A server tells its last message even where none is behind `after`.
        """
        criteria = ["UID", f"{after + 1}:*"]
        if since is not None:
            criteria += ["SINCE", f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"]
        return [number for number in self._searched(*criteria) if number > after]

    def heads(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Read the headers of messages."""
        return self._fetched(numbers, "BODY.PEEK[HEADER]")

    def wholes(self, numbers: Iterable[int], most: int) -> Iterator[tuple[int, bytes]]:
        """Read messages, each as far as `most` bytes."""
        return self._fetched(numbers, f"BODY.PEEK[]<0.{most}>")

    def _searched(self, *criteria: str) -> list[int]:
        imap = self.connect()
        with self._errors():
            status, found = imap.uid("SEARCH", *criteria)
            if status != "OK":
                raise imaplib.IMAP4.error(found[0] if found else b"")
        return sorted(int(number) for line in found if line for number in line.split())

    def _fetched(self, numbers: Iterable[int], what: str) -> Iterator[tuple[int, bytes]]:
        imap = self.connect()
        wanted = list(numbers)
        for start in range(0, len(wanted), _AT_ONCE):
            chosen = ",".join(map(str, wanted[start : start + _AT_ONCE]))
            with self._errors():
                _, parts = imap.uid("FETCH", chosen, f"(UID {what})")
            yield from _messages(parts)

    # --- the connection --------------------------------------------------------------------------

    def _opened(self) -> imaplib.IMAP4:
        server, context = self.server, tls_context()
        if server.security is Security.TLS:
            return imaplib.IMAP4_SSL(
                server.host, server.port, ssl_context=context, timeout=self._patience
            )
        imap = imaplib.IMAP4(server.host, server.port, timeout=self._patience)
        if server.security is Security.STARTTLS:
            try:
                imap.starttls(ssl_context=context)
            except BaseException:
                imap.shutdown()
                raise
        return imap

    def _sign_in(self, imap: imaplib.IMAP4, secret: Secret) -> None:
        user = self.server.user
        try:
            if secret.is_token:
                told = [xoauth2(user, secret.reveal()).encode(), b""]
                imap.authenticate("XOAUTH2", lambda _error: told.pop(0) if told else b"")
            elif "AUTH=PLAIN" in imap.capabilities:
                plain_text = f"\0{user}\0{secret.reveal()}".encode()
                imap.authenticate("PLAIN", lambda _challenge: plain_text)
            else:
                imap.login(user, secret.reveal())
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            words = secret.hidden_in(one_line(str(error).removeprefix("b'").removesuffix("'")))
            raise refused_sign_in(self.server, words, self._advice) from None

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Say in plain words what goes wrong at the server."""
        try:
            yield
        except imaplib.IMAP4.abort as error:
            self._imap = None
            raise ServerError(
                f"{self.server} broke off: {one_line(str(error))}",
                'Check "imap port" and "imap security"; else try again later.',
            ) from error
        except imaplib.IMAP4.error as error:
            words = error.args[0] if error.args else b""
            said = one_line(words if isinstance(words, bytes) else str(words))
            raise ServerError(
                f"{self.server} says no: {said}", "Look at the mailbox in your mail program."
            ) from error
        except AccountError:
            raise
        except OSError as error:
            self._imap = None
            raise unreachable(self.server, error) from error


def _messages(parts: Iterable[Any]) -> Iterator[tuple[int, bytes]]:
    """The numbers and contents in a server's answer."""
    for part in parts:
        if isinstance(part, tuple):
            number = _UID.search(part[0])
            if number is not None:
                yield int(number[1]), part[1]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquoted(text: str) -> str:
    text = text.strip()
    if not text.startswith('"'):
        return text
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _decoded(name: str) -> str:
    """A folder's name as people read it (RFC 3501, 5.1.3)."""

    def letters(shifted: re.Match[str]) -> str:
        if not shifted[1]:
            return "&"
        padded = shifted[1].replace(",", "/") + "=" * (-len(shifted[1]) % 4)
        try:
            return base64.b64decode(padded, validate=True).decode("utf-16-be")
        except (binascii.Error, UnicodeDecodeError):
            return shifted[0]

    return _SHIFTED.sub(letters, name)
