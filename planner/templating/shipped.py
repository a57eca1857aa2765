"""Finds the templates and sample workbooks that planner ships with.

In a wheel they lie inside this package; in a checkout they are the top-level folders.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parents[1]


def templates() -> Path:
    """The folder of the templates that planner ships with."""
    return _folder("templates")


def samples() -> Path:
    """The folder of the sample workbooks that planner ships with."""
    return _folder("sample_workbooks")


@lru_cache(maxsize=4)
def _folder(name: str) -> Path:
    inside = _HERE / name
    return inside if inside.is_dir() else _CHECKOUT / name
