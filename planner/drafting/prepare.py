"""Prepares a touch: checks the contact, chooses channel and template, fills it, checks the draft.

One contact in, one `Prepared` out; a bad row becomes findings there and never stops the next.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding
from planner.checks.commonality import commonalities
from planner.checks.job_search import is_discreet_for
from planner.checks.lengths import limit_of
from planner.checks.run_checks import check_contact, check_draft, check_own_words
from planner.checks.suppressed import suppressed
from planner.contacts.suppressions import suppression_of
from planner.model.channel import Channel, length_counter
from planner.model.contact import KNOWN_FIELDS
from planner.model.draft import Draft, Touch
from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.model.introducer import NOBODY
from planner.model.status import Status
from planner.model.turn import FIRST, Turn
from planner.templating import fields
from planner.templating.render_errors import OverLimitError, RenderError
from planner.templating.template import Message
from planner.text.addresses import read_email_cell
from planner.text.channels import parse_channels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from planner.checks.context import CheckContext
    from planner.checks.similar_drafts import DraftedMessages
    from planner.model.commonality import Commonality
    from planner.model.contact import Contact
    from planner.model.draft import Sent
    from planner.model.introducer import Introducer
    from planner.model.suppression import Suppression
    from planner.templating.library import Library
    from planner.templating.template import Template


@frozen
class OwnWords:
    """A message as the user has worded it, and the cell of the Tracking sheet that holds it."""

    subject: str
    text: str
    sheet: str
    cell: str


@frozen
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


def _nobody(_contact: str) -> Introducer:
    return NOBODY


@frozen
class Drafter:
    """Prepares touches with one library of templates, against one background.

    `known` holds the findings that reading the sheet and looking at the whole list gave already,
    by Contact ID. `template` overrides every choice. `introducer_of` tells whom to ask for
    an introduction to the contact of an ID. Without `fills`, contacts are checked and nothing is
    drafted. `drafted` grows with each message, so that colleagues' messages are compared.
    """

    library: Library
    background: CheckContext
    drafted: DraftedMessages
    today: date
    known: Mapping[str, tuple[Finding, ...]]
    template: str = ""
    introducer_of: Callable[[str], Introducer] = _nobody
    fills: bool = True

    def prepare(
        self,
        contact: Contact,
        turn: Turn = FIRST,
        *,
        known_as: str = "",
        before: str = "",
        barred: Suppression | None = None,
        own: OwnWords | None = None,
        is_out: bool = False,
    ) -> Prepared:
        """Prepare the touch of `contact` whose turn it is; never raises for what the row holds.

        `known_as` is the Contact ID under which the Tracking sheet knows the person, if another;
        `before` the template that the touch had so far, `barred` the status that forbids another,
        `own` the user's words, which go out in place of the draft and so are judged in place of it.
        Of a message that `is_out` nothing is said any more, for nothing in it can be changed.
        """
        touch = Touch(known_as or contact.id, turn.step.number)
        suppression = suppression_of(contact, self.background.suppressions) or barred
        if suppression is not None:
            found = suppressed(contact, suppression)
            return Prepared(contact, touch, findings=(found,), suppression=suppression)
        findings = [*self.known.get(contact.id, ())]
        findings += check_contact(contact, self.background)
        channels, doubt = channels_of(contact, turn.step.channel)
        findings += self.background.severities.weigh_for_drafting(doubt)
        channel = turn.channel or next(iter(channels), None)
        common = commonalities(contact, self.background)
        if not self.fills or any(found.severity is Severity.ERROR for found in findings):
            return Prepared(contact, touch, channel, findings=tuple(findings), common=common)
        try:
            template, reason = self._choice(contact, channel, turn, before)
            draft, dropped = self._render(contact, touch, common, template, turn.previous)
            findings += self._in_another_language(contact, template)
        except RenderError as error:
            findings += [] if is_out else [_template_error(contact, error)]
            return Prepared(contact, touch, channel, findings=tuple(findings), common=common)
        shortened = _shortened(contact, dropped) if dropped else []
        judged = self.background.severities.weigh_for_drafting(shortened)
        judged += self._judged(contact, draft, common, own)
        # What went out may still speak against what a colleague is to get.
        findings += [each for each in judged if each.contact != contact.id] if is_out else judged
        # A draft that something speaks against must not be used.
        is_usable = own or not any(found.severity is Severity.ERROR for found in findings)
        return Prepared(
            contact,
            touch,
            template.channel,
            template.name,
            reason,
            draft if is_usable else None,
            tuple(findings),
            common,
        )

    def context(
        self,
        contact: Contact,
        step: int,
        channel: Channel,
        common: tuple[Commonality, ...],
        previous: Sent | None,
    ) -> Mapping[str, object]:
        """What a template may name in a message to `contact`."""
        return fields.context(
            contact,
            self.background.sender,
            today=self.today,
            step=step,
            channel=channel,
            common=common,
            previous=previous,
            introducer=partial(self.introducer_of, contact.id),
            language=self.background.language_of(contact),
        )

    def _judged(
        self,
        contact: Contact,
        draft: Draft,
        common: tuple[Commonality, ...],
        own: OwnWords | None,
    ) -> list[Finding]:
        """What speaks against a message; a task is a note to the user, and none."""
        if draft.channel is Channel.TASK:
            return []
        if own is not None:
            return words_against(contact, draft.touch, draft.channel, own, self.background)
        found = check_draft(contact, draft, self.background, common, self.drafted)
        self.drafted.add(contact, draft, self.background)
        return found

    def _in_another_language(self, contact: Contact, template: Template) -> list[Finding]:
        """What is to say where the template speaks another language than the contact's."""
        wanted = self.background.language_of(contact)
        if template.channel is Channel.TASK or template.language in {"", wanted}:
            return []
        return [_other_language(contact, template, wanted)]

    def _choice(
        self, contact: Contact, channel: Channel | None, turn: Turn, before: str
    ) -> tuple[Template, str]:
        if self.template:
            return self.library.named(self.template), "asked for"
        choice = self.library.choose(
            contact,
            channel=channel,
            step=turn.step.number,
            language=self.background.language_of(contact),
            is_discreet=is_discreet_for(contact, self.background),
            before=before,
            asked=_asked(contact, turn),
            is_accepted=turn.is_accepted,
        )
        return choice.template, choice.reason

    def _render(
        self,
        contact: Contact,
        touch: Touch,
        common: tuple[Commonality, ...],
        template: Template,
        previous: Sent | None,
    ) -> tuple[Draft, tuple[str, ...]]:
        channel = template.channel
        context = self.context(contact, touch.step, channel, common, previous)
        limit = limit_of(channel, self.background)
        try:
            message = template.render(context, limit=limit, length=length_counter(channel))
        except OverLimitError as error:  # the checks say by how much
            message = Message(error.subject, error.text)
        draft = Draft(
            touch=touch.id,
            contact=contact.id,
            channel=channel,
            template=template.name,
            subject=message.subject,
            text=message.text,
        )
        return draft, message.dropped


