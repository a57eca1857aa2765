"""The password or token of a server: from the environment, a command, or the system's keyring.

A secret in the keyring belongs to one server and user, so that a workbook that names somebody
else's server never gets it; one in the environment goes to a server that the provider or the
environment names. It stands in no file, message, log or History, and its value shows nowhere when
it is printed.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from typing import TYPE_CHECKING

from planner.sending.account import variable
from planner.sending.sending_errors import AccountError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.sending.account import Server


_SERVICE = "planner"
_PATIENCE = 60.0  # seconds that a command may take
_PASSWORD, _TOKEN = "email password", "email token"
_PASSWORD_COMMAND, _TOKEN_COMMAND = "email password command", "email token command"


class Secret:
    """A password, or an OAuth token; it is told to a server and to nobody else."""

    __slots__ = ("_value", "is_token")

    def __init__(self, value: str, *, is_token: bool) -> None:
        self._value = value
        self.is_token = is_token

    def reveal(self) -> str:
        """Return the secret itself, for the server."""
        return self._value

    def hidden_in(self, text: str) -> str:
        """Return a server's words without the secret, should they repeat it."""
        return text.replace(self._value, "…") if self._value else text

    def __repr__(self) -> str:
        """Say nothing of it."""
        return "Secret(…)"


def secret_for(server: Server, environment: Mapping[str, str], advice: str = "") -> Secret:
    """Find the secret of a server.

    Raises:
        AccountError: there is none, the command that prints it fails, or the server is not one
            that a secret of the environment may go to.
    """
    found = _of_environment(server, environment)
    if found is None:
        found = _of_keyring(server)
    if found is not None:
        return found
    hint = (
        f'Say "planner account set", or set {variable(_PASSWORD)} in the environment, or'
        f" {variable(_PASSWORD_COMMAND)} or {variable(_TOKEN_COMMAND)} to a command that prints it."
    )
    wants = f" {advice}." if advice else ""
    raise AccountError(
        f"No password or token is known for {server.user} at {server.host}.{wants}", hint
    )


def keep(
    server: Server, *, password: str = "", password_command: str = "", token_command: str = ""
) -> None:
    """Keep the secret of a server, or the command that prints it, in the system's keyring.

    Raises:
        AccountError: the system has no keyring.
    """
    kept = {
        _PASSWORD: password,
        _PASSWORD_COMMAND: password_command,
        _TOKEN_COMMAND: token_command,
    }
    text = json.dumps({name: value for name, value in kept.items() if value})
    import keyring  # noqa: PLC0415 - loaded where a secret is needed
    from keyring.errors import KeyringError  # noqa: PLC0415 - same

    try:
        keyring.set_password(_SERVICE, _entry(server), text)
    except (KeyringError, RuntimeError) as error:
        raise AccountError(
            f"The system's keyring takes no password here ({type(error).__name__}).",
            f"Set {variable(_PASSWORD)} in the environment, or {variable(_PASSWORD_COMMAND)} to a"
            " command that prints it.",
        ) from None


def _entry(server: Server) -> str:
    return f"{server.user} at {server.host}"


def _of_environment(server: Server, environment: Mapping[str, str]) -> Secret | None:
    given = {
        name: environment.get(variable(name), "")
        for name in (_TOKEN_COMMAND, _TOKEN, _PASSWORD_COMMAND, _PASSWORD)
    }
    name = next((name for name, value in given.items() if value), "")
    if not name:
        return None
    if not server.is_vouched:
        raise AccountError(
            f"The server {server.host} is named by the workbook or its account file alone, so it"
            f" does not get the secret of {variable(name)}.",
            f"If it is yours, set {variable(f'{server.kind} server')}={server.host} as well.",
        )
    return _taken(name, given[name])


def _of_keyring(server: Server) -> Secret | None:
    import keyring  # noqa: PLC0415 - loaded where a secret is needed
    from keyring.errors import KeyringError  # noqa: PLC0415 - same

    try:
        text = keyring.get_password(_SERVICE, _entry(server)) or ""
    except (KeyringError, RuntimeError):
        return None  # no keyring, or one that stays locked
    try:
        kept = json.loads(text)
    except ValueError:
        return None
    for name in (_TOKEN_COMMAND, _PASSWORD_COMMAND, _PASSWORD):
        if isinstance(kept, dict) and kept.get(name):
            return _taken(name, str(kept[name]))
    return None


def _taken(name: str, value: str) -> Secret:
    is_token = name in {_TOKEN, _TOKEN_COMMAND}
    if name in {_PASSWORD_COMMAND, _TOKEN_COMMAND}:
        value = _printed_by(value, name)
    return Secret(value, is_token=is_token)


def _printed_by(command: str, name: str) -> str:
    """The first line that a command prints; what else it says is not shown, as it may be secret."""
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, from their own settings
            shlex.split(command),
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        why = (
            "takes longer than a minute"
            if isinstance(error, subprocess.TimeoutExpired)
            else "cannot be run"
        )
        raise _no_print(name, why) from None
    lines = done.stdout.splitlines()
    if done.returncode != 0 or not lines or not lines[0].strip():
        why = f"ended with {done.returncode}" if done.returncode else "printed nothing"
        raise _no_print(name, why)
    return lines[0].strip()


def _no_print(name: str, why: str) -> AccountError:
    return AccountError(
        f"The command that prints the secret ({name}) {why}.", "Run it by hand to see why."
    )
