"""Whole days on the review page, in a real browser with its scripts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.templating.shipped import samples
from tests.review.browser import chromium, entered, launched, served
from tests.review.conftest import Book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = pytest.mark.skipif(not chromium(), reason="Chromium is not installed")

SOON = 10_000  # milliseconds in which the page must do what it is to do
# What axe calls worth a fix before anybody uses a page.
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with sync_api.sync_playwright() as playwright:
        running = launched(playwright)
        yield running
        running.close()


@pytest.fixture
def sample(tmp_path: Path) -> Book:
    """A copy of a sample, nothing drafted."""
    path = samples() / "job_search.xlsx"
    return Book(Path(shutil.copy(path, tmp_path / path.name)))


def press(page: Page, name: str) -> None:
    """Press the button of that name, and wait for the page that follows."""
    with page.expect_navigation(timeout=SOON):
        page.get_by_role("button", name=name, exact=True).click()


def key(page: Page, name: str) -> None:
    """Press a key once the page has been there long enough to be read."""
    page.wait_for_timeout(450)
    with page.expect_navigation(timeout=SOON):
        page.keyboard.press(name)


def go(page: Page, name: str) -> None:
    """Go to one of the pages at the head."""
    page.get_by_label("Pages").get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()


def test_a_first_day_from_nothing_to_an_answer(browser: Browser, sample: Book) -> None:
    with served(sample.path) as server, browser.new_context() as context:
        assert server.started_in < 5  # a second on a quiet machine; a busy one is no failure
        page = entered(context, server)
        press(page, "Draft them now")

        # The purposes that are missing, each as the sentence that it becomes.
        go(page, "Purposes")
        field = page.get_by_label("Why I'm writing")
        field.press_sequentially("your data stewardship role, and who it reports to")
        page.locator(".sentence").wait_for(timeout=SOON)
        assert "your data stewardship role" in page.locator(".sentence").inner_text()
        with page.expect_navigation(timeout=SOON):
            field.press("Enter")
        assert "Saved: Dr. Henrik Aalto: purpose stated" in page.locator(".last").inner_text()
        press(page, "Draft it now")

        # Five approved by the key, one of them edited first.
        go(page, "Drafts")
        for _ in range(4):
            key(page, "a")
        message = page.get_by_label("Message")
        message.fill(message.input_value().replace("Hello", "Dear") + "\nPS: I am in on Tuesdays.")
        press(page, "Approve")
        approved = [row for row in sample.rows() if row["Status"] == "approved"]
        assert len(approved) == 5
        assert sum("PS: I am in on Tuesdays." in row["Draft"] for row in approved) == 1

        # One sent, taken back, sent again, and answered.
        go(page, "Today")
        name = page.locator("#person a").inner_text()
        key(page, "s")
        assert sample.row(name)["Status"] == "sent"
        key(page, "u")
        assert sample.row(name)["Status"] in {"drafted", "approved"}
        key(page, "s")
        press(page, "Answered")
        page.get_by_role("link", name="1 has answered").click()
        page.get_by_role("cell", name="replied").wait_for(timeout=SOON)
        assert page.get_by_role("link", name=name).is_visible()


def test_findings_and_length_follow_what_is_typed(browser: Browser, drafted: Book) -> None:
    with served(drafted.path) as server, browser.new_context() as context:
        page = entered(context, server)
        go(page, "Drafts")
        message = page.get_by_label("Message")

        message.fill("Hello Peter,\nhow are the notes on the engine in Turin?\nNora")
        page.get_by_text('greets "Peter"').wait_for(timeout=SOON)
        message.fill("the notes on the engine that you read out in Turin " * 8)
        page.get_by_text("too many").wait_for(timeout=SOON)

        assert drafted.row("Ada Byron")["Status"] == "drafted"


def test_a_change_behind_its_back_shows_and_costs_no_words(browser: Browser, drafted: Book) -> None:
    with served(drafted.path) as server, browser.new_context() as context:
        page = entered(context, server)
        go(page, "Drafts")
        page.get_by_label("Message").press_sequentially("My own beginning. ")

        drafted.typed("Ada Byron", Draft="Words typed in Excel on the notes and the engine")

        page.get_by_text("What the workbook says now").wait_for(timeout=SOON)
        assert "My own beginning." in page.get_by_label("Message").input_value()
        assert page.get_by_text("Words typed in Excel").first.is_visible()


def test_while_excel_holds_the_file_the_page_waits_and_then_saves(
    browser: Browser, drafted: Book
) -> None:
    with served(drafted.path) as server, browser.new_context() as context:
        page = entered(context, server)
        lock = drafted.held_by_excel()
        page.locator("#holder").get_by_text("open in Excel (Nora)").wait_for(timeout=SOON)
        press(page, "I have sent it")
        assert page.get_by_role("heading", name="It waits").is_visible()
        assert drafted.row("Ada Byron")["Status"] == "drafted"

        lock.unlink()

        page.get_by_text("Saved: Ada Byron: sent").wait_for(timeout=SOON)
        assert drafted.row("Ada Byron")["Status"] == "sent"


def test_words_survive_a_crash_of_page_and_server(browser: Browser, drafted: Book) -> None:
    with browser.new_context() as context:
        with served(drafted.path) as server:
            page = entered(context, server)
            go(page, "Drafts")
            with page.expect_response("**/words/keep"):
                page.get_by_label("Message").press_sequentially("Half a thought. ")
            server.kill()
            page.locator("#gone").wait_for(timeout=SOON)
            page.close()
        with served(drafted.path) as server:
            page = entered(context, server)
            go(page, "Drafts")
            assert "Half a thought." in page.get_by_label("Message").input_value()
            press(page, "Save")
            assert "Half a thought." in drafted.row("Ada Byron")["Draft"]


def test_a_key_that_is_held_answers_for_one_person_alone(browser: Browser, drafted: Book) -> None:
    with served(drafted.path) as server, browser.new_context() as context:
        page = entered(context, server)
        page.wait_for_timeout(450)
        with page.expect_navigation(timeout=SOON):
            page.keyboard.press("k")
            page.keyboard.press("k")
        page.keyboard.press("k")
        page.wait_for_timeout(300)

        assert [row["Status"] for row in drafted.rows()].count("skipped") == 1

        page.get_by_text("Keys", exact=True).click()
        page.get_by_label("Single keys").uncheck()
        page.wait_for_timeout(450)
        page.keyboard.press("k")
        page.wait_for_timeout(300)
        assert [row["Status"] for row in drafted.rows()].count("skipped") == 1


def test_another_site_in_the_same_browser_neither_reads_nor_changes(
    browser: Browser, drafted: Book
) -> None:
    with served(drafted.path) as server, browser.new_context() as context:
        page = entered(context, server)
        today = page.url
        forged = f"""
            <form method="post" action="{today.replace("today", "status")}">
            <input name="touch" value="x"></form><iframe src="{today}"></iframe>"""
        evil = context.new_page()
        evil.route(
            "http://evil.example/",
            lambda route: route.fulfill(body=forged, content_type="text/html"),
        )
        evil.goto("http://evil.example/")

        read = evil.evaluate(
            """address => fetch(address, {credentials: 'include'})
                .then(answer => answer.text(), () => 'refused')""",
            today,
        )
        framed = evil.frames[1].content()
        with evil.expect_navigation(timeout=SOON):
            evil.evaluate("document.forms[0].submit()")

        assert read == "refused"
        assert "Ada Byron" not in framed
        assert "Not here" in evil.content()
        assert drafted.row("Ada Byron")["Status"] == "drafted"


def test_everything_can_be_read_and_done_without_scripts(browser: Browser, drafted: Book) -> None:
    context = browser.new_context(java_script_enabled=False)
    with served(drafted.path) as server, context:
        page = entered(context, server)
        press(page, "I have sent it")
        go(page, "Drafts")
        page.get_by_role("link", name="Grace Múrray").first.click()
        page.get_by_label("Message").fill(
            "Hello Grace, may we have a review of the compiler course?"
        )
        press(page, "Save")

        assert drafted.row("Ada Byron")["Status"] == "sent"
        assert drafted.row("Grace Múrray")["Draft"].startswith("Hello Grace, may we")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_and_nothing_is_wider_than_the_screen(
    browser: Browser, drafted: Book, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    source = Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    # The page lets no script in but its own; the test may.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]  # one of two words
    with served(drafted.path) as server, context:
        page = entered(context, server)
        press(page, "I have sent it")
        home = page.url.partition("/today")[0]
        touch = drafted.row("Grace Múrray")["Touch ID"].replace("#", "%23")
        who = drafted.row("Ada Byron")["Contact ID"]
        plain = ("today", "drafts", "purposes", "plan", "report", "people")
        others = (f"drafts/company?touch={touch}", "people?status=bounced", f"person?who={who}")
        found = []
        for path in (*plain, *others, "person?who=nobody"):
            page.goto(f"{home}/{path}")
            page.evaluate(source)
            results = page.evaluate("axe.run()")["violations"]
            found += [
                f"{path}: {each['id']}: {node['html'][:120]}"
                for each in results
                if each["impact"] in GRAVE
                for node in each["nodes"]
            ]
            for width in (1366, 1024, 768):
                page.set_viewport_size({"width": width, "height": 768})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{path} at {width}: {wide}"
        assert found == []


def test_no_page_offends_its_own_policy(browser: Browser, drafted: Book) -> None:
    with served(drafted.path) as server, browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(server.address)
        page.wait_for_url("**/today")
        for name in ("Drafts", "Purposes", "Plan", "Report", "People"):
            go(page, name)

        assert said == []
