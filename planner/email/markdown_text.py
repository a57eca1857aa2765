"""Turns Markdown into HTML, within bounds: some texts would keep the converter busy for hours."""

from __future__ import annotations

import re

from planner.email.email_error import EmailError

LONGEST_MARKDOWN = 30_000
# For each bracket that opens, the converter may look through the rest of its paragraph, for each
# < through the rest of the text. This many steps take it about a second.
_MOST_STEPS = 50_000_000
_STEPS_OF_BRACKET = 10
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def html_of(markdown_text: str) -> str:
    """The HTML of a Markdown text, its line breaks kept.

    Raises:
        EmailError: the text is too long or too intricate.
    """
    import markdown  # noqa: PLC0415 - 0.1 s, and only where a template asks for it

    if len(markdown_text) > LONGEST_MARKDOWN:
        raise EmailError(
            f"The Markdown has {len(markdown_text):,} characters; it may have"
            f" {LONGEST_MARKDOWN:,}.",
            "Shorten it, or write the message in HTML.",
        )
    if _steps(markdown_text) > _MOST_STEPS:
        raise EmailError(
            "The Markdown has more brackets than any message needs.",
            "Put blank lines between its paragraphs, or write the message in HTML.",
        )
    return f"<html><body>{markdown.markdown(markdown_text, extensions=['nl2br'])}</body></html>"


def _steps(text: str) -> int:
    paragraphs = _BLANK_LINE.split(text)
    brackets = sum(len(each) * each.count("[") for each in paragraphs)
    return brackets * _STEPS_OF_BRACKET + len(text) * text.count("<")
