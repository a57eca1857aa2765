"""The templates of a campaign: the user's folders first, the shipped ones last."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planner.model.errors import TemplateError
from planner.templating.choosing import Choice, Chooser
from planner.templating.form import read_form
from planner.templating.needs import required_sender_fields
from planner.templating.render_errors import RenderError
from planner.templating.rendering import from_line
from planner.templating.shipped import templates as shipped_templates
from planner.templating.template import Template
from planner.text.closest import did_you_mean
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from planner.model.channel import Channel
    from planner.model.contact import Contact
    from planner.templating.form import Form
    from planner.templating.sandbox import Sandbox
    from planner.templating.watch import Watch


class Library:
    """All templates by name. `parts` are the files that others may include, by file name."""

    def __init__(
        self, forms: Sequence[Form], broken: Mapping[str, TemplateError] | None = None
    ) -> None:
        self._broken = dict(broken or {})
        self._forms: dict[str, Form] = {}
        for form in forms:
            self._forms.setdefault(form.path.name, form)
        self._templates: dict[str, Template] = {}
        for form in self._forms.values():
            if not form.is_part:
                self._take(form)
        self._files: dict[Path, Template] = {}

    def _take(self, form: Form) -> None:
        """Take a template in; one whose headers make no sense stops nobody but its own users."""
        try:
            template = Template(form, self._shared_sandbox)
        except TemplateError as error:
            self._broken[form.path.stem.casefold()] = error
        else:
            self._templates[template.name] = template

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Library:
        """Read every template of the folders, and those that planner ships with.

        Of two files with one name the earlier folder's counts. A folder that does not exist has
        no templates. A file that cannot be read stops only the contacts who would get it.
        """
        forms: list[Form] = []
        broken: dict[str, TemplateError] = {}
        for path in _paths([*folders, shipped_templates()]):
            try:
                forms.append(read_form(path))
            except TemplateError as error:
                broken.setdefault(path.stem.casefold(), error)
        return cls(forms, broken)

    def __iter__(self) -> Iterator[Template]:
        return iter(self._templates.values())

    def __len__(self) -> int:
        return len(self._templates)

    def named(self, name: str) -> Template:
        """The template called `name`: its file's name with or without ending, its title, a path.

        Raises:
            TemplateError: there is none.
        """
        self._stop_if_broken(name, TemplateError)
        found = self.find(name)
        if found is not None:
            return found
        path = Path(name).expanduser()
        if path.suffix and path.is_file():
            return self._from_file(path)
        hint = (
            did_you_mean(name, self._templates) or f"{command('template', 'list')} shows them all."
        )
        raise TemplateError(f'There is no template "{name}".', hint)

    def find(self, name: str) -> Template | None:
        """The template called `name`, or None."""
        wanted = name.strip().casefold()
        return self._by_word.get(wanted) or self._by_word.get(wanted.removesuffix(".txt"))

    def choose(
        self,
        contact: Contact,
        *,
        channel: Channel | None,
        step: int = 1,
        language: str = "",
        is_discreet: bool = False,
        before: str = "",
        asked: str = "",
        is_accepted: bool = False,
    ) -> Choice:
        """Choose a contact's template: its Template cell, else the best For, else the default.

        `asked` is a template that counts more than all these; `is_accepted` says that the contact
        has accepted an invitation, and nothing was written since. Of variants (`note.a.txt`,
        `note.b.txt`) a contact keeps the one that it had `before`.

        Raises:
            RenderError: the Template cell names no template, or no template fits.
        """
        self._stop_if_broken(asked or contact.text("template"), RenderError)
        choice = self._chooser.choose(
            contact,
            channel=channel,
            step=step,
            language=language,
            is_discreet=is_discreet,
            before=before,
            asked=asked,
            is_accepted=is_accepted,
        )
        self._stop_if_broken(choice.template.name, RenderError)
        return choice

    def _stop_if_broken(self, name: str, kind: type[TemplateError | RenderError]) -> None:
        error = self._broken.get(name.strip().casefold().removesuffix(".txt"))
        if error is not None:
            raise kind(error.message, error.hint) from error

    def watch(self, template: Template) -> Watch:
        """Look at a template from inside.

        Raises:
            RenderError: it is no valid Jinja.
        """
        from planner.templating.watch import Watch  # noqa: PLC0415 - for writers of templates

        return Watch(template, template.sandbox)

    def required_sender_fields(self, known: Collection[str] = ()) -> frozenset[str]:
        """What the Sender sheet must hold beside `known`, for what any contact may get."""
        general = [each for each in self if not any(c.asks_for_field for c in each.conditions)]
        sandbox = self._shared_sandbox
        needed = (required_sender_fields(each, sandbox, known) for each in general)
        return frozenset().union(*needed)

    @cached_property
    def _chooser(self) -> Chooser:
        return Chooser(self)

    @cached_property
    def _by_word(self) -> Mapping[str, Template]:
        words: dict[str, Template] = {}
        for template in self:
            words.setdefault(template.name.casefold(), template)
        for template in self:
            words.setdefault(template.title.casefold(), template)
        return words

    @cached_property
    def _sandbox(self) -> Sandbox:
        return _sandbox(lambda: self._forms)

    def _shared_sandbox(self) -> Sandbox:
        return self._sandbox

    def _from_file(self, path: Path) -> Template:
        """A template outside the library; it includes files of its own folder first."""
        path = path.resolve()
        if path not in self._files:
            beside = {form.path.name: form for form in map(read_form, _paths([path.parent]))}
            fence = _sandbox(lambda: {**self._forms, **beside})
            self._files[path] = Template(read_form(path), lambda: fence)
        return self._files[path]


def _paths(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(folder.glob("*.txt"))


def _sandbox(forms: Callable[[], Mapping[str, Form]]) -> Sandbox:
    """A sandbox whose templates include one another's bodies by file name, and nothing else."""
    from jinja2 import FunctionLoader  # noqa: PLC0415 - 0.1 s, and only when a template is filled

    from planner.templating.sandbox import Sandbox  # noqa: PLC0415 - 0.1 s, and only when a template is filled

    def source(name: str) -> tuple[str, str | None, None] | None:
        known = forms()
        form = known.get(name) or known.get(f"{name}.txt")
        return None if form is None else (from_line(form.body, form.body_line), None, None)

    return Sandbox(FunctionLoader(source))
