"""Fills an email template in: headers and body in one go, as mailmerge does, but in the sandbox."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, Undefined, UndefinedError
from jinja2.runtime import Macro

from planner.email.email_error import EmailError
from planner.email.line_breaks import stood_in
from planner.model.errors import TemplateError
from planner.templating.form import read_template_text
from planner.templating.render_errors import RenderError
from planner.templating.rendering import Piece
from planner.templating.sandbox import Sandbox
from planner.templating.spelling import spell
from planner.templating.template import in_language_of
from planner.templating.template_tags import LoneTags

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2.runtime import Context


LONGEST_TEMPLATE = 100_000
# What a template of planner's own need not say; no mailmerge template says Channel.
_CHANNEL = re.compile(r"^channel[ \t]*:", re.IGNORECASE | re.MULTILINE)
_DEFAULTS = {
    re.compile(r"^to[ \t]*:", re.IGNORECASE | re.MULTILINE): "TO: {{ name }} <{{ email }}>",
    re.compile(r"^from[ \t]*:", re.IGNORECASE | re.MULTILINE): (
        "FROM: {{ sender.name }} <{{ sender.email }}>"
    ),
}


def filled(template: Path, context: Mapping[str, Any], *, specials: bool = False) -> str:
    """The text of an email, with `breaks.stood_in` for what its values bring along.

    A template that says Channel gets To and From from the contact and the sender if it has none.

    Raises:
        EmailError: the file cannot be read, or cannot be filled in from `context`.
    """
    source = _read(template)
    context = in_language_of(template, context)
    head = source.partition("\n\n")[0]
    is_own = _CHANNEL.search(head) is not None
    missing = [line for header, line in _DEFAULTS.items() if not header.search(head)]
    sources = [*missing, source] if is_own else [source]
    try:
        pieces = [
            _compiled(template.parent, template.name, each, is_own=is_own, specials=specials)
            for each in sources
        ]
        # Blank lines at the top are what tags leave there; they would end the headers.
        return "\n".join([piece.render(context).lstrip("\n") for piece in pieces])
    except RenderError as error:
        raise EmailError(_message(error, template.name, context), error.hint) from error


class _EmailSandbox(Sandbox):
    """The sandbox; files of the template's folder may be included, and no others.

    Lines of tags alone stay as blank lines, as mailmerge leaves them, but in planner's own
    templates.
    """

    def __init__(self, folder: Path, *, is_own: bool, specials: bool) -> None:
        super().__init__(FileSystemLoader(folder))
        self.finalize = partial(_spell_for_email, specials=specials)
        self.keep_trailing_newline = False  # a Jinja default that mailmerge's texts rest on
        self.auto_reload = True  # compiled templates are kept, and an included file may change
        if not is_own:
            del self.extensions[LoneTags.identifier]

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call as the sandbox does; the lines that a macro writes are the writer's own."""
        result = super().call(context, obj, *args, **kwargs)
        return _Written(result) if isinstance(obj, Macro) and isinstance(result, str) else result


class _Written(str):
    """What a macro wrote: its line breaks are typed ones, those of values in it stood in for."""

    __slots__ = ()


def _spell_for_email(value: Any, *, specials: bool) -> Any:
    if type(value) is _Written:
        return str(value)
    spelt = spell(value)
    return spelt if isinstance(spelt, Undefined) else stood_in(str(spelt), specials=specials)


@lru_cache(maxsize=64)
def _compiled(folder: Path, name: str, source: str, *, is_own: bool, specials: bool) -> Piece:
    return Piece(_EmailSandbox(folder, is_own=is_own, specials=specials), source, name=name)


def _message(error: RenderError, template: str, context: Mapping[str, Any]) -> str:
    """What is wrong; of a context that no workbook gave, in the words that Jinja's users know."""
    if not isinstance(error.__cause__, UndefinedError) or "raw" in context:
        return error.message
    line = re.search(r", line (\d+):", error.message)
    return f"{template}: {error.__cause__}" + (f" (line {line[1]})." if line else ".")


def _read(template: Path) -> str:
    try:
        source = read_template_text(template)
    except TemplateError as error:
        raise EmailError(error.message, error.hint) from error
    if len(source) > LONGEST_TEMPLATE:
        raise EmailError(
            f"{template.name} has {len(source):,} characters; a template has at most"
            f" {LONGEST_TEMPLATE:,}.",
            "Is it the right file?",
        )
    return _with_empty_line(source)


def _with_empty_line(source: str) -> str:
    """The source, the first line that looks empty without blanks: it ends the headers."""
    lines = source.split("\n")
    first = next((place for place, line in enumerate(lines) if not line.strip()), None)
    if first is not None:
        lines[first] = ""
    return "\n".join(lines)
