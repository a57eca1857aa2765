"""`planner preview`: drafts beside the cells that they come from."""

from __future__ import annotations

import shutil
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import counted, finding_records, print_json
from planner.cli.terminal import echo

if TYPE_CHECKING:
    from planner.drafting.preview import Preview, Source


_BESIDE = 100  # columns of a terminal that has room for two texts
_GAP = 3


@click.command()
@click.argument("words", nargs=-1, metavar="[WORKBOOK] [WHO]")
@click.option("--template", default="", help="The template to show it with, by its name or file.")
@options.where
@click.option(
    "--limit", type=click.IntRange(1), default=5, show_default=True, help="The most to show."
)
@options.reading_options
@options.as_json
def preview(
    words: tuple[str, ...],
    template: str,
    where: tuple[str, ...],
    limit: int,
    as_json: bool,
    **reading: Any,
) -> None:
    """Show drafts, and which cell each piece came from; nothing is written.

    WHO is a name, an email address or a Contact ID. Without it, the first few are shown.

    \b
    planner preview contacts.xlsx
    planner preview contacts.xlsx "Anna Berg" --template mentor-email
    planner preview "Anna Berg"
    """
    workbook, rest = options.workbook_and_rest(words)
    campaign = options.open_campaign(workbook, **reading)
    shown = campaign.preview(" ".join(rest), template=template, where=where, limit=limit)
    if as_json:
        print_json({"previews": [_record(each) for each in shown]})
        return
    for each in shown:
        _print(each)
    drafts = sum(each.prepared.draft is not None for each in shown)
    echo(f"{counted(drafts, 'draft')} shown; nothing was written.")


def _record(each: Preview) -> dict[str, object]:
    prepared, draft = each.prepared, each.prepared.draft
    return {
        "touch": prepared.touch.id,
        "contact": prepared.contact.id,
        "name": prepared.contact.name,
        "template": prepared.template,
        "reason": prepared.reason,
        "kind": each.kind,
        "kind_reason": each.kind_reason,
        "subject": draft.subject if draft else "",
        "text": draft.text if draft else "",
        "sources": [
            {"name": s.name, "cell": s.cell, "text": s.text, "is_literal": s.is_literal}
            for s in each.sources
        ],
        "findings": finding_records(prepared.findings),
    }


def _print(each: Preview) -> None:
    prepared, draft = each.prepared, each.prepared.draft
    contact = prepared.contact
    company = f", {contact.company}" if contact.company else ""
    echo(click.style(f"{contact.name}{company} (row {contact.row})", bold=True))
    if draft is None:
        for found in prepared.errors or prepared.findings:
            echo(f"  no draft: {found.slug}: {found.message}")
        echo()
        return
    echo(f"{prepared.channel}, template {prepared.template}: {prepared.reason}")
    echo(f"kind of message {each.kind}: {each.kind_reason}\n")
    text = f"Subject: {draft.subject}\n\n{draft.text}" if draft.subject else draft.text
    _print_beside(text, [_spelled(source) for source in each.sources])
    echo()


def _spelled(source: Source) -> str:
    sign = "" if source.is_literal else " (reworded, or only asked for)"
    where = f"  {source.cell}" if source.cell else ""
    return f"{source.name}{where}{sign}: {' '.join(source.text.split())}"


def _print_beside(text: str, sources: list[str]) -> None:
    """The draft on the left and its sources on the right, or below where there is no room."""
    width = min(shutil.get_terminal_size((_BESIDE, 40)).columns, 140)
    half = (width - _GAP) // 2 if width >= _BESIDE else width
    left = [row for line in text.split("\n") for row in textwrap.wrap(line, half) or [""]]
    right = [
        row for source in sources for row in textwrap.wrap(source, half, subsequent_indent="  ")
    ]
    if width < _BESIDE:
        for row in (*left, "", *right):
            echo(row)
        return
    for one, other in zip_longest(left, right, fillvalue=""):
        echo(f"{one:<{half}}{' ' * _GAP}{other}".rstrip())
