"""The formats in which drafts leave, in one table; the command's help is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.exporting import cards, letters, mails, tables, texts
from planner.exporting.leaving import File

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from planner.exporting.leaving import Leaving

__all__ = ["FORMATS", "Format", "Wish"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What else decides how the files look.

    `title` is the campaign's name; `is_one_file` asks for one document where there could be many,
    `letterhead` is the user's own Word document, `calendar` makes calendar entries of drafts.
    """

    now: datetime
    title: str
    calendar: Callable[[Sequence[Leaving]], bytes]
    is_one_file: bool = False
    letterhead: Path | None = None


Writer = Callable[["Sequence[Leaving]", Wish], "Iterator[File]"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is for, how it is written, and which drafts it takes."""

    about: str
    write: Writer
    takes: Callable[[Leaving], bool] = lambda _: True


def _is_email(each: Leaving) -> bool:
    return each.email is not None


def _letters(drafts: Sequence[Leaving], wish: Wish) -> Iterator[File]:
    if wish.letterhead is not None:
        return letters.letters_on_letterhead(drafts, wish.letterhead)
    write = letters.one_document if wish.is_one_file else letters.letter_files
    return write(drafts, wish.now.date())


FORMATS: dict[str, Format] = {
    "eml": Format(
        "one file a message; opens in your mail program as a draft",
        lambda drafts, _: mails.eml_files(drafts),
        takes=_is_email,
    ),
    "mbox": Format(
        "one mailbox of all messages, for Thunderbird, mutt and others",
        lambda drafts, wish: mails.mailbox_file(drafts, wish.now),
        takes=_is_email,
    ),
    "mailto": Format(
        "a page of links, each opening a message",
        lambda drafts, wish: mails.link_page(drafts, wish.title),
        takes=_is_email,
    ),
    "docx": Format("one Word letter a person, on your own letterhead if you like", _letters),
    "md": Format("one Markdown file a draft", lambda drafts, _: texts.markdown_files(drafts)),
    "txt": Format("one text file a draft", lambda drafts, _: texts.text_files(drafts)),
    "csv": Format("one table, safe to open in Excel", lambda drafts, _: tables.csv_file(drafts)),
    "json": Format("one JSON array", lambda drafts, _: tables.json_file(drafts)),
    "jsonl": Format("one JSON object a line", lambda drafts, _: tables.json_lines(drafts)),
    "vcf": Format("the people as vCards", lambda drafts, _: cards.cards_file(drafts)),
    "ics": Format(
        "the days of Planned for, as a calendar file that a later one updates",
        lambda drafts, wish: iter([File("plan.ics", wish.calendar(drafts))]),
        takes=lambda each: each.day is not None,
    ),
    "hubspot": Format(
        "the people as HubSpot imports them", lambda drafts, _: tables.hubspot_file(drafts)
    ),
}
