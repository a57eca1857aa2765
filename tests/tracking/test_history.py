"""History: one row a change, appended and never altered; it explains every status."""

from __future__ import annotations

import getpass
import json
import textwrap
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from planner.campaign import Campaign
from planner.model.status import Status
from planner.tracking.changes import Order
from planner.tracking.history import By

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tracking.conftest import Life, Ran

    Planner = Callable[..., Ran]

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
ANNA, BEN, CEM = "anna-berg-7#1", "ben@acme.example#1", "cem@blau.example#1"

GOLDEN = """\
2026-03-02 11:00  Anna Berg (anna-berg-7#1)  drafted → approved  by excel
2026-03-02 11:00  Anna Berg (anna-berg-7#1)  approved  by excel  notes edited
2026-03-02 11:00  Anna Berg (anna-berg-7#1)  approved → sent  by command
2026-03-02 12:00  Ben Okafor (ben@acme.example#1)  drafted → sent  by command  on 2026-02-27; by post
2026-03-02 12:00  Cem Özgür (cem@blau.example#1)  drafted → sent  by command  on 2026-02-27; by post
2026-03-02 13:00  Anna Berg (anna-berg-7#1)  sent → replied  by excel
2026-03-02 13:00  Cem Özgür (cem@blau.example#1)  sent  by excel  Sent on: 2026-02-27 became 2026-02-26
2026-03-02 14:00  Cem Özgür (cem@blau.example#1)  sent → drafted  by command  (forced)
2026-03-02 15:00  Dora Berg (dora@cobalt.example#1)  drafted → skipped  by import  from a list
2026-03-02 16:00  Cem Özgür (cem@blau.example#1)  drafted → suppressed  by command  Do not contact: asked us to stop
2026-03-02 17:00  Anna Berg (anna-berg-7#1)  replied → meeting  by command
"""  # noqa: E501 - lines as they are printed


def at(hour: int) -> datetime:
    return NOW.replace(hour=hour)


def order(life: Life, hour: int, *orders: Order, force: bool = False, by: By = By.COMMAND) -> None:
    with Campaign.open(life.path, now=at(hour)) as campaign:
        campaign.set_status(orders, force=force, by=by)


@pytest.fixture
def lived(drafted: Life) -> Life:
    """A small life: edits in Excel, commands, an import, the Do not contact sheet."""
    life, friday = drafted, (NOW - timedelta(days=3)).date()
    life.track(ANNA, Status="approved", Notes="met her in Turin")
    order(life, 11, Order(ANNA, Status.SENT))
    order(life, 12, *(Order(who, Status.SENT, friday, "by post") for who in (BEN, CEM)))
    life.track(ANNA, Status="replied")
    life.track(CEM, Sent_on=NOW - timedelta(days=4))
    life.draft(at(13))
    order(life, 14, Order(CEM, Status.DRAFTED), force=True)
    source = Order("dora@cobalt.example", Status.SKIPPED, note="from a list")
    order(life, 15, source, by=By.IMPORT)
    life.sheet("Do not contact", ("Email", "Reason"), ("cem@blau.example", "asked us to stop"))
    life.draft(at(16))
    order(life, 17, Order("Anna Berg", Status.MEETING))
    return life


def test_a_small_life_reads_as_it_was_lived(lived: Life, planner: Planner) -> None:
    ran = planner("history")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == GOLDEN


def test_one_persons_history_has_the_words_as_sent(lived: Life, planner: Planner) -> None:
    ran = planner("history", "Ben Okafor")

    row = lived.row(BEN)
    words = textwrap.indent(f"{row['Subject']}\n{row['Draft']}", "    ")
    head = next(line for line in GOLDEN.splitlines() if "Ben" in line)
    assert ran.out == f"{head}\n{words}\n"
    assert "the harbour plans" in words


@pytest.mark.parametrize("who", ["ben@acme.example#1", "Ben@Acme.example", "okafor"])
def test_who_is_found_in_every_form(lived: Life, planner: Planner, who: str) -> None:
    assert planner("history", who).out == planner("history", "Ben Okafor").out


def test_nobody_of_that_name_is_an_error_with_a_remedy(lived: Life, planner: Planner) -> None:
    ran = planner("history", "Ben Okafro")

    assert (ran.code, ran.out) == (2, "")
    assert 'Did you mean "Ben Okafor"?' in ran.err
    assert "could be 2 people" in planner("history", "Dora Berg").err


