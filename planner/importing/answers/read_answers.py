"""Reads what a source proves, whatever it is: LinkedIn's export, a mailbox, a folder of mails."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner.importing.answers.evidence import EvidenceFound
from planner.importing.answers.linkedin_answers import LinkedInAnswers
from planner.importing.answers.mail_answers import MAX_MAIL, Mailbox, mails_of_mbox
from planner.importing.sources.export_families import family_of
from planner.importing.sources.imported import SourceKind
from planner.importing.sources.opening import has_table, text_table
from planner.importing.sources.source_errors import ImportingError, NoEvidenceError
from planner.importing.sources.source_files import files_of, mail_kind, readable
from planner.importing.sources.source_tables import find_table

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from planner.importing.answers.evidence import Evidence
    from planner.importing.answers.mail_answers import Familiar
    from planner.importing.sources.imported import Owner
    from planner.importing.sources.source_files import SourceFile
    from planner.importing.sources.source_tables import Table
    from planner.workbook.read_sheets import Sheets


_KINDS = frozenset({SourceKind.LINKEDIN, SourceKind.INVITATIONS, SourceKind.MESSAGES})


def read_answers(
    source: Path,
    *,
    owner: Owner,
    exported: Collection[str] = (),
    familiar: Familiar | None = None,
    today: date | None = None,
) -> EvidenceFound:
    """Read everything that `source` proves, oldest first.

    `exported` holds the Message-IDs that planner gave to exported emails. Only the mails of the
    `familiar` are read to the end, all of them where that is None. A mail whose own date is
    impossible is of the day on which it was received, or else of `today`.

    Raises:
        ImportingError: it cannot be opened, is over a bound, or holds nothing of the kind.
    """
    linkedin, mailbox = LinkedInAnswers(owner), Mailbox(owner, exported, familiar, today)
    is_known = False
    with readable(source):
        for file in files_of(source):
            if kind := mail_kind(file.head()):
                _read_mails(file, kind, mailbox)
            elif has_table(source, file, _is_of_linkedin):
                found = _linkedin_table(file.name, text_table(source, file))
                if found is not None:
                    linkedin.take(*found, file.name)
            else:
                continue
            is_known = True
    if not is_known:
        raise NoEvidenceError(source.name)
    evidence = sorted([*linkedin.evidence(), *mailbox.evidence()], key=_when)
    return EvidenceFound(
        tuple(evidence), linkedin.read + mailbox.read, linkedin.skipped + mailbox.skipped
    )


def holds_answers(source: Path) -> bool:
    """Whether a source holds anything that `read_answers` reads."""
    try:
        with readable(source):
            return any(
                mail_kind(file.head()) or has_table(source, file, _is_of_linkedin)
                for file in files_of(source)
            )
    except ImportingError:
        return False


def _read_mails(file: SourceFile, kind: str, mailbox: Mailbox) -> None:
    with file.open() as stream:
        if kind == "mail":
            mailbox.take(stream.read(MAX_MAIL), file.name, "mails")
            return
        for number, raw in mails_of_mbox(iter(partial(stream.readline, MAX_MAIL), b"")):
            mailbox.take(raw, f"{file.name} mail {number}", file.name)


def _is_of_linkedin(label: str, sheets: Sheets) -> bool:
    return _linkedin_table(label, sheets) is not None


def _linkedin_table(label: str, sheets: Sheets) -> tuple[SourceKind, Table] | None:
    found = find_table(sheets, label, family_of)
    return (found[0].kind, found[1]) if found and found[0].kind in _KINDS else None


def _when(evidence: Evidence) -> tuple[date, float]:
    return evidence.day, evidence.moment.timestamp() if evidence.moment else 0.0
