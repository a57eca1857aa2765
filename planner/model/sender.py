"""Who writes: the names and values of the Sender sheet."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.cells import column_letters
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


# Names that planner itself understands; a template may use these even where the sheet has none.
KNOWN_SENDER_FIELDS = (
    "name", "first_name", "role", "employer", "headline", "photo", "email", "phone", "linkedin_url",
    "website", "city", "country", "schools", "past_employers", "past_roles", "fields", "groups",
    "events", "courses", "cities", "languages", "skills", "people", "offer", "job_search",
    "next_position", "employer_aliases", "postal_address", "signature",
)  # fmt: skip


@frozen
class Sender:
    """The Sender sheet: `values` by snake_case name as seen in Excel, `cells` where each stands.

    A value that lists several things has them separated by semicolons or line breaks.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    sheet: str = "Sender"

    def text(self, name: str) -> str:
        """The value of `name`, or "" where the sheet has none."""
        return self.values.get(name, "")

    def items(self, name: str) -> list[str]:
        """The separate things that the value of `name` lists, in order."""
        parts = re.split(r"[;\n]", self.text(name))
        return [part.strip() for part in parts if part.strip()]

    def cell(self, name: str) -> str:
        """Where the value of `name` stands, such as `B4`, or ""."""
        return self.cells.get(name, "")

    @staticmethod
    def cell_at(row: int, column: int) -> str:
        """Spell a 1-based place as a reference."""
        return f"{column_letters(column)}{row}"
