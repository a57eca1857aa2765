"""A second run of draft: it changes what must change, keeps what is the user's, and says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl.utils import get_column_letter

from planner.campaign import Campaign
from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook

    from planner.drafting.report import DraftReport
    from tests.campaign.conftest import Book

LATER = datetime(2026, 3, 9, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
NEW_PURPOSE = "a second edition of the notes, with the tables set anew"
OWN_WORDS = "Dear Ada, it's me. Coffee on Thursday?"
SENT = [each for each in Status if each.is_sent]


def slugs(report: DraftReport, name: str, book: Book) -> set[str]:
    contact = book.row(name)["Contact ID"]
    return {found.slug for found in report.findings if found.contact == contact}


def counts(report: DraftReport) -> dict[str, int]:
    """The report's counts, those that are zero left out."""
    names = ("drafted", "redrawn", "unchanged", "kept", "flagged", "suppressed", "removed")
    return {name: number for name in names if (number := getattr(report, name))}


def test_a_run_with_nothing_new_touches_nothing(drafted: Book) -> None:
    before = drafted.files()

    report = drafted.draft(now=LATER)

    assert drafted.files() == before
    assert report.path is None
    assert counts(report) == {"unchanged": 3, "flagged": 1}


def test_a_changed_purpose_redraws_its_draft_alone(drafted: Book) -> None:
    others = drafted.others("Ada Byron")
    drafted.write("Ada Byron", {"Purpose": NEW_PURPOSE})

    report = drafted.draft()

    assert NEW_PURPOSE in str(drafted.row("Ada Byron")["Draft"])
    assert "Turin" not in str(drafted.row("Ada Byron")["Draft"])
    assert drafted.others("Ada Byron") == others
    assert counts(report) == {"drafted": 1, "redrawn": 1, "unchanged": 2, "flagged": 1}
    assert [each.contact for each in report.drafts if NEW_PURPOSE in each.text] == [
        "ada@difference.example"
    ]


def test_a_change_that_the_draft_does_not_draw_on_leaves_its_words(drafted: Book) -> None:
    before = drafted.row("Ada Byron")
    drafted.write("Ada Byron", {"Company": "Analytical Ltd"})

    report = drafted.draft()

    after = drafted.row("Ada Byron")
    assert after["Company"] == "Analytical Ltd"
    assert after["Draft"] == before["Draft"]
    assert counts(report) == {"unchanged": 3, "flagged": 1}


def test_a_purpose_that_is_filled_in_gets_its_draft(drafted: Book) -> None:
    drafted.write("Radia Novak", {"Purpose": "your rule for loops"})

    report = drafted.draft()

    row = drafted.row("Radia Novak")
    assert row["Status"] == "drafted"
    assert "your rule for loops" in str(row["Draft"])
    assert row["Flags"] == ""
    # It was not drafted before, so it is not drafted anew.
    assert counts(report) == {"drafted": 1, "unchanged": 3}


def test_a_purpose_that_is_emptied_takes_the_draft_away(drafted: Book) -> None:
    drafted.write("Ada Byron", {"Purpose": "tbd"})

    report = drafted.draft()

    row = drafted.row("Ada Byron")
    assert (row["Status"], row["Draft"], row["Subject"]) == ("needs purpose", "", "")
    assert row["Flags"] == "No purpose yet"
    assert row["Next action"] == "State the purpose in Contacts"
    assert counts(report) == {"unchanged": 2, "flagged": 2}


def test_a_hand_edit_outlives_a_changed_contact_and_is_flagged(drafted: Book) -> None:
    drafted.track("Ada Byron", Draft=OWN_WORDS)
    drafted.write("Ada Byron", {"Purpose": NEW_PURPOSE})

    report = drafted.draft()

    row = drafted.row("Ada Byron")
    assert row["Draft"] == OWN_WORDS
    assert row["Length"] == len(OWN_WORDS)
    assert "Your own wording, and" in str(row["Flags"])
    assert "draft-outdated" in slugs(report, "Ada Byron", drafted)
    assert counts(report) == {"kept": 1, "unchanged": 2, "flagged": 1}


def test_a_hand_edited_subject_counts_as_the_users_words_too(drafted: Book) -> None:
    before = drafted.row("Ada Byron")["Draft"]
    drafted.track("Ada Byron", Subject="Turin, and after")
    drafted.write("Ada Byron", {"Purpose": NEW_PURPOSE})

    drafted.draft()

    row = drafted.row("Ada Byron")
    assert (row["Subject"], row["Draft"]) == ("Turin, and after", before)
    assert "Your own wording, and" in str(row["Flags"])


