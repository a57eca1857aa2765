"""Compares what was prepared with what the Tracking sheet holds, one touch at a time.

The promises live here: a rerun changes only what must change, a hand edit is never overwritten, a
sent message is never drafted again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from planner.checks.catalogue import explain, in_short
from planner.model.channel import Channel
from planner.model.draft import Touch
from planner.model.finding import Finding, Severity
from planner.model.status import Status
from planner.tracking.decision import Decision, Verdict
from planner.tracking.excel_changes import seen_now
from planner.tracking.fingerprints import Seen, text_fingerprint
from planner.tracking.history import By, Change
from planner.tracking.layout import MIRRORED, TOUCH_ID
from planner.tracking.next_action import NEXT_ACTION, do_not_contact, next_action, no_follow_up
from planner.tracking.planned_day import withdrawn_values
from planner.tracking.touch_values import as_date, as_text, draft_length
from planner.workbook.edits import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from planner.drafting.prepare import Prepared
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.suppression import Suppression
    from planner.tracking.touches import Tracked
    from planner.workbook.edits import EditValue


# A number as it is dialled (RFC 3966): digits and a plus sign.
_DIALLED = re.compile(r"[^\d+]")
# Gives findings the weight that the campaign wants, and leaves out what it silences.
Weigh: TypeAlias = "Callable[[list[Finding]], Sequence[Finding]]"


def decide(
    prepared: Prepared,
    tracked: Tracked | None,
    identities: tuple[str, ...],
    said: Status | None = None,
    *,
    weigh: Weigh,
) -> Decision:
    """Decide what becomes of a touch that was prepared in this run.

    `said` is the status that the owner has typed beside the contact. Somebody who was written to,
    or said no, before planner came gets a row that says so, and no draft.
    """
    if tracked is None:
        if said is not None and not said.is_open:
            return _known_before(prepared, identities, said)
        return _new(prepared, identities)
    is_over = tracked.status is not None and not tracked.status.is_open
    if is_over or not tracked.is_status_known:
        return _untouched(prepared, tracked)
    return _open(prepared, tracked, identities, weigh)


def _untouched(prepared: Prepared, tracked: Tracked) -> Decision:
    """What is out, or means something that planner does not know, stays to the letter."""
    return Decision(
        Verdict.SUPPRESSED if tracked.status is Status.SUPPRESSED else Verdict.KEPT,
        tracked.id,
        tracked.contact,
        prepared.contact.name,
        {},
        prepared.findings,
        before=tracked.status,
        after=tracked.status,
    )


def first_change(
    contact: Contact, said: Status | None, barred: Suppression | None, now: datetime
) -> Change | None:
    """What History says of a newcomer whose first status comes from the owner's own sheets."""
    touch = Touch(contact.id, 1).id
    if said is not None and not said.is_open:
        note = f"from {contact.columns.sheet}!{contact.cell('status')}"
        return Change(now, touch, contact.name, "", str(said), By.EXCEL, note)
    if barred is not None:
        word = str(Status.SUPPRESSED)
        return Change(now, touch, contact.name, "", word, By.COMMAND, do_not_contact(barred.reason))
    return None


def decide_removed(
    tracked: Tracked, sheet: str, cell: str, contacts_sheet: str, *, weigh: Weigh
) -> Decision:
    """Decide what becomes of a row whose contact is no longer in the contacts sheet."""
    finding = Finding(
        "contact-removed",
        Severity.WARNING,
        f"{tracked.text('Name') or tracked.contact} is no longer in {contacts_sheet}",
        "Put the contact back, or set the status to skipped.",
        sheet=sheet,
        cell=cell,
        contact=tracked.contact,
    )
    is_due = tracked.status is None or tracked.status.is_open
    findings = tuple(weigh([finding])) if is_due else ()
    values: dict[str, EditValue] = {}
    if is_due:
        values = {
            "Flags": flags(findings) or None,
            "Next action": "Put the contact back, or set the status to skipped",
            **withdrawn_values(tracked),
        }
    return Decision(
        Verdict.REMOVED,
        tracked.id,
        tracked.contact,
        tracked.text("Name"),
        _changed(tracked, values),
        findings,
    )


def decide_unclear(prepared: Prepared, tracked: Tracked) -> Decision:
    """Decide what becomes of a row whose ID stands beside quite another person now.

    Nothing in it is taken over: the row stays the person's whom it was written for.
    """
    values: dict[str, EditValue] = {}
    if tracked.is_open:
        values["Flags"] = flags(prepared.findings) or None
        values["Next action"] = "Give the row in Contacts its old ID back"
    return Decision(
        Verdict.FLAGGED,
        tracked.id,
        tracked.contact,
        tracked.text("Name"),
        _changed(tracked, values),
        prepared.findings,
        before=tracked.status,
        after=tracked.status,
    )


