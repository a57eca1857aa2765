"""What connections to both kinds of server share: verified TLS, and errors in plain words."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

from planner.sending.presets import Security
from planner.sending.sending_errors import AccountError, ServerError

if TYPE_CHECKING:
    from planner.sending.account import Server


PATIENCE = 60.0  # seconds without a word before a server counts as gone
_SETTING = 'See "planner account test".'


def tls_context() -> ssl.SSLContext:
    """Make a context that verifies certificate and name against the system's authorities."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def require_secure(server: Server) -> None:
    """Refuse to sign in where anybody on the way could read along.

    Raises:
        AccountError: there is no TLS, and the server is not this machine.
    """
    if server.security is Security.NONE and not server.is_loopback:
        raise AccountError(
            f"{server.host}: without TLS everybody on the way could read your password.",
            f'Set "{server.kind} security" to tls or starttls.',
        )


def unreachable(server: Server, error: OSError) -> ServerError:
    """Say in plain words why a server cannot be reached."""
    return ServerError(f"{server}: {_why(error)}.", _remedy(server, error))


def _why(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid for planner ({error.verify_message})"
    if isinstance(error, ssl.SSLError):
        return "it does not speak TLS on this port"
    if isinstance(error, socket.gaierror):
        return "there is no server of this name, or there is no network"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens on this port"
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    return error.strerror or str(error) or "the connection broke"


def _remedy(server: Server, error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            "Check the server's name; if the certificate is your own, name its authority in"
            " SSL_CERT_FILE."
        )
    if isinstance(error, ssl.SSLError):
        return f'Set "{server.kind} security" to starttls, or take the port for TLS.'
    return f'Check "{server.kind} server" and "{server.kind} port", and the network. {_SETTING}'


def refused_sign_in(server: Server, words: str, advice: str) -> AccountError:
    """Say that a server does not take the password or token, and what its provider wants."""
    folded = words.casefold()
    wants = f" {advice}." if advice else ""
    if any(mark in folded for mark in ("application-specific", "app password", "5.7.9")):
        hint = "Make an app password in the account's security settings, and set that."
    elif any(mark in folded for mark in ("5.7.30", "basic authentication is disabled", "5.7.139")):
        hint = "It takes no passwords any more: use an OAuth token, or ask its administrator."
    else:
        hint = f'Set it again with "planner account set".{wants}'
    return AccountError(
        f"{server} does not let {server.user} in. It says: {words or 'nothing'}", hint
    )


def xoauth2(user: str, token: str) -> str:
    """Write what a server is told of an OAuth token, before it is encoded."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def one_line(words: bytes | str) -> str:
    """Return a server's words on one line, as text, without control characters, not too many."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.split())[:400]
