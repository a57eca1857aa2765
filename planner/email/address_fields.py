"""Addresses in headers: `user@example.com`, `Name <user@example.com>`, several with commas."""

from __future__ import annotations

import email.utils
import re
from email.utils import getaddresses, quote

from planner.email.line_breaks import restored

_ADDRESSED = frozenset({"to", "cc", "bcc", "from", "reply-to", "sender"})

# Newer Pythons take nothing of a header with one stray bracket; mailmerge takes what can be read.
_LENIENT = {"strict": False} if getattr(email.utils, "supports_strict_parsing", False) else {}
_ATOM = r"[^\s()<>\[\]:;@\\,\"]+"
_PLAIN = re.compile(rf"(?:[^()<>\[\]:;@\\,\"]*<{_ATOM}@{_ATOM}>|{_ATOM}@{_ATOM})")
# Half a character, or what stands for one that was lost, is delivered to nobody.
_ADDRESS = re.compile("[^@\\s<>,;\ud800-\udfff\ufffd]+@[^@\\s<>,;\ud800-\udfff\ufffd]+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_COMMENT = re.compile(r"\(([^()]*)\)")
# It starts where a name can, so that a long text without addresses is read but once.
_NAMED = re.compile(r'(?<![^<>,;])((?>(?:"(?>(?:[^"\\]|\\.)*)"|[^<>,;"]++)*))<([^<>]*+)>')


def is_addressed(name: str) -> bool:
    """Whether a header holds addresses."""
    return name.casefold() in _ADDRESSED


def is_plain(header: str) -> bool:
    """Whether there is but one way to read a header: one address, with or without a name."""
    return _PLAIN.fullmatch(header) is not None


def with_names_quoted(header: str) -> str:
    """An address header, filled in with `stood_in(…, specials=True)`, such that names stay names.

    What a value brings along counts as written between the < > and ( ) of the template; a value
    outside them may be any list of addresses.

    Raises:
        ValueError: what stands between < and > is no address.
    """
    return restored(_NAMED.sub(_mailbox, _COMMENT.sub(_comment, header)))


def mailboxes(header: str) -> list[tuple[str, str]]:
    """Names and addresses as far as they can be made out, "" and "" for what is neither."""
    return getaddresses([header], **_LENIENT)


def bare_addresses(header: str) -> list[str]:
    """The bare addresses in a header.

    Raises:
        ValueError: something in it is no address that anyone could deliver to.
    """
    try:
        found = [address for _, address in mailboxes(header) if address]
    except RecursionError as error:  # brackets within brackets within brackets
        raise ValueError(header) from error
    for address in found:
        # getaddresses takes "a@x.com b" for "a@x.comb".
        if _is_unsound(address) or address not in header:
            raise ValueError(address)
    return found


def _is_unsound(address: str) -> bool:
    """Whether something is no address that anyone could deliver to."""
    return _ADDRESS.fullmatch(address) is None


def _mailbox(match: re.Match[str]) -> str:
    name, address = match[1], restored(match[2]).strip()
    if _is_unsound(address):
        raise ValueError(address)
    if restored(name) == name:
        return f"{name}<{address}>"
    blank = " " if name[:1].isspace() else ""
    name = restored(_QUOTED.sub(lambda typed: _unescaped(typed[1]), name)).strip()
    if not _QUOTED.fullmatch(name):  # a cell may hold a name in quotation marks already
        name = f'"{quote(name)}"'
    return f"{blank}{name} <{address}>"


def _comment(match: re.Match[str]) -> str:
    return f"({''.join(_escaped(character) for character in match[1])})"


def _escaped(character: str) -> str:
    """One of a comment's characters; stand-ins stay, so that nothing in it looks like < or >."""
    meant = restored(character)
    return f"\\{character}" if meant != character and meant in "()\\" else character


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
