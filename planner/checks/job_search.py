"""The job search: said where it helps, and never where the sender's own colleagues would learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.spelling import same_words

if TYPE_CHECKING:
    from planner.checks.background import Background
    from planner.model import Contact, Sender, Settings

__all__ = ["is_discreet_for", "job_search_of", "own_employers", "risky_field"]

_WORDS = {
    "open": "open yes ja oui si sim offen ouvert abierta aberta aperta public",
    "discreet": "discreet discrete confidential quiet diskret vertraulich discret confidentiel"
    " discreta confidencial riservata discreet secret private",
    "no": "no none nein non nee nao",
}
_MEANT = {word: mode for mode, words in _WORDS.items() for word in words.split()}


def job_search_of(sender: Sender) -> str:
    """`open`, `discreet`, `no`, or "" where the Sender sheet does not say."""
    words = same_words(sender.text("job_search"))
    return next((_MEANT[word] for word in words if word in _MEANT), "")


def own_employers(sender: Sender, settings: Settings) -> frozenset[tuple[str, ...]]:
    """The words of every name that the sender's employer goes by: its own, aliases, parent."""
    names = [sender.text("employer"), *sender.items("employer_aliases"), *sender.items("employer")]
    names += [*sender.items("parent_company"), *settings.text("employer aliases").split(";")]
    return frozenset(same_words(name) for name in names if name.strip())


def risky_field(contact: Contact, background: Background) -> str:
    """The field that ties a contact to the sender's own employer, or ""."""
    if not background.own_employers:
        return ""
    for name in ("company", "introduced_by", "knows", *background.context):
        text = contact.text(name)
        if text and _names_one(same_words(text), background.own_employers):
            return name
    return ""


def _names_one(words: tuple[str, ...], employers: frozenset[tuple[str, ...]]) -> bool:
    return any(
        words[start : start + len(employer)] == employer
        for employer in employers
        for start in range(len(words) - len(employer) + 1)
    )


def is_discreet_for(contact: Contact, background: Background) -> bool:
    """Whether the job search is told to this contact in confidence."""
    return background.job_search == "discreet" and not risky_field(contact, background)
