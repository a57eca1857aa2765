"""Cuts the words of a draft into pieces, each with the cell that it came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.errors import PlannerError
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.campaign import Campaign
    from planner.drafting.preview import Source
    from planner.tracking.touches import Tracked


@frozen
class Piece:
    """A piece of a draft; `cell` is where it came from, "" for the template's own words."""

    text: str
    cell: str = ""
    name: str = ""


def pieces_of(campaign: Campaign, touch: Tracked) -> tuple[Piece, ...]:
    """The words of a draft in pieces; one without a cell where its template is not known."""
    return tuple(_cut(touch.draft, _literal(campaign, touch)))


def _literal(campaign: Campaign, touch: Tracked) -> list[Source]:
    """The sources that the draft has word for word, the longest first."""
    try:
        sources = campaign.sources_of_words(touch.id)
    except PlannerError:
        return []  # its template or its contact is gone: nothing is known of where it came from
    found = (source for source in sources if source.is_literal and source.cell)
    return sorted(found, key=lambda source: -len(source.text))


def _cut(text: str, sources: Iterable[Source]) -> Iterator[Piece]:
    places: list[tuple[int, int, Source]] = []
    for source in sources:
        words = map(re.escape, source.text.rstrip(".").split())
        pattern = r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"
        for found in re.finditer(pattern, text, re.IGNORECASE):
            start, end = found.span()
            if all(end <= first or last <= start for first, last, _ in places):
                places.append((start, end, source))
    at = 0
    for start, end, source in sorted(places, key=lambda place: place[0]):
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], source.cell, source.name)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def is_html(campaign: Campaign, touch: Tracked) -> bool:
    """Whether the words are HTML, by the header of the template that they were made with."""
    template = campaign.drafts.library.find(touch.template) if touch.template else None
    header = template.form.header("Content-Type") if template else None
    return header is not None and header.value.casefold().startswith("text/html")
