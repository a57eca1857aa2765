"""Pictures in HTML that are attached: their `src` becomes the attachment's content id."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from planner.email.attachments import resolved
from planner.email.bodies import charset_of, encode, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message
    from pathlib import Path


_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"""(?<=\s)src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_IS_URL = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//|#)", re.IGNORECASE)  # C: is a drive, no scheme


def point_to_attachments(
    message: Message[str, str], template: Path, content_ids: Mapping[Path, str]
) -> None:
    """Let pictures named by path in the HTML parts show the attached files of these paths."""
    if not content_ids:
        return
    for part in message.walk():
        if part.get_content_type() == "text/html":
            html = text_of(part)
            pointed = _pointed(html, template, content_ids)
            if pointed != html:
                encode(part, pointed, charset_of(part))


def _pointed(html: str, template: Path, content_ids: Mapping[Path, str]) -> str:
    def source(match: re.Match[str]) -> str:
        value = unescape(next(group for group in match.groups() if group is not None))
        content_id = _content_id(value, template, content_ids)
        return match[0] if content_id is None else f'src="cid:{escape(content_id)}"'

    return _IMAGE.sub(lambda image: _SOURCE.sub(source, image[0], count=1), html)


def _content_id(value: str, template: Path, content_ids: Mapping[Path, str]) -> str | None:
    if not value.strip() or _IS_URL.match(value):
        return None
    for path in (value, unquote(value)):  # Markdown and editors write a blank as %20
        try:
            found = content_ids.get(resolved(path, template))
        except (OSError, RuntimeError, ValueError):
            continue  # no path at all, so it cannot be one of the attached files
        if found is not None:
            return found
    return None
