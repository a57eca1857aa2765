"""Carries out edits on a workbook: the one way in which planner changes a user's file.

    apply_edits(path, [SetCell("Contacts", 4, 7, "sent")])

Only what an edit touches is rewritten; see `sheet_patch` for cells and `archive` for the package.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, BinaryIO

from planner.model.errors import UneditableWorkbookError
from planner.model.frozen import frozen
from planner.workbook.archive import write_package
from planner.workbook.drawn_sheet import draw_sheet
from planner.workbook.edits import AddSheet, AddTableSheet, DrawSheet, ReplaceSheet
from planner.workbook.lock import workbook_lock
from planner.workbook.package import Package
from planner.workbook.rewrite import Rewrite
from planner.workbook.save import replace_file, write_new
from planner.workbook.sheet_edits import patch_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from planner.workbook.edits import Edit


@frozen
class SaveReport:
    """What a save did: the file written, and the names of the parts that it changed."""

    path: Path
    is_written: bool
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def apply_edits(
    source: Path,
    edits: Iterable[Edit],
    target: Path | None = None,
    *,
    expected: str = "",
    release: Callable[[], None] = lambda: None,
    may_break_signature: bool = False,
) -> SaveReport:
    """Edit the workbook at `source`, and save it there or, as a copy, at `target`.

    Either all edits are carried out or none. Without an edit nothing is written, not even the
    file's time. `expected` is the fingerprint of the file that the edits were made for. `release`
    is called before the file is replaced: whoever reads it still, to make the rows of an edit,
    lets go of it there, since Windows replaces no open file.

    Raises:
        UnreadableWorkbookError: the file is no workbook, damaged, encrypted or over a bound.
        UneditableWorkbookError: an edit cannot be made without harm.
        WorkbookBusyError: the file is open in Excel, has changed since it was read, or cannot be
            replaced.
    """
    edits = list(edits)
    if target is not None and target.exists() and target.samefile(source):
        target = None
    if not edits and target is None:
        return SaveReport(source, is_written=False)
    # A copy leaves the source alone, and appears whole.
    lock = nullcontext() if target is not None else workbook_lock(source)
    with lock, Package.open(source, expected or None) as package:
        if edits and not may_break_signature:
            _refuse_signed(package)
        rewrite = _rewritten(package, edits)
        if target is None and not rewrite.is_needed:
            return SaveReport(source, is_written=False)

        def write(out: BinaryIO) -> None:
            write_package(package, out, rewrite.streams, rewrite.settled)

        if target is None:

            def let_go() -> None:
                package.close()
                release()

            path = replace_file(source, write, expected=package.fingerprint, release=let_go)
        else:
            path = write_new(target, write)
    return SaveReport(
        path,
        is_written=True,
        changed=tuple(sorted(rewrite.changed)),
        added=tuple(sorted(rewrite.added)),
        removed=tuple(sorted(rewrite.removed)),
    )


def _rewritten(package: Package, edits: list[Edit]) -> Rewrite:
    """What becomes of the package's parts."""
    if edits:
        _refuse_backslashes(package)
    rewrite = Rewrite(package)
    for sheet, changes in _by_sheet(package, edits).items():
        patch_of(rewrite, sheet, changes)
    for edit in edits:
        _enter_sheet(rewrite, edit)
    return rewrite


def _enter_sheet(rewrite: Rewrite, edit: Edit) -> None:
    if isinstance(edit, AddSheet):
        rewrite.add_sheet(edit)
    elif isinstance(edit, AddTableSheet):
        rewrite.add_table_sheet(edit)
    elif isinstance(edit, ReplaceSheet):
        rewrite.replace_sheet(edit)
    elif isinstance(edit, DrawSheet):
        draw_sheet(rewrite, edit)


def _by_sheet(package: Package, edits: list[Edit]) -> dict[str, list[Edit]]:
    """The edits of existing sheets, under the names that the workbook has for them."""
    grouped: dict[str, list[Edit]] = {}
    for edit in edits:
        if isinstance(edit, AddSheet | AddTableSheet | ReplaceSheet | DrawSheet):
            continue
        sheet = package.sheet(edit.sheet)
        if sheet is None or not sheet.is_worksheet:
            names = ", ".join(f'"{each.name}"' for each in package.sheets if each.is_worksheet)
            raise UneditableWorkbookError(
                f'{package.path.name} has no sheet "{edit.sheet}" with cells.',
                f"Its sheets are {names}.",
            )
        grouped.setdefault(sheet.name, []).append(edit)
    return grouped


def _refuse_backslashes(package: Package) -> None:
    """Parts beside names with backslashes would be found by Excel and not by other programs."""
    if any("\\" in name for name in package.names):
        raise UneditableWorkbookError(
            f"{package.path.name} was packed by a program that parts folders with backslashes,"
            " which few programs read; nothing was written.",
            "Open it in Excel, save it there, and use that file.",
        )


def _refuse_signed(package: Package) -> None:
    if any(each.kind == "origin" for each in package.relationships("")):
        raise UneditableWorkbookError(
            f"{package.path.name} is signed; a change would break the signature.",
            "In Excel: File > Info > View Signatures, remove the signature, save, and try again.",
        )
