"""Workbooks with contacts and a Connections sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from planner.campaign import Campaign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

NOW = datetime(2026, 3, 20, 9)  # noqa: DTZ001 - the user's own calendar
LINKEDIN = (
    "First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On",
)  # fmt: skip
SENDER = {"Name": "Nora Whitfield", "Headline": "Records manager", "Offer": "my retention schedule"}


def connection(
    name: str, company: str, position: str = "", *, slug: str = "", email: str = "", on: str = ""
) -> dict[str, str | date]:
    """A row of the Connections sheet."""
    first, _, last = name.partition(" ")
    url = f"https://www.linkedin.com/in/{slug}" if slug else ""
    values = (first, last, url, email, company, position, on)
    return dict(zip(LINKEDIN, values, strict=True))


@dataclass(slots=True)
class Maker:
    """Makes workbooks in a folder and opens them."""

    folder: Path
    opened: list[Campaign]

    def __call__(
        self,
        contacts: Sequence[Mapping[str, object]],
        connections: Sequence[Mapping[str, object]] | None = None,
        *,
        headers: Sequence[str] = LINKEDIN,
        above: Sequence[Sequence[str]] = (),
        template: str = "",
        **sheets: Mapping[str, object],
    ) -> Campaign:
        """The campaign of a workbook; further sheets hold names and values, as Settings does."""
        path = self.write(contacts, connections, headers=headers, above=above, **sheets)
        if template:
            (self.folder / "templates").mkdir(exist_ok=True)
            file = self.folder / "templates" / "ask.txt"
            file.write_text(template, encoding="utf-8")
        campaign = Campaign.open(path, now=NOW)
        self.opened.append(campaign)
        return campaign

    def write(
        self,
        contacts: Sequence[Mapping[str, object]],
        connections: Sequence[Mapping[str, object]] | None = None,
        *,
        headers: Sequence[str] = LINKEDIN,
        above: Sequence[Sequence[str]] = (),
        **sheets: Mapping[str, object],
    ) -> Path:
        """Write the workbook."""
        workbook = Workbook()
        sheet: Any = workbook.active
        sheet.title = "Contacts"
        names = list(dict.fromkeys(name for each in contacts for name in each))
        sheet.append(names)
        for each in contacts:
            sheet.append([each.get(name) or None for name in names])
        if connections is not None:
            sheet = workbook.create_sheet("Connections")
            for line in above:
                sheet.append(list(line))
            sheet.append(list(headers))
            for each in connections:
                sheet.append([each.get(name) or None for name in headers])
        for title, values in {"Sender": SENDER, **sheets}.items():
            sheet = workbook.create_sheet(title.replace("_", " "))
            for item in values.items():
                sheet.append(item)
        path = self.folder / "contacts.xlsx"
        workbook.save(path)
        workbook.close()
        return path


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Maker]:
    """Makes campaigns, and closes them."""
    maker = Maker(tmp_path, [])
    yield maker
    for campaign in maker.opened:
        campaign.book.close()


@pytest.fixture
def connect() -> Callable[..., dict[str, str | date]]:
    """Makes a row of the Connections sheet."""
    return connection
