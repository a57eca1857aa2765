"""The shipped templates for email, as emails to a contact of a workbook."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from planner.email.email_error import EmailError
from planner.email.render import render_email
from planner.model.channel import Channel
from planner.model.contact import Columns, Contact
from planner.model.sender import Sender
from planner.templating.fields import context
from planner.templating.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.email.conftest import Writer

EMAILS = [each for each in Library.load([]) if each.channel is Channel.EMAIL]
SENT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


BO = Sender(
    {
        "name": "Bo Li",
        "email": "bo@example.com",
        "headline": "Archivist",
        "offer": "a day of help",
        "phone": "+44 20 7946 0000",
        "linkedin_url": "https://www.linkedin.com/in/bo-example",
        "next_position": "records manager",
        "postal_address": "1 Example Street, Leeds LS1 1AA",
    }
)
ADA = {
    "name": "Ada Doe, PhD",
    "first_name": "Ada",
    "email": "ada@example.com",
    "company": "Northgate Archives",
    "purpose": "your opening for a records manager",
    "met_at": "the meeting in York",
    "topic": "Records manager in Leeds",
    "knows": "Ola Nordahl",
    "introduce_to": "Ola Nordahl",
    "referred_to": "Maria Sund",
    "duration": "twenty minutes",
    "last_gift": "£40",
    "last_gift_for": "the reading room",
    "ask": "£60",
    "talked_about": "how to weed a mailbox",
}


def _context(**texts: str) -> Mapping[str, Any]:
    columns = Columns(
        "Contacts",
        1,
        {name: place for place, name in enumerate(texts)},
        tuple(range(1, len(texts) + 1)),
        tuple(texts),
    )
    contact = Contact("ada", 2, columns, tuple(texts.values()), tuple(texts.values()))
    return context(contact, BO, channel=Channel.EMAIL, today=date(2026, 3, 4), step=1)


@pytest.mark.parametrize("template", EMAILS, ids=lambda each: each.name)
def test_the_email_says_what_the_draft_says(template: Any) -> None:
    values = _context(**ADA)
    draft = template.render(values)
    made = render_email(template.path, values, date=SENT)
    content = made.message.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert content.decode("utf-8") == draft.text
    assert made.message["Subject"] == draft.subject
    assert made.message["To"] == '"Ada Doe, PhD" <ada@example.com>'
    assert (made.sender, made.recipients) == ("Bo Li <bo@example.com>", ("ada@example.com",))
    assert set(map(str.lower, made.message)) == {
        "to", "from", "subject", "mime-version", "content-type", "content-transfer-encoding",
        "date",
    }  # fmt: skip


def test_a_contact_without_an_email_is_an_error(writer: Writer) -> None:
    path = writer.file("t.txt", b"Channel: email\nSubject: Hi\n\nHi {{ purpose }}")
    with pytest.raises(EmailError, match="is no email address"):
        render_email(path, _context(**{**ADA, "email": ""}))


def test_an_unknown_column_is_named_with_its_row(writer: Writer) -> None:
    path = writer.file("t.txt", b"Channel: email\nSubject: Hi\n\nHi {{ purpos }}")
    with pytest.raises(EmailError, match=r"line 4 .*row 2.*purpos") as caught:
        render_email(path, _context(**ADA))
    assert caught.value.hint == 'Did you mean "purpose"?'
