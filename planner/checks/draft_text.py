"""Brief and courteous: what a draft must not look like once it is filled.

Nearly every line of a draft is the template's and fine: lines are judged once and remembered, and
each rule first asks the cheapest question that a line without the fault answers with no.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.model.channel import Channel
from planner.words import all_of
from planner.words.phrases import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.checks.context import CheckContext
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


_GAP = re.compile(
    r"(?<=[^\s.!?:;\-–—|])[ ]{2,}(?=\S)|(?<=\w)[ ]+[,.](?=\s|$)"
    r"|\(\s*\)|“\s*”|„\s*“|(?<!\")\"\"(?!\")|,\s*[,.](?!\.)|(?<!\.)\.[ ]\.(?!\.)"
)
# Every residue and every gap has one of these in it.
_SIGNS = (
    "  ", " ,", " .", "{", "[", "(", "#", "%", "nan", "Na", "None", "null", "undef", "xxx", "XX",
    "xx", "<", "«", "*|", "$", "___", "???", "&", "Ã", "â€", "Â", "TBD", "TODO", "FIXME",
    "orem ips", "“", '""', ",,", ",.",
)  # fmt: skip
_LONGEST_GREETING = 40

_SHOUT = re.compile(r"[A-Z]{4,}(?:\W+[A-Z]{2,}){2}")
_MOST_MARKS = 2
_MOST_WORDS = 150
_LONG_INMAIL = 1200


@cache
def _residues() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Return what shows that a gap was left, each with signs that all of its kind hold."""
    gap_words = "|".join(all_of("template.gap_words"))
    return (
        (("nan", "NaN", "NaT"), re.compile(r"(?<![\w'-])(?:nan|NaN|NaT)(?![\w'-])")),
        (("None",), re.compile(r"\bNone(?=\s*(?:[,.;:!?)]|$))", re.MULTILINE)),
        (
            ("null", "undefined"),
            re.compile(r"(?:\b[Dd]ear|\b[Hh]ello|\b[Hh]i|\bat) (?:null|undefined)\b"),
        ),
        (("#",), re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")),
        (
            ("{", "<<", "«"),
            re.compile(r"\{\{.*?\}?\}|\{%.*?%\}|\{[A-Za-z][\w ]{0,30}\}|<<[^<>]*>>|«[A-Z]\w+»"),
        ),
        # What other tools leave: <First Name>, *|FNAME|*, $Company$, a line to write on.
        (("<",), re.compile(rf"<(?:[A-Z][A-Za-z]*(?:[ _][A-Za-z]+)*|[a-z_ ]*(?:{gap_words}))>")),
        (("*|",), re.compile(r"\*\|[\w: ]+\|\*")),
        (("$",), re.compile(r"\$[A-Za-z_]{3,}\$|\$\{\w+\}")),
        (("___",), re.compile(r"_{3,}")),
        (("???",), re.compile(r"\?{3,}")),
        (("&",), re.compile(r"&(?:amp|lt|gt|nbsp|quot|#\d{2,5});")),
        (("Ã", "â€", "Â"), re.compile("Ã[\u0080-\u00bf\u0152-\u2022]|â€|Â[ \u00a0£°«»]")),
        (("%",), re.compile(r"%[A-Z_]{3,}%")),
        (
            ("[",),
            re.compile(
                r"\[(?:(?:insert|your|their|the|first|last|company|contact|job|role|city) ?)*"
                rf"(?:{gap_words})[^\]]{{0,20}}\]",
                re.IGNORECASE,
            ),
        ),
        (("xxx", "XXX", "Xxx"), re.compile(r"(?<!\w)[xX]{3,}(?!\w)")),
        (("TBD", "TODO", "FIXME"), re.compile(r"\b(?:TBD|TODO|FIXME)\b")),
        (("orem ipsum",), re.compile(r"[Ll]orem ipsum")),
    )


@cache
def _nobody_greeted() -> re.Pattern[str]:
    """Return a greeting without its name: "Dear ,", "Dear" alone."""
    marked, named = any_of("greeting.gap_before_mark"), any_of("greeting.needs_name")
    return re.compile(
        rf"^\W*(?:{marked})[ ]+[,!]|^\W*dear[ ]*$|^\W*(?:{any_of('greeting.gap')})[ ]+,"
        rf"|^\W*(?:{named})[,!]",
        re.IGNORECASE,
    )


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of('greeting.opens')})\b", re.IGNORECASE)


