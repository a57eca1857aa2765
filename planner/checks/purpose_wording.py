"""A purpose that reads wrong as a sentence: an order, a letter, the reader as "her"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.templating.prose.language import is_spoken, pattern, word_set
from planner.templating.prose.opening import opening, read_purpose
from planner.templating.prose.purpose_shape import Shape

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.model.contact import Contact
    from planner.model.finding import Finding
    from planner.templating.prose.opening import Purpose


def check_wording(contact: Contact, context: CheckContext) -> list[Finding]:
    """Find a purpose that speaks to its owner, to somebody else, or of the reader as of another."""
    purpose = contact.purpose
    language = context.language_of(contact)
    if not purpose or not is_spoken(language) or is_placeholder_purpose(purpose):
        return []
    fault = _fault(contact, purpose, language)
    if not fault:
        return []
    said = opening(purpose, language, contact.id)
    hint = f'The draft says: "{shown(said, most=160)}" Say it as you would to this very person.'
    return [finding("purpose-wording", contact, "purpose", f'"{shown(purpose)}" {fault}', hint)]


def _fault(contact: Contact, purpose: str, language: str) -> str:
    greeted = read_purpose(purpose, language).greeted
    if greeted and not _names(contact, greeted):
        return f'greets "{greeted}", and the row is for {contact.name or "somebody else"}'
    return _fault_of(purpose, language)


@lru_cache(maxsize=16_384)
def _fault_of(purpose: str, language: str) -> str:
    """What reads wrong whoever the contact is."""
    read = read_purpose(purpose, language)
    if read.is_letter:
        return "is a letter: the template greets and closes by itself"
    if read.has_other:
        return "speaks of the reader as of somebody else"
    if read.has_order and pattern("shape.todo", language).search(purpose):
        return "is an order to yourself"
    if len(purpose.split()) <= 3 and any(
        pattern("shape.todo", other).search(purpose) for other in ("de", "nl")
    ):
        return "is an order to yourself"
    if _says_nothing_of_us(read, language):
        return "says neither what you want nor of whom"
    return ""


def _says_nothing_of_us(read: Purpose, language: str) -> bool:
    """A few words that no sentence can be made of: "in my notes", "only Tom knows"."""
    if len(read.sentences) != 1 or read.listed:
        return False
    words = read.sentences[0].text.casefold().split()
    shape = read.sentences[0].shape
    before = word_set("noun.after", language) - word_set("shape.determiner", language)
    if shape is Shape.NOUN and words and words[0] in before:
        return True
    is_short = shape is Shape.STATEMENT and len(words) <= 4
    return is_short and not any(word in word_set("shape.us", language) for word in words)


def _names(contact: Contact, greeted: str) -> bool:
    known = contact.name.casefold().split()
    words = greeted.casefold().replace(".", " ").split()
    return not words or any(word in known for word in words)
