"""Tells in which encoding a text was written, with the names that it holds as evidence.

UTF-8 and UTF-16 show themselves. Of the older encodings nearly all read any bytes; what tells the
right one is that its words are made of letters of one language, between their usual neighbours.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.model.errors import UnreadableWorkbookError
from planner.model.frozen import frozen
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


# Where two read alike, the first is named.
_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "mac_roman", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257",
    "cp932", "gb18030", "big5", "cp949", "euc_jp", "koi8_r", "koi8_u", "cp850", "cp852", "cp866",
    "iso8859_2", "iso8859_15", "mac_latin2", "mac_cyrillic",
)  # fmt: skip
_RARE = frozenset(_ENCODINGS[_ENCODINGS.index("cp1257") :]) - {"cp932", "gb18030", "cp949"}
_BINARY = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f]")  # signs that no program writes into a text
_MOST_WORDS = 400
_SAMPLE = 1 << 18  # bytes around letters beyond ASCII that are looked at
_SHOWN_ROWS = 3
_SHOWN = 60  # characters of a row
_TOKEN = re.compile(r"[A-Za-z\u0080-\U0010ffff]+")
_OPENING, _CLOSING = "“‘„‚«‹—–¡¿•", "”’“»›—–…•ªº°®™€"
_JOINING = re.compile("[’‘·\u00a0]")
_JOINED_SCRIPTS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH"})
# The characters in daily use of each standard, by their first bytes.
_FIRST_LEVEL = {
    "gb18030": ("gb2312", 0xB0, 0xD7),
    "cp932": ("shift_jis", 0x88, 0x97),
    "euc_jp": ("euc_jp", 0xB0, 0xCF),
    "big5": ("big5", 0xA4, 0xC6),
    "cp949": ("euc_kr", 0xB0, 0xC8),
}
_COMMON = frozenset("оеаинтсрвлкмдйгαοιετσνηυρκλיוהלאמרבתשןنلاميورتبدع")
_BEFORE, _AFTER = "^", "$"


class UnclearEncodingError(UnreadableWorkbookError):
    """The letters of a text can be read in more than one way, and nothing tells the right one."""

    def __init__(self, label: str, raw: bytes, encodings: tuple[str, ...]) -> None:
        ways = [f"{name}: {' | '.join(_rows(raw, name, encodings))}" for name in encodings]
        super().__init__(
            f"{label}: nothing tells in which encoding its letters are written."
            f" Which of these rows are right? {'; '.join(ways)}.",
            f"Say it with --encoding {encodings[0]}, for example, or save the file as UTF-8.",
        )


@frozen
class Reading:
    """A text as one encoding reads it: words that no language has, and what speaks for the rest."""

    encoding: str
    text: str
    words: Mapping[str, float | None]

    @property
    def misfits(self) -> int:
        """How many of its words no language has."""
        return sum(weight is None for weight in self.words.values())

    def evidence(self, other: Reading | None = None) -> float:
        """What speaks for its words; for those alone that the other one reads otherwise."""
        apart = self.words.keys() - (other.words.keys() if other else ())
        return sum(self.words[word] or 0.0 for word in apart)


def decode(raw: bytes, label: str = "", encoding: str = "") -> str:
    """Read bytes as text, in `encoding` where that is given.

    A NUL that has strayed into a text is left out; what is no text keeps its own.

    Raises:
        UnclearEncodingError: there is a `label`, and several encodings read it equally well.
        UnreadableWorkbookError: there is no such encoding, or it cannot read these bytes.
    """
    text = _in_encoding(raw, label, encoding) if encoding else _guessed(raw, label)
    is_stray = "\0" in text and text.count("\0") * 20 <= len(text) and not _BINARY.search(text)
    return text.replace("\0", "") if is_stray else text


def _in_encoding(raw: bytes, label: str, encoding: str) -> str:
    try:
        return raw.decode(codecs.lookup(encoding).name).removeprefix("\ufeff")
    except LookupError as error:
        raise UnreadableWorkbookError(
            f'There is no encoding "{encoding}".',
            f"Name one such as {', '.join(_ENCODINGS[:4])} or utf-8.",
        ) from error
    except ValueError as error:
        raise UnreadableWorkbookError(
            f"{label} holds bytes that are none of {encoding}.", "Try without --encoding."
        ) from error


def _guessed(raw: bytes, label: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    # A header opens with plain letters, of which UTF-16 leaves every other byte empty.
    for codec, letters, empty in (("utf-16-le", raw[:8:2], raw[1:8:2]),
                                  ("utf-16-be", raw[1:8:2], raw[:8:2])):  # fmt: skip
        if letters and not any(empty) and letters.isascii() and letters.decode().isprintable():
            return raw.decode(codec, "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A file cut off, or glued together, may have a wrong byte or two and be UTF-8 all the same;
        # letters of older encodings hardly ever look like it.
        text = raw.decode("utf-8-sig", "replace")
    wrong = text.count("\ufffd")
    if sum(letter > "\x7f" for letter in text) > 2 * wrong:
        return raw.decode("utf-8-sig", _AS_WINDOWS)
    if _is_binary(raw):
        return raw.decode("cp1252", "replace")
    best, *others = _readings(raw) or [Reading("cp1252", "", {})]
    rivals = [other for other in others if _rivals(best, other)]
    if (rivals or best.misfits * 3 > len(best.words)) and label:
        names = dict.fromkeys((best.encoding, *(rival.encoding for rival in rivals[:2])))
        raise UnclearEncodingError(label, raw, tuple(names))
    return raw.decode(best.encoding, "replace")


def _is_binary(raw: bytes) -> bool:
    return b"\0" in raw[:_SAMPLE] and raw[:_SAMPLE].count(b"\0") * 20 > len(raw[:_SAMPLE])


def _readings(raw: bytes) -> list[Reading]:
    """What each encoding makes of the rows that tell them apart, the best first."""
    rows = b"\n".join(_telling_rows(raw))
    found = [
        Reading(encoding, text, {word: _weight(word, encoding) for word in _words(text)})
        for encoding in _ENCODINGS
        if (text := _strictly(rows, encoding)) is not None
    ]
    if found and found[0].encoding == "cp1252" and not found[0].words:
        return found[:1]  # signs alone, such as dashes and curly quotes, are those of Windows
    return sorted(found, key=lambda reading: (reading.misfits, -reading.evidence()))


def _rivals(best: Reading, other: Reading) -> bool:
    """Whether another reading is as good as the best one, and says something else."""
    if other.misfits > best.misfits or other.text == best.text:
        return False
    ours, theirs = best.evidence(other), other.evidence(best)
    if other.encoding in _RARE:
        return theirs > 0.85 * ours
    return theirs > 0.75 * ours or ours - theirs < (1 if ours > 2 else 2)


def _telling_rows(raw: bytes) -> Iterator[bytes]:
    size = 0
    for found in re.finditer(rb"[^\r\n]+", raw):
        row = found[0]
        if not row.isascii():
            yield row[:2_000]
            size += len(row)
            if size > _SAMPLE:
                return


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except ValueError:
        return None


def _words(text: str) -> Iterator[str]:
    count = 0
    for token in _TOKEN.findall(text):
        if token.isascii():
            continue
        for word in _JOINING.split(token.lstrip(_OPENING).rstrip(_CLOSING)):
            if word and not word.isascii():
                yield word
                count += 1
        if count > _MOST_WORDS:
            return


@lru_cache(maxsize=20_000)
def _weight(word: str, encoding: str) -> float | None:
    """How likely a word is; None where no language writes it so."""
    scripts = {_script(letter) for letter in word}
    if not all(letter.isalpha() or unicodedata.combining(letter) for letter in word):
        return None
    if scripts <= _JOINED_SCRIPTS or scripts == {"HANGUL"}:
        return _east_asian(word, encoding)
    if len(scripts) > 1 or not _is_cased(word):
        return None
    letters = {letter for letter in word.lower() if not letter.isascii()}
    if scripts <= {"LATIN", "CYRILLIC"} and not any(letters <= each for each in _alphabets()):
        return None
    if len(word) == 1:
        return 0.0
    if scripts == {"LATIN"}:
        return sum(around in _neighbours() for around in _around(word))
    is_name = word[0].isupper() and word[1:].islower()
    return is_name + 4 * sum(letter in _COMMON for letter in word.lower()) / len(word)


def _is_cased(word: str) -> bool:
    """Whether capitals stand where they do: first, or everywhere."""
    plain = [letter for letter in word if letter.isascii()]
    is_capital = len(plain) > 1 and all(letter.isupper() for letter in plain)
    for before, letter in pairwise(word):
        if not letter.isascii() and letter.isupper() and before.islower():
            return False
        if not letter.isascii() and letter.islower() and is_capital and letter != "ß":
            return False
        if letter.isascii() and letter.isupper() and not before.isascii() and before.islower():
            return False
    return True


def _east_asian(word: str, encoding: str) -> float | None:
    """How common the characters of a word are: in the standard's first level, or kana."""
    standard, least, most = _FIRST_LEVEL.get(encoding, ("ascii", 0, 0))
    common, kana = 0, sum("\u3041" <= letter <= "\u30ff" for letter in word)
    for letter in word:
        try:
            common += least <= letter.encode(standard)[0] <= most
        except UnicodeEncodeError:
            continue
    if (common + kana) * 2 <= len(word):
        return None
    # Of Korean all syllables lie in one range, in which Chinese hardly ever stays.
    return min(common, 2) + 1.5 * min(kana, 4) + (0.5 * common if encoding == "cp949" else 0.0)