def _asked(contact: Contact, turn: Turn) -> str:
    """The template that the sequence names; of a first touch the contact's own cell says more."""
    is_first = turn.step.number == 1
    return "" if is_first and contact.text("template") else turn.step.template


def channels_of(
    contact: Contact, usual: Channel | None = None
) -> tuple[tuple[Channel, ...], list[Finding]]:
    """How a first touch may travel, best first: the owner's word, else what has an address.

    `usual` is the campaign's own, taken where the row has no word of its own and an address for it.
    A word whose channel has no address gives way to one that has.
    """
    word = contact.text("channel")
    spoken = parse_channels(word) if word else ()
    reachable = tuple(channel for channel in spoken if contact.can_be_reached(channel))
    if reachable:
        return reachable, []
    doubt = [_unknown_channel(contact, word)] if word and not spoken else []
    for channel in (usual, Channel.LINKEDIN_NOTE, Channel.EMAIL):
        if channel is not None and contact.can_be_reached(channel):
            return (channel,), doubt + ([_fallen(contact, spoken[0], channel)] if spoken else [])
    if contact.text("phone"):
        return (Channel.PHONE,), [*doubt, _fallen(contact, next(iter(spoken), None), Channel.PHONE)]
    if not any(contact.cell(field) for field in _ADDRESSES):
        return spoken, doubt  # a list without addresses is one of people whom its owner knows
    return spoken, [*doubt, _unreachable(contact, next(iter(spoken), None))]


