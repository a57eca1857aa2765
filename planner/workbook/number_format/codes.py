"""A number format's code, taken apart: sections of tokens.

The grammar is that of ECMA-376 part 1, 18.8.31, as Excel reads it: up to four sections parted by
semicolons, each with an optional condition, a language, and tokens for digits, dates and text.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from planner.model.frozen import frozen

# Excel takes no longer code; a longer one comes from a broken or hostile file.
MAX_CODE_LENGTH = 255
_MAX_SECTIONS = 4


class MalformedCodeError(ValueError):
    """The code follows no rule of the grammar; Excel would refuse the file."""


class Kind(Enum):
    """What a token stands for."""

    LITERAL = auto()
    DIGIT = auto()  # one of 0 # ?
    NUMERAL = auto()  # 1 to 9, a literal except in a denominator
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    SLASH = auto()
    EXPONENT = auto()  # E+ or E-
    GENERAL = auto()
    TEXT = auto()  # @
    DATE = auto()  # a run of one letter: y m d h s and the regional ones
    ELAPSED = auto()  # the same in brackets: h m s
    AMPM = auto()
    SUBSECOND = auto()  # the zeros after the point of seconds


@frozen
class Token:
    """One piece of a section; `text` is what it shows or the letters that it was written with."""

    kind: Kind
    text: str


@frozen
class Condition:
    """The bracketed comparison that chooses a section, such as `[>=100]`."""

    operator: str
    limit: float

    def holds(self, value: float) -> bool:
        """Say whether the section is meant for `value`."""
        match self.operator:
            case "<":
                return value < self.limit
            case "<=":
                return value <= self.limit
            case ">":
                return value > self.limit
            case ">=":
                return value >= self.limit
            case "=":
                return value == self.limit
            case _:
                return value != self.limit

    @property
    def only_negatives(self) -> bool:
        """Say whether no number from zero up can meet it."""
        if self.operator == "<":
            return self.limit <= 0
        return self.operator in {"<=", "="} and self.limit < 0


@frozen
class Section:
    """One of the parts between semicolons."""

    tokens: tuple[Token, ...]
    condition: Condition | None
    language: str

    def holds_any(self, *kinds: Kind) -> bool:
        """Say whether a token of one of these kinds stands in the section."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Say whether the section shows a date, a time of day or a duration."""
        return self.holds_any(Kind.DATE, Kind.ELAPSED, Kind.AMPM)


