"""Opens the zip package that a workbook is: parts by name, relationships, sheets. Reads only.

Nothing is taken on trust: the workbook part is found through the relationships (ECMA-376 Part 2,
clause 9), names compare without case, and sizes are counted while inflating.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Self
from urllib.parse import unquote

from planner.model.errors import UnreadableWorkbookError
from planner.model.frozen import frozen
from planner.workbook.bounds import (
    MAX_CONTROL_PART,
    MAX_INFLATED,
    MAX_MEMBERS,
    MAX_RATIO,
    RATIO_FROM,
)
from planner.workbook.regular_file import refuse_special
from planner.workbook.save import fingerprint_of
from planner.workbook.searching import thinned, whole_number
from planner.workbook.xml import local, parse, refuse_dtd

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree import ElementTree as ET


CONTENT_TYPES = "[Content_Types].xml"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REPAIR = "Open it in Excel, let Excel repair it, save it as .xlsx, and use that file."
_ENCRYPTED_FLAG = 0x1


@frozen
class Relationship:
    """A link from one part to another; `target` is a part's name, or a URL if `is_external`."""

    id: str
    kind: str
    target: str
    is_external: bool


@frozen
class SheetPart:
    """A sheet of the workbook: its name, the part that holds it, and how it is shown."""

    name: str
    part: str
    visibility: str
    kind: str
    sheet_id: int
    rel_id: str

    @property
    def is_worksheet(self) -> bool:
        """Whether it holds cells (a chart sheet, dialog sheet or macro sheet does not)."""
        return self.kind == "worksheet"


