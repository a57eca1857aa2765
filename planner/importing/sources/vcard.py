"""Reads vCards of every version: 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), as programs write them.

A property is a line, which may be folded: a line break and a blank within (2.1 folds at blanks and
keeps them, 3.0 and 4.0 drop one), or, in quoted-printable, a line that ends in `=`. `item1.URL`
belongs to the group item1 and is a URL like any other.
"""

from __future__ import annotations

import codecs
import quopri
import re
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_PROPERTY = re.compile(
    r"(?:(?P<group>[A-Za-z0-9_-]+)\.)?(?P<name>[A-Za-z0-9_-]+)"
    r'(?P<parameters>(?:;(?:[^":;]|"[^"]*")*)*):(?P<value>.*)',
    re.DOTALL,
)
_PARAMETER = re.compile(r';((?:[^":;]|"[^"]*")*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@frozen
class Property:
    """One line of a card: name and types in upper case, the value as it stands, decoded."""

    name: str
    value: str
    types: frozenset[str]
    group: str = ""
    preference: int = 100

    @property
    def text(self) -> str:
        """The value as a text, without its escapes."""
        return _unescaped(self.value)

    @property
    def parts(self) -> tuple[str, ...]:
        """The components of a structured value such as N, ADR or ORG."""
        return tuple(_unescaped(part) for part in _split(self.value))


@frozen
class Card:
    """One vCard: its number in the file, from 1, and its properties in order.

    `is_cut` where the file ends within one of its lines, as after a download that broke off.
    """

    number: int
    properties: tuple[Property, ...]
    is_cut: bool = False

    def all(self, *names: str) -> list[Property]:
        """The properties of these names, the preferred ones first."""
        found = [each for each in self.properties if each.name in names]
        return sorted(found, key=lambda each: each.preference)

    def text(self, *names: str) -> str:
        """The first text that is not blank, of these names in order."""
        for name in names:
            for each in self.all(name):
                if each.text.strip():
                    return each.text
        return ""

    def part(self, name: str, place: int) -> str:
        """A component of the first property of that name that has it."""
        for each in self.all(name):
            parts = each.parts
            if place < len(parts) and parts[place].strip():
                return parts[place]
        return ""


def cards_of(text: str) -> Iterator[Card]:
    """Every card of a file; one that breaks off, or that has no end, is read as far as it goes."""
    for number, (lines, has_end) in enumerate(_blocks(text), start=1):
        is_cut = not has_end and bool(lines[-1].strip())
        yield Card(number, _properties(lines), is_cut)


def _blocks(text: str) -> Iterator[tuple[list[str], bool]]:
    """The lines of each card, and whether something ends it.

    Those of a card within it (2.1 AGENT), who is another, are left out.
    """
    lines: list[str] | None = None
    depth = 0
    for line in _lines(text):
        head, _, marker = line.strip().upper().replace(" ", "").rpartition(":")
        head = head.rpartition(".")[2]
        is_begin = marker == "VCARD" and head in {"BEGIN", "AGENT:BEGIN"}
        is_within = is_begin and lines is not None and (":" in head or _awaits_agent(lines))
        if is_within or (is_begin and depth > 1):
            depth += 1
        elif is_begin:  # where the card before has no end, this is its end
            if lines:
                yield lines, True
            lines, depth = [], 1
        elif marker == "VCARD" and head == "END" and depth:
            depth -= 1
            if not depth and lines is not None:
                yield lines, True
                lines = None
        elif depth == 1 and lines is not None:
            lines.append(line)
    if lines:
        yield lines, False


def _awaits_agent(lines: list[str]) -> bool:
    """Whether the line before opens a card within: `AGENT:` with nothing after it."""
    name, _, value = (lines[-1] if lines else "").partition(":")
    return name.upper().rpartition(".")[2].startswith("AGENT") and not value.strip()


def _lines(text: str) -> Iterator[str]:
    # Not splitlines: a form feed or U+2028 within a value ends no line.
    return iter(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _properties(lines: list[str]) -> tuple[Property, ...]:
    keeps_blank = any(line.strip().upper() == "VERSION:2.1" for line in lines)
    found = (_property(line) for line in _unfolded(lines, keeps_blank=keeps_blank))
    return tuple(each for each in found if each is not None)


def _unfolded(lines: list[str], *, keeps_blank: bool) -> Iterator[str]:
    whole: list[str] = []
    for line in lines:
        if whole and _goes_on(whole):
            whole[-1] = whole[-1].rstrip(" \t")  # no sign of the value's (RFC 2045, 6.7)
            whole.append(f"\n{line}")
        elif whole and line[:1] in {" ", "\t"}:
            whole.append(line if keeps_blank else line[1:])
        else:
            if whole:
                yield "".join(whole)
            whole = [line]
    if whole:
        yield "".join(whole)


def _goes_on(whole: list[str]) -> bool:
    """Whether a line ends in the soft break of quoted-printable."""
    head = whole[0].partition(":")[0].upper()
    return whole[-1].rstrip(" \t").endswith("=") and "QUOTED-PRINTABLE" in head


def _property(line: str) -> Property | None:
    match = _PROPERTY.fullmatch(line)
    if match is None:
        return None
    parameters = _parameters(match["parameters"])
    types = frozenset(parameters.get("TYPE", "").upper().split(","))
    return Property(
        name=match["name"].upper(),
        value=_decoded(match["value"], parameters),
        types=types,
        group=(match["group"] or "").casefold(),
        preference=_preference(parameters, types),
    )


def _parameters(text: str) -> Mapping[str, str]:
    """The parameters; of version 2.1 those without a name are types, or the encoding."""
    found: dict[str, str] = {}
    for typed in _PARAMETER.findall(text):
        name, sign, value = typed.partition("=")
        name, value = name.strip().upper(), value.replace('"', "").strip()
        if not sign:
            is_encoding = name in {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}
            name, value = ("ENCODING" if is_encoding else "TYPE"), name
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


def _preference(parameters: Mapping[str, str], types: frozenset[str]) -> int:
    given = parameters.get("PREF", "")
    if given.isascii() and given.isdecimal() and len(given) < 4:
        return int(given)
    return 1 if "PREF" in types else 100


def _decoded(value: str, parameters: Mapping[str, str]) -> str:
    if parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value  # pictures and keys are nobody's name
    try:
        codec = codecs.lookup(parameters.get("CHARSET", "utf-8")).name
        return _text_of(quopri.decodestring(value.encode(codec, "replace")), codec)
    except (LookupError, ValueError):
        return value


def _text_of(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _split(value: str) -> list[str]:
    """Part a structured value at the semicolons that are not escaped."""
    parts, start, at = [], 0, 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == ";":
            parts.append(value[start:at])
            start = at + 1
        at += 1
    return [*parts, value[start:]]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
