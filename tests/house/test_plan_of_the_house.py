"""The plan of the house stays small enough to be read off `ls planner/`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.house.import_circles import circles, imports, modules

ROOT = Path(__file__).resolve().parents[2]
MOST_ROOMS = 19
MOST_LAYERS = 13


def test_the_rooms_are_few() -> None:
    found = {path.stem for path in (ROOT / "planner").iterdir() if not path.stem.startswith("__")}
    assert len(found) <= MOST_ROOMS, sorted(found)


def test_the_layers_are_few_and_hold_every_room() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    assert len(layers["layers"]) <= MOST_LAYERS


def test_no_file_imports_itself_by_way_of_others() -> None:
    known = modules(ROOT / "planner")
    assert circles({name: imports(path, known) for name, path in known.items()}) == []
