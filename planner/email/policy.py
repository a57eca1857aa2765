"""How an email is written out.

As text (`str(message)`) it reads as mailmerge prints it. As bytes, which is what is sent and
saved, its headers are encoded by RFC 2047 and RFC 2231: an address must not vanish in an encoded
word, as it would in Python's older policy.
"""

from __future__ import annotations

import copy
from email.policy import SMTP, Compat32
from typing import TYPE_CHECKING, Any

from planner.email.addresses import ADDRESSED, has_address_beyond_ascii

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import Message

__all__ = ["POLICY", "as_eml"]

_HEADERS = SMTP.clone(refold_source="all", cte_type="7bit")


class _EmailPolicy(Compat32):
    """Header values stay as written until they are encoded."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Encode one header for sending."""
        if str(value).isascii():
            return super().fold_binary(name, value)
        # An address such as müller@example.com exists in UTF-8 only (RFC 6532).
        is_beyond_ascii = name.title() in ADDRESSED and has_address_beyond_ascii(str(value))
        policy = _HEADERS.clone(linesep=self.linesep, utf8=is_beyond_ascii)
        return policy.fold_binary(name, str(value))


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