class Package:
    """A workbook's package, open for reading."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, fingerprint: str) -> None:
        self.path = path
        self.archive = archive
        self.fingerprint = fingerprint
        self._streams: set[IO[bytes]] = set()
        # A sheet of many links has as many relationships: they are looked through once.
        self._tables: dict[str, list[str]] = {}
        self._names = _by_folded_name(path, archive)
        self.workbook_part = self._find_workbook()
        self.workbook = parse(self.read(self.workbook_part), self.workbook_part)
        self.sheets = self._find_sheets()
        self._refuse_entities()

    @classmethod
    def open(cls, path: Path, fingerprint: str | None = None) -> Self:
        """Open the workbook at `path`.

        Whoever has its `fingerprint`, or needs none, spares a reading of the entire file.

        Raises:
            UnreadableWorkbookError: no package, encrypted, damaged, or over a bound.
        """
        fingerprint = fingerprint_of(path) if fingerprint is None else fingerprint
        kind = kind_of_file(path)
        if kind != "zip":
            raise _not_a_package(path, kind)
        try:
            archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise UnreadableWorkbookError(
                f"{path.name} is damaged: its end is missing or broken.",
                "Copy or download it again, or restore an earlier version.",
            ) from error
        try:
            return cls(path, archive, fingerprint)
        except BaseException:
            archive.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, and what is still being read of it."""
        # Who looks for something often stops half way; Windows replaces no file that is open.
        for stream in [*self._streams]:
            stream.close()
        self.archive.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, as they are written, in their order."""
        return tuple(self.archive.namelist())

    @property
    def members(self) -> tuple[zipfile.ZipInfo, ...]:
        """The zip directory, in its order."""
        return tuple(self.archive.infolist())

    def member(self, part: str) -> zipfile.ZipInfo | None:
        """The zip member that holds `part`, whatever the case of its name, or None."""
        return self._names.get(part) or self._names.get(_folded(part))

    def has(self, part: str) -> bool:
        """Whether the package holds `part`."""
        return self.member(part) is not None

    def size(self, part: str) -> int:
        """The inflated size that the directory claims for `part`, in bytes."""
        return self._required(part).file_size

    def crc(self, part: str) -> int:
        """The checksum that the directory holds for `part`."""
        return self._required(part).CRC

    def read(self, part: str, *, limit: int = MAX_CONTROL_PART) -> bytes:
        """Inflate one part whole."""
        chunks, total = [], 0
        for chunk in self.stream(part):
            total += len(chunk)
            if total > limit:
                raise self._over(part, f"it inflates to more than {limit >> 20} MiB")
            chunks.append(chunk)
        return b"".join(chunks)

    def stream(self, part: str, size: int = 1 << 16) -> Iterator[bytes]:
        """Inflate one part piece by piece, within the bounds.

        Raises:
            UnreadableWorkbookError: damaged, a document type declaration, or over a bound.
        """
        member = self._required(part)
        ratio_limit = max(RATIO_FROM, member.compress_size * MAX_RATIO)
        total = 0
        try:
            with self._opened(member) as stream:
                while chunk := stream.read(size):
                    if not total:
                        refuse_dtd(chunk, part)
                    total += len(chunk)
                    if total > ratio_limit:
                        raise self._over(
                            part, f"it inflates to more than {MAX_RATIO} times its size"
                        )
                    if total > MAX_INFLATED:
                        raise self._over(part, f"it inflates to more than {MAX_INFLATED >> 30} GiB")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._damaged(part) from error
        except (NotImplementedError, RuntimeError) as error:
            raise UnreadableWorkbookError(
                f"{self.path.name}: {part} is packed in a way that planner cannot read ({error}).",
                _REPAIR,
            ) from error

    @contextmanager
    def _opened(self, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
        with self.archive.open(member) as stream:
            self._streams.add(stream)
            try:
                yield stream
            finally:
                self._streams.discard(stream)

    def parsed(self, part: str) -> ET.Element:
        """Parse one small part into a tree."""
        return parse(self.read(part), f"{self.path.name}: {part}")

    def relationships_part(self, part: str) -> str:
        """The name of the part that holds the relationships of `part`; it need not exist."""
        folder, name = posixpath.split(_slashed(part))
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """The relationships of `part`, targets resolved to names without a leading slash."""
        rels = self.relationships_part(part) if part else _ROOT_RELATIONSHIPS
        if not self.has(rels):
            return ()
        folder = posixpath.dirname(_slashed(part))
        return tuple(
            _relationship(element, folder)
            for element in self.parsed(rels)
            if local(element.tag) == "Relationship"
        )

    def tables(self, part: str) -> list[str]:
        """The names of the parts of a sheet's tables."""
        if part not in self._tables:
            self._tables[part] = self._find_tables(part)
        return self._tables[part]

    def _find_tables(self, part: str) -> list[str]:
        rels = self.relationships_part(part)
        if not self.has(rels):
            return []
        # A sheet may have a link on every row; a table is found without keeping them all.
        xml = thinned(self.stream(rels), b"/table", rels)
        folder = posixpath.dirname(_slashed(part))
        found = (
            _relationship(element, folder)
            for element in parse(xml, f"{self.path.name}: {rels}")
            if local(element.tag) == "Relationship"
        )
        return [each.target for each in found if each.kind == "table" and self.has(each.target)]

    def related(self, part: str, kind: str) -> str:
        """The part of `kind` that `part` refers to and that exists, or an empty string."""
        for each in self.relationships(part):
            if each.kind == kind and not each.is_external and self.has(each.target):
                return self.real_name(each.target)
        return ""

    def real_name(self, part: str) -> str:
        """The name of an existing part as the zip writes it."""
        return self._required(part).filename

    def content_type(self, part: str) -> str:
        """The media type that the package declares for `part`."""
        wanted = "/" + part.casefold()
        extension = part.rpartition(".")[2].casefold()
        default = ""
        for element in self.parsed(CONTENT_TYPES):
            kind = element.get("ContentType", "")
            if local(element.tag) == "Override":
                if element.get("PartName", "").casefold() == wanted:
                    return kind
            elif element.get("Extension", "").casefold() == extension:
                default = kind
        return default

    def sheet(self, name: str) -> SheetPart | None:
        """The sheet called `name`; Excel compares sheet names without case."""
        folded = name.casefold()
        for each in self.sheets:
            if each.name == name:
                return each
        return next((each for each in self.sheets if each.name.casefold() == folded), None)

    # --- finding the way in ----------------------------------------------------------------------

    def _find_workbook(self) -> str:
        if self.has("mimetype") and self.has("content.xml"):
            raise _not_a_package(self.path, "ods")
        if not self.has(_ROOT_RELATIONSHIPS) or not self.has(CONTENT_TYPES):
            raise UnreadableWorkbookError(
                f"{self.path.name} is a zip file without a workbook in it.",
                "Name the .xlsx or .xlsm file itself.",
            )
        part = self.related("", "officeDocument")
        if not part:
            raise UnreadableWorkbookError(
                f"{self.path.name} names no workbook part, or one that is missing.", _REPAIR
            )
        if part.casefold().endswith(".bin"):
            raise _not_a_package(self.path, "xlsb")
        return part

    def _find_sheets(self) -> tuple[SheetPart, ...]:
        if local(self.workbook.tag) != "workbook":
            raise UnreadableWorkbookError(
                f"{self.path.name} is no workbook: its main part is a {local(self.workbook.tag)}.",
                "Name a file that Excel saved as .xlsx or .xlsm.",
            )
        relationships = {each.id: each for each in self.relationships(self.workbook_part)}
        sheets = next((each for each in self.workbook if local(each.tag) == "sheets"), ())
        found = []
        for number, element in enumerate(sheets, start=1):
            rel_id = next((v for k, v in element.items() if local(k) == "id" and k != "id"), "")
            target = relationships.get(rel_id)
            is_there = target is not None and not target.is_external and self.has(target.target)
            found.append(
                SheetPart(
                    name=element.get("name", ""),
                    part=self.real_name(target.target) if target and is_there else "",
                    visibility=element.get("state", "visible"),
                    kind=target.kind if target and is_there else "missing",
                    sheet_id=_number(element.get("sheetId", ""), number),
                    rel_id=rel_id,
                )
            )
        if not found:
            raise UnreadableWorkbookError(f"{self.path.name} holds no sheet.", _REPAIR)
        if all(each.kind == "missing" for each in found):
            raise UnreadableWorkbookError(
                f"{self.path.name} is damaged: the parts of its sheets are missing.", _REPAIR
            )
        return tuple(found)

    def _refuse_entities(self) -> None:
        """Look at the beginning of what readers will parse; `stream` refuses declarations there."""
        strings = self.related(self.workbook_part, "sharedStrings")
        for part in (strings, *(each.part for each in self.sheets)):
            if part:
                next(self.stream(part), b"")

    def _required(self, part: str) -> zipfile.ZipInfo:
        member = self.member(part)
        if member is None:
            raise UnreadableWorkbookError(
                f"{self.path.name} is damaged: its part {part} is missing.", _REPAIR
            )
        return member

    def _damaged(self, part: str) -> UnreadableWorkbookError:
        return UnreadableWorkbookError(
            f"{self.path.name} is damaged: its part {part} cannot be unpacked.", _REPAIR
        )

    def _over(self, part: str, problem: str) -> UnreadableWorkbookError:
        return UnreadableWorkbookError(
            f"{self.path.name}: {part} is over a bound: {problem}.",
            "Do not trust the file; if it is yours, save it anew in Excel with fewer cells.",
        )


