"""Which template a contact gets, and why."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.templating.languages import language_code
from planner.templating.render_errors import RenderError
from planner.templating.use_when import Case, fields_of
from planner.text.closest import did_you_mean
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.model.contact import Columns, Contact
    from planner.templating.template import Template


# The template that a channel falls back to.
DEFAULTS = {
    Channel.LINKEDIN_NOTE: "note",
    Channel.LINKEDIN_MESSAGE: "message",
    Channel.LINKEDIN_INMAIL: "inmail",
    Channel.EMAIL: "email",
    Channel.LETTER: "letter",
    Channel.PHONE: "phone",
    Channel.TASK: "task",
}
_LANGUAGE_WEIGHT = 64
_REMEMBERED = 10_000


@frozen
class Choice:
    """The template for a contact, and why this one."""

    template: Template
    reason: str


class Shelf(Protocol):
    """Templates, in their order and by the words that a Template cell may use."""

    def __iter__(self) -> Iterator[Template]: ...

    def find(self, name: str) -> Template | None: ...


class Chooser:
    """Chooses from one shelf. Contacts that say the same get the same, which is worked out once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kinds = {kind for template in shelf for kind in _kinds(template)}
        self._fields = sorted({field for template in shelf for field in _fields(template)})
        self._known: dict[tuple[object, ...], tuple[list[Template], str]] = {}
        self._places: tuple[Columns | None, list[int]] = (None, [])

    def choose(
        self,
        contact: Contact,
        *,
        channel: Channel | None,
        step: int,
        language: str,
        is_discreet: bool,
        before: str = "",
        asked: str = "",
        is_accepted: bool = False,
    ) -> Choice:
        """Choose as `Library.choose` says."""
        code = language_code(language) if language else ""
        case = Case(contact.text, step, code, is_discreet, is_accepted=is_accepted)
        if asked:
            return self._named(contact, case, asked, before)
        asked = contact.text("template")
        if not asked:
            return self._best(contact, case, channel or Channel.LINKEDIN_NOTE, before)
        named = self._shelf.find(asked)
        if named is not None:
            reason = f"its Template cell says {asked}"
            return _variant(self._shelf, contact, case, named, before=before, reason=reason)
        case = Case(contact.text, step, code, is_discreet, asked, is_accepted)
        if case.says("kind") in self._kinds:
            return self._best(contact, case, channel or Channel.LINKEDIN_NOTE, before)
        names = [template.name for template in self._shelf] + sorted(self._kinds)
        raise RenderError(
            f'{contact.columns.sheet}!{contact.cell("template")}: there is no template "{asked}".',
            did_you_mean(asked, names) or _listed(),
        )

    def _named(self, contact: Contact, case: Case, asked: str, before: str) -> Choice:
        """The template that the Sequence sheet names, in the contact's language."""
        named = self._shelf.find(asked)
        if named is None:
            raise RenderError(
                f'The Sequence sheet names a template "{asked}", and there is none.',
                did_you_mean(asked, [template.name for template in self._shelf]) or _listed(),
            )
        reason = f"the Sequence sheet says {asked}"
        first = replace(case, step=1)  # the sheet means this template, and no follow-up to it
        return _variant(self._shelf, contact, first, named, before=before, reason=reason)

    def _best(self, contact: Contact, case: Case, channel: Channel, before: str) -> Choice:
        said = [contact.texts[at] for at in self._telling(contact.columns)]
        kind = (case.kind, case.is_discreet, case.is_accepted)
        key = (channel, case.step, case.language, *kind, *said)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = _best(self._shelf, case, channel)
        family, reason = found
        return _drawn(family, contact, reason, before)

    def _telling(self, columns: Columns) -> list[int]:
        """Where the cells stand that conditions ask for: nothing else tells contacts apart."""
        known, places = self._places
        if known is not columns:
            asked = (spelled for field in self._fields for spelled in fields_of(field))
            places = [columns.positions[name] for name in asked if name in columns.positions]
            self._places = columns, places
        return places