def check_lines(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find what was left unfilled, the gap of an empty field, and shouting."""
    found: dict[str, Finding] = {}
    lines = draft.text.split("\n")
    for line in [*lines, draft.subject] if draft.subject else lines:
        for slug, words in _faults(line) if line else ():
            found.setdefault(slug, _OF_LINES[slug](contact, draft, words))
    if "\n\n\n\n" in draft.text:
        found.setdefault("draft-gap", _gap(contact, draft, "several empty lines"))
    return list(found.values())


@lru_cache(maxsize=8192)
def _faults(line: str) -> tuple[tuple[str, str], ...]:
    """Return what is wrong with a line, and its words; most lines are the template's and recur."""
    found = []
    if len(line) < _LONGEST_GREETING and (match := _nobody_greeted().match(line)):
        found.append(("draft-gap", match[0].strip()))
    for sign in _SIGNS:
        if sign in line:
            found += _unfilled(line)
            break
    if match := _SHOUT.search(line):
        found.append(("draft-loud", match[0]))
    return tuple(found)


def _unfilled(line: str) -> Iterator[tuple[str, str]]:
    for signs, residue in _residues():
        if any(sign in line for sign in signs) and (match := residue.search(line)):
            yield "draft-residue", match[0]
    if match := _GAP.search(line):
        start, end = max(0, match.start() - 15), match.end() + 15
        yield "draft-gap", f"…{line[start:end].strip()}…"


def _residue(contact: Contact, draft: Draft, residue: str) -> Finding:
    columns = contact.columns.positions
    field = next((name for name in columns if residue in contact.text(name)), "")
    if field:
        hint = f"It comes from the cell {contact.cell(field)}: fill it, or leave it empty."
    else:
        hint = f"It comes from the template {draft.template}: mend it there."
    message = f'the draft still says "{shown(residue)}"'
    return finding("draft-residue", contact, field or "name", message, hint)


def _gap(contact: Contact, draft: Draft, around: str) -> Finding:
    hint = (
        f"A cell that the template {draft.template} uses is empty or has blanks in it: fill it, or"
        " put the words around it between {% if field %} and {% endif %}."
    )
    return finding("draft-gap", contact, "name", f'the draft has a gap: "{around}"', hint)


def _loud(contact: Contact, draft: Draft, words: str) -> Finding:
    hint = f"Say it calmly in the purpose, or in the template {draft.template}."
    return finding("draft-loud", contact, "purpose", f'the draft shouts: "{shown(words)}"', hint)


_OF_LINES = {"draft-residue": _residue, "draft-gap": _gap, "draft-loud": _loud}


def check_courtesy(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find a message without a greeting, or without thanks or a close."""
    if draft.channel is Channel.PHONE:
        return []
    text = draft.text
    lacks = []
    first = contact.text("first_name") or contact.name
    if not _greets(text.partition("\n")[0]) and not (first and first in text[:80]):
        lacks.append("greeting")
    ending = text[-400:].casefold()
    if not any(word in ending for word in all_of("greeting.closes")):
        lacks.append("thanks or close")
    if not lacks:
        return []
    message = f"the draft has no {' and no '.join(lacks)}"
    hint = f"Add it to the template {draft.template}; a word of each is enough."
    return [finding("draft-curt", contact, "name", message, hint)]


@lru_cache(maxsize=4096)
def _greets(line: str) -> bool:
    return _greeting().match(line) is not None


def check_marks(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find too many exclamation marks."""
    marks = draft.text.count("!")
    if marks <= _MOST_MARKS:
        return []
    hint = f"One is plenty: mend the purpose, or the template {draft.template}."
    message = f"the draft has {marks} exclamation marks"
    return [finding("draft-loud", contact, "purpose", message, hint)]


def check_links(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find a link in an invitation: a stranger's link is what people are warned of."""
    if draft.channel is not Channel.LINKEDIN_NOTE:
        return []
    if "http" not in draft.text and "www." not in draft.text:
        return []
    message = "the invitation has a link in it"
    hint = "Leave it for the first message after they accept; it takes the room of a sentence."
    return [finding("note-link", contact, "purpose", message, hint)]


def check_length_in_words(contact: Contact, draft: Draft, context: CheckContext) -> list[Finding]:
    """Find a message longer than the evidence says people answer."""
    if draft.channel is Channel.EMAIL:
        most = context.settings.most("words email", _MOST_WORDS)
        # A word takes a letter and a blank at least, which is quicker to see than to count words.
        may_be_long = most is not None and len(draft.text) > 2 * most
        words = len(draft.text.split()) if may_be_long else 0
        if most is not None and words > most:
            message = f"the email has {words} words with greeting and signature, more than {most}"
            return [_too_wordy(contact, draft, message, "50 to 125 are answered most")]
    if draft.channel is Channel.LINKEDIN_INMAIL and len(draft.text) > _LONG_INMAIL:
        message = f"the InMail has {len(draft.text):,} characters"
        return [_too_wordy(contact, draft, message, "over 1,200 cost 11 % of the answers")]
    return []


def _too_wordy(contact: Contact, draft: Draft, message: str, evidence: str) -> Finding:
    hint = f"Shorten the template {draft.template} or the purpose: {evidence}."
    return finding("draft-wordy", contact, "purpose", message, hint)
