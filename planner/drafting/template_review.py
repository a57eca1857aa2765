"""Holds a template against a workbook: what it names, what it reaches, what comes out of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from planner.checks.lengths import limit_of
from planner.model.channel import length_counter
from planner.model.contact import KNOWN_FIELDS
from planner.model.finding import Severity
from planner.model.frozen import frozen
from planner.model.sender import KNOWN_SENDER_FIELDS, Sender
from planner.templating.fields import context
from planner.text.closest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from planner.drafting.prepare import Prepared
    from planner.drafting.run import Drafts
    from planner.model.contact import ContactList
    from planner.templating.library import Library
    from planner.templating.template import Template
    from planner.templating.watch import Use, Watch


_ALWAYS = {"common", "introducer", "today", "step", "channel", "previous", "raw", "sender"}


class Kind(StrEnum):
    """What a remark on a template is about."""

    UNKNOWN = "unknown field"
    EMPTY = "never filled"
    UNREACHED = "never reached"
    ROW = "row without a draft"
    BARRED = "not to be contacted"


@frozen
class Remark:
    """One thing that its writer should know; `place` is a line of the template or a cell."""

    kind: Kind
    severity: Severity
    place: str
    message: str
    hint: str = ""


@frozen
class Sized:
    """A draft's length, and whose it is."""

    length: int
    contact: str
    row: int


@frozen
class TemplateReview:
    """What a template makes of a workbook: `drafts` came out of it, `rows` were tried."""

    template: str
    path: str
    channel: str
    limit: int | None
    rows: int
    drafts: int
    longest: Sized | None
    shortest: Sized | None
    remarks: tuple[Remark, ...]


def review(
    library: Library,
    template: Template,
    contacts: ContactList,
    sender: Sender,
    prepared: Iterable[Prepared],
    *,
    limit: int | None,
    today: date,
) -> TemplateReview:
    """Fill `template` in for everybody, and say what its writer should know.

    `prepared` are the touches of all contacts, made with this very template.

    Raises:
        RenderError: the template is no valid Jinja.
    """
    watch = library.watch(template)
    count = length_counter(template.channel)
    sizes: list[Sized] = []
    failed: list[Remark] = []
    barred: list[Remark] = []
    rows = 0
    for each in prepared:
        contact = each.contact
        rows += 1
        # What the template would do is of interest for those, too, whom nothing is due to yet.
        names = context(
            contact, sender, today=today, step=1, channel=template.channel, common=each.common
        )
        watch.look(names)
        if each.draft is not None:
            sizes.append(Sized(count(each.draft.text), contact.name, contact.row))
        failed += _failures(each)
        barred += _barred(each)
    about_names = [*_about_names(watch, contacts, sender)]
    if any(each.severity is Severity.ERROR for each in about_names):
        failed = []  # every row would say the same once more
    remarks = [*about_names, *_about_branches(watch), *failed, *barred]
    remarks.sort(key=lambda each: list(Severity).index(each.severity))
    return TemplateReview(
        template.name,
        str(template.path),
        str(template.channel),
        limit,
        rows,
        len(sizes),
        max(sizes, key=lambda each: each.length, default=None),
        min(sizes, key=lambda each: each.length, default=None),
        tuple(dict.fromkeys(remarks)),
    )


def _failures(prepared: Prepared) -> Iterator[Remark]:
    """What the template itself has against a row: it is over the limit, or something fails."""
    for found in prepared.findings:
        if found.severity is Severity.ERROR and found.slug in {"template-error", "draft-too-long"}:
            contact = prepared.contact
            place = f"{found.sheet}!{found.cell} ({contact.name})"
            yield Remark(Kind.ROW, Severity.ERROR, place, found.message, found.hint)


def _barred(prepared: Prepared) -> Iterator[Remark]:
    """Who gets no draft whatever the template says, and why."""
    if prepared.suppression is not None:
        contact = prepared.contact
        for found in prepared.findings:
            place = f"{found.sheet}!{found.cell} ({contact.name})"
            yield Remark(Kind.BARRED, Severity.ADVICE, place, found.message)


def _about_names(watch: Watch, contacts: ContactList, sender: Sender) -> Iterator[Remark]:
    columns = contacts.columns
    fields = [*columns.positions, *KNOWN_FIELDS]
    senders = [*sender.values, *KNOWN_SENDER_FIELDS]
    filled = {name for name in columns.positions if any(each.text(name) for each in contacts)}
    first = {use.spelled: use for use in reversed(watch.uses)}
    for use in sorted(first.values()):
        place = f"line {use.line}"
        if use.owner == "sender":
            if use.name not in senders:
                hint = did_you_mean(use.name, senders, prefix="sender.")
                yield _unknown(use, place, f'the sheet "{sender.sheet}" has no such line', hint)
            elif not sender.text(use.name):
                yield _empty(use, place, f'the sheet "{sender.sheet}" leaves it empty')
        elif use.name in _ALWAYS and not use.owner:
            continue
        elif use.name not in fields:
            hint = did_you_mean(use.name, fields)
            yield _unknown(use, place, f'"{columns.sheet}" has no such column', hint)
        elif use.name not in filled:
            yield _empty(use, place, f'no row of "{columns.sheet}" fills it')


def _unknown(use: Use, place: str, why: str, hint: str) -> Remark:
    severity = Severity.ADVICE if use.is_guarded else Severity.ERROR
    what = f'"{use.spelled}": {why}'
    if use.is_guarded:
        what += "; the template goes on without it"
    return Remark(Kind.UNKNOWN, severity, place, what, hint)


def _empty(use: Use, place: str, why: str) -> Remark:
    return Remark(Kind.EMPTY, Severity.WARNING, place, f'"{use.spelled}": {why}')


def _about_branches(watch: Watch) -> Iterator[Remark]:
    for branch in watch.branches:
        place = f"line {branch.line}"
        if not branch.held:
            message = "what stands under this condition is reached by no row"
            yield Remark(Kind.UNREACHED, Severity.ADVICE, place, message)
        elif branch.has_else and not branch.failed:
            message = "what stands under this condition's else is reached by no row"
            yield Remark(Kind.UNREACHED, Severity.ADVICE, place, message)


def review_template(drafts: Drafts, template: str) -> TemplateReview:
    """Hold the template of that name, or in that file, against this workbook.

    Raises:
        TemplateError: there is no such template.
        RenderError: it is no valid Jinja.
    """
    found = drafts.library.named(template)
    return review(
        drafts.library,
        found,
        drafts.book.contacts,
        drafts.book.sender or Sender(),
        drafts.prepared(template=template),
        limit=limit_of(found.channel, drafts.background),
        today=drafts.book.now.date(),
    )
