"""planner: an outreach campaign in the workbook that holds your contacts.

    from planner import Campaign
    campaign = Campaign.open("contacts.xlsx")

`Campaign` is loaded when first asked for, so that `import planner` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.version import __version__

if TYPE_CHECKING:
    from planner.campaign import Campaign

__all__ = ["Campaign", "__version__"]


def __getattr__(name: str) -> object:
    if name == "Campaign":
        from planner.campaign import Campaign  # noqa: PLC0415 - start-up stays light

        return Campaign
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
