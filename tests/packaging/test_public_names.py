"""Every module, and every public name in it, is documented."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import planner

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    each.name
    for each in pkgutil.walk_packages(planner.__path__, "planner.")
    if each.name != "planner.__main__"
]


@pytest.mark.parametrize("name", ["planner", *MODULES])
def test_a_module_and_its_public_names_have_docstrings(name: str) -> None:
    module = importlib.import_module(name)

    assert module.__doc__
    for public, value in vars(module).items():
        is_own = not public.startswith("_") and getattr(value, "__module__", "") == name
        if is_own and (inspect.isfunction(value) or inspect.isclass(value)):
            assert inspect.getdoc(value), f"{name}.{public}"


def test_the_readme_shows_every_name_that_planner_offers() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    offered = [name for name in planner.__all__ if not name.startswith("__")]

    assert offered
    assert [name for name in offered if f"from planner import {name}" not in readme] == []
