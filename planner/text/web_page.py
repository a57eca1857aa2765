"""Tells the web page that a cell means from everything else that a cell could open."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)


def web_page(typed: str) -> str:
    """The web address that a cell means, or "": a cell may open a page, and nothing else."""
    address = "".join(typed.split())
    scheme = _SCHEME.match(address)
    if scheme is None:
        return f"https://{address}" if "." in address and not address.startswith("-") else ""
    return address if scheme[1].lower() in {"http", "https"} else ""
