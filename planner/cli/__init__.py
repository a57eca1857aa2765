"""The command line: a thin skin over `planner.campaign`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
