"""Six weeks of campaigns on disk: 120 people, answers, bounces, follow-ups, a team of two."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from planner.campaign import Campaign
from planner.tracking import history, layout
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddTableSheet

if TYPE_CHECKING:
    from pathlib import Path

START = date(2026, 3, 2)
NOW = datetime(2026, 4, 10, 9, 0)  # noqa: DTZ001 - the user's own clock
SENDING_DAYS = 30
PEOPLE = 120
TEAM = ("Nora", "Vijay")
HEADERS = ("Name", "Company", "Email", "LinkedIn URL", "Purpose", "Language", "Priority", "Gift")


@dataclass
class Simulated:
    """What happened, as rows of the two sheets."""

    dice: random.Random
    touches: list[dict[str, Any]] = field(default_factory=list)
    changes: list[list[Any]] = field(default_factory=list)

    def send(self, number: int, step: int, day: date) -> dict[str, Any]:
        channel = "linkedin-note" if number % 4 == 0 and step == 1 else "email"
        touch = {
            "Touch ID": f"p{number}@example.org#{step}",
            "Contact ID": f"p{number}@example.org",
            "Name": f"Person {number}",
            "Company": f"Company {number // 3}",
            "Step": step,
            "Channel": channel,
            "Template": f"template-{'abc'[number % 3]}" if step == 1 else "follow-up",
            "Status": "sent",
            "Draft": f"Dear Person {number},\nhello.",
            "Sent on": day,
        }
        when = datetime(day.year, day.month, day.day, self.dice.choice((8, 11, 15)), 20)  # noqa: DTZ001
        who = self.dice.choice(TEAM)
        name = touch["Name"]
        self.changes.append(
            [when, touch["Touch ID"], name, "drafted", "sent", "command", None, None, "…", who]
        )
        self.touches.append(touch)
        return touch

    def live(self, number: int) -> None:
        """One person's six weeks."""
        day = START + timedelta(days=self.dice.randrange(SENDING_DAYS))
        touch = self.send(number, 1, day)
        for step in (2, 3):
            fate = self.dice.random()
            if fate < 0.3:
                self.answer(touch, day)
                return
            if fate < 0.38:
                touch["Status"] = "bounced"
                return
            if touch["Channel"] == "linkedin-note" and fate < 0.7:
                touch["Status"], touch["Accepted on"] = "accepted", day + timedelta(days=1)
            later = day + timedelta(days=6)
            if later > NOW.date() or self.dice.random() < 0.3:
                return
            first, day = touch, later
            touch = self.send(number, step, day)
            if self.dice.random() < 0.15:  # the answer came after, and was noted beside the first
                self.answer(first, day)
                return

    def answer(self, touch: dict[str, Any], day: date) -> None:
        on = min(day + timedelta(days=self.dice.randrange(12)), NOW.date())
        touch["Answered on"] = on
        touch["Status"] = self.dice.choice(("replied", "replied", "meeting", "declined"))


def simulate(path: Path, seed: int) -> Path:
    """Make the workbook of a campaign."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(HEADERS)
    for number in range(PEOPLE):
        purpose = "" if number % 20 == 0 else f"your talk number {number} at the town library"
        profile = f"https://www.linkedin.com/in/person-{number}" if number % 4 == 0 else None
        language, gift = ("en", "de")[number % 2], 50 if number % 15 == 1 else None
        email = f"p{number}@example.org"
        # The address is what tells them apart, or the profile of those who have one.
        sheet.append(
            [f"Person {number}", f"Company {number // 3}", email, profile, purpose, language,
             number % 3, gift]
        )  # fmt: skip
    book.save(path)
    book.close()
    with Campaign.open(path, now=NOW) as campaign:
        ids = {contact.text("email"): contact.id for contact in campaign.book.contacts}
    life = Simulated(random.Random(seed))
    for number in range(PEOPLE):
        if number % 20:
            life.live(number)
        else:
            life.touches.append(_needing(number))
    for touch in life.touches:
        step = str(touch["Touch ID"]).rpartition("#")[2]
        touch["Contact ID"] = ids[touch["Contact ID"]]
        life.changes = [
            _renamed(row, touch, f"{touch['Contact ID']}#{step}") for row in life.changes
        ]
        touch["Touch ID"] = f"{touch['Contact ID']}#{step}"
    rows = [[touch.get(column.header) for column in layout.COLUMNS] for touch in life.touches]
    columns = history.COLUMNS
    apply_edits(
        path,
        [
            AddTableSheet("Tracking", "Tracking", layout.COLUMNS, rows),
            AddTableSheet("History", "History", columns, life.changes),
        ],
    )
    return path


def _needing(number: int) -> dict[str, Any]:
    who = f"p{number}@example.org"
    name, company = f"Person {number}", f"Company {number // 3}"
    return {"Touch ID": f"{who}#1", "Contact ID": who, "Name": name, "Company": company,
            "Step": 1, "Status": "needs purpose", "Flags": "no purpose is stated"}  # fmt: skip


def _renamed(row: list[Any], touch: dict[str, Any], new: str) -> list[Any]:
    return [new if cell == touch["Touch ID"] else cell for cell in row]
