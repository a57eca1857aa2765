"""Makes what `planner init` gives: a starter workbook and, if wanted, the templates."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.templating.shipped import templates
from planner.text.pasted import command

if TYPE_CHECKING:
    from pathlib import Path


WORKBOOK = "contacts.xlsx"
TEMPLATES = "templates"


def make_starter(folder: Path, *, with_templates: bool = False) -> tuple[Path, ...]:
    """Make the workbook in `folder`, which is made where it does not exist.

    `with_templates` puts copies of the templates that planner ships with beside it, to be changed.
    Returns the workbook, then the templates.

    Raises:
        UsageError: one of the files is there already, or the folder cannot be written; then
            nothing has been made.
    """
    workbook = folder / WORKBOOK
    sources = sorted(templates().glob("*.txt")) if with_templates else []
    targets = [folder / TEMPLATES / source.name for source in sources]
    _refuse_to_overwrite(folder, [workbook, *targets])
    try:
        (folder / TEMPLATES if with_templates else folder).mkdir(parents=True, exist_ok=True)
        _write_workbook(workbook, with_examples=True)
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
        _write_workbook(path, with_examples=False)
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
        f"Name a new folder, such as {command('init', folder / 'campaign')}, or move it away.",
    )


def _write_workbook(path: Path, *, with_examples: bool) -> None:
    from planner.contacts.starter.starter_sheets import starter_workbook  # noqa: PLC0415 - same
    from planner.contacts.starter.write_starter import save  # noqa: PLC0415 - openpyxl is heavy

    save(starter_workbook(with_examples=with_examples), path)
