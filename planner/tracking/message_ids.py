"""The Message-ID of an exported draft: the same in every run, so that an answer finds its touch."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


# Reserved names (RFC 2606) reach nobody, and name no machine of the user's.
_DOMAIN = "planner.invalid"


def message_id(touch: str, contact: str) -> str:
    """The Message-ID of the email for `touch` (a Touch ID) to `contact` (a Contact ID).

    It tells neither of them to whoever reads the email.
    """
    digest = hashlib.sha256(f"{touch}\n{contact}".encode())
    return f"<{digest.hexdigest()[:24]}@{_DOMAIN}>"


def touches_by_message_id(touches: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The Touch ID behind each Message-ID, for pairs of Touch ID and Contact ID."""
    return {message_id(touch, contact): touch for touch, contact in touches}
