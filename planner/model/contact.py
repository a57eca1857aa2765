"""A contact: one row of the contacts sheet, with every cell under its field name."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.cells import column_letters
from planner.model.channel import Channel
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planner.model.cells import CellValue
    from planner.model.finding import Finding


# The fields that planner understands. Every other column is context under its snake_case name.
KNOWN_FIELDS = (
    "id", "name", "first_name", "last_name", "company", "title", "email", "linkedin_url", "phone",
    "channel", "purpose", "template", "language", "priority", "status", "notes", "deadline",
    "last_contacted", "next_step", "city", "country", "time_zone", "introduced_by", "knows",
)  # fmt: skip


@frozen
class Columns:
    """Where each field stands: shared by all contacts of a sheet.

    `positions` maps a field to its place in a contact's tuples; `numbers` holds the 1-based sheet
    column of each place (a derived field has the column that it was derived from); `headers` the
    header text as typed.
    """

    sheet: str
    header_row: int
    positions: Mapping[str, int]
    numbers: tuple[int, ...]
    headers: tuple[str, ...]

    def cell(self, field_name: str, row: int) -> str:
        """The reference of a field's cell in `row`, such as `D14`; "" where no column holds it."""
        position = self.positions.get(field_name)
        return "" if position is None else f"{column_letters(self.numbers[position])}{row}"

    def header(self, field_name: str) -> str:
        """The header as the owner typed it; the field's name where there is no column."""
        position = self.positions.get(field_name)
        return field_name if position is None else self.headers[position]


@frozen
class Contact:
    """One person. `texts` are the cells as seen in Excel (trimmed), `raws` the typed values."""

    id: str
    row: int
    columns: Columns
    texts: tuple[str, ...]
    raws: tuple[CellValue, ...]
    is_hidden: bool = False

    def text(self, field_name: str) -> str:
        """The field as seen in Excel; "" where it is empty or no column holds it."""
        position = self.columns.positions.get(field_name)
        return "" if position is None else self.texts[position]

    def raw(self, field_name: str) -> CellValue:
        """The field's typed value; None where it is empty or no column holds it."""
        position = self.columns.positions.get(field_name)
        return None if position is None else self.raws[position]

    def cell(self, field_name: str) -> str:
        """Where the field stands, such as `D14`; "" where no column holds it."""
        return self.columns.cell(field_name, self.row)

    @property
    def name(self) -> str:
        """The full name."""
        return self.text("name")

    @property
    def company(self) -> str:
        """The company."""
        return self.text("company")

    @property
    def purpose(self) -> str:
        """The purpose as the owner typed it, placeholder or not."""
        return self.text("purpose")

    def can_be_reached(self, channel: Channel) -> bool:
        """The row has the address that a channel needs; letters and calls are the owner's care."""
        if channel is Channel.EMAIL:
            return bool(self.text("email"))
        return bool(self.text("linkedin_url")) if channel.is_linkedin else True


@frozen
class ContactList:
    """The contacts of a workbook in the order of the sheet, and what was found in reading them."""

    columns: Columns
    contacts: tuple[Contact, ...]
    findings: tuple[Finding, ...] = field(default=())

    def __iter__(self) -> Iterator[Contact]:
        return iter(self.contacts)

    def __len__(self) -> int:
        return len(self.contacts)