def test_before_anything_has_happened_it_says_so(drafted: Life, planner: Planner) -> None:
    ran = planner("history")

    assert (ran.code, ran.out) == (0, "Nothing has happened yet: no status was changed.\n")
    assert json.loads(planner("history", "--json").out) == {"changes": []}


def test_history_prints_one_document(lived: Life, planner: Planner) -> None:
    changes = json.loads(planner("history", "--json").out)["changes"]

    assert len(changes) == len(GOLDEN.splitlines())
    assert all(
        change.keys()
        == {"when", "touch", "name", "before", "after", "by", "note", "subject", "text", "who"}
        for change in changes
    )
    ben = changes[3]
    assert ben["when"] == "2026-03-02T12:00:00"
    assert (ben["subject"], ben["text"]) == (lived.row(BEN)["Subject"], lived.row(BEN)["Draft"])


def test_the_sheet_says_what_the_command_prints(lived: Life) -> None:
    rows = lived.rows("History")

    assert list(rows[0]) == [
        "When", "Touch ID", "Name", "From", "To", "By", "Note", "Subject as sent", "Text as sent",
        "Who",
    ]  # fmt: skip
    assert [row["By"] for row in rows] == [
        line.split("  by ")[1].split("  ")[0] for line in GOLDEN.splitlines()
    ]
    assert all(isinstance(row["When"], datetime) for row in rows)
    # Words stand where a message went out, and nowhere else.
    assert [bool(row["Text as sent"]) for row in rows] == [
        row["To"] == "sent" and row["From"] != "sent" for row in rows
    ]


def test_who_made_a_change_is_the_account_or_me_of_settings(life: Life, planner: Planner) -> None:
    life.draft()
    planner("status", "set", CEM, "sent")
    life.sheet("Settings", ("me", "Nora Holm"))
    planner("status", "set", CEM, "replied")
    life.track(BEN, Status="sent")
    life.draft()

    told = {(row["Touch ID"], row["To"]): row["Who"] for row in life.rows("History")}
    assert told == {
        (CEM, "sent"): getpass.getuser(), (CEM, "replied"): "Nora Holm", (BEN, "sent"): None,
    }  # fmt: skip


# --- who got what, in which words ---------------------------------------------------------------


def test_the_words_as_sent_stay_whatever_changes_later(lived: Life, planner: Planner) -> None:
    as_sent = lived.row(BEN)["Draft"]
    folder = lived.path.parent / "templates"
    folder.mkdir()
    (folder / "email.txt").write_text(
        "Channel: email\nSubject: New\n\nOther words for {{ name }}: {{ purpose }}.\n",
        encoding="utf-8",
    )
    lived.track(BEN, Draft="words put in afterwards")
    lived.changed(lambda workbook: workbook["Contacts"].__setitem__("E3", "another purpose"))
    for hour in (18, 19):
        lived.draft(at(hour))

    (told,) = [
        row for row in lived.rows("History") if row["Text as sent"] and row["Touch ID"] == BEN
    ]
    assert told["Text as sent"] == as_sent
    assert lived.row(BEN)["Draft"] == "words put in afterwards"
    shown = planner("history", "Ben Okafor").out
    assert "the harbour plans" in shown
    assert "put in afterwards" not in shown
    assert "draft edited" in shown


def test_a_message_sent_again_is_told_with_its_new_words(drafted: Life, planner: Planner) -> None:
    order(drafted, 10, Order(BEN, Status.SENT))
    order(drafted, 11, Order(BEN, Status.DRAFTED), force=True)
    drafted.track(BEN, Draft="Second try.")
    order(drafted, 12, Order(BEN, Status.SENT))

    texts = [row["Text as sent"] for row in drafted.rows("History") if row["To"] == "sent"]

    assert "the harbour plans" in texts[0]
    assert texts[1] == "Second try."


# --- append only --------------------------------------------------------------------------------


