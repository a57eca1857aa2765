"""Drafts as tables: CSV for a spreadsheet, for HubSpot, and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from planner.exporting.leaving import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planner.exporting.leaving import Leaving

__all__ = ["csv_file", "hubspot_file", "json_file", "json_lines"]

# A text that begins so runs as a formula when a CSV is opened (see docs/export.md).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A telephone number computes nothing, and an apostrophe would spoil it.
_NUMBER = re.compile(r"[+-][\d ().]+")
_BOM = "\ufeff"  # without it Excel reads UTF-8 as an old encoding


def csv_file(drafts: Sequence[Leaving]) -> Iterator[File]:
    """One table of all drafts, safe to be opened in Excel."""
    yield File("drafts.csv", _csv([_record(each) for each in drafts]))


def hubspot_file(drafts: Sequence[Leaving]) -> Iterator[File]:
    """The people under the headers of HubSpot's import, each once."""
    people = {
        each.contact.id: {
            "Email": each.contact.text("email"),
            "First Name": each.contact.text("first_name"),
            "Last Name": each.contact.text("last_name"),
            "Company": each.contact.company,
            "Phone": each.contact.text("phone"),
            "Job Title": each.contact.text("title"),
            "Website": each.contact.text("website"),
        }
        for each in drafts
    }
    yield File("hubspot.csv", _csv(list(people.values())))


def json_file(drafts: Sequence[Leaving]) -> Iterator[File]:
    """One JSON array of all drafts."""
    records = [_record(each) for each in drafts]
    yield File("drafts.json", f"{json.dumps(records, ensure_ascii=False, indent=2)}\n".encode())


def json_lines(drafts: Sequence[Leaving]) -> Iterator[File]:
    """One JSON object a line."""
    lines = (json.dumps(_record(each), ensure_ascii=False) for each in drafts)
    yield File("drafts.jsonl", "".join(f"{line}\n" for line in lines).encode())


def _record(each: Leaving) -> dict[str, str]:
    contact, touch = each.contact, each.touch
    return {
        "Touch ID": touch.id,
        "Name": each.name,
        "Company": contact.company,
        "Channel": touch.text("Channel"),
        "Email": contact.text("email"),
        "LinkedIn URL": contact.text("linkedin_url"),
        "Status": str(touch.status or ""),
        "Planned for": each.day.isoformat() if each.day else "",
        "Subject": each.subject,
        "Draft": each.text,
    }


def _csv(records: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(records[0] if records else ())
    writer.writerows(_safe(record.values()) for record in records)
    return f"{_BOM}{text.getvalue()}".encode("utf-8", "replace")


def _safe(values: Iterable[str]) -> list[str]:
    return [f"'{value}" if _is_formula(value) else value for value in values]


def _is_formula(value: str) -> bool:
    return value.startswith(_FORMULA) and not _NUMBER.fullmatch(value)
