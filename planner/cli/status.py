"""`planner status`: where every touch stands, and `status set`: what happened since."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli import options
from planner.cli.output import change_records, counted, print_json, print_table
from planner.errors import UsageError
from planner.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.campaign import Campaign
    from planner.tracking import Order, Tracked

__all__ = ["status"]

_SHOWN = 40
_SHORT = ("Name", "Company", "Channel", "Status", "Sent on", "Next action")


@click.command()
@click.argument("words", nargs=-1, metavar="[WORKBOOK] [set WHO... STATUS]")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day it happened, not later.")
@click.option("--note", default="", help="A note for the History sheet.")
@click.option("--force", is_flag=True, help="Set it even where the move makes no sense.")
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
    on: date | None,
    note: str,
    force: bool,
    source: Path | None,
    show_all: bool,
    where: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show where every touch stands; with `set`, write down what happened.

    WHO is a Touch ID, a Contact ID, an email address, a LinkedIn address, or a name that only one
    person has. What you change in Excel counts just as much.

    \b
    planner status contacts.xlsx
    planner status contacts.xlsx --where "Status=sent"
    planner status contacts.xlsx set "Anna Berg" sent
    planner status contacts.xlsx set anna-berg ben-okafor "no answer" --on 2026-03-02
    planner status contacts.xlsx set --from answers.csv
    """
    path, rest = options.workbook_and_rest(words)
    campaign = options.open_campaign(path)
    if not rest:
        _show(campaign, where, show_all=show_all, as_json=as_json)
        return
    if rest[0] != "set":
        raise UsageError(
            f'"{rest[0]}" is neither a workbook nor "set".',
            'Write it as "planner status contacts.xlsx set WHO STATUS".',
        )
    day = on.date() if on is not None else None  # type: ignore[attr-defined]  # click gives a datetime
    orders = _orders_from(source) if source else _orders(rest[1:], day, note)
    report = campaign.set_status(orders, force=force)
    if as_json:
        print_json({"changes": change_records(report.changes)})
        return
    for change in report.changes:
        click.echo(
            f"{change.name} ({change.touch}): {change.before or 'no status'} → {change.after}"
        )
    unchanged = len(orders) - len(report.changes)
    if unchanged > 0:
        click.echo(f"{counted(unchanged, 'touch', 'touches')} stood so already.")
    click.echo(f'Next: "planner status {path.name}" shows the whole; "planner undo" takes it back.')


def _orders(words: Sequence[str], on: date | None, note: str) -> list[Order]:
    from planner.tracking import Order  # noqa: PLC0415 - start-up stays light

    # "no answer" and "needs purpose" may come unquoted, as two words.
    two = " ".join(words[-2:]).casefold()
    length = 2 if two in set(Status) else 1
    people, word = words[:-length], " ".join(words[-length:])
    if not people:
        raise UsageError(
            "Who, and which status?",
            'Write it as "planner status contacts.xlsx set "Anna Berg" sent".',
        )
    return [Order(who, _status(word), on, note) for who in people]


def _orders_from(source: Path) -> list[Order]:
    from planner.tracking import Order  # noqa: PLC0415 - start-up stays light

    text = source.read_text(encoding="utf-8-sig")
    dialect = "," if text.partition("\n")[0].count(",") else ";"
    reader = csv.DictReader(text.splitlines(), delimiter=dialect, skipinitialspace=True)
    names = {name.strip().casefold(): name for name in reader.fieldnames or () if name}
    if not {"who", "status"} <= names.keys():
        raise UsageError(
            f"{source.name}: its first line should name the columns who, status and date.",
            "For example: who,status,date",
        )
    orders = []
    for record in reader:
        cells = {name: (record[header] or "").strip() for name, header in names.items()}
        place = f"{source.name}, line {reader.line_num}"
        if any(cells.values()):
            day = _day(cells.get("date", ""), place)
            orders.append(
                Order(cells["who"], _status(cells["status"], place), day, cells.get("note", ""))
            )
    if not orders:
        raise UsageError(f"{source.name} holds no change.", "Write one change a line.")
    return orders


def _day(typed: str, place: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise UsageError(
            f'{place}: "{typed}" is no date.',
            "Write it as 2026-03-31, or leave it empty for today.",
        ) from error


def _status(word: str, place: str = "") -> Status:
    import difflib  # noqa: PLC0415 - only needed where a status is set

    plain = word.strip().casefold()
    if plain in set(Status):
        return Status(plain)
    near = difflib.get_close_matches(plain, list(Status), n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"The statuses are: {', '.join(Status)}."
    where = f"{place}: " if place else ""
    raise UsageError(f'{where}"{word}" is no status.', hint)


def _show(campaign: Campaign, where: tuple[str, ...], *, show_all: bool, as_json: bool) -> None:
    touches = campaign.touches(where=where)
    counts = Counter(str(touch.status or "no status") for touch in touches)
    ordered = {word: counts[word] for word in [*map(str, Status), "no status"] if counts[word]}
    if as_json:
        print_json({"counts": ordered, "touches": [_record(touch) for touch in touches]})
        return
    shown = touches if show_all else touches[:_SHOWN]
    print_table(_SHORT, [[_cell(touch, header) for header in _SHORT] for touch in shown])
    if len(touches) > len(shown):
        click.echo(f"... and {len(touches) - len(shown):,} more; --all shows them.")
    click.echo()
    click.echo(", ".join(f"{number:,} {word}" for word, number in ordered.items()) or "No touches.")


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
    record = {key: touch.text(header) for key, header in names.items()}
    return {**record, "status": str(touch.status or "")}
