"""`planner status`: where every touch stands, and `status set`: what happened since."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli import options
from planner.cli.output import change_records, counted, print_json, print_table, tell
from planner.cli.terminal import echo
from planner.model.errors import PlannerError, UsageError
from planner.model.status import Status
from planner.text.pasted import command
from planner.tracking.statuses import ImpossibleMoveError, require_move
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.campaign import Campaign
    from planner.tracking.changes import Order
    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked


_SHOWN = 40
_MOST_DAY_WORDS = 5  # "on the 3rd of March 2026" has more, and is typed by nobody
_SHORT = ("Name", "Company", "Channel", "Status", "Sent on", "Next action")


@click.command()
@click.argument("words", nargs=-1, metavar="[WORKBOOK] [set WHO... STATUS | word WORD STATUS]")
@click.option(
    "--on",
    metavar="DATE",
    help="With set: the day it happened, such as 2026-03-02, yesterday or friday.",
)
@click.option("--note", default="", help="With set: a note for the History sheet.")
@click.option("--force", is_flag=True, help="With set: even where the move makes no sense.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="With set: a CSV file of who, status, date, note; all of it or nothing.",
)
@click.option("--all", "show_all", is_flag=True, help="Show every row of a long list.")
@options.where
@options.as_json
def status(
    words: tuple[str, ...],
    on: str | None,
    note: str,
    force: bool,
    source: Path | None,
    show_all: bool,
    where: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show where every touch stands; with `set`, write down what happened.

    WHO is a Touch ID, a Contact ID, an email address, a LinkedIn address, or a name that only one
    person has; with --where, everybody whose message meets it and may become so. STATUS is one of
    planner's words or of your own in the Settings sheet. What you change in Excel counts just as
    much.

    \b
    planner status contacts.xlsx
    planner status contacts.xlsx --where "Status=sent"
    planner status contacts.xlsx set "Anna Berg" sent
    planner status contacts.xlsx set anna-berg ben-okafor "no answer" --on 2026-03-02
    planner status contacts.xlsx set "Anna Berg" sent on friday
    planner status contacts.xlsx set sent --where "Planned for=2026-03-02"
    planner status contacts.xlsx set --from answers.csv
    planner status contacts.xlsx word "Pinged" sent
    """
    path, rest = options.workbook_and_rest(words)
    if not rest:
        _refuse_without_set(path, on, note, source, force=force)
        _show(options.open_campaign(path), where, show_all=show_all, as_json=as_json)
        return
    if rest[0] == "word":
        _refuse_without_set(path, on, note, source, force=force)
        _teach(path, rest[1:], as_json=as_json)
        return
    if rest[0] != "set":
        raise UsageError(
            f'"{rest[0]}" is neither a workbook nor "set" or "word".',
            f"Write it as {_example(path)}.",
        )
    campaign = options.open_campaign(path)
    # The words for a status are read from the workbook, too: what another planner writes meanwhile
    # must not make them, and the sheets read with them, old.
    with campaign.book.lock():
        named, day = _with_day(rest[1:], on, campaign.book.now.date())
        if where:
            orders = _orders_where(campaign, where, named, day, note)
        else:
            orders = _orders(campaign, named, source, day, note)
        try:
            report = campaign.set_status(orders, force=force)
        except ImpossibleMoveError as error:
            raise _forceable(error, path, rest) from error
    _tell(path, report.changes, len(orders), as_json=as_json)


def _teach(path: Path, words: tuple[str, ...], *, as_json: bool) -> None:
    if len(words) < 2:
        raise UsageError(
            "Which word, and which status does it mean?",
            f"Write it as {command('status', path, 'word', 'Pinged', 'sent')}, or with"
            ' "not yet" in place of "sent" where a first message may go out.',
        )
    # Only a meaning may have several words without quotes: "no answer", "not yet".
    taught = options.open_campaign(path).teach_word(words[0], " ".join(words[1:]))
    if as_json:
        print_json(
            {"word": taught.word, "meaning": taught.meaning, "written": taught.saved is not None}
        )
        return
    already = "" if taught.saved else " already"
    echo(f'"{taught.word}" means "{taught.meaning}"{already}.')
    echo(f"Next: {command('draft', path)} takes it into account.")


def _example(path: Path) -> str:
    """A change of status that makes sense here: somebody whose message is ready, else anybody."""
    ready: tuple[Tracked, ...] = ()
    with suppress(PlannerError), options.campaign_at(path) as campaign:
        ready = campaign.book.touches(where=["Status=drafted"])
    return command("status", path, "set", ready[0].id if ready else "Anna Berg", "sent")


def _forceable(error: ImpossibleMoveError, path: Path, words: Sequence[str]) -> ImpossibleMoveError:
    """The refusal with the whole command that does it all the same."""
    forced = f"{command('status', path, *words, '--force')} sets it"
    return ImpossibleMoveError(error.message, error.hint.replace("set it with --force", forced))


def _tell(path: Path, changes: Sequence[Change], asked: int, *, as_json: bool) -> None:
    unchanged = max(asked - len(changes), 0)
    if as_json:
        print_json({"changes": change_records(changes), "unchanged": unchanged})
        return
    for change in changes:
        tell(f"{change.name} ({change.touch}): {change.before or 'no status'} → {change.after}")
    if unchanged:
        tell(f"{counted(unchanged, 'message')} stood so already.")
    back = f"; {command('undo', path)} takes it back" if changes else ""
    tell(f"Next: {command('status', path)} shows the whole{back}.")


def _refuse_without_set(
    path: Path, on: str | None, note: str, source: Path | None, *, force: bool
) -> None:
    given = [
        option
        for option, value in (
            ("--on", on), ("--note", note), ("--from", source), ("--force", force)
        )
        if value
    ]  # fmt: skip
    if given:
        raise UsageError(
            f'{given[0]} goes with "set"; nothing was written.',
            f"Write it as {_example(path)}, and {given[0]} behind it.",
        )


