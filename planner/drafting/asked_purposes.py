"""Whose purpose is missing or unsure, and what a new one would come to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.checks.run_checks import check_contact
from planner.model.frozen import frozen
from planner.templating.prose.opening import opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.checks.context import CheckContext
    from planner.drafting.run import Drafts
    from planner.model.contact import Contact
    from planner.model.finding import Finding


@frozen
class AskedPurpose:
    """A contact who states no purpose, or an unsure one, and what is to be said of it."""

    contact: Contact
    findings: tuple[Finding, ...]


@frozen
class TriedPurpose:
    """What a purpose would come to if it were stated: its sentence ("" for none), and findings."""

    sentence: str
    findings: tuple[Finding, ...]


def purposes_asked_for(drafts: Drafts) -> tuple[AskedPurpose, ...]:
    """List the contacts whose purpose is missing or unsure, in the order of the rows.

    Nobody is asked about who was written to, or must not be contacted.
    """
    book, background, known_as = drafts.book, drafts.background, drafts.book.match.known_as
    settled = {each.tracked.contact for each in book.standing if not each.tracked.is_open}
    found = []
    for contact in book.contacts:
        known = known_as.get(contact.id, contact.id)
        findings = _about_purpose(drafts.weigh(check_contact(contact, background)))
        if findings and known not in settled and drafts.suppression_of(contact) is None:
            found.append(AskedPurpose(contact, findings))
    return tuple(found)


def try_purpose(contact: Contact, typed: str, context: CheckContext) -> TriedPurpose:
    """Put a purpose that is not saved yet into its sentence, and hold it against the checks."""
    position = contact.columns.positions.get("purpose")
    if position is None:
        stated = contact
    else:
        texts = (*contact.texts[:position], typed.strip(), *contact.texts[position + 1 :])
        stated = replace(contact, texts=texts)
    findings = _about_purpose(check_contact(stated, context))
    if not typed.strip() or is_placeholder_purpose(typed.strip()):
        return TriedPurpose("", findings)
    sentence = opening(typed.strip(), context.language_of(stated), contact.id)
    return TriedPurpose(sentence, findings)


def _about_purpose(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in found if each.slug.startswith("purpose-"))
