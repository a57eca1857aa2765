"""What the first people below a header say of it, where its words alone could mean two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.text.channels import parse_channel
from planner.text.normalise import clean, fold, folded, plain
from planner.text.status_words import is_not_yet, status_meant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from planner.workbook.sheet_rows import Row


def settle_by_content(
    headers: Mapping[int, str], fields: Mapping[int, str], weak: set[int], below: Sequence[Row]
) -> dict[int, str]:
    """Correct the fields of columns by what stands in them.

    "Name" beside "Vorname" is the family name unless the given name stands in it too. A weak
    header (`weak`: "URL", "Via", "Estado") keeps its field only where the cells agree. "Title"
    over Mr, Ms and Dr is no job.
    """
    settled = dict(fields)
    columns = {known: column for column, known in fields.items()}
    if "name" in columns and fold(headers[columns["name"]]) in folded("column.part_of_name"):
        part = _part_of_name(columns, below)
        if part:
            settled[columns["name"]] = part
    link = columns.get("linkedin_url")
    if (
        link is not None
        and link in weak
        and _disagrees(link, below, lambda text: "linkedin" in text.casefold())
    ):
        del settled[link]
    channel = columns.get("channel")
    if (
        channel is not None
        and channel in weak
        and _disagrees(channel, below, lambda text: parse_channel(text) is not None)
    ):
        del settled[channel]
    status = columns.get("status")
    if status is not None and status in weak and not _tells_statuses(status, below):
        del settled[status]
    purpose = columns.get("purpose")
    if purpose is not None and purpose in weak and _has_body(headers):
        del settled[purpose]  # the subject of the message that stands beside it
    title = columns.get("title")
    if title is not None and _are_all(title, below, _is_honorific):
        del settled[title]
    return settled


def _has_body(headers: Mapping[int, str]) -> bool:
    return any(fold(header) in folded("column.body") for header in headers.values())


def _is_honorific(text: str) -> bool:
    return fold(text) in folded("person.honorifics")


def _tells_statuses(column: int, below: Sequence[Row]) -> bool:
    """Whether cells below a header such as "Stage" or "Estado" are words for a status.

    One that tells of something done is enough: to leave the column out would be to overlook it.
    """
    typed = [text for row in below if (text := _text(row, column))]
    return any(map(status_meant, typed)) or (bool(typed) and all(map(is_not_yet, typed)))


def _part_of_name(columns: Mapping[str, int], below: Sequence[Row]) -> str:
    """Tell what a column headed "Name" holds beside one of given or of family names alone."""
    if ("first_name" in columns) == ("last_name" in columns):
        return ""
    part, other = (
        ("last_name", "first_name") if "first_name" in columns else ("first_name", "last_name")
    )
    pairs = [
        (f" {plain(whole)} ", f" {plain(some)} ")
        for row in below
        if (whole := _text(row, columns["name"])) and (some := _text(row, columns[other]))
    ]
    is_whole = sum(some in whole for whole, some in pairs) * 2 > len(pairs)
    return "" if is_whole else part


def _disagrees(column: int, below: Sequence[Row], agrees: Callable[[str], bool]) -> bool:
    seen = [
        text for row in below for text in (_text(row, column), row.links.get(column, "")) if text
    ]
    return bool(seen) and not any(agrees(text) for text in seen)


def _are_all(column: int, below: Sequence[Row], agrees: Callable[[str], bool]) -> bool:
    seen = [text for row in below if (text := _text(row, column))]
    return bool(seen) and all(agrees(text) for text in seen)


def _text(row: Row, column: int) -> str:
    return clean(row.texts[column - 1]) if column <= len(row.texts) else ""