@lru_cache(maxsize=5_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "NONE").partition(" ")[0]


def _around(word: str) -> Iterator[str]:
    """Each letter beyond ASCII with its neighbours: before, after, both."""
    padded = f"{_BEFORE}{word.lower()}{_AFTER}"
    for at, letter in enumerate(padded[1:-1], start=1):
        if not letter.isascii():
            yield padded[at - 1 : at + 1]
            yield padded[at : at + 2]
            yield padded[at - 1 : at + 2]


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, all_of("letters")))


@cache
def _neighbours() -> frozenset[str]:
    return frozenset(around for word in all_of("letters.words") for around in _around(word))


def _rows(raw: bytes, encoding: str, encodings: tuple[str, ...]) -> list[str]:
    """The first rows that the encodings read otherwise, as one of them reads them."""
    shown: list[str] = []
    for row in _telling_rows(raw):
        if len({row.decode(name, "replace") for name in encodings}) > 1:
            text = row.decode(encoding, "replace")
            shown.append(text[:_SHOWN])
        if len(shown) == _SHOWN_ROWS:
            break
    return shown


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 as Windows writes it: files are glued together of both."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    if wrong[0] in _HALVES:
        return "\ufffd", error.end  # half of a letter of UTF-8, which nobody can know
    return wrong.decode("cp1252", "replace"), error.end


_HALVES = frozenset(b"\xc3\xc4\xc5")
_AS_WINDOWS = "planner-as-windows"
codecs.register_error(_AS_WINDOWS, _as_windows)
