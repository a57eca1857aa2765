"""Emails from templates that users of mailmerge know, and the .eml files of them."""

from __future__ import annotations

from planner.email.email_error import EmailError
from planner.email.policy import as_eml
from planner.email.render import RenderedEmail, Words, render_email

__all__ = ["EmailError", "RenderedEmail", "Words", "as_eml", "render_email"]
