"""Whatever is done to the contacts between two runs, nobody gets another person's words.

Every person bears marks that nobody else has: in the name, the address, the purpose, the place of
meeting. A state machine sorts, inserts, deletes, swaps and renames; after every draft each row of
Tracking holds the marks of one person alone.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planner.drafting.report import DraftReport

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
FIELDS = ("Name", "Company", "Email", "LinkedIn URL", "Purpose", "Met at", "Notes")
TEMPLATES = {
    "email.txt": "Channel: email\nSubject: {{ met_at }}\n\n"
    "Hello {{ first_name }} of {{ company }}, {{ purpose }}. {{ sender.name }}",
    "note.txt": "Channel: linkedin-note\n\n"
    "{{ first_name }} of {{ company }}: {{ purpose }} ({{ met_at }}). {{ sender.name }}",
}
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu")


def spelled(number: int) -> str:
    """A word for a number, Xgucekax for 415: no two are alike, none stands in another."""
    digits = f"{number:03d}"
    return "X" + "".join(_SYLLABLES[int(digit)] for digit in digits) + "x"


@dataclass
class Person:
    """A row of the contacts sheet, and what has become of its touch."""

    number: int
    profile: bool = False
    purposes: int = 0
    purpose: str = ""
    is_touched: bool = False
    # The words that must not change any more: sent, or the user's own.
    fixed: str | None = None

    def __post_init__(self) -> None:
        self.state_purpose()

    @property
    def mark(self) -> str:
        return spelled(self.number)

    @property
    def name(self) -> str:
        return f"{self.mark} Van{self.mark.lower()}"

    def state_purpose(self) -> None:
        """Think of a new purpose, marked as this person's own."""
        self.purposes += 1
        self.purpose = f"the {self.mark} survey, part {self.purposes}"

    @property
    def cells(self) -> dict[str, str]:
        profile = f"https://www.linkedin.com/in/{self.mark.lower()}" if self.profile else ""
        return {
            "Name": self.name,
            "Company": f"{self.mark} Works",
            "Email": f"{self.mark.lower()}@mail.example",
            "LinkedIn URL": profile,
            "Purpose": self.purpose,
            "Met at": f"{self.mark} Fair",
            "Notes": f"about {self.mark}",
        }


