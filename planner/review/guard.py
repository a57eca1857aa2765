"""Keeps everybody out of the review page but the browser of whoever started it.

The page listens on the loopback address alone, and still every program of the machine and every
page that the browser shows can reach it. So each request must name this very host (no rebinding of
a name), lie below a path that nobody can guess (cookies know no ports: a server on another port of
this machine never sees ours), bring the cookie that the token of the first address was turned into,
and, where it changes something, come from this page and bring its key.
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Response

HOST = "127.0.0.1"
COOKIE = "planner-review"
KEY_FIELD, KEY_HEADER = "key", "X-Review-Key"
_READING = frozenset({"GET", "HEAD"})
# Where a browser says that a request comes from; older ones say nothing.
_OWN_SITES = frozenset({"", "same-origin", "none"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# A draft in HTML is a page of its own that runs nothing, fetches nothing and leads nowhere.
_DRAFT_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Of the referrer no other site learns anything; without any, a form has no Origin either.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """The keys of one run of the review page on a port.

    `room` is the path below which everything lies, `key` what each form must bring.
    """

    def __init__(self, port: int, *, is_read_only: bool = False) -> None:
        self.host = f"{HOST}:{port}"
        self.origin = f"http://{self.host}"
        self.room = f"/{secrets.token_urlsafe(12)}"
        self.key = secrets.token_urlsafe(32)
        self.is_read_only = is_read_only
        self._cookie = secrets.token_urlsafe(32)
        self._token = secrets.token_urlsafe(32)

    @property
    def address(self) -> str:
        """The address that lets one browser in, once."""
        return f"{self.origin}{self.room}/enter?token={self._token}"

    def enters(self, token: str) -> bool:
        """Whether the token is the one of the address; it counts once, and another one follows."""
        if not _is_same(token, self._token):
            return False
        self._token = secrets.token_urlsafe(32)
        return True

    def let_in(self, response: Response) -> Response:
        """Give the browser its cookie."""
        response.set_cookie(
            COOKIE, self._cookie, path=f"{self.room}/", httponly=True, samesite="Strict"
        )
        return response

    def refusal(self, *, is_entry: bool, is_harmless: bool) -> str:
        """Say why this request is refused; "" where it is not.

        `is_entry` where it brings a token in place of the cookie, `is_harmless` where it changes
        nothing in the workbook whatever its method is.
        """
        if request.host != self.host:
            return "This page has another address."
        if is_entry:
            return ""
        if not _is_same(request.cookies.get(COOKIE, ""), self._cookie):
            return "Open the page by the link that planner review shows in its terminal."
        if request.headers.get("Sec-Fetch-Site", "") not in _OWN_SITES:
            return "Another site asked for this."
        if request.method in _READING:
            return ""
        return self._refusal_of_change(is_harmless=is_harmless)

    def _refusal_of_change(self, *, is_harmless: bool) -> str:
        if request.headers.get("Origin", "") != self.origin:
            return "Another site asked for this."
        key = request.headers.get(KEY_HEADER, "") or request.form.get(KEY_FIELD, "")
        if not _is_same(key, self.key):
            return "This form is of an earlier run: load the page anew."
        if self.is_read_only and not is_harmless:
            return "This page is read-only: it was started with --read-only."
        return ""

    @staticmethod
    def seal(response: Response, *, is_draft: bool) -> Response:
        """Put the headers on that keep scripts, frames and other sites out."""
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = _DRAFT_POLICY if is_draft else _POLICY
        response.headers["X-Frame-Options"] = "SAMEORIGIN" if is_draft else "DENY"
        return response


def _is_same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
