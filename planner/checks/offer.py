"""From which messages the sender's general offer is left out, said once at its cell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.checks.catalogue import severity_of
from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.model.finding import Finding
from planner.templating.prose.offer_fit import is_apt, is_in_language
from planner.templating.prose.present import present
from planner.templating.prose.purpose_kind import kind_of_column, kind_of_row

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.model.contact import Contact, ContactList

# Rows that say the same here have the offer, or have it not, alike.
_DECIDING = ("purpose", "offer", "template", "kind", "purpose_kind", "kind_of_purpose", "language")
_SENDERS_WORDS = ("offer", "headline", "role", "next_position")


def check_offer(contacts: ContactList, context: CheckContext) -> list[Finding]:
    """Say how many messages go without the offer, and which are too unlike it."""
    sender = context.sender
    if not sender.text("offer"):
        return []
    deciding = present(contacts.columns, _DECIDING)
    alike: dict[tuple[str, ...], list[Contact]] = {}
    for each in contacts:
        alike.setdefault(tuple(map(each.text, deciding)), []).append(each)
    groups = [group for group in alike.values() if _may_have_it(group[0])]
    rows = [each for group in groups for each in group]
    left_out: Counter[str] = Counter()
    for group in groups:
        left_out[_reason(group[0], context)] += len(group)
    del left_out[""]
    if not left_out:
        return []
    count = left_out.total()
    kinds = ", ".join(f"{reason} {number:,}" for reason, number in left_out.most_common(4))
    message = f"your offer is left out of {count:,} of {len(rows):,} messages: {kinds}"
    hint = (
        'To have it in all, write "Offer for" on the Sender sheet and "all" beside it, or the kinds'
        " that it fits; a row's own Offer always counts. Each language has a line of its own,"
        " such as Offer de."
    )
    slug = "offer-left-out"
    cell = sender.cell("offer")
    return [Finding(slug, severity_of(slug), message, hint, sheet=sender.sheet, cell=cell)]


def _may_have_it(contact: Contact) -> bool:
    """A row with a purpose, no offer of its own, and no template of its owner's."""
    template = contact.text("template")
    return (
        bool(contact.purpose)
        and not contact.text("offer")
        and (not template or kind_of_column(template) is not None)
        and not is_placeholder_purpose(contact.purpose)
    )


def _reason(contact: Contact, context: CheckContext) -> str:
    """Why the offer stands not in this message; "" where it does."""
    sender, language = context.sender, context.language_of(contact)
    kind = kind_of_row(contact, language).kind
    if not is_apt(kind, sender.text("offer_for")):
        return f"{kind} messages"
    own = sender.text(f"offer_{language}")
    if not is_in_language(own or sender.text("offer"), language, map(sender.text, _SENDERS_WORDS)):
        return f"messages in another language ({language})"
    return ""
