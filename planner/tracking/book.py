"""The workbook of a campaign: what its sheets hold, read once when asked for, and written back."""

from __future__ import annotations

import getpass
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Self

from planner.contacts.conditions import Selection, fields_named, fields_of
from planner.contacts.find_sheet import find_contacts
from planner.contacts.read_contacts import read_contacts
from planner.contacts.sender_sheet import given_sender, read_sender, read_settings
from planner.contacts.sequence_sheet import read_sequence
from planner.contacts.status_words import status_words
from planner.contacts.suppressions_sheet import read_suppressions
from planner.model.errors import ContactsError, TrackingError
from planner.model.frozen import frozen
from planner.model.suppression import Suppression
from planner.text.pasted import command
from planner.text.person_keys import PersonKeys
from planner.tracking import contact_columns, suppress
from planner.tracking.contact_columns import StatusColumn, has_mirror, said_by
from planner.tracking.due_touches import FINAL
from planner.tracking.excel_changes import take_over
from planner.tracking.history import read_history
from planner.tracking.layout import HIDDEN
from planner.tracking.match_contacts import match_contacts
from planner.tracking.touches import read_tracking
from planner.workbook.lock import workbook_lock
from planner.workbook.read_sheets import is_foreign, read_sheets, require_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Sequence as Many
    from datetime import datetime
    from pathlib import Path

    from planner.contacts.connections import Connection
    from planner.contacts.find_sheet import Place
    from planner.contacts.status_words import StatusWords
    from planner.contacts.suppressions import Suppressions
    from planner.model.contact import Contact, ContactList
    from planner.model.sender import Sender
    from planner.model.sequence import Sequence
    from planner.model.settings import Settings
    from planner.tracking.contact_columns import Mirror
    from planner.tracking.excel_changes import TakenOver
    from planner.tracking.history import Change, HistorySheet
    from planner.tracking.match_contacts import Match
    from planner.tracking.touches import Tracked, TrackingSheet
    from planner.workbook.read_sheets import Sheets


_NOTES = "notes"
# Marks a field of the contacts among the columns of the Tracking sheet, and names it in an error.
_OF_CONTACT = " of the contact"


@frozen
class Reading:
    """How to read the workbook where its owner knows better than planner's guess.

    `sender` holds values that count more than those of the Sender sheet, by their names there.
    """

    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    visible_only: bool = False
    sender: Mapping[str, str] = field(default_factory=dict)


