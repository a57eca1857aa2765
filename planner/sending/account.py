"""The account that emails go out through: its servers, from wherever the user has named them.

The environment counts before the Settings sheet, that before the account file in the hidden folder
beside the workbook, and all of them before what is known of the provider. No secret stands in any
of these but the environment; see `secrets`.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.sending.presets import PRESETS, Preset, Security, preset_for
from planner.sending.sending_errors import AccountError
from planner.text.addresses import is_address
from planner.text.closest import did_you_mean
from planner.text.pasted import command
from planner.workbook.hidden import hidden_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from planner.model.sender import Sender
    from planner.model.settings import Settings


# What can be said of an account, in Settings as it stands here; in the environment "smtp port" is
# PLANNER_SMTP_PORT.
NAMES = (
    "email account", "email provider", "smtp server", "smtp port", "smtp security", "smtp user",
    "imap server", "imap port", "imap security", "imap user", "sent folder", "drafts folder",
    "keep sent copy",
)  # fmt: skip
_PORTS = {
    "smtp": {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25},
    "imap": {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143},
}
_MOST_PORT = 65_535


@frozen
class Server:
    """One server of an account; `kind` is "smtp" or "imap".

    `is_vouched` says that its name is the provider's, the environment's or this machine's own, and
    not only what a file says that may have come from somebody else.
    """

    kind: str
    host: str
    port: int
    security: Security
    user: str
    is_vouched: bool = False

    @property
    def is_loopback(self) -> bool:
        """It runs on this machine."""
        return is_loopback(self.host)

    def __str__(self) -> str:
        """Say where it is: `smtp.example.com, port 465`."""
        return f"{self.host}, port {self.port}"


@frozen
class Account:
    """Whose mailbox it is, its servers, and what the provider wants; `imap` may be unknown.

    `keeps_sent` says whether a copy in Sent is the server's own doing; None where that has to be
    looked up each time. "" for a folder means: as the server marks it.
    """

    address: str
    smtp: Server
    imap: Server | None
    advice: str = ""
    keeps_sent: bool | None = None
    sent_folder: str = ""
    drafts_folder: str = ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def account_of(
    workbook: Path, settings: Settings, sender: Sender | None, environment: Mapping[str, str]
) -> Account:
    """Read the account of a campaign.

    Raises:
        AccountError: no account is named, or something said of it makes no sense.
    """
    said = _Said(workbook, settings, environment, _filed(workbook))
    address = said("email account") or (sender.text("email") if sender else "")
    if not address:
        raise AccountError(
            f"{workbook.name}: no email account is named.",
            f"Say {command('account', 'set', workbook, '--address', 'you@example.com')}, or write"
            " Email on the Sender sheet.",
        )
    if not is_address(address):
        raise AccountError(
            f'{workbook.name}: the email account "{address}" is no email address.',
            "Write it as you@example.com.",
        )
    provider = said("email provider")
    preset = preset_for(address, provider)
    if provider and preset is None:
        raise _unknown_provider(provider)
    smtp = said.server("smtp", address, preset)
    if smtp is None:
        raise _no_server(workbook, address)
    copy = said("keep sent copy").casefold()
    keeps = {"yes": False, "no": True}.get(copy, preset.keeps_sent or None if preset else None)
    return Account(
        address,
        smtp,
        said.server("imap", address, preset),
        preset.secret if preset else "",
        keeps,
        said("sent folder"),
        said("drafts folder"),
    )


def write_account(workbook: Path, values: Mapping[str, str]) -> Path:
    """Write what is said of an account into its file beside the workbook, over what stood there.

    Raises:
        AccountError: the file cannot be written.
    """
    file = _file_of(workbook, make=True)
    known = {**_filed(workbook), **values}
    kept = {name: known[name] for name in NAMES if known.get(name)}
    if file is None:
        raise AccountError(
            f"{workbook.parent}: no folder for the account can be made here.",
            "Ask for the right to write there, or name the account in the Settings sheet.",
        )
    temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise AccountError(
            f"{file} cannot be written: {error.strerror or error}.",
            "Make room, or name the account in the Settings sheet.",
        ) from error
    return file


def _file_of(workbook: Path, *, make: bool = False) -> Path | None:
    real = workbook.resolve()
    folder = hidden_folder(real, make=make)
    return folder / f"{real.name}.account.json" if folder is not None else None


def _filed(workbook: Path) -> dict[str, str]:
    """What the account file says; a damaged one says nothing."""
    file = _file_of(workbook)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        if file is not None:
            said = json.loads(file.read_text(encoding="utf-8"))
            return {str(name): str(value) for name, value in said.items() if name in NAMES}
    return {}


class _Said:
    """What is said of an account: the environment before the sheet, the sheet before the file."""

    def __init__(
        self,
        workbook: Path,
        settings: Settings,
        environment: Mapping[str, str],
        filed: Mapping[str, str],
    ) -> None:
        self._settings = settings
        self._sources: tuple[tuple[str, Callable[[str], str]], ...] = (
            ("the environment", lambda name: environment.get(variable(name), "")),
            (f"{workbook.name}, sheet {settings.sheet}", settings.text),
            (f"the account file of {workbook.name}", lambda name: filed.get(name, "")),
        )

    def __call__(self, name: str) -> str:
        """Return what is said under a name; "" for nothing."""
        return self._found(name)[0]

    def _found(self, name: str) -> tuple[str, str]:
        found = ((get(name).strip(), place) for place, get in self._sources)
        return next((pair for pair in found if pair[0]), ("", ""))

    def server(self, kind: str, address: str, preset: Preset | None) -> Server | None:
        """Return the server of a kind; None where nothing names it.

        Raises:
            AccountError: its port or its security is none.
        """
        named, place = self._found(f"{kind} server")
        known = getattr(preset, kind) if preset else None
        if not named and known is None:
            return None
        host, port, security = known or ("", 0, Security.TLS)
        security = self._security(kind) or (security if not named or known else Security.TLS)
        if named and (known is None or named.casefold() != host.casefold()):
            host, port = named, 0
        port = self._port(kind) or port or _PORTS[kind][security]
        is_vouched = not named or place == "the environment" or is_loopback(host)
        user = self(f"{kind} user") or _user(address, preset if not named else None)
        return Server(kind, host, port, security, user, is_vouched)

    def _port(self, kind: str) -> int:
        typed, place = self._found(f"{kind} port")
        if not typed:
            return 0
        if typed.isdecimal() and 0 < int(typed) <= _MOST_PORT:
            return int(typed)
        raise AccountError(
            f'{place}: the "{kind} port" is "{typed}", which is no port.',
            f"Write a number such as {_PORTS[kind][Security.TLS]}, or leave it out.",
        )

    def _security(self, kind: str) -> Security | None:
        typed, place = self._found(f"{kind} security")
        word = {"ssl": "tls"}.get(typed.casefold(), typed.casefold())
        if not word:
            return None
        if word in set(Security):
            return Security(word)
        raise AccountError(
            f'{place}: the "{kind} security" is "{typed}".', "Write tls, starttls or none."
        )


def variable(name: str) -> str:
    """Spell a name of the account as a variable of the environment."""
    return f"PLANNER_{name.replace(' ', '_').upper()}"


def _user(address: str, preset: Preset | None) -> str:
    return address.partition("@")[0] if preset and preset.is_local_user else address


def _unknown_provider(provider: str) -> AccountError:
    names = {each.name.casefold(): each.name for each in PRESETS}
    hint = did_you_mean(provider.casefold(), names.values())
    return AccountError(
        f'planner knows no provider "{provider}".',
        hint or f"It knows {', '.join(names.values())}; for another, name its servers.",
    )


def _no_server(workbook: Path, address: str) -> AccountError:
    domain = address.rpartition("@")[2]
    servers = ("--smtp", f"smtp.{domain}", "--imap", f"imap.{domain}")
    return AccountError(
        f"{workbook.name}: which server sends the mail of {domain} is not known.",
        f"Name it, as in {command('account', 'set', workbook, *servers)}; at Google Workspace or"
        ' Microsoft 365 say --provider "Gmail" or "Microsoft 365".',
    )
