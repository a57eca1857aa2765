"""`planner answers`: what came into the mailbox since the last look."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import click

from planner.cli import options
from planner.cli.answers_report import answers_record, print_answers_report
from planner.cli.output import Progress, counted, print_json, tell

if TYPE_CHECKING:
    from pathlib import Path

    from planner.sending.answers import AnswersRead, MailRead


_SHOWN = 20
_KINDS = {"replied": "answer", "bounced": "bounce", "away": "away", "sent": "sent by you"}


@click.command()
@options.workbook
@click.option("--watch", is_flag=True, help="Look again every few minutes, until Ctrl-C.")
@click.option(
    "--every",
    type=click.FloatRange(0.01),
    default=5.0,
    show_default=True,
    help="With --watch: the minutes between two looks.",
)
@options.as_json
def answers(workbook: Path, watch: bool, every: float, as_json: bool) -> None:
    """Read the answers in your own mailbox, and move the touches as they allow.

    Reads the inbox, and the Sent folder for what you sent by hand, from where the last look ended.
    Nothing in the mailbox is changed: what is unread stays unread. An answer, a bounce or a note
    that somebody is away moves a touch only where it leaves no doubt; a doubt is said, and holds
    what would follow.

    \b
    planner answers contacts.xlsx
    planner answers contacts.xlsx --watch --every 10
    """
    look(workbook, as_json=as_json)
    while watch:
        time.sleep(every * 60)
        look(workbook, as_json=as_json)


def look(workbook: Path, *, as_json: bool) -> None:
    """Look into the mailbox once, and say what was there."""
    from datetime import datetime  # noqa: PLC0415 - start-up stays light

    from planner.sending.send import Post  # noqa: PLC0415 - same

    with options.campaign_at(workbook) as campaign, Progress("Reading") as progress:
        mail = campaign.mail()
        post = Post(mail.account(os.environ), os.environ)
        zone = datetime.now().astimezone().tzinfo
        read = mail.answers(post, zone=zone, progress=progress)
    if as_json:
        print_json(_document(read))
        return
    if read.found_sent:
        tell(f"{counted(read.found_sent, 'message')} thought lost stand in your Sent folder: sent.")
    for each in read.mails[-_SHOWN:]:
        tell(_line(each))
    if len(read.mails) > _SHOWN:
        tell(f"… and {len(read.mails) - _SHOWN:,} before them; --json has them all.")
    print_answers_report(workbook, read.report)


def _line(mail: MailRead) -> str:
    back = f" (back on {mail.back})" if mail.back else ""
    first_line = f": “{mail.first_line}”" if mail.first_line else ""
    return f"{mail.day}  {_KINDS[mail.kind]}{back}  {mail.who}{first_line}"


def _document(read: AnswersRead) -> dict[str, object]:
    return {
        "mails": [
            {
                "kind": each.kind,
                "day": each.day.isoformat(),
                "who": each.who,
                "first_line": each.first_line,
                "back": each.back.isoformat() if each.back else None,
            }
            for each in read.mails
        ],
        "found_in_sent": read.found_sent,
        **answers_record(read.report),
    }