_ADDRESSES = ("email", "linkedin_url")


def _fallen(contact: Contact, wanted: Channel | None, channel: Channel) -> Finding:
    lacking = "no email address and no profile" if wanted is None else f"no address for {wanted}"
    return Finding(
        "channel-fallen",
        Severity.ADVICE,
        f"{contact.name or 'this contact'} has {lacking}, so the message goes by {channel}",
        "Fill in the address, or leave it so.",
        sheet=contact.columns.sheet,
        cell=_address_cell(contact, wanted),
        contact=contact.id,
    )


def _unreachable(contact: Contact, wanted: Channel | None) -> Finding:
    hint = "Fill in an email address or the address of a LinkedIn profile."
    elsewhere = _address_elsewhere(contact)
    if elsewhere:
        hint = (
            f'The column "{elsewhere}" holds an address: say --column email="{elsewhere}", or'
            " rename it Email."
        )
    lacking = "no email address and no profile" if wanted is None else f"no address for {wanted}"
    return Finding(
        "unreachable",
        Severity.ERROR,
        f"{contact.name or 'this contact'} cannot be reached: the row has {lacking}",
        hint,
        sheet=contact.columns.sheet,
        cell=_address_cell(contact, wanted),
        contact=contact.id,
    )


def _address_elsewhere(contact: Contact) -> str:
    """The header of a column that planner does not take for Email, and that holds an address."""
    columns = contact.columns
    for field in columns.positions:
        if field not in KNOWN_FIELDS and read_email_cell(contact.text(field)).is_all_address:
            return columns.header(field)
    return ""


def _address_cell(contact: Contact, wanted: Channel | None) -> str:
    """The cell where the address should stand, or the nearest to it that there is."""
    own = "email" if wanted in {None, Channel.EMAIL} else "linkedin_url"
    cells = (contact.cell(field) for field in (own, *_ADDRESSES, "channel", "name"))
    return next(filter(None, cells), "")


def words_against(
    contact: Contact, touch: str, channel: Channel, own: OwnWords, context: CheckContext
) -> list[Finding]:
    """Find what speaks against words of the user's own, at the cell in which they stand."""
    worded = Draft(
        touch=touch,
        contact=contact.id,
        channel=channel,
        template="",
        subject=own.subject,
        text=own.text,
    )
    return [_of_own_words(found, own) for found in check_own_words(contact, worded, context)]


def _of_own_words(found: Finding, own: OwnWords) -> Finding:
    hint = "These words are yours: change them, or empty the cell to have it drafted anew."
    if found.slug == "draft-other-person":
        hint = f"If the name belongs here, put it into a cell of the contact's row. {hint}"
    return replace(found, sheet=own.sheet, cell=own.cell, hint=hint)


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


def _other_language(contact: Contact, template: Template, wanted: str) -> Finding:
    base = template.file_name.base
    field = "language" if contact.text("language") else "purpose"
    message = (
        f"{contact.name or 'this person'} is written to in the language {wanted}, and the template"
        f" {template.name} is in {template.language}"
    )
    hint = f"Add a template {base}.{wanted}.txt, or write {template.language} under Language."
    return finding("template-language", contact, field, message, hint)


def _template_error(contact: Contact, error: RenderError) -> Finding:
    return Finding(
        "template-error",
        Severity.ERROR,
        error.message.removesuffix("."),
        error.hint,
        sheet=contact.columns.sheet,
        cell=contact.cell("name"),
        contact=contact.id,
    )


def _shortened(contact: Contact, dropped: tuple[str, ...]) -> list[Finding]:
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
