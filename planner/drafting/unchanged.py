"""Knows when a draft would only repeat the one before: nothing that it reads has changed since.

Drafting depends on the workbook, the templates, the day, the options, and planner itself. Their
digest and the outcome stand in the hidden folder beside the workbook; without them, or with
anything changed, the draft simply runs.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from planner.drafting.report import DraftReport
from planner.model.finding import Finding, Severity
from planner.workbook.hidden import hidden_folder
from planner.workbook.save import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


_COUNTS = ("unchanged", "kept", "flagged", "suppressed", "removed")
# A longer report takes as long to read as it saves.
_MOST_FINDINGS = 10_000


def digest_of(workbook: Path, template_folders: Sequence[Path], *others: object) -> str:
    """One digest of the workbook, of every file in the folders, and of whatever else counts.

    Raises:
        UnreadableWorkbookError: the workbook may not be read.
    """
    digest = hashlib.blake2b(f"{others!r}\n".encode(), digest_size=16)
    digest.update(fingerprint_of(workbook).encode())
    for path in _files(template_folders):
        digest.update(f"\n{path}\n".encode("utf-8", "surrogatepass"))
        digest.update(path.read_bytes())
    return digest.hexdigest()


def recall(workbook: Path, digest: str) -> DraftReport | None:
    """What a draft comes to now; None where that is not known."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        note = _note_of(workbook)
        known = json.loads(note.read_text(encoding="utf-8")) if note else {}
        if known.get("digest") == digest:
            findings = tuple(
                Finding(**{**each, "severity": Severity(each["severity"])})
                for each in known["findings"]
            )
            return DraftReport(
                path=None,
                drafted=0,
                redrawn=0,
                unchanged=known["unchanged"],
                kept=known["kept"],
                flagged=known["flagged"],
                suppressed=known["suppressed"],
                removed=known["removed"],
                findings=findings,
                decisions=(),
                drafts=(),
            )
    return None


def remember(workbook: Path, digest: str, report: DraftReport) -> None:
    """Note what the next draft will come to, now that `report` is done."""
    path = _note_of(workbook)
    if path is None or len(report.findings) > _MOST_FINDINGS:
        return
    # What was drafted just now will be unchanged.
    settled = replace(report, unchanged=report.unchanged + report.drafted)
    note = {
        "digest": digest,
        **{name: getattr(settled, name) for name in _COUNTS},
        "findings": [asdict(each) for each in report.findings],
    }
    with contextlib.suppress(OSError):
        path.write_text(json.dumps(note), encoding="utf-8")


def _note_of(workbook: Path) -> Path | None:
    real = workbook.resolve()
    folder = hidden_folder(real)
    return folder / f"{real.name}.draft.json" if folder is not None else None


def _files(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.txt"))]
