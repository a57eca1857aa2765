"""Mutates real workbooks and has planner read and edit them, for as long as you like.

    python tests/fuzz/run.py --minutes 30 [--seed 0] [FILE ...]

Each seed makes one mutant. Prints the seeds where planner raised anything but its own errors, or
took too long. Mend the cause, and keep what is wrong with the file as a case of test_fuzz.py.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from planner.model.errors import PlannerError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import (
    AddColumn,
    AddTableSheet,
    AppendRows,
    Edit,
    RemoveRows,
    SetCell,
    TableColumn,
)
from planner.workbook.read_sheets import read_sheets
from planner.workbook.read_types import Sought

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["SAMPLES", "fault"]

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
SECONDS = 10.0

_TAG = re.compile(rb"<[^>]*>")
_VALUE = re.compile(rb'"[^"]*"')
_NASTY = (
    b"", b"0", b"-1", b"1", b"99999999999", b"9" * 5000, b"1048577", b"XFE1", b"A1:XFD1048576",
    b"A0", b"$A$1", b"\xc2\xb2", b"\xff\xfe", b"\0", b"nan", b"inf", b"1e999", b"true", b"../../x",
    b"/", b"#", b"http://[", b"&#0;", b"&bad;", b"&#x110000;", b"_xD800_", b"<![CDATA[", b"<!--",
    b"<?", b"&#xD800;", b"%00", b"worksheet", b"\\",
)  # fmt: skip


def _flipped(raw: bytes, dice: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(dice.choice((1, 1, 2, 8))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut(raw: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(raw) + 1)
    return raw[:start] + raw[start + dice.choice((1, 4, 100, 10**9)) :]


def _replaced(pattern: re.Pattern[bytes]) -> Callable[[bytes, random.Random], bytes]:
    def replace(raw: bytes, dice: random.Random) -> bytes:
        places = [match.span() for match in pattern.finditer(raw)]
        if not places:
            return raw
        start, end = dice.choice(places)
        other = dice.choice(places)
        new = dice.choice((b'"%b"' % dice.choice(_NASTY), raw[slice(*other)], b""))
        return raw[:start] + new + raw[end:]

    return replace


def _swapped(raw: bytes, dice: random.Random) -> bytes:
    tags = [match.span() for match in _TAG.finditer(raw)]
    if len(tags) < 2:
        return raw
    (first, first_end), (second, second_end) = sorted(dice.sample(tags, 2))
    between = raw[first_end:second]
    return raw[:first] + raw[second:second_end] + between + raw[first:first_end] + raw[second_end:]


def _repeated(raw: bytes, dice: random.Random) -> bytes:
    tags = [match.span() for match in _TAG.finditer(raw)]
    if not tags:
        return raw
    start, end = dice.choice(tags)
    return raw[:end] + raw[start:end] * dice.choice((1, 2, 300)) + raw[end:]


def _recoded(raw: bytes, dice: random.Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    return text.encode(dice.choice(("utf-16", "utf-16-be", "cp1252", "utf-8-sig")), "replace")


_MUTATIONS = (
    _flipped,
    _cut,
    _replaced(_VALUE),
    _replaced(_VALUE),
    _replaced(_TAG),
    _replaced(re.compile(rb">[^<]+<")),
    _swapped,
    _repeated,
    _recoded,
)


def mutant(source: Path, target: Path, dice: random.Random) -> None:
    """Write a damaged copy of a workbook."""
    with zipfile.ZipFile(source) as archive:
        parts = [(each, archive.read(each)) for each in archive.namelist()]
    for _ in range(dice.choice((1, 1, 2, 4))):
        at = dice.randrange(len(parts))
        name, content = parts[at]
        chance = dice.random()
        if chance < 0.06:
            parts.pop(at)
        elif chance < 0.10:
            parts[at] = (dice.choice((name.upper(), name.replace("/", "\\"), "x/" + name)), content)
        elif chance < 0.13:
            parts[at] = (name, dice.choice(parts)[1])
        else:
            parts[at] = (name, dice.choice(_MUTATIONS)(content, dice))
        if not parts:
            break
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two members of one name are what some mutants are about
        for name, content in parts:
            archive.writestr(name, content)
    if dice.random() < 0.15:
        target.write_bytes(dice.choice((_flipped, _cut))(target.read_bytes(), dice))


def _edits(sheet: str, dice: random.Random) -> list[Edit]:
    row, column = dice.randint(1, 40), dice.randint(1, 30)
    every: tuple[Edit, ...] = (
        SetCell(sheet, row, column, "new <&> text"),
        SetCell(sheet, row, 1, None),
        AppendRows(sheet, [{1: "Ada", 2: 3.5}]),
        AddColumn(sheet, TableColumn("Added"), {row: "x"}),
        AddTableSheet("Tracking", "Tracking", (TableColumn("a"), TableColumn("b")), [["1", 2]]),
        RemoveRows(sheet, frozenset({3})),
    )
    return dice.sample(every, dice.choice((1, 1, 2)))


def _used(path: Path, copy: Path, dice: random.Random) -> None:
    try:
        with read_sheets(path) as sheets:
            names = [each.name for each in sheets.sheets if each.is_worksheet]
            for name in names:
                try:
                    sheets.tables(name)
                    list(sheets.rows(name))
                    list(sheets.stream_rows(name))
                    list(sheets.stream_rows(name, Sought(1, frozenset({"x"}))))
                except PlannerError:
                    continue
        for name in names[:2]:
            copy.unlink(missing_ok=True)
            try:
                apply_edits(path, _edits(name, dice), copy)
            except PlannerError:
                continue
            with read_sheets(copy):
                pass
    except PlannerError:
        return


def fault(source: Path, seed: int, folder: Path) -> str | None:
    """What planner does wrong with the mutant that `seed` makes of `source`; None if nothing."""
    dice = random.Random(seed)
    path = folder / "mutant.xlsx"
    mutant(source, path, dice)
    start = time.process_time()
    try:
        _used(path, folder / "edited.xlsx", dice)
    except Exception:  # noqa: BLE001 - any other exception is what is looked for
        return traceback.format_exc()
    seconds = time.process_time() - start
    return f"took {seconds:.1f} s" if seconds > SECONDS else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until the time is over, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="workbooks to mutate")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    asked = parser.parse_args(arguments)
    files = asked.files or sorted(SAMPLES.glob("*.xlsx"))
    until, found, seed = time.monotonic() + asked.minutes * 60, 0, asked.seed
    with tempfile.TemporaryDirectory(prefix="planner-fuzz-") as folder:
        for seed in itertools.count(asked.seed):
            if time.monotonic() > until:
                break
            source = files[seed % len(files)]
            wrong = fault(source, seed, Path(folder))
            if wrong:
                found += 1
                print(f"--- seed {seed}, {source.name}\n{wrong}", flush=True)
    print(f"{seed - asked.seed} mutants, {found} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
