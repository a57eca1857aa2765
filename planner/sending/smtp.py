"""One connection to the server that sends, and the sending of one message through it.

The one thing that matters is known exactly: whether the server has been given the message. Up to
its word that it is ready for one, nothing has gone out; from there until its answer, nobody knows.
"""

from __future__ import annotations

import base64
import re
import smtplib
from typing import TYPE_CHECKING, Self

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
from planner.sending.replies import Reply, Stage, Verdict, verdict_of
from planner.sending.sending_errors import AccountError, ServerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.sending.account import Server
    from planner.sending.secrets import Secret


_READY = 354
_LONGER = 10  # times the usual patience: servers look into a message before they take it
_DOT = re.compile(rb"(?m)^\.")
# A name that tells nothing of the user's machine; mail programs say the same.
_HELLO = "[127.0.0.1]"


@frozen
class Envelope:
    """A message as the server gets it: who sends, who receives, and its bytes with CR LF."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def is_utf8(self) -> bool:
        """An address or a header needs a server that takes more than ASCII (RFC 6531)."""
        head = self.content.partition(b"\r\n\r\n")[0]
        addresses = (self.sender, *self.recipients)
        return not head.isascii() or not all(map(str.isascii, addresses))


class SmtpConnection:
    """A connection to the server that sends; it connects when it is first used.

    `find_secret` is asked when it signs in, so that a token that ends in an hour is asked for anew.
    """

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
        self._secret: Secret | None = None
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye; whether the server hears it does not matter."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()

    def drop(self) -> None:
        """Let go of a connection that is broken."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def connect(self) -> None:
        """Connect and sign in, unless that is done.

        Raises:
            AccountError: it does not let the user in, or would have to be told a secret in clear.
            ServerError: it cannot be reached, or breaks off.
        """
        if self._smtp is not None:
            return
        require_secure(self.server)
        secret = self._secret = self._find_secret()
        try:
            self._smtp = self._opened()
            self._sign_in(self._smtp, secret)
        except smtplib.SMTPException as error:
            self.drop()
            raise self._failed(error, secret) from None
        except OSError as error:
            self.drop()
            raise unreachable(self.server, error) from error
        except BaseException:
            self.drop()
            raise

    def send(self, envelope: Envelope, before_data: Callable[[], None]) -> Reply:
        """Send one message; `before_data` is called just before the server is given it.

        Raises:
            AccountError, ServerError: as `connect`; then nothing of this message has gone out.
        """
        self.connect()
        smtp = self._smtp
        assert smtp is not None  # noqa: S101 - it is connected
        reply = self._unfit(smtp, envelope)
        if reply is not None:
            return reply
        try:
            reply = self._announced(smtp, envelope)
            if reply is None:
                before_data()
                code, words = smtp.docmd("DATA")
                reply = None if code == _READY else self._reply(code, words, Stage.DATA)
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            raise ServerError(
                f"{self.server} broke off before it took a message.",
                "Run the command again: nothing is lost.",
            ) from error
        if reply is not None:
            self._reset(smtp)
            return reply
        return self._given(smtp, envelope.content)

    def _given(self, smtp: smtplib.SMTP, content: bytes) -> Reply:
        """Give the message; whatever breaks from here on leaves it unknown whether it was taken."""
        quoted = _DOT.sub(b"..", content)
        ending = b".\r\n" if quoted.endswith(b"\r\n") else b"\r\n.\r\n"
        if smtp.sock is not None:
            smtp.sock.settimeout(_LONGER * self._patience)
        try:
            smtp.send(quoted + ending)
            code, words = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            return Reply(Verdict.UNKNOWN, 0, one_line(str(error)) or "the connection broke")
        if smtp.sock is not None:
            smtp.sock.settimeout(self._patience)
        if code < 200 or code >= 600:
            self.drop()
            return Reply(Verdict.UNKNOWN, code, self._said(words))
        return self._reply(code, words, Stage.END)

    def _announced(self, smtp: smtplib.SMTP, envelope: Envelope) -> Reply | None:
        """Name sender and recipients; the reply where one of them is not taken."""
        options = ["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else []
        options += ["SMTPUTF8"] if envelope.is_utf8 else []
        if envelope.is_utf8:
            smtp.command_encoding = "utf-8"
        code, words = smtp.mail(_in_ascii(envelope.sender), options)
        if code != 250:
            return self._reply(code, words, Stage.MAIL)
        for address in envelope.recipients:
            code, words = smtp.rcpt(_in_ascii(address))
            if code not in {250, 251}:
                return self._reply(code, words, Stage.RECIPIENT, address)
        return None

    def _unfit(self, smtp: smtplib.SMTP, envelope: Envelope) -> Reply | None:
        """What keeps this server from taking the message at all, before it is asked."""
        if envelope.is_utf8 and not smtp.has_extn("smtputf8"):
            words = "the server takes no addresses with letters beyond a to z"
            return Reply(Verdict.REFUSED, 0, words)
        most = str(smtp.esmtp_features.get("size", "")).strip()
        if most.isdecimal() and 0 < int(most) < len(envelope.content):
            words = f"the message has {_mebibytes(len(envelope.content))}, and the server takes"
            return Reply(Verdict.REFUSED, 0, f"{words} {_mebibytes(int(most))} at most")
        return None

    def _reply(self, code: int, words: bytes, stage: Stage, address: str = "") -> Reply:
        said = self._said(words)
        if code == -1:
            raise smtplib.SMTPServerDisconnected
        return Reply(verdict_of(code, said, stage), code, said, address)

    def _said(self, words: bytes) -> str:
        """A server's words, without the secret should it repeat that."""
        said = one_line(words)
        return self._secret.hidden_in(said) if self._secret else said

    def _reset(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.drop()

    def _opened(self) -> smtplib.SMTP:
        server, context = self.server, tls_context()
        if server.security is Security.TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host,
                server.port,
                local_hostname=_HELLO,
                timeout=self._patience,
                context=context,
            )
        else:
            smtp = smtplib.SMTP(
                server.host, server.port, local_hostname=_HELLO, timeout=self._patience
            )
        try:
            if server.security is Security.STARTTLS:
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _sign_in(self, smtp: smtplib.SMTP, secret: Secret) -> None:
        if not smtp.has_extn("auth"):
            if self.server.is_loopback:
                return  # a server of one's own that trusts its machine
            raise AccountError(
                f"{self.server} offers no way to sign in.",
                'Check "smtp server" and "smtp port": another port may.',
            )
        if not secret.is_token:
            smtp.login(self.server.user, secret.reveal())
            return
        told = base64.b64encode(xoauth2(self.server.user, secret.reveal()).encode()).decode()
        code, words = smtp.docmd("AUTH", f"XOAUTH2 {told}")
        if code == 334:  # the error comes in reply to an empty line
            code, words = smtp.docmd("")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, words)

    def _failed(self, error: smtplib.SMTPException, secret: Secret) -> AccountError | ServerError:
        if isinstance(error, smtplib.SMTPResponseException):
            words = secret.hidden_in(f"{error.smtp_code} {one_line(error.smtp_error)}")
            if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
                return refused_sign_in(self.server, words, self._advice)
            return ServerError(
                f"{self.server} takes nobody now. It says: {words}", "Try again later."
            )
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return ServerError(
                f"{self.server} offers no encryption, or no way to sign in, that planner knows.",
                'Check "smtp port" and "smtp security".',
            )
        return ServerError(
            f"{self.server} broke off while planner signed in.",
            'Check "smtp port" and "smtp security"; else try again later.',
        )


def _in_ascii(address: str) -> str:
    """The address with its domain as the network spells it, where what is before the @ is ASCII."""
    local, _, domain = address.rpartition("@")
    if domain.isascii() or not local.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def _mebibytes(size: int) -> str:
    return f"{size / (1 << 20):.1f} MiB"
