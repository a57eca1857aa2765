"""Makes the documents that repeat the code: `python docs/make_docs.py`. A test compares them."""

from __future__ import annotations

import io
import shutil
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from planner.campaign import Campaign
from planner.checks.catalogue import all_checks
from planner.cli import planner as command_line
from planner.cli.calendar import print_calendar
from planner.contacts.headers import headers_document
from planner.contacts.limits import DEFAULTS, Account, Limit
from planner.model.status import Status
from planner.templating.shipped import samples
from planner.tracking.statuses import moves_table
from planner.words import section
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.read_sheets import read_sheets

DOCS = Path(__file__).resolve().parent
_START, _END = "<!-- moves -->\n", "<!-- end of moves -->"
_WIDTH = 80


def commands_document() -> str:
    """The help of every command, as the terminal shows it."""
    parent = click.Context(command_line, info_name="planner", **_settings(command_line))
    texts = ["# Commands\n\nWhat `--help` says, command by command.\n"]
    texts.append(_section("planner", command_line.get_help(parent)))
    for name in command_line.list_commands(parent):
        command = command_line.get_command(parent, name)
        assert command is not None  # noqa: S101 - the table that is walked names it
        context = click.Context(command, info_name=name, parent=parent, **_settings(command))
        texts.append(_section(f"planner {name}", command.get_help(context)))
        if isinstance(command, click.Group):
            for word, part in command.commands.items():
                inner = click.Context(part, info_name=word, parent=context, **_settings(part))
                texts.append(_section(f"planner {name} {word}", part.get_help(inner)))
    return "\n".join(texts)


def checks_document() -> str:
    """Every check as `planner explain` tells it."""
    lines = [
        "# Checks",
        "",
        "What `planner check` looks at. An error means that there is no draft until it is mended,",
        "a warning is worth a look, and advice is just that. The Settings sheet can give each",
        "another weight or switch it off: its slug in one column, `error`, `warning`, `advice` or",
        "`off` beside it. `--ignore SLUG` silences one for a single run.",
        "",
        "The sample [every_check.xlsx](../sample_workbooks/every_check) shows each at work:",
        "a row says which checks speak of it, or which one it is near to and stays silent.",
    ]
    for check in all_checks():
        lines += ["", f"## {check.slug}", "", f"*{check.severity}*. {check.reason}", ""]
        lines += [f"- Example: {check.example}", f"- Remedy: {check.remedy}"]
        lines += [f"- Source: {check.source}"] if check.source else []
    return "\n".join(lines) + "\n"


def statuses_document(text: str) -> str:
    """The document on statuses with the table of moves, and the words that the files hold."""
    before, _, rest = text.partition(_START)
    _, _, after = rest.partition(_END)
    return _between(f"{before}{_START}{moves_table()}\n{_END}{after}", "words", _words_table())


def _words_table() -> str:
    """Everyday words by what they mean and their language, a few of each as examples."""
    lines = ["| means | language | words |", "|---|---|---|"]
    for name in ("not_yet", *(str(status).replace(" ", "_") for status in Status)):
        try:
            languages = section(f"status.{name}")
        except KeyError:
            continue
        for language, words in languages.items():
            listed = ", ".join(words)
            lines.append(f"| {name.replace('_', ' ')} | {language} | {listed} |")
    return "\n".join(lines)


def plan_document(text: str) -> str:
    """The document on plans with the default limits, and with the plan of a sample."""
    limits = "\n".join(
        f"| `{each.setting}` | {each.number}{_accounts(each)} | {each.source} | {each.confidence} |"
        for each in DEFAULTS
    )
    text = _between(text, "limits", limits)
    return _between(text, "plan", f"```text\n{_sample_plan()}\n```\n\n{_EXPLAINED}")


def _accounts(default: Limit) -> str:
    named = sorted(default.accounts)
    return "" if len(named) == len(Account) else f" ({', '.join(named)})"


def _between(text: str, mark: str, made: str) -> str:
    before, start, rest = text.partition(f"<!-- {mark} -->\n")
    _, end, after = rest.partition(f"<!-- end of {mark} -->")
    return f"{before}{start}{made}\n{end}{after}"


_EXPLAINED = """\
- Week of 2 November: two a day, the highest priority first, and among those the nearest deadline:
  Jo Hart's is 16 November, Ravi Menon's the 17th. From Thursday on, the first follow-ups fall due,
  three business days after each email, unless an answer comes.
- Week of 9 November: priority medium, then low. Wednesday 11 November is Veterans Day, so nothing
  goes out.
- Weeks of 16 and 23 November: no first message. Three people are left, and each is to get an
  invitation with a note, of which a free account has five a month. Thursday 26 November is
  Thanksgiving. The second follow-ups fall due.
- Week of 30 November: the new month has room for notes again, on Tuesday 1 December. The last first
  touch goes out on Wednesday 2 December, and the limit that binds most is `daily cap`."""


def _sample_plan() -> str:
    """The plan of a sample, as `planner plan` prints it."""
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(samples() / "job_search.xlsx", folder))
        with read_sheets(path) as sheets:
            last = max(row.number for row in sheets.stream_rows("Settings"))
        added = {"daily cap": 2, "country": "US"}
        cells = [
            SetCell("Settings", last + row, column, value)
            for row, line in enumerate(added.items(), start=1)
            for column, value in enumerate(line, start=1)
        ]
        apply_edits(path, cells)
        now = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
        with Campaign.open(path, now=now) as campaign:
            campaign.draft()
        with Campaign.open(path, now=now) as campaign:
            report = campaign.plan()
    told = io.StringIO()
    with redirect_stdout(told):
        print_calendar(report)
    return told.getvalue().rstrip()


def documents() -> dict[str, str]:
    """The text that each document should have, by file name."""
    plan = (DOCS / "plan.md").read_text(encoding="utf-8")
    statuses = (DOCS / "statuses.md").read_text(encoding="utf-8")
    return {
        "checks.md": checks_document(),
        "commands.md": commands_document(),
        "headers.md": headers_document(),
        "plan.md": plan_document(plan),
        "statuses.md": statuses_document(statuses),
    }


def _settings(command: click.Command) -> dict[str, Any]:
    return {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
