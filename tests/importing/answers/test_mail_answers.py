"""What a mailbox changes in a campaign: mails found by Message-ID, then by address."""

from __future__ import annotations

import mailbox
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.importing.answers.evidence import Evidence, Kind
from planner.importing.answers.read_answers import read_answers
from planner.importing.sources.imported import Owner
from planner.model.status import Status
from planner.tracking.message_ids import message_id, touches_by_message_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.importing.answers.conftest import Book, Sources

GRACE = "Grace Múrray"
ME, HER = "Nora Whitfield <nora@whitfield.example>", "Grace Múrray <Grace@Harbour.example>"
TOUCH = "grace-murray-example#1"
EXPORTED = message_id(TOUCH, "grace-murray-example")


def mail(
    sender: str,
    to: str,
    on: str,
    text: str = "Hello",
    *,
    answers: str = "",
    own_id: str = "",
    **headers: str,
) -> EmailMessage:
    """A mail of that day, nine o'clock in Greenwich."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Our course"
    message["Date"] = format_datetime(datetime.fromisoformat(on).replace(hour=9, tzinfo=UTC))
    if own_id:
        message["Message-ID"] = own_id
    if answers:
        message["In-Reply-To"] = answers
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def bounce(original: EmailMessage, address: str, on: str) -> EmailMessage:
    """A report of delivery (RFC 3464) that the mail did not arrive."""
    report = EmailMessage()
    report["From"], report["To"] = "MAILER-DAEMON@mx.example", "nora@whitfield.example"
    report["Date"] = format_datetime(datetime.fromisoformat(on).replace(tzinfo=UTC))
    report["Subject"] = "Undelivered Mail Returned to Sender"
    boundary = "b0und"
    status = (
        "Reporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n"
    )
    report["Content-Type"] = f'multipart/report; report-type=delivery-status; boundary="{boundary}"'
    report.set_payload(
        f"--{boundary}\nContent-Type: text/plain\n\nNo such user.\n"
        f"--{boundary}\nContent-Type: message/delivery-status\n\n{status}\n"
        f"--{boundary}\nContent-Type: message/rfc822\n\n{original.as_string()}\n--{boundary}--\n"
    )
    return report


@pytest.fixture
def mbox(sources: Sources) -> Callable[..., Path]:
    """Writes an mbox with Python's own mailbox module."""

    def write(*mails: EmailMessage, name: str = "Sent and received.mbox") -> Path:
        path = sources.folder / name
        box = mailbox.mbox(path)
        for each in mails:
            box.add(mailbox.mboxMessage(each))
        box.close()
        return path

    return write


@pytest.fixture
def eml(sources: Sources) -> Callable[..., Path]:
    """Writes a folder of .eml files."""

    def write(*mails: EmailMessage) -> Path:
        for number, each in enumerate(mails):
            path = sources.folder / "mails" / f"mail {number}.eml"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(each.as_bytes())
        return sources.folder / "mails"

    return write


@pytest.mark.parametrize("form", ["mbox", "eml"])
def test_an_exported_mail_and_its_answer_take_the_touch_to_replied(
    book: Book, form: str, request: pytest.FixtureRequest
) -> None:
    write: Callable[..., Path] = request.getfixturevalue(form)
    source = write(
        mail(ME, HER, "2026-03-02", "Why I'm writing", own_id=EXPORTED),
        mail(HER, ME, "2026-03-05", "Gladly, Nora!\n\n> Why I'm writing\n", answers=EXPORTED),
    )

    report = book.closed(source)

    row = book.row(GRACE)
    assert (row["Status"], row["Sent on"].day, row["Answered on"].day) == ("replied", 2, 5)
    assert report.findings == ()
    note = book.rows("History")[-1]["Note"]
    place = "Sent and received.mbox mail 2" if form == "mbox" else "mail 1.eml"
    assert note == f"on 2026-03-05; {place}, grace@harbour.example: “Gladly, Nora!”"

    before = book.path.read_bytes()
    assert book.closed(source).changes == ()
    assert book.path.read_bytes() == before


