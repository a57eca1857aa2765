"""What a column is called in a template: its field, or its header in snake_case."""

from __future__ import annotations

import keyword
import unicodedata
from typing import TYPE_CHECKING

from planner.model.cells import column_letters
from planner.model.contact import KNOWN_FIELDS
from planner.model.finding import Finding, Severity
from planner.text.normalise import clean, without_accents, word_set
from planner.workbook.free_names import numbered

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


# Names that mean something else in a template: planner's own, Jinja's globals and special names,
# and the words of its language (Python's are among them).
_TAKEN = word_set(
    "raw sender common previous introducer today step loop self super range dict lipsum cycler"
    " joiner namespace caller varargs kwargs context true false none block call filter macro set"
    " include extends do autoescape scoped ignore missing recursive"
) | {word.lower() for word in keyword.kwlist}


def snake_case(header: str) -> str:
    """Spell a header as a name: `Met at` → `met_at`, `Größe (cm)` → `grosse_cm`.

    "" where nothing of it can stand in a name. Letters of other scripts stay.
    """
    bare = without_accents(clean(header)).lower()
    name = "_".join("".join(c if _in_a_name(c) else " " for c in bare).split())
    if name[:1].isdigit():
        name = f"column_{name}"
    return name if name.isidentifier() else ""


def _in_a_name(character: str) -> bool:
    return f"a{character}".isidentifier() and unicodedata.category(character) != "Pc"


def column_names(
    headers: Mapping[int, str], fields: Mapping[int, str], *, sheet: str, header_row: int
) -> tuple[dict[int, str], tuple[Finding, ...]]:
    """Name every column: by its field where it has one, else by its header, none of them twice.

    `headers` and `fields` are keyed by 1-based column. A finding tells of each column that goes by
    another name than its header's.
    """
    used = {*fields.values(), "name", "first_name", "last_name"}
    names: dict[int, str] = {}
    findings: list[Finding] = []
    unspelled: list[int] = []
    for column, header in headers.items():
        if column in fields:
            names[column] = fields[column]
            continue
        spelled = snake_case(header)
        name = _free(_spellable(spelled, column, used), used)
        used.add(name)
        names[column] = name
        if clean(header)[:1].isdigit() and name == spelled:
            unspelled.append(column)
        elif name != spelled:
            cell = f"{column_letters(column)}{header_row}"
            findings.append(_renamed(header, spelled, name, sheet=sheet, cell=cell))
    if unspelled:
        cell = f"{column_letters(unspelled[0])}{header_row}"
        told = [(headers[column], names[column]) for column in unspelled]
        findings.append(_unspellable(told, sheet=sheet, cell=cell))
    return names, tuple(findings)


def _unspellable(told: list[tuple[str, str]], *, sheet: str, cell: str) -> Finding:
    """Say once of all columns whose headers begin with a digit by which names they go."""
    titles = ", ".join(f'"{" ".join(header.split())}"' for header, _ in told)
    names = ", ".join(name for _, name in told)
    what = f"the column {titles} is" if len(told) == 1 else f"the columns {titles} are"
    return Finding(
        "header-renamed",
        Severity.ADVICE,
        f"{what} called {names} in templates, which cannot spell a name that begins with a digit",
        f"Write {{{{ {told[0][1]} }}}} in the template, or rename the header.",
        sheet=sheet,
        cell=cell,
    )


def _spellable(name: str, column: int, used: Collection[str]) -> str:
    if not name:
        return f"column_{column_letters(column)}"
    means_else = name in _TAKEN or (name in KNOWN_FIELDS and name not in used)
    return f"{name}_column" if means_else else name


def _free(name: str, used: Collection[str]) -> str:
    return next(free for free in numbered(name, "_") if free not in used)


def _renamed(header: str, spelled: str, name: str, *, sheet: str, cell: str) -> Finding:
    title = " ".join(header.split())
    if name == f"{spelled}_column":
        severity, why = Severity.ADVICE, f'"{spelled}" means something else in a template'
    elif not spelled:
        severity, why = Severity.ADVICE, "a template cannot spell its header"
    elif spelled in KNOWN_FIELDS:
        severity, why = Severity.WARNING, f"another column already holds the {spelled}"
    else:
        severity, why = Severity.WARNING, f'another column is called "{spelled}" already'
    return Finding(
        "header-renamed",
        severity,
        f'the column "{title}" is called {name} in templates, because {why}',
        f"Write {{{{ {name} }}}} in the template, or rename the header.",
        sheet=sheet,
        cell=cell,
    )
