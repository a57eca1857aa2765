"""Keeps of a cell of addresses what can be used, and of a number what its digits say.

An email address is one by its syntax, a profile by its place at LinkedIn; what is neither empty nor
an address reads as empty, so that no channel, identity or link is built on it, and is a finding at
its own cell. What was typed stays in the contact's raw value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.model.cells import column_letters
from planner.model.finding import Finding, Severity
from planner.text.addresses import read_email_cell
from planner.text.normalise import in_words
from planner.text.person_keys import linkedin_slug
from planner.text.placeholders import is_placeholder
from planner.words import all_of

if TYPE_CHECKING:
    from planner.model.cells import CellValue
    from planner.model.contact import Columns

_SCIENTIFIC = re.compile(r"-?\d(?:[.,]\d+)?E\+\d{1,2}")
_DIGITS = re.compile(r"\d\D*\d\D*\d")
_SURE_DIGITS = 10**15  # Excel holds no more digits of a number than fifteen
_SHOWN = 60


class AddressCells:
    """The columns of a sheet that hold addresses and numbers of people."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        position = columns.positions.get
        self._email, self._profile = position("email"), position("linkedin_url")
        self._phone = position("phone")
        self._numbers = tuple(sorted(set(_number_columns(columns))))

    def usable(
        self,
        row: int,
        texts: tuple[str, ...],
        raws: tuple[CellValue, ...],
        findings: list[Finding],
    ) -> tuple[str, ...]:
        """Give the texts of a row with what can be used; `findings` takes what is to be said."""
        changed: dict[int, str] = {}
        email, profile = self._email, self._profile
        if email is not None and texts[email]:
            cell = read_email_cell(texts[email])
            if cell.address != texts[email]:
                changed[email] = cell.address
            if cell.problem:
                message = f'"{_shown(texts[email])}" {cell.problem}'
                findings.append(self._odd_email(row, email, message, is_used=bool(cell.address)))
        if profile is not None and texts[profile] and not linkedin_slug(texts[profile]):
            changed[profile] = ""
            if not is_placeholder(texts[profile]):
                findings.append(self._no_profile(row, profile, texts[profile]))
        phone = self._phone
        if phone is not None and texts[phone] and not _DIGITS.search(texts[phone]):
            changed[phone] = ""  # "-", "n/a", "see email": nothing that could be dialled
        for at in self._numbers:
            digits = _digits(texts[at], raws[at])
            if digits:
                changed[at] = digits
        if not changed:
            return texts
        return tuple(changed.get(at, text) for at, text in enumerate(texts))

    def _odd_email(self, row: int, at: int, message: str, *, is_used: bool) -> Finding:
        if is_used:
            hint = "Leave the one address in the cell that you want to write to."
            return self._finding(
                (row, at), Finding("address-unclear", Severity.ADVICE, message, hint)
            )
        hint = "Write the address as name@example.com, or empty the cell."
        return self._finding(
            (row, at), Finding("address-unusable", Severity.WARNING, message, hint)
        )

    def _no_profile(self, row: int, at: int, text: str) -> Finding:
        message = f'"{_shown(text)}" is no address of somebody\'s LinkedIn profile'
        hint = (
            "Copy the address of the profile, such as https://www.linkedin.com/in/anna-berg, or"
            " empty the cell."
        )
        return self._finding(
            (row, at), Finding("address-unusable", Severity.WARNING, message, hint)
        )

    def _finding(self, place: tuple[int, int], found: Finding) -> Finding:
        row, at = place
        cell = f"{column_letters(self._columns.numbers[at])}{row}"
        return replace(found, sheet=self._columns.sheet, cell=cell)


def _number_columns(columns: Columns) -> list[int]:
    """The columns whose numbers are names: a phone, an ID, a number of membership."""
    names = {word for entry in all_of("header.number_words") for word in in_words(entry)}
    found = [at for field, at in columns.positions.items() if field in {"phone", "id"}]
    for at in columns.positions.values():
        header = columns.headers[at] if at < len(columns.headers) else ""
        if not names.isdisjoint(in_words(header)):
            found.append(at)
    return found


def _digits(text: str, raw: CellValue) -> str:
    """The digits of a whole number that the sheet shows as 4.91511E+12."""
    if not _SCIENTIFIC.fullmatch(text) or isinstance(raw, bool):
        return ""
    if not isinstance(raw, int | float) or raw != int(raw) or abs(raw) >= _SURE_DIGITS:
        return ""
    return str(int(raw))


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
