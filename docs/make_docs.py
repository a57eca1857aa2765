"""Makes the documents that repeat the code: `python docs/make_docs.py`. A test compares them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from planner.checks import CHECKS
from planner.cli import planner as command_line
from planner.contacts.headings import headers_document
from planner.tracking.life import moves_table

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
    ]
    for check in CHECKS:
        lines += ["", f"## {check.slug}", "", f"*{check.severity}*. {check.reason}", ""]
        lines += [f"- Example: {check.example}", f"- Remedy: {check.remedy}"]
        lines += [f"- Source: {check.source}"] if check.source else []
    return "\n".join(lines) + "\n"


def statuses_document(text: str) -> str:
    """The document on statuses with the table of moves that the code holds."""
    before, _, rest = text.partition(_START)
    _, _, after = rest.partition(_END)
    return f"{before}{_START}{moves_table()}\n{_END}{after}"


def documents() -> dict[str, str]:
    """The text that each document should have, by file name."""
    statuses = (DOCS / "statuses.md").read_text(encoding="utf-8")
    return {
        "checks.md": checks_document(),
        "commands.md": commands_document(),
        "headers.md": headers_document(),
        "statuses.md": statuses_document(statuses),
    }


def _settings(command: click.Command) -> dict[str, Any]:
    return {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
