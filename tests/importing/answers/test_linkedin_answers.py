"""What LinkedIn's export changes in a campaign, and what it leaves alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.importing.answers.conftest import Book, Sources

ADA, GRACE, EDSGER, SARA = "Ada Byron", "Grace Múrray", "Edsger Blom", "שרה לוי"


def day(row: dict[str, object], header: str) -> str:
    """The day in a cell of Tracking."""
    value = row[header]
    assert isinstance(value, datetime), value
    return value.date().isoformat()


def test_an_invitation_sent_outside_planner_is_sent_with_its_day(
    book: Book, sources: Sources
) -> None:
    text = sources.invitations((ADA, "1/29/26, 2:37 PM", "Hello, Ada 👋"))
    report = book.closed(sources.file("Invitations.csv", text))

    assert [(each.name, each.after) for each in report.changes] == [(ADA, "sent")]
    assert day(book.row(ADA), "Sent on") == "2026-01-29"
    (change,) = book.rows("History")
    assert change["By"] == "import"
    assert change["Note"] == (
        "on 2026-01-29; Invitations.csv row 3, linkedin.com/in/ada-byron-example: “Hello, Ada 👋”"
    )


def test_the_whole_export_takes_each_touch_all_the_way(book: Book, sources: Sources) -> None:
    draft = book.row(EDSGER)["Draft"]
    source = sources.zip(
        Connections=sources.connections(
            ("Ada", "Byron", "https://www.linkedin.com/in/ada-byron-example", "02 Feb 2026"),
            ("שרה", "לוי", "https://www.linkedin.com/in/שרה-לוי-12", "11 Feb 2026"),
        ),
        messages=sources.messages(
            (ADA, "me", "2026-02-03 10:00:00 UTC", "Gladly,\nwrite to me"),
            ("me", EDSGER, "2026-02-05 10:00:00 UTC", str(draft)),
            (EDSGER, "me", "2026-02-05 11:30:00 UTC", "Yes, of course"),
        ),
        Invitations=sources.invitations(
            (ADA, "1/29/26, 2:37 PM", ""), (SARA, "2/9/26, 7:01 AM", "שלום")
        ),
        Skills="Name\nArithmetic\n",
    )

    report = book.closed(source)

    assert book.statuses() == {
        ADA: "replied", GRACE: "drafted", EDSGER: "replied", SARA: "accepted"
    }  # fmt: skip
    ada = book.row(ADA)
    assert [day(ada, header) for header in ("Sent on", "Accepted on", "Answered on")] == [
        "2026-01-29", "2026-02-02", "2026-02-03",
    ]  # fmt: skip
    moves = [(row["Name"], row["From"], row["To"]) for row in book.rows("History")]
    assert (ADA, "sent", "accepted") in moves
    assert (ADA, "accepted", "replied") in moves
    assert len(moves) == len(report.changes) == 7
    again = book.closed(source)
    assert (again.changes, again.findings, again.known) == ((), (), 7)
    assert report.findings == ()
    assert report.read == {"Connections.csv": 3, "messages.csv": 3, "Invitations.csv": 3}
    assert report.skipped == {
        "a member who hides name and profile": 1, "an invitation from somebody else": 1
    }  # fmt: skip


def test_a_second_run_changes_nothing_and_leaves_the_file_alone(
    book: Book, sources: Sources
) -> None:
    source = sources.zip(
        Connections=sources.connections(
            ("Ada", "Byron", "linkedin.com/in/ada-byron-example", "02 Feb 2026")
        ),
        Invitations=sources.invitations((ADA, "1/29/26, 2:37 PM", "")),
    )
    book.closed(source)
    before, stamp = book.path.read_bytes(), book.path.stat().st_mtime_ns

    report = book.closed(source)

    assert report.changes == ()
    assert report.known == 2
    assert report.save is None
    assert (book.path.read_bytes(), book.path.stat().st_mtime_ns) == (before, stamp)


def test_what_the_user_corrected_after_an_import_stays_corrected(
    book: Book, sources: Sources
) -> None:
    book.set(ADA, Status.SENT, "2026-03-01")
    answer = sources.messages(
        (ADA, "me", "2026-03-03 10:00:00 UTC", "I am away"),
        ("me", GRACE, "2026-01-01 10:00:00 UTC", "x"),
    )
    source = sources.file("messages.csv", answer)
    book.closed(source)
    book.type(ADA, "Status", "no answer")

    report = book.closed(source)

    assert report.changes == ()
    assert book.statuses()[ADA] == "no answer"


@pytest.mark.parametrize("preamble", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_every_form_of_connections_is_read(
    book: Book, sources: Sources, *, preamble: bool, encoding: str, separator: str
) -> None:
    book.set(SARA, Status.SENT, "2026-02-01")
    text = sources.connections(
        ("שרה", "לוי", "https://linkedin.com/in/שרה-לוי-12", "08 Feb 2026"), preamble=preamble
    )
    text = text.replace("Some Company, Inc.", "Some Company").replace(
        '"Some Company"', "Some Company"
    )
    report = book.closed(sources.file("my connections.txt", text.replace(",", separator), encoding))

    assert day(book.row(SARA), "Accepted on") == "2026-02-08"
    assert len(report.changes) == 1


def test_old_connections_without_profiles_are_only_a_finding(book: Book, sources: Sources) -> None:
    book.set(ADA, Status.SENT, "2026-02-01")
    text = sources.connections(("Ada", "Byron", "", "08 Feb 2026"), urls=False, preamble=False)

    report = book.closed(sources.file("Connections.csv", text))

    assert report.changes == ()
    (found,) = report.findings
    assert found.slug == "evidence-uncertain"
    assert (
        found.message == "Connections.csv row 2, Ada Byron of 2026-02-08: only the name is the same"
    )
    assert found.sheet == "Tracking"
    assert found.hint.endswith('set ada-byron-example#1 accepted --on 2026-02-08".')
    assert book.statuses()[ADA] == "sent"


def test_old_invitations_without_profiles_are_only_a_finding(book: Book, sources: Sources) -> None:
    text = sources.invitations((ADA, "1/29/26, 2:37 PM", "Hello"), urls=False)

    report = book.closed(sources.file("Invitations.csv", text))

    assert report.changes == ()
    assert [found.slug for found in report.findings] == ["evidence-uncertain"]


def test_a_namesake_with_another_profile_changes_nothing(book: Book, sources: Sources) -> None:
    book.set(ADA, Status.SENT, "2026-02-01")
    text = sources.connections(
        ("Ada", "Byron", "https://linkedin.com/in/another-ada", "08 Feb 2026")
    )

    report = book.closed(sources.file("Connections.csv", text))

    assert report.changes == ()
    assert [found.slug for found in report.findings] == ["evidence-uncertain"]


def test_a_profile_of_two_contacts_is_a_finding(
    make_book: Callable[..., Book], sources: Sources
) -> None:
    common = {"LinkedIn URL": "linkedin.com/in/shared", "Channel": "linkedin-note"}
    people = [
        {
            "ID": "1",
            "Name": "Ann Gray",
            "Company": "One",
            "Purpose": "the atlas of 1911 that you restored",
            **common,
        },
        {
            "ID": "2",
            "Name": "Tom Reed",
            "Company": "Two",
            "Purpose": "the bindings that you showed in Leeds",
            **common,
        },
    ]
    book = make_book(people, drafted=1)
    text = sources.connections(("Ann", "Gray", "https://linkedin.com/in/shared", "08 Feb 2026"))
    book.set("1", Status.SENT, "2026-02-01")

    report = book.closed(sources.file("Connections.csv", text))

    assert report.changes == ()
    assert [found.contact for found in report.findings] == ["1"]
    assert "2 contacts" in report.findings[0].message


def test_a_connection_from_before_the_draft_is_advice(book: Book, sources: Sources) -> None:
    text = sources.connections(
        ("Ada", "Byron", "https://linkedin.com/in/ada-byron-example", "08 Feb 2019")
    )

    report = book.closed(sources.file("Connections.csv", text))

    assert report.changes == ()
    assert [(found.slug, str(found.severity)) for found in report.findings] == [
        ("already-connected", "advice")
    ]


def test_an_acceptance_long_before_the_invitation_contradicts(book: Book, sources: Sources) -> None:
    book.set(ADA, Status.SENT, "2026-02-20")
    text = sources.connections(
        ("Ada", "Byron", "https://linkedin.com/in/ada-byron-example", "08 Feb 2026")
    )

    report = book.closed(sources.file("Connections.csv", text))

    assert report.changes == ()
    assert [found.slug for found in report.findings] == ["evidence-contradicts"]


def test_an_invitation_to_somebody_skipped_contradicts(book: Book, sources: Sources) -> None:
    book.set(ADA, Status.SKIPPED, "2026-02-20")

    report = book.closed(
        sources.file("Invitations.csv", sources.invitations((ADA, "2/1/26, 1:00 AM", "")))
    )

    assert report.changes == ()
    assert [found.slug for found in report.findings] == ["evidence-contradicts"]
    assert book.statuses()[ADA] == "skipped"


def test_one_doubt_does_not_stop_the_others(book: Book, sources: Sources) -> None:
    book.set(ADA, Status.SKIPPED, "2026-02-20")
    text = sources.invitations((ADA, "2/1/26, 1:00 AM", ""), (SARA, "2/1/26, 1:05 AM", ""))

    report = book.closed(sources.file("Invitations.csv", text))

    assert [change.name for change in report.changes] == [SARA]
    assert len(report.findings) == 1


@pytest.mark.parametrize(
    "tail",
    [
        (),
        ("ATTACHMENTS",),
        ("ATTACHMENTS", "IS MESSAGE DRAFT"),
        ("IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"),
    ],
)
def test_messages_with_any_tail_are_read(
    book: Book, sources: Sources, tail: tuple[str, ...]
) -> None:
    words = str(book.row(EDSGER)["Draft"])
    text = sources.messages(("me", EDSGER, "2026-03-04 10:00:00 UTC", words), tail=tail)

    book.closed(sources.file("messages.csv", text))

    assert book.statuses()[EDSGER] == "sent"


def test_a_message_that_is_still_a_draft_is_no_message(book: Book, sources: Sources) -> None:
    words = str(book.row(EDSGER)["Draft"])
    text = sources.messages(
        ("me", EDSGER, "2026-03-04 10:00:00 UTC", words), tail=("IS MESSAGE DRAFT",), draft="Yes"
    )

    report = book.closed(sources.file("messages.csv", text))

    assert report.changes == ()
    assert report.skipped == {"a draft": 1}


def test_a_draft_reworded_while_sending_is_known(book: Book, sources: Sources) -> None:
    words = str(book.row(EDSGER)["Draft"]).replace("Hello", "Good morning") + "\nP.S. Greetings!"
    text = sources.messages(("me", EDSGER, "2026-03-04 10:00:00 UTC", words))

    book.closed(sources.file("messages.csv", text))

    assert day(book.row(EDSGER), "Sent on") == "2026-03-04"


def test_an_old_message_about_something_else_is_a_finding(book: Book, sources: Sources) -> None:
    text = sources.messages(("me", EDSGER, "2019-03-04 10:00:00 UTC", "Happy new job!"))

    report = book.closed(sources.file("messages.csv", text))

    assert report.changes == ()
    assert [found.slug for found in report.findings] == ["evidence-uncertain"]
    assert "“Happy new job!”" in report.findings[0].message


def test_a_message_in_own_words_counts_once_the_campaign_is_at_work(
    book: Book, sources: Sources
) -> None:
    book.set(ADA, Status.SENT, "2026-03-20")  # History begins today
    text = sources.messages(("me", EDSGER, "2026-03-20 07:00:00 UTC", "I wrote by hand, Edsger"))

    book.closed(sources.file("messages.csv", text))

    assert book.statuses()[EDSGER] == "sent"


def test_an_answer_to_what_the_person_wrote_first_is_no_first_message(
    book: Book, sources: Sources
) -> None:
    book.set(ADA, Status.SENT, "2026-03-20")
    text = sources.messages(
        (EDSGER, "me", "2026-03-20 06:00:00 UTC", "Nora, a question"),
        ("me", EDSGER, "2026-03-20 07:00:00 UTC", "Glad to help"),
    )

    report = book.closed(sources.file("messages.csv", text))

    assert report.changes == ()
    assert book.statuses()[EDSGER] == "drafted"


def test_a_message_before_ours_is_no_answer_to_it(book: Book, sources: Sources) -> None:
    words = str(book.row(EDSGER)["Draft"])
    text = sources.messages(
        (EDSGER, "me", "2026-03-04 09:00:00 UTC", "We met yesterday"),
        ("me", EDSGER, "2026-03-04 10:00:00 UTC", words),
    )

    book.closed(sources.file("messages.csv", text))

    assert book.statuses()[EDSGER] == "sent"


def test_an_answer_on_the_same_day_without_the_order_known_is_a_finding(
    book: Book, sources: Sources
) -> None:
    book.set(EDSGER, Status.SENT, "2026-03-04")
    text = sources.messages(
        (EDSGER, "me", "2026-03-04 09:00:00 UTC", "Hello"),
        ("me", GRACE, "2026-01-01 10:00:00 UTC", "x"),
    )

    report = book.closed(sources.file("messages.csv", text))

    assert report.changes == ()
    assert "which was first is not known" in report.findings[0].message


def test_an_answer_in_a_group_is_a_finding(book: Book, sources: Sources) -> None:
    book.set(EDSGER, Status.SENT, "2026-03-01")
    text = sources.messages(
        (EDSGER, "me", "2026-03-04 09:00:00 UTC", "Hello all"),
        ("me", GRACE, "2026-01-01 10:00:00 UTC", "x"),
    ).replace("nora-whitfield-example,", "nora-whitfield-example,")
    mine = "https://www.linkedin.com/in/nora-whitfield-example,2026-03-04"
    group = '"https://www.linkedin.com/in/nora-whitfield-example,https://www.linkedin.com/in/third",2026-03-04'
    assert mine in text

    report = book.closed(sources.file("messages.csv", text.replace(mine, group)))

    assert report.changes == ()
    assert "several people" in report.findings[0].message


def test_a_reply_by_linkedin_to_an_email_is_left_to_the_user(book: Book, sources: Sources) -> None:
    book.set(GRACE, Status.SENT, "2026-03-01")
    text = sources.messages(
        (GRACE, "me", "2026-03-04 09:00:00 UTC", "I saw your mail"),
        ("me", ADA, "2026-01-01 10:00:00 UTC", "x"),
    )

    report = book.closed(sources.file("messages.csv", text))

    assert report.changes == ()
    messages = [
        found.message for found in report.findings if found.contact == "grace-murray-example"
    ]
    assert messages == [
        (
            "messages.csv row 2, linkedin.com/in/grace-murray-example: “I saw your mail”"
            " of 2026-03-04: it came by message, and the touch by email"
        )
    ]


def test_whose_export_it_is_shows_without_a_sender_profile(
    make_book: Callable[..., Book], sources: Sources
) -> None:
    book = make_book(sender={"Name": "N. W.", "Headline": "Teacher", "Offer": "my examples"})
    words = str(book.row(EDSGER)["Draft"])
    one = sources.messages(("me", EDSGER, "2026-03-04 10:00:00 UTC", words))
    two = sources.messages(
        ("me", EDSGER, "2026-03-04 10:00:00 UTC", words),
        (ADA, "me", "2019-03-04 10:00:00 UTC", "Hi"),
    )

    unsure = book.closed(sources.file("messages.csv", one))
    assert unsure.changes == ()
    assert unsure.skipped == {"it is not known which side of the conversation is yours": 1}

    book.closed(sources.file("messages.csv", two))
    assert book.statuses()[EDSGER] == "sent"


@pytest.mark.parametrize(
    ("zone", "sent"), [(UTC, "2026-03-04"), (timezone(timedelta(hours=9)), "2026-03-05")]
)
def test_a_time_becomes_the_day_where_the_user_lives(
    book: Book, sources: Sources, zone: timezone, sent: str
) -> None:
    words = str(book.row(EDSGER)["Draft"])
    text = sources.messages(("me", EDSGER, "2026-03-04 18:00:00 UTC", words))

    book.closed(sources.file("messages.csv", text), zone=zone)

    assert day(book.row(EDSGER), "Sent on") == sent
