"""The keys that reach for the user's own programs: browser, mail program, clipboard, editor."""

from __future__ import annotations

import base64
import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.next.conftest import Book, Desk

ADA, GRACE, EDSGER = "Ada Byron", "Grace Múrray", "Edsger Blom"
LONG = "Liebe Grace,\n\n" + "ein Satz, der zu lang für eine Adresse ist. " * 60 + "\n\nNora"


# --- o: the browser and the mail program --------------------------------------------------------


def test_o_opens_the_profile_in_the_users_browser(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.press("o", "q")
    terminal.end()

    assert desk.noted("opened") == "https://www.linkedin.com/in/ada-byron-example\n"
    assert "Opened https://www.linkedin.com/in/ada-byron-example" in terminal.text
    assert book.row(ADA)["Status"] == "drafted"  # opening is not sending


def test_o_opens_an_email_with_its_subject_and_words(desk: Desk, book: Book) -> None:
    book.track(ADA, Status="skipped")
    terminal = desk.next(book)
    terminal.press("o", "q")
    terminal.end()

    row = book.row(GRACE)
    link = urlsplit(desk.noted("opened").rstrip("\n"))
    assert (link.scheme, link.path) == ("mailto", "grace@harbour.example")
    assert parse_qs(link.query, strict_parsing=True) == {
        "subject": [row["Subject"]],
        "body": [row["Draft"].replace("\n", "\r\n")],
    }


def test_o_opens_a_long_email_as_a_draft_in_a_file(desk: Desk, book: Book) -> None:
    book.track(ADA, Status="skipped")
    book.track(GRACE, Draft=LONG)
    terminal = desk.next(book)
    terminal.press("o", "q")
    terminal.end()

    message = message_from_bytes((desk.folder / "opened.eml").read_bytes(), policy=policy.default)
    body = message.get_content()
    assert message["X-Unsent"] == "1"
    assert message["To"] == "grace@harbour.example"
    assert message["Subject"] == book.row(GRACE)["Subject"]
    assert body.replace("\r\n", "\n").rstrip("\n") == LONG
    assert not list(desk.folder.glob("planner-*"))  # nothing of it stays behind


@pytest.mark.parametrize("remote", [{"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, {}])
def test_o_names_the_address_where_no_window_can_open(
    desk: Desk, book: Book, remote: dict[str, str]
) -> None:
    for name in ("BROWSER", "DISPLAY"):
        del desk.environment[name]
    desk.environment |= remote
    # A text browser would take the terminal over.
    desk.program("www-browser", f'echo "$1" > "{desk.folder}/opened"')
    terminal = desk.next(book)
    terminal.press("o", "q")
    terminal.end()

    assert "Open it yourself: https://www.linkedin.com/in/ada-byron-example" in terminal.text
    assert not (desk.folder / "opened").exists()


def test_o_names_the_address_where_the_browser_fails(desk: Desk, book: Book) -> None:
    desk.environment["BROWSER"] = str(desk.program("broken", "exit 3"))
    for name in ("xdg-open", "open", "www-browser", "x-www-browser"):
        desk.program(name, "exit 3")
    desk.environment["PATH"] = str(desk.folder / "bin")
    terminal = desk.next(book)
    terminal.press("o", "q")

    assert terminal.end() == 0
    assert "https://www.linkedin.com/in/ada-byron-example" in terminal.text


# --- c: the clipboard ---------------------------------------------------------------------------


def test_c_copies_the_draft_to_the_letter(desk: Desk, book: Book) -> None:
    book.track(ADA, Draft="Grüße, Ada 🦊\n\n  mit „Zitat“ und `$(x)`\nNora")
    terminal = desk.next(book)
    terminal.press("c", "q")
    terminal.end()

    assert desk.noted("copied") == "Grüße, Ada 🦊\n\n  mit „Zitat“ und `$(x)`\nNora"
    assert "Copied to the clipboard." in terminal.text


def test_c_asks_the_terminal_over_ssh(desk: Desk, book: Book) -> None:
    desk.environment["SSH_CONNECTION"] = "10.0.0.1 1 10.0.0.2 22"
    terminal = desk.next(book)
    terminal.press("c", "q")
    terminal.end()

    (packed,) = re.findall("\033]52;c;([^\a]*)\a", terminal.text)
    assert base64.b64decode(packed).decode("utf-8") == book.row(ADA)["Draft"]
    assert not (desk.folder / "copied").exists()


def test_c_asks_the_terminal_where_the_program_fails(desk: Desk, book: Book) -> None:
    for name in ("xclip", "pbcopy", "xsel"):
        desk.program(name, "exit 1")
    terminal = desk.next(book)
    terminal.press("c", "q")
    terminal.end()

    assert "\033]52;c;" in terminal.text


def test_c_says_where_there_is_no_clipboard(desk: Desk, book: Book) -> None:
    desk.environment |= {"TERM": "dumb", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}
    terminal = desk.next(book)
    terminal.press("c", "q")
    terminal.end()

    assert "There is no clipboard here; select the draft above." in terminal.text
    assert "\033]52" not in terminal.text


# --- e: the editor ------------------------------------------------------------------------------


def test_e_saves_what_the_editor_leaves_and_no_run_overwrites_it(desk: Desk, book: Book) -> None:
    desk.editor(r'printf "Dear Ada, it is me.\n\nNora\n" > "$1"')
    terminal = desk.next(book)
    terminal.press("e")
    screen = terminal.press("s", "q")
    terminal.end()

    assert "Dear Ada, it is me." in screen
    assert "25 of 200 characters" in screen
    row = book.row(ADA)
    assert (row["Draft"], row["Length"], row["Subject"]) == ("Dear Ada, it is me.\n\nNora", 25, "")
    edit, sent = book.rows("History")
    assert (edit["From"], edit["To"], edit["Note"]) == ("drafted", "drafted", "draft edited")
    assert (sent["To"], sent["Text as sent"]) == ("sent", "Dear Ada, it is me.\n\nNora")
    with book.campaign() as campaign:
        assert campaign.draft().redrawn == 0
    assert book.row(ADA)["Draft"] == "Dear Ada, it is me.\n\nNora"
    assert len(book.rows("History")) == 2  # planner does not take its own edit for one in Excel


def test_e_shows_the_draft_to_the_editor_as_it_stands(desk: Desk, book: Book) -> None:
    desk.editor(f'cp "$1" "{desk.folder}/shown"')
    terminal = desk.next(book)
    terminal.press("e", "q")
    terminal.end()

    assert desk.noted("shown") == book.row(ADA)["Draft"] + "\n"
    assert "Nothing was saved" in terminal.text


def test_e_changes_the_subject_of_an_email_in_its_first_line(desk: Desk, book: Book) -> None:
    book.track(ADA, Status="skipped")
    before = book.row(GRACE)
    desk.editor(f'cp "$1" "{desk.folder}/shown"; printf "Subject: A word\n\nNew.\n" > "$1"')
    terminal = desk.next(book)
    terminal.press("e", "q")
    terminal.end()

    assert desk.noted("shown") == f"Subject: {before['Subject']}\n\n{before['Draft']}\n"
    after = book.row(GRACE)
    assert (after["Subject"], after["Draft"]) == ("A word", "New.")


def test_e_keeps_the_subject_where_its_line_is_gone(desk: Desk, book: Book) -> None:
    book.track(ADA, Status="skipped")
    desk.editor('printf "Hello Grace,\n\nNew.\n" > "$1"')
    terminal = desk.next(book)
    terminal.press("e", "q")
    terminal.end()

    assert book.row(GRACE)["Subject"]
    assert book.row(GRACE)["Draft"] == "Hello Grace,\n\nNew."


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exit 1", "Editing failed"),
        ('printf "" > "$1"', "an empty draft is no draft"),
        (r'printf "Gr\374\337e" > "$1"', "no UTF-8 text"),
        ("head -c 40000 /dev/zero | tr '\\0' x > \"$1\"", "32,767"),
    ],
    ids=["a failure", "nothing", "Latin-1", "more than a cell holds"],
)
def test_an_edit_that_cannot_be_kept_leaves_the_draft(
    desk: Desk, book: Book, script: str, words: str
) -> None:
    before = book.path.read_bytes()
    desk.editor(script)
    terminal = desk.next(book)
    terminal.press("e", "q")

    assert terminal.end() == 0
    assert words in terminal.text
    assert "Traceback" not in terminal.text
    assert book.path.read_bytes() == before


def test_words_that_could_not_be_saved_wait_for_the_next_e(desk: Desk, book: Book) -> None:
    # The second time, the editor leaves what it is shown.
    desk.editor(
        f'[ -e "{desk.folder}/once" ] || printf "Words of an hour" > "$1"; : > "{desk.folder}/once"'
    )
    lock = book.path.with_name(f"~${book.path.name}")
    lock.write_bytes(b"\x04Nora" + b" " * 50)
    terminal = desk.next(book)
    terminal.press("e")
    terminal.until("Your words are still here")
    assert book.row(ADA)["Draft"] != "Words of an hour"
    lock.unlink()
    terminal.press("e", "q")
    terminal.end()

    assert book.row(ADA)["Draft"] == "Words of an hour"


def test_ctrl_c_in_the_editor_is_the_editors(desk: Desk, book: Book) -> None:
    desk.editor(
        """
        trap 'printf "Kept words" > "$1"; exit 0' INT
        echo editing
        while :; do read -r line; done
        """
    )
    terminal = desk.next(book)
    terminal.press("e")
    terminal.say("\x03", after="editing")
    terminal.press("q")

    assert terminal.end() == 0
    assert book.row(ADA)["Draft"] == "Kept words"


def test_an_edit_of_what_was_sent_meanwhile_is_refused(desk: Desk, book: Book) -> None:
    desk.editor(f'while [ ! -e "{desk.folder}/go" ]; do :; done; printf "Late words" > "$1"')
    terminal = desk.next(book)
    terminal.press("e")
    terminal.until("edit\n")
    book.track(ADA, Status="sent")
    (desk.folder / "go").touch()
    terminal.press("q")
    terminal.end()

    assert "Not saved: Ada Byron" in terminal.text
    assert book.row(ADA)["Draft"] != "Late words"
