"""Reads what a form or an address brings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import redirect, request

from planner.model.errors import UsageError
from planner.model.status import Status

if TYPE_CHECKING:
    from flask import Response

_ROOM_PARTS = 2


def field(name: str) -> str:
    """A field of the form, "" where it is not there."""
    return request.form.get(name, "")


def words(name: str) -> str:
    """A field of several lines; browsers end each by two characters."""
    return field(name).replace("\r\n", "\n")


def chosen(name: str, otherwise: str = "") -> str:
    """What the address says of `name`."""
    return request.args.get(name, otherwise)


def page_number() -> int:
    """The page of a long list, from 1 on."""
    typed = chosen("page", "1")
    return max(int(typed), 1) if typed.isdecimal() else 1


def status_in(typed: str) -> Status:
    """The status that a form names.

    Raises:
        UsageError: there is no such status.
    """
    try:
        return Status(typed)
    except ValueError as error:
        raise UsageError(f'"{typed}" is no status.') from error


def own_path(wanted: str) -> str:
    """The path on this page that a form names, or that of Today: a form leads nowhere else."""
    room = "/".join(request.path.split("/")[:_ROOM_PARTS])
    is_own = wanted.startswith(f"{room}/") and "//" not in wanted and "\\" not in wanted
    return wanted if is_own else f"{room}/today"


def back(wanted: str = "") -> Response:
    """Lead to the page that is wanted, or to the one that the form names."""
    return redirect(own_path(wanted or field("back")), 303)  # type: ignore[return-value]  # Flask's is werkzeug's


def came_from() -> str:
    """The page on which the button was pressed, as the browser tells it."""
    sent = urlsplit(request.referrer or "")
    return f"{sent.path}?{sent.query}" if sent.query else sent.path