def _fields(template: Template) -> Iterable[str]:
    """The fields of a contact on which the template's conditions depend."""
    for condition in template.conditions:
        for clause in condition.clauses:
            if clause.field not in {"discreet", "accepted", "step", "language"}:
                yield clause.field


def _kinds(template: Template) -> Iterable[str]:
    for condition in template.conditions:
        for clause in condition.clauses:
            if clause.field == "kind" and not clause.is_negated:
                yield from clause.values


def _variant(
    shelf: Shelf, contact: Contact, case: Case, named: Template, *, before: str, reason: str
) -> Choice:
    """The template that a cell names, in the contact's language and for this step."""
    base = named.file_name.base
    bases = [*(f"{base}-{tail}" for tail in _later(case.step)), base]
    for wanted in bases:
        family = [each for each in shelf if each.file_name.base == wanted]
        spoken = [each for each in family if each.file_name.language == case.language]
        family = spoken or [each for each in family if not each.file_name.language] or family
        if named in family and not named.file_name.variant:
            return Choice(named, reason)
        if family:
            return _drawn(family, contact, reason, before)
    return Choice(named, reason)


def _listed() -> str:
    return f"{command('template', 'list')} shows them all; or clear the cell."


def _later(step: int) -> tuple[str, ...]:
    """What the names of templates for a later step end in."""
    return ("last", "follow-up") if step > 2 else ("follow-up",) if step > 1 else ()


def _best(shelf: Shelf, case: Case, channel: Channel) -> tuple[list[Template], str]:
    """The template that fits best, or its variants, and why."""
    best: list[Template] = []
    best_weight, best_spoken = -1, ""
    for template in shelf:
        if template.channel is not channel:
            continue
        fit = _fit(template, case)
        if fit is None:
            continue
        weight, spoken = fit
        weight = weight * 2 + (template.file_name.base == DEFAULTS[channel])
        if weight > best_weight:
            best, best_weight, best_spoken = [template], weight, spoken
        elif weight == best_weight and _are_variants(best[0], template):
            best.append(template)
    if not best:
        raise RenderError(
            f"No template is for {channel} at step {case.step}.",
            f'Make one with the header "Channel: {channel}".',
        )
    return best, _reason(best[0], channel, best_spoken)


def _fit(template: Template, case: Case) -> tuple[int, str] | None:
    """How well a template fits the case, and by which condition; None where it is not meant."""
    language = template.file_name.language
    if language and language != case.language:
        return None
    weight = _LANGUAGE_WEIGHT if language else 0
    if not template.conditions:
        return weight, ""
    fits = [(condition.weight_for(case), condition.spoken) for condition in template.conditions]
    holding = [(each, spoken) for each, spoken in fits if each is not None]
    if not holding:
        return None
    best, spoken = max(holding)
    return weight + best, spoken


def _are_variants(one: Template, other: Template) -> bool:
    return (
        one.file_name.base == other.file_name.base
        and one.path.parent == other.path.parent
        and bool(one.file_name.variant)
        and bool(other.file_name.variant)
    )


def _reason(template: Template, channel: Channel, spoken: str) -> str:
    why = [f"it is for {spoken}"] if spoken else []
    if template.file_name.language:
        why.append(f"the contact's language is {template.file_name.language}")
    return " and ".join(why) or f"the default for {channel}"


def _drawn(family: list[Template], contact: Contact, reason: str, before: str) -> Choice:
    """One of the variants: the one the contact had `before`, else by a hash of the contact.

    The hash gives everybody the same variant wherever they stand in the list; what they had before
    keeps it for life, whatever variants come and go.
    """
    if len(family) == 1:
        return Choice(family[0], reason)
    for each in family:
        if each.name == before:
            return Choice(each, f"{reason}; variant {each.file_name.variant} as before")
    family = sorted(family, key=lambda each: each.file_name.variant)
    digest = blake2b(contact.id.encode("utf-8"), digest_size=8).digest()
    chosen = family[int.from_bytes(digest, "big") % len(family)]
    return Choice(chosen, f"{reason}; variant {chosen.file_name.variant} by lot")
