"""A name that would greet somebody wrongly: an address, a company, capitals, turned round."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.templating.addressing import addressee_of
from planner.words import all_of

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.model.contact import Contact
    from planner.model.finding import Finding


_HINT = "Write the name as the person would: Anna Berg. Or give First name and Last name columns."
_DIGIT = re.compile(r"\d")


def check_name(contact: Contact, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of contacts are called alike
    """Find a name that is none, shouts, or stands the wrong way round."""
    name = contact.name
    if not name:
        return []
    if not name.istitle() and (fault := _odd_letters(name)):
        return _odd(contact, f'"{shown(name)}" {fault}')
    last_word = name.rpartition(" ")[2].rstrip(".").lower()
    if name == contact.company or last_word in _words(
        "company_words" if " " in name else "office_words"
    ):
        return _odd(contact, f'"{shown(name)}" looks like a company or an office and no person')
    if last_word in _words("given_names") and _is_swapped(
        contact.text("first_name"), contact.text("last_name")
    ):
        return _odd(contact, f'"{shown(name)}" seems to have the family name first')
    if oddity := addressee_of(contact).oddity:
        message = f'"{shown(name)}" holds {oddity}, and the greeting names nobody'
        return [finding("name-odd", contact, _odd_field(contact), message, _HINT)]
    return []


def _odd_field(contact: Contact) -> str:
    """The cell to mend: that of the first names, if there is such a column."""
    return "first_name" if contact.cell("first_name") != contact.cell("name") else "name"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(all_of(f"person.{name}"))


def _odd_letters(name: str) -> str:
    if "@" in name:
        return "is an email address and no name"
    if _DIGIT.search(name):
        return "has a digit in it"
    if " " in name and name.isupper() and len(name) > 4:
        return "is in capitals, and so would the greeting be"
    if " " in name and name.islower() and name.isascii():
        return "is in small letters, and so would the greeting be"
    return ""


def _is_swapped(first: str, last: str) -> bool:
    return (
        last.casefold() in _words("given_names")
        and first.casefold() not in _words("given_names")
        and len(first) > 2
    )


def _odd(contact: Contact, message: str) -> list[Finding]:
    return [finding("name-odd", contact, "name", message, _HINT)]
