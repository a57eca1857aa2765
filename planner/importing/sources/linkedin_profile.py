"""What LinkedIn's export says of its owner: Profile, Positions, Education and Skills.

Values come under the names of the Sender sheet. Several things stand in one value, separated by
semicolons, as that sheet has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING

from planner.text.dates import exported_day
from planner.text.person_names import full_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.importing.sources.source_tables import Cells


class About(Enum):
    """The files of the export that speak of its owner."""

    PROFILE = "Profile.csv"
    POSITIONS = "Positions.csv"
    EDUCATION = "Education.csv"
    SKILLS = "Skills.csv"


_KNOWN_BY: tuple[tuple[About, frozenset[str]], ...] = (
    # A list of leads has names and headlines, too.
    (About.PROFILE, frozenset({"firstname", "lastname", "headline", "maidenname"})),
    (About.PROFILE, frozenset({"firstname", "lastname", "headline", "geolocation"})),
    (About.PROFILE, frozenset({"firstname", "lastname", "headline", "twitterhandles"})),
    (About.POSITIONS, frozenset({"companyname", "title", "startedon", "finishedon"})),
    (About.EDUCATION, frozenset({"schoolname", "degreename"})),
)
_SKILLS = frozenset({"name"})
_URL = re.compile(r"https?://[^\s,\]]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "Greater Leeds Area" is no city that a letter could name.
_REGION = re.compile(r"\b(?:area|region|metropolitan|greater|metroplex)\b", re.IGNORECASE)


def about_of(label: str, headers: frozenset[str]) -> About | None:
    """Which of the files has these headers, spelled as `fold` has them.

    Skills.csv has no header but Name, as a plain list of people may: there the file's name tells.
    """
    if headers == _SKILLS:
        return About.SKILLS if PurePath(label).name.casefold().startswith("skills") else None
    return next((about for about, known in _KNOWN_BY if known <= headers), None)


@dataclass(slots=True)
class SenderValues:
    """Gathers what the files say of their owner; `sender` is all of it."""

    _values: dict[str, str] = field(default_factory=dict)

    def take(self, about: About, rows: Iterable[Cells]) -> None:
        """Take in one of the files."""
        found = list(rows)
        if about is About.PROFILE:
            self._take_profile(found)
        elif about is About.POSITIONS:
            self._take_positions(found)
        elif about is About.EDUCATION:
            self._list("schools", [row.first("schoolname") for row in found])
        else:
            self._list("skills", [row.first("name") for row in found])

    @property
    def sender(self) -> dict[str, str]:
        """The values under the names of the Sender sheet, in its order; none of them is empty."""
        order = ("name", "first_name", "role", "employer", "headline", "website", "city", "country")
        ordered = [name for name in order if name in self._values]
        return {name: self._values[name] for name in (*ordered, *self._values)}

    def _take_profile(self, rows: list[Cells]) -> None:
        if len(rows) != 1:
            return  # everybody has one profile
        row = rows[0]
        place = [part.strip() for part in row.first("geolocation").split(",")]
        found = {
            "name": full_name(row.first("firstname"), row.first("lastname")),
            "first_name": row.first("firstname"),
            "headline": row.first("headline"),
            "website": next(iter(_URL.findall(row.first("websites"))), ""),
            "city": place[0] if len(place) > 1 and not _REGION.search(place[0]) else "",
            # Of two parts the second may be a state, as in "Atlanta, Georgia".
            "country": place[-1] if len(place) > 2 else "",
            "fields": row.first("industry"),
        }
        self._values |= {name: text for name, text in found.items() if text}

    def _take_positions(self, rows: list[Cells]) -> None:
        newest_first = sorted(rows, key=lambda row: _since(row.first("startedon")), reverse=True)
        current = [row for row in newest_first if not row.first("finishedon")]
        past = [row for row in newest_first if row.first("finishedon")]
        if current:
            found = {"role": current[0].first("title"), "employer": current[0].first("companyname")}
            self._values |= {name: text for name, text in found.items() if text}
        employer = self._values.get("employer", "").casefold()
        employers = [row.first("companyname") for row in (*current[1:], *past)]
        self._list("past_employers", [each for each in employers if each.casefold() != employer])
        self._list("past_roles", [row.first("title") for row in past])

    def _list(self, name: str, texts: list[str]) -> None:
        once: dict[str, str] = {}
        for text in texts:
            # A semicolon within would part it in two.
            item = text.replace(";", ",")
            if item:
                once.setdefault(item.casefold(), item)
        if once:
            self._values[name] = "; ".join(once.values())


def _since(text: str) -> tuple[int, int]:
    """A year and month for sorting, of `Jan 2020`, `2020` or a whole date; (0, 0) for none."""
    day = exported_day(text)
    if day:
        return day.year, day.month
    year = _YEAR.search(text)
    month = text[:3].lower()
    return (
        int(year[0]) if year else 0,
        _MONTHS.index(month) + 1 if month in _MONTHS else 0,
    )
