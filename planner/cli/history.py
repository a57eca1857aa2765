"""`planner history`: who got what, when, in which words."""

from __future__ import annotations

import textwrap

import click

from planner.cli import options
from planner.cli.output import change_records, print_json, tell


@click.command()
@click.argument("words", nargs=-1, metavar="[WORKBOOK] [WHO]")
@options.as_json
def history(words: tuple[str, ...], as_json: bool) -> None:
    """Tell what happened, and when: the whole campaign, or one person with the words as sent.

    \b
    planner history contacts.xlsx
    planner history contacts.xlsx "Anna Berg"
    """
    path, rest = options.workbook_and_rest(words)
    who = " ".join(rest)
    changes = options.open_campaign(path).changes(who)
    if as_json:
        print_json({"changes": change_records(changes)})
        return
    if not changes:
        tell("Nothing has happened yet: no status was changed.")
    for change in changes:
        when = f"{change.when:%Y-%m-%d %H:%M}" if change.when else "(no date)"
        is_move = change.before != change.after
        what = f"{change.before or 'no status'} → {change.after}" if is_move else change.after
        note = f"  {change.note}" if change.note else ""
        tell(f"{when}  {change.name} ({change.touch})  {what}  by {change.by}{note}")
        if who and change.text:
            words_sent = "\n".join(filter(None, (change.subject, change.text)))
            tell(textwrap.indent(words_sent, "    "))
