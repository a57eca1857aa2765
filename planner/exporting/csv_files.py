"""Tables of text for other programs: CSV that Excel reads well, and that computes nothing."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from planner.exporting.outgoing import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.exporting.outgoing import Manner, Outgoing


# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), also in the wide
# forms that Japanese keyboards type.
_FORMULA = frozenset("=+-@＝＋－＠")
_PHONE = re.compile(r"\+[0-9][0-9 ()./-]*")
_ENCODING = "utf-8-sig"  # without the mark, Excel reads UTF-8 as the machine's own code page

_COLUMNS = (
    "Touch ID", "Contact ID", "Name", "First name", "Last name", "Title", "Company", "Email",
    "Phone", "LinkedIn URL", "Step", "Channel", "Template", "Status", "Planned for", "Purpose",
    "Subject", "Draft",
)  # fmt: skip
# The names of HubSpot's own contact properties, which its import maps without asking.
_HUBSPOT = (
    "First Name", "Last Name", "Email", "Phone Number", "Job Title", "Company Name", "City",
    "Country/Region", "LinkedIn URL", "Message Subject", "Message", "Record Notes",
)  # fmt: skip


def as_csv(messages: Iterable[Outgoing], _manner: Manner) -> Iterator[File]:
    """Write one row a message: UTF-8 with its mark, lines ended by CR LF, all cells quoted."""
    yield File("drafts.csv", _lines(_COLUMNS, (_row(outgoing) for outgoing in messages)))


def as_hubspot(messages: Iterable[Outgoing], _manner: Manner) -> Iterator[File]:
    """Write one row a message under the headers that HubSpot's import of contacts knows."""
    yield File("hubspot.csv", _lines(_HUBSPOT, (_hubspot_row(outgoing) for outgoing in messages)))


def guarded(text: str) -> str:
    """Return the text, with an apostrophe before what a spreadsheet would compute.

    Nothing else of it changes; a text that only looks like a formula after blanks counts too.
    """
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    page = io.StringIO(newline="")
    writer = csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    yield page.getvalue().encode(_ENCODING)
    for row in rows:
        page.seek(0)
        page.truncate()
        writer.writerow([_clean(cell) for cell in row])
        yield page.getvalue().encode("utf-8", "replace")


def _clean(text: str) -> str:
    # Half a character fits in no file, and NUL ends the text in many readers.
    return text.replace("\0", "")


def _row(outgoing: Outgoing) -> list[str]:
    touch, contact = outgoing.touch, outgoing.contact
    return [
        guarded(cell)
        for cell in (
            touch.id, touch.contact, outgoing.name, contact.text("first_name"),
            contact.text("last_name"), contact.text("title"), contact.company,
            contact.text("email"), contact.text("phone"), contact.text("linkedin_url"),
            touch.text("Step"), touch.channel_word, touch.template, outgoing.status,
            touch.text("Planned for"), contact.purpose, outgoing.subject, outgoing.text,
        )
    ]  # fmt: skip


def _hubspot_row(outgoing: Outgoing) -> list[str]:
    contact = outgoing.contact
    phone = contact.text("phone")
    cells = [
        contact.text("first_name"), contact.text("last_name"), contact.text("email"), phone,
        contact.text("title"), contact.company, contact.text("city"), contact.text("country"),
        contact.text("linkedin_url"), outgoing.subject, outgoing.text, contact.text("notes"),
    ]  # fmt: skip
    # HubSpot takes a number only as it is dialled, and digits alone can do nothing.
    return [cell if cell is phone and _PHONE.fullmatch(cell) else guarded(cell) for cell in cells]
