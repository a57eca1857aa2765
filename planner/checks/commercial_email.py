"""What commercial email owes its reader: a postal address, a way out, an honest subject."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, severity_of
from planner.model.channel import Channel
from planner.model.finding import Finding
from planner.text.normalise import plain as spelled_alike
from planner.words import all_of
from planner.words.phrases import any_of

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.model.contact import Contact, ContactList
    from planner.model.draft import Draft


def check_sender_address(contacts: ContactList, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of lists are called alike
    """Find a commercial campaign whose Sender sheet has no postal address."""
    sender = context.sender
    if not context.is_commercial or sender.text("postal_address"):
        return []
    message = "the campaign is commercial, and the Sender sheet has no postal address"
    hint = 'Add a line "Postal address"; the email templates put it under the signature.'
    cell = sender.cell("postal_address")
    slug = "email-address-missing"
    return [Finding(slug, severity_of(slug), message, hint, sheet=sender.sheet, cell=cell)]


def check_email_duty(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:
    """Find what a commercial email lacks."""
    if not context.is_commercial or draft.channel is not Channel.EMAIL:
        return []
    found = []
    address = context.sender.text("postal_address").strip().partition("\n")[0]
    if address and spelled_alike(address) not in spelled_alike(draft.text):
        message = "the email does not show your postal address"
        hint = f"Put {{{{ sender.postal_address }}}} into the template {draft.template}."
        found.append(finding("email-address-missing", contact, "email", message, hint))
    if _way_out().search(draft.text) is None:
        message = "the email does not say how to get no more of them"
        hint = f"Add to the template {draft.template}: “If you would rather not hear from me, …”"
        found.append(finding("email-no-way-out", contact, "email", message, hint))
    if not draft.subject.strip() or (
        _dishonest().match(draft.subject) and draft.touch.endswith("#1")
    ):
        message = f'the subject "{draft.subject}" does not honestly say what the email is about'
        hint = "Say what it is about in three or four plain words."
        found.append(finding("email-subject", contact, "email", message, hint))
    return found


@cache
def _way_out() -> re.Pattern[str]:
    return re.compile(any_of("email.way_out"), re.IGNORECASE)


@cache
def _dishonest() -> re.Pattern[str]:
    """Return a subject that passes for an answer, or presses its reader."""
    marks, words = "|".join(all_of("email.reply_marks")), "|".join(all_of("email.dishonest"))
    return re.compile(rf"\s*(?:{marks})\s*:|.*\b(?:{words})\b", re.IGNORECASE)
