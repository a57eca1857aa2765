"""Closing the loop as a whole: several steps, any export twice, what the command line says."""

from __future__ import annotations

import io
import shutil
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from planner.campaign import Campaign
from planner.cli.answers_report import answers_record, print_answers_report
from planner.importing.answers.decide import is_wording_of
from planner.model.errors import TrackingError
from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.importing.answers.conftest import Book, Sources

ADA, GRACE, EDSGER, SARA = "Ada Byron", "Grace Múrray", "Edsger Blom", "שרה לוי"
FOLLOW_UP = "I wrote to you a week ago about the talk at the library: is a short answer possible?"


def with_follow_up(book: Book, name: str) -> None:
    """Add a second step for a person, below the others."""
    workbook = load_workbook(book.path)
    sheet: Any = workbook["Tracking"]
    headers = [cell.value for cell in sheet[1]]
    row = next(
        each for each in sheet.iter_rows(min_row=2) if each[headers.index("Name")].value == name
    )
    values = dict(zip(headers, [cell.value for cell in row], strict=True))
    values |= {
        "Touch ID": str(values["Touch ID"]).replace("#1", "#2"),
        "Step": 2,
        "Channel": "linkedin-message",
        "Draft": FOLLOW_UP,
        "Status": "drafted",
    }
    empty = ("Sent on", "Accepted on", "planner seen", "planner rendered")
    values |= dict.fromkeys(empty)
    number = sheet.max_row + 1
    for column, header in enumerate(headers, start=1):
        sheet.cell(number, column).value = values[header]
    table = next(iter(sheet.tables.values()))
    table.ref = f"{table.ref.rstrip('0123456789')}{number}"
    table.autoFilter = None
    workbook.save(book.path)
    workbook.close()


def by_touch(book: Book) -> dict[str, str]:
    return {row["Touch ID"]: row["Status"] for row in book.rows() if row["Name"] == EDSGER}


def test_a_message_belongs_to_the_step_whose_words_it_has(book: Book, sources: Sources) -> None:
    first = str(book.row(EDSGER)["Draft"])
    book.set(EDSGER, Status.SENT, "2026-03-01")
    with_follow_up(book, EDSGER)
    one = ("me", EDSGER, "2026-03-01 10:00:00 UTC", first)
    two = ("me", EDSGER, "2026-03-08 10:00:00 UTC", FOLLOW_UP)
    answer = (EDSGER, "me", "2026-03-09 10:00:00 UTC", "Here I am")

    book.closed(sources.file("a.csv", sources.messages(one)))
    assert by_touch(book) == {"edsger-blom-example#1": "sent", "edsger-blom-example#2": "drafted"}

    book.closed(sources.file("b.csv", sources.messages(one, two)))
    assert by_touch(book) == {"edsger-blom-example#1": "sent", "edsger-blom-example#2": "sent"}

    book.closed(sources.file("c.csv", sources.messages(one, two, answer)))
    assert by_touch(book) == {"edsger-blom-example#1": "sent", "edsger-blom-example#2": "replied"}


def test_an_answer_between_two_steps_belongs_to_the_first(book: Book, sources: Sources) -> None:
    first = str(book.row(EDSGER)["Draft"])
    book.set(EDSGER, Status.SENT, "2026-03-01")
    with_follow_up(book, EDSGER)
    said = [
        ("me", EDSGER, "2026-03-01 10:00:00 UTC", first),
        (EDSGER, "me", "2026-03-05 10:00:00 UTC", "Here I am"),
        ("me", EDSGER, "2026-03-08 10:00:00 UTC", FOLLOW_UP),
    ]

    book.closed(sources.file("a.csv", sources.messages(*said)))

    assert by_touch(book) == {"edsger-blom-example#1": "replied", "edsger-blom-example#2": "sent"}


def test_an_old_message_beside_steps_that_are_out_is_no_news(book: Book, sources: Sources) -> None:
    book.set(EDSGER, Status.SENT, "2026-03-01")
    with_follow_up(book, EDSGER)
    old = ("me", EDSGER, "2019-03-01 10:00:00 UTC", "Happy new job!")

    report = book.closed(sources.file("a.csv", sources.messages(old)))

    assert (report.changes, report.findings, report.known) == ((), (), 1)


