"""Another contact's name or company in this draft: the worst mistake there is.

An index of every name and company in the list by its words; a draft is walked once, word by word.
What the contact's own row or the Sender sheet names may stand in the draft ("an introduction to
Patrick Nolan").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding
from planner.words import all_of
from planner.words.phrases import any_of

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.checks.other_names import OtherNames
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


def check_other_person(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:
    """Find the name or company of somebody else in the list in this contact's draft."""
    return _others_in(contact, draft, context.other_names)


def check_other_person_reworded(
    contact: Contact, draft: Draft, context: CheckContext
) -> list[Finding]:
    """Find the same in a message that the user worded, who may say by whom they were sent."""
    return _others_in(contact, draft, context.other_names, is_reworded=True)


def _others_in(
    contact: Contact, draft: Draft, names: OtherNames, *, is_reworded: bool = False
) -> list[Finding]:
    if stranger := _greeted(contact, draft, names):
        message = f'the draft greets "{stranger}", and the row is for {contact.name}'
        hint = f"Write {{{{ first_name }}}} in the template {draft.template} instead of a name."
        return [finding("draft-other-person", contact, "name", message, hint)]
    lines = draft.text.split("\n")
    for line in [*lines, draft.subject] if draft.subject else lines:
        for name, row in names.named_in(line) if line else ():
            if row == contact.row or _is_own(name, contact, names):
                continue
            if not is_reworded or not _recommends().search(line):
                return [_named_another(contact, draft, name, row)]
    return []


@cache
def _recommends() -> re.Pattern[str]:
    """Somebody who sent the writer to the reader: "Grace Holm suggested that I write"."""
    words = "|".join(re.escape(each) for each in all_of("referral.verbs"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _named_another(contact: Contact, draft: Draft, name: str, row: int) -> Finding:
    message = f'the draft names "{name}", who stands in row {row} and not in this one'
    hint = (
        "If it belongs here, name it in the row's own cells; else take it out of the template"
        f" {draft.template}."
    )
    return finding("draft-other-person", contact, "name", message, hint)


def _greeted(contact: Contact, draft: Draft, names: OtherNames) -> str:
    name = _name_greeted(draft.text.partition("\n")[0])
    is_own = name.casefold() in contact.name.casefold()
    if not name or is_own or name not in names.first_names:
        return ""
    return "" if _is_own(name, contact, names) else name


@lru_cache(maxsize=4096)
def _name_greeted(line: str) -> str:
    match = _greeting().match(f"{line}\n")
    return match[1] if match else ""


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of('greeting.with_name')})\s+(\w[\w'’-]+)\s*[,!.:\n]")


def _is_own(name: str, contact: Contact, names: OtherNames) -> bool:
    """Whether the contact's own row, or the Sender sheet, holds the name."""
    if name in contact.company or name in contact.name or name in names.sender:
        return True
    return any(name in text for text in contact.texts)