def decide_stopped(tracked: Tracked, cause: Tracked) -> Decision:
    """Decide what becomes of an open follow-up once an earlier touch has ended the sequence."""
    word = f"{cause.id} is {cause.status}"
    values: dict[str, EditValue] = {
        "Status": str(Status.SKIPPED),
        "Flags": None,
        "Next action": no_follow_up(word),
    }
    cells = {header: _plain(value) for header, value in values.items()}
    after = replace(tracked, cells={**tracked.cells, **cells}, status=Status.SKIPPED)
    values["planner seen"] = seen_now(after).packed() or None
    return Decision(
        Verdict.STOPPED,
        tracked.id,
        tracked.contact,
        tracked.text("Name"),
        _changed(tracked, values),
        before=tracked.status,
        after=Status.SKIPPED,
        note=f"the sequence has ended: {word}",
    )


def _new(prepared: Prepared, identities: tuple[str, ...]) -> Decision:
    touch, draft, status = prepared.touch, prepared.draft, prepared.status
    touch_id = touch.id
    values: dict[str, EditValue] = {
        TOUCH_ID: touch_id,
        "Contact ID": touch.contact,
        "Step": touch.step,
        **_about(prepared, prepared.findings, identities, status),
        "Status": str(status) if status else None,
    }
    if draft is not None:
        values |= _message(draft)
    words = text_fingerprint(draft.subject, draft.text) if draft else ""
    values["planner rendered"] = words or None
    values["planner seen"] = Seen(status=str(status or ""), text=words).packed() or None
    if status is Status.SUPPRESSED:
        values[MIRRORED] = f"{status}|"
    return Decision(
        Verdict.DRAFTED if draft else _without_draft(prepared),
        touch_id,
        touch.contact,
        prepared.contact.name,
        values,
        prepared.findings,
        draft,
        reason=prepared.reason,
    )


def _known_before(prepared: Prepared, identities: tuple[str, ...], said: Status) -> Decision:
    contact = prepared.contact
    sent_on = as_date(contact.raw("last_contacted")) if said.is_sent else None
    seen = Seen(status=str(said), sent_on=sent_on.isoformat() if sent_on else "")
    values: dict[str, EditValue] = {
        TOUCH_ID: prepared.touch.id,
        "Contact ID": prepared.touch.contact,
        "Step": prepared.touch.step,
        **_about(prepared, (), identities, said),
        "Status": str(said),
        "Template": None,
        "Sent on": sent_on,
        "Next action": NEXT_ACTION[said],
        "planner seen": seen.packed(),
        MIRRORED: f"{said}|{sent_on or ''}",
    }
    ids = (prepared.touch.id, prepared.touch.contact)
    verdict = Verdict.SUPPRESSED if said is Status.SUPPRESSED else Verdict.KEPT
    return Decision(verdict, *ids, contact.name, values, after=said)


def _open(
    prepared: Prepared, tracked: Tracked, identities: tuple[str, ...], weigh: Weigh
) -> Decision:
    draft = prepared.draft
    rendered = text_fingerprint(draft.subject, draft.text) if draft else ""
    if tracked.is_own_wording:
        return _kept(prepared, tracked, identities, rendered, weigh)
    if rendered == tracked.rendered == tracked.words:
        verdict = Verdict.UNCHANGED if draft else _without_draft(prepared)
        message: dict[str, EditValue] = {}
    else:
        drawn = Verdict.REDRAWN if tracked.rendered else Verdict.DRAFTED
        verdict = drawn if draft else _without_draft(prepared)
        message = _message(draft) if draft else {"Subject": None, "Draft": None, "Length": None}
        message["planner rendered"] = rendered or None
    about = _about(prepared, prepared.findings, identities, prepared.status)
    values = {**about, **message, **({} if draft else withdrawn_values(tracked))}
    return _decision(verdict, prepared, tracked, values, prepared.findings, status=prepared.status)


def _without_draft(prepared: Prepared) -> Verdict:
    return Verdict.FLAGGED if prepared.suppression is None else Verdict.SUPPRESSED


def _kept(
    prepared: Prepared,
    tracked: Tracked,
    identities: tuple[str, ...],
    rendered: str,
    weigh: Weigh,
) -> Decision:
    """The user's own words stay, whatever the contact or the template says now."""
    findings = prepared.findings
    if rendered != tracked.rendered:
        findings = (*findings, *weigh([_outdated(prepared, tracked)]))
    status = tracked.status
    if prepared.draft is None:
        status = prepared.status
    elif status in {None, Status.NEEDS_PURPOSE}:
        status = Status.DRAFTED
    values = _about(prepared, findings, identities, status)
    length = draft_length(tracked.text("Channel"), tracked.text("Draft"))
    values |= {"Length": length, "Template": tracked.text("Template") or None}
    if prepared.draft is None:
        values |= withdrawn_values(tracked)
    return _decision(Verdict.KEPT, prepared, tracked, values, findings, status=status)