def test_a_hand_edit_is_not_outdated_while_the_contact_stands(drafted: Book) -> None:
    drafted.track("Ada Byron", Draft=OWN_WORDS)

    first, content = drafted.draft(), drafted.path.read_bytes()
    second = drafted.draft(now=LATER)

    assert drafted.row("Ada Byron")["Draft"] == OWN_WORDS
    assert drafted.row("Ada Byron")["Flags"] == ""
    assert counts(first) == counts(second) == {"kept": 1, "unchanged": 2, "flagged": 1}
    assert drafted.path.read_bytes() == content


def test_an_outdated_draft_is_flagged_until_the_user_acts_and_then_drawn_anew(
    drafted: Book,
) -> None:
    drafted.track("Ada Byron", Draft=OWN_WORDS)
    drafted.write("Ada Byron", {"Purpose": NEW_PURPOSE})
    drafted.draft()

    assert counts(drafted.draft(now=LATER)) == {"kept": 1, "unchanged": 2, "flagged": 1}
    assert "Your own wording, and" in str(drafted.row("Ada Byron")["Flags"])
    drafted.track("Ada Byron", Subject=None, Draft=None)
    report = drafted.draft(now=LATER)

    assert NEW_PURPOSE in str(drafted.row("Ada Byron")["Draft"])
    assert drafted.row("Ada Byron")["Flags"] == ""
    assert report.redrawn == 1


def test_an_approved_draft_stays_as_it_was_approved(drafted: Book) -> None:
    before = drafted.row("Ada Byron")["Draft"]
    drafted.track("Ada Byron", Status="approved")
    drafted.write("Ada Byron", {"Purpose": NEW_PURPOSE})

    drafted.draft()

    row = drafted.row("Ada Byron")
    assert (row["Draft"], row["Status"]) == (before, "approved")
    assert "Your own wording, and" in str(row["Flags"])


@pytest.mark.parametrize("status", SENT)
def test_what_has_gone_out_never_changes(drafted: Book, status: Status) -> None:
    drafted.track("Ada Byron", Status=str(status), Sent_on=date(2026, 3, 1))
    drafted.draft()
    before = drafted.row("Ada Byron")
    drafted.write("Ada Byron", {"Purpose": NEW_PURPOSE, "Company": "Analytical Ltd"})

    report = drafted.draft(now=LATER)

    assert drafted.row("Ada Byron") == before
    assert before["Status"] == str(status)
    assert "Turin" in str(before["Draft"])
    followed_up = {"drafted": 1} if status in {Status.SENT, Status.ACCEPTED} else {}
    assert counts(report) == {"kept": 1, "unchanged": 2, "flagged": 1, **followed_up}


def test_what_has_gone_out_stays_when_its_purpose_or_its_row_is_gone(drafted: Book) -> None:
    drafted.track("Ada Byron", Status="sent")
    drafted.draft()
    before = drafted.row("Ada Byron")
    drafted.write("Ada Byron", {"Purpose": None})
    drafted.draft()
    assert drafted.row("Ada Byron") == before

    drafted.changed(lambda workbook: workbook["Contacts"].delete_rows(3))
    report = drafted.draft(now=LATER)

    assert drafted.row("Ada Byron") == before
    assert report.removed == 1


def test_a_contact_that_is_gone_keeps_its_row_flagged(drafted: Book) -> None:
    before = drafted.row("Grace Murray")
    others = drafted.others("Grace Murray")
    drafted.changed(lambda workbook: workbook["Contacts"].delete_rows(4))

    report = drafted.draft()

    after = drafted.row("Grace Murray")
    assert after["Flags"] == "No longer among the contacts"
    assert {**after, "Flags": before["Flags"], "Next action": before["Next action"]} == before
    assert drafted.others("Grace Murray") == others
    assert "contact-removed" in slugs(report, "Grace Murray", drafted)
    assert counts(report) == {"unchanged": 2, "flagged": 1, "removed": 1}
    content = drafted.path.read_bytes()
    assert counts(drafted.draft(now=LATER)) == counts(report)
    assert drafted.path.read_bytes() == content


def test_a_contact_that_returns_is_taken_up_where_it_was(
    drafted: Book, people: Sequence[Mapping[str, str]]
) -> None:
    before = drafted.rows()

    def take_away(workbook: Workbook) -> None:
        workbook["Contacts"].delete_rows(4)

    def put_back(workbook: Workbook) -> None:
        workbook["Contacts"].append([*people[2].values()])

    drafted.changed(take_away)
    assert drafted.draft().removed == 1
    drafted.changed(put_back)
    report = drafted.draft()

    assert drafted.rows() == before
    assert counts(report) == {"unchanged": 3, "flagged": 1}


