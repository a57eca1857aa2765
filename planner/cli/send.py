"""`planner send`: what is due goes out by email, once the user says so."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.desk.interrupts import interrupts_held
from planner.cli.output import (
    Progress,
    counted,
    finding_records,
    print_findings,
    print_json,
    print_table,
    tell,
)
from planner.cli.terminal import visible
from planner.model.errors import UsageError
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.sending.account import Account
    from planner.sending.mail import Mail
    from planner.sending.pace import Pace
    from planner.sending.place_drafts import Placed
    from planner.sending.send import Post
    from planner.sending.send_report import SendReport
    from planner.sending.sendable import Planned, SendPlan, Wishes


_SHOWN = 40
_NAP = 0.2  # seconds between two looks for Ctrl-C


@click.command()
@options.workbook
@click.option("--yes", is_flag=True, help="Send; without it, only say what would go.")
@click.option("--drafted", is_flag=True, help="Send what is drafted, too, and not approved yet.")
@click.option("--limit", type=click.IntRange(0), help="Send this many at most.")
@options.where
@click.option("--at-most-per-hour", type=click.IntRange(1), help="Wait where an hour is full.")
@click.option(
    "--pause",
    type=click.FloatRange(0.0),
    default=5.0,
    show_default=True,
    help="Seconds between two messages; half as many to half as many again.",
)
@click.option(
    "--to", "to", type=click.Choice(["self"]), help="Send one sample to yourself, and no more."
)
@click.option(
    "--drafts", "into_drafts", is_flag=True, help="Put it into your Drafts folder; send nothing."
)
@click.option(
    "--attach-from",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    multiple=True,
    help="Let templates attach files of this folder, beside their own and the workbook's.",
)
@options.reading_options
@options.as_json
def send(
    workbook: Path,
    yes: bool,
    drafted: bool,
    limit: int | None,
    where: tuple[str, ...],
    at_most_per_hour: int | None,
    pause: float,
    to: str | None,
    into_drafts: bool,
    attach_from: tuple[Path, ...],
    as_json: bool,
    **reading: Any,
) -> None:
    """Send what is due by email, through your own account.

    Without --yes nothing is sent: you see who would get what, and why the others do not. Only what
    is due and approved goes, to nobody who must be left alone, each message once: what went stands
    in a journal before the next one goes. Ctrl-C stops between two messages.

    \b
    planner send contacts.xlsx
    planner send contacts.xlsx --to self
    planner send contacts.xlsx --drafted --drafts
    planner send contacts.xlsx --yes --limit 10
    planner send contacts.xlsx --yes --where "Company=Acme" --at-most-per-hour 30
    """
    from planner.sending.pace import Pace  # noqa: PLC0415 - start-up stays light

    campaign = options.open_campaign(workbook, **reading)
    mail, wishes = campaign.mail(where=where), _wishes(limit, attach_from, drafted=drafted)
    if not yes and not to and not into_drafts:
        _print_plan(workbook, mail.plan(wishes), _account_or_none(mail), as_json=as_json)
        return
    post = _post(mail)
    if yes and not to and not into_drafts:
        _ask_once_more(mail, wishes, post.account)
    with interrupts_held() as stops, Progress("Sending") as progress:
        pace = Pace(
            _now,
            _napping(stops),
            is_stopped=lambda: bool(stops),
            pause=pause,
            most_per_hour=at_most_per_hour,
            waits=_say_wait(),
            progress=progress,
        )
        if to:
            _send_sample(mail, post, wishes, pace)
            return
        if into_drafts:
            _print_placed(workbook, mail.place_drafts(post, wishes, pace), as_json=as_json)
            stops.clear()
            return
        report = mail.send(post, wishes, pace)
        stops.clear()
    _print_report(workbook, report, as_json=as_json)


def _wishes(limit: int | None, attach_from: tuple[Path, ...], *, drafted: bool) -> Wishes:
    from planner.model.status import Status  # noqa: PLC0415 - start-up stays light
    from planner.sending.sendable import Wishes  # noqa: PLC0415 - same

    statuses = {Status.APPROVED, Status.DRAFTED} if drafted else {Status.APPROVED}
    return Wishes(frozenset(statuses), limit, attach_from)


def _post(mail: Mail) -> Post:
    from planner.sending.send import Post  # noqa: PLC0415 - start-up stays light

    return Post(mail.account(os.environ), os.environ)


def _account_or_none(mail: Mail) -> Account | None:
    """The account, where one is named; a dry run needs none."""
    from planner.sending.sending_errors import AccountError  # noqa: PLC0415 - start-up stays light

    try:
        return mail.account(os.environ)
    except AccountError:
        return None


def _now() -> Any:
    from datetime import datetime  # noqa: PLC0415 - start-up stays light

    return datetime.now().astimezone()


def _napping(stops: list[int]) -> Callable[[float], None]:
    """Sleep that ends with Ctrl-C."""

    def sleep(seconds: float) -> None:
        end = time.monotonic() + seconds
        while not stops and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _NAP))

    return sleep


def _say_wait() -> Callable[[str], None]:
    """Say why it waits, each reason once."""
    said: set[str] = set()

    def waits(why: str) -> None:
        if why not in said:
            said.add(why)
            tell(f"Waiting: {why}.", err=True)

    return waits


def _ask_once_more(mail: Mail, wishes: Wishes, account: Account) -> None:
    """Ask at a terminal, with the count; a script has said --yes and is not asked."""
    if not sys.stdin.isatty():
        return
    number = len(mail.plan(wishes).messages)
    if not number:
        return
    question = f"Send {counted(number, 'message')} from {account.address} now?"
    if not click.confirm(visible(question), err=True):
        raise UsageError("Nothing was sent.", "Say --yes and answer y to send.")


def _send_sample(mail: Mail, post: Post, wishes: Wishes, pace: Pace) -> None:
    planned = mail.sample(post, wishes, pace)
    tell(f"Sent to {post.account.address} alone: what {planned.name} would get. Nothing is marked.")


# --- what is said -------------------------------------------------------------------------------


def _print_plan(workbook: Path, plan: SendPlan, account: Account | None, *, as_json: bool) -> None:
    if as_json:
        print_json(_plan_document(plan, account))
        return
    rows = [
        (each.name, ", ".join(each.recipients), each.subject, _hours(each), each.touch.id)
        for each in plan.messages[:_SHOWN]
    ]
    if rows:
        print_table(("Name", "To", "Subject", "Hours", "Touch ID"), rows)
    if len(plan.messages) > _SHOWN:
        tell(f"... and {len(plan.messages) - _SHOWN:,} more; --json has them all.")
    _print_staying(workbook, plan)
    senders = sorted({each.sender for each in plan.messages})
    through = f" through {account.smtp}" if account else ""
    sender = f" from {', '.join(senders)}{through}" if senders else ""
    tell(f"{counted(len(plan.messages), 'message')} would go now{sender}. Nothing was sent.")
    if account is None:
        tell(f"No account is set up yet: {command('account', 'set', workbook)}.")
    elif plan.messages:
        tell(f"Next: {command('send', workbook, '--to', 'self')}, then --yes to send.")


def _print_placed(workbook: Path, placed: Placed, *, as_json: bool) -> None:
    if as_json:
        records = [_message_record(each) for each in placed.messages]
        print_json({"placed": records, **_staying_document(placed)})
        return
    _print_staying(workbook, placed)
    tell(
        f"{counted(len(placed.messages), 'message')} in your Drafts folder, and approved. Once you"
        f" have sent them, {command('answers', workbook)} finds them in Sent."
    )


def _print_staying(workbook: Path, result: SendPlan | SendReport | Placed) -> None:
    print_findings(workbook, result.findings[:_SHOWN])
    for why, number in Counter(why for _, why in result.staying).items():
        names = [touch.name for touch, reason in result.staying if reason == why]
        who = names[0] if number == 1 else counted(number, "message")
        tell(f"{who} stay{'s' if number == 1 else ''}: {why}.")


def _hours(planned: Planned) -> str:
    return f"{planned.hours[0]:%H:%M}-{planned.hours[1]:%H:%M}" if planned.hours else ""


def _print_report(workbook: Path, report: SendReport, *, as_json: bool) -> None:
    if as_json:
        print_json(_report_document(report))
    else:
        for planned, words in report.bounced:
            tell(f"{planned.name} bounced: {words}")
        for planned, words in report.unknown:
            tell(f"{planned.name} is send-unknown: {words}. It is not sent again by itself.")
        _print_staying(workbook, report)
        tell(f"{counted(len(report.sent), 'message')} sent.")
        if report.stopped:
            tell(f"Stopped: {report.stopped}.", err=True)
        if report.unentered:
            tell(
                f"{workbook.name} does not say so yet: {report.unentered} What was sent stands in"
                " the journal, goes out no second time, and enters with the next command.",
                err=True,
            )
        if report.uncopied:
            tell(f"No copies are in your Sent folder: {report.uncopied}", err=True)
    if report.unknown or report.stopped or report.findings or report.unentered:
        click.get_current_context().exit(1)


def _plan_document(plan: SendPlan, account: Account | None) -> dict[str, object]:
    return {
        "account": account.address if account else "",
        "server": str(account.smtp) if account else "",
        "messages": [_message_record(each) for each in plan.messages],
        **_staying_document(plan),
    }


def _report_document(report: SendReport) -> dict[str, object]:
    return {
        "sent": [_message_record(each) for each in report.sent],
        "bounced": [{**_message_record(each), "words": said} for each, said in report.bounced],
        "unknown": [{**_message_record(each), "words": said} for each, said in report.unknown],
        **_staying_document(report),
        "stopped": report.stopped,
        "unentered": report.unentered,
        "uncopied": report.uncopied,
    }


def _staying_document(result: SendPlan | SendReport | Placed) -> dict[str, object]:
    return {
        "staying": [
            {"touch": touch.id, "name": touch.name, "reason": why} for touch, why in result.staying
        ],
        "findings": finding_records(result.findings),
    }


def _message_record(planned: Planned) -> dict[str, object]:
    return {
        "touch": planned.touch.id,
        "name": planned.name,
        "from": planned.sender,
        "to": list(planned.recipients),
        "subject": planned.subject,
        "attachments": [str(path) for path in planned.attachments],
        "hours": _hours(planned),
    }
