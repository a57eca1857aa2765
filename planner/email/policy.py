"""How an email is written out.

As text (`str(message)`) it reads as mailmerge prints it. As bytes, which is what is sent and
saved, its headers are encoded by RFC 2047 and RFC 2231: an address must not vanish in an encoded
word, as it would in Python's older policy.
"""

from __future__ import annotations

import copy
from email.header import Header
from email.policy import Compat32
from email.utils import quote
from typing import TYPE_CHECKING, Any

from planner.email.address_fields import is_addressed, mailboxes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import Message


_LONGEST_WORD = 75  # of an encoded word, RFC 2047 section 2


class _EmailPolicy(Compat32):
    """Header values stay as written until they are encoded."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Encode one header for sending: of addresses only the names."""
        if str(value).isascii() or not is_addressed(name):
            return super().fold_binary(name, value)
        try:
            found = mailboxes(str(value))
        except RecursionError:  # in a part, whose addresses nobody sends to
            return super().fold_binary(name, value)
        written = [_written(*each, self.linesep) for each in found if each[1]]
        # An address such as müller@example.com exists in UTF-8 only (RFC 6532).
        return f"{name}: {f',{self.linesep} '.join(written)}{self.linesep}".encode()


def _written(name: str, address: str, linesep: str) -> str:
    if not name:
        return address
    if name.isascii():
        return f'"{quote(name)}" <{address}>'
    words = Header(name, "utf-8", maxlinelen=_LONGEST_WORD).encode(linesep=linesep)
    return f"{words} <{address}>"


POLICY = _EmailPolicy(mangle_from_=False)


def as_eml(message: Message[Any, Any], *, bcc: Sequence[str] = ()) -> bytes:
    """Write an email as the bytes of an .eml file that mail programs open as a draft to send.

    `bcc` holds who shall get a blind copy: a draft must say so, while a message under way never
    does. `message` stays as it is.
    """
    draft = copy.deepcopy(message)
    del draft["X-Unsent"]
    draft["X-Unsent"] = "1"
    if bcc:
        draft["Bcc"] = ", ".join(bcc)
    return draft.as_bytes(policy=draft.policy.clone(linesep="\r\n"))
