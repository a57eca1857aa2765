"""The addresses that a page may lead to: http, https, mailto and tel, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.email.mailto import mailto
from planner.model.channel import Channel
from planner.text.web_page import web_page

if TYPE_CHECKING:
    from flask import Flask

    from planner.scheduling.due import Due


_SAFE = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_NOT_DIALLED = re.compile(r"[^\d+]")


def safe_link(address: str) -> str:
    """The address if a page may lead there, else ""."""
    return address if _SAFE.fullmatch(address.strip()) else ""


def opens(due: Due) -> str:
    """What a click opens for somebody who is due: their profile, a new email, a call; or ""."""
    touch = due.touch
    if touch.channel is Channel.PHONE and due.address:
        return safe_link(f"tel:{_NOT_DIALLED.sub('', due.address)}")
    if due.email:
        # A long one is cut by some programs: then the words are to be pasted.
        link = mailto(due.email, touch.subject, touch.draft) or f"mailto:{due.email}"
        return safe_link(link)
    return safe_link(due.page)


def add_filters(app: Flask) -> None:
    """Give the templates what makes a link of a cell."""
    app.jinja_env.filters["safe_link"] = safe_link
    app.jinja_env.filters["web_page"] = lambda typed: safe_link(web_page(str(typed)))
