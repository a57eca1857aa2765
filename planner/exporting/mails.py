"""Drafts as emails: files that open as drafts, one mailbox, and a page of links."""

from __future__ import annotations

import html
import io
from typing import TYPE_CHECKING
from urllib.parse import quote

from planner.exporting.leaving import File
from planner.exporting.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from planner.exporting.leaving import Leaving

__all__ = ["eml_files", "link_page", "mailbox_file"]

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem; }}
li {{ margin: 0.4rem 0; }}
small {{ color: #555; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>Each link opens a new message in your mail program. You send it.</p>
<ol>
{rows}
</ol>
</body>
</html>
"""


def eml_files(drafts: Sequence[Leaving]) -> Iterator[File]:
    """One file a draft, which Outlook and others open as a message to be sent (X-Unsent)."""
    names = Names()
    for each in drafts:
        if each.email is not None:
            yield File(names.of(each, ".eml"), _eml(each))


def mailbox_file(drafts: Sequence[Leaving], now: datetime) -> Iterator[File]:
    """All of them in one mbox, as Thunderbird, mutt and others keep them (RFC 4155, mboxrd)."""
    from email.generator import BytesGenerator  # noqa: PLC0415 - heavy, and only for email

    box = io.BytesIO()
    for each in drafts:
        if each.email is None:
            continue
        one = io.BytesIO()
        BytesGenerator(one, mangle_from_=False).flatten(each.email)
        # As C writes a date, whatever the language of the machine (RFC 4155).
        box.write(f"From planner@planner.invalid {now.ctime()}\n".encode("ascii"))
        for line in one.getvalue().replace(b"\r\n", b"\n").splitlines(keepends=True):
            # mboxrd: what looks like the start of a message gets one more ">".
            box.write(b">" + line if line.lstrip(b">").startswith(b"From ") else line)
        box.write(b"\n")
    yield File("drafts.mbox", box.getvalue())


def link_page(drafts: Sequence[Leaving], title: str) -> Iterator[File]:
    """A page with a mailto: link for each; an .eml file beside it where the link is too long."""
    from planner.desk import mailto  # noqa: PLC0415 - only this format needs it

    rows: list[str] = []
    files: list[File] = []
    names = Names()
    for each in drafts:
        if each.email is None:
            continue
        link = mailto(each.contact.text("email"), each.subject, each.text)
        if not link or each.bcc:
            file = File(names.of(each, ".eml"), _eml(each))
            files.append(file)
            link = quote(file.name)
        rows.append(_row(each, link))
    page = _PAGE.format(title=html.escape(title), rows="\n".join(rows))
    yield File("links.html", page.encode("utf-8", "replace"))
    yield from files


def _eml(each: Leaving) -> bytes:
    from planner.email import as_eml  # noqa: PLC0415 - the email parser is heavy

    return as_eml(each.email, bcc=each.bcc) if each.email is not None else b""


def _row(each: Leaving, link: str) -> str:
    company = f" <small>{html.escape(each.contact.company)}</small>" if each.contact.company else ""
    shown = f"{html.escape(each.name)}: {html.escape(each.subject)}"
    return f'<li><a href="{html.escape(link)}">{shown}</a>{company}</li>'