def test_rows_are_appended_and_never_touched_again(
    lived: Life, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    def rows() -> list[bytes]:
        (sheet,) = [
            part
            for part in parts_of(lived.path).values()
            if b"Text as sent" in part and b"<sheetData" in part
        ]
        return sheet.split(b"<sheetData>")[1].split(b"</sheetData>")[0].split(b"<row ")[1:]

    before = rows()
    order(lived, 18, Order(ANNA, Status.CLOSED))
    lived.track(BEN, Status="bounced")
    saved = rows()  # openpyxl spells every row anew
    lived.draft(at(19))
    after = rows()

    assert len(before) == len(GOLDEN.splitlines()) + 1
    assert after[: len(saved)] == saved
    assert len(after) == len(before) + 2


def test_what_the_user_adds_to_the_sheet_stays(lived: Life, planner: Planner) -> None:
    def scribble(workbook: Any) -> None:
        sheet = workbook["History"]
        sheet["G4"] = "I remember this one"
        sheet["K1"], sheet["K4"] = "Mine", "a thought"

    lived.changed(scribble)
    order(lived, 18, Order(ANNA, Status.CLOSED))

    sheet = openpyxl.load_workbook(lived.path)["History"]
    assert sheet["G4"].value == "I remember this one"
    assert sheet["K4"].value == "a thought"
    assert planner("history").out.splitlines()[-1].endswith("meeting → closed  by command")


def test_history_goes_from_status_to_status_without_a_gap(lived: Life) -> None:
    chains: dict[str, list[tuple[str, str]]] = {}
    for row in lived.rows("History"):
        chains.setdefault(row["Touch ID"], []).append((row["From"], row["To"]))

    assert len(chains) == 4
    for steps in chains.values():
        assert all(one[1] == other[0] for one, other in pairwise(steps))


# --- History explains every status --------------------------------------------------------------


def explained(life: Life) -> None:
    """The last line of each touch is its status; without one it is a draft, or waits for one."""
    last = {row["Touch ID"]: row["To"] for row in life.rows("History")}
    for row in life.rows():
        if row["Touch ID"] in last:
            assert last[row["Touch ID"]] == row["Status"]
        else:
            assert row["Status"] in {"drafted", "needs purpose", None}


def test_the_last_line_of_each_touch_is_its_status(lived: Life) -> None:
    explained(lived)


def test_a_status_from_the_users_own_sheets_is_explained_from_the_first_draft_on(
    life: Life, planner: Planner
) -> None:
    def write(workbook: Any) -> None:
        sheet = workbook["Contacts"]
        sheet["F1"], sheet["F2"], sheet["F3"] = "Status", "sent", "declined"

    life.changed(write)
    life.sheet("Do not contact", ("Email", "Reason"), ("cem@blau.example", "asked us to stop"))
    life.draft(at(10))

    explained(life)
    assert planner("history").out == (
        "2026-03-02 10:00  Anna Berg (anna-berg-7#1)  no status → sent  by excel"
        "  from Contacts!F2\n"
        "2026-03-02 10:00  Ben Okafor (ben@acme.example#1)  no status → declined  by excel"
        "  from Contacts!F3\n"
        "2026-03-02 10:00  Cem Özgür (cem@blau.example#1)  no status → suppressed  by command"
        "  Do not contact: asked us to stop\n"
    )
    assert life.draft(at(11)).path is None

    def newcomers(workbook: Any) -> None:
        workbook["Contacts"].append(
            ["Eve Stone", "Acme", None, "eve@acme.example", "the tide mill", "replied"]
        )
        workbook["Do not contact"].append(["fay@acme.example", None])
        workbook["Contacts"].append(
            ["Fay Hill", "Acme", None, "fay@acme.example", "the lock", None]
        )

    life.changed(newcomers)
    life.draft(at(12))

    explained(life)
    assert [(row["Name"], row["To"]) for row in life.rows("History")[3:]] == [
        ("Eve Stone", "replied"),
        ("Fay Hill", "suppressed"),
    ]


def test_a_selection_explains_its_own_newcomers_alone(life: Life) -> None:
    def write(workbook: Any) -> None:
        sheet = workbook["Contacts"]
        sheet["F1"], sheet["F2"], sheet["F4"] = "Status", "sent", "sent"

    life.changed(write)
    with Campaign.open(life.path, now=at(10)) as campaign:
        campaign.draft(where=["Company=Blau AG"])
    assert [row["Touch ID"] for row in life.rows("History")] == [CEM]
    life.draft(at(11))

    assert [row["Touch ID"] for row in life.rows("History")] == [CEM, ANNA]
    explained(life)


# --- undo ---------------------------------------------------------------------------------------


def test_undo_takes_the_line_and_the_status_back_together(lived: Life, planner: Planner) -> None:
    before = lived.path.read_bytes()
    order(lived, 18, Order(ANNA, Status.CLOSED))

    assert planner("undo").code == 0

    assert lived.path.read_bytes() == before
    assert planner("history").out == GOLDEN
    explained(lived)


def test_undo_takes_the_sheet_away_with_its_first_line(drafted: Life, planner: Planner) -> None:
    before = drafted.path.read_bytes()
    planner("status", "set", "Anna Berg", "sent")

    planner("undo", "--yes")

    assert drafted.path.read_bytes() == before
    assert planner("history").out.startswith("Nothing has happened yet")
