"""The limits of the campaign's channels: planner's own under the Settings sheet's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.channel import LIMITS, Channel, Limit

if TYPE_CHECKING:
    from planner.model.settings import Settings


_PREMIUM = re.compile(r"premium|sales|navigator|recruiter|career|business|paid", re.IGNORECASE)


def limits_from(settings: Settings) -> dict[str, Limit]:
    """The limits of this campaign, by channel and by `<channel> subject`.

    The Settings sheet may say `linkedin account: premium`, and overrides a number as in
    `limit linkedin-note: 300`.

    Raises:
        UsageError: a limit is no whole number.
    """
    limits = {name: limit for name, limit in LIMITS.items() if not name.endswith(" premium")}
    if _PREMIUM.search(settings.text("linkedin account")):
        limits[Channel.LINKEDIN_NOTE] = LIMITS["linkedin-note premium"]
    for channel in Channel:
        for name in (str(channel), f"{channel} subject"):
            if settings.text(f"limit {name}"):
                number = settings.whole_number(f"limit {name}", 0)
                limits[name] = Limit(number, name, "your Settings sheet", "high")
    return limits
