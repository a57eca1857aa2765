"""Who leaves and who stays, where to, and what is marked; and the command itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.cli.export import _FORMATS
from planner.exporting.file_names import file_name
from planner.exporting.outgoing import ExportError
from planner.exporting.run import ALL_FORMATS
from planner.model.errors import UsageError, WorkbookError
from planner.model.status import Status
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from pathlib import Path

    from planner.exporting.run import LeaveReport
    from tests.exporting.conftest import Command, Outbox

ADA, CON, NIA, LENA = "Byron, Ada", "CON", "Nia Note", "Lena Brief"


def names(report: LeaveReport) -> list[str]:
    return [each.outgoing.name for each in report.messages]


def set_status(outbox: Outbox, who: str, *statuses: Status) -> None:
    for status in statuses:
        with outbox.campaign() as campaign:
            campaign.set_status([Order(who, status)])


# --- who ---------------------------------------------------------------------------------------


def test_status_and_conditions_choose(outbox: Outbox) -> None:
    set_status(outbox, NIA, Status.APPROVED)
    approved = frozenset({Status.APPROVED})
    assert names(outbox.leave("txt", statuses=approved)) == [NIA]
    assert names(outbox.leave("txt", where=["Channel=letter"])) == [LENA]
    assert len(names(outbox.leave("txt"))) == 6


def test_whoever_must_be_left_alone_never_leaves(outbox: Outbox) -> None:
    set_status(outbox, ADA, Status.SENT, Status.DECLINED)
    set_status(outbox, NIA, Status.SKIPPED)
    outbox.add_sheet("Do not contact", [("Email", "Reason"), ("con@devices.example", "asked us")])
    outbox.type(LENA, "Status", "sent")
    report = outbox.leave("json")
    assert names(report) == ['Zoë "Zed" 😀 Müller', "ליאור אברהמי"]


def test_a_colleagues_answer_pauses_a_company(outbox: Outbox) -> None:
    outbox.type(NIA, "Company", "Devices", sheet="Contacts")
    set_status(outbox, "con@devices.example", Status.SENT, Status.REPLIED)
    report = outbox.leave("txt")
    assert NIA not in names(report)
    assert report.held["paused, since a colleague has just answered"] == 1


def test_not_now_holds_a_touch_back_and_a_later_day_only_where_due_is_asked(outbox: Outbox) -> None:
    outbox.type(ADA, "Planned for", "not now")
    outbox.type(CON, "Planned for", date(2026, 3, 9))
    assert ADA not in names(outbox.leave("txt"))
    assert CON in names(outbox.leave("txt"))
    assert CON not in names(outbox.leave("txt", is_due_only=True))


def test_nothing_to_leave_is_an_error_and_leaves_no_folder(outbox: Outbox) -> None:
    with pytest.raises(ExportError, match="1 of another channel"):
        outbox.leave("eml", where=["Channel=letter"])
    assert not outbox.to.exists()


def test_a_format_that_is_none_is_an_error(outbox: Outbox) -> None:
    with pytest.raises(UsageError, match="no format"):
        outbox.leave("pdf")


# --- marking -----------------------------------------------------------------------------------


def test_exporting_marks_nothing_unless_asked(outbox: Outbox) -> None:
    before = outbox.path.read_bytes()
    for name in ALL_FORMATS:
        outbox.leave(name, to=None)
    assert outbox.path.read_bytes() == before


def test_mark_marks_what_left_and_nothing_else(outbox: Outbox) -> None:
    report = outbox.leave("eml", mark=True)
    assert len(report.changes) == len(report.messages) == 4
    standing = outbox.statuses()
    assert {name for name, status in standing.items() if status == "sent"} == {*names(report)}
    assert standing[NIA] == standing[LENA] == "drafted"


def test_what_cannot_be_written_is_not_marked(outbox: Outbox) -> None:
    outbox.to.write_text("in the way", encoding="utf-8")
    with pytest.raises(ExportError):
        outbox.leave("txt", mark=True)
    assert set(outbox.statuses().values()) == {"drafted"}


def test_a_workbook_changed_meanwhile_is_not_marked(outbox: Outbox) -> None:
    with outbox.campaign() as campaign:
        assert campaign.due().due
        outbox.type(ADA, "Notes", "typed meanwhile")
        with pytest.raises(WorkbookError):
            campaign.export("txt", to=outbox.to, mark=True)
    assert set(outbox.statuses().values()) == {"drafted"}


def test_conditions_may_name_columns_of_the_contacts(outbox: Outbox) -> None:
    assert names(outbox.leave("csv", where=["City=Turin"])) == [ADA]
    assert ADA not in names(outbox.leave("json", where=["City!=Turin"], to=None))


def test_notes_are_those_on_the_contact_and_not_on_the_touch(outbox: Outbox) -> None:
    outbox.type(CON, "Notes", "second; to myself")
    assert names(outbox.leave("csv", where=["Notes~second"])) == [ADA]
    assert ADA not in names(outbox.leave("json", where=["Notes="], to=None))


def test_a_condition_on_no_column_names_those_there_are(outbox: Outbox) -> None:
    with pytest.raises(UsageError, match='has no column "Colour"') as error:
        outbox.leave("csv", where=["Colour=red"])
    assert "city of the contact" in error.value.hint
    assert "planner mirrored" not in error.value.hint


# --- where to ----------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_folder_is_no_place_for_a_table(outbox: Outbox) -> None:
    outbox.to.mkdir()
    with pytest.raises(ExportError, match=r"out is a folder\."):
        outbox.leave("csv", may_overwrite=True)
    assert contents(outbox.to) == {}


@pytest.mark.parametrize(("option", "value"), [("--letterhead", "paper.docx"), ("--vcard", "3.0")])
def test_an_option_of_another_format_is_refused(
    outbox: Outbox, run: Command, option: str, value: str
) -> None:
    code, _, err = run("export", outbox.path, "--format", "txt", option, value)
    assert code == 2
    assert f"{option} goes with --format" in err


@pytest.mark.parametrize("name", ["eml", "mailto", "md", "txt"])
def test_a_second_export_makes_the_same_files_and_spares_others(outbox: Outbox, name: str) -> None:
    outbox.leave(name)
    (outbox.to / "mine.txt").write_bytes(b"mine")
    before = contents(outbox.to)
    outbox.leave(name)
    assert contents(outbox.to) == before


def test_a_file_is_renewed_until_the_user_changes_it(outbox: Outbox) -> None:
    path = outbox.file_of(outbox.leave("txt"), CON)
    outbox.type(CON, "Draft", "new words")
    outbox.leave("txt")
    assert "new words" in path.read_text(encoding="utf-8")
    path.write_text("my own notes", encoding="utf-8")
    before = contents(outbox.to)
    outbox.type(ADA, "Draft", "newer words")
    with pytest.raises(ExportError, match=r"CON .* other contents"):
        outbox.leave("txt", mark=True)
    assert contents(outbox.to) == before
    outbox.leave("txt", may_overwrite=True)
    assert "new words" in path.read_text(encoding="utf-8")


def test_a_file_of_the_users_is_never_written_over(outbox: Outbox) -> None:
    mine = outbox.path.parent / "mine.csv"
    mine.write_bytes(b"mine")
    with pytest.raises(ExportError, match=r"mine\.csv"):
        outbox.leave("csv", to=mine)
    assert mine.read_bytes() == b"mine"
    with pytest.raises(ExportError, match="the workbook itself"):
        outbox.leave("csv", to=outbox.path, may_overwrite=True)


# --- names -------------------------------------------------------------------------------------

_ANY = st.text(max_size=150) | st.sampled_from(["CON", "con.txt", "COM¹", "aux ", "..", "a" * 400])
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{kind}{number}" for kind in ("com", "lpt") for number in "0123456789¹²³"
}


@given(_ANY, st.text(max_size=40))
def test_a_name_is_one_that_every_system_takes(name: str, touch: str) -> None:
    made = file_name(name, touch, ".eml")
    assert made == file_name(name, touch, ".eml")
    assert not set(made) & set('<>:"/\\|?*')
    assert made.isprintable() or "\u200c" in made or "\u200d" in made
    assert made == made.strip(" .")
    assert made[0] not in "-~"
    assert made.partition(".")[0].strip().casefold() not in _RESERVED
    assert len(made.encode()) <= 120


@given(st.lists(st.text(max_size=8), unique=True, max_size=20), st.sampled_from(["Ada", "ADA", ""]))
def test_two_touches_have_two_names_whatever_their_case(touches: list[str], name: str) -> None:
    made = {file_name(name, each, ".txt").casefold() for each in touches}
    assert len(made) == len(touches)


# --- the command -------------------------------------------------------------------------------


def test_the_command_says_what_it_did(outbox: Outbox, run: Command) -> None:
    code, out, err = run("export", outbox.path, "--format", "eml", "--to", outbox.to)
    assert (code, err) == (0, "")
    assert out == (
        f"Exported 4 messages to {outbox.to} (4 files).\n"
        "Left where they are: 2 of another channel.\n"
        "Nothing is marked as sent: --mark does that, or, once they are,"
        f' "planner next {outbox.path}".\n'
    )


def test_the_command_tells_programs_who_gets_blind_copies(outbox: Outbox, run: Command) -> None:
    outbox.write_template(
        "email.txt",
        "Channel: email\nBCC: blind@example.org\nSubject: Hi\n\nDear {{ name }}, "
        "{{ purpose|sentence }}\n",
    )
    outbox.draft()
    document = run.json("export", outbox.path, "--format", "mbox", "--to", outbox.to)
    assert document["files"] == [str(outbox.to)]
    assert [each["bcc"] for each in document["messages"]] == [["blind@example.org"]] * 4
    assert document["messages"][3]["message_id"] == "<a669284188ca35c110b191cb@planner.invalid>"
    assert document["held"] == {"of another channel": 2}
    assert b"blind@" not in outbox.to.read_bytes()


def test_the_command_exits_1_where_a_message_cannot_be_made(outbox: Outbox, run: Command) -> None:
    outbox.type(CON, "Template", "gone")
    code, out, _ = run("export", outbox.path, "--format", "eml", "--to", outbox.to)
    assert code == 1
    assert out.startswith('people.xlsx:Tracking!E5: email-unmade: There is no template "gone"')


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "eml", "--where", "Channel=letter"],
        ["--format", "nonsense"],
        ["--format", "csv", "--one-file"],
        ["--format", "ics", "--mark"],
        ["--format", "docx", "--letterhead", "none.docx"],
        [],
    ],
)
def test_the_command_exits_2_on_what_cannot_be(
    outbox: Outbox, run: Command, words: list[str]
) -> None:
    code, out, err = run("export", outbox.path, *words)
    assert (code, out) == (2, "")
    assert "Error: " in err


def test_the_command_offers_every_format() -> None:
    assert {*_FORMATS} == {*ALL_FORMATS}