class Book:
    """What a workbook holds: each sheet is read when it is first asked for, and once."""

    def __init__(self, path: Path, *, now: datetime, reading: Reading) -> None:
        self.path = path
        self.now = now
        self.reading = reading
        self._taken: dict[int, TakenOver] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the workbook's file, which Windows would not replace while it is open."""
        if "_sheets" in self.__dict__:
            self._sheets.close()

    def again(self, path: Path | None = None) -> Book:
        """Return the same book, to be read anew from what is in the file now, or in a copy."""
        return Book(path or self.path, now=self.now, reading=self.reading)

    @property
    def sheets(self) -> Sheets:
        """The sheets of the workbook, open for reading."""
        return self._sheets

    @cached_property
    def _sheets(self) -> Sheets:
        return read_sheets(self.path)

    # --- the owner's sheets ----------------------------------------------------------------------

    @cached_property
    def _place(self) -> Place:
        reading = self.reading
        return find_contacts(
            self._sheets,
            sheet=reading.sheet,
            header_row=reading.header_row,
            columns=reading.columns,
        )

    @cached_property
    def contacts(self) -> ContactList:
        """The contacts, in the order of their sheet."""
        visible_only = self.reading.visible_only
        return read_contacts(self._sheets, self._place, visible_only=visible_only)

    @cached_property
    def sender(self) -> Sender | None:
        """Who writes; None where the workbook has no Sender sheet."""
        return given_sender(self.reading.sender, read_sender(self._sheets))

    @cached_property
    def settings(self) -> Settings:
        """The Settings sheet over planner's defaults."""
        return read_settings(self._sheets)

    @cached_property
    def me(self) -> str:
        """Who runs planner: `me` in Settings, else the account's name; "" where it has none."""
        told = self.settings.text("me")
        if told:
            return told
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return ""

    @cached_property
    def sequence(self) -> Sequence:
        """Which touch follows which: the Sequence sheet, or planner's own."""
        return read_sequence(self._sheets, self.status_words)

    @cached_property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The rows of the Do not contact sheet."""
        return read_suppressions(self._sheets)

    @cached_property
    def connections(self) -> tuple[Connection, ...]:
        """The rows of the Connections sheet."""
        from planner.contacts.connections import read_connections  # noqa: PLC0415 - start-up stays light

        return read_connections(self._sheets)

    # --- planner's sheets ------------------------------------------------------------------------

    @cached_property
    def tracking(self) -> TrackingSheet | None:
        """The Tracking sheet; None before the first draft."""
        return read_tracking(self._sheets, self.status_words)

    def narrow(self, touches: Iterable[str]) -> None:
        """Read no more of the Tracking sheet than these touches, if they are all that is needed.

        It is not where one of them is no Touch ID, or where the contacts are to be kept in step.
        """
        wanted = frozenset(touch.strip().casefold() for touch in touches)
        is_by_id = all("#" in touch for touch in wanted)
        if "tracking" in self.__dict__ or not is_by_id or self._has_mirror:
            return
        sheet = read_tracking(self._sheets, self.status_words, wanted)
        if sheet is not None and wanted <= {touch.id.casefold() for touch in sheet.touches}:
            self.tracking = sheet

    @cached_property
    def history(self) -> HistorySheet | None:
        """The History sheet; None before the first change."""
        return read_history(self._sheets)

    def recorded(self) -> tuple[Change, ...]:
        """The changes that History tells, the oldest first."""
        return self.history.changes if self.history else ()

    @cached_property
    def status_words(self) -> StatusWords:
        """Every word that means a status, case-folded."""
        return status_words(self.settings)

    @cached_property
    def standing(self) -> tuple[TakenOver, ...]:
        """The rows of the Tracking sheet with the user's own changes taken over."""
        return (
            tuple(self.taken_over(touch) for touch in self.tracking.touches)
            if self.tracking
            else ()
        )

    def taken_over(self, touch: Tracked) -> TakenOver:
        """One row of the Tracking sheet with the user's own changes taken over."""
        known = self._taken.get(touch.row)
        if known is None:
            sheet, words = self.tracking_sheet(), self.status_words
            taken = take_over(touch, sheet, words, self.now)
            known = self._taken[touch.row] = self.mirror.taken_over(taken, self.now)
        return known

    def suppression_of(self, touch: Tracked) -> Suppression | None:
        """The row of the Do not contact sheet that means the person of a touch, or None."""
        return suppress.suppression_of(touch, self._suppressions) if self.suppressions else None

    def suppression_at(self, address: str) -> Suppression | None:
        """The row of the Do not contact sheet that means whoever has an email address, or None."""
        if not self.suppressions:
            return None
        return self._suppressions.of_person(PersonKeys(emails=(address.casefold(),)))

    @cached_property
    def _suppressions(self) -> Suppressions:
        from planner.contacts.suppressions import Suppressions  # noqa: PLC0415 - start-up stays light

        return Suppressions.of(self.suppressions)

    @cached_property
    def _final(self) -> dict[str, Suppression]:
        """Whom a status bars from every further message, by the Contact ID that Tracking knows."""
        sheet = self.tracking
        return {
            each.tracked.contact: Suppression(
                f"{sheet.name}!{sheet.cell('Status', each.tracked.row)}",
                reason=f'the status is "{each.tracked.status}"',
                status=str(each.tracked.status),
            )
            for each in self.standing
            if sheet is not None and each.tracked.status in FINAL
        }

    @cached_property
    def _tracked_people(self) -> frozenset[str]:
        return frozenset(self.match.known_as.values())

    def said_no(self, contact: Contact, known: str) -> Suppression | None:
        """The status that bars a contact: of any touch, or typed beside them before the first."""
        if known in self._final or known in self._tracked_people:
            return self._final.get(known) or self._remembered_suppression(known)
        said = said_by(contact, self.status_words)
        if said not in FINAL:
            return None
        cell = f"{contact.columns.sheet}!{contact.cell('status')}"
        return Suppression(cell, status=str(said))

    def _remembered_suppression(self, known: str) -> Suppression | None:
        """The entry that means somebody by an address under which Tracking knew them."""
        if not self.suppressions:
            return None
        found = (self.suppression_of(touch) for touch in self._touches_by_person.get(known, ()))
        return next(filter(None, found), None)

    @cached_property
    def _touches_by_person(self) -> Mapping[str, Many[Tracked]]:
        people: dict[str, list[Tracked]] = {}
        for touch in self.tracking.touches if self.tracking else ():
            people.setdefault(touch.contact, []).append(touch)
        return people

    @cached_property
    def status_column(self) -> StatusColumn:
        """How a status is written beside the contacts."""
        return StatusColumn.of(
            self.contacts if self._has_mirror else (), self.status_words, self._offered
        )

    def _offered(self, contact: Contact) -> tuple[str, ...] | None:
        columns = contact.columns
        number = columns.numbers[columns.positions["status"]]
        return self._sheets.dropdown(columns.sheet, contact.row, number)

    @cached_property
    def match(self) -> Match:
        """Which contact is whom in the Tracking sheet."""
        return match_contacts(self.contacts, self.tracking.touches if self.tracking else ())

    @cached_property
    def mirror(self) -> Mirror:
        sheet = self.tracking
        if sheet is None or not self._has_mirror:
            return contact_columns.Mirror({}, {}, self.status_column)
        known = self.match.known_as
        beside = {known[each.id]: each for each in self.contacts if each.id in known}
        return contact_columns.Mirror.of(beside, sheet.touches, self.status_column)

    @property
    def _has_mirror(self) -> bool:
        try:
            return has_mirror(self._place.columns)
        except ContactsError:
            return False  # the touches live on without the contacts

    def tracking_sheet(self) -> TrackingSheet:
        """The Tracking sheet, which must be there.

        Raises:
            TrackingError: nothing is drafted yet.
        """
        sheet = self.tracking
        if sheet is None:
            raise self._no_tracking()
        return sheet

    def _no_tracking(self) -> TrackingError:
        name = self.path.name
        if self.history is None:
            return TrackingError(
                f"{name} has no Tracking sheet yet.", f"Run {command('draft', self.path)} first."
            )
        return TrackingError(
            f"{name} has no Tracking sheet any more, and the sheet {self.history.name} tells of"
            f" {_counted(len(self.history.changes))}.",
            f"{command('draft', self.path)} makes it anew, and drafts nobody who was written to."
            " Earlier versions of the workbook lie beside it, in the hidden folder .planner.",
        )

    def touches(self, *, where: Iterable[str] = ()) -> tuple[Tracked, ...]:
        """The touches of the Tracking sheet that meet the conditions, as they count now.

        A condition may name a column of the Tracking sheet, or one of the contacts.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition of `where` makes no sense.
        """
        sheet = self.tracking_sheet()
        where = tuple(where)
        fields = {each.casefold(): each for each in sheet.columns if each not in HIDDEN}
        text_of = _texts_of
        if not fields_named(where) <= fields.keys() - {_NOTES}:
            fields = self._fields_of_both(fields)
            text_of = self._texts_of_both
        selection = Selection.parsed(where, fields, sheet.name).spoken("Status", self.status_words)
        counted = (self._as_counted(each.tracked) for each in self.standing)
        return tuple(each for each in counted if selection.admits(text_of(each)))

    def _fields_of_both(self, of_touches: Mapping[str, str]) -> dict[str, str]:
        """What conditions may call the columns of both sheets; notes are those on the contact."""
        named = fields_of(self.contacts.columns).items()
        of_contacts = {typed: name + _OF_CONTACT for typed, name in named}
        notes = {_NOTES: of_contacts[_NOTES]} if _NOTES in of_contacts else {}
        return {**of_contacts, **of_touches, **notes}

    def _texts_of_both(self, touch: Tracked) -> Callable[[str], str]:
        of_touch, contact = _texts_of(touch), self._by_known_name.get(touch.contact)

        def text(field: str) -> str:
            if not field.endswith(_OF_CONTACT):
                return of_touch(field)
            return contact.text(field.removesuffix(_OF_CONTACT)) if contact else ""

        return text

    @cached_property
    def _by_known_name(self) -> Mapping[str, Contact]:
        """The contacts by the Contact ID that Tracking has for them."""
        known = self.match.known_as
        return {known[each.id]: each for each in self.contacts if each.id in known}

    def _as_counted(self, touch: Tracked) -> Tracked:
        """The touch of somebody on the Do not contact sheet as the next draft will leave it."""
        suppression = (
            self.suppression_of(touch) if touch.status is None or touch.status.is_open else None
        )
        return touch if suppression is None else suppress.suppressed(touch, suppression.reason)

    # --- writing ---------------------------------------------------------------------------------

    def lock(self) -> AbstractContextManager[None]:
        """Keep other planners off; a file that turns out to be no workbook gets no lock beside it.

        What is read is read under the lock, so that no change of another planner is overlooked.
        """
        if is_foreign(self.path):
            return nullcontext()
        require_workbook(self.path)
        return workbook_lock(self.path)

    @property
    def sheet_names(self) -> list[str]:
        """The names of all sheets, in their order."""
        return [info.name for info in self._sheets.sheets]


def _texts_of(touch: Tracked) -> Callable[[str], str]:
    """The cells of a touch as text, with the status that counts in planner's own word."""
    word = str(touch.status) if touch.status else touch.text("Status")
    return lambda header: word if header == "Status" else touch.text(header)


def _counted(changes: int) -> str:
    return "1 change" if changes == 1 else f"{changes:,} changes"
