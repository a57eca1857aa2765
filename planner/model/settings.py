"""The campaign's settings: names and values of the Settings sheet, over planner's defaults."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.model.finding import Severity
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


OFF = "off"


@frozen
class Settings:
    """The Settings sheet: `values` by lower-case name as typed, `cells` where each stands."""

    values: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    sheet: str = "Settings"

    def text(self, name: str, default: str = "") -> str:
        """The value of `name`, or the default where the sheet has none."""
        return self.values.get(name.casefold(), "") or default

    def whole_number(self, name: str, default: int) -> int:
        """The value of `name` as a whole number, zero or more.

        Raises:
            UsageError: the sheet holds something else there.
        """
        typed = self.text(name)
        if not typed:
            return default
        if not typed.isdecimal():
            place = f"{self.sheet}!{self.cells.get(name.casefold(), '')}"
            raise UsageError(
                f'{place}: the setting "{name}" is "{typed}", which is no whole number.',
                f"Write a number such as {default}, or clear the cell for the default.",
            )
        return int(typed)

    def most(self, name: str, default: int) -> int | None:
        """The bound that `name` sets, as a whole number; None where it is `off`.

        Raises:
            UsageError: the sheet holds something else there.
        """
        is_off = self.text(name).casefold() == "off"
        return None if is_off else self.whole_number(name, default)

    def is_on(self, name: str, *, default: bool = False) -> bool:
        """Whether `name` is switched on: yes, true, on, 1, x."""
        typed = self.text(name).casefold()
        return (
            typed in {"yes", "true", "on", "1", "x", "ja", "oui", "sí", "sim"} if typed else default
        )

    def severity(self, slug: str, default: Severity) -> Severity | None:
        """The severity that the sheet gives a check's slug; None where it is silenced (`off`).

        Raises:
            UsageError: the sheet holds a word that is no severity.
        """
        typed = self.text(slug).casefold()
        if not typed:
            return default
        if typed == OFF:
            return None
        try:
            return Severity(typed)
        except ValueError as error:
            place = f"{self.sheet}!{self.cells.get(slug, '')}"
            raise UsageError(
                f'{place}: "{typed}" is no severity for {slug}.',
                f"Write error, warning, advice or {OFF}.",
            ) from error