def test_a_follow_up_in_own_words_is_a_finding(book: Book, sources: Sources) -> None:
    book.set(EDSGER, Status.SENT, "2026-03-01")
    with_follow_up(book, EDSGER)
    own = ("me", EDSGER, "2026-03-09 10:00:00 UTC", "Any news?")

    report = book.closed(sources.file("a.csv", sources.messages(own)))

    assert report.changes == ()
    assert ["edsger-blom-example#2" in found.hint for found in report.findings] == [True]


def test_the_note_of_an_invitation_among_the_messages_is_no_follow_up(
    book: Book, sources: Sources
) -> None:
    book.set(ADA, Status.SENT, "2026-03-01")
    book.set(ADA, Status.ACCEPTED, "2026-03-04")
    with_follow_up(book, ADA)
    rows = [row["Touch ID"] for row in book.rows() if row["Name"] == ADA]
    assert rows == ["ada-byron-example#1", "ada-byron-example#2"]
    note = ("me", ADA, "2026-03-04 10:00:00 UTC", "A note in words of my own")

    report = book.closed(sources.file("a.csv", sources.messages(note)))

    assert (report.changes, report.findings) == ((), ())


def test_a_message_and_its_answer_around_midnight_are_in_order(
    book: Book, sources: Sources
) -> None:
    book.set(EDSGER, Status.SENT, "2026-03-05")
    said = [
        ("me", EDSGER, "2026-03-04 23:00:00 UTC", "Quite other words"),
        (EDSGER, "me", "2026-03-05 01:00:00 UTC", "Yes"),
    ]

    report = book.closed(sources.file("a.csv", sources.messages(*said)))

    assert report.findings == ()
    assert book.statuses()[EDSGER] == "replied"


def test_an_invitation_accepted_on_its_day_is_first_sent(book: Book, sources: Sources) -> None:
    source = sources.zip(
        Connections=sources.connections(
            ("Ada", "Byron", "linkedin.com/in/ada-byron-example", "29 Jan 2026")
        ),
        Invitations=sources.invitations((ADA, "1/29/26, 2:37 PM", "")),
    )

    report = book.closed(source)

    assert [change.after for change in report.changes] == ["sent", "accepted"]
    assert report.findings == ()


def test_an_acceptance_a_day_before_by_another_calendar_counts_on_the_day_of_sending(
    book: Book, sources: Sources
) -> None:
    book.set(ADA, Status.SENT, "2026-02-10")
    text = sources.connections(("Ada", "Byron", "linkedin.com/in/ada-byron-example", "09 Feb 2026"))

    report = book.closed(sources.file("Connections.csv", text))

    assert report.findings == ()
    assert str(book.row(ADA)["Accepted on"].date()) == "2026-02-10"


def test_a_corrected_status_stays_though_the_import_would_be_possible_again(
    book: Book, sources: Sources
) -> None:
    book.set(ADA, Status.SENT, "2026-02-01")
    text = sources.connections(("Ada", "Byron", "linkedin.com/in/ada-byron-example", "09 Feb 2026"))
    source = sources.file("Connections.csv", text)
    book.closed(source)
    book.set(ADA, Status.NO_ANSWER, "2026-03-01")

    report = book.closed(source)

    assert (report.changes, report.findings) == ((), ())
    assert book.statuses()[ADA] == "no answer"


def test_what_is_further_along_already_is_no_contradiction(book: Book, sources: Sources) -> None:
    book.set(ADA, Status.SENT, "2026-02-01")
    book.set(ADA, Status.REPLIED, "2026-03-01")
    text = sources.connections(("Ada", "Byron", "linkedin.com/in/ada-byron-example", "09 Feb 2026"))

    report = book.closed(sources.file("Connections.csv", text))

    assert (report.changes, report.findings, report.known) == ((), (), 1)