def test_a_word_that_draft_turns_back_is_told_once(drafted: Book) -> None:
    drafted.track("Ada Byron", Status="needs purpose")
    drafted.draft(now=LATER)
    drafted.draft(now=LATER)
    with Campaign.open(drafted.path, now=LATER) as campaign:
        changes = [(each.before, each.after, str(each.by)) for each in campaign.changes()]
        campaign.plan()
        again = campaign.changes()
    assert changes == [
        ("drafted", "needs purpose", "excel"),
        ("needs purpose", "drafted", "command"),
    ]
    assert len(again) == 2


SILENCED = ("settings", "ignored")


def weighed(book: Book, slug: str, how: str) -> DraftReport:
    """Draft with the check `slug` lowered in Settings or left out of the run."""
    if how == "settings":
        book.changed(lambda workbook: workbook.create_sheet("Settings").append([slug, "advice"]))
    with Campaign.open(book.path, now=LATER, ignored=[] if how == "settings" else [slug]) as again:
        return again.draft()


@pytest.mark.parametrize("how", SILENCED)
def test_the_flag_of_an_outdated_draft_goes_when_its_check_is_lowered(
    drafted: Book, how: str
) -> None:
    drafted.track("Ada Byron", Draft=OWN_WORDS)
    drafted.write("Ada Byron", {"Purpose": NEW_PURPOSE})
    drafted.draft()

    weighed(drafted, "draft-outdated", how)

    assert drafted.row("Ada Byron")["Flags"] == ""
    assert drafted.row("Ada Byron")["Draft"] == OWN_WORDS


@pytest.mark.parametrize("how", SILENCED)
def test_the_flag_of_a_contact_that_is_gone_goes_when_its_check_is_lowered(
    drafted: Book, how: str
) -> None:
    drafted.changed(lambda workbook: workbook["Contacts"].delete_rows(4))
    drafted.draft()

    weighed(drafted, "contact-removed", how)

    row = drafted.row("Grace Murray")
    assert (row["Flags"], row["Status"]) == ("", "drafted")


def test_the_users_own_words_are_judged_at_their_own_cell(drafted: Book) -> None:
    drafted.track("Ada Byron", Draft="Dear Ada,\nI am in Turin with [Name].\nThank you")
    drafted.track("Grace Murray", Status="approved", Draft="Hello Ada,\nyours truly.\nThanks")

    report = drafted.draft()

    found = {each.slug: each for each in report.findings if each.sheet == "Tracking"}
    rows = drafted.rows()
    names = [row["Name"] for row in rows]
    headers = list(rows[0])
    column = get_column_letter(headers.index("Draft") + 1)
    assert {slug: each.cell for slug, each in found.items()} == {
        "draft-residue": f"{column}{names.index('Ada Byron') + 2}",
        "draft-other-person": f"{column}{names.index('Grace Murray') + 2}",
    }
    row = drafted.row("Ada Byron")
    assert (row["Flags"], row["Status"]) == ("A placeholder is left in the message", "drafted")
    assert row["Next action"] == "Mend this draft: a placeholder is left in the message"
    assert "[Name]" in str(row["Draft"])
    assert drafted.row("Grace Murray")["Status"] == "approved"
    content = drafted.path.read_bytes()
    assert drafted.draft(now=LATER).redrawn == 0
    assert drafted.path.read_bytes() == content


def test_words_of_the_users_own_need_not_quote_the_purpose(drafted: Book) -> None:
    drafted.track("Ada Byron", Draft=OWN_WORDS)

    assert not slugs(drafted.draft(), "Ada Byron", drafted)


def test_once_it_is_out_the_users_wording_is_past_mending(drafted: Book) -> None:
    drafted.track("Ada Byron", Draft="I am in Turin with [Name].", Status="sent")

    assert "draft-residue" not in slugs(drafted.draft(), "Ada Byron", drafted)


def test_of_what_is_out_nothing_is_said_that_nobody_can_change(
    drafted: Book, people: Sequence[Mapping[str, str]]
) -> None:
    folder = drafted.path.parent / "templates"
    folder.mkdir()
    text = "Channel: email\nSubject: A word\n\nDear [Name], {{ purpose }}. {{ nowhere }}"
    (folder / "email.txt").write_text(text.replace("{{ nowhere }}", ""), encoding="utf-8")
    names = [person["Name"] for person in people if person["Purpose"]]
    drafted.track(names[0], Status="sent")

    report = drafted.draft()
    assert not slugs(report, names[0], drafted)
    assert "draft-residue" in slugs(report, names[1], drafted)

    (folder / "email.txt").write_text(text, encoding="utf-8")
    report = drafted.draft()
    assert not slugs(report, names[0], drafted)
    assert "template-error" in slugs(report, names[1], drafted)