def test_an_answer_from_another_address_is_known_by_what_it_answers(
    book: Book, mbox: Callable[..., Path]
) -> None:
    book.set(GRACE, Status.SENT, "2026-03-02")
    source = mbox(mail("office@elsewhere.example", ME, "2026-03-05", answers=EXPORTED))

    book.closed(source)

    assert book.statuses()[GRACE] == "replied"


def test_references_count_as_in_reply_to_does(book: Book, mbox: Callable[..., Path]) -> None:
    book.set(GRACE, Status.SENT, "2026-03-02")
    thread = f"<first@x.example>\r\n {EXPORTED}"
    source = mbox(
        mail("g@private.example", ME, "2026-03-05", References=thread.replace("\r\n", ""))
    )

    book.closed(source)

    assert book.statuses()[GRACE] == "replied"


def test_a_mail_server_that_changes_the_message_id_breaks_no_thread(
    book: Book, mbox: Callable[..., Path]
) -> None:
    draft = str(book.row(GRACE)["Draft"])
    source = mbox(
        mail("private@grace.example", ME, "2026-03-05", "Yes", answers="<new@server.example>"),
        mail(ME, HER, "2026-03-02", draft, own_id="<new@server.example>"),
    )

    book.closed(source)

    assert book.statuses()[GRACE] == "replied"


def test_an_answer_is_known_by_address_alone(book: Book, mbox: Callable[..., Path]) -> None:
    book.set(GRACE, Status.SENT, "2026-03-02")

    book.closed(mbox(mail("GRACE@harbour.example", ME, "2026-03-05", "Yes 🎉")))

    assert book.statuses()[GRACE] == "replied"
    assert "“Yes 🎉”" in book.rows("History")[-1]["Note"]


def test_a_mail_before_ours_is_no_answer(book: Book, mbox: Callable[..., Path]) -> None:
    book.set(GRACE, Status.SENT, "2026-03-02")

    report = book.closed(mbox(mail(HER, ME, "2026-02-05")))

    assert (report.changes, report.findings) == ((), ())


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
    ],
)
def test_what_a_program_wrote_is_no_answer(
    book: Book, mbox: Callable[..., Path], headers: dict[str, str]
) -> None:
    book.set(GRACE, Status.SENT, "2026-03-02")

    report = book.closed(mbox(mail(HER, ME, "2026-03-05", answers=EXPORTED, **headers)))

    assert report.changes == ()
    assert report.skipped == {"a mail that a program wrote": 1}


def test_a_draft_that_planner_exported_is_not_sent(book: Book, eml: Callable[..., Path]) -> None:
    report = book.closed(eml(mail(ME, HER, "2026-03-02", own_id=EXPORTED, X_Unsent="1")))

    assert report.changes == ()
    assert report.skipped == {"a draft": 1}


@pytest.mark.parametrize("knows_id", [True, False])
def test_a_mail_that_came_back_is_bounced(
    book: Book, mbox: Callable[..., Path], *, knows_id: bool
) -> None:
    book.set(GRACE, Status.SENT, "2026-03-02")
    original = mail(ME, HER, "2026-03-02", own_id=EXPORTED if knows_id else "<x@y.example>")

    book.closed(mbox(bounce(original, "grace@harbour.example", "2026-03-02")))

    assert book.statuses()[GRACE] == "bounced"


def test_an_address_of_two_contacts_is_a_finding_unless_the_id_decides(
    make_book: Callable[..., Book], mbox: Callable[..., Path]
) -> None:
    people = [
        {"ID": "1", "Name": "Ann Gray", "Company": "One", "Email": "info@one.example",
         "Channel": "email", "Purpose": "the atlas of 1911 that you restored"},
        {"ID": "2", "Name": "Tom Reed", "Company": "One", "Email": "Info <INFO@one.example>",
         "Channel": "email", "Purpose": "the bindings that you showed in Leeds"},
    ]  # fmt: skip
    book = make_book(people, drafted=1)
    book.set("1", Status.SENT, "2026-03-02")

    unsure = book.closed(mbox(mail("info@one.example", ME, "2026-03-05"), name="a"))
    assert unsure.changes == ()
    assert "2 contacts have this address" in unsure.findings[0].message

    sure = book.closed(
        mbox(mail("info@one.example", ME, "2026-03-05", answers=message_id("1#1", "1")), name="b")
    )
    assert [change.name for change in sure.changes] == ["Ann Gray"]


