"""`planner account`: which mailbox the campaign sends through, and whether it lets planner in."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from planner.cli import options
from planner.cli.output import print_json, tell
from planner.model.errors import PlannerError, UsageError
from planner.text.pasted import command

if TYPE_CHECKING:
    from pathlib import Path

    from planner.sending.account import Account, Server


@click.group()
def account() -> None:
    """Set up the email account that planner sends through, and try it.

    \b
    planner account set contacts.xlsx
    planner account test contacts.xlsx

    Servers may also stand in the Settings sheet ("smtp server", "imap server", …) or in the
    environment (PLANNER_SMTP_SERVER, …). The password never stands in a file: it is kept in your
    system's keyring, or comes from PLANNER_EMAIL_PASSWORD, or from a command that prints it.
    """


@account.command(name="set")
@options.workbook
@click.option("--address", help="Your email address; that of the Sender sheet if left out.")
@click.option("--provider", help='Where the domain does not tell: "Gmail", "Microsoft 365".')
@click.option("--smtp", metavar="HOST[:PORT]", help="The server that sends.")
@click.option("--imap", metavar="HOST[:PORT]", help="The server that has your inbox.")
@click.option(
    "--security",
    type=click.Choice(["tls", "starttls", "none"]),
    help="Of both servers; none goes with this machine alone.",
)
@click.option("--user", help="The name to sign in with, where it is not the address.")
@click.option("--password-command", metavar="COMMAND", help="A command that prints the password.")
@click.option("--token-command", metavar="COMMAND", help="A command that prints an OAuth token.")
@click.option("--no-secret", is_flag=True, help="Ask for no password: it is in the environment.")
@options.as_json
def set_(
    workbook: Path,
    address: str | None,
    provider: str | None,
    smtp: str | None,
    imap: str | None,
    security: str | None,
    user: str | None,
    password_command: str | None,
    token_command: str | None,
    no_secret: bool,
    as_json: bool,
) -> None:
    """Say which account it is, and keep its password in the keyring.

    \b
    planner account set contacts.xlsx
    planner account set contacts.xlsx --smtp smtp.mill.example --imap imap.mill.example
    planner account set contacts.xlsx --provider "Microsoft 365" --token-command "oauth2-token ina"
    """
    from planner.sending.account import write_account  # noqa: PLC0415 - start-up stays light

    if password_command and token_command:
        raise UsageError("A password and a token are two answers.", "Leave one of them out.")
    values = {"email account": address or "", "email provider": provider or ""}
    for kind, named in (("smtp", smtp), ("imap", imap)):
        values |= _server_values(kind, named, security, user)
    file = write_account(workbook, {name: value for name, value in values.items() if value})
    known = options.open_campaign(workbook).mail().account(os.environ)
    if not no_secret:
        _keep_secret(known, password_command or "", token_command or "")
    if as_json:
        print_json({**_record(known), "file": str(file), "is_secret_kept": not no_secret})
        return
    _tell(known)
    kept = "" if no_secret else " Its secret is in your system's keyring."
    tell(f"Written to {file}.{kept}")
    tell(f"Next: {command('account', 'test', workbook)}.")


@account.command()
@options.workbook
@options.as_json
def test(workbook: Path, as_json: bool) -> None:
    """Sign in to both servers, and say in plain words what is wrong. Nothing is sent.

    \b
    planner account test contacts.xlsx
    """
    known = options.open_campaign(workbook).mail().account(os.environ)
    results = {"smtp": _tried_smtp(known), "imap": _tried_imap(known, workbook)}
    if as_json:
        print_json(
            {"address": known.address, **{kind: str(e or "") for kind, e in results.items()}}
        )
    else:
        _tell(known)
        for kind, error in results.items():
            tell(f"{kind}: signed in." if error is None else f"{kind}: {error.message}")
            if error is not None and error.hint:
                tell(f"      {error.hint}")
    if any(results.values()):
        click.get_current_context().exit(2)


def _tried_smtp(known: Account) -> PlannerError | None:
    from planner.sending.send import Post  # noqa: PLC0415 - start-up stays light

    try:
        with Post(known, os.environ).connection() as connection:
            connection.connect()
    except PlannerError as error:
        return error
    return None


def _tried_imap(known: Account, workbook: Path) -> PlannerError | None:
    from planner.sending.send import Post  # noqa: PLC0415 - start-up stays light

    try:
        with Post(known, os.environ).inbox(workbook) as connection:
            connection.connect()
    except PlannerError as error:
        return error
    return None


def _server_values(
    kind: str, named: str | None, security: str | None, user: str | None
) -> dict[str, str]:
    host, _, port = (named or "").partition(":")
    return {
        f"{kind} server": host,
        f"{kind} port": port,
        f"{kind} security": security or "",
        f"{kind} user": user or "",
    }


def _tell(known: Account) -> None:
    tell(f"{known.address} sends through {_spelled(known.smtp)}.")
    if known.imap is not None:
        tell(f"Its inbox is at {_spelled(known.imap)}.")
    else:
        tell("Where its inbox is is not known: planner answers needs --imap.")
    if known.advice:
        tell(f"{known.advice}.")


def _record(known: Account) -> dict[str, object]:
    servers = {"smtp": known.smtp, "imap": known.imap}
    return {
        "address": known.address,
        **{kind: _spelled(server) if server else "" for kind, server in servers.items()},
    }


def _spelled(server: Server) -> str:
    return f"{server} ({server.security}, as {server.user})"


def _keep_secret(known: Account, password_command: str, token_command: str) -> None:
    """Keep the secret, or the command that prints it, for both servers."""
    from planner.sending.secrets import keep  # noqa: PLC0415 - start-up stays light

    password = ""
    if not password_command and not token_command:
        if not sys.stdin.isatty():
            raise UsageError(
                "There is no terminal to type the password at; the account is written.",
                "Set PLANNER_EMAIL_PASSWORD, or say --password-command, or --no-secret.",
            )
        password = click.prompt(f"Password of {known.address}", hide_input=True, err=True)
    for server in filter(None, (known.smtp, known.imap)):
        keep(
            server,
            password=password,
            password_command=password_command,
            token_command=token_command,
        )
