"""Purposes that only stand in for one: placeholders, notes to oneself, a form's own prompts.

A note to oneself is made of few words: some that say "not yet", "elsewhere" or "ask somebody"
(marks), and the small words that hold them together (links). A text of such words alone, with at
least one mark, states no purpose, however they are put: "will fill in later", "as in row 12".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from planner.checks.note_openings import opens_note
from planner.text.normalise import plain as spelled_alike
from planner.text.placeholders import is_placeholder, placeholders
from planner.words import all_of

# A day, a number, a face of signs, and a cross: one letter at most.
_NO_WORD = re.compile(r"[\W\d_]*[^\W\d_]?[\W\d_]*")
_BRACKETED = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}")
# A gap left in a sentence: "about ______", "because [REASON]"; or a formula, typed as text.
_UNFILLED = re.compile(
    r"^=\s*[A-Za-z.]+\("
    r"|_{3,}"
    r"|[\[<{](?i:insert|your|first name|last name|name|company|reason|purpose|topic|role|title"
    r"|blank|xxx?)\b[^\]>}]*[\]>}]"
)
_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w’'-]+")
# Fingers run along a keyboard: "asdfgh", "qwerty", "hjkl hjkl".
_KEY_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
_KEY_RUNS = (*_KEY_ROWS, *(row[::-1] for row in _KEY_ROWS))
_OVER_AND_OVER = re.compile(r"(\w{2,4}?)\1+")
_NO_VOWELS = re.compile(r"[b-df-hj-np-tv-xz]{6,}")

# No note and no placeholder of the lists is longer; the few longer ones carry a sign of it.
_LONGEST = 48
_SHORTEST_MISSPELLED = 6
_LONGEST_MISSPELLED = 30
_SIGNS = ("tbd", "tbc", "tba", "todo", "fixme", "lorem", "{", "[", "<", "«", "%", "n/a", "bla")


@lru_cache(maxsize=32_768)
def is_placeholder_purpose(purpose: str) -> bool:
    """Whether a purpose is a placeholder, the owner's note to find one, or a form's prompt."""
    if opens_note(purpose, spelled_alike(purpose)) or _UNFILLED.search(purpose):
        return True
    if len(purpose) > _LONGEST and not _may_stand_in(purpose):
        return False
    if (
        _NO_WORD.fullmatch(purpose)
        or is_placeholder(purpose)
        or _BRACKETED.fullmatch(purpose)
        or _marked().match(purpose)
    ):
        return True
    if len(purpose) > _LONGEST:
        return False
    plain_text = spelled_alike(purpose)
    words = plain_text.split()
    return (
        _is_note(purpose, words)
        or _is_prompt(words)
        or _is_mash(words)
        or _is_misspelled(plain_text)
    )


def _is_misspelled(plain_text: str) -> bool:
    """Whether a placeholder stands there with a letter missing or one too many.

    The first letter is right: "spending" is no "pending".
    """
    if not _SHORTEST_MISSPELLED <= len(plain_text) <= _LONGEST_MISSPELLED:
        return False
    return plain_text in _a_letter_short() or not placeholders().isdisjoint(
        _with_a_letter_less(plain_text)
    )


@cache
def _a_letter_short() -> frozenset[str]:
    long = (text for text in placeholders() if len(text) > _SHORTEST_MISSPELLED)
    return frozenset(less for text in long for less in _with_a_letter_less(text))


def _with_a_letter_less(plain_text: str) -> list[str]:
    return [plain_text[:at] + plain_text[at + 1 :] for at in range(1, len(plain_text))]


def _may_stand_in(purpose: str) -> bool:
    plain_text = purpose.casefold()
    return " " not in plain_text or any(sign in plain_text for sign in _SIGNS)


def _is_note(purpose: str, words: list[str]) -> bool:
    of_notes = _words_of_notes()
    if words[0] not in of_notes and words[-1] not in of_notes and len(words) > 2:
        return False  # spares most cells of a long list a closer look
    words, is_to_be_asked = _without_whom_to_ask(purpose, words)
    if _small_words().issuperset(words) and (
        is_to_be_asked or not _words("note.strong").isdisjoint(words)
    ):
        return True
    if not all(word in of_notes or word.isdigit() or len(word) == 1 for word in words):
        return False
    return is_to_be_asked or _has_mark(words)


def _without_whom_to_ask(purpose: str, words: list[str]) -> tuple[list[str], bool]:
    """Return the words of a note without the names in it, and whether somebody is to be asked.

    "ask Tom", "check w/ Bob", "chiedere prima a Paola". "Ask Tom about his boat" goes on, and is a
    purpose.
    """
    asked = _somebody().search(purpose)
    if asked:
        words = spelled_alike(_somebody().sub(" ", purpose)).split()
    is_to_be_asked = bool(asked and asked["ask"])
    if not _words("note.asks").isdisjoint(words):
        others = _NAME.sub(_unless_a_note, purpose)
        is_to_be_asked = is_to_be_asked or others != purpose
        words = spelled_alike(others).split()
    return words, is_to_be_asked


def _has_mark(words: list[str]) -> bool:
    plain_text = f" {' '.join(words)} "
    return any(f" {mark} " in plain_text for mark in all_of("note.marks"))


def _unless_a_note(name: re.Match[str]) -> str:
    return name[0] if spelled_alike(name[0]) in _words_of_notes() else " "


@cache
def _marked() -> re.Pattern[str]:
    """Return a mark to come back to at the head of anything: "tbc w/ Sarah".

    Some in capitals alone, for "todo" is Spanish and "tba" may be a firm's name.
    """
    words = "|".join(all_of("note.after_mark"))
    return re.compile(
        r"\W*(?:(?i:tbd|tbc)|TBA|TODO|FIXME)\b(?:\W*$|\s*[^\w\s]|(?:\s+\w+){1,2}\W*$"
        rf"|\s+(?:w/|(?i:{words})\b))"
    )


@cache
def _somebody() -> re.Pattern[str]:
    """Somebody who is to be asked ("ask Tom"), or with whom or by whom something is to be done."""
    ask, others = (
        "|".join(map(re.escape, all_of(f"note.{kind}_somebody"))) for kind in ("ask", "with")
    )
    return re.compile(rf"(?<!\w)(?i:(?P<ask>{ask})|{others}) [A-ZÀ-Þ][\w’'-]+")


@cache
def _words(name: str) -> frozenset[str]:
    """Return the words of a section, those of longer entries apart."""
    return frozenset(word for entry in all_of(name) for word in entry.split())


@cache
def _words_of_notes() -> frozenset[str]:
    return _words("note.marks") | _words("note.links") | _words("note.asks")


@cache
def _small_words() -> frozenset[str]:
    return _words_of_notes() | _words("note.strong") | _words("purpose.small_words")


def _is_prompt(words: list[str]) -> bool:
    """Whether a form's prompt was left in the cell: "Why are you contacting her?"."""
    spelled = [word for word in words if not word.isdigit()]
    asked = _words("note.prompts")
    return not asked.isdisjoint(spelled) and (asked | _words("note.prompt_words")).issuperset(
        spelled
    )


def _is_mash(words: list[str]) -> bool:
    """At least half of the words are, for a few letters make a word by chance."""
    return 2 * sum(map(_is_mashed, words)) >= len(words)


def _is_mashed(word: str) -> bool:
    if len(word) < 4:
        return False
    over_and_over = _OVER_AND_OVER.fullmatch(word)
    run = over_and_over[1] if over_and_over else word
    return any(run in row for row in _KEY_RUNS) or _NO_VOWELS.fullmatch(word) is not None
