"""The Sequence sheet says what follows what, in the words of whoever laid it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.contacts.sequence_sheet import read_sequence
from planner.contacts.status_words import status_words
from planner.model.channel import Channel
from planner.model.errors import UsageError
from planner.model.sequence import ANSWERS, DEFAULT_SEQUENCE, Sequence, Step
from planner.model.settings import Settings
from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence as Many

    from planner.workbook.read_sheets import Sheets

    Make = Callable[..., Sheets]

HEADER = ["Step", "Channel", "Template", "Wait", "Stop when", "Condition"]


def read(make: Make, *rows: Many[object], name: str = "Sequence", **settings: str) -> Sequence:
    words = status_words(
        Settings({name.replace("_", " "): text for name, text in settings.items()})
    )
    return read_sequence(make({"Contacts": [["Name"], ["Anna"]], name: [*rows]}), words)


def only(make: Make, **cells: object) -> Step:
    """The one step of a sheet whose row has these cells, by header in small letters."""
    values = [cells.get(header.lower().replace(" ", "_")) for header in HEADER]
    (step,) = read(make, HEADER, [values[0] or 2, *values[1:]]).steps
    return step


def test_without_a_sheet_a_first_message_is_followed_up_twice(workbook: Make) -> None:
    found = read_sequence(workbook({"Contacts": [["Name"], ["Anna"]]}), {})
    assert found is DEFAULT_SEQUENCE
    assert [(step.number, step.wait) for step in found.steps] == [(1, 0), (2, 3), (3, 7)]


def test_a_sheet_without_steps_counts_as_none(workbook: Make) -> None:
    assert read(workbook, ["Sequence"], [], HEADER) is DEFAULT_SEQUENCE


def test_every_column_has_its_meaning(workbook: Make) -> None:
    rows: list[list[object]] = [
        ["Sequence"],
        ["What follows what."],
        [*HEADER],
        [2, "E-Mail", "follow", "3 weeks", "replied, meeting", "Priority=high; after note"],
        [1, None, None, None, None, None],
    ]
    first, second = read(workbook, *rows).steps
    assert first == Step(1, cell="Sequence!A5")
    assert second == Step(
        2, Channel.EMAIL, "follow", 15, stop_when=ANSWERS, follows=Channel.LINKEDIN_NOTE,
        conditions=("Priority=high",), cell="Sequence!A4",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "days", "is_after_acceptance"),
    [("", 0, False), (5, 5, False), ("5 days", 5, False), ("5 business days", 5, False),
     ("2 weeks", 10, False), ("1w", 5, False), ("2 after acceptance", 2, True),
     ("after being accepted", 0, True), ("1 day after they accept", None, None)],
)  # fmt: skip
def test_a_wait_is_spoken_in_many_ways(
    workbook: Make, typed: object, days: int | None, is_after_acceptance: bool | None
) -> None:
    if days is None:
        with pytest.raises(UsageError, match=r"^Sequence!D2: .* is no wait"):
            only(workbook, wait=typed)
        return
    step = only(workbook, wait=typed)
    assert (step.wait, step.is_after_acceptance) == (days, is_after_acceptance)


def test_whoever_replied_has_accepted(workbook: Make) -> None:
    assert only(workbook, stop_when="accepted").stop_when == ANSWERS | {Status.ACCEPTED}
    assert only(workbook, stop_when="meeting").stop_when == {Status.MEETING}
    assert only(workbook, stop_when="any answer").stop_when == ANSWERS


def test_the_users_own_words_stop_a_sequence(workbook: Make) -> None:
    rows: list[list[object]] = [[*HEADER], [2, None, None, 3, "hot", None]]
    found = read(workbook, *rows, status_meeting="hot")
    assert found.steps[0].stop_when == {Status.MEETING}


def test_to_withdraw_is_a_task_with_its_own_template(workbook: Make) -> None:
    step = only(workbook, channel=["Withdraw", "the", "invitation"][0], wait="3 weeks")
    assert (step.channel, step.template, step.wait) == (Channel.TASK, "withdraw-task", 15)
    assert only(workbook, channel="call").channel is Channel.PHONE


@pytest.mark.parametrize(
    ("sheet", "header"),
    [("Sequenz", ["Schritt", "Kanal", "Vorlage", "Warten"]),
     ("Secuencia", ["Paso", "Canal", "Plantilla", "Espera"]),
     ("SEQUENCE", ["Touch", "Via", "Template", "Wait in business days"])],
)  # fmt: skip
def test_the_sheet_is_known_in_other_words(
    workbook: Make, sheet: str, header: list[object]
) -> None:
    (step,) = read(workbook, header, [2, "Email", "x", 4], name=sheet).steps
    assert (step.channel, step.template, step.wait) == (Channel.EMAIL, "x", 4)


@pytest.mark.parametrize(
    ("cells", "place", "hint"),
    [({"step": "second"}, "A2", "Number the steps"),
     ({"channel": "pigeon"}, "B2", "Write one of"),
     ({"wait": "soon"}, "D2", "business days"),
     ({"stop_when": "repplied"}, "E2", 'Did you mean "replied"?'),
     ({"condition": "after pigeon"}, "F2", "Write one of")],
)  # fmt: skip
def test_what_makes_no_sense_is_named_with_its_cell(
    workbook: Make, cells: dict[str, object], place: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        only(workbook, **cells)
    assert caught.value.message.startswith(f"Sequence!{place}: ")
    assert hint in caught.value.hint
