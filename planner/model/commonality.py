"""Something that the sender and a contact share, with the two cells that say so."""

from __future__ import annotations

from planner.model.frozen import frozen


@frozen
class Commonality:
    """What both share: never guessed, always two cells.

    `kind` is a Sender field in the singular (school, employer, event, …); `text` is the shared
    thing as the contact's cell spells it; `sender_cell` and `contact_cell` are full places such as
    `Sender!B7` and `Contacts!F14`.
    """

    kind: str
    text: str
    sender_text: str
    sender_cell: str
    contact_cell: str

    def __str__(self) -> str:
        return self.text
