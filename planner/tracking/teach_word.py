"""Writes down what a word of the user's own means as a status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.settings_edits import with_value
from planner.contacts.status_words import setting_of
from planner.model.errors import UsageError
from planner.model.frozen import frozen
from planner.tracking.save_book import save

if TYPE_CHECKING:
    from planner.tracking.book import Book
    from planner.workbook.apply import SaveReport


@frozen
class TaughtWord:
    """What a word means from here on; `saved` is None where Settings said so already."""

    word: str
    meaning: str
    saved: SaveReport | None


def teach_word(book: Book, word: str, meaning: str) -> TaughtWord:
    """Have `word` mean a status from here on, or "not yet": a line of the Settings sheet.

    Raises:
        UsageError: `meaning` is no status, or the word means another one already.
    """
    line = setting_of(meaning)
    meaning = line.removeprefix("status ")
    with book.lock():
        words = book.status_words
        typed = " ".join(word.split())
        if not typed.strip("; "):
            raise UsageError("There is no word to teach.", "Put it in quotes before its meaning.")
        known = "not yet" if words.is_not_yet(typed) else str(words.get(typed, ""))
        if known == meaning:
            return TaughtWord(typed, meaning, None)
        if known and _is_fixed(book, typed):
            raise UsageError(
                f'"{typed}" means "{known}" already.',
                "Change it on the sheet Settings, or write another word beside the contact.",
            )
        edits = with_value(book.sheets, book.settings, line, typed)
        return TaughtWord(typed, meaning, save(book, edits))


def _is_fixed(book: Book, word: str) -> bool:
    """Whether planner itself, or a line of Settings, gives the word its meaning."""
    folded = word.casefold()
    own = {each.casefold() for each in book.status_words.own}
    return folded in own or folded in {each.casefold() for each in book.status_words}
