"""What each page shows, and what its buttons do to the workbook."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

from planner.model.status import Status
from planner.tracking.changes import Order
from tests.review.conftest import make_desk, today

if TYPE_CHECKING:
    from tests.review.conftest import Book, Desk


# --- today ---------------------------------------------------------------------------------------


def test_today_shows_whoever_planner_next_would_show_first(desk: Desk) -> None:
    with desk.book.campaign() as campaign:
        due = campaign.due().due

    html = desk.text("today")

    assert f"1 of {len(due)}" in html
    assert [each.contact.name for each in due] == ["Ada Byron", "Grace Múrray", "Edsger Blom"]
    assert "the notes on the engine" in html
    assert "Turin 1840 (event)" in html
    assert "https://www.linkedin.com/in/ada-byron-example" in html


def test_sent_is_written_down_and_the_next_person_comes(desk: Desk) -> None:
    answer = desk.press(desk.text("today"), "I have sent it")

    row = desk.book.row("Ada Byron")
    assert (row["Status"], row["Sent on"].date()) == ("sent", today())
    page = desk.client.get(answer.headers["Location"], base_url=desk.guard.origin).text
    assert "Saved: Ada Byron: sent" in page
    assert re.search(r'id="person"><a[^>]*>Grace Múrray', page)


def test_a_call_is_made_and_a_letter_posted(drafted: Book) -> None:
    drafted.typed("Ada Byron", Channel="letter")
    desk = make_desk(drafted)

    desk.press(desk.text("today"), "I have posted it")

    page = desk.text("today")
    assert "Saved: Ada Byron: posted" in page
    desk.press(page, "Undo: it did not go out")
    assert drafted.row("Ada Byron")["Status"] == "drafted"


def test_an_answer_to_the_message_before_makes_a_follow_up_needless(drafted: Book) -> None:
    touch = drafted.row("Grace Múrray")["Touch ID"]
    with drafted.campaign() as campaign:
        campaign.set_status([Order(touch, Status.SENT, today() - timedelta(days=30))])
    drafted.drafted()
    desk = make_desk(drafted)
    html = desk.text("today", touch=touch.replace("#1", "#2"))

    desk.press(html, "They replied")

    rows = [row for row in drafted.rows() if row["Name"] == "Grace Múrray"]
    assert [row["Status"] for row in rows] == ["replied", "drafted"]
    queue = desk.text("today").partition('class="queue"')[2].partition("</ol>")[0]
    assert "Ada Byron" in queue
    assert "Grace" not in queue


def test_later_takes_a_date_or_so_many_days(desk: Desk) -> None:
    desk.press(desk.text("today"), "Put off", day="+3")
    grace = desk.text("today", touch=desk.touch("Grace Múrray"))
    desk.press(grace, "Put off", day="2099-12-31")

    planned = desk.book.row("Ada Byron")["Planned for"].date()
    assert planned == today() + timedelta(days=3)
    assert desk.book.row("Grace Múrray")["Planned for"].date() == date(2099, 12, 31)
    assert "1 of 1" in desk.text("today")


def test_a_day_that_is_none_changes_nothing_and_says_so(desk: Desk) -> None:
    answer = desk.press(desk.text("today"), "Put off", day="some time")

    assert answer.status_code == 422
    assert "is no date" in answer.text
    assert desk.book.row("Ada Byron")["Planned for"] == ""


def test_skip_takes_somebody_out_of_the_queue(desk: Desk) -> None:
    desk.press(desk.text("today"), "Skip")

    assert desk.book.row("Ada Byron")["Status"] == "skipped"
    assert "1 of 2" in desk.text("today")


def test_an_answer_is_written_down_and_found_again(desk: Desk) -> None:
    desk.press(desk.text("today"), "I have sent it")

    desk.press(desk.text("today"), "Answered")

    assert desk.book.row("Ada Byron")["Status"] == "replied"
    assert "1 has answered" in desk.text("today")
    found = desk.text("people", status="have answered")
    assert "Have answered (1)" in found
    assert "Ada Byron" in found
    assert "Grace" not in found


def test_an_email_opens_the_mail_program_with_its_words(desk: Desk) -> None:
    html = desk.text("today", touch=desk.touch("Grace Múrray"))

    assert 'href="mailto:grace@harbour.example?subject=' in html


def test_nobody_due_says_what_to_do(desk: Desk) -> None:
    for _ in range(3):
        desk.press(desk.text("today"), "Skip")

    assert "Nobody is due today" in desk.text("today")


def test_a_workbook_without_drafts_offers_to_draft_it(book: Book) -> None:
    desk = make_desk(book)

    desk.press(desk.text("today"), "Draft them now")

    assert [row["Status"] for row in book.rows()] == [*["drafted"] * 3, "needs purpose"]
    assert "1 of 3" in desk.text("today")


# --- drafts --------------------------------------------------------------------------------------


def test_the_list_shows_status_length_limit_and_findings(desk: Desk) -> None:
    html = desk.text("drafts")

    length = desk.book.row("Ada Byron")["Length"]
    assert f"{length}/" in html
    assert str(desk.book.row("Mary Vane")["Flags"]) in html
    assert html.count('name="ticked"') == 4


def test_the_list_can_be_narrowed(desk: Desk) -> None:
    def names(**parts: str) -> list[str]:
        return re.findall(r'aria-label="Tick ([^"]+)"', desk.text("drafts", **parts))

    assert names(find="harbour") == ["Grace Múrray", "Mary Vane"]
    assert names(findings="with") == ["Mary Vane"]
    assert names(status="drafted") == ["Ada Byron", "Grace Múrray", "Edsger Blom"]
    assert names(status="sent") == []
    assert "No draft is like that" in desk.text("drafts", status="sent")


def test_edited_words_are_saved_and_stay(desk: Desk) -> None:
    touch = desk.touch("Ada Byron")
    words = "Hello Ada,\nI write about the notes on the engine that you read out in Turin.\nNora"

    desk.press(desk.text("drafts", touch=touch), "Save", text=words.replace("\n", "\r\n"))

    assert desk.book.row("Ada Byron")["Draft"] == words
    desk.book.drafted()
    assert desk.book.row("Ada Byron")["Draft"] == words


def test_approving_goes_on_to_the_next_draft(desk: Desk) -> None:
    answer = desk.press(desk.text("drafts"), "Approve")

    assert desk.book.row("Ada Byron")["Status"] == "approved"
    assert f"touch={desk.touch('Grace Múrray')}&" in unquote(answer.location)


def test_what_has_no_draft_is_passed_over_when_approving(desk: Desk) -> None:
    touch = desk.touch("Edsger Blom")

    answer = desk.press(desk.text("drafts", touch=touch), "Approve")

    assert f"touch={desk.touch('Ada Byron')}&" in unquote(answer.location)


def test_edited_words_can_be_approved_in_one_go(desk: Desk) -> None:
    words = "Hello Ada, I write about the notes on the engine from Turin. Nora"

    desk.press(desk.text("drafts"), "Approve", text=words)

    row = desk.book.row("Ada Byron")
    assert (row["Status"], row["Draft"]) == ("approved", words)


def test_planners_text_can_be_taken_back(desk: Desk) -> None:
    touch, before = desk.touch("Grace Múrray"), desk.book.row("Grace Múrray")
    desk.press(desk.text("drafts", touch=touch), "Approve", text="Other words", subject="Other")

    desk.press(desk.text("drafts", touch=touch), "Take planner's text back")

    after = desk.book.row("Grace Múrray")
    assert [after[name] for name in ("Status", "Subject", "Draft")] == [
        before[name] for name in ("Status", "Subject", "Draft")
    ]
    with desk.book.campaign() as campaign:
        assert campaign.draft().unchanged == 3


def test_the_findings_of_typed_words_are_told_before_they_are_saved(desk: Desk) -> None:
    before = desk.book.path.read_bytes()
    fields = {"key": desk.guard.key, "touch": desk.touch("Ada Byron"), "subject": ""}

    named = desk.post("words/check", fields | {"text": "Hello Peter,\nhow are the engine notes?"})
    long = desk.post("words/check", fields | {"text": "the notes on the engine in Turin " * 20})

    assert 'greets "Peter"' in named.text.replace("&#34;", '"')
    assert "too many" in long.text
    assert desk.book.path.read_bytes() == before


def test_the_ticked_drafts_are_approved_in_one_edit(desk: Desk) -> None:
    html = desk.text("drafts")
    ticks = re.findall(r'name="ticked" value="([^"]+)"', html)[:2]
    fields = [("key", desk.guard.key), *(("ticked", tick) for tick in ticks)]

    desk.post("approve", fields)

    assert [row["Status"] for row in desk.book.rows()] == [
        "approved", "approved", "drafted", "needs purpose",
    ]  # fmt: skip
    desk.press(desk.text("drafts"), "Undo")
    assert {row["Status"] for row in desk.book.rows()} == {"drafted", "needs purpose"}


def test_all_without_a_finding_are_approved_and_no_other(desk: Desk) -> None:
    desk.book.typed("Grace Múrray", Draft="Hello Peter, what about the compiler course review?")

    desk.press(desk.text("drafts"), "Approve all without a finding")

    assert [row["Status"] for row in desk.book.rows()] == [
        "approved", "drafted", "approved", "needs purpose",
    ]  # fmt: skip


def test_the_words_of_a_draft_name_the_cells_that_they_come_from(desk: Desk) -> None:
    html = desk.text("drafts")

    marked = dict(re.findall(r'<mark[^>]*title="([^"]+)">([^<]+)<', html))
    assert marked["purpose: Contacts!F2"] == "the notes on the engine that you read out in Turin"


def test_colleagues_are_shown_side_by_side(book: Book) -> None:
    book.typed("Mary Vane", "Contacts", Purpose="the lamp room, which our pupils would like to see")
    desk = make_desk(book.drafted())

    html = desk.text("drafts/company", touch=desk.touch("Grace Múrray"))

    assert "the lamp room" in html
    assert "compiler course" in html
    assert "Ada" not in html


def test_a_draft_in_html_is_shown_where_it_can_do_nothing(book: Book) -> None:
    folder = book.path.parent / "templates"
    folder.mkdir()
    (folder / "page.txt").write_text(
        "Channel: email\nSubject: {{ purpose }}\nContent-Type: text/html\n\n"
        "<p>Hello {{ name }}, {{ purpose }}</p><script>alert(1)</script>\n",
        encoding="utf-8",
    )
    with book.campaign() as campaign:
        campaign.draft(template="page", where=["Name=Edsger Blom"])
    desk = make_desk(book)
    touch = desk.touch("Edsger Blom")

    page, shown = desk.text("drafts", touch=touch), desk.get("drafts/html", touch=touch)

    assert re.search(r"<iframe[^>]* sandbox [^>]*drafts/html", page)
    assert "<script>alert" not in page
    policy = shown.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "frame-ancestors 'self'" in policy


# --- purposes ------------------------------------------------------------------------------------


def test_a_purpose_is_shown_as_its_sentence_and_written_into_its_cell(desk: Desk) -> None:
    html = desk.text("purposes")
    who = re.search(r'name="who" value="([^"]+)"', html)
    assert who is not None
    fields = {"key": desk.guard.key, "who": who[1], "purpose": "the lamp room"}

    tried = desk.post("purposes/try", fields).text
    before = desk.book.row("Mary Vane", "Contacts")["Purpose"]
    desk.press(html, "Save and go on", purpose="the lamp room, which our pupils would like to see")

    assert "the lamp room" in tried
    assert "“" in tried
    assert before == "TBD"
    stated = desk.book.row("Mary Vane", "Contacts")["Purpose"]
    assert stated == "the lamp room, which our pupils would like to see"
    page = desk.text("purposes")
    assert "Every row states its purpose" in page
    desk.press(page, "Draft it now")
    assert "the lamp room" in desk.book.row("Mary Vane")["Draft"]


def test_an_unsure_purpose_is_there_to_be_mended(book: Book) -> None:
    book.typed("Mary Vane", "Contacts", Purpose="to pick your brain some time")
    desk = make_desk(book.drafted())

    html = desk.text("purposes")

    assert 'value="to pick your brain some time" data-key' in html
    assert "names no job" in html


def test_a_note_to_oneself_is_told_while_it_is_typed_and_not_saved(desk: Desk) -> None:
    html = desk.text("purposes")
    who = re.search(r'name="who" value="([^"]+)"', html)
    assert who is not None
    fields = {"key": desk.guard.key, "who": who[1], "purpose": "ask Tom first"}

    tried = desk.post("purposes/try", fields).text
    answer = desk.press(html, "Save and go on", purpose="ask Tom first")

    assert "only stands in for a purpose" in tried
    assert answer.status_code == 422
    assert desk.book.row("Mary Vane", "Contacts")["Purpose"] == "TBD"
    assert 'value="ask Tom first"' in desk.text("purposes")


def test_a_stated_purpose_can_be_undone(desk: Desk) -> None:
    desk.press(desk.text("purposes"), "Save and go on", purpose="the lamp room and its keeper")

    desk.press(desk.text("purposes"), "Undo")

    assert desk.book.row("Mary Vane", "Contacts")["Purpose"] == "TBD"


def test_a_purpose_changed_in_excel_meanwhile_is_not_overwritten(desk: Desk) -> None:
    html = desk.text("purposes")
    desk.book.typed("Mary Vane", "Contacts", Purpose="the lamp room in March")

    answer = desk.press(html, "Save and go on", purpose="the lamp room in April")

    assert answer.status_code == 409
    assert desk.book.row("Mary Vane", "Contacts")["Purpose"] == "the lamp room in March"


# --- plan, report, people ------------------------------------------------------------------------


def test_the_plan_is_laid_out_and_a_touch_is_moved(desk: Desk) -> None:
    desk.press(desk.text("plan"), "Give every draft its day")
    planned = [row["Planned for"] for row in desk.book.rows() if row["Draft"]]
    assert all(planned)
    html = desk.text("plan", **{"from": planned[0].date().isoformat()})
    assert "Ada Byron" in html
    mark = re.search(
        rf'name="touch" value="{re.escape(desk.touch("Ada Byron"))}">\n'
        r'<input type="hidden" name="mark" value="(\w+)"',
        html,
    )
    assert mark is not None
    fields = {"key": desk.guard.key, "touch": desk.touch("Ada Byron"), "mark": mark[1]}
    day = today() + timedelta(days=9)

    desk.post("later", fields | {"day": day.isoformat()})

    assert desk.book.row("Ada Byron")["Planned for"].date() == day


def test_the_report_shows_the_figures_of_planner_report(desk: Desk) -> None:
    desk.press(desk.text("today"), "I have sent it")
    with desk.book.campaign() as campaign:
        funnel = campaign.report().funnel

    html = desk.text("report")

    rows = dict(re.findall(r'scope="row">([^<]+)</th><td class="number">([^<]+)<', html))
    assert rows["contacts"] == str(funnel.contacts) == "4"
    assert rows["with a purpose"] == "3"
    assert rows["sent"] == "1"


def test_a_report_by_a_column_that_is_none_says_so(desk: Desk) -> None:
    answer = desk.get("report", by="shoe size")

    assert answer.status_code == 422
    assert "shoe size" in answer.text


def test_people_are_found_by_any_word_of_their_row(desk: Desk) -> None:
    assert "Ada Byron" in desk.text("people", find="engines")
    assert "Grace" not in desk.text("people", find="engines")
    assert "Grace" in desk.text("people", find="murray")


def test_a_person_has_a_history_with_the_words_as_sent(desk: Desk) -> None:
    words = str(desk.book.row("Ada Byron")["Draft"])
    desk.press(desk.text("today"), "I have sent it")

    html = desk.text("person", who=str(desk.book.row("Ada Byron")["Contact ID"]))

    assert "drafted → sent" in html
    assert "as sent" in html
    assert html.count(words.splitlines()[0]) == 2


def test_whoever_is_to_be_left_alone_is_due_no_more(desk: Desk) -> None:
    html = desk.text("person", who=str(desk.book.row("Ada Byron")["Contact ID"]))

    desk.press(html, "Put on “Do not contact”", reason="she asked me to")

    (row,) = desk.book.rows("Do not contact")
    assert row["LinkedIn URL"] == "https://www.linkedin.com/in/ada-byron-example"
    assert row["Reason"] == "she asked me to"
    assert "Must not be contacted: she asked me to" in desk.text(
        "person", who=str(desk.book.row("Ada Byron")["Contact ID"])
    )
    today = desk.text("today")
    assert "1 of 2" in today
    assert "Ada Byron" not in re.sub(r"Saved:[^<]*", "", today)
