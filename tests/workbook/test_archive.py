"""Packages written anew: what did not change has the same bytes, in every kind of zip."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from planner.model.errors import UnreadableWorkbookError
from planner.workbook.archive import Settled, write_package
from planner.workbook.package import Package

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    book.create_sheet("Second")
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def rewritten(path: Path, changed: dict[str, bytes], added: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with Package.open(path) as package:
        write_package(package, out, {}, lambda: Settled(changed, added))
    return out.getvalue()


def test_without_a_change_a_package_has_the_same_bytes(workbook: Path) -> None:
    assert rewritten(workbook, {}, {}) == workbook.read_bytes()


def test_a_changed_member_keeps_its_place_and_a_new_one_comes_last(workbook: Path) -> None:
    old = zipfile.ZipFile(workbook)
    new = zipfile.ZipFile(
        io.BytesIO(rewritten(workbook, {"xl/styles.xml": b"<a/>"}, {"xl/né.xml": b"<b/>"}))
    )
    assert new.namelist() == [*old.namelist(), "xl/né.xml"]
    assert new.read("xl/styles.xml") == b"<a/>"
    assert new.read("xl/né.xml") == b"<b/>"
    assert new.testzip() is None


def test_data_descriptors_survive(workbook: Path, tmp_path: Path) -> None:
    class Unseekable(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]  # any buffer
            return len(bytes(data))  # type: ignore[call-overload]  # same

    stream = Unseekable()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
    path = tmp_path / "descriptors.xlsx"
    path.write_bytes(stream.data)
    assert zipfile.ZipFile(path).infolist()[0].flag_bits & 8
    assert rewritten(path, {}, {}) == path.read_bytes()
    changed = zipfile.ZipFile(io.BytesIO(rewritten(path, {"xl/styles.xml": b"<a/>"}, {})))
    assert changed.testzip() is None


def test_bytes_before_the_zip_and_its_comment_survive(workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "prefixed.xlsx"
    path.write_bytes(b"PK, or so it says" + workbook.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"kept"
    new = rewritten(path, {}, {})
    assert new.startswith(b"PK, or so it says")
    assert zipfile.ZipFile(io.BytesIO(new)).comment == b"kept"
    assert zipfile.ZipFile(io.BytesIO(new)).testzip() is None


def test_more_members_than_a_plain_zip_can_count(workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    path.write_bytes(workbook.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(65_600):
            archive.writestr(f"media/{number}", b"")
    new = zipfile.ZipFile(io.BytesIO(rewritten(path, {"xl/styles.xml": b"<a/>"}, {})))
    assert len(new.namelist()) > 65_600
    assert new.read("media/65599") == b""


def test_a_member_beyond_4_gib_survives(workbook: Path, tmp_path: Path) -> None:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    piece = packer.compress(b"\0" * (64 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    content = piece * 65 + zlib.compressobj(1, zlib.DEFLATED, -15).flush()
    size, name = 65 * (64 << 20), b"media/large.bin"
    old = workbook.read_bytes()
    start = zipfile.ZipFile(workbook).start_dir
    directory, count = old[start:-22], len(zipfile.ZipFile(workbook).namelist())
    wide = struct.pack("<2H2Q", 1, 16, size, len(content))
    full = 0xFFFFFFFF
    local = struct.pack(
        "<4s5H3L2H", b"PK\3\4", 45, 0, 8, 0, 33, 0, full, full, len(name), len(wide)
    )
    central = struct.pack(
        *("<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 8, 0, 33, 0, full, full),
        *(len(name), len(wide), 0, 0, 0, 0, start),
    )
    body = old[:start] + local + name + wide + content
    directory += central + name + wide
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, count + 1, count + 1, len(directory), len(body), 0
    )
    path = tmp_path / "large.xlsx"
    path.write_bytes(body + directory + end)
    new = rewritten(path, {"xl/styles.xml": b"<a/>"}, {})
    member = zipfile.ZipFile(io.BytesIO(new)).getinfo("media/large.bin")
    assert member.file_size == size
    begin = member.header_offset + 30 + len(name) + len(wide)
    assert new[begin : begin + len(content)] == content


def test_a_directory_that_contradicts_its_members_is_refused(workbook: Path) -> None:
    data = bytearray(workbook.read_bytes())
    offset = zipfile.ZipFile(workbook).getinfo("xl/styles.xml").header_offset
    data[offset : offset + 4] = b"XXXX"
    workbook.write_bytes(data)
    with pytest.raises(UnreadableWorkbookError, match=r"contradict|cannot be unpacked"):
        rewritten(workbook, {}, {})
