"""Runs the checks: over a contact, over a draft, over the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks import draft_text
from planner.checks.commercial_email import check_email_duty, check_sender_address
from planner.checks.commonality import check_common_is_said
from planner.checks.company import check_companies
from planner.checks.contact_state import check_status
from planner.checks.duplicates import check_duplicates
from planner.checks.job_search import check_job_search
from planner.checks.lengths import check_limits
from planner.checks.offer import check_offer
from planner.checks.other_person import check_other_person, check_other_person_reworded
from planner.checks.own_words import check_reworded
from planner.checks.person_name import check_name
from planner.checks.purpose import check_purpose, check_purpose_is_said, check_repeated_purposes
from planner.checks.purpose_wording import check_wording
from planner.checks.sender import check_sender
from planner.checks.similar_drafts import DraftedMessages, check_similar_drafts
from planner.checks.suppressed import check_nearly_suppressed
from planner.checks.unsure_purpose import check_unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.checks.context import CheckContext
    from planner.model.commonality import Commonality
    from planner.model.contact import Contact, ContactList
    from planner.model.draft import Draft
    from planner.model.finding import Finding


_OF_A_CONTACT = (
    check_purpose,
    check_wording,
    check_unsure,
    check_name,
    check_status,
    check_nearly_suppressed,
)
_OF_A_DRAFT = (
    check_limits,
    check_purpose_is_said,
    check_other_person,
    draft_text.check_lines,
    draft_text.check_courtesy,
    draft_text.check_marks,
    draft_text.check_links,
    draft_text.check_length_in_words,
    check_job_search,
    check_email_duty,
)
# The user's own wording is judged by what no taste excuses.
_OF_OWN_WORDS = (
    check_limits,
    check_other_person_reworded,
    check_reworded,
    draft_text.check_lines,
    draft_text.check_marks,
    draft_text.check_links,
    check_job_search,
    check_email_duty,
)
_OF_A_LIST = (
    check_duplicates,
    check_repeated_purposes,
    check_companies,
    check_sender,
    check_offer,
    check_sender_address,
)


def check_contact(contact: Contact, context: CheckContext) -> list[Finding]:
    """Check one contact before anything is drafted."""
    found: list[Finding] = []
    for check in _OF_A_CONTACT:
        found += check(contact, context)
    return context.severities.weigh_for_drafting(found)


def check_draft(
    contact: Contact,
    draft: Draft,
    context: CheckContext,
    common: Sequence[Commonality],
    drafted: DraftedMessages,
) -> list[Finding]:
    """Check the message drafted for `contact`, who shares `common`, beside those before it."""
    found: list[Finding] = []
    for check in _OF_A_DRAFT:
        found += check(contact, draft, context)
    found += check_similar_drafts(contact, draft, context, drafted)
    found += check_common_is_said(contact, draft, context, common)
    return context.severities.weigh_for_drafting(found)


def check_own_words(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:
    """Check a message for `contact` that the user has worded."""
    found: list[Finding] = []
    for check in _OF_OWN_WORDS:
        found += check(contact, draft, context)
    return context.severities.weigh_for_drafting(found)


def check_list(contacts: ContactList, context: CheckContext) -> list[Finding]:
    """Check what shows only when all contacts are seen together."""
    found: list[Finding] = []
    for check in _OF_A_LIST:
        found += check(contacts, context)
    return context.severities.weigh_for_drafting(found)
