"""Reads the rows below the header as contacts, and says what was odd about them.

The inner loop runs for every row of lists of 100,000: it keeps to whole tuples, and looks closer
only at rows that have something to look at.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from operator import itemgetter
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from planner.contacts import cell_findings
from planner.contacts.address_cells import AddressCells
from planner.contacts.merged_rows import filled_rows
from planner.contacts.name_columns import NameColumns
from planner.contacts.rows_of_nobody import is_nobody
from planner.contacts.starter.starter_words import EXAMPLES
from planner.model.cells import CellError, column_letters
from planner.model.contact import Contact, ContactList
from planner.text.normalise import clean
from planner.text.person_keys import contact_id, linkedin_url
from planner.text.placeholders import EXAMPLE_MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from planner.contacts.find_sheet import Place
    from planner.model.cells import CellValue
    from planner.model.finding import Finding
    from planner.workbook.read_sheets import Sheets
    from planner.workbook.sheet_rows import Row


_PROGRESS_EVERY = 1000
_REMEMBERED = 50_000
_WHO = ("name", "first_name", "last_name", "email", "linkedin_url")
_LEARNED_WHOLLY, _LEARNED_EVERY = 1000, 16


def read_contacts(
    sheets: Sheets,
    place: Place,
    *,
    visible_only: bool = False,
    progress: Callable[[int], None] | None = None,
) -> ContactList:
    """Read every person below the header of `place`, in the order of the sheet.

    Blank rows are left out, hidden and filtered-out rows only if `visible_only`. An error value or
    a formula without a stored result is a finding, and its field reads as empty. `progress` is
    told the number of rows read, now and then.

    Two rows with one identity are a finding on one of them. Both stay in the list, so that nobody
    vanishes, but that one's id gets a suffix made from its own cells: tables keyed by id downstream
    can then never mix the two, and neither id changes when rows move.
    """
    reader, within = _Reader(place), _within(place)
    contacts: list[Contact] = []
    merged = sheets.merged(place.sheet)
    rows = filled_rows(sheets.rows(place.sheet), merged, place.columns.numbers)
    for count, row in enumerate(rows):
        if row.number <= place.header_row:
            continue
        if not within(row):
            if reader.could_be_somebody(row):
                reader.findings.append(cell_findings.below_table(place.columns, row.number))
                break
            continue
        if visible_only and row.is_hidden:
            continue
        if progress is not None and count % _PROGRESS_EVERY == 0:
            progress(count)
        contact = reader.contact(row)
        if contact is not None:
            contacts.append(contact)
    contacts = reader.told_apart(contacts)
    found = [*place.findings, *reader.findings]
    if not contacts:
        found.append(cell_findings.no_contacts(place.columns, visible_only=visible_only))
    return ContactList(place.columns, tuple(contacts), tuple(found))


def _within(place: Place) -> Callable[[Row], bool]:
    """Whether a row belongs to the table that bounds the contacts, row after row.

    Excel takes a row that is typed right below a table into it; other programs leave the table's
    end where it was.
    """
    if place.last_row is None:
        return lambda _row: True
    last = place.last_row

    def is_within(row: Row) -> bool:
        nonlocal last
        if row.number == last + 1 and not place.has_totals and any(row.texts):
            last = row.number
        return row.number <= last

    return is_within


class _Reader:
    """Turns rows into contacts; holds what was found and who was seen on the way."""

    def __init__(self, place: Place) -> None:
        self.findings: list[Finding] = []
        self._place = place
        self._columns = place.columns
        own = len(place.columns.numbers) - len(place.derived)
        self._numbers = place.columns.numbers[:own]
        self._pick = _picker(self._numbers)
        self._width = max(self._numbers)
        self._remembered: dict[str, str] = {}
        self._rows = 0
        self._identifying = [
            place.columns.positions[name]
            for name in ("id", "email")
            if name in place.columns.positions
        ]
        # With any of these filled, a row is somebody's.
        self._telling = [
            place.columns.positions[name]
            for name in ("email", "linkedin_url", "phone", "purpose")
            if name in place.columns.positions
        ]
        self._header = place.columns.headers[:own]
        self._names = NameColumns(place, self._remembered)
        self._addresses = AddressCells(place.columns)
        position = place.columns.positions.get
        self._id, self._company = position("id"), position("company")
        self._linkedin, self._email = position("linkedin_url"), position("email")
        self._urls = [at for at in (self._linkedin, position("website")) if at is not None]
        self._has_errors = False
        self._seen: dict[str, Contact] = {}
        self._doubles: dict[str, list[Contact]] = {}

    def contact(self, row: Row) -> Contact | None:
        """The person of a row, or None for a blank one."""
        texts, raws = self._cells(row)
        errors: list[Finding] = []
        if row.uncomputed or (self._has_errors and CellError in {*map(type, raws)}):
            texts, raws = self._without_errors(row, texts, raws, errors)
            if not any(texts):
                self.findings += self._about_nobody(errors, row.number)
                return None
        elif not any(texts) or texts == self._header:
            return None  # blank, or the header once more, as lists made for printing have it
        linkedin = "" if self._linkedin is None else texts[self._linkedin]
        if row.links or (linkedin and not linkedin.startswith("https://")):
            texts, raws = self._with_links(row, texts, raws)
        texts = self._addresses.usable(row.number, texts, raws, errors)
        texts, raws = self._names.filled(texts, raws)
        if self._is_example(texts, row.number) or self._is_nobody(texts):
            return None
        return self._person(row, texts, raws, errors)

    def _person(
        self,
        row: Row,
        texts: tuple[str, ...],
        raws: tuple[CellValue, ...],
        errors: list[Finding],
    ) -> Contact:
        """The person of a row that is somebody's."""
        identity = self._identity(texts, raws)
        for at in self._identifying:
            if texts[at] == identity:
                identity = texts[at]  # the same object: a long list holds it once
        contact = Contact(identity, row.number, self._columns, texts, raws, row.is_hidden)
        first = self._seen.setdefault(identity, contact)
        if first is not contact:
            self._doubles.setdefault(identity, [first]).append(contact)
        if errors:
            self.findings += [replace(each, contact=identity) for each in errors]
        if not contact.name:
            self.findings.append(cell_findings.nameless(contact))
        return contact

    def _is_example(self, texts: tuple[str, ...], row: int) -> bool:
        """Whether a row is one of the starter's examples; said where it was filled in."""
        if not texts[self._names.whole].startswith(EXAMPLE_MARK):
            return False
        shown = {example["Purpose"] for example in EXAMPLES}
        at = self._columns.positions.get("purpose")
        if at is not None and texts[at] and texts[at] not in shown:
            name = texts[self._names.whole]
            self.findings.append(cell_findings.example(self._columns, row, name))
        return True

    def _is_nobody(self, texts: tuple[str, ...]) -> bool:
        """Whether a row is the list's totals, or says its source."""
        if any(texts[at] for at in self._telling):
            return False
        whole = self._names.whole
        name = texts[whole]
        others = [text for text in texts[: len(self._numbers)] if text and text != name]
        return is_nobody(name, others)

    def _about_nobody(self, errors: list[Finding], row: int) -> list[Finding]:
        """Of a row with failing formulas alone, those by which somebody may be missing.

        Lookups that were filled down beyond the last person fail there as a matter of course.
        """
        cells = {self._columns.cell(name, row) for name in _WHO if name in self._columns.positions}
        return [each for each in errors if each.cell in cells]

    def told_apart(self, contacts: list[Contact]) -> list[Contact]:
        """Give each contact an id of its own, and tell of those that shared one.

        Which of them keeps the id does not depend on the order of the rows, so that sorting them
        changes nobody's.
        """
        if not self._doubles:
            return contacts
        ids: dict[int, str] = {}
        taken = set(self._seen)
        numbers: dict[str, int] = {}
        for shared, doubles in self._doubles.items():
            keeper, *others = sorted(doubles, key=lambda each: (_mark_of(each), each.row))
            for contact in others:
                ids[contact.row] = unique = _free(f"{shared}~{_mark_of(contact)}", taken, numbers)
                taken.add(unique)
                self.findings.append(cell_findings.duplicate(contact, shared, keeper.row))
        self.findings = [self._about(each, ids) for each in self.findings]
        return [replace(each, id=ids[each.row]) if each.row in ids else each for each in contacts]

    def _about(self, finding: Finding, ids: Mapping[int, str]) -> Finding:
        row = int(finding.cell.lstrip(ascii_uppercase) or 0)
        return replace(finding, contact=ids[row]) if row in ids else finding

    def could_be_somebody(self, row: Row) -> bool:
        """Whether a row outside the table looks like a person: a name and something beside it."""
        if self._place.has_totals and row.number - 1 == self._place.last_row:
            return False
        texts, _ = self._cells(row)
        texts, _ = self._names.filled(texts, texts)
        return bool(texts[self._names.whole]) and sum(map(bool, texts[: len(self._numbers)])) > 1

    def _cells(self, row: Row) -> tuple[tuple[str, ...], tuple[CellValue, ...]]:
        typed, values = row.texts, row.values
        if len(typed) < self._width:
            typed = [*typed, *[""] * (self._width - len(typed))]
        if len(values) < self._width:
            values = [*values, *[None] * (self._width - len(values))]
        texts = self._cleaned(self._pick(typed))
        picked = self._pick(values)
        raws = tuple(
            [
                (text or None) if value.__class__ is str else value
                for text, value in zip(texts, picked, strict=True)
            ]
        )
        return texts, raws

    def _cleaned(self, typed: tuple[str, ...]) -> tuple[str, ...]:
        """The texts as `clean` gives them, those that recur as one object.

        Notes on the way whether one of them may be an error value.
        """
        joined = f"|{'|'.join(typed)}|"
        self._has_errors = "|#" in joined
        # One look at the whole row: all that `clean` takes away counts as not printable, except
        # spaces at the ends of a cell.
        is_tidy = joined.isprintable() and " |" not in joined and "| " not in joined
        texts = typed if is_tidy else tuple(map(clean, typed))
        # Only some rows are learned from: a text that recurs is soon among them, and columns of
        # all different texts neither fill memory nor cost time.
        self._rows += 1
        if self._rows > _LEARNED_WHOLLY and self._rows % _LEARNED_EVERY:
            return tuple(map(self._remembered.get, texts, texts))
        if len(self._remembered) > _REMEMBERED:
            self._remembered.clear()
        return tuple(map(self._remembered.setdefault, texts, texts))

    def _without_errors(
        self,
        row: Row,
        texts: tuple[str, ...],
        raws: tuple[CellValue, ...],
        errors: list[Finding],
    ) -> tuple[tuple[str, ...], tuple[CellValue, ...]]:
        """Empty the cells that hold no value, so that `#N/A` never reaches a message."""
        for at, number in enumerate(self._numbers):
            value = raws[at]
            if number in row.uncomputed:
                finding = cell_findings.uncomputed(self._columns.headers[at])
            elif isinstance(value, CellError):
                finding = cell_findings.cell_error(value, self._columns.headers[at])
            else:
                continue
            cell = f"{column_letters(number)}{row.number}"
            errors.append(replace(finding, sheet=self._place.sheet, cell=cell))
            texts = (*texts[:at], "", *texts[at + 1 :])
            raws = (*raws[:at], None, *raws[at + 1 :])
        return texts, raws

    def _with_links(
        self, row: Row, texts: tuple[str, ...], raws: tuple[CellValue, ...]
    ) -> tuple[tuple[str, ...], tuple[CellValue, ...]]:
        """Give URL fields the address behind the text, and bare LinkedIn addresses their scheme."""
        for at in self._urls:
            text = texts[at]
            link = clean(row.links.get(self._numbers[at], "")) if row.links else ""
            url = link if _is_web(link) and not _is_web(text) else text
            if at == self._linkedin and url:
                url = linkedin_url(url)
            if url != text:
                texts = (*texts[:at], url, *texts[at + 1 :])
                raws = (*raws[:at], url, *raws[at + 1 :])
        if row.links and self._email is not None and "@" not in texts[self._email]:
            at = self._email
            link = row.links.get(self._numbers[at], "")
            if link.casefold().startswith("mailto:"):
                address = link[len("mailto:") :].partition("?")[0]
                texts = (*texts[:at], address, *texts[at + 1 :])
                raws = (*raws[:at], address, *raws[at + 1 :])
        return texts, raws

    def _identity(self, texts: Sequence[str], raws: Sequence[CellValue]) -> str:
        own, linkedin, email, company = self._id, self._linkedin, self._email, self._company
        return contact_id(
            own_id=None if own is None else raws[own],
            linkedin="" if linkedin is None else texts[linkedin],
            email="" if email is None else texts[email],
            name=texts[self._names.whole],
            company="" if company is None else texts[company],
        ) or _mark(texts)


def _picker(numbers: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Pick the cells of these 1-based columns from a row, as a tuple."""
    if len(numbers) == 1:  # itemgetter of one gives no tuple
        only = numbers[0] - 1
        return lambda row: (row[only],)
    return itemgetter(*(number - 1 for number in numbers))


def _is_web(text: str) -> bool:
    return text[:8].lower().startswith(("http://", "https://")) or text.lower().startswith("www.")


def _mark_of(contact: Contact) -> str:
    fields = ("name", "company", "email", "linkedin_url", "title")
    return _mark([contact.text(each) for each in fields])


def _free(identity: str, taken: Collection[str], numbers: dict[str, int]) -> str:
    """The identity, or with a number the first that is free; `numbers` has the last one tried."""
    number, free = numbers.get(identity, 1), identity
    while free in taken:
        number += 1
        free = f"{identity}-{number}"
    numbers[identity] = number
    return free


def _mark(texts: Sequence[str]) -> str:
    """Eight digits that depend on nothing but the texts, the same in every process."""
    joined = "\x1f".join(texts).encode("utf-8", "surrogatepass")
    return f"{zlib.crc32(joined):08x}"