@dataclass
class Desk:
    """The workbook on disk, and the contacts as their owner wants them to stand there."""

    folder: Path
    people: list[Person] = field(default_factory=list)
    gone: list[Person] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(
        default_factory=lambda: [(each, each) for each in FIELDS]
    )
    blank_rows: set[int] = field(default_factory=set)
    newcomers: int = 0

    def __post_init__(self) -> None:
        templates = self.folder / "templates"
        templates.mkdir()
        for name, text in TEMPLATES.items():
            (templates / name).write_text(text, encoding="utf-8")
        workbook = Workbook()
        workbook.worksheets[0].title = "Contacts"
        sender = workbook.create_sheet("Sender")
        sender.append(["Name", "Nora Whitfield"])
        workbook.save(self.path)
        workbook.close()

    @property
    def path(self) -> Path:
        return self.folder / "contacts.xlsx"

    def newcomer(self, place: int, *, profile: bool = False) -> Person:
        self.newcomers += 1
        person = Person(self.newcomers * 37 % 1000, profile)
        self.people.insert(place % (len(self.people) + 1), person)
        return person

    def write_contacts(self) -> None:
        """Put the contacts into the workbook as they should stand now, and leave all else."""
        workbook = load_workbook(self.path)
        sheet = workbook["Contacts"]
        sheet.delete_rows(1, sheet.max_row)
        sheet.append([shown for _, shown in self.headers])
        for number, person in enumerate(self.people):
            if number in self.blank_rows:
                sheet.append([" "])
            sheet.append([person.cells[name] or None for name, _ in self.headers])
        workbook.save(self.path)
        workbook.close()

    def draft(self) -> DraftReport:
        folders = [self.folder / "templates"]
        with Campaign.open(self.path, now=NOW, template_folders=folders) as campaign:
            return campaign.draft()

    def tracking(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of Tracking with their numbers, read past planner."""
        workbook = load_workbook(self.path)
        sheet = workbook["Tracking"] if "Tracking" in workbook.sheetnames else None
        rows = [] if sheet is None else list(sheet.iter_rows(values_only=True))
        workbook.close()
        for number, row in enumerate(rows[1:], start=2):
            texts = ["" if value is None else str(value) for value in row]
            yield number, dict(zip(map(str, rows[0]), texts, strict=True))

    def type_into(self, person: Person, cells: dict[str, str]) -> None:
        """Have the owner type into a person's row of Tracking."""
        ((number, row),) = [each for each in self.tracking() if each[1]["Name"] == person.name]
        columns = list(row)
        apply_edits(
            self.path,
            [
                SetCell("Tracking", number, columns.index(header) + 1, value)
                for header, value in cells.items()
            ],
        )

    def check(self, report: DraftReport) -> None:
        """Hold every row of Tracking against the person that it names."""
        everybody = {each.name: each for each in (*self.people, *self.gone)}
        rows: dict[str, dict[str, str]] = {}
        for _, row in self.tracking():
            assert row["Name"] not in rows, "one person has two touches"
            rows[row["Name"]] = row
            text = "\n".join(row.values()).casefold()
            strangers = {
                each.name
                for each in everybody.values()
                if each.name != row["Name"] and each.mark.casefold() in text
            }
            assert not strangers, f"the row of {row['Name']} speaks of {strangers}"
        touched = {each.name for each in self.gone if each.is_touched}
        assert rows.keys() == touched | {each.name for each in self.people}
        for person in self.people:
            self._check_draft(person, rows[person.name])
        for person in self.gone:
            if person.is_touched and person.fixed is not None:
                assert rows[person.name]["Draft"] == person.fixed
        counted = report.drafted + report.unchanged + report.kept + report.flagged
        assert counted == len(self.people)
        assert report.removed == sum(each.is_touched for each in self.gone)

    @staticmethod
    def _check_draft(person: Person, row: dict[str, str]) -> None:
        person.is_touched = True
        if person.fixed is not None:
            assert row["Draft"] == person.fixed
        elif person.purpose:
            assert person.purpose in row["Draft"]
            assert row["Status"] == "drafted"
        else:
            assert row["Draft"] == ""
            assert row["Status"] == "needs purpose"

    def run(self) -> DraftReport:
        """Write the contacts, draft, and check everything."""
        self.write_contacts()
        report = self.draft()
        self.check(report)
        return report


picks = st.integers(min_value=0, max_value=999)


class Campaigning(RuleBasedStateMachine):
    """An owner at work in the contacts sheet, and planner in between."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(Path(tempfile.mkdtemp(prefix="campaigning-")))

    @initialize(number=st.integers(min_value=2, max_value=5), profiles=st.booleans())
    def begin(self, number: int, *, profiles: bool) -> None:
        for place in range(number):
            self.desk.newcomer(place, profile=profiles and place % 2 == 0)
        self.desk.run()

    def person(self, pick: int) -> Person:
        return self.desk.people[pick % len(self.desk.people)]

    @rule(header=st.sampled_from(FIELDS), backwards=st.booleans())
    def sort(self, header: str, *, backwards: bool) -> None:
        self.desk.people.sort(key=lambda person: person.cells[header], reverse=backwards)

    @rule(place=picks, profile=st.booleans())
    def insert(self, place: int, *, profile: bool) -> None:
        self.desk.newcomer(place, profile=profile)

    @rule(place=picks)
    def insert_a_blank_row(self, place: int) -> None:
        self.desk.blank_rows ^= {place % 8}

    @precondition(lambda self: len(self.desk.people) > 1)
    @rule(pick=picks)
    def delete(self, pick: int) -> None:
        person = self.person(pick)
        self.desk.people.remove(person)
        self.desk.gone.append(person)

    @precondition(lambda self: self.desk.gone)
    @rule(pick=picks, place=picks)
    def bring_back(self, pick: int, place: int) -> None:
        person = self.desk.gone.pop(pick % len(self.desk.gone))
        self.desk.people.insert(place % (len(self.desk.people) + 1), person)

    @rule(one=picks, other=picks)
    def swap_columns(self, one: int, other: int) -> None:
        headers = self.desk.headers
        one, other = one % len(headers), other % len(headers)
        headers[one], headers[other] = headers[other], headers[one]

    @rule(pick=picks, respell=st.sampled_from([str.upper, str.lower, str.title, "{} ".format]))
    def respell_a_header(self, pick: int, respell: Callable[[str], str]) -> None:
        place = pick % len(self.desk.headers)
        name, shown = self.desk.headers[place]
        self.desk.headers[place] = name, respell(shown.strip())

    @rule(pick=picks, is_blank=st.booleans())
    def edit_a_purpose(self, pick: int, *, is_blank: bool) -> None:
        person = self.person(pick)
        if is_blank:
            person.purpose = ""
        else:
            person.state_purpose()

    @rule(pick=picks)
    def learn_a_profile(self, pick: int) -> None:
        self.person(pick).profile = True

    @rule()
    def draft(self) -> None:
        self.desk.run()

    @rule(pick=picks)
    def send(self, pick: int) -> None:
        person = self.person(pick)
        if not person.is_touched or person.fixed is not None:
            return
        ((_, row),) = [each for each in self.desk.tracking() if each[1]["Name"] == person.name]
        if row["Draft"]:
            self.desk.type_into(person, {"Status": "sent"})
            person.fixed = row["Draft"]

    @rule(pick=picks)
    def write_own_words(self, pick: int) -> None:
        person = self.person(pick)
        if person.is_touched and person.fixed is None:
            person.fixed = f"My own words for {person.mark}."
            self.desk.type_into(person, {"Draft": person.fixed})

    def teardown(self) -> None:
        if self.desk.people:
            self.desk.run()
            before = self.desk.path.read_bytes()
            again = self.desk.draft()
            assert self.desk.path.read_bytes() == before
            assert again.path is None
        shutil.rmtree(self.desk.folder)


def test_nobody_ever_gets_another_persons_words() -> None:
    run_state_machine_as_test(
        Campaigning,
        settings=settings(
            max_examples=25,
            stateful_step_count=12,
            deadline=None,
            # Twelve steps read well enough as they are; to shrink them takes minutes.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


@pytest.mark.office
def test_nobody_gets_another_persons_words_through_libreoffice(
    tmp_path: Path, convert_with_office: Callable[[Sequence[Path], str, Path], None]
) -> None:
    folder, resaved = tmp_path / "campaign", tmp_path / "resaved"
    folder.mkdir()
    desk = Desk(folder)
    for place in range(6):
        desk.newcomer(place, profile=place % 3 == 0)
    desk.run()

    def sort() -> None:
        desk.people.sort(key=lambda person: person.name, reverse=True)

    def insert() -> None:
        desk.newcomer(2)
        desk.blank_rows.add(4)

    def delete() -> None:
        desk.gone.append(desk.people.pop(1))

    def swap() -> None:
        desk.headers.reverse()

    for change in (sort, insert, delete, swap):
        change()
        desk.write_contacts()
        convert_with_office([desk.path], "xlsx", resaved)
        shutil.copy(resaved / desk.path.name, desk.path)
        drafted_before = len(desk.people) - (change is insert)

        report = desk.draft()

        desk.check(report)
        assert report.unchanged == drafted_before, change.__name__
        assert report.drafted == (change is insert)
