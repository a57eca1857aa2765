"""What an undo says, what it asks first, and the way back from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from planner.campaign import Campaign
from planner.model.errors import UneditableWorkbookError, WorkbookError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.undo import redo, undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tracking.conftest import Life, Ran


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Answers the next questions in the terminal."""

    def give(text: str) -> None:
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda *_: text)

    return give


def test_an_undo_says_what_it_takes_back(life: Life, planner: Callable[..., Ran]) -> None:
    life.draft()
    planner("status", "set", "Ben Okafor", "skipped")

    done = planner("undo")

    assert done.code == 0
    assert "  Ben Okafor: skipped → drafted, " in done.out
    assert "planner redo" in done.out
    assert life.row("ben@acme.example#1")["Status"] == "drafted"


def test_an_undo_of_a_draft_counts_the_messages(life: Life, planner: Callable[..., Ran]) -> None:
    life.draft()

    assert "  5 messages drafted\n" in planner("undo").out


def test_a_record_of_something_sent_is_not_taken_back_unasked(
    life: Life, planner: Callable[..., Ran], answer: Callable[[str], None]
) -> None:
    life.draft()
    planner("status", "set", "Ben Okafor", "sent")
    sent = life.path.read_bytes()
    answer("n")

    refused = planner("undo")

    assert refused.code == 2
    assert "went to Ben Okafor" in refused.err
    assert life.path.read_bytes() == sent
    answer("y")
    assert planner("undo").code == 0
    assert life.row("ben@acme.example#1")["Status"] == "drafted"


def test_yes_takes_back_without_a_question(life: Life, planner: Callable[..., Ran]) -> None:
    life.draft()
    planner("status", "set", "Ben Okafor", "sent")

    assert planner("undo", "--yes").code == 0
    assert life.row("ben@acme.example#1")["Status"] == "drafted"


def test_the_list_says_what_each_write_changed_and_undoes_nothing(
    life: Life, planner: Callable[..., Ran]
) -> None:
    life.draft()
    planner("status", "set", "Ben Okafor", "sent")
    before = life.path.read_bytes()

    lines = planner("undo", "--list").out.splitlines()

    assert "Ben Okafor: drafted → sent" in lines[0]
    assert "5 messages drafted" in lines[1]
    assert life.path.read_bytes() == before
    writes = json.loads(planner("undo", "--list", "--json").out)["writes"]
    assert [write["drafted"] for write in writes] == [0, 5]


def test_redo_brings_back_one_undo_after_the_other(life: Life, planner: Callable[..., Ran]) -> None:
    states = [life.path.read_bytes()]
    life.draft()
    states.append(life.path.read_bytes())
    planner("status", "set", "Ben Okafor", "sent")
    states.append(life.path.read_bytes())
    undo(life.path)
    undo(life.path)
    assert life.path.read_bytes() == states[0]

    assert planner("redo").code == 0
    assert life.path.read_bytes() == states[1]
    redo(life.path)
    assert life.path.read_bytes() == states[2]
    with pytest.raises(WorkbookError, match="nothing was undone"):
        redo(life.path)
    undo(life.path)
    assert life.path.read_bytes() == states[1]


def test_another_write_leaves_nothing_to_redo(life: Life, planner: Callable[..., Ran]) -> None:
    life.draft()
    planner("status", "set", "Ben Okafor", "sent")
    undo(life.path)
    planner("status", "set", "Ben Okafor", "skipped")
    written = life.path.read_bytes()

    assert planner("redo").code == 2
    assert life.path.read_bytes() == written
    assert not list(life.path.parent.rglob("*.undone.*"))


def test_redo_refuses_to_lose_what_its_owner_wrote_since_the_undo(life: Life) -> None:
    life.draft()
    undo(life.path)
    other = life.path.with_name("saving.tmp")
    apply_edits(life.path, [SetCell("Contacts", 3, 9, "by hand")], other)
    other.replace(life.path)
    theirs = life.path.read_bytes()

    with pytest.raises(UneditableWorkbookError, match="changed since the undo"):
        redo(life.path)
    assert life.path.read_bytes() == theirs


def test_what_was_written_meanwhile_is_not_undone_in_its_place(
    life: Life, planner: Callable[..., Ran]
) -> None:
    life.draft()
    with Campaign.open(life.path) as campaign:
        (seen,) = campaign.writes(1)
        planner("status", "set", "Ben Okafor", "skipped")
        with pytest.raises(WorkbookError, match="written meanwhile"):
            campaign.undo(expected=seen.backup)
    assert life.row("ben@acme.example#1")["Status"] == "skipped"


def test_a_status_that_stood_so_already_offers_no_undo(
    life: Life, planner: Callable[..., Ran]
) -> None:
    life.draft()
    assert "planner undo" in planner("status", "set", "Ben Okafor", "sent").out

    again = planner("status", "set", "Ben Okafor", "sent")

    assert "stood so already" in again.out
    assert "undo" not in again.out
