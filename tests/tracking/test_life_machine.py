"""The life of the touches under any order of drafts, edits, commands, crashes and undos."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from planner.campaign import Campaign
from planner.model.errors import PlannerError
from planner.model.status import Status
from planner.tracking.changes import Order
from planner.tracking.due_touches import FINAL
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked

START = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
NAMES = ("Ann", "Ben", "Cem", "Dora", "Eve")
BARRED = "Eve"
HEADERS = ("Name", "Email", "Purpose", "Status")
PURPOSE, STATUS = 3, 4
PEOPLE = st.sampled_from(NAMES)
# A word that means nothing, and an emptied cell, are what users type as well.
WORDS = st.sampled_from([*map(str, Status), "called twice", ""])


def address(name: str) -> str:
    return f"{name.lower()}@example.org"


def make(path: Path, *, mirrored: bool) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(HEADERS if mirrored else HEADERS[:3])
    for name in NAMES:
        sheet.append((f"{name} Example", address(name), f"how {name} drew harbour plan 1"))
    workbook.create_sheet("Sender").append(("name", "Nora Whitfield"))
    barred = workbook.create_sheet("Do not contact")
    barred.append(("Email", "Reason"))
    barred.append((address(BARRED), "asked us to stop"))
    workbook.save(path)


class Touches(RuleBasedStateMachine):
    """A campaign on disk, with what its user has done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="planner-life-"))
        self.path = self.folder / "people.xlsx"
        self.now = START
        # The words of each touch that went out, until the user changes them by hand.
        self.sent_words: dict[str, tuple[str, str]] = {}
        self.rows = 0
        self.barred = {address(BARRED)}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(mirrored=st.booleans())
    def begin(self, mirrored: bool) -> None:
        self.mirrored = mirrored
        make(self.path, mirrored=mirrored)
        self.draft()

    # --- what planner does -----------------------------------------------------------------------

    @rule()
    def draft(self) -> None:
        self.now += timedelta(hours=5)
        with Campaign.open(self.path, now=self.now) as campaign:
            campaign.draft()

    @rule(days=st.integers(1, 9))
    def wait_and_draft(self, days: int) -> None:
        """Follow-ups fall due."""
        self.now += timedelta(days=days)
        self.draft()

    @rule(who=PEOPLE)
    def send_and_wait(self, who: str) -> None:
        self.set_status(who, Status.SENT, force=False)
        self.wait_and_draft(days=9)

    @rule(weeks=st.sampled_from([1, None]))
    def plan(self, weeks: int | None) -> None:
        self.now += timedelta(hours=1)
        with Campaign.open(self.path, now=self.now) as campaign:
            campaign.plan(weeks=weeks)
        # What planner plans is no edit of the user's, and a second plan has nothing to do.
        with Campaign.open(self.path, now=self.now) as campaign:
            report = campaign.plan(weeks=weeks)
        assert report.save is not None
        assert not report.save.is_written

    @rule(who=PEOPLE, status=st.sampled_from(Status), force=st.booleans())
    def set_status(self, who: str, status: Status, force: bool) -> None:
        self.now += timedelta(minutes=7)
        with Campaign.open(self.path, now=self.now) as campaign:
            try:
                campaign.set_status([Order(address(who), status)], force=force)
            except PlannerError:
                return

    @rule(who=PEOPLE, status=st.sampled_from(Status))
    def crash(self, who: str, status: Status) -> None:
        """The system fails in the very moment of the exchange: nothing has happened."""
        before = self.path.read_bytes()
        failing = mock.patch.object(Path, "replace", side_effect=OSError(5, "Input/output error"))
        with failing, Campaign.open(self.path, now=self.now) as campaign:
            try:
                campaign.set_status([Order(address(who), status)], force=True)
            except PlannerError:
                assert self.path.read_bytes() == before

    @rule()
    def undo(self) -> None:
        """planner's last write is taken back; or not, where the user's own work would be lost."""
        before = self.path.read_bytes()
        with Campaign.open(self.path, now=self.now) as campaign:
            try:
                campaign.undo()
            except PlannerError:
                assert self.path.read_bytes() == before
                return
        self.sent_words.clear()
        self.rows = 0
        # A row that stands there through `apply_edits` is planner's write as well.
        with read_sheets(self.path) as sheets:
            rows = [*sheets.rows("Do not contact")]
        self.barred = {text for row in rows for text in row.texts[:1] if "@" in text}
        with Campaign.open(self.path, now=self.now) as campaign:
            if campaign.book.tracking is None:
                campaign.draft()

    # --- what the user does ----------------------------------------------------------------------

    @rule(who=PEOPLE, word=WORDS, through=st.sampled_from(["cell", "openpyxl"]))
    def type_status(self, who: str, word: str, through: str) -> None:
        self._type(who, "Status", word or None, through)

    @rule(who=PEOPLE, number=st.integers(0, 3), through=st.sampled_from(["cell", "openpyxl"]))
    def type_words(self, who: str, number: int, through: str) -> None:
        touch = self._type(who, "Draft", f"Dear {who}, my own words {number}.", through)
        self.sent_words.pop(touch, None)

    @rule(who=PEOPLE, days=st.integers(0, 9))
    def type_a_day(self, who: str, days: int) -> None:
        day = (self.now + timedelta(days=days)).date().isoformat()
        self._type(who, "Planned for", day, "cell")

    @rule(who=PEOPLE, number=st.integers(1, 3))
    def change_purpose(self, who: str, number: int) -> None:
        row = NAMES.index(who) + 2
        text = f"how {who} drew harbour plan {number}"
        apply_edits(self.path, [SetCell("Contacts", row, PURPOSE, text)])

    @rule(who=PEOPLE)
    def bar(self, who: str) -> None:
        """One more row of the Do not contact sheet."""
        row = NAMES.index(who) + 3
        apply_edits(self.path, [SetCell("Do not contact", row, 1, address(who))])
        self.barred.add(address(who))

    @precondition(lambda self: self.mirrored)
    @rule(who=PEOPLE, word=WORDS)
    def type_beside_the_contact(self, who: str, word: str) -> None:
        row = NAMES.index(who) + 2
        apply_edits(self.path, [SetCell("Contacts", row, STATUS, word or None)])

    def _type(self, who: str, header: str, text: str | None, through: str) -> str:
        """Type into the row of somebody's last touch; its Touch ID."""
        with read_sheets(self.path) as sheets:
            rows = list(sheets.rows("Tracking"))
        headers = list(rows[0].texts)
        column, touch_id = headers.index(header) + 1, headers.index("Touch ID")
        contact = headers.index("Contact ID")
        row, touch = [
            (each.number, each.texts[touch_id])
            for each in rows
            if len(each.texts) > contact and each.texts[contact] == address(who)
        ][-1]
        if through == "cell":
            apply_edits(self.path, [SetCell("Tracking", row, column, text)])
            return touch
        workbook = openpyxl.load_workbook(self.path)
        workbook["Tracking"].cell(row, column).value = text
        workbook.save(self.path)
        workbook.close()
        return touch

    # --- what always holds -----------------------------------------------------------------------

    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "mirrored"):
            return
        with Campaign.open(self.path, now=self.now) as campaign:
            shown = campaign.book.tracking_sheet().touches
            touches = campaign.book.touches()
            changes = campaign.changes()
            due = [each.touch.id for each in campaign.due().due]
            live = {
                each.touch.contact for each in campaign.drafts.prepared() if each.draft is not None
            }
        ids = [touch.id for touch in touches]
        assert len(set(ids)) == len(ids) >= self.rows
        self.rows = len(ids)
        for touch in shown:
            words = (touch.text("Subject"), touch.text("Draft"))
            if touch.id in self.sent_words:
                assert words == self.sent_words[touch.id], "what was sent has changed"
        by_id = {touch.id: touch for touch in touches}
        for touch in touches:
            assert touch.status is not None, "a status was lost"
            if touch.status.is_sent:
                self.sent_words[touch.id] = (touch.text("Subject"), touch.text("Draft"))
        for touch in shown:
            self._explained(touch, [each for each in changes if each.touch == touch.id])
        assert len(set(due)) == len(due), "a touch is due twice"
        assert len({by_id[each].contact for each in due}) == len(due), "somebody is due twice"
        for touch in touches:
            self._follows(touch, by_id)
        for each in due:
            assert by_id[each].status in {Status.DRAFTED, Status.APPROVED}
            assert by_id[each].contact not in self.barred, "somebody barred is due"
        said_no = {each.contact for each in touches if each.status in FINAL}
        assert not live & (self.barred | said_no), "somebody barred has a live draft"

    def _follows(self, touch: Tracked, by_id: Mapping[str, Tracked]) -> None:
        """A follow-up is there only because the touch before it went out."""
        if touch.step == 1:
            return
        before = by_id[f"{touch.contact}#{touch.step - 1}"]
        assert before.text("Sent on"), "a follow-up to what never went out"
        assert touch.step <= 3, "more than two follow-ups"

    def _explained(self, touch: Tracked, changes: Sequence[Change]) -> None:
        """History goes from one status to the next without a gap, up to the one that counts."""
        statuses = [(each.before, each.after) for each in changes]
        for (_, after), (before, _) in pairwise(statuses):
            assert after == before, f"{touch.id}: a step of History is missing"
        counts = touch.seen.status
        if changes:
            assert changes[-1].after == counts, f"{touch.id}: History does not explain {counts}"
        else:
            assert counts in {"drafted", "needs purpose"}, f"{touch.id}: {counts} is not explained"


