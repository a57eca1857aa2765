"""Whoever is not the browser that planner opened gets nothing, and changes nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from planner.review.guard import COOKIE, Guard

if TYPE_CHECKING:
    from tests.review.conftest import Book, Desk

PAGES = ("today", "drafts", "purposes", "plan", "report", "people", "state", "static/review.js")


def body(desk: Desk) -> dict[str, str]:
    """A form that would mark Ada's message sent."""
    html = desk.text("today")
    mark = re.search(r'name="mark" value="(\w+)"', html)
    assert mark is not None
    return {
        "key": desk.guard.key,
        "touch": desk.touch("Ada Byron"),
        "mark": mark[1],
        "status": "sent",
        "back": f"{desk.guard.room}/today",
    }


def test_the_form_that_the_attacks_vary_is_accepted_as_it_is(desk: Desk) -> None:
    assert desk.post("status", body(desk)).status_code == 303
    assert desk.book.row("Ada Byron")["Status"] == "sent"


@pytest.mark.parametrize("page", PAGES)
def test_another_user_of_the_machine_without_the_token_sees_nothing(desk: Desk, page: str) -> None:
    desk.client.delete_cookie(COOKIE, domain="127.0.0.1", path=f"{desk.guard.room}/")

    answer = desk.get(page)

    assert answer.status_code == 403
    assert "Ada" not in answer.text
    assert "contacts.xlsx" not in answer.text


def test_a_guessed_cookie_is_no_cookie(desk: Desk) -> None:
    desk.client.set_cookie(COOKIE, "x" * 43, domain="127.0.0.1", path=f"{desk.guard.room}/")

    assert desk.get("today").status_code == 403


def test_the_link_works_once(desk: Desk) -> None:
    path = desk.guard.address.removeprefix(desk.guard.origin)
    first = desk.client.get(path, base_url=desk.guard.origin)
    again = desk.client.get(path, base_url=desk.guard.origin)

    assert (first.status_code, again.status_code) == (200, 403)
    assert "Set-Cookie" not in again.headers


def test_the_cookie_is_strict_hidden_from_scripts_and_below_a_secret_path(desk: Desk) -> None:
    path = desk.guard.address.removeprefix(desk.guard.origin)

    cookie = desk.client.get(path, base_url=desk.guard.origin).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert f"Path={desk.guard.room}/" in cookie
    assert "Domain" not in cookie
    assert len(desk.guard.room) > 12


@pytest.mark.parametrize("host", ["evil.example", "evil.example:45678", "localhost:45678", "[::1]"])
def test_a_name_rebound_to_this_machine_is_refused(desk: Desk, host: str) -> None:
    answer = desk.client.get(f"{desk.guard.room}/today", base_url=f"http://{host}")
    entry = desk.client.get(desk.guard.address.partition(":45678")[2], base_url=f"http://{host}")

    assert (answer.status_code, entry.status_code) == (403, 403)
    assert "Ada" not in answer.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9", ""])
def test_another_site_changes_nothing_even_with_cookie_and_key(desk: Desk, origin: str) -> None:
    answer = desk.post("status", body(desk), Origin=origin)

    assert answer.status_code == 403
    assert desk.book.row("Ada Byron")["Status"] == "drafted"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_or_port_reads_nothing_even_with_the_cookie(desk: Desk, site: str) -> None:
    path = f"{desk.guard.room}/state"

    answer = desk.client.get(path, base_url=desk.guard.origin, headers={"Sec-Fetch-Site": site})

    assert answer.status_code == 403


@pytest.mark.parametrize("key", ["", "wrong", "é"])
def test_a_form_without_the_key_of_this_run_changes_nothing(desk: Desk, key: str) -> None:
    answer = desk.post("status", body(desk) | {"key": key})

    assert answer.status_code == 403
    assert desk.book.row("Ada Byron")["Status"] == "drafted"


def test_every_answer_forbids_inline_scripts_frames_and_other_sites(desk: Desk) -> None:
    for page in (*PAGES, "nowhere"):
        headers = desk.get(page).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "page", [each for each in PAGES if "static" not in each and each != "state"]
)
def test_no_page_has_a_script_or_a_style_within(desk: Desk, page: str) -> None:
    html = desk.text(page)

    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:|hx-on", html)


def test_a_form_leads_to_no_other_site(desk: Desk) -> None:
    for address in ("https://evil.example/", "//evil.example/", "/\\evil.example", "/elsewhere"):
        html = desk.text("today")
        answer = desk.press(html, "Skip", back=address)
        desk.press(desk.text("today"), "Undo")
        assert answer.headers["Location"] == f"{desk.guard.room}/today"


def test_read_only_refuses_every_change_and_offers_none(reader: Desk) -> None:
    before = reader.book.path.read_bytes()
    forms = ("status", "later", "approve", "words", "words/keep", "draft-again", "draft", "undo",
             "purposes", "purposes/keep", "plan", "suppress")  # fmt: skip

    answers = [reader.post(form, {"key": reader.guard.key}) for form in forms]

    assert {answer.status_code for answer in answers} == {403}
    assert "read-only" in answers[0].text
    assert reader.book.path.read_bytes() == before
    for page in ("today", "drafts", "purposes", "plan", "people"):
        html = reader.text(page)
        assert 'method="post"' not in html
    assert (
        "Nothing speaks against it"
        in reader.post(
            "words/check",
            {
                "key": reader.guard.key,
                "touch": reader.touch("Ada Byron"),
                "text": str(reader.book.row("Ada Byron")["Draft"]),
            },
        ).text
    )


def test_two_runs_share_no_secret() -> None:
    one, other = Guard(1), Guard(1)

    assert one.room != other.room
    assert one.key != other.key
    assert one.address != other.address


def test_texts_of_cells_are_escaped_and_open_no_script(book: Book) -> None:
    from tests.review.conftest import make_desk  # noqa: PLC0415 - the one test that needs it

    book.typed(
        "Ada Byron",
        "Contacts",
        Title="<script>alert(1)</script>",
        Company='"><img src=x onerror=alert(1)>',
        LinkedIn_URL="javascript:alert(1)",
    )
    book.typed("Grace Múrray", "Contacts", Title="{{ 7 * 7 }}")
    desk = make_desk(book.drafted())

    for page in ("today", "drafts", "people", "purposes"):
        html = desk.text(page)
        assert "<script>alert" not in html
        assert "<img" not in html
        assert 'href="javascript' not in html
    person = desk.text("person", who=str(book.row("Ada Byron")["Contact ID"]))
    assert "&lt;script&gt;" in person
    assert 'href="javascript' not in person
    assert "{{ 7 * 7 }}" in desk.text("person", who=str(book.row("Grace Múrray")["Contact ID"]))
