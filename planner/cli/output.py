"""What a person sees, and what a program reads."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import time
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Self

import click

from planner.cli.terminal import echo, without_controls
from planner.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from planner.model.finding import Finding
    from planner.tracking.history import Change


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_PATIENCE = 1.0  # seconds of silence before a progress bar appears
_COMMAND = re.compile(r"(?<!\w)(?:\"planner [^\"]*\"|'planner [^\n]*?'(?!\w))")
_JOINED = "\x00"  # stands for the blanks of a command while lines are broken
_STEP = 0.1  # seconds between two looks of the bar


class Progress:
    """A progress bar on stderr, once the work has taken a second; never where nobody sees it."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._shown = 0.0
        self._is_seen = sys.stderr.isatty() and not os.environ.get("NO_COLOR")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)

    def __call__(self, done: int, total: int) -> None:
        """Note that `done` of `total` are done."""
        if not self._is_seen:
            return
        now = time.monotonic()
        if now - self._started < _PATIENCE or now - self._shown < _STEP:
            return
        self._shown = now
        filled = 30 * done // max(total, 1)
        bar = "#" * filled + "-" * (30 - filled)
        click.echo(f"\r{self._label} [{bar}] {done:,} of {total:,}", nl=False, err=True)


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document; plain ASCII where the console speaks no UTF-8."""
    import json  # noqa: PLC0415 - start-up stays light

    speaks_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    spelled = json.dumps(document, ensure_ascii=not speaks_utf8, indent=2, default=str)
    echo(without_controls(spelled))


def finding_records(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as records with stable keys."""
    return [asdict(finding) for finding in findings]


def finding_counts(findings: Iterable[Finding]) -> dict[str, object]:
    """How many findings there are: by severity, and by slug."""
    severities: Counter[str] = Counter()
    slugs: Counter[str] = Counter()
    for finding in findings:
        severities[finding.severity] += 1
        slugs[finding.slug] += 1
    by_severity = {str(severity): severities[severity] for severity in Severity}
    return {**by_severity, "total": sum(severities.values()), "by_slug": dict(slugs)}


def print_findings(workbook: Path, findings: Sequence[Finding]) -> None:
    """One greppable line a finding."""
    for finding in findings:
        line = finding.line(workbook.name)
        head, sign, rest = line.partition(f": {finding.slug}: ")
        slug = click.style(finding.slug, fg=_COLOURS[finding.severity])
        tell(f"{head}: {slug}: {rest}" if sign else line)


def print_summary(findings: Sequence[Finding]) -> None:
    """The findings grouped by kind, with the remedy of each: the heaviest and commonest first."""
    from planner.checks.catalogue import explain  # noqa: PLC0415 - start-up stays light

    weight = {severity: rank for rank, severity in enumerate(Severity)}
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.slug, []).append(finding)
    ordered = sorted(
        groups.values(), key=lambda group: (weight[group[0].severity], -len(group), group[0].slug)
    )
    width = max((len(slug) for slug in groups), default=0)
    for group in ordered:
        first = group[0]
        slug = click.style(f"{first.slug:<{width}}", fg=_COLOURS[first.severity])
        hints = {finding.hint for finding in group}
        # Several hints name several cells, and one of them would not serve for all.
        remedy = first.hint if len(hints) == 1 else explain(first.slug).remedy
        tell(f"  {len(group):>5}  {slug}  {remedy}")


def counted(number: int, one: str, many: str = "") -> str:
    """Spell a number with its noun: "1 draft", "2 drafts"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def change_records(changes: Iterable[Change]) -> list[dict[str, object]]:
    """Changes of History as records with stable keys."""
    return [
        {**asdict(change), "when": change.when.isoformat() if change.when else None}
        for change in changes
    ]


def tell(text: str = "", *, err: bool = False) -> None:
    """Print sentences; a terminal gets them in lines that fit, each word and command whole."""
    stream = sys.stderr if err else sys.stdout
    echo(_folded(text, _terminal_width()) if stream.isatty() else text, err=err)


def _terminal_width() -> int:
    return max(shutil.get_terminal_size((80, 24)).columns, 40)


def _folded(text: str, width: int) -> str:
    """Break long lines between words, further lines indented; a command is one word."""
    whole = _COMMAND.sub(lambda found: found[0].replace(" ", _JOINED), text)
    lines = [part for line in whole.split("\n") for part in _broken(line, width)]
    return "\n".join(lines).replace(_JOINED, " ")


def _broken(line: str, width: int) -> list[str]:
    """A line in parts that fit, further ones indented as it is; colours take no room."""
    if len(click.unstyle(line)) <= width:
        return [line]
    start = line[: len(line) - len(line.lstrip())]
    parts, indent = [start], f"{start}  " if start else ""
    for word in line.split():
        if parts[-1].strip() and len(click.unstyle(f"{parts[-1]} {word}")) > width:
            parts.append(f"{indent}{word}")
        else:
            parts[-1] += f" {word}" if parts[-1].strip() else word
    return parts


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their headers; where a terminal has no room for that, one record a row.

    Nothing is cut: a cell that does not fit would hide what the user looks for.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    room = [
        max([len(header), *(len(row[at]) for row in cells)]) for at, header in enumerate(headers)
    ]
    width = _terminal_width()
    if sys.stdout.isatty() and sum(room) + 2 * (len(room) - 1) > width:
        _print_records(headers, cells, width)
        return
    for number, row in enumerate([list(headers), *cells]):
        line = "  ".join(cell.ljust(size) for cell, size in zip(row, room, strict=True)).rstrip()
        echo(click.style(line, bold=True) if number == 0 else line)


def _print_records(headers: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    """Each row as its first cell, and below it the others that say something, with their names."""
    for row in rows:
        echo(click.style(row[0], bold=True))
        rest = [
            f"{header}: {cell}" for header, cell in zip(headers[1:], row[1:], strict=True) if cell
        ]
        for line in textwrap.wrap(
            "; ".join(rest),
            width,
            initial_indent="    ",
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        ):
            echo(line)