def _with_day(
    words: Sequence[str], on: str | None, today: date
) -> tuple[Sequence[str], date | None]:
    """The words without the day behind them ("sent on friday"), and the day, of --on or theirs.

    Raises:
        UsageError: no day can be read where one is meant.
    """
    from planner.text.dates import day_past  # noqa: PLC0415 - start-up stays light

    day = None if on is None else day_past(on, today)
    if on is not None and day is None:
        raise UsageError(f'--on: "{on}" names no day.', "Write it as 2026-03-31.")
    flat = [*words[:-1], *words[-1].split()] if words else []
    for length in range(min(_MOST_DAY_WORDS, len(flat) - 1), 0, -1):
        named, tail = flat[:-length], flat[-length:]
        if tail[0].casefold() in set(all_of("day.on")):
            tail = tail[1:]
        if found := day_past(" ".join(tail), today):
            if day not in {None, found}:
                raise UsageError(f"{found} and --on {on} are two days.", "Give one of them.")
            return named, found
    if words and (number := re.search(r"\S*\d\S*$", words[-1])) and len(words[-1].split()) > 1:
        raise UsageError(
            f'"{number[0]}" behind the status names no day that is sure.',
            "Say it as --on 2026-03-31.",
        )
    return words, day


def _orders(
    campaign: Campaign, words: Sequence[str], source: Path | None, on: date | None, note: str
) -> list[Order]:
    from planner.contacts.status_words import status_of  # noqa: PLC0415 - as above
    from planner.tracking.changes import Order  # noqa: PLC0415 - as above
    from planner.tracking.changes_file import read_orders  # noqa: PLC0415 - as above

    if source is not None:
        if words:
            raise UsageError(
                f'"{words[0]}" and --from {source.name} are two answers to who.',
                "Name the people in the command, or in the file.",
            )
        return read_orders(source, campaign.book.status_words, on=on, note=note)
    known = campaign.book.status_words
    # A status of several words, such as "no answer", may come unquoted.
    lengths = range(len(words) - 1, 0, -1)
    length = next((n for n in lengths if " ".join(words[-n:]).casefold() in known), 1)
    people, word = words[:-length], " ".join(words[-length:])
    if not people:
        raise UsageError(
            "Who, and which status?",
            f"Write it as {_example(campaign.book.path)}.",
        )
    meant = status_of(word, known)
    return [Order(who, meant, on, note) for who in people]


def _orders_where(
    campaign: Campaign,
    where: tuple[str, ...],
    words: Sequence[str],
    on: date | None,
    note: str,
) -> list[Order]:
    """One order for each message that meets the conditions and may become so."""
    from planner.contacts.status_words import status_of  # noqa: PLC0415 - as above
    from planner.tracking.changes import Order  # noqa: PLC0415 - as above

    if not words or " ".join(words).casefold() not in campaign.book.status_words:
        raise UsageError(
            "With --where, set takes a status alone.",
            f"{command('status', campaign.book.path, 'set', 'sent', '--where', where[0])} means all"
            " who meet it; without --where, name each person.",
        )
    meant = status_of(" ".join(words), campaign.book.status_words)
    touches = campaign.book.touches(where=where)
    chosen = [touch for touch in touches if _may_become(touch, meant)]
    if not chosen:
        raise UsageError(
            f"No message that meets {' and '.join(where)} can become {meant}.",
            f"{command('status', campaign.book.path, '--where', where[0])} shows how they stand.",
        )
    return [Order(touch.id, meant, on, note) for touch in chosen]


def _may_become(touch: Tracked, meant: Status) -> bool:
    try:
        require_move(touch.status, meant)
    except ImpossibleMoveError:
        return False
    is_out_of_words = meant is Status.SENT and not touch.draft
    return touch.status is not meant and touch.is_status_known and not is_out_of_words


def _show(campaign: Campaign, where: tuple[str, ...], *, show_all: bool, as_json: bool) -> None:
    touches = campaign.book.touches(where=where)
    counts = Counter(str(touch.status or "no status") for touch in touches)
    ordered = {word: counts[word] for word in [*map(str, Status), "no status"] if counts[word]}
    if as_json:
        print_json({"counts": ordered, "touches": [_record(touch) for touch in touches]})
        return
    shown = touches if show_all else touches[:_SHOWN]
    told = ", ".join(f"{number:,} {word}" for word, number in ordered.items())
    tell(f"{counted(len(touches), 'message')}: {told}" if touches else "No messages.")
    if not touches:
        return
    tell()
    print_table(_SHORT, [[_cell(touch, header) for header in _SHORT] for touch in shown])
    if len(touches) > len(shown):
        tell(f"... and {len(touches) - len(shown):,} more; --all shows them.")


def _cell(touch: Tracked, header: str) -> str:
    return str(touch.status or "") if header == "Status" else touch.text(header)


def _record(touch: Tracked) -> dict[str, str]:
    names = {
        "touch": "Touch ID",
        "contact": "Contact ID",
        "name": "Name",
        "company": "Company",
        "step": "Step",
        "channel": "Channel",
        "template": "Template",
        "flags": "Flags",
        "planned_for": "Planned for",
        "sent_on": "Sent on",
        "accepted_on": "Accepted on",
        "answered_on": "Answered on",
        "next_action": "Next action",
    }
    from planner.checks.catalogue import slugs_of  # noqa: PLC0415 - start-up stays light

    record = {key: touch.text(header) for key, header in names.items()}
    flags = slugs_of(record["flags"])
    return {**record, "flags": flags, "status": str(touch.status or "")}
