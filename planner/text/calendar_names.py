"""Names of months and weekdays in the languages that a format code can ask for."""

from __future__ import annotations

from functools import cache

from planner.model.frozen import frozen
from planner.words import section


@frozen
class Names:
    """Full and short names, January first and Sunday first."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]


@cache
def names_in(language: str) -> Names:
    """Give the names of a language (`de`); an unknown one reads as English.

    `ru-genitive` gives the names of months as a Russian date has them.
    """
    code = language.removesuffix("-genitive")
    months = section("months" if code == language else "months.genitive")
    if code not in months:
        code, months = "en", section("months")
    return Names(
        months[code],
        section("months.short")[code],
        section("weekdays")[code],
        section("weekdays.short")[code],
    )
