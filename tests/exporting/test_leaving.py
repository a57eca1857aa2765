"""Who leaves and who stays; what is marked; and names that every system takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from planner import Campaign
from planner.errors import SenderError, UsageError
from planner.exporting import safe_name
from planner.model import Status
from planner.tracking import Order
from tests.exporting.conftest import NOW

if TYPE_CHECKING:
    from tests.exporting.conftest import Outbox


def names(outbox: Outbox, **wishes: object) -> list[str]:
    return [each.name for each in outbox.depart("txt", **wishes).left]


def set_status(outbox: Outbox, who: str, *statuses: Status) -> None:
    with Campaign.open(outbox.path, now=NOW) as campaign:
        campaign.set_status([Order(who, status) for status in statuses])


def statuses(outbox: Outbox) -> list[str]:
    with Campaign.open(outbox.path, now=NOW) as campaign:
        return [str(each.status) for each in campaign.touches()]


def test_exporting_marks_nothing_as_sent_unless_asked(outbox: Outbox) -> None:
    before = outbox.path.read_bytes()
    outbox.depart("csv")
    assert outbox.path.read_bytes() == before
    report = outbox.depart("eml", mark=True)
    assert statuses(outbox) == ["sent"] * 4 + ["drafted"]
    assert [change.note for change in report.changes] == ["as eml"] * 4
    assert names(outbox) == ["Nia Note"]


def test_status_and_conditions_choose(outbox: Outbox) -> None:
    set_status(outbox, "Ada Byron", Status.APPROVED)
    assert names(outbox, statuses=[Status.APPROVED]) == ["Ada Byron"]
    assert names(outbox, where=["Channel=linkedin-note"]) == ["Nia Note"]
    assert len(names(outbox)) == 5


def test_who_must_be_left_alone_never_leaves(outbox: Outbox) -> None:
    set_status(outbox, "Ada Byron", Status.SENT, Status.DECLINED)
    set_status(outbox, "CON", Status.SKIPPED)
    workbook = load_workbook(outbox.path)
    sheet = workbook.create_sheet("Do not contact")
    sheet.append(("Email", "Reason"))
    sheet.append(("lior@yam.example", "asked us to stop"))
    workbook.save(outbox.path)
    workbook.close()
    assert names(outbox) == ["Zoë 😀 Müller", "Nia Note"]


def test_what_is_planned_for_later_leaves_unless_only_the_due_are_asked(outbox: Outbox) -> None:
    with Campaign.open(outbox.path, now=NOW) as campaign:
        campaign.postpone("ada@difference.example#1", NOW.date().replace(day=9))
    assert "Ada Byron" in names(outbox)
    assert "Ada Byron" not in names(outbox, only_due=True)


def test_a_folder_that_cannot_be_made_is_named_and_nothing_marked(outbox: Outbox) -> None:
    outbox.to.write_text("a file stands in the way", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        outbox.depart("txt", mark=True)
    assert "sent" not in statuses(outbox)


def test_an_email_from_nobody_asks_for_the_address(outbox: Outbox) -> None:
    workbook = load_workbook(outbox.path)
    workbook["Sender"]["B2"] = None
    workbook.save(outbox.path)
    workbook.close()
    with pytest.raises(SenderError, match="from which address you write"):
        outbox.depart("eml")
    assert outbox.files() == {}


@given(st.text(max_size=300))
def test_a_name_is_one_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert name
    assert name == safe_name(text)
    assert not set(name) & set('<>:"/\\|?*') | {each for each in name if each < " "}
    assert not name.endswith((".", " "))
    assert not name.startswith((".", " "))
    assert name.partition(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
    assert len(name.encode("utf-8")) <= 201
