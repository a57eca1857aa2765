"""Mutated packages and random formats: planner works or says why not, and takes no long time.

`tests/fuzz/run.py` runs the same for as long as one likes.
"""

from __future__ import annotations

import importlib.util
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.model.errors import PlannerError, UneditableWorkbookError, UnreadableWorkbookError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddColumn, AddTableSheet, AppendRows, Edit, SetCell, TableColumn
from planner.workbook.number_format.display import display, is_date_format
from planner.workbook.read_sheets import read_sheets
from planner.workbook.row_removal import RowRemoval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

_PATH = Path(__file__).resolve().parents[1] / "fuzz" / "run.py"
NEVER_FLAKY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("planner_fuzz_run", _PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


fuzz = _loaded()


@pytest.mark.parametrize("sample", ["job_search", "mentors"])
@settings(max_examples=120, deadline=None, suppress_health_check=NEVER_FLAKY, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_a_mutated_workbook_is_read_and_edited_or_refused(
    sample: str, seed: int, tmp_path: Path
) -> None:
    source = fuzz.SAMPLES / f"{sample}.xlsx"
    assert fuzz.fault(source, seed, tmp_path) is None


SHEET = "xl/worksheets/sheet1.xml"
DIGITS = b"9" * 5000

# What fuzzing found, in as few bytes as will do: numbers that are none, or of too many digits.
FOUND = {
    "a column's number": (SHEET, b'min="1"', b'min="s"'),
    "a column of many digits": (SHEET, b'max="1"', b'max="%b"' % DIGITS),
    "a style of many digits": (SHEET, b' s="2"', b' s="%b"' % DIGITS),
    "spans of many digits": (SHEET, b'<row r="2"', b'<row r="2" spans="1:%b"' % DIGITS),
    "a sheet's number": ("xl/workbook.xml", b'sheetId="1"', b'sheetId="%b"' % DIGITS),
    "a table's number": ("xl/tables/table1.xml", b' id="1"', b' id="%b"' % DIGITS),
    "a digit that is no number": ("xl/styles.xml", b'numFmtId="0"', "numFmtId='²'".encode()),
    "a format of many digits": ("xl/styles.xml", b'numFmtId="0"', b'numFmtId="%b"' % DIGITS),
    "a rule's count": (SHEET, b'Validations count="2"', b'Validations count="%b"' % DIGITS),
}
EDITS: tuple[Edit, ...] = (
    SetCell("Contacts", 2, 40, "x"),
    AddColumn("Contacts", TableColumn("Added", choices=("a", "b"))),
    AppendRows("Contacts", [{1: "Ada"}]),
    AddTableSheet("More", "More", (TableColumn("a"),), [["1"]]),
)


def test_rows_without_an_end_are_not_removed() -> None:
    for rows in (b'<row r="1"><row r="2"/>', b'<row r="1"><row r="2"></row>', b'<row r="1">'):
        xml = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
        with pytest.raises(UneditableWorkbookError, match="its rows do not end"):
            b"".join(RowRemoval("Contacts", frozenset({2})).applied(iter([xml])))


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_zip_of_a_version_to_come_is_refused(
    suffix: str, remake: Callable[[Path, Mapping[str, object]], Path], tmp_path: Path
) -> None:
    raw = bytearray(remake(tmp_path / "people.xlsx", {}).read_bytes())
    raw[raw.index(b"PK\x01\x02") + 6] = 149  # the version that is needed to unpack the member
    (tmp_path / f"later.{suffix}").write_bytes(raw)
    with pytest.raises(UnreadableWorkbookError):
        read_sheets(tmp_path / f"later.{suffix}")


def test_a_directory_that_points_before_the_file_is_refused(
    remake: Callable[[Path, Mapping[str, object]], Path], tmp_path: Path
) -> None:
    file = remake(tmp_path / "people.xlsx", {})
    raw = bytearray(file.read_bytes())
    directory = raw.rindex(b"PK\x05\x06") + 16  # where the end of the zip says its directory is
    raw[directory : directory + 4] = (
        int.from_bytes(raw[directory : directory + 4], "little") + 9
    ).to_bytes(4, "little")
    file.write_bytes(raw)
    with pytest.raises((UnreadableWorkbookError, UneditableWorkbookError)):
        apply_edits(file, [SetCell("Contacts", 2, 1, "x")])
    assert file.read_bytes() == raw


@pytest.mark.parametrize("case", FOUND)
def test_what_was_found_stays_mended(
    case: str, remake: Callable[[Path, Mapping[str, object]], Path], tmp_path: Path
) -> None:
    part, old, new = FOUND[case]

    def changed(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new)

    file = remake(tmp_path / "people.xlsx", {part: changed})
    for number, edit in enumerate(EDITS):
        with read_sheets(file) as sheets:
            assert len(list(sheets.rows("Contacts"))) == 26
        with suppress(PlannerError):
            apply_edits(file, [edit], tmp_path / f"copy{number}.xlsx")


TOKENS = [
    *r"""0#?.,%@*_\"[];/eE+-$ dmyhsabgAPM:()é""",
    *("General", "AM/PM", "[Red]", "[>=1]", "[h]", "[$-409]", "[$€-407]", "yyyy", "mmmmm", "0.00"),
    *("# ?/?", '"x"', "E+00", "[<"),
]


@settings(max_examples=1500, deadline=2000, derandomize=True)
@given(
    code=st.lists(st.sampled_from(TOKENS), max_size=12).map("".join) | st.text(max_size=300),
    value=st.floats() | st.integers() | st.text(max_size=20) | st.booleans(),
    date1904=st.booleans(),
)
def test_any_format_shows_any_value(code: str, value: float | str, date1904: bool) -> None:
    assert isinstance(display(value, code, date1904=date1904), str)
    assert is_date_format(code) in {True, False}
