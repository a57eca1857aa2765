"""What came into a real mailbox moves the touches as its evidence allows, and nothing in it."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from planner.importing.answers.return_day import return_day
from planner.model.status import Status
from planner.tracking.changes import Order
from tests.sending.conftest import address_of
from tests.sending.servers import ME

if TYPE_CHECKING:
    from datetime import datetime

    from tests.sending.conftest import Desk
    from tests.sending.dovecot import Dovecot
    from tests.sending.servers import Script, SmtpServer

ANN, BO, CY, DEE = map(address_of, ("Ann Ash", "Bo Beck", "Cy Cole", "Dee Dunn"))


def mail(
    sender: str, text: str, when: datetime, *, subject: str = "Re: About", **headers: str
) -> bytes:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = ME
    message["Subject"] = subject
    message["Date"] = format_datetime(when)
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def ids_of(script: Script) -> dict[str, str]:
    """The Message-ID that each address got."""
    return {each["To"].addresses[0].addr_spec: each["Message-ID"] for each in script.messages()}


@pytest.fixture
def sent(desk: Desk, smtp: SmtpServer, imap: Dovecot) -> Desk:
    """A campaign whose first messages went out a week ago."""
    desk.draft()
    desk.now -= timedelta(days=7)
    desk.send()
    desk.now += timedelta(days=7)
    return desk


def test_answers_bounces_and_absences_are_told_apart(
    sent: Desk, imap: Dovecot, script: Script
) -> None:
    ids, now = ids_of(script), sent.now - timedelta(days=1)
    imap.put(mail(f"Ann Ash <{ANN}>", "Gladly, call me.", now, In_Reply_To=ids[ANN]))
    imap.put(
        mail(
            "MAILER-DAEMON@mx.example",
            f"I'm afraid I wasn't able to deliver your message to the following addresses.\n"
            f"This is a permanent error; I've given up.\n\n<{BO}>:\n550 no such user\n\n"
            f"--- Below this line is a copy of the message.\n\nFrom: {ME}\nTo: {BO}\n"
            f"Message-ID: {ids[BO]}\nSubject: About Beck Farm\n",
            now,
            subject="failure notice",
        )
    )
    back = (sent.now + timedelta(days=20)).date()
    imap.put(
        mail(
            CY,
            f"I am away until {back.day} {back:%B} {back.year}.",
            now,
            subject="Automatic reply: About Cole Farm",
            In_Reply_To=ids[CY],
        )
    )
    imap.put(mail("news@letters.example", "Buy now", now, List_Id="<l.example>"))

    read = sent.answers()

    assert sent.status_of("Ann Ash") == "replied"
    assert sent.status_of("Bo Beck") == "bounced"
    assert sent.status_of("Cy Cole") == "sent"
    told = {each.who: (each.kind, each.first_line[:8], each.back) for each in read.mails}
    assert told[ANN] == ("replied", "Gladly, ", None)
    assert told[BO][0] == "bounced"
    assert told[CY] == ("away", "Automati", back + timedelta(days=1))
    assert "news@letters.example" not in told


def test_a_second_look_reads_only_what_is_new(sent: Desk, imap: Dovecot, script: Script) -> None:
    ids, now = ids_of(script), sent.now - timedelta(hours=5)
    imap.put(mail(ANN, "Yes.", now, In_Reply_To=ids[ANN]))
    first = sent.answers()
    imap.put(mail(BO, "Yes, too.", now, In_Reply_To=ids[BO]))

    second = sent.answers()
    third = sent.answers()

    assert [each.who for each in first.mails] == [ANN]
    assert [each.who for each in second.mails] == [BO]
    assert (third.mails, dict(third.report.read)) == ((), {})


def test_a_folder_that_is_numbered_anew_is_read_anew(
    sent: Desk, imap: Dovecot, script: Script
) -> None:
    now = sent.now - timedelta(hours=5)
    text = mail(ME, "I wrote to you.", now, subject="Hello").replace(
        f"To: {ME}".encode(), f"To: {ANN}".encode()
    )
    imap.put(text, imap.sent)
    assert sent.answers().report.read == {imap.sent: 11}  # with the copies of what planner sent
    imap.empty(imap.sent)
    imap.put(text, imap.sent)

    assert sent.answers().report.read == {imap.sent: 1}


def test_nothing_in_the_mailbox_is_changed(sent: Desk, imap: Dovecot, script: Script) -> None:
    imap.put(mail(ANN, "Yes.", sent.now, In_Reply_To=ids_of(script)[ANN]))
    before = (imap.mails(), imap.flags())

    sent.answers()

    assert (imap.mails(), imap.flags()) == before
    assert b"\\Seen" not in before[1][0]


def test_an_answer_through_a_list_counts_and_one_from_elsewhere_is_in_doubt(
    sent: Desk, imap: Dovecot, script: Script
) -> None:
    ids, now = ids_of(script), sent.now - timedelta(days=1)
    imap.put(mail(ANN, "Yes.", now, In_Reply_To=ids[ANN], List_Id="<crm.example>"))
    imap.put(mail("boss@beck.example", "Bo has left.", now, In_Reply_To=ids[BO]))

    read = sent.answers()

    assert sent.status_of("Ann Ash") == "replied"
    assert sent.status_of("Bo Beck") == "sent"
    (doubt,) = read.report.findings
    assert doubt.slug == "evidence-uncertain"
    assert "comes from another address" in doubt.message


def test_a_doubt_holds_what_follows_until_the_user_has_a_word(
    sent: Desk, imap: Dovecot, script: Script
) -> None:
    ids, now = ids_of(script), sent.now - timedelta(days=1)
    imap.put(mail("boss@beck.example", "Bo has left.", now, In_Reply_To=ids[BO]))
    imap.put(mail(ANN, "Yes.", now, In_Reply_To=ids[ANN]))
    sent.answers()
    sent.draft()
    statuses = sent.statuses()
    follow_ups = [touch for touch in statuses if touch.endswith("#2")]
    (held,) = [touch for touch in follow_ups if touch.startswith("bo")]

    report = sent.send()

    assert not [touch for touch in follow_ups if touch.startswith("ann")]
    assert len(report.sent) == len(follow_ups) - 1
    ((finding),) = report.findings
    assert "there may be an answer already" in finding.message
    assert sent.statuses()[held] == "approved"

    before = held.replace("#2", "#1")
    with sent.campaign() as campaign:
        campaign.set_status([Order(before, Status.SENT, note="it was about something else")])
    assert [each.touch.id for each in sent.send().sent] == [held]


def test_a_follow_up_waits_until_its_reader_is_back(
    sent: Desk, imap: Dovecot, script: Script
) -> None:
    back = (sent.now + timedelta(days=10)).date()
    imap.put(
        mail(
            CY,
            f"Ich bin wieder da am {back.day}.{back.month}.{back.year}.",
            sent.now - timedelta(days=1),
            subject="Abwesenheitsnotiz: About",
            In_Reply_To=ids_of(script)[CY],
        )
    )
    sent.answers()
    sent.draft()
    assert not [touch for touch in sent.statuses() if touch.startswith("cy") and "#2" in touch]

    sent.now += timedelta(days=14)
    sent.draft()

    assert [touch for touch in sent.statuses() if touch.startswith("cy") and "#2" in touch]


def test_a_follow_up_stands_in_the_thread(sent: Desk, imap: Dovecot, script: Script) -> None:
    first = ids_of(script)[ANN]
    sent.draft()
    script.taken.clear()

    sent.send("Name=Ann Ash")

    (message,) = script.messages()
    assert message["In-Reply-To"] == message["References"] == first
    assert message["Subject"] == "Re: About Ash Farm"
    assert message["Message-ID"] != first


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am back on 7 December.", date(2026, 12, 7)),
        ("I will return on Monday, December 7, 2026", date(2026, 12, 7)),
        ("I am out of the office until December 7th, 2026.", date(2026, 12, 8)),
        ("Ich bin bis zum 7.12.2026 nicht im Haus.", date(2026, 12, 8)),
        ("Ich bin wieder da am 7. Dezember.", date(2026, 12, 7)),
        ("Je serai de retour le 7 décembre 2026.", date(2026, 12, 7)),
        ("Vuelvo el 7 de diciembre de 2026.", date(2026, 12, 7)),
        ("Estarei de volta em 7 de dezembro de 2026.", date(2026, 12, 7)),
        ("Sarò in ferie fino al 7 dicembre 2026.", date(2026, 12, 8)),
        ("Ik ben weer aanwezig op 7 december 2026.", date(2026, 12, 7)),
        ("I am back on 3 January.", date(2027, 1, 3)),
        ("I was away until 7 November 2026.", None),
        ("I am away. Call 555-0100.", None),
        ("Until then, see 7 ways to cook.", None),
    ],
)
def test_the_day_of_return_is_read_where_a_note_names_one(text: str, day: date | None) -> None:
    assert return_day(text, date(2026, 12, 1)) == day
