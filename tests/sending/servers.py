"""Real servers on loopback whose answers a test can script."""

from __future__ import annotations

import base64
import email
import email.policy
import socket
import threading
import warnings
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence
    from email.message import EmailMessage

ME = "ina@mill.example"
SECRET = "corn-flower-71"  # noqa: S105 - of a server that lives as long as a test


class Script:
    """What a server does, by stage, to the messages that come; and what it took.

    `on` maps a stage ("MAIL", "RCPT", "DATA", "END") to a function of the address (or the
    message's first recipient) that gives the reply, or "" for the usual one; it may raise
    `Hangup` to break the connection off.
    """

    def __init__(self) -> None:
        self.on: dict[str, Callable[[str], str]] = {}
        self.taken: list[tuple[tuple[str, ...], bytes]] = []
        self.tried: list[str] = []
        self.sign_ins: list[str] = []
        self._guard = threading.Lock()

    def reply(self, stage: str, address: str) -> str:
        """What the script says here."""
        self.tried.append(f"{stage} {address}")
        act = self.on.get(stage)
        return act(address) if act else ""

    def take(self, recipients: Sequence[str], content: bytes) -> None:
        """Take a message in."""
        with self._guard:
            self.taken.append((tuple(recipients), content))

    @property
    def counts(self) -> dict[str, int]:
        """How many messages each address got."""
        counts: dict[str, int] = {}
        for recipients, _ in self.taken:
            for address in recipients:
                counts[address] = counts.get(address, 0) + 1
        return counts

    def messages(self) -> list[EmailMessage]:
        """The messages that were taken, parsed."""
        return [email.message_from_bytes(raw, policy=email.policy.default) for _, raw in self.taken]


class Hangup(Exception):  # noqa: N818 - an order, and no error
    """Break the connection off here; with `after_taking`, the message has been taken in."""

    def __init__(self, *, after_taking: bool = False) -> None:
        super().__init__()
        self.after_taking = after_taking


def free_port() -> int:
    """A port on this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cut(server: SMTP) -> None:
    """Break the connection off at once."""
    transport: Any = server.transport
    transport.abort()


class _Handler:
    """aiosmtpd's handler, as the script has it."""

    def __init__(self, script: Script) -> None:
        self._script = script

    async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        """Take a token as the big providers do."""
        self._script.sign_ins.append("XOAUTH2")
        told = base64.b64decode(args[1]).decode()
        return AuthResult(success=told == f"user={ME}\x01auth=Bearer {SECRET}\x01\x01")

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        reply = self._said(server, "MAIL", address)
        if not reply:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return reply or "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        reply = self._said(server, "RCPT", address)
        if not reply:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        first = envelope.rcpt_tos[0]
        try:
            reply = self._script.reply("END", first)
        except Hangup as hangup:
            if hangup.after_taking:
                self._script.take(envelope.rcpt_tos, envelope.content)
            _cut(server)
            return "250 never heard"
        if not reply:
            self._script.take(envelope.rcpt_tos, envelope.content)
        return reply or "250 2.0.0 taken"

    def _said(self, server: SMTP, stage: str, address: str) -> str:
        try:
            return self._script.reply(stage, address)
        except Hangup:
            _cut(server)
            return "421 gone"


class _Server(SMTP):
    """A server whose word before the message is scripted, too."""

    script: Script

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        envelope: Any = self.envelope
        address = envelope.rcpt_tos[0] if envelope.rcpt_tos else ""
        try:
            reply = self.script.reply("DATA", address)
        except Hangup:
            _cut(self)
            return
        if reply:
            await self.push(reply)
            return
        await super().smtp_DATA(arg)


class SmtpServer(Controller):
    """A real server on loopback; `security` says how a client is to connect."""

    security = "none"

    def __init__(self, script: Script, context: ssl.SSLContext | None = None, **more: Any) -> None:
        self.script = script
        self._context = context
        if context is not None:
            self.security = "starttls"
        self._more = more
        is_tls = bool(more.get("is_tls"))
        self.security = "tls" if is_tls else self.security
        super().__init__(
            _Handler(script),
            hostname="127.0.0.1",
            port=free_port(),
            ssl_context=context if is_tls else None,
        )

    def factory(self) -> SMTP:
        """Make the protocol of one connection."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a sign-in without TLS is what is meant
            server = _Server(
                self.handler,
                tls_context=None if self.security == "tls" else self._context,
                require_starttls=self.security == "starttls",
                auth_require_tls=False,
                authenticator=self._authenticate,
                auth_required=True,
                enable_SMTPUTF8=self._more.get("is_utf8", True),
                data_size_limit=self._more.get("size", 33_554_432),
            )
        server.script = self.script
        return server

    def _authenticate(
        self, _server: SMTP, _session: Any, _envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        self.script.sign_ins.append(mechanism)
        is_right = data.login.decode() == ME and data.password.decode() == SECRET
        return AuthResult(success=is_right)

    @property
    def host(self) -> str:
        """Where it listens."""
        return self.hostname
