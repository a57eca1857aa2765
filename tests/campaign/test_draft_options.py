"""What the options of a draft leave out, and what they leave alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from planner.campaign import Campaign
from planner.model.errors import UsageError
from planner.templating.shipped import samples
from planner.tracking.book import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.campaign.conftest import Book

TEMPLATE = """Name: Email
Channel: email
Subject: A word, {{ first_name }}

Hello {{ first_name }},

{{ purpose|sentence }}

OWN TEMPLATE
{{ sender.name }}
"""


def own_template(book: Book, text: str = TEMPLATE) -> None:
    folder = book.path.parent / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "email.txt").write_text(text, encoding="utf-8")


def drafts(book: Book) -> dict[str, str]:
    """The drafts in the Tracking sheet by name, empty ones left out."""
    return {str(row["Name"]): str(row["Draft"]) for row in book.rows() if row["Draft"]}


def test_a_template_beside_the_workbook_counts_more_than_the_shipped_one(book: Book) -> None:
    own_template(book)

    book.draft()

    assert len(drafts(book)) == 3
    assert all("OWN TEMPLATE" in text for text in drafts(book).values())


def test_a_changed_template_redraws_what_is_neither_edited_nor_sent(drafted: Book) -> None:
    drafted.track("Ada Byron", Draft="My own words.")
    drafted.track("Grace Murray", Status="sent")
    drafted.draft()
    before = drafts(drafted)
    own_template(drafted)

    report = drafted.draft()

    after = drafts(drafted)
    assert (after["Ada Byron"], after["Grace Murray"]) == ("My own words.", before["Grace Murray"])
    assert "OWN TEMPLATE" in after["Edsger Blom"]
    assert (report.drafted, report.redrawn, report.kept) == (1, 1, 2)
    assert "Your own wording, and" in str(drafted.row("Ada Byron")["Flags"])
    assert drafted.row("Grace Murray")["Flags"] == ""


def test_a_changed_word_in_a_template_reaches_the_drafts(book: Book) -> None:
    own_template(book)
    book.draft()
    own_template(book, TEMPLATE.replace("OWN TEMPLATE", "ANOTHER WORD"))

    report = book.draft()

    assert report.redrawn == 3
    assert all("ANOTHER WORD" in text for text in drafts(book).values())


def test_a_template_that_fails_for_one_person_stops_nobody_else(book: Book) -> None:
    own_template(
        book, TEMPLATE.replace("OWN", "{% if name == 'Ada Byron' %}{{ compny }}{% endif %}")
    )

    report = book.draft()

    assert drafts(book).keys() == {"Grace Murray", "Edsger Blom"}
    (found,) = [each for each in report.findings if each.slug == "template-error"]
    assert found.contact == "ada@difference.example"
    assert "compny" in found.message
    assert "company" in found.message + found.hint
    assert report.flagged == 2


def test_limit_drafts_the_first_and_leaves_the_rest_for_the_next_run(book: Book) -> None:
    first = book.draft(limit=2)
    assert list(drafts(book)) == ["Ada Byron", "Grace Murray"]

    second = book.draft(limit=2)

    assert (first.drafted, second.drafted, second.unchanged) == (2, 1, 2)
    assert drafts(book).keys() == {"Ada Byron", "Grace Murray", "Edsger Blom"}
    assert len(book.rows()) == 4


def test_limit_counts_redrawn_drafts_too(drafted: Book) -> None:
    own_template(drafted)

    report = drafted.draft(limit=1)

    redrawn = [name for name, text in drafts(drafted).items() if "OWN TEMPLATE" in text]
    assert redrawn == ["Ada Byron"]
    assert (report.drafted, report.redrawn) == (1, 1)


def test_a_limit_of_nothing_drafts_nothing(book: Book) -> None:
    report = book.draft(limit=0)

    assert (report.drafted, report.flagged) == (0, 1)
    assert [row["Name"] for row in book.rows()] == ["Radia Novak"]


def test_where_drafts_those_alone(book: Book) -> None:
    report = book.draft(where=["Company=harbour systems"])

    assert [row["Name"] for row in book.rows()] == ["Grace Murray"]
    assert (report.drafted, report.flagged) == (1, 0)


def test_where_leaves_the_other_rows_of_tracking_alone(drafted: Book) -> None:
    before = drafted.rows()
    own_template(drafted)

    report = drafted.draft(where=["Company~harbour", "Name=Grace Murray"])

    changed = [row["Name"] for row, was in zip(drafted.rows(), before, strict=True) if row != was]
    assert changed == ["Grace Murray"]
    assert (report.drafted, report.redrawn, report.removed) == (1, 1, 0)


def test_a_condition_on_no_column_writes_nothing(book: Book) -> None:
    before = book.files()

    with pytest.raises(UsageError, match="Compny"):
        book.draft(where=["Compny=Harbour Systems"])

    after = book.files()
    assert {path: after[path] for path in before} == before
    assert not [path for path in after.keys() - before.keys() if path.endswith((".xlsx", ".tmp"))]


def test_out_writes_there_and_leaves_the_workbook(book: Book, tmp_path: Path) -> None:
    before = book.files()
    out = tmp_path / "drafted elsewhere.xlsx"

    report = book.draft(out=out)

    assert report.path == out
    assert book.files().keys() - before.keys() == {str(out)}
    assert {path: book.files()[path] for path in before} == before
    assert load_workbook(out).sheetnames == ["Contacts", "Sender", "Tracking"]
    assert load_workbook(book.path).sheetnames == ["Contacts", "Sender"]


def test_a_file_written_by_out_goes_on_as_the_campaign(book: Book, tmp_path: Path) -> None:
    out = tmp_path / "next.xlsx"
    book.draft(out=out)

    report = type(book)(out).draft()

    assert (report.drafted, report.unchanged, report.path) == (0, 3, None)


def test_a_dry_run_tells_all_and_touches_nothing(book: Book) -> None:
    before, status = book.files(), book.path.stat()

    told = book.draft(dry_run=True)

    assert book.files() == before
    assert (book.path.stat().st_mtime_ns, told.path, told.save) == (status.st_mtime_ns, None, None)
    done = book.draft()
    assert told.drafts == done.drafts
    assert told.decisions == done.decisions
    assert set(told.findings) == set(done.findings)
    assert (told.drafted, told.flagged) == (done.drafted, done.flagged) == (3, 1)


def test_a_dry_run_of_a_second_draft_tells_what_it_would_redraw(drafted: Book) -> None:
    drafted.write("Ada Byron", {"Purpose": "tea"})
    before = drafted.files()

    told = drafted.draft(dry_run=True)

    assert drafted.files() == before
    assert (told.drafted, told.redrawn, told.unchanged) == (1, 1, 2)
    (changed,) = [each for each in told.decisions if each.verdict == "redrawn"]
    assert "tea" in str(changed.values["Draft"])


def test_looking_leaves_no_trace(book: Book) -> None:
    before = book.files()

    with Campaign.open(book.path) as campaign:
        assert len(campaign.book.contacts) == 4
        assert campaign.findings()
        assert len(campaign.contacts_frame()) == 4
        assert len(campaign.drafts_frame()) == 3
        assert campaign.tracking_frame().empty
        assert not campaign.findings_frame().empty

    assert book.files() == before


def test_a_workbook_that_may_not_be_written_to_can_be_looked_at(book: Book) -> None:
    book.path.chmod(0o444)

    assert book.draft(dry_run=True).drafted == 3


def test_visible_only_leaves_hidden_rows_out(tmp_path: Path) -> None:
    path = tmp_path / "fundraiser.xlsx"
    shutil.copy(samples() / path.name, path)

    with Campaign.open(path) as campaign:
        everybody = len(campaign.book.contacts)
        hidden = sum(contact.is_hidden for contact in campaign.book.contacts)

    with Campaign.open(path, reading=Reading(visible_only=True)) as campaign:
        report = campaign.draft()

    assert hidden == 4
    assert len(report.decisions) == everybody - hidden
