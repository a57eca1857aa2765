"""How many characters a channel takes, and how it counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.catalogue import finding
from planner.model.channel import Channel, length_counter, utf16_length
from planner.workbook.xml_text import MAX_TEXT

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.contacts.limits import Limit
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


def limit_of(channel: Channel, context: CheckContext) -> int | None:
    """Return the most characters that a message through `channel` may have, or None."""
    limit = context.limits.get(channel)
    return None if limit is None else limit.number


def check_limits(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:
    """Find a message or subject that the channel would cut or refuse."""
    limits = context.limits
    limit = limits.get(draft.channel)
    found = _over(contact, draft, "message", limit, draft.text) if limit else []
    if not found and utf16_length(draft.text) > MAX_TEXT:
        found = [_over_a_cell(contact, draft)]
    if draft.subject and (limit := limits.get(f"{draft.channel} subject")):
        found += _over(contact, draft, "subject", limit, draft.subject)
    return found


def _over_a_cell(contact: Contact, draft: Draft) -> Finding:
    """Say that a message does not fit the cell of Tracking, which would stop the whole run."""
    over = utf16_length(draft.text) - MAX_TEXT
    return finding(
        "draft-too-long",
        contact,
        "purpose",
        f"the message is {over:,} characters over the {MAX_TEXT:,} that a cell of Excel holds",
        f"Take them out: {_where_to_shorten(contact, draft, 'message')}.",
    )


def _over(contact: Contact, draft: Draft, what: str, limit: Limit, text: str) -> list[Finding]:
    over = length_counter(draft.channel)(text) - limit.number
    return [_too_long(contact, draft, what, limit, over)] if over > 0 else []


def _too_long(contact: Contact, draft: Draft, what: str, limit: Limit, over: int) -> Finding:
    length = limit.number + over
    return finding(
        "subject-too-long" if what == "subject" else "draft-too-long",
        contact,
        "purpose",
        f"the {what} has {length} characters, {over} more than the {limit.number} of"
        f" {_a(limit.what)}",
        f"Take {over} out: {_where_to_shorten(contact, draft, what)}. Source: {limit.source}.",
    )


def _where_to_shorten(contact: Contact, draft: Draft, what: str) -> str:
    text, cell = draft.subject if what == "subject" else draft.text, contact.cell("purpose")
    template = f"the template {draft.template}"
    if what == "subject":
        template = f"the Subject of {template}"
    if cell and contact.purpose and contact.purpose[1:] in text:
        return f"shorten the purpose ({cell}), which has {len(contact.purpose)}, or {template}"
    return f"shorten the cells that it draws on, or {template}"


def _a(what: str) -> str:
    return f"an {what}" if what[:1].lower() in "aeiou" else f"a {what}"
