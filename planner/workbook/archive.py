"""Writes a package anew: unchanged members as the same compressed bytes, the others deflated.

The zip format is PKWARE's APPNOTE 6.3; section numbers below are its.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from planner.model.errors import UneditableWorkbookError, UnreadableWorkbookError
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from planner.workbook.package import Package


_LOCAL = struct.Struct("<4s5H3L2H")  # 4.3.7 local file header
_CENTRAL = struct.Struct("<4s6H3L5H2L")  # 4.3.12 central directory header
_END = struct.Struct("<4s4H2LH")  # 4.3.16 end of central directory record
_END64 = struct.Struct("<4sQ2H2L4Q")  # 4.3.14 zip64 end of central directory record
_LOCATOR64 = struct.Struct("<4sLQL")  # 4.3.15 its locator
_FULL = 0xFFFFFFFF
_FULL_SHORT = 0xFFFF
_HAS_DESCRIPTOR = 0x8
_UTF8 = 0x800
_ZIP64_EXTRA = 1
_VERSION, _VERSION64 = 20, 45
_DOS_1980 = 0 << 9 | 1 << 5 | 1  # 1 January 1980, which is what Excel itself writes
_CHUNK = 1 << 20
# Level 1: level 6 takes twice the time of the entire save and gains a tenth of the size.
_LEVEL = 1


@dataclass(slots=True)
class _Entry:
    """One record of the central directory in the making."""

    fixed: list[int | bytes]
    name: bytes
    extra: bytes
    comment: bytes
    size: int
    compressed: int
    offset: int

    def packed(self) -> bytes:
        """The record, with a zip64 extra field exactly where a number needs one (4.5.3)."""
        wide = b"".join(
            struct.pack("<Q", number)
            for number in (self.size, self.compressed, self.offset)
            if number >= _FULL
        )
        extra = _without_zip64(self.extra)
        if wide:
            extra = struct.pack("<2H", _ZIP64_EXTRA, len(wide)) + wide + extra
            self.fixed[2] = max(int(self.fixed[2]), _VERSION64)
        self.fixed[8] = min(self.compressed, _FULL)
        self.fixed[9] = min(self.size, _FULL)
        self.fixed[10:13] = [len(self.name), len(extra), len(self.comment)]
        self.fixed[16] = min(self.offset, _FULL)
        return _CENTRAL.pack(*self.fixed) + self.name + extra + self.comment


@frozen
class Settled:
    """What becomes of the other members, once the streamed ones have been written."""

    changed: Mapping[str, bytes]
    added: Mapping[str, bytes]
    removed: frozenset[str] = frozenset()


def write_package(
    package: Package,
    out: BinaryIO,
    streams: Mapping[str, Iterable[bytes]],
    settle: Callable[[], Settled],
) -> None:
    """Write `package` to `out` with some members replaced, some added, some left out.

    `streams` are written first, each consumed once; then `settle` is asked about the small parts
    that depend on them (styles, relationships). Names are those that the zip writes. The directory
    lists members in their old order, new ones at its end; what is not named keeps its bytes.

    Raises:
        UnreadableWorkbookError: the directory and the members contradict each other.
        UneditableWorkbookError: a part grew beyond 4 GiB.
    """
    with package.path.open("rb") as source:
        records = _central_records(package.path, source, package.archive)
        first = min((each for each, _ in records), key=lambda each: each.header_offset)
        if first.header_offset < 0:
            raise _contradiction(package.path, first.filename)
        _copy(source, out, 0, first.header_offset)
        old = {member.filename: record for member, record in records}
        streamed = {
            name: _deflated(out, old.get(name) or _fresh(name), content)
            for name, content in streams.items()
        }
        settled = settle()
        entries: list[_Entry] = []
        for member, record in records:
            name = member.filename
            if name in streamed:
                entries.append(streamed.pop(name))
            elif name in settled.changed:
                entries.append(_deflated(out, record, (settled.changed[name],)))
            elif name not in settled.removed:
                start = out.tell()
                _copy_member(package.path, source, out, member)
                entries.append(_moved(record, start))
        entries += streamed.values()
        for name, content in settled.added.items():
            entries.append(_deflated(out, _fresh(name), (content,)))
        _write_directory(out, entries, package.archive.comment)


def _central_records(
    path: Path, source: BinaryIO, archive: zipfile.ZipFile
) -> list[tuple[zipfile.ZipInfo, _Entry]]:
    """The directory's records as they stand, beside what zipfile understood of them."""
    source.seek(archive.start_dir)
    records = []
    for member in archive.infolist():
        head = source.read(_CENTRAL.size)
        if len(head) < _CENTRAL.size or not head.startswith(b"PK\1\2"):
            raise _contradiction(path, member.filename)
        fixed = list(_CENTRAL.unpack(head))
        name, extra, comment = (source.read(fixed[at]) for at in (10, 11, 12))
        entry = _Entry(
            fixed,
            name,
            extra,
            comment,
            member.file_size,
            member.compress_size,
            member.header_offset,
        )
        records.append((member, entry))
    return records