def _outdated(prepared: Prepared, tracked: Tracked) -> Finding:
    contact = prepared.contact
    why = "edited by hand" if tracked.is_edited else "approved"
    return Finding(
        "draft-outdated",
        Severity.WARNING,
        f"the draft was {why}, and what it draws on has changed since",
        "Compare the two; empty the Draft cell in Tracking to have it drafted anew.",
        sheet=contact.columns.sheet,
        cell=contact.cell("name"),
        contact=contact.id,
    )


def _about(
    prepared: Prepared,
    findings: tuple[Finding, ...],
    identities: tuple[str, ...],
    status: Status | None,
) -> dict[str, EditValue]:
    """The cells that say who and what this is: planner keeps them in step at every run."""
    contact, channel = prepared.contact, prepared.channel
    common = prepared.common[0] if prepared.common else None
    return {
        "Name": contact.name or None,
        "Company": contact.company or None,
        "Channel": str(channel) if channel else None,
        "Template": prepared.template or None,
        "Flags": flags(findings) or None,
        "In common": f"{common.text} ({common.kind})" if common else None,
        "Next action": _next_action(prepared, findings, status),
        "Link": _link(contact, channel),
        "planner identity": "\n".join(identities),
    }


def flags(findings: tuple[Finding, ...]) -> str:
    """The short form for the Flags cell: the weightiest in plain words; advice is left to check."""
    for severity in (Severity.ERROR, Severity.WARNING) if findings else ():
        slugs = [found.slug for found in findings if found.severity is severity]
        if slugs:
            return in_short(slugs)
    return ""


def _message(draft: Draft) -> dict[str, EditValue]:
    return {
        "Template": draft.template,
        "Channel": str(draft.channel),
        "Subject": draft.subject or None,
        "Draft": draft.text,
        "Length": draft_length(draft.channel, draft.text),
    }


def _next_action(prepared: Prepared, findings: tuple[Finding, ...], status: Status | None) -> str:
    contact = prepared.contact
    if prepared.suppression is not None:
        return do_not_contact(prepared.suppression.reason)
    # No cell is named: the next sort of the contacts would make another one of it.
    if prepared.status is Status.NEEDS_PURPOSE:
        return f"State the purpose in {contact.columns.sheet}"
    if prepared.errors:
        found = prepared.errors[0]
        is_contact = found.sheet == contact.columns.sheet
        where = f"it in {contact.columns.sheet}" if is_contact else "this draft"
        short = explain(found.slug).short
        return f"Mend {where}: {short[:1].lower()}{short[1:]}"
    if any(found.slug == "draft-outdated" for found in findings):
        return "Compare your wording with the contact"
    return next_action(status or Status.DRAFTED, prepared.channel)


def _link(contact: Contact, channel: Channel | None) -> Link | None:
    profile, email = contact.text("linkedin_url"), contact.text("email")
    if channel is Channel.PHONE and (phone := contact.text("phone")):
        return Link(f"tel:{_DIALLED.sub('', phone)}", phone)
    is_mail = channel is Channel.EMAIL or not profile
    if is_mail and email:
        return Link(f"mailto:{email}", email)
    if profile:
        return Link(profile, profile.partition("://")[2] or profile)
    return None


def _decision(
    verdict: Verdict,
    prepared: Prepared,
    tracked: Tracked,
    values: dict[str, EditValue],
    findings: tuple[Finding, ...],
    *,
    status: Status | None,
) -> Decision:
    if status is not tracked.status:
        values["Status"] = str(status) if status else None
    cells = {header: _plain(value) for header, value in values.items()}
    after = replace(tracked, cells={**tracked.cells, **cells}, status=status)
    values["planner seen"] = seen_now(after).packed() or None
    return Decision(
        verdict,
        tracked.id,
        tracked.contact,
        prepared.contact.name,
        _changed(tracked, values),
        findings,
        prepared.draft,
        before=tracked.status,
        after=status,
        reason=prepared.reason,
    )


def _changed(tracked: Tracked, values: Mapping[str, EditValue]) -> dict[str, EditValue]:
    """Only the cells that would hold something else than they do."""
    return {
        header: value
        for header, value in values.items()
        if _lines(tracked.text(header)) != _lines(as_text(_plain(value)))
    }


def _lines(text: str) -> str:
    # Excel and LibreOffice write line ends their own way; that is no change.
    return text.replace("\r\n", "\n").strip() if "\r" in text else text.strip()


def _plain(value: EditValue) -> str | int | float | bool | None:
    if isinstance(value, Link):
        return value.text
    return value.isoformat() if isinstance(value, date) else value
