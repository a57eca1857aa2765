"""All purposes at one look: each as the sentence that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.model.frozen import frozen
from planner.templating.prose.opening import opening
from planner.templating.prose.purpose_kind import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.checks.context import CheckContext
    from planner.model.contact import Contact


@frozen
class SpokenPurpose:
    """A contact's purpose as a message says it; `place` is its cell, `kind` decides the ask."""

    place: str
    name: str
    purpose: str
    sentence: str
    language: str
    kind: str


def spoken_purposes(contacts: Iterable[Contact], context: CheckContext) -> Iterator[SpokenPurpose]:
    """Put the purpose of every contact who states one into the sentence of its message."""
    for contact in contacts:
        purpose = contact.purpose
        if not purpose or is_placeholder_purpose(purpose):
            continue
        language = context.language_of(contact)
        yield SpokenPurpose(
            f"{contact.columns.sheet}!{contact.cell('purpose')}",
            contact.name,
            purpose,
            opening(purpose, language, contact.id),
            language,
            str(kind_of(purpose, language).kind),
        )
