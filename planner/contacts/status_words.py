"""The words that mean a status in this campaign: planner's, the user's own, and everyday ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.model.status import Status
from planner.text.closest import did_you_mean
from planner.text.status_words import is_not_yet, status_meant

if TYPE_CHECKING:
    from planner.model.settings import Settings


_SETTING = "status "  # what a line of the Settings sheet begins with that gives words for a status
_NOT_YET = "status not yet"


class StatusWords(Mapping[str, Status]):
    """What every word means that may stand for a status.

    The user's own words, from Settings, and planner's come first and are those that it lists; then
    the everyday words of the word files. A word is looked up as typed, in any case. `own` holds
    the user's words alone, spelled as in Settings.
    """

    def __init__(
        self,
        own: Mapping[str, Status],
        not_yet: frozenset[str] = frozenset(),
        typed: Mapping[str, Status] | None = None,
    ) -> None:
        self.own: Mapping[str, Status] = typed or {}
        self._own = own
        self._not_yet = not_yet

    def __getitem__(self, word: str) -> Status:
        folded = _folded(word)
        status = self._own.get(folded)
        if status is None and folded and folded not in self._not_yet:
            status = status_meant(folded)
        if status is None:
            raise KeyError(word)
        return status

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)

    def is_known(self, word: str) -> bool:
        """Say whether a cell holds a word for a status, or one for "nothing has happened yet"."""
        return word in self or self.is_not_yet(word)

    def is_not_yet(self, word: str) -> bool:
        """Say whether a cell tells that nothing has happened yet, by planner's words or theirs."""
        folded = _folded(word)
        return folded in self._not_yet or (folded not in self._own and is_not_yet(word))


def status_words(settings: Settings) -> StatusWords:
    """All words that mean a status: planner's, the user's own, and everyday ones.

    The Settings sheet names the user's as `status replied` with the words, separated by
    semicolons, as the value; `status not yet` names those that let a first message be drafted.

    Raises:
        UsageError: a word there would mean two statuses, or a status is misspelled.
    """
    known = {str(status): status for status in Status}
    words = dict(known)
    own: dict[str, Status] = {}
    not_yet = frozenset(filter(None, map(_folded, settings.text(_NOT_YET).split(";"))))
    for name, value in settings.values.items():
        if name == _NOT_YET or not name.startswith(_SETTING):
            continue
        spelled = " ".join(name.removeprefix(_SETTING).split())
        meant = "" if spelled in known else did_you_mean(spelled, known)
        if spelled not in known and not meant:
            continue
        place = f"{settings.sheet}!{settings.cells.get(name, '')}"
        if spelled not in known:
            raise UsageError(f'{place}: "{spelled}" is no status.', meant)
        for typed in value.split(";"):
            word = _folded(typed)
            if word and words.setdefault(word, known[spelled]) is not known[spelled]:
                raise UsageError(
                    f'{place}: "{word}" means "{words[word]}" already, not "{spelled}".',
                    "Give each word to one status only.",
                )
            if word and word not in known:
                own[" ".join(typed.split())] = known[spelled]
    return StatusWords(words, not_yet, own)


def setting_of(meaning: str) -> str:
    """Name the line of Settings that lists the user's words for a status, or for "not yet".

    Raises:
        UsageError: `meaning` is neither.
    """
    name = _SETTING + " ".join(meaning.casefold().split())
    known = [_NOT_YET, *(f"{_SETTING}{status}" for status in Status)]
    if name not in known:
        meanings = [line.removeprefix(_SETTING) for line in known]
        raise UsageError(
            f'"{meaning}" is no status that a word can mean.',
            did_you_mean(meaning, meanings) or f"Choose one of: {', '.join(meanings)}.",
        )
    return name


def status_of(typed: str, words: StatusWords) -> Status:
    """The status that a word means, planner's, the user's own, or an everyday one.

    Letters alone never decide between two meanings: what is near one is asked, not taken.

    Raises:
        UsageError: it means none.
    """
    if typed in words:
        return words[typed]
    own = [f"{word} ({status})" for word, status in words.items() if word != status]
    hint = did_you_mean(_folded(typed), words)
    raise UsageError(
        f'"{typed}" is no status.',
        hint or f"The statuses are: {', '.join([*map(str, Status), *own])}.",
    )


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())
