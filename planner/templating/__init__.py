"""From templates and contacts to messages: choosing, filling, fitting to a channel's limit."""

from __future__ import annotations

from planner.templating.choosing import Choice
from planner.templating.context import context
from planner.templating.errors import OverLimitError, RenderError
from planner.templating.library import Library
from planner.templating.pieces import did_you_mean
from planner.templating.template import Message, Template

__all__ = [
    "Choice",
    "Library",
    "Message",
    "OverLimitError",
    "RenderError",
    "Template",
    "context",
    "did_you_mean",
]
