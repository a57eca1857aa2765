"""Saves a workbook that openpyxl holds so that the same content always gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from openpyxl import Workbook


# The day that every made workbook claims to be from, in its properties and its zip members.
STAMP = "2026-11-02T08:00:00Z"
_ZIP_DATE = (2026, 11, 2, 8, 0, 0)
_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def save(
    workbook: Workbook,
    path: Path,
    *,
    reworked: Callable[[Mapping[str, bytes]], Mapping[str, bytes]] | None = None,
) -> None:
    """Write `workbook` to a new file at `path`.

    `reworked` may change the package's parts before they are packed, for what openpyxl cannot
    write.

    Raises:
        FileExistsError: there is a file at `path` already.
    """
    parts: Mapping[str, bytes] = parts_of(workbook)
    if reworked is not None:
        parts = reworked(parts)
    with path.open("xb") as file:
        file.write(packed(parts))


def parts_of(workbook: Workbook) -> dict[str, bytes]:
    """Give the package's parts by name, without the moment of saving that openpyxl stamps on."""
    stream = BytesIO()
    workbook.save(stream)
    with zipfile.ZipFile(stream) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[_CORE] = _TIMES.sub(rb"\g<1>" + STAMP.encode() + rb"\g<3>", parts[_CORE])
    return parts


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Pack the parts with fixed dates and permissions, [Content_Types].xml first."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            # Whatever system makes it, it says the same of itself: MS-DOS, no permissions.
            member.create_system = 0
            member.external_attr = 0
            package.writestr(member, parts[name])
    return stream.getvalue()