def _moved(record: _Entry, offset: int) -> _Entry:
    record.offset = offset
    return record


def _fresh(name: str) -> _Entry:
    encoded = name.encode("utf-8")
    flags = 0 if encoded.isascii() else _UTF8
    fixed: list[int | bytes] = [
        *(b"PK\1\2", _VERSION, _VERSION, flags, zipfile.ZIP_DEFLATED, 0, _DOS_1980),
        *(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    ]
    return _Entry(fixed, encoded, b"", b"", 0, 0, 0)


def _deflated(out: BinaryIO, record: _Entry, content: Iterable[bytes]) -> _Entry:
    """Write a member from its content; the sizes are filled in afterwards."""
    fixed = record.fixed
    flags = int(fixed[3]) & _UTF8
    start = out.tell()
    header = [b"PK\3\4", _VERSION, flags, zipfile.ZIP_DEFLATED, fixed[5], fixed[6]]
    out.write(_LOCAL.pack(*header, 0, 0, 0, len(record.name), 0) + record.name)
    crc = size = compressed = 0
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    for chunk in content:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        compressed += out.write(packer.compress(chunk))
    compressed += out.write(packer.flush())
    if max(size, compressed) >= _FULL:
        raise UneditableWorkbookError(
            f"The sheet would grow beyond 4 GiB ({record.name.decode('utf-8', 'replace')}).",
            "Split the list into several workbooks.",
        )
    end = out.tell()
    out.seek(start)
    out.write(_LOCAL.pack(*header, crc, compressed, size, len(record.name), 0))
    out.seek(end)
    fixed[2], fixed[3], fixed[4], fixed[7] = _VERSION, flags, zipfile.ZIP_DEFLATED, crc
    record.size, record.compressed, record.offset, record.extra = size, compressed, start, b""
    return record


def _copy_member(path: Path, source: BinaryIO, out: BinaryIO, member: zipfile.ZipInfo) -> None:
    """Copy a member's local header, data and descriptor byte for byte."""
    source.seek(member.header_offset)
    head = source.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\3\4"):
        raise _contradiction(path, member.filename)
    name_length, extra_length = struct.unpack("<2H", head[26:30])
    length = _LOCAL.size + name_length + extra_length + member.compress_size
    if member.flag_bits & _HAS_DESCRIPTOR:
        source.seek(member.header_offset + length)
        length += _descriptor_length(source.read(24), member)
    copied = _copy(source, out, member.header_offset, length)
    if copied != length:
        raise _contradiction(path, member.filename)


def _descriptor_length(after: bytes, member: zipfile.ZipInfo) -> int:
    """The length of the data descriptor (4.3.9), whose signature and width are optional."""
    for signature in (b"PK\7\10", b""):
        for layout in ("<LLL", "<LQQ"):
            expected = signature + struct.pack(
                layout,
                member.CRC,
                *(
                    each & (_FULL if layout == "<LLL" else ~0)
                    for each in (member.compress_size, member.file_size)
                ),
            )
            if after.startswith(expected):
                return len(expected)
    return 0  # the flag is set, but no descriptor follows: some producers do that


def _copy(source: BinaryIO, out: BinaryIO, start: int, length: int) -> int:
    source.seek(start)
    left = length
    while left and (chunk := source.read(min(left, _CHUNK))):
        out.write(chunk)
        left -= len(chunk)
    return length - left


def _write_directory(out: BinaryIO, entries: list[_Entry], comment: bytes) -> None:
    start = out.tell()
    out.writelines(entry.packed() for entry in entries)
    end = out.tell()
    count, length = len(entries), end - start
    if count >= _FULL_SHORT or start >= _FULL or length >= _FULL:
        out.write(
            _END64.pack(
                *(b"PK\6\6", _END64.size - 12, _VERSION64, _VERSION64, 0, 0),
                *(count, count, length, start),
            )
        )
        out.write(_LOCATOR64.pack(b"PK\6\7", 0, end, 1))
    short = min(count, _FULL_SHORT)
    sizes = (min(length, _FULL), min(start, _FULL), len(comment))
    out.write(_END.pack(b"PK\5\6", 0, 0, short, short, *sizes) + comment)


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields without the zip64 one; broken ones stay as they are."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        field = extra[at : at + 4 + length]
        kept += b"" if kind == _ZIP64_EXTRA else field
        at += 4 + length
    return kept + extra[at:]


def _contradiction(path: Path, name: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"{path.name} is damaged: its directory and its member {name} contradict each other.",
        "Open it in Excel, let Excel repair it, save it as .xlsx, and use that file.",
    )