def kind_of_file(path: Path) -> str:
    """What a file is by its content: zip, encrypted, xls, empty or other.

    Raises:
        UnreadableWorkbookError: there is no such file, it is a folder, or it may not be read.
    """
    refuse_special(path)
    try:
        with path.open("rb") as file:
            head = file.read(1 << 12)
            if head.startswith(_OLE):
                rest = head + file.read(1 << 22)
                return "encrypted" if "EncryptedPackage".encode("utf-16-le") in rest else "xls"
    except OSError as error:
        raise _unopened(path, error) from error
    if not head:
        return "empty"
    return "zip" if head.startswith(b"PK") or zipfile.is_zipfile(path) else "other"


def _unopened(path: Path, error: OSError) -> UnreadableWorkbookError:
    if isinstance(error, FileNotFoundError):
        return UnreadableWorkbookError(
            f"{path}: there is no such file.", "Check the name and the folder."
        )
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return UnreadableWorkbookError(f"{path} is a folder.", "Name the workbook in it.")
    return UnreadableWorkbookError(
        f"{path} cannot be read: {error.strerror or error}.",
        "Close it where it is open, or ask for the right to read it.",
    )


def _not_a_package(path: Path, kind: str) -> UnreadableWorkbookError:
    problem, remedy = {
        "encrypted": (
            "is encrypted with a password",
            "In Excel: File > Info > Protect Workbook > Encrypt with Password; empty it, save.",
        ),
        "xls": ("is in the old .xls format", "In Excel, save it as .xlsx, and use that file."),
        "xlsb": ("is a binary workbook (.xlsb)", "In Excel, save it as .xlsx, and use that file."),
        "ods": ("is an OpenDocument workbook", "Save it as .xlsx, and use that file."),
        "empty": ("is empty", "Restore an earlier version of it."),
    }.get(
        kind, ("is no workbook: it is not a zip package", "Name a file that Excel saved as .xlsx.")
    )
    return UnreadableWorkbookError(f"{path.name} {problem}.", remedy)


def _by_folded_name(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnreadableWorkbookError(
            f"{path.name} is over a bound: it holds more than {MAX_MEMBERS:,} members.",
            "Do not trust the file; if it is yours, save it anew in Excel.",
        )
    names: dict[str, zipfile.ZipInfo] = {}
    exact: set[str] = set()
    for member in members:
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableWorkbookError(
                f"{path.name} is a zip file with a password.", "Unpack it first."
            )
        if member.filename in exact and not member.is_dir():
            raise UnreadableWorkbookError(
                f"{path.name} is damaged: it holds {member.filename} twice.", _REPAIR
            )
        exact.add(member.filename)
        names.setdefault(_folded(member.filename), member)
    for member in members:
        names[member.filename] = member
    return names


def _folded(part: str) -> str:
    return _slashed(part).lstrip("/").casefold()


def _slashed(part: str) -> str:
    """A part's name with slashes, where a program of Windows wrote backslashes into the zip."""
    return part.replace("\\", "/")


def _relationship(element: ET.Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    is_external = element.get("TargetMode", "").casefold() == "external"
    kind = element.get("Type", "").rpartition("/")[2]
    if not is_external:
        target = _resolved(target, folder)
    return Relationship(element.get("Id", ""), kind, target, is_external)


def _resolved(target: str, folder: str) -> str:
    path = unquote(target.partition("#")[0].replace("\\", "/"))
    absolute = path if path.startswith("/") else posixpath.join("/", folder, path)
    return posixpath.normpath(absolute).lstrip("/")


def _number(text: str, default: int) -> int:
    return whole_number(text, default)
