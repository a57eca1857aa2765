"""Walks through what is due, one person at a time, and saves each answer at once."""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import ExitStack
from enum import Enum, auto
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from planner.cli import next_person
from planner.cli.desk.clipboard import copy_out, terminal_copy
from planner.cli.desk.editor import edited
from planner.cli.desk.interrupts import interrupts_held
from planner.cli.desk.keys import forget_typed
from planner.cli.desk.open_page import can_open, open_address, open_file
from planner.cli.next_words import HELP, PROMPT, TOLD, Ending
from planner.cli.terminal import echo, obey
from planner.email.mailto import eml, mailto
from planner.model.channel import Channel
from planner.model.errors import PlannerError
from planner.model.status import Status
from planner.text.pasted import command
from planner.tracking.next_action import SENT_WORDS, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.campaign import Campaign
    from planner.scheduling.due import Due
    from planner.tracking.change_batch import StatusReport


_WITHOUT_CLIPBOARD = {"", "dumb", "linux"}  # terminals that know no OSC 52
_LATER = "later"
_EDIT = "edit"


class _Turn(Enum):
    """What comes after a key."""

    STAY = auto()  # the same person, another key
    AGAIN = auto()  # whoever is first now, shown anew
    STOP = auto()


class Walk:
    """A walk through what is due in the workbook at `path`.

    `opened` opens the campaign anew: each answer is worked out on the workbook as it is then.
    `waiting` are those still to come, `done` counts the answers, `cap` and `left` are the most
    messages a day and how many of them may still go out (None: any number).
    """

    def __init__(
        self, path: Path, opened: Callable[[], Campaign], where: tuple[str, ...] = ()
    ) -> None:
        self._path = path
        self._opened = opened
        self._where = where
        self._keys: dict[str, tuple[str, Callable[[Due], _Turn]]] = {
            "o": ("open", self._open),
            "c": ("copy", self._copy),
            "e": ("edit", self._edit),
            "s": ("sent", self._sent),
            "k": ("skip", self._skip),
            "l": ("later", self._later),
            "n": ("next", self._pass),
            "b": ("back", self._back),
            "u": ("undo", self._undo),
            "r": ("replied", lambda due: self._answered(due, Status.REPLIED)),
            "d": ("declined", lambda due: self._answered(due, Status.DECLINED)),
            "a": ("no answer", lambda due: self._answered(due, Status.NO_ANSWER)),
            "q": ("stop", lambda _due: _Turn.STOP),
            "?": ("help", self._help),
        }
        self._exits = ExitStack()
        self._mails: Path | None = None
        self.done: Counter[str] = Counter()
        self._answers: list[str] = []  # the words counted, the last answer last
        self._passed: list[Due] = []
        # Words that the workbook did not take, because Excel had it open perhaps.
        self._unsaved: dict[str, tuple[str, str]] = {}
        self._look()

    def _look(self) -> None:
        """Read what is due now, and remember which version of the workbook says so."""
        self._stamp = self._version()
        with self._opened() as campaign:
            report = campaign.due(where=self._where)
            self._today = campaign.book.now.date()
        passed = {due.touch.id for due in self._passed}
        self.waiting = [due for due in report.due if due.touch.id not in passed]
        self.held = report.held
        self.full = Counter(waiting.reason for waiting in report.full)
        self.cap, self.left, self.sent_today = report.cap, report.left, report.sent_today

    def _version(self) -> tuple[int, int] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def go(self) -> Ending:
        """Ask about one person after the other.

        Raises:
            PlannerError: the workbook can no longer be read.
            KeyboardInterrupt, click.Abort: the user pressed Ctrl-C; every answer is saved.
        """
        with self._exits:
            while self.waiting:
                if self.left == 0:
                    return Ending.CAPPED
                due = self.waiting[0]
                before = self.done.total() + len(self._passed)
                next_person.show(due, before + 1, before + len(self.waiting))
                turn = self._ask(due)
                while turn is _Turn.STAY:
                    turn = self._ask(due)
                if turn is _Turn.STOP:
                    return Ending.STOPPED
        return Ending.DONE

    def told(self, ending: Ending) -> str:
        """What was done, why the walk is over, and how to go on."""
        done = ", ".join(f"{number:,} {word}" for word, number in self.done.items() if number)
        left = len(self.waiting) + len(self._passed)
        ending = Ending.STOPPED if ending is Ending.DONE and left else ending
        over = TOLD[ending].format(
            left=left,
            sent=self.sent_today,
            cap=self.cap or 0,
            status=command("status", self._path),
            next=command("next", self._path),
        )
        return f"{f'Saved: {done}.' if done else 'Nothing was changed.'}\n{over}"

    def _ask(self, due: Due) -> _Turn:
        forget_typed()
        echo(PROMPT, nl=False)
        try:
            key = click.getchar().lower()
        except EOFError:
            key = "q"
        word, answer = self._keys.get(key, ("", self._unknown))
        echo(word)
        if word and word != "stop" and self._version() != self._stamp:
            # What is on the screen may no longer be true: it must not be sent, or be called sent.
            echo(f"{self._path.name} has changed meanwhile; this is how it stands now.")
            self._look()
            return _Turn.AGAIN
        return answer(due)

    # --- what opens and copies, and saves nothing -------------------------------------------------

    def _open(self, due: Due) -> _Turn:
        address, page = due.email, due.page
        phone = due.contact.text("phone")
        if due.touch.channel is Channel.PHONE and phone:
            echo(f"Call {phone}")
        elif not address and not page:
            echo("There is no address to open: neither a profile nor an email address.")
        elif not can_open(os.environ, sys.platform):
            echo(f"No window can open from this terminal. Open it yourself: {address or page}")
        elif address:
            self._open_mail(due, address)
        elif open_address(page):
            echo(f"Opened {page}")
        else:
            echo(f"No browser took it. Open it yourself: {page}")
        return _Turn.STAY

    def _open_mail(self, due: Due, address: str) -> None:
        subject, text = due.touch.subject, due.touch.draft
        link = mailto(address, subject, text)
        if link:
            is_open = open_address(link)
        else:
            is_open = open_file(self._mail_file(eml(address, subject, text)))
        if is_open:
            echo(f"Opened a new email to {address}")
        else:
            echo(f"No mail program took it. Write to {address}; c copies the draft.")

    def _mail_file(self, message: bytes) -> Path:
        """A file for an email too long for an address; the folder goes when the walk is over."""
        if self._mails is None:
            folder = TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
            self._mails = Path(self._exits.enter_context(folder))
        path = self._mails / f"draft-{len(list(self._mails.iterdir())) + 1}.eml"
        path.write_bytes(message)
        return path

    def _copy(self, due: Due) -> _Turn:
        text = due.touch.draft
        if copy_out(text, os.environ, sys.platform):
            echo("Copied to the clipboard.")
        elif sys.stdout.isatty() and os.environ.get("TERM", "") not in _WITHOUT_CLIPBOARD:
            obey(terminal_copy(text))
            echo("Asked your terminal to copy it; if it did not, select the draft above.")
        else:
            echo("There is no clipboard here; select the draft above.")
        return _Turn.STAY

    def _help(self, _due: Due) -> _Turn:
        echo(HELP)
        return _Turn.STAY

    def _unknown(self, _due: Due) -> _Turn:
        echo("That key does nothing; ? tells what each does.")
        return _Turn.STAY

    # --- what is saved ---------------------------------------------------------------------------

    def _edit(self, due: Due) -> _Turn:
        touch = due.touch
        shown = self._unsaved.get(touch.id)
        subject, text = shown or (touch.subject, touch.draft)
        has_subject = bool(subject) or touch.channel_word == Channel.EMAIL
        try:
            words = edited(subject, text, has_subject=has_subject) or shown
        except PlannerError as error:
            return _refused(error)
        if words is None:
            echo("Nothing was saved; the draft stays as it was.")
            return _Turn.STAY
        subject, text = words
        self._unsaved[touch.id] = words
        if not self._save(lambda each: each.write_draft(touch.id, text, subject=subject)):
            echo("Your words are still here: e opens them again.")
            return _Turn.STAY
        del self._unsaved[touch.id]
        self._answers.append(_EDIT)
        self._look()
        return _Turn.AGAIN

    def _sent(self, due: Due) -> _Turn:
        return self._set(due, Status.SENT)

    def _skip(self, due: Due) -> _Turn:
        return self._set(due, Status.SKIPPED)

    def _answered(self, due: Due, status: Status) -> _Turn:
        """Write down what came of the message before: then this follow-up is needless."""
        if due.touch.step == 1:
            echo("Nothing went out to them yet, so there is no answer to write down.")
            return _Turn.STAY
        return self._set(due, status, who=due.touch.contact)

    def _set(self, due: Due, status: Status, *, who: str = "") -> _Turn:
        from planner.tracking.changes import Order  # noqa: PLC0415 - start-up stays light

        orders = [Order(who or due.touch.id, status)]
        word = spoken(status, due.touch.channel)
        if not self._save(lambda each: each.set_status(orders), counts_as=word):
            return _Turn.STAY
        if status is Status.SENT:
            self._count_sent(1)
        echo(f"Saved: {word}.")
        return _Turn.AGAIN

    def _pass(self, _due: Due) -> _Turn:
        self._passed.append(self.waiting.pop(0))
        return _Turn.AGAIN

    def _back(self, _due: Due) -> _Turn:
        if not self._passed:
            echo("There is nobody before; u takes the last answer back.")
            return _Turn.STAY
        self.waiting.insert(0, self._passed.pop())
        return _Turn.AGAIN

    def _undo(self, _due: Due) -> _Turn:
        """Take back the last answer of this walk; a message called sent only if that was a slip."""
        if not self._answers:
            echo("Nothing was saved in this walk that could be taken back.")
            return _Turn.STAY
        word = self._answers[-1]
        if word in SENT_WORDS and not click.confirm(f'Take "{word}" back? It did not go out'):
            return _Turn.STAY
        try:
            with interrupts_held(), self._opened() as campaign:
                campaign.undo()
        except PlannerError as error:
            return _refused(error)
        self._answers.pop()
        if word != _EDIT:
            self.done[word] -= 1
        echo(f"Taken back: {word}.")
        self._look()
        return _Turn.AGAIN

    def _later(self, due: Due) -> _Turn:
        typed = click.prompt(
            "Later: friday, +7 for days, or a date such as 2026-12-31 (Enter alone goes back)",
            default="",
            show_default=False,
        )
        if not typed.strip():
            return _Turn.STAY
        from planner.text.dates import day_to_come  # noqa: PLC0415 - start-up stays light

        day = day_to_come(typed, self._today)
        if day is None:
            echo(f'"{typed}" is no day. Write it as friday, +7 or 2026-12-31.')
            return _Turn.STAY
        if not self._save(lambda each: each.postpone(due.touch.id, day), counts_as=_LATER):
            return _Turn.STAY
        echo(f"Saved: planned for {day.isoformat()}.")
        return _Turn.AGAIN

    def _save(self, change: Callable[[Campaign], StatusReport], *, counts_as: str = "") -> bool:
        """Save one answer, whole, whatever Ctrl-C says; tell whether it could be.

        `counts_as` is the word for an answer that is the last about its person.
        """
        try:
            with interrupts_held():
                with self._opened() as campaign:
                    change(campaign)
                self._stamp = self._version()
                if counts_as:
                    self._count(counts_as)
        except PlannerError as error:
            _refused(error)
            return False
        return True

    def _count(self, answer: str) -> None:
        self.waiting.pop(0)
        self.done[answer] += 1
        self._answers.append(answer)

    def _count_sent(self, number: int) -> None:
        self.sent_today += number
        self.left = None if self.left is None else self.left - number


def _refused(error: PlannerError) -> _Turn:
    echo(f"Not saved: {error.message}")
    if error.hint:
        echo(f"Hint: {error.hint}")
    return _Turn.STAY
