"""Purpose: is there one, does it say anything, and does the draft still say it?"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.checks.explaining import finding, shown
from planner.checks.vagueness import is_vague
from planner.checks.words import in_words, spelled_alike
from planner.contacts.placeholders import is_placeholder

if TYPE_CHECKING:
    from planner.checks.background import Background
    from planner.model import Contact, ContactList, Draft, Finding

__all__ = ["check_purpose", "check_purpose_is_said", "check_repeated_purposes", "stands_in_only"]

_HOW = (
    "Complete the sentence “Why I'm writing: …” for this very person: a specific job, a question,"
    " a shared field, course or event, an offer."
)
# The owner's notes to themselves: nothing but words of not knowing yet.
_UNDECIDED = re.compile(
    r"(?:(?:i |we )?(?:will|ll|need to|must|have to|should|to) (?:add|think|decide|check|ask|fill"
    r"|see|find|come)(?: (?:it|this|that|one|about|in|out|of|back|to|later|soon|something|more))*"
    r"|(?:i |we )?(?:do not|don t|not|dont) (?:know|sure|clear|decided)(?: (?:yet|what|why|about"
    r"|this))*"
    r"|(?:ask|check with) [a-z]+(?: first)?"
    r"|purpose (?:tbd|later|missing|unknown|to be \w+|to follow)"
    r"|(?:ich )?(?:weiss (?:ich )?(?:es )?noch nicht|noch nicht (?:klar|sicher|bekannt|entschieden"
    r"|festgelegt)|muss ich noch \w+|noch uberlegen|uberlege noch)"
    r"|(?:je )?(?:ne )?sa(?:is|it) pas(?: encore)?|(?:a )?(?:remplir|completer|voir|definir"
    r"|preciser) (?:plus tard|ensuite)|pareil que (?:ci dessus|plus haut|precedent)"
    r"|(?:aun |todavia )?no (?:lo )?se(?: (?:todavia|aun))?|(?:por|a) \w+ (?:luego|mas tarde)"
    r"|(?:ainda )?nao sei(?: ainda)?|a \w+ (?:depois|mais tarde)|(?:o )?mesmo (?:de|que)"
    r" (?:cima|acima)|(?:ancora )?non (?:lo )?so(?: ancora)?|da \w+ (?:dopo|piu tardi)"
    r"|(?:dat )?weet ik (?:nog )?niet|nog (?:niet (?:bekend|zeker|duidelijk)|over nadenken))"
)
_MOST_ALIKE = 5
# No placeholder of the lists is longer; the few longer ones carry a sign of it.
_LONGEST = 48
_SIGNS = ("tbd", "tbc", "tba", "todo", "fixme", "lorem", "{", "<", "«", "%", "n/a", "bla")


def check_purpose(contact: Contact, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of contacts are called alike
    """Find a purpose that is blank, only looks filled, or names nothing."""
    purpose = contact.purpose
    if not purpose:
        return [finding("purpose-missing", contact, "purpose", _no_purpose(contact), _HOW)]
    if stands_in_only(purpose):
        message = f'"{shown(purpose)}" only stands in for a purpose'
        return [finding("purpose-missing", contact, "purpose", message, _HOW)]
    own = _own_words(contact, purpose)
    if is_vague(purpose) or (own and is_vague(purpose, own)):
        message = f'"{shown(purpose)}" names no job, field, course, event, work, offer or question'
        return [finding("purpose-vague", contact, "purpose", message, _HOW)]
    return []


@lru_cache(maxsize=32_768)
def stands_in_only(purpose: str) -> bool:
    """Whether a purpose is a placeholder or the owner's note to find one."""
    if len(purpose) > _LONGEST and not _may_stand_in(purpose):
        return False
    if is_placeholder(purpose):
        return True
    return len(purpose) <= _LONGEST and _UNDECIDED.fullmatch(spelled_alike(purpose)) is not None


def _may_stand_in(purpose: str) -> bool:
    spoken = purpose.casefold()
    return " " not in spoken or any(sign in spoken for sign in _SIGNS)


def _own_words(contact: Contact, purpose: str) -> tuple[str, ...]:
    """The words of the contact's name and company, where the purpose seems to hold any of them."""
    for name in (contact.company, contact.name):
        first = name.partition(" ")[0]
        if len(first) > 1 and first in purpose:
            return tuple(in_words(f"{contact.name} {contact.company}"))
    return ()


def _no_purpose(contact: Contact) -> str:
    if "purpose" in contact.columns.positions:
        return "no purpose is stated"
    return "no purpose is stated: the sheet has no Purpose column"


def check_purpose_is_said(contact: Contact, draft: Draft, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find a draft that no longer says the contact's purpose once it is filled."""
    purpose = contact.purpose
    # The first letter and the full stop are the template's to change.
    if purpose[1:].rstrip(" .!?…") in draft.text or _says(draft.text, purpose):
        return []
    return [
        finding(
            "purpose-lost",
            contact,
            "purpose",
            f'the draft does not say its purpose: "{shown(purpose)}"',
            f"Put {{{{ purpose }}}} into the template {draft.template}.",
        )
    ]


def _says(text: str, purpose: str) -> bool:
    """Whether most of the purpose's longer words stand in the text, in whatever order."""
    wanted = {word for word in in_words(purpose) if len(word) > 3} or set(in_words(purpose))
    said = wanted.intersection(in_words(text))
    return len(said) >= 0.7 * len(wanted)


def check_repeated_purposes(contacts: ContactList, background: Background) -> list[Finding]:
    """Find a purpose that stands on many rows: what suits everybody is about nobody."""
    most = background.settings.whole_number("same purpose at most", _MOST_ALIKE)
    counted = Counter(contact.purpose for contact in contacts)
    often = {text: count for text, count in counted.items() if count > most and text}
    found = []
    for contact in contacts if often else ():
        count = often.pop(contact.purpose, 0)
        if count and not stands_in_only(contact.purpose):
            message = f'{count} rows have the same purpose: "{shown(contact.purpose)}"'
            hint = "Say in each what makes it this person: a project, a talk, a place you share."
            found.append(finding("purpose-repeated", contact, "purpose", message, hint))
    return found
