"""The one table of formats: what each is called, what it is, and who makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.exporting.csv_files import as_csv, as_hubspot
from planner.exporting.email_files import as_eml_files, as_mbox
from planner.exporting.json_records import as_json, as_jsonl
from planner.exporting.letters import as_letters
from planner.exporting.mail_links import as_links
from planner.exporting.outgoing import Format
from planner.exporting.text_files import as_markdown, as_text
from planner.exporting.vcards import as_vcards
from planner.model.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping


_EMAIL = frozenset({Channel.EMAIL})
# A task is a note to oneself.
_MESSAGES = frozenset(Channel) - {Channel.TASK}

FORMATS: Mapping[str, Format] = {
    "eml": Format("a folder of drafts that your mail program opens", as_eml_files, "", _EMAIL),
    "mbox": Format("one mailbox of all emails", as_mbox, "drafts.mbox", _EMAIL),
    "mailto": Format("a page of links that open your mail program", as_links, "", _EMAIL),
    "docx": Format("Word letters, on your own letterhead if you like", as_letters, "", _MESSAGES),
    "md": Format("a folder of Markdown files, one a message", as_markdown),
    "txt": Format("a folder of text files, one a message", as_text),
    "csv": Format("one table, for Excel and mail-merge tools", as_csv, "drafts.csv"),
    "json": Format("one JSON document", as_json, "drafts.json"),
    "jsonl": Format("one JSON record a line", as_jsonl, "drafts.jsonl"),
    "vcf": Format("the people as vCards", as_vcards, "people.vcf"),
    "hubspot": Format("one table that HubSpot imports", as_hubspot, "hubspot.csv"),
}