_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<blank>.) | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<ampm>AM/PM | A/P | 上午/下午 | 午前/午後)
    | (?P<general>General)
    | (?P<calendar>B[12])
    | (?P<exponent>(?<=[0#?.\s])E[+-])
    | (?P<date>y+ | m+ | d+ | h+ | s+ | e+ | b+ | g+ | a{3,})
    | (?P<digit>[0#?]) | (?P<numeral>[1-9])
    | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<slash>/) | (?P<text>@)
    | (?P<end>;)
    | (?P<broken>["\\_*\[])
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.ASCII,
)

_PLAIN = {
    "ampm": Kind.AMPM,
    "general": Kind.GENERAL,
    "exponent": Kind.EXPONENT,
    "date": Kind.DATE,
    "digit": Kind.DIGIT,
    "numeral": Kind.NUMERAL,
    "point": Kind.POINT,
    "comma": Kind.COMMA,
    "percent": Kind.PERCENT,
    "slash": Kind.SLASH,
    "text": Kind.TEXT,
    "quoted": Kind.LITERAL,
    "escaped": Kind.LITERAL,
    "literal": Kind.LITERAL,
}

_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE | re.ASCII)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*([+-]?\d+(?:\.\d*)?(?:E[+-]?\d+)?)", re.IGNORECASE)
_CURRENCY = re.compile(
    r"\$(?P<symbol>.*?)(?:-(?:(?P<id>[0-9A-F]{1,8})|(?P<tag>[a-z]{1,3}(?:-\w+)*)(?:,.*)?)?)?",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_PRIMARY_LANGUAGE = 0x3FF  # the low ten bits of a Windows language id
_RUSSIAN_GENITIVE = 0xFC19  # "5 марта", as Excel writes dates in Russian
_LANGUAGES = {
    0x04: "zh",
    0x05: "cs",
    0x06: "da",
    0x07: "de",
    0x0A: "es",
    0x0B: "fi",
    0x0C: "fr",
    0x0E: "hu",
    0x10: "it",
    0x11: "ja",
    0x12: "ko",
    0x13: "nl",
    0x14: "nb",
    0x15: "pl",
    0x16: "pt",
    0x19: "ru",
    0x1D: "sv",
    0x1F: "tr",
}


class _Draft:
    """A section while it is being read."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.condition: Condition | None = None
        self.language = ""

    def bracket(self, inside: str) -> None:
        """Take what stands in brackets; colours and digit shapes change nothing that is read."""
        if _ELAPSED.fullmatch(inside):
            self.tokens.append(Token(Kind.ELAPSED, inside.lower()))
        elif match := _CONDITION.fullmatch(inside):
            self.condition = Condition(match[1], float(match[2]))
        elif match := _CURRENCY.fullmatch(inside):
            if match["symbol"]:
                self.tokens.append(Token(Kind.LITERAL, match["symbol"]))
            self.language = _language(match["id"], match["tag"]) or self.language

    def finished(self) -> Section:
        section = Section(tuple(self.tokens), self.condition, self.language)
        if not section.is_date:
            return section
        return Section(tuple(_date_tokens(self.tokens)), self.condition, self.language)


def parse(code: str) -> tuple[Section, ...]:
    """Take a code apart into one to four sections, or raise MalformedCodeError."""
    if len(code) > MAX_CODE_LENGTH:
        raise MalformedCodeError(code)
    drafts = [_Draft()]
    for match in _TOKEN.finditer(code):
        name, draft = match.lastgroup, drafts[-1]
        if name == "end":
            drafts.append(_Draft())
        elif name == "bracket":
            draft.bracket(match["bracket"])
        elif name == "blank":
            draft.tokens.append(Token(Kind.LITERAL, " "))
        elif name in _PLAIN:
            draft.tokens.append(Token(_PLAIN[name], match[name]))
        elif name == "broken":
            raise MalformedCodeError(code)
    if len(drafts) > _MAX_SECTIONS:
        raise MalformedCodeError(code)
    return tuple(draft.finished() for draft in drafts)


def _language(language_id: str | None, tag: str | None) -> str:
    if language_id and not language_id.isalpha():
        number = int(language_id, 16)
        if number == _RUSSIAN_GENITIVE:
            return "ru-genitive"
        return _LANGUAGES.get(number & _PRIMARY_LANGUAGE, "")
    return (language_id or tag or "").split("-")[0].lower()


def _date_tokens(tokens: list[Token]) -> list[Token]:
    """Read a date's tokens: decimals of a second, minutes, and marks that are literals here."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if token.kind is Kind.DIGIT:
            if token.text != "0" or last is None or last.kind not in {Kind.POINT, Kind.SUBSECOND}:
                raise MalformedCodeError(token.text)
            found[-1] = Token(Kind.SUBSECOND, (last.text if last.text != "." else "") + "0")
        elif token.kind in {Kind.GENERAL, Kind.TEXT, Kind.EXPONENT}:
            raise MalformedCodeError(token.text)
        else:
            found.append(token)
    literal = {Kind.POINT, Kind.COMMA, Kind.PERCENT, Kind.SLASH, Kind.NUMERAL}
    return [
        Token(Kind.LITERAL, token.text) if token.kind in literal else token
        for token in _with_minutes(found)
    ]


def _with_minutes(tokens: list[Token]) -> list[Token]:
    """Mark as minutes (`n`) each m or mm beside hours or seconds; every other is a month."""
    clock = [i for i, token in enumerate(tokens) if token.kind in {Kind.DATE, Kind.ELAPSED}]
    marked = [
        Token(token.kind, token.text.lower()) if token.kind is Kind.DATE else token
        for token in tokens
    ]
    for place, index in enumerate(clock):
        token = marked[index]
        if token.kind is not Kind.DATE or token.text not in {"m", "mm"}:
            continue
        before = marked[clock[place - 1]].text[0] if place else ""
        after = marked[clock[place + 1]].text[0] if place + 1 < len(clock) else ""
        if before == "h" or after == "s":
            marked[index] = Token(Kind.DATE, "n" * len(token.text))
    return marked
