"""Packages made for a test: a sample workbook with some of its parts exchanged."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

_SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"

Change: TypeAlias = bytes | Callable[[bytes], bytes] | None
Remake: TypeAlias = Callable[[Path, Mapping[str, Change]], Path]


def remade(source: Path, target: Path, changes: Mapping[str, Change]) -> Path:
    """Copy a package; a part becomes other bytes, what a function makes of it, or is left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for name in [*names, *(each for each in changes if each not in names)]:
            content = old.read(name) if name in names else b""
            change = changes.get(name, content)
            if change is not None:
                new.writestr(name, change(content) if callable(change) else change)
    return target


@pytest.fixture(scope="session")
def sample_workbook() -> Path:
    """A workbook of contacts that drafts; copy it before you write to it."""
    return _SAMPLES / "job_search.xlsx"


@pytest.fixture(scope="session")
def remake(sample_workbook: Path) -> Remake:
    """Makes a copy of the sample workbook with some parts exchanged, added or left out."""
    return lambda target, changes: remade(sample_workbook, target, changes)