def test_a_contact_whose_row_is_gone_still_hears_of_it(book: Book, sources: Sources) -> None:
    book.set(ADA, Status.SENT, "2026-02-01")
    workbook = load_workbook(book.path)
    workbook["Contacts"].delete_rows(2)
    workbook.save(book.path)
    workbook.close()
    text = sources.connections(("Ada", "Byron", "linkedin.com/in/ada-byron-example", "09 Feb 2026"))

    book.closed(sources.file("Connections.csv", text))

    assert book.statuses()[ADA] == "accepted"


def test_a_profile_that_the_user_has_replaced_is_nobodys(
    make_book: Callable[..., Book], sources: Sources
) -> None:
    person = {
        "ID": "7", "Name": "Edsger Blom", "Company": "Kortste Pad", "Channel": "linkedin-note",
        "LinkedIn URL": "linkedin.com/in/another-blom",
        "Purpose": "the talk on routes that you gave at the town library",
    }  # fmt: skip
    book = make_book([person])
    book.set("7", Status.SENT, "2026-02-01")
    workbook = load_workbook(book.path)
    workbook["Contacts"]["E2"] = "linkedin.com/in/edsger-blom-example"
    workbook.save(book.path)
    workbook.close()
    accepted = sources.connections(("Ed", "B.", "linkedin.com/in/another-blom", "09 Feb 2026"))

    report = book.closed(sources.file("Connections.csv", accepted))

    assert (report.changes, report.strangers) == ((), 1)


def test_a_change_in_excel_is_taken_over_in_the_same_run(book: Book, sources: Sources) -> None:
    book.type(ADA, "Status", "sent")
    book.type(ADA, "Sent on", "2026-03-01")
    text = sources.connections(("Ada", "Byron", "linkedin.com/in/ada-byron-example", "08 Mar 2026"))

    book.closed(sources.file("Connections.csv", text))

    moves = [(row["From"], row["To"], row["By"]) for row in book.rows("History")]
    assert moves == [("drafted", "sent", "excel"), ("sent", "accepted", "import")]


def test_everything_else_in_the_workbook_stays(
    book: Book, sources: Sources, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    before = parts_of(book.path)

    book.closed(sources.file("i.csv", sources.invitations((ADA, "1/29/26, 2:37 PM", ""))))

    after = parts_of(book.path)
    changed = {name for name in before if after.get(name) != before[name]}
    assert "xl/worksheets/sheet1.xml" not in changed
    assert "xl/worksheets/sheet2.xml" not in changed
    assert before.keys() <= after.keys()


def test_undo_takes_an_import_back(book: Book, sources: Sources) -> None:
    before = book.path.read_bytes()
    source = sources.file("i.csv", sources.invitations((ADA, "1/29/26, 2:37 PM", "")))
    book.closed(source)
    with Campaign.open(book.path) as campaign:
        campaign.undo()
    assert book.path.read_bytes() == before

    assert len(book.closed(source).changes) == 1


def test_nothing_can_be_closed_before_the_first_draft(book: Book, sources: Sources) -> None:
    workbook = load_workbook(book.path)
    del workbook["Tracking"]
    workbook.save(book.path)
    workbook.close()

    with pytest.raises(TrackingError, match="no Tracking sheet"):
        book.closed(sources.file("i.csv", sources.invitations((ADA, "1/29/26, 2:37 PM", ""))))


_PEOPLE = st.sampled_from([ADA, GRACE, EDSGER, SARA, "Max Stranger"])
_DAY = st.integers(1, 28)
_SAID = st.tuples(
    _PEOPLE, st.booleans(), _DAY, st.integers(0, 23), st.sampled_from(["draft", "Yes"])
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(_PEOPLE, _DAY), max_size=4),
    st.lists(st.tuples(_PEOPLE, _DAY), max_size=4),
    st.lists(_SAID, max_size=6),
)
def test_any_export_can_be_read_twice(
    book: Book,
    sources: Sources,
    invited: list[tuple[str, int]],
    connected: list[tuple[str, int]],
    said: list[tuple[str, bool, int, int, str]],
) -> None:
    fresh = book.path.with_name("fresh.xlsx")
    if not fresh.exists():
        shutil.copyfile(book.path, fresh)
    shutil.copyfile(fresh, book.path)
    drafts = {row["Name"]: str(row["Draft"]) for row in book.rows()}
    messages = [
        (
            name if is_theirs else "me",
            "me" if is_theirs else name,
            f"2026-02-{day:02} {hour:02}:00:00 UTC",
            drafts.get(name, "Hello") if words == "draft" else words,
        )
        for name, is_theirs, day, hour, words in said
    ]
    urls = {
        ADA: "linkedin.com/in/ada-byron-example", SARA: "linkedin.com/in/שרה-לוי-12",
        GRACE: "linkedin.com/in/grace-murray-example",
        EDSGER: "linkedin.com/in/edsger-blom-example",
    }  # fmt: skip
    source = sources.zip(
        Invitations=sources.invitations(
            *((who, f"2/{day}/26, 1:00 AM", "") for who, day in invited)
        ),
        Connections=sources.connections(
            *((who, "", urls.get(who, ""), f"{day:02} Feb 2026") for who, day in connected)
        ),
        messages=sources.messages(*messages),
    )

    first = book.closed(source)
    once = book.path.read_bytes()
    second = book.closed(source)

    assert second.changes == ()
    assert {found.message for found in second.findings} <= {
        found.message for found in first.findings
    }
    assert book.path.read_bytes() == once
    for change in first.changes:
        assert change.note.startswith("on 2026-02-")
        assert ".csv row " in change.note