def test_without_a_sender_address_the_exported_id_tells_who_sends(
    make_book: Callable[..., Book], mbox: Callable[..., Path]
) -> None:
    book = make_book(sender={"Name": "Nora", "Headline": "Teacher", "Offer": "my examples"})

    book.closed(mbox(mail("nora@any.example", HER, "2026-03-02", own_id=EXPORTED)))

    assert book.statuses()[GRACE] == "sent"


def test_a_mailing_to_many_is_no_personal_message(book: Book, mbox: Callable[..., Path]) -> None:
    draft = str(book.row(GRACE)["Draft"])
    many = f"{HER}, a@x.example, b@x.example, c@x.example"

    report = book.closed(mbox(mail(ME, many, "2026-03-02", draft)))

    assert report.changes == ()
    assert [found.slug for found in report.findings] == ["evidence-uncertain"]


def test_an_html_answer_is_quoted_in_words(book: Book, mbox: Callable[..., Path]) -> None:
    book.set(GRACE, Status.SENT, "2026-03-02")
    answer = mail(HER, ME, "2026-03-05")
    answer.set_content("<style>p {}</style><p>Yes, <b>of course</b></p>", subtype="html")

    book.closed(mbox(answer))

    assert "“Yes, of course”" in book.rows("History")[-1]["Note"]


def test_a_broken_mail_does_not_stop_the_others(book: Book, sources: Sources) -> None:
    book.set(GRACE, Status.SENT, "2026-03-02")
    good = mail(HER, ME, "2026-03-05", "Fine").as_string()
    broken = [
        "From: \n\nno date\n",
        'From: "open\nDate: yesterday\nContent-Type: multipart/mixed\n\nx\n',
        (
            "From: =?utf-99?q?=FF?= <a@b.example>\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n"
            "Content-Type: text/plain; charset=nowhere\nContent-Transfer-Encoding: base64\n\n%%%\n"
        ),
        "Content-Type: multipart/mixed; boundary=a\nDate: Mon, 99 Mar 2026 09:00:00 +9999\n\n--a\n",
    ]
    text = "".join(f"From x Mon Mar  2 09:00:00 2026\n{each}\n" for each in [*broken, good])

    report = book.closed(sources.file("box", text))

    assert book.statuses()[GRACE] == "replied"
    assert report.read == {"box": 5}


# --- identities ---------------------------------------------------------------------------------


def test_a_message_id_is_stable_and_tells_nothing() -> None:
    known = message_id("anna-berg#1", "anna-berg")

    assert known == message_id("anna-berg#1", "anna-berg")
    assert known == "<38855aa91ed4922595d359d3@planner.invalid>"
    assert "anna" not in known


@given(st.sets(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=20))
def test_every_message_id_leads_back_to_its_touch(touches: set[tuple[str, str]]) -> None:
    index = touches_by_message_id(touches)

    assert {message_id(touch, contact) for touch, contact in touches} == index.keys()
    assert all(index[message_id(touch, contact)] == touch for touch, contact in touches)


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="<>&"),
    min_size=1,
    max_size=30,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(_WORDS, st.dates(datetime(2020, 1, 1).date(), datetime(2026, 1, 1).date()))  # noqa: DTZ001 - days alone
def test_words_and_days_of_a_mail_come_through_in_any_script(
    tmp_path: Path, words: str, on: object
) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail(HER, ME, str(on), f"a {words} b").as_bytes())

    (found,) = read_answers(
        path, owner=Owner(addresses=frozenset({"nora@whitfield.example"}))
    ).evidence

    assert isinstance(found, Evidence)
    assert (found.kind, found.address, str(found.day)) == (
        Kind.REPLIED, "grace@harbour.example", str(on)
    )  # fmt: skip
    assert found.name == "Grace Múrray"
    assert found.quote.startswith("a ")
    assert found.quote.endswith(" b")
