"""A template: a file with headers and a body that becomes one message for each contact."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from planner.model.channel import Channel
from planner.model.errors import TemplateError
from planner.model.frozen import frozen
from planner.templating.fields import LANGUAGE, Previous
from planner.templating.languages import DEFAULT_LANGUAGE
from planner.templating.parts import OPTIONAL, Parts
from planner.templating.render_errors import OverLimitError
from planner.templating.rendering import Piece
from planner.templating.shipped import templates
from planner.templating.template_names import FileName, read_file_name
from planner.templating.tidying import tidy, tidy_line
from planner.templating.use_when import Condition, read_condition
from planner.text.channels import parse_channel
from planner.text.closest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from planner.templating.form import Form
    from planner.templating.sandbox import Sandbox


@frozen
class Message:
    """One filled template. `dropped` holds the optional parts that went to keep within a limit."""

    subject: str
    text: str
    dropped: tuple[str, ...] = ()


def in_language_of(path: Path, context: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a template may name, sentences and dates in its language, whatever the contact's is.

    A template of the user's own whose file name says no language is taken to be in the contact's.
    """
    language = _language_of(path)
    if not language:
        return context
    previous = context.get("previous")
    if isinstance(previous, Previous) and previous.language != language:
        return {**context, LANGUAGE: language, "previous": replace(previous, language=language)}
    return {**context, LANGUAGE: language}


@lru_cache(maxsize=1_024)
def _language_of(path: Path) -> str:
    """The language that a template's file name says; of a shipped one English if it says none."""
    return read_file_name(path).language or (DEFAULT_LANGUAGE if path.parent == templates() else "")


class Template:
    """One template file of a library; compiled when it is first rendered.

    `name` is the file's name without `.txt`, as it stands in Tracking; `title` the header Name.
    """

    def __init__(self, form: Form, sandbox: Callable[[], Sandbox]) -> None:
        self._form, self._sandbox = form, sandbox
        self.file_name: FileName = read_file_name(form.path)
        self.name = self.file_name.stem
        named = form.header("Name")
        self.title = named.value if named is not None else self.name
        self.channel = _channel(form)
        self.conditions: tuple[Condition, ...] = tuple(
            read_condition(header.value, f"{form.path.name}, line {header.line}")
            for header in form.headers
            if header.name.casefold() == "for"
        )

    def __repr__(self) -> str:
        return f"Template({self.name!r}, {self.channel.value!r})"

    @property
    def sandbox(self) -> Sandbox:
        """Where it is compiled, with the files that it may include."""
        return self._sandbox()

    @property
    def path(self) -> Path:
        """The file."""
        return self._form.path

    @property
    def language(self) -> str:
        """The language that it is written in; "" for one of the user's own that says none."""
        return _language_of(self._form.path)

    @property
    def form(self) -> Form:
        """The file's headers and body as typed."""
        return self._form

    @property
    def source(self) -> str:
        """The body as typed."""
        return self._form.body

    def render(
        self,
        context: Mapping[str, Any],
        *,
        limit: int | None = None,
        length: Callable[[str], int] = len,
    ) -> Message:
        """Fill the template in, and leave out its least important parts where it is over `limit`.

        `length` counts as the channel does. Under the limit nothing is left out.

        Raises:
            OverLimitError: it cannot fit.
            RenderError: a field is missing, or a sender's value is needed.
        """
        context = in_language_of(self._form.path, context)
        subject_piece = self._subject
        subject = "" if subject_piece is None else tidy_line(subject_piece.render(context))
        if limit is None:
            return Message(subject, tidy(self._body.render(context)))
        return self._fitted(subject, context, limit, length)

    @cached_property
    def _body(self) -> Piece:
        form = self._form
        return Piece(self._sandbox(), form.body, name=form.path.name, line=form.body_line)

    @cached_property
    def _subject(self) -> Piece | None:
        header = self._form.header("Subject")
        if header is None or not header.value:
            return None
        return Piece(self._sandbox(), header.value, name=self._form.path.name, line=header.line)

    def _fitted(
        self,
        subject: str,
        context: Mapping[str, Any],
        limit: int,
        length: Callable[[str], int],
    ) -> Message:
        """Leave out one part after the other until the text fits."""
        gone: set[str] = set()
        dropped: list[str] = []
        while True:
            parts = Parts(gone)
            text = tidy(self._body.render({**context, OPTIONAL: parts}))
            if length(text) <= limit:
                return Message(subject, text, tuple(dropped))
            place = parts.least()
            if not place:
                raise OverLimitError(
                    f"{self._form.path.name}: the message is {length(text) - limit} over the"
                    f" limit of {limit} characters"
                    + (", even without its optional parts." if dropped else "."),
                    "Shorten the purpose, or take a template that says less.",
                    subject=subject,
                    text=text,
                )
            gone.add(place)
            dropped.append(" ".join(parts.texts[place].split()))


def _channel(form: Form) -> Channel:
    header = form.header("Channel")
    if header is None or not header.value:
        return Channel.EMAIL  # the templates of mail merges say To and Subject, and mean email
    channel = parse_channel(header.value)
    if channel is not None:
        return channel
    hint = did_you_mean(header.value, list(Channel)) or f"Write one of: {', '.join(Channel)}."
    place = f"{form.path.name}, line {header.line}"
    raise TemplateError(f'{place}: "{header.value}" is no channel.', hint)
