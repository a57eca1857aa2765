"""Contacts, findings, drafts and touches as pandas tables, for those who work in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from planner.model.contact import ContactList
    from planner.model.draft import Draft
    from planner.model.finding import Finding
    from planner.tracking.touches import TrackingSheet


_FINDING = ("slug", "severity", "message", "hint", "sheet", "cell", "contact")
_DRAFT = ("touch", "contact", "channel", "template", "subject", "text")


def contacts_frame(contacts: ContactList) -> pd.DataFrame:
    """Tabulate the contacts: one column a field, typed values, indexed by Contact ID."""
    import pandas as pd  # noqa: PLC0415 - 0.7 s that only notebooks should pay

    names = list(contacts.columns.positions)
    rows = [[contact.raw(name) for name in names] for contact in contacts]
    index = pd.Index([contact.id for contact in contacts], name="contact")
    return pd.DataFrame(rows, columns=names, index=index)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Tabulate the findings: one a row, as text."""
    return _frame(findings, _FINDING)


def drafts_frame(drafts: Iterable[Draft]) -> pd.DataFrame:
    """Tabulate the drafts: one a row, as text."""
    return _frame(drafts, _DRAFT)


def tracking_frame(sheet: TrackingSheet | None) -> pd.DataFrame:
    """Tabulate the Tracking sheet under its own headers; empty before the first draft."""
    import pandas as pd  # noqa: PLC0415 - 0.7 s that only notebooks should pay

    headers = list(sheet.columns) if sheet else []
    touches = sheet.touches if sheet else ()
    rows = [[touch.cells.get(header) for header in headers] for touch in touches]
    return pd.DataFrame(rows, columns=headers)


def _frame(values: Iterable[object], names: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - 0.7 s that only notebooks should pay

    rows = [[str(getattr(value, name)) for name in names] for value in values]
    return pd.DataFrame(rows, columns=list(names))
