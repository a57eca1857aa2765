"""Tells an email address from what only stands under Email, and takes what can be used.

`email-validator` has the last word on the syntax (RFC 5322 with RFC 6531); nothing is looked up in
the network. Addresses as nearly all lists hold them are told by one expression, which admits less.
"""

from __future__ import annotations

import re
from functools import lru_cache

from planner.model.frozen import frozen
from planner.text.placeholders import is_placeholder

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN = re.compile(
    rf"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:{_LABEL}\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE
)
# Between two addresses in one cell, and around one: "Anna Berg <anna@x.example>", "ida@x (work)".
_BETWEEN = re.compile(r"[\s,;|<>()\[\]\"“”]+|(?<=\S)/(?=\S+@)|\bor\b|\bund\b")
_SCHEME = re.compile(r"^mailto:", re.IGNORECASE)
_LONGEST = 1000  # characters: more is no list of addresses


@frozen
class EmailCell:
    """What a cell of emails holds: the address to use, the others, and what is wrong with it.

    `problem` is "" where the cell is empty or says nothing but an address.
    """

    address: str = ""
    others: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_all_address(self) -> bool:
        """Say whether the cell holds one address and nothing to be said."""
        return bool(self.address) and not self.problem


def read_email_cell(text: str) -> EmailCell:
    """Read a cell of emails: the first address that is one, and what else there is to say."""
    if not text:
        return _EMPTY
    return EmailCell(text) if _PLAIN.fullmatch(text) else _read(text)


_EMPTY = EmailCell()


@lru_cache(maxsize=4096)
def _read(text: str) -> EmailCell:
    if len(text) > _LONGEST:
        return EmailCell(problem="is too long for an address")
    if "@" not in text:
        return _EMPTY if is_placeholder(text) else EmailCell(problem="is no email address")
    words = [_SCHEME.sub("", word) for word in _BETWEEN.split(text) if "@" in word]
    good = tuple(dict.fromkeys(word for word in words if is_address(word)))
    bad = [word for word in words if word not in good]
    if not good:
        return EmailCell(problem=_fault(bad[0] if bad else text))
    address, *others = good
    if others:
        return EmailCell(address, tuple(others), f"holds {len(good)} addresses; the first is used")
    if bad:
        return EmailCell(address, (), f'holds "{bad[0]}" as well, which is no address')
    named = f"<{address}>" in text or _SCHEME.sub("", text).strip(" ,;") == address
    return EmailCell(address, (), "" if named else f"holds more than an address; {address} is used")


def is_address(text: str) -> bool:
    """Say whether a text is one email address by its syntax; nobody is asked whether it exists."""
    return _PLAIN.fullmatch(text) is not None or _is_valid(text)


@lru_cache(maxsize=4096)
def _is_valid(text: str) -> bool:
    # As odd as the cells are, few are: the library is loaded where one is.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - start-up

    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, ValueError):
        return False
    return True


def _fault(word: str) -> str:
    """Say in plain words what keeps a text from being an address."""
    local, _, domain = word.rpartition("@")
    if ".." in word:
        return "has two full stops in a row"
    if domain.endswith(".") or local.startswith(".") or local.endswith("."):
        return "has a full stop at an end"
    if not local or not domain:
        return "is half an email address"
    if "." not in domain:
        return "has no ending such as .com behind the @"
    return "is no email address"
