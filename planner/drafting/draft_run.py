"""Drafts every due touch, and brings the Tracking sheet up to date."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING

from planner.checks.contact_state import joined_by_word
from planner.contacts.suppressions import suppression_of
from planner.drafting import unchanged
from planner.drafting.reconcile import (
    first_change,
)
from planner.drafting.report import DraftReport, Ledger, Standing
from planner.templating.shipped import templates
from planner.tracking import contact_columns
from planner.tracking.contact_columns import said_by
from planner.tracking.save_book import new_tracking, row_edits
from planner.tracking.save_book import save as save_book
from planner.workbook.read_sheets import is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from planner.drafting.prepare import Prepared
    from planner.drafting.run import Drafts
    from planner.tracking.history import Change
    from planner.workbook.apply import SaveReport
    from planner.workbook.edits import Edit


_BLOCK = 200


def draft(
    drafts: Drafts,
    *,
    template: str = "",
    where: Iterable[str] = (),
    limit: int | None = None,
    dry_run: bool = False,
    out: Path | None = None,
    keep_drafts: bool = True,
) -> DraftReport:
    """Draft every due touch and bring the Tracking sheet up to date.

    `template` names the one template to use, `where` holds conditions such as "Company=Acme",
    `limit` is the most drafts made or redrawn in this run, `out` another file to write to.
    `keep_drafts=False` leaves drafts and decisions out of the report, for long lists.
    """
    where = tuple(where)
    is_whole = not (template or where or limit is not None or dry_run or out)
    with nullcontext() if dry_run or out else drafts.book.lock():
        is_repeatable = is_whole and not is_foreign(drafts.book.path)
        if is_repeatable and not keep_drafts:
            known = unchanged.recall(drafts.book.path, _digest(drafts))
            if known is not None:
                return known
        ledger = Ledger(limit=limit, keeps=keep_drafts or dry_run)
        prepared = drafts.prepared(template=template, where=where)
        standing = ledger.watched(drafts.decisions(_in_blocks(prepared)))
        edits, beside = _edits(drafts, standing, where, dry_run=dry_run)
        save = None if dry_run else save_book(drafts.book, edits, beside, out)
        report = _report(drafts, ledger, save)
        if is_repeatable:
            unchanged.remember(drafts.book.path, _digest(drafts), report)
        return report


def _edits(
    drafts: Drafts, standing: Iterator[Standing], where: Iterable[str], *, dry_run: bool
) -> tuple[list[Edit], list[Edit]]:
    book = drafts.book
    if book.tracking is None and not dry_run:
        decisions = (each.decision for each in standing if each.decision)
        changes, beside = _firsts(drafts, where)
        return new_tracking(book, decisions, changes), beside
    made = list(standing)
    if book.tracking is None or dry_run:
        return [], []
    changes = [change for each in made for change in each.changes(book.now)]
    first_changes, first_cells = _firsts(drafts, where)
    rows = [(each.values, each.row) for each in made]
    edits, beside = row_edits(book, rows, [*changes, *first_changes])
    return edits, [*beside, *first_cells]


def _firsts(drafts: Drafts, where: Iterable[str]) -> tuple[list[Change], list[Edit]]:
    """What History is to say of newcomers whose status is not that of a draft, and the cells
    beside them.
    """
    book, background = drafts.book, drafts.background
    words, known = book.status_words, book.match.known_as
    columns = book.contacts.columns
    if not background.suppressions and "status" not in columns.positions:
        return [], []
    selection = drafts.selection(where)
    changes: dict[str, Change] = {}
    cells: list[Edit] = []
    for contact in book.contacts:
        if contact.id in known or not selection.admits(contact.text):
            continue
        said = said_by(contact, words)
        suppression = suppression_of(contact, background.suppressions)
        change = first_change(contact, said, suppression, book.now)
        if change is not None:
            changes.setdefault(change.touch, change)
        if suppression is not None and (said is None or said.is_open):
            cells += contact_columns.first_cells(contact, suppression, book.status_column)
    return [*changes.values()], cells


def _report(drafts: Drafts, ledger: Ledger, save: SaveReport | None) -> DraftReport:
    found = (*drafts.list_findings, *ledger.findings, *drafts.findings_in_tracking())
    return ledger.report(joined_by_word(drafts.weigh(dict.fromkeys(found))), save)


def _digest(drafts: Drafts) -> str:
    """One digest of everything that a draft depends on."""
    folders = (*drafts.folders, templates())
    options = (drafts.version, drafts.book.reading, sorted(drafts.ignored), drafts.book.now.date())
    return unchanged.digest_of(drafts.book.path, folders, *options)


def _in_blocks(prepared: Iterator[Prepared]) -> Iterator[Prepared]:
    """The same touches, prepared some ahead of what is done with them next.

    Doing one kind of work for many touches, and then the other, keeps the code of each in the
    processor's caches: a run takes a twentieth less.
    """
    while block := list(islice(prepared, _BLOCK)):
        yield from block
