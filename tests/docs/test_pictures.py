"""The pictures of the README show what planner makes today."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def make_pictures() -> ModuleType:
    if sys.platform == "win32":
        pytest.skip("the terminal's picture needs a pseudo-terminal")
    spec = importlib.util.spec_from_file_location("make_pictures", DOCS / "make_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_terminal_shows_what_it_would_show_today(
    make_pictures: ModuleType, tmp_path: Path
) -> None:
    shown = (DOCS / "pictures" / "terminal.svg").read_text(encoding="utf-8")

    assert make_pictures.terminal_picture(tmp_path) == shown


def test_the_workbook_shows_the_cells_that_are_drafted_today(
    make_pictures: ModuleType, tmp_path: Path
) -> None:
    assert make_pictures.digest_in_picture() == make_pictures.cells_digest(tmp_path)


def test_the_pictures_of_the_report_show_what_planner_draws_today(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "make_report_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    for name, svg in module.drawn(tmp_path).items():
        assert (DOCS / "pictures" / name).read_text(encoding="utf-8") == svg, name
