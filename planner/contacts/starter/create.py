"""Makes what `planner init` gives: a starter workbook and the templates, in a folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.templating.shipped import templates

if TYPE_CHECKING:
    from pathlib import Path


WORKBOOK = "contacts.xlsx"
TEMPLATES = "templates"


def make_starter(folder: Path) -> tuple[Path, ...]:
    """Make the workbook and the templates in `folder`, which is made where it does not exist.

    Returns the workbook, then the templates.

    Raises:
        UsageError: one of the files is there already, or the folder cannot be written; then
            nothing has been made.
    """
    workbook = folder / WORKBOOK
    sources = sorted(templates().glob("*.txt"))
    targets = [folder / TEMPLATES / source.name for source in sources]
    _refuse_to_overwrite(folder, [workbook, *targets])
    try:
        (folder / TEMPLATES).mkdir(parents=True, exist_ok=True)
        _write_workbook(workbook)
        for source, target in zip(sources, targets, strict=True):
            shutil.copyfile(source, target)
    except OSError as error:
        raise UsageError(
            f"{folder}: the starter files cannot be written: {error.strerror or error}.",
            "Name another folder, one that you may write to.",
        ) from error
    return (workbook, *targets)


def make_workbook(path: Path) -> None:
    """Make the starter workbook alone, where there is no file yet.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        _write_workbook(path)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Name another file, in a folder that you may write to.",
        ) from error


def _refuse_to_overwrite(folder: Path, targets: list[Path]) -> None:
    taken = [target for target in targets if target.exists()]
    if not taken:
        return
    more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
    raise UsageError(
        f"{taken[0]}{more} exists already; planner init overwrites nothing.",
        f'Name a new folder, such as "planner init {folder / "campaign"}", or move it away.',
    )


def _write_workbook(path: Path) -> None:
    from planner.contacts.starter.starter_sheets import starter_workbook  # noqa: PLC0415 - same
    from planner.contacts.starter.write_starter import save  # noqa: PLC0415 - openpyxl is heavy

    save(starter_workbook(), path)
