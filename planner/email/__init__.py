"""Emails from templates that users of mailmerge know, and the .eml files of them."""

from __future__ import annotations

from planner.email.errors import EmailError
from planner.email.policy import as_eml
from planner.email.rendering import RenderedEmail, Words, render_email

__all__ = ["EmailError", "RenderedEmail", "Words", "as_eml", "render_email"]
