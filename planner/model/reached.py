"""What became of the contacts until now."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@frozen
class Reached:
    """What became of the contacts until now, by Contact ID.

    `written` were written to, or are settled in another way, `answered` have answered, and `days`
    says when the last message to each went out or is planned for.
    """

    written: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    days: Mapping[str, date] = field(default_factory=dict)
