"""Somebody who could introduce the sender to a contact, with the cells that say so."""

from __future__ import annotations

from planner.model.frozen import frozen


@frozen
class Introducer:
    """The person to ask: never guessed, always cells.

    `evidence` names full places, such as `Connections!E14 and Contacts!C7`. False where there is
    nobody, so that a template can ask.
    """

    name: str
    company: str = ""
    position: str = ""
    evidence: str = ""

    def __bool__(self) -> bool:
        return bool(self.name)

    def __str__(self) -> str:
        return self.name


NOBODY = Introducer("")
