"""Gathers what becomes of each part while edits are carried out on one package."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.workbook import catalogue
from planner.workbook.archive import Settled
from planner.workbook.calc_chain import without_formulas
from planner.workbook.free_names import free_name
from planner.workbook.new_sheet import plain_sheet, table_sheet
from planner.workbook.package import CONTENT_TYPES
from planner.workbook.styles import Styles, fresh_styles
from planner.workbook.tables import parse_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from planner.workbook.edits import AddSheet, AddTableSheet, EditValue, ReplaceSheet
    from planner.workbook.package import Package


_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class Rewrite:
    """The parts of a package that are to change: streams for sheets, bytes for the small parts."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.streams: dict[str, Iterable[bytes]] = {}
        self.removed: set[str] = set()
        self._parts: dict[str, bytes] = {}
        self._finishers: list[Callable[[], None]] = []
        self._lost_formulas: list[tuple[int, list[str]]] = []
        self._sheet_names = {each.name.casefold() for each in package.sheets}
        self._sheet_ids = {each.sheet_id for each in package.sheets}
        self._new_sheets = 0
        self._styles: Styles | None = None
        self._table_ids: set[int] = set()
        self._table_names: set[str] | None = None

    # --- what other modules use ------------------------------------------------------------------

    @cached_property
    def is_strict(self) -> bool:
        """Whether the workbook speaks Strict Open XML."""
        return any(
            each.tag.startswith("{http://purl.oclc.org/ooxml/") for each in self.package.workbook
        )

    @cached_property
    def is_1904(self) -> bool:
        """Whether the workbook counts its days from 1904."""
        for each in self.package.workbook:
            if each.tag.endswith("}workbookPr"):
                return each.get("date1904") in {"1", "true"}
        return False

    @property
    def styles(self) -> Styles:
        """The cell formats; new ones are appended."""
        if self._styles is None:
            part = self.package.related(self.package.workbook_part, "styles")
            self._styles = Styles(self.package.read(part) if part else fresh_styles())
        return self._styles

    def part(self, name: str) -> bytes:
        """A small part as it stands by now; empty where there is none."""
        if name in self._parts:
            return self._parts[name]
        return self.package.read(name) if self.package.has(name) else b""

    def put(self, name: str, xml: bytes) -> None:
        """Give a small part new content."""
        self._parts[self.package.real_name(name) if self.package.has(name) else name] = xml

    def finish(self, action: Callable[[], None]) -> None:
        """Have something done once all sheets have been written."""
        self._finishers.append(action)

    def lose_formulas(self, sheet_id: int, references: list[str]) -> None:
        """Say which formulas of a sheet go; the list may still grow while it is written."""
        self._lost_formulas.append((sheet_id, references))

    def relate(
        self, part: str, kind: str, targets: Sequence[str], *, is_external: bool = False
    ) -> list[str]:
        """Add relationships from `part`; returns their ids. `kind` is the type's last word."""
        name = self.package.relationships_part(part)
        xml = self.part(name) or catalogue.EMPTY_RELATIONSHIPS
        new, ids = catalogue.with_relationships(
            xml, f"{self._relationship_base}/{kind}", targets, is_external=is_external
        )
        self.put(name, new)
        return ids

    def unrelate(self, part: str, rel_id: str) -> None:
        """Drop a relationship of `part`."""
        name = self.package.real_name(self.package.relationships_part(part))
        self.put(name, catalogue.without_relationship(self.part(name), rel_id))

    @property
    def _relationship_base(self) -> str:
        return catalogue.STRICT if self.is_strict else catalogue.TRANSITIONAL

    @property
    def is_needed(self) -> bool:
        """Whether anything of the package is to change, as far as is known before it is written."""
        has_styles = self._styles is not None and self._styles.is_changed
        return bool(self.streams or self._parts or self.removed or self._finishers or has_styles)

    def remove(self, part: str) -> None:
        """Leave a part out, and what is said of it in the package's books."""
        self.removed.add(self.package.real_name(part))
        self.put(CONTENT_TYPES, catalogue.without_override(self.part(CONTENT_TYPES), part))

    # --- new sheets ------------------------------------------------------------------------------

    def add_sheet(self, edit: AddSheet) -> None:
        """Add a worksheet of plain rows."""
        part = self.enter_sheet(edit.name)
        self.streams[part] = self._plain(edit.rows)

    def add_table_sheet(self, edit: AddTableSheet) -> None:
        """Add a worksheet that is one styled table."""
        part = self.enter_sheet(edit.name)
        table = self.free_name("tables/table", posixpath.dirname(self.package.workbook_part))
        new = table_sheet(
            edit,
            styles=self.styles,
            table_id=self._free_table_id(),
            table_name=self._free_table_name(edit.table),
            is_strict=self.is_strict,
            date1904=self.is_1904,
        )
        self.streams[part] = new.chunks()
        target = posixpath.relpath(table, posixpath.dirname(part))
        self.declare(table, _TABLE_TYPE)
        self._parts[table] = b""

        def settle() -> None:
            self.put(table, new.table_xml)
            name = self.package.relationships_part(part)
            self.put(name, new.relationships(self._relationship_base, target))

        self.finish(settle)

    def replace_sheet(self, edit: ReplaceSheet) -> None:
        """Give a worksheet new rows in place of all that it held."""
        sheet = self.package.sheet(edit.name)
        if sheet is None or not sheet.is_worksheet:
            raise UneditableWorkbookError(
                f'{self.package.path.name} has no sheet "{edit.name}" to replace.',
                "Check the sheet's name.",
            )
        kinds = {each.kind for each in self.package.relationships(sheet.part)}
        if kinds - {"hyperlink", "printerSettings"}:
            raise UneditableWorkbookError(
                f'Sheet "{edit.name}" holds more than cells ({", ".join(sorted(kinds))}).',
                "Rename it, so that planner can add a sheet of that name.",
            )
        self.streams[sheet.part] = self._plain(edit.rows)

    def _plain(self, rows: Iterable[Sequence[EditValue]]) -> Iterable[bytes]:
        return plain_sheet(
            rows,
            date_style=self.date_style,
            is_strict=self.is_strict,
            date1904=self.is_1904,
        )

    def date_style(self, kind: type) -> int:
        """The cell format for dates (`date`) or moments (`datetime`) on a plain sheet."""
        code = "yyyy-mm-dd" if kind.__name__ == "date" else "yyyy-mm-dd hh:mm"
        return self.styles.with_number_format(0, code)

    def enter_sheet(self, name: str) -> str:
        """List a new worksheet in the workbook's books; returns its part's name."""
        self._refuse_sheet(name)
        workbook = self.package.workbook_part
        part = self.free_name("worksheets/sheet", posixpath.dirname(workbook))
        target = posixpath.relpath(part, posixpath.dirname(workbook) or ".")
        (rel_id,) = self.relate(workbook, "worksheet", [target])
        sheet_id = max(self._sheet_ids, default=0) + 1
        self._sheet_ids.add(sheet_id)
        self.put(workbook, catalogue.with_sheet(self.part(workbook), name, sheet_id, rel_id))
        self.declare(part, _SHEET_TYPE)
        titles = self.package.related("", "extended-properties")
        if titles:
            count, listed = len(self.package.sheets) + self._new_sheets, self.part(titles)
            entered = catalogue.with_title(listed, name, count)
            if entered != listed:
                self.put(titles, entered)
        self._sheet_names.add(name.casefold())
        self._new_sheets += 1
        self.streams[part] = ()
        return part

    def _refuse_sheet(self, name: str) -> None:
        if name.casefold() in self._sheet_names:
            raise UneditableWorkbookError(
                f'{self.package.path.name} has a sheet "{name}" already.', "Rename that sheet."
            )
        if not name or len(name) > 31 or _FORBIDDEN.search(name) or name.strip("'") != name:
            raise UneditableWorkbookError(
                f'"{name}" cannot be a sheet\'s name.',
                "Excel allows 31 characters, and none of [ ] : * ? / \\.",
            )
        for each in self.package.workbook:
            if each.tag.endswith("}workbookProtection") and each.get("lockStructure") in {
                "1",
                "true",
            }:
                raise UneditableWorkbookError(
                    f"{self.package.path.name}: its structure is protected; no sheet can be added.",
                    "In Excel: Review > Protect Workbook, switch it off, save, and try again.",
                )

    def declare(self, part: str, content_type: str) -> None:
        """Say in the package's books what kind of part a new one is."""
        self.put(
            CONTENT_TYPES, catalogue.with_override(self.part(CONTENT_TYPES), part, content_type)
        )

    def free_name(self, stem: str, folder: str) -> str:
        """Find a name for a new part: the stem with the first number that is free."""
        number = 1
        while True:
            name = posixpath.join(folder, f"{stem}{number}.xml")
            if not (self.package.has(name) or name in self._parts or name in self.streams):
                return name
            number += 1

    def _free_table_id(self) -> int:
        self._read_tables()
        number = max(self._table_ids, default=0) + 1
        self._table_ids.add(number)
        return number

    def _free_table_name(self, wanted: str) -> str:
        taken = self._read_tables()
        name = free_name(wanted, taken, mark="_")
        taken.add(name.casefold())
        return name

    def _read_tables(self) -> set[str]:
        """The names that tables and defined names have taken: they share one list in Excel."""
        if self._table_names is None:
            self._table_names = set()
            for element in self.package.workbook.iter():
                if element.tag.endswith("}definedName"):
                    self._table_names.add(element.get("name", "").casefold())
            for sheet in self.package.sheets:
                for part in self.package.tables(sheet.part) if sheet.part else ():
                    table = parse_table(self.package.read(part))
                    self._table_ids.add(table.id)
                    self._table_names.add(table.name.casefold())
        return self._table_names

    # --- the end ---------------------------------------------------------------------------------

    def settled(self) -> Settled:
        """The small parts, now that the sheets have been written."""
        for action in self._finishers:
            action()
        self._settle_formulas()
        if self._styles is not None:
            self._settle_styles(self._styles)
        changed = {name: xml for name, xml in self._parts.items() if self.package.has(name)}
        added = {name: xml for name, xml in self._parts.items() if not self.package.has(name)}
        return Settled(changed, added, frozenset(self.removed))

    @property
    def changed(self) -> set[str]:
        """The names of the parts that the package had and that were written anew."""
        return {name for name in (*self.streams, *self._parts) if self.package.has(name)}

    @property
    def added(self) -> set[str]:
        """The names of the parts that the package did not have."""
        return {name for name in (*self.streams, *self._parts) if not self.package.has(name)}

    def _settle_styles(self, styles: Styles) -> None:
        workbook = self.package.workbook_part
        part = self.package.related(workbook, "styles")
        if part:
            if styles.is_changed:
                self.put(part, styles.xml())
            return
        part = posixpath.join(posixpath.dirname(workbook), "styles.xml")
        self.put(part, styles.xml())
        self.declare(part, _STYLES_TYPE)
        self.relate(workbook, "styles", ["styles.xml"])

    def _settle_formulas(self) -> None:
        lost = {
            (sheet_id, reference)
            for sheet_id, references in self._lost_formulas
            for reference in references
        }
        workbook = self.package.workbook_part
        chain = self.package.related(workbook, "calcChain") if lost else ""
        if not chain:
            return
        xml = without_formulas(self.part(chain), lost)
        if xml:
            self.put(chain, xml)
            return
        # An empty chain is damage to Excel; without the part it builds a new one.
        self.removed.add(chain)
        self.put(CONTENT_TYPES, catalogue.without_override(self.part(CONTENT_TYPES), chain))
        rels = self.package.real_name(self.package.relationships_part(workbook))
        rel_id = next(e.id for e in self.package.relationships(workbook) if e.kind == "calcChain")
        self.put(rels, catalogue.without_relationship(self.part(rels), rel_id))
