"""The sheets with a meaning of their own, and the names that their owners give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.text.normalise import fold

if TYPE_CHECKING:
    from planner.workbook.read_sheets import Sheets


# The English name first; then German, French, Spanish, Portuguese, Italian, Dutch, as `fold` spells
# them.
SENDER = ("sender", "absender", "expediteur", "remitente", "remetente", "mittente", "afzender")
SETTINGS = (
    "settings", "einstellungen", "parametres", "reglages", "configuracion", "ajustes",
    "configuracoes", "definicoes", "impostazioni", "instellingen",
)  # fmt: skip
SUPPRESSIONS = (
    "donotcontact", "dnc", "nichtkontaktieren", "nichtanschreiben", "nepascontacter",
    "nocontactar", "naocontatar", "naocontactar", "noncontattare", "nietcontacteren",
    "nietbenaderen",
)  # fmt: skip
SEQUENCE = (
    "sequence", "sequenz", "abfolge", "secuencia", "sequencia", "sequenza", "reeks",
)  # fmt: skip
WRITTEN_BY_PLANNER = frozenset({"tracking", "history"})
_OWN = frozenset((*SENDER, *SETTINGS, *SUPPRESSIONS, *SEQUENCE, "connections"))


def is_own(name: str) -> bool:
    """Whether a sheet of this name has a meaning of its own, and so never holds the contacts."""
    key = fold(name)
    return key in _OWN or key in WRITTEN_BY_PLANNER


def find_own(sheets: Sheets, names: tuple[str, ...]) -> str:
    """Find the sheet that bears the first of `names` that the workbook has, "" for none."""
    by_key = {fold(info.name): info.name for info in reversed(sheets.sheets) if info.is_worksheet}
    return next((by_key[name] for name in names if name in by_key), "")
