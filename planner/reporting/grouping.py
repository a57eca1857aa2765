"""What messages are grouped by: something of the message itself, or any column of the contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.conditions import fields_of
from planner.model.errors import UsageError
from planner.reporting.forecast import monday
from planner.text.closest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.model.contact import Columns, Contact
    from planner.reporting.outcomes import Outcome


NOTHING = "not said"
_OF_MESSAGES: Mapping[str, Callable[[Outcome], str]] = {
    "template": lambda outcome: outcome.touch.text("Template"),
    "channel": lambda outcome: outcome.channel,
    "step": lambda outcome: f"step {outcome.step}",
    "company": lambda outcome: outcome.touch.text("Company"),
    "week": lambda outcome: monday(outcome.sent).isoformat() if outcome.sent else "",
    "kind": lambda outcome: "first message" if outcome.step == 1 else "follow-up",
}
# Nobody's sheet need have these columns.
_OF_CONTACTS = ("purpose", "language")
WORDS = (*_OF_MESSAGES, *_OF_CONTACTS)


def grouping(by: str, columns: Columns, people: Mapping[str, Contact]) -> Callable[[Outcome], str]:
    """Return the name of the group of a message, where groups are by what `by` says.

    A word of planner's own means the message; everything else a column of the contacts.

    Raises:
        UsageError: it is neither.
    """
    word = " ".join(by.casefold().split())
    fields = fields_of(columns)
    of_message = _OF_MESSAGES.get(word)
    if of_message is not None and not (word == "kind" and word in fields):
        return lambda outcome: of_message(outcome) or NOTHING
    field = fields.get(word, word if word in _OF_CONTACTS else "")
    if not field:
        known = {*WORDS, *fields}
        hint = did_you_mean(by, known) or f"Choose one of {', '.join(WORDS)}, or a column."
        raise UsageError(f'--by: {columns.sheet} has no column "{by}".', hint)
    return lambda outcome: _of_contact(people.get(outcome.touch.contact), field)


def _of_contact(contact: Contact | None, field: str) -> str:
    return (contact.text(field) if contact else "") or NOTHING
