"""The Sent folder of the account: a copy of what went out, and whether an unknown is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.sending.imap import SENT
from planner.sending.journal import Event
from planner.sending.sending_errors import AccountError, ServerError

if TYPE_CHECKING:
    from datetime import datetime

    from planner.sending.account import Account
    from planner.sending.compose import Composed
    from planner.sending.imap import ImapConnection
    from planner.sending.journal import Journal


def find_unknown(connection: ImapConnection, account: Account, journal: Journal) -> int:
    """Ask the Sent folder for the messages of which nobody knows whether they went.

    What is there went; that something is not there proves nothing. Returns how many were found;
    the caller holds the journal's lock.
    """
    unknown = [each for each in journal.sendings.values() if each.is_unknown]
    folder = connection.folder(SENT, account.sent_folder) if unknown else ""
    found = [each for each in unknown if folder and connection.has(folder, each.message_id)]
    for each in found:
        journal.note(each.touch, Event.ACCEPTED, "found in the Sent folder")
    return len(found)


class SentCopies:
    """Puts a copy of what went out into the Sent folder, where the server has not done so itself.

    That it cannot stops no sending: `problem` says why, once, and no more copies are tried.
    """

    def __init__(self, connection: ImapConnection | None, account: Account) -> None:
        self._connection = connection
        self._account = account
        self._folder = ""
        self.problem = ""

    def put(self, message: Composed, moment: datetime) -> None:
        """Put in a copy of a message that went out at a moment."""
        if self._account.keeps_sent or self.problem:
            return
        if self._connection is None:
            self.problem = "which server has your mailbox is not known."
            return
        try:
            self._put(self._connection, message, moment)
        except (AccountError, ServerError) as error:
            self.problem = error.message

    def _put(self, connection: ImapConnection, message: Composed, moment: datetime) -> None:
        self._folder = self._folder or connection.folder(SENT, self._account.sent_folder)
        if not self._folder:
            self.problem = f"{connection.server.host} has no folder that is known as Sent."
        elif not connection.has(self._folder, message.message_id):
            connection.append(self._folder, message.envelope.content, "\\Seen", moment)
