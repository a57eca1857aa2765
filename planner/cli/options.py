"""The options that several commands share, and how they open a campaign."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planner.cli.terminal import echo
from planner.model.errors import UsageError
from planner.text.pasted import command

if TYPE_CHECKING:
    from planner.campaign import Campaign
    from planner.cli.output import Progress


Command = TypeVar("Command", bound=Callable[..., Any])

_KINDS = {".xlsx", ".xlsm"}
# What planner reads as well, where it is named in full.
_FOREIGN = {".csv", ".ods", ".tsv", ".xls", ".xlsb"}


def workbook_and_rest(words: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """Split off the workbook where the first word names one; else take the only one here."""
    named = _with_ending(Path(words[0])) if words else Path()
    if words and (named.suffix.lower() in _KINDS | _FOREIGN or named.is_file()):
        return named, words[1:]
    return _only_workbook(), words


def _one_workbook(_context: click.Context, _option: click.Parameter, given: Path | None) -> Path:
    """The workbook named, or the only one in this folder."""
    return _with_ending(given) if given is not None else _only_workbook()


def _with_ending(named: Path) -> Path:
    """The workbook as named, or the one of that name whose ending was left out."""
    if named.exists() or not named.name:
        return named
    meant = [path for kind in sorted(_KINDS) if (path := Path(f"{named}{kind}")).is_file()]
    return meant[0] if len(meant) == 1 else named


def workbooks_here() -> list[Path]:
    """The workbooks in this folder."""
    return sorted(
        Path(path.name)
        for path in Path.cwd().iterdir()
        # "~$" is Excel's lock, "." a hidden file.
        if path.suffix.lower() in _KINDS and not path.name.startswith(("~$", "."))
    )


def _only_workbook() -> Path:
    found = workbooks_here()
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            "No workbook is named, and this folder holds none.",
            "Name one with its folder, or go to the folder that holds it; to make one:"
            f" {command('init', 'campaign')}.",
        )
    names = ", ".join(path.name for path in found)
    raise UsageError(
        f"No workbook is named, and this folder holds {len(found)}: {names}.",
        f"Name the one you mean, as in {command('draft', found[0].name)}.",
    )


workbook = click.argument(
    "workbook",
    required=False,
    callback=_one_workbook,
    type=click.Path(path_type=Path),
)

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")

where = click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help='Only contacts that meet it: "Company=Acme", "Company!=Acme", "Notes~alumni". Repeatable.',
)


def _pairs(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise click.BadParameter(f'"{text}" should read like name="...".')
        pairs[name.strip()] = value.strip()
    return pairs


def columns(about: str) -> Callable[[Command], Command]:
    """The option that says which column of a table holds which field."""
    return click.option(
        "--column",
        "columns",
        multiple=True,
        callback=_pairs,
        metavar='FIELD="HEADER"',
        help=f'{about}: --column name="Full nme". Repeatable.',
    )


def reading_options(command: Command) -> Command:
    """How to read the contacts, where planner's own guess is wrong."""
    for option in (
        click.option(
            "--sender",
            multiple=True,
            callback=_pairs,
            metavar='NAME="VALUE"',
            help='Who writes, over the Sender sheet: --sender name="Ada Example". Repeatable.',
        ),
        click.option(
            "--ignore", multiple=True, metavar="SLUG", help="Silence a check. Repeatable."
        ),
        click.option(
            "--anyway",
            multiple=True,
            metavar="WHO",
            help="Let this one person's message through, though an error stands against the row."
            " Repeatable.",
        ),
        click.option("--visible-only", is_flag=True, help="Leave hidden and filtered rows out."),
        columns("Which column holds a field"),
        click.option("--header-row", type=click.IntRange(1), help="The row of the headers."),
        click.option("--sheet", help="The sheet that holds the contacts."),
    ):
        command = option(command)
    return command


def open_campaign(path: Path, progress: Progress | None = None, **reading: Any) -> Campaign:
    """Open the campaign in `path`, read as the options say, until the command is done."""
    return click.get_current_context().with_resource(campaign_at(path, progress, **reading))


def campaign_at(
    path: Path,
    progress: Progress | None = None,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    columns: dict[str, str] | None = None,
    visible_only: bool = False,
    sender: dict[str, str] | None = None,
    ignore: tuple[str, ...] = (),
    catches_up: bool = True,
    anyway: tuple[str, ...] = (),
) -> Campaign:
    """Open the campaign in `path`, read as the options say; who calls closes it.

    What an earlier run of sending could not write is written first, unless `catches_up` says no.
    """
    from planner.campaign import Campaign  # noqa: PLC0415 - start-up stays light
    from planner.tracking.book import Reading  # noqa: PLC0415 - start-up stays light

    campaign = Campaign.open(
        path,
        reading=Reading(sheet, header_row, columns or {}, visible_only, sender or {}),
        ignored=ignore,
        anyway=anyway,
        progress=progress,
    )
    if catches_up:
        _catch_up(campaign)
    return campaign


def _catch_up(campaign: Campaign) -> None:
    """Tell the workbook what an earlier run of sending could not, and say so."""
    from planner.sending.pending import is_pending  # noqa: PLC0415 - start-up stays light

    if not is_pending(campaign.book.path):
        return
    entered = campaign.mail().catch_up()
    if entered:
        counts = {"sent": entered.sent, "bounced": entered.bounced, "send-unknown": entered.unknown}
        told = ", ".join(f"{number:,} {status}" for status, number in counts.items() if number)
        gone = f"; {len(entered.gone)} are no longer in Tracking" if entered.gone else ""
        echo(f"From the journal of sending, now in the workbook: {told}{gone}.", err=True)
