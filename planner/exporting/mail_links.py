"""A page of mailto: links; a message that no link can carry becomes an .eml file beside it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from planner.email.mailto import mailto
from planner.exporting.email_files import eml_of
from planner.exporting.file_names import file_name
from planner.exporting.outgoing import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.exporting.outgoing import Manner, Outgoing


PAGE = "links.html"

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #ccc; padding: .4rem .6rem; text-align: start; }}
a:visited {{ color: #777; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>Each link opens one message in your mail program. Nothing is sent until you send it there.</p>
<table>
<thead>
<tr><th scope="col">To</th><th scope="col">Company</th><th scope="col">Subject</th></tr>
</thead>
<tbody>
"""
_FOOT = "</tbody>\n</table>\n</body>\n</html>\n"


def as_links(messages: Iterable[Outgoing], manner: Manner) -> Iterator[File]:
    """Write the .eml files first, then the page that links to them and opens all others."""
    rows: list[str] = []
    for outgoing in messages:
        link = _link(outgoing)
        if not link:
            name = file_name(outgoing.name, outgoing.touch.id, ".eml")
            yield File(name, [eml_of(outgoing, manner)], outgoing.touch.id)
            link = f"./{quote(name)}"
        rows.append(_row(outgoing, link))
    head = _HEAD.format(title=escape(f"Messages of {manner.campaign}"))
    yield File(PAGE, (part.encode("utf-8", "replace") for part in (head, *rows, _FOOT)))


def _link(outgoing: Outgoing) -> str:
    """Make the mailto: address; "" where it cannot hold files, copies or an answer address."""
    email = outgoing.email
    if email is None or email.bcc or len(email.recipients) != 1:
        return ""
    message = email.message
    if message.get_content_type() != "text/plain" or message["Reply-To"]:
        return ""
    return mailto(email.recipients[0], outgoing.subject, outgoing.text)


def _row(outgoing: Outgoing, link: str) -> str:
    name = escape(" ".join(outgoing.name.split()))
    company, subject = (
        escape(" ".join(cell.split())) for cell in (outgoing.contact.company, outgoing.subject)
    )
    return (
        f'<tr><td><a dir="auto" href="{escape(link)}">{name}</a></td>'
        f'<td dir="auto">{company}</td><td dir="auto">{subject}</td></tr>\n'
    )
