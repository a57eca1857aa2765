"""Fills an email template in: headers and body in one go, as mailmerge does, but in the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, Undefined
from jinja2.runtime import Macro

from planner.email.breaks import stood_in
from planner.email.errors import EmailError
from planner.templating import RenderError
from planner.templating.pieces import Piece
from planner.templating.sandbox import LoneTags, Sandbox
from planner.templating.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2.runtime import Context

__all__ = ["filled"]

LONGEST_TEMPLATE = 100_000


def filled(template: Path, context: Mapping[str, Any]) -> str:
    """The text of an email, the line breaks in its values still stood in for.

    Raises:
        EmailError: the file cannot be read, or cannot be filled in from `context`.
    """
    source = _read(template)
    try:
        piece = Piece(_EmailSandbox(template.parent), source, name=template.name)
        return piece.render(context)
    except RenderError as error:
        raise EmailError(error.message, error.hint) from error


class _EmailSandbox(Sandbox):
    """The sandbox, with Jinja's own rules for blank lines, which mailmerge's templates rely on.

    Files of the template's folder may be included, and no others.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(FileSystemLoader(folder))
        self.finalize = _spell_for_email
        self.keep_trailing_newline = False
        del self.extensions[LoneTags.identifier]

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call as the sandbox does; the lines that a macro writes are the writer's own."""
        result = super().call(context, obj, *args, **kwargs)
        return _Written(result) if isinstance(obj, Macro) and isinstance(result, str) else result


class _Written(str):
    """What a macro wrote: its line breaks are typed ones, those of values in it stood in for."""

    __slots__ = ()


def _spell_for_email(value: Any) -> Any:
    if type(value) is _Written:
        return str(value)
    spelt = spell(value)
    return spelt if isinstance(spelt, Undefined) else stood_in(str(spelt))


def _read(template: Path) -> str:
    try:
        source = template.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EmailError(
            f"{template.name} is no UTF-8 text.",
            'Save it as "Plain text" with the encoding UTF-8.',
        ) from error
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise EmailError(f"{template}: {reason}.", "Check the template's path.") from error
    if len(source) > LONGEST_TEMPLATE:
        raise EmailError(
            f"{template.name} has {len(source):,} characters; a template has at most"
            f" {LONGEST_TEMPLATE:,}.",
            "Is it the right file?",
        )
    return source
