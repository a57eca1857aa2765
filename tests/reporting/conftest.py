"""Six weeks of campaigns on disk, and how to open them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.campaign import Campaign
from tests.reporting.simulation import NOW, simulate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session", params=range(6))
def simulated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a campaign that has run for six weeks; copy it before you write to it."""
    seed: int = request.param
    return simulate(tmp_path_factory.mktemp("simulated") / f"campaign{seed}.xlsx", seed)


@pytest.fixture(scope="session")
def one_campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One such workbook; copy it before you write to it."""
    return simulate(tmp_path_factory.mktemp("simulated") / "campaign.xlsx", 0)


@pytest.fixture
def opened() -> Callable[[Path], Campaign]:
    """Opens a campaign on the day after its six weeks."""
    return lambda path: Campaign.open(path, now=NOW)
