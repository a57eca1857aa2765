"""One compiled text of a template: its body, its subject, a header; rendered within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from planner.templating.budget import Work, work
from planner.templating.fields import RawFields, SenderFields
from planner.templating.render_errors import RenderError
from planner.text.closest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    import jinja2

    from planner.templating.sandbox import Sandbox


LONGEST_MESSAGE = 200_000
_UNDEFINED = re.compile(r"'([^']*)' is undefined$")
_NO_ATTRIBUTE = re.compile(r"^'([^']*)' has no attribute '([^']*)'$")
_SPECIAL = frozenset(
    {"raw", "sender", "common", "introducer", "previous", "today", "step", "channel"}
)


class Piece:
    """A text with Jinja in it, compiled once; `line` is where it starts in the file `name`.

    Raises:
        RenderError: at creation, when the text is no valid Jinja.
    """

    __slots__ = (
        "_blocks", "_context", "_globals", "_name", "_sandbox", "_straight", "_template",
    )  # fmt: skip

    def __init__(self, sandbox: Sandbox, source: str, *, name: str, line: int = 1) -> None:
        from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - 0.1 s, and only when a template is filled

        self._name = name
        try:
            self._template: jinja2.Template = sandbox.from_string(from_line(source, line))
        except TemplateSyntaxError as error:
            raise self._syntax_error(sandbox, error) from error
        except RecursionError as error:
            raise RenderError(f"{name}: it is nested too deeply.", "Make it simpler.") from error
        self._sandbox, self._context = sandbox, sandbox.context_class
        self._globals, self._blocks = dict(self._template.globals), self._template.blocks
        # Nothing in it runs twice, so that its size bounds what it writes.
        self._straight = len(source) < 10_000 and not _REPEATS.search(source)

    def render(self, names: Mapping[str, Any]) -> str:
        """Fill the text in.

        Raises:
            RenderError: something that it names is missing, or it fails or does too much.
        """
        work.set(Work())
        template = self._template
        filled = self._context(self._sandbox, {**self._globals, **names}, self._name, self._blocks)
        try:
            pieces = template.root_render_func(filled)
            return "".join(pieces) if self._straight else _joined(pieces)
        except Exception as error:
            raise self._failed(error, names) from error

    def _syntax_error(self, sandbox: Sandbox, error: jinja2.TemplateSyntaxError) -> RenderError:
        message = (error.message or "it is no valid Jinja").rstrip(".")
        place = f"{self._name}, line {error.lineno}"
        unknown = re.match(r"No (filter|test) named '([^']*)'", message)
        if unknown is not None:
            known = sandbox.filters if unknown[1] == "filter" else sandbox.tests
            hint = did_you_mean(unknown[2], known) or "See docs/templates.md for those there are."
            return RenderError(f'{place}: there is no {unknown[1]} "{unknown[2]}".', hint)
        return RenderError(f"{place}: {message}.", "Mend the template.")

    def _failed(self, error: Exception, names: Mapping[str, Any]) -> RenderError:
        from jinja2.exceptions import (  # noqa: PLC0415 - 0.1 s, and only when a template is filled
            SecurityError,
            TemplateNotFound,
            UndefinedError,
        )

        place = f"{self._place(error.__traceback__)}{_whom(names)}"
        if isinstance(error, RenderError):
            return error
        if isinstance(error, SecurityError):
            return RenderError(
                f"{place}: it reaches for what no template may use: {str(error).rstrip('.')}.",
                "Take that part out of the template.",
            )
        if isinstance(error, UndefinedError):
            return _missing(place, error, names)
        if isinstance(error, TemplateNotFound):
            return RenderError(
                f'{place}: there is no file "{error.name}" to include.',
                "A template may include files of its own folder, by their names.",
            )
        if isinstance(error, RecursionError):
            return RenderError(f"{place}: it calls itself without end.", "Mend the template.")
        reason = str(error).rstrip(".") or type(error).__name__
        return RenderError(f"{place}: {reason}.", "Mend the template, or the cells that it uses.")

    def _place(self, trace: TracebackType | None) -> str:
        """Name and line of the innermost template in a traceback."""
        place = self._name
        while trace is not None:
            template = trace.tb_frame.f_globals.get("__jinja_template__")
            if template is not None:
                line = template.get_corresponding_lineno(trace.tb_lineno)
                place = f"{template.name or self._name}, line {line}"
            trace = trace.tb_next
        return place


def from_line(source: str, line: int) -> str:
    """The source such that Jinja counts its lines from `line`."""
    return f"{{#{chr(10) * (line - 1)}#}}{source}" if line > 1 else source


_REPEATS = re.compile(
    r"\{%-?\+?\s*(?:for|macro|call|include|import|from|extends|block)\b|\|\s*map\b"
)


def _joined(pieces: Iterable[str]) -> str:
    total, kept = 0, []
    for piece in pieces:
        total += len(piece)
        if total > LONGEST_MESSAGE:
            raise OverflowError("it writes more than any message needs")
        kept.append(piece)
    return "".join(kept)


def _whom(names: Mapping[str, Any]) -> str:
    raw = names.get("raw")
    if not isinstance(raw, RawFields):
        return ""
    contact = raw._contact  # noqa: SLF001 - templates must not reach it, errors may
    who = f", {contact.name}" if contact.name else ""
    return f" ({contact.columns.sheet} row {contact.row}{who})"


def _missing(place: str, error: Exception, names: Mapping[str, Any]) -> RenderError:
    """What is undefined, and what might have been meant."""
    message = str(error)
    attribute = _NO_ATTRIBUTE.match(message)
    if attribute is not None:
        return _missing_attribute(place, attribute[1], attribute[2], names)
    plain = _UNDEFINED.search(message)
    if plain is None:
        return RenderError(f"{place}: {message}.", "Mend the template.")
    name = plain[1]
    raw = names.get("raw")
    where = ""
    if isinstance(raw, RawFields):
        where = f' of the sheet "{raw._contact.columns.sheet}"'  # noqa: SLF001 - templates must not reach it, errors may
    hint = did_you_mean(name, _columns_first(names)) or (
        f"Add a column with that name, or write {{% if {name}|default %}} around what needs it."
    )
    return RenderError(f'{place}: "{name}" is no column{where}.', hint)


def _missing_attribute(place: str, owner: str, name: str, names: Mapping[str, Any]) -> RenderError:
    if owner.endswith("SenderFields object"):
        sender = names["sender"]
        known: Iterable[str] = []
        if isinstance(sender, SenderFields):
            known = _sender_names(sender)
        hint = did_you_mean(name, known, prefix="sender.") or (
            f'Write "{_headed(name)}" and its value into the Sender sheet.'
        )
        return RenderError(f'{place}: the Sender sheet has no "{_headed(name)}".', hint)
    if owner.endswith("RawFields object"):
        hint = did_you_mean(name, _columns_first(names), prefix="raw.")
        return RenderError(f'{place}: "{name}" is no column.', hint or "Add such a column.")
    return RenderError(
        f'{place}: there is no "{name}" in {owner.removesuffix(" object")}.', "Mend the template."
    )


def _headed(name: str) -> str:
    """A name as it would stand in the sheet."""
    return name if name.startswith("_") else name.replace("_", " ")


def _sender_names(sender: SenderFields) -> list[str]:
    """The names that `sender.` can be followed by."""
    from planner.model.sender import KNOWN_SENDER_FIELDS  # noqa: PLC0415 - only after an error

    values = sender._sender.values  # noqa: SLF001 - templates must not reach it, errors may
    return [*dict.fromkeys([*values, *KNOWN_SENDER_FIELDS])]


def _columns_first(names: Mapping[str, Any]) -> list[str]:
    return [name for name in names if name not in _SPECIAL] + sorted(_SPECIAL & names.keys())
