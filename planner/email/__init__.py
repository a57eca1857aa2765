"""Emails from templates that users of mailmerge know, and the .eml files of them.

What this face offers is loaded when it is first asked for: most of planner needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.email.email_error import EmailError
    from planner.email.policy import as_eml
    from planner.email.render import RenderedEmail, Words, render_email

__all__ = ["EmailError", "RenderedEmail", "Words", "as_eml", "render_email"]

_HOMES = {
    "EmailError": "planner.email.email_error",
    "RenderedEmail": "planner.email.render",
    "Words": "planner.email.render",
    "as_eml": "planner.email.policy",
    "render_email": "planner.email.render",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415 - only where something is asked for

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