def test_nothing_is_lost_and_nobody_is_written_to_twice() -> None:
    machine_settings = settings(
        max_examples=25,
        stateful_step_count=12,
        deadline=None,
        # A run costs a second; to shrink one would take minutes.
        phases=[Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415 - beside its use

    run_state_machine_as_test(Touches, settings=machine_settings)


@pytest.mark.office
def test_a_trip_through_libreoffice_changes_no_life(
    tmp_path: Path,
    convert_with_office: Callable[[Sequence[Path], str, Path], None],
) -> None:
    path = tmp_path / "people.xlsx"
    make(path, mirrored=True)
    with Campaign.open(path, now=START) as campaign:
        campaign.draft()
    with Campaign.open(path, now=START) as campaign:
        campaign.set_status([Order(address("Ann"), Status.SENT)])
    with Campaign.open(path, now=START) as campaign:
        before = [(each.id, each.status, each.text("Draft")) for each in campaign.book.touches()]

    convert_with_office([path], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    saved = tmp_path / "out" / path.name
    with Campaign.open(saved, now=START + timedelta(days=1)) as campaign:
        report = campaign.draft()
    with Campaign.open(saved, now=START + timedelta(days=1)) as campaign:
        after = [(each.id, each.status, each.text("Draft")) for each in campaign.book.touches()]
        changes = campaign.changes()

    assert after == before
    assert (report.drafted, report.unchanged) == (0, 3)
    assert [(each.touch, each.before, each.after) for each in changes] == [
        (f"{address(BARRED)}#1", "", "suppressed"),
        (f"{address('Ann')}#1", "drafted", "sent"),
    ]


@pytest.mark.office
def test_what_is_typed_and_saved_in_libreoffice_is_taken_over(
    tmp_path: Path,
    convert_with_office: Callable[[Sequence[Path], str, Path], None],
) -> None:
    path = tmp_path / "people.xlsx"
    make(path, mirrored=True)
    with Campaign.open(path, now=START) as campaign:
        campaign.draft()
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Tracking"]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    sheet.cell(2, columns["Status"]).value = "sent"
    sheet.cell(2, columns["Notes"]).value = "by post"
    sheet.cell(3, columns["Draft"]).value = "Dear Ben,\n\nmy own words."
    workbook["Contacts"].cell(4, STATUS).value = "sent"
    workbook.save(path)
    workbook.close()

    convert_with_office([path], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    saved = tmp_path / "out" / path.name
    with Campaign.open(saved, now=START + timedelta(days=1)) as campaign:
        campaign.draft()
    with Campaign.open(saved, now=START + timedelta(days=1)) as campaign:
        found = {each.contact: each for each in campaign.book.touches()}
        told = [(each.name, each.after, each.by, each.note) for each in campaign.changes()[1:]]

    assert [found[address(name)].status for name in NAMES[:4]] == [
        "sent", "drafted", "sent", "drafted",
    ]  # fmt: skip
    assert found[address("Ben")].text("Draft") == "Dear Ben,\n\nmy own words."
    assert told == [
        ("Ann Example", "sent", "excel", ""),
        ("Ann Example", "sent", "excel", "notes edited"),
        ("Ben Example", "drafted", "excel", "draft edited"),
        ("Cem Example", "sent", "excel", "from Contacts!D4"),
    ]
