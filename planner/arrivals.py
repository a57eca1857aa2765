"""Takes in what an export or an address book holds: people, what it says of its owner, answers."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from planner import importing
from planner.evidence import holds_evidence
from planner.importing import Gathered, SourceKind
from planner.merging import (
    Merged,
    SenderMerged,
    connections_of,
    contacts_of,
    merge,
    merge_sender,
)
from planner.paths import connections_header

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from planner.campaign import Campaign
    from planner.looping import LoopReport
    from planner.workbook import SaveReport

__all__ = ["ImportReport", "Into", "take_in"]


# Whom somebody has written to is no list of contacts, unless its owner says so.
_LETTERS = frozenset({SourceKind.INVITATIONS, SourceKind.MESSAGES})


class Into(StrEnum):
    """The sheet that people come into."""

    CONTACTS = "contacts"
    CONNECTIONS = "connections"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in: the people read and what became of them, the sender's values, and answers.

    Each is None where the source holds nothing of the kind.
    """

    gathered: Gathered | None
    people: Merged | None
    sender: SenderMerged | None
    loop: LoopReport | None
    save: SaveReport | None


def take_in(
    campaign: Campaign,
    source: Path,
    *,
    into: Into | None = None,
    update: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Bring a source into the campaign's workbook; a second time, nothing comes in twice.

    LinkedIn's connections go to the sheet Connections and all others to the contacts, unless
    `into` says; those who stand in invitations and messages alone go nowhere unless it does. What a
    cell says already stays, unless `update`. What the source proves of touches (sent, accepted,
    answered) is written down, once there is a Tracking sheet.

    Raises:
        ImportingError: the source cannot be read, or holds nobody.
        UsageError: the workbook is another kind of file, which planner can only read.
    """
    proves = holds_evidence(source)
    # Asked before anything is written: afterwards the file is another one.
    is_tracked = proves and campaign.tracking is not None
    with nullcontext() if dry_run else campaign.lock():
        gathered, found = _read(source, proves=proves)
        is_list = into is not None or (gathered is not None and gathered.kind not in _LETTERS)
        wanted = gathered if is_list else None
        people = _merged(campaign, wanted, into, update=update) if wanted else None
        sheets, sender = campaign.sheets, campaign.sender
        place = source.name
        own = merge_sender(sheets, sender, found, update=update, place=place) if found else None
        edits = [*(people.edits if people else ()), *(own.edits if own else ())]
        save = campaign.save(edits) if edits and not dry_run else None
    loop = _closed(campaign, source, is_changed=bool(edits)) if is_tracked and not dry_run else None
    return ImportReport(gathered, people, own, loop, save)


def _read(source: Path, *, proves: bool) -> tuple[Gathered | None, Mapping[str, str]]:
    """The people of a source and what it says of its owner; it may hold one, or only evidence."""
    found = importing.read_sender(source)
    try:
        return importing.read_people(source), found
    except importing.ImportingError:
        if found or proves:
            return None, found
        raise


def _merged(campaign: Campaign, gathered: Gathered, into: Into | None, *, update: bool) -> Merged:
    usual = Into.CONNECTIONS if gathered.kind is SourceKind.LINKEDIN else Into.CONTACTS
    if (into or usual) is Into.CONNECTIONS:
        destination = connections_of(campaign.sheets, *connections_header(campaign.sheets))
    else:
        destination = contacts_of(campaign.sheets, campaign.contacts)
    return merge(destination, gathered.people, update=update)


def _closed(campaign: Campaign, source: Path, *, is_changed: bool) -> LoopReport:
    """What the source proves of the touches, worked out on the workbook as it now is."""
    if not is_changed:
        return campaign.close_loop(source)
    with campaign.again() as anew:
        return anew.close_loop(source)
