"""Reads the Sequence sheet: one step a row, in the words of whoever laid it out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from planner.contacts.header_row import find_header
from planner.contacts.own_sheets import SEQUENCE, find_own
from planner.model.cells import column_letters
from planner.model.channel import Channel
from planner.model.errors import UsageError
from planner.model.sequence import ANSWERS, DEFAULT_SEQUENCE, Sequence, Step
from planner.model.status import Status
from planner.text.channels import parse_channel
from planner.text.closest import did_you_mean
from planner.text.normalise import clean, fold
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planner.workbook.read_sheets import Sheets
    from planner.workbook.sheet_rows import Row


_FIELDS = ("step", "channel", "template", "wait", "stop", "condition")
_NUMBER = re.compile(r"\d+")
_WAIT = re.compile(
    r"(?P<number>\d+)?\s*(?:business\s+|working\s+)?(?P<unit>days?|weeks?|d|w)?\s*"
    r"(?P<accepted>(?:after|from|since)?\s*(?:being\s+)?(?:accept\w*|connect\w*))?"
)
_DAYS_A_WEEK = 5
WITHDRAW = "withdraw"
_LONGEST_WAIT = 2600  # business days: ten years
_AFTER = re.compile(r"(?:after|follows)\s+(?P<channel>.+)", re.IGNORECASE)


def read_sequence(sheets: Sheets, statuses: Mapping[str, Status]) -> Sequence:
    """Read the steps, ordered by number; planner's own sequence where no sheet has any.

    `statuses` maps words, case-folded, to statuses.

    Raises:
        UsageError: a cell makes no sense; with its place.
    """
    sheet = find_own(sheets, SEQUENCE)
    steps = tuple(_steps(sheets, sheet, statuses)) if sheet else ()
    if not steps:
        return DEFAULT_SEQUENCE
    return Sequence(tuple(sorted(steps, key=lambda step: step.number)), sheet)


def _steps(sheets: Sheets, sheet: str, statuses: Mapping[str, Status]) -> Iterator[Step]:
    rows = iter(sheets.rows(sheet))
    header = find_header(rows, _columns)
    if header is None:
        return
    for row in rows:
        reader = _RowReader(row, header[1], sheet, statuses)
        if reader.text("step"):
            yield reader.step()


def _columns(row: Row) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, typed in enumerate(row.texts, start=1):
        field = _field_of().get(fold(typed))
        if field:
            columns.setdefault(field, number)
    # A title may say "Sequence" or "Steps": a header names the step and something about it.
    return columns if "step" in columns and len(columns) > 1 else {}


@cache
def _field_of() -> Mapping[str, str]:
    return {word: field for field in _FIELDS for word in all_of(f"sequence.{field}")}


class _RowReader:
    """One row of the sheet, and the error that names its cell."""

    def __init__(
        self, row: Row, columns: Mapping[str, int], sheet: str, statuses: Mapping[str, Status]
    ) -> None:
        self._row = row
        self._columns = columns
        self._sheet = sheet
        self._statuses = statuses

    def text(self, field: str) -> str:
        column = self._columns.get(field, 0)
        return clean(self._row.texts[column - 1]) if 0 < column <= len(self._row.texts) else ""

    def step(self) -> Step:
        wait, is_after_acceptance = self._wait()
        follows, conditions = self._condition()
        return Step(
            self._number(),
            self._channel("channel", self.text("channel")),
            self.text("template") or self._usual_template(),
            wait,
            is_after_acceptance,
            self._stop_when(),
            follows,
            conditions,
            self._place("step"),
        )

    def _number(self) -> int:
        typed = self.text("step")
        found = _NUMBER.search(typed)
        if found is None or not 0 < int(found[0]) <= 99:
            raise self._error("step", f'"{typed}" is no step', "Number the steps 1, 2, 3.")
        return int(found[0])

    def _channel(self, field: str, typed: str) -> Channel | None:
        if not typed or fold(typed) in {"any", "same"}:
            return None
        channel = parse_channel(typed)
        if channel is None:
            hint = f"Write one of: {', '.join(Channel)}; or leave it empty."
            raise self._error(field, f'"{typed}" is no channel', hint)
        return channel

    def _usual_template(self) -> str:
        """Tell which template a task to withdraw an invitation needs."""
        return f"{WITHDRAW}-task" if fold(self.text("channel")).startswith(WITHDRAW) else ""

    def _wait(self) -> tuple[int, bool]:
        typed = self.text("wait")
        found = _WAIT.fullmatch(typed.casefold())
        if found is None or int(found["number"] or 0) > _LONGEST_WAIT:
            hint = 'Write a number of business days, "3 weeks", or "2 after acceptance".'
            raise self._error("wait", f'"{typed}" is no wait', hint)
        unit = found["unit"] or "d"
        days = int(found["number"] or 0) * (_DAYS_A_WEEK if unit.startswith("w") else 1)
        return days, found["accepted"] is not None

    def _stop_when(self) -> frozenset[Status]:
        typed = self.text("stop")
        stops: set[Status] = set()
        for word in re.split(r"\s*(?:[,;/]|\bor\b)\s*", typed.casefold()):
            if fold(word) in {"anyanswer", "answer", "answered", "any"}:
                stops |= ANSWERS
            elif word in self._statuses:
                stops.add(self._statuses[word])
            elif word:
                raise self._unknown_stop(word)
        # Whoever replied has accepted, and whoever meets has replied.
        if stops & {Status.ACCEPTED, Status.REPLIED}:
            stops |= ANSWERS
        return frozenset(stops) or ANSWERS

    def _unknown_stop(self, word: str) -> UsageError:
        hint = did_you_mean(word, [*self._statuses, "any answer"])
        hint = hint or 'Write "any answer", or a status.'
        return self._error("stop", f'"{word}" is no status', hint)

    def _condition(self) -> tuple[Channel | None, tuple[str, ...]]:
        follows: Channel | None = None
        conditions: list[str] = []
        for clause in re.split(r"\s*[;\n]\s*", self.text("condition")):
            after = _AFTER.fullmatch(clause)
            if after is not None:
                follows = self._channel("condition", after["channel"])
            elif clause:
                conditions.append(clause)
        return follows, tuple(conditions)

    def _place(self, field: str) -> str:
        return f"{self._sheet}!{column_letters(self._columns[field])}{self._row.number}"

    def _error(self, field: str, problem: str, hint: str) -> UsageError:
        return UsageError(f"{self._place(field)}: {problem}.", hint)