@pytest.mark.parametrize(
    ("text", "draft", "expected"),
    [
        ("Hello Ada", "hello, ADA!", True),
        ("Hello Ada", "Hello Ben", False),
        ("", "", False),
        (FOLLOW_UP + "\n-- \nNora", FOLLOW_UP, True),
        (FOLLOW_UP.replace("short", "quick"), FOLLOW_UP, True),
        (
            "Congratulations on the new job, well deserved, all the best from here!",
            FOLLOW_UP,
            False,
        ),
    ],
)
def test_a_reworded_draft_is_known_and_another_message_is_not(
    text: str, draft: str, *, expected: bool
) -> None:
    assert is_wording_of(text, draft) is expected


def test_the_report_reads_as_a_story(book: Book, sources: Sources) -> None:
    book.set(SARA, Status.SKIPPED, "2026-03-01")
    source = sources.file(
        "Invitations.csv",
        sources.invitations((ADA, "1/29/26, 2:37 PM", "Hi"), (SARA, "1/29/26, 2:38 PM", "")),
    )
    report = book.closed(source)
    printed = io.StringIO()

    with redirect_stdout(printed):
        print_answers_report(book.path, report)

    assert printed.getvalue() == (
        "Ada Byron (ada-byron-example#1): drafted → sent  on 2026-01-29; Invitations.csv row 3,"
        " linkedin.com/in/ada-byron-example: “Hi”\n"
        "contacts.xlsx:Tracking!C5: evidence-contradicts: Invitations.csv row 4,"
        ' linkedin.com/in/שרה-לוי-12 of 2026-01-29: שרה לוי (שרה-לוי-12#1): "sent" does not follow'
        ' "skipped"\n'
        "Evidence: 3 of Invitations.csv read.\n"
        "  1 left out: an invitation from somebody else\n"
        "  0 pieces said nothing new; 0 about nobody in contacts.xlsx\n"
        "Statuses: now 1 sent.\n"
    )
    record = answers_record(report)
    assert record["read"] == {"Invitations.csv": 3}


def test_the_report_of_nothing_new_says_so(book: Book, sources: Sources) -> None:
    source = sources.file("Connections.csv", sources.connections())
    printed = io.StringIO()

    with redirect_stdout(printed):
        print_answers_report(book.path, book.closed(source))

    assert printed.getvalue().endswith("Statuses: no change.\n")


def test_the_settings_sheet_silences_a_finding_of_an_import(book: Book, sources: Sources) -> None:
    book.set(SARA, Status.SKIPPED, "2026-03-01")
    text = sources.invitations((SARA, "1/29/26, 2:38 PM", ""))
    source = sources.file("Invitations.csv", text)
    assert [each.slug for each in book.closed(source).findings] == ["evidence-contradicts"]
    workbook = load_workbook(book.path)
    workbook.create_sheet("Settings").append(("evidence-contradicts", "off"))
    workbook.save(book.path)

    assert book.closed(source).findings == ()
