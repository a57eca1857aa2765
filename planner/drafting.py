"""Prepares a touch: checks the contact, chooses channel and template, fills it, checks the draft.

One contact in, one `Prepared` out; a bad row becomes findings there and never stops the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner import checks, templating
from planner.model import Channel, Draft, Finding, Severity, Status, Touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from planner.model import Commonality, Contact, Suppression
    from planner.templating import Library, Template

__all__ = ["Drafter", "Prepared"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one touch comes to: a draft, or the findings that stand against one.

    `reason` says why this template was chosen.
    """

    contact: Contact
    touch: Touch
    channel: Channel | None = None
    template: str = ""
    reason: str = ""
    draft: Draft | None = None
    findings: tuple[Finding, ...] = ()
    common: tuple[Commonality, ...] = ()
    suppression: Suppression | None = None

    @property
    def status(self) -> Status | None:
        """Where a new touch stands; None where something else than the purpose must be mended."""
        if self.suppression is not None:
            return Status.SUPPRESSED
        if self.draft is not None:
            return Status.DRAFTED
        if any(finding.slug == "purpose-missing" for finding in self.findings):
            return Status.NEEDS_PURPOSE
        return None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stand against a draft."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Drafter:
    """Prepares touches with one library of templates, against one background.

    `known` holds the findings that reading the sheet and looking at the whole list gave already,
    by Contact ID. `template` overrides every choice. Without `fills`, contacts are checked and
    nothing is drafted.
    """

    library: Library
    background: checks.Background
    today: date
    known: Mapping[str, tuple[Finding, ...]]
    template: str = ""
    fills: bool = True

    def prepare(
        self, contact: Contact, *, step: int = 1, known_as: str = "", before: str = ""
    ) -> Prepared:
        """Prepare the touch of `contact` at `step`; never raises for what the row holds.

        `known_as` is the Contact ID under which the Tracking sheet knows the person, if another;
        `before` the template that the touch had so far.
        """
        touch = Touch(known_as or contact.id, step)
        suppression = checks.suppression_of(contact, self.background)
        if suppression is not None:
            found = checks.suppressed(contact, suppression)
            return Prepared(contact, touch, findings=(found,), suppression=suppression)
        findings = [*self.known.get(contact.id, ())]
        findings += checks.check_contact(contact, self.background)
        channel, doubt = channel_of(contact)
        findings += checks.weighed_for_drafting(doubt, self.background)
        common = checks.commonalities(contact, self.background)
        prepared = Prepared(contact, touch, channel, findings=tuple(findings), common=common)
        return self._filled(prepared, before) if self.fills and not prepared.errors else prepared

    def _filled(self, prepared: Prepared, before: str) -> Prepared:
        contact, touch = prepared.contact, prepared.touch
        try:
            template, reason = self._choice(contact, prepared.channel, touch.step, before)
            draft, dropped = self._render(prepared, template)
        except templating.RenderError as error:
            return _with(prepared, [_template_error(contact, error)])
        shortened = checks.weighed_for_drafting(_shortened(contact, dropped), self.background)
        found = checks.check_draft(contact, draft, self.background, prepared.common)
        filled = Prepared(
            contact,
            touch,
            template.channel,
            template.name,
            reason,
            draft,
            (*prepared.findings, *shortened, *found),
            prepared.common,
        )
        return _with(filled, ()) if filled.errors else filled

    def _choice(
        self, contact: Contact, channel: Channel | None, step: int, before: str
    ) -> tuple[Template, str]:
        if self.template:
            return self.library.named(self.template), "asked for"
        choice = self.library.choose(
            contact,
            channel=channel,
            step=step,
            language=contact.text("language"),
            is_discreet=checks.is_discreet_for(contact, self.background),
            before=before,
        )
        return choice.template, choice.reason

    def _render(self, prepared: Prepared, template: Template) -> tuple[Draft, tuple[str, ...]]:
        contact, channel = prepared.contact, template.channel
        context = templating.context(
            contact,
            self.background.sender,
            today=self.today,
            step=prepared.touch.step,
            channel=channel,
            common=prepared.common,
        )
        limit = checks.limit_of(channel, self.background)
        try:
            message = template.render(context, limit=limit, length=checks.length_counter(channel))
        except templating.OverLimitError as error:  # the checks say by how much
            message = templating.Message(error.subject, error.text)
        draft = Draft(
            touch=prepared.touch.id,
            contact=contact.id,
            channel=channel,
            template=template.name,
            subject=message.subject,
            text=message.text,
        )
        return draft, message.dropped


def channel_of(contact: Contact) -> tuple[Channel | None, list[Finding]]:
    """The channel of a first touch: the owner's word, else what the row has an address for."""
    word = contact.text("channel")
    spoken = Channel.spoken(word) if word else None
    doubt = [_unknown_channel(contact, word)] if word and spoken is None else []
    if spoken is not None:
        return spoken, doubt
    if contact.text("linkedin_url"):
        return Channel.LINKEDIN_NOTE, doubt
    if contact.text("email"):
        return Channel.EMAIL, doubt
    return None, doubt


def _with(prepared: Prepared, found: Iterable[Finding]) -> Prepared:
    """The same touch without its draft, which must not be used, and with what speaks against it."""
    return Prepared(
        prepared.contact,
        prepared.touch,
        prepared.channel,
        prepared.template,
        prepared.reason,
        None,
        (*prepared.findings, *found),
        prepared.common,
    )


def _unknown_channel(contact: Contact, word: str) -> Finding:
    return Finding(
        "channel-unknown",
        Severity.WARNING,
        f'"{word}" is no channel that planner knows',
        f"Write one of: {', '.join(Channel)}.",
        sheet=contact.columns.sheet,
        cell=contact.cell("channel"),
        contact=contact.id,
    )


def _template_error(contact: Contact, error: templating.RenderError) -> Finding:
    return Finding(
        "template-error",
        Severity.ERROR,
        error.message,
        error.hint,
        sheet=contact.columns.sheet,
        cell=contact.cell("name"),
        contact=contact.id,
    )


def _shortened(contact: Contact, dropped: tuple[str, ...]) -> list[Finding]:
    if not dropped:
        return []
    parts = "; ".join(f'"{part}"' for part in dropped)
    return [
        Finding(
            "draft-shortened",
            Severity.ADVICE,
            f"to keep within the limit, the draft leaves out {parts}",
            "Shorten the cells that it draws on, or leave it so.",
            sheet=contact.columns.sheet,
            cell=contact.cell("name"),
            contact=contact.id,
        )
    ]
