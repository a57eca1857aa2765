"""Brief and courteous: what a draft must not look like once it is filled.

Nearly every draft is fine, so each rule first asks the cheapest question that a draft without the
fault answers with no.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.checks.explaining import finding, shown
from planner.model import Channel

if TYPE_CHECKING:
    from planner.checks.background import Background
    from planner.model import Contact, Draft, Finding

__all__ = [
    "check_courtesy",
    "check_gaps",
    "check_length_in_words",
    "check_links",
    "check_loudness",
    "check_residue",
]

# Each with something that every such residue contains, which is quick to look for.
_RESIDUES: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("nan", "NaN", "NaT"), re.compile(r"(?<![\w'-])(?:nan|NaN|NaT)(?![\w'-])")),
    (("None",), re.compile(r"\bNone(?=\s*(?:[,.;:!?)]|$))", re.MULTILINE)),
    (
        ("null", "undefined"),
        re.compile(r"(?:\b[Dd]ear|\b[Hh]ello|\b[Hh]i|\bat) (?:null|undefined)\b"),
    ),
    (("#",), re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")),
    (("{", "<<", "«"), re.compile(r"\{\{.*?\}?\}|\{%.*?%\}|\{[a-z_ ]+\}|<<[^<>]*>>|«[A-Z]\w+»")),
    (("%",), re.compile(r"%[A-Z_]{3,}%")),
    (
        ("[",),
        re.compile(
            r"\[(?:(?:insert|your|their|the|first|last|company|contact|job|role) ?)*"
            r"(?:name|vorname|nachname|nombre|nom|nome|naam|company|firma|title|role|position|date"
            r"|topic|purpose|event|school|industry|here)[^\]]{0,20}\]",
            re.IGNORECASE,
        ),
    ),
    (("xxx", "XXX", "Xxx"), re.compile(r"(?<!\w)[xX]{3,}(?!\w)")),
    (("TBD", "TODO", "FIXME"), re.compile(r"\b(?:TBD|TODO|FIXME)\b")),
    (("orem ipsum",), re.compile(r"[Ll]orem ipsum")),
)

_GAP = re.compile(
    r"^\W*(?:dear|hello|hi|hallo|lieber?|guten tag|bonjour|ch[eè]re?|hola|querid[oa]|estimad[oa]"
    r"|olá|ciao|gentile|beste)[ ]+[,!]"
    r"|^\W*(?:dear|lieber?|ch[eè]re?|querid[oa]|estimad[oa]|gentile)[,!]"
    r"|(?:(?<=[^\s.!?:;\-–—|])[ ]{2,}(?=\S))|(?:(?<=\w)[ ]+[,.](?=\s|$))"
    r"|(?:\(\s*\)|“\s*”|„\s*“|(?<!\")\"\"(?!\"))|(?:,\s*[,.](?!\.)|(?<!\.)\.[ ]\.(?!\.))"
    r"|(?:\n[ ]*\n[ ]*\n[ ]*\n)",
    re.IGNORECASE | re.MULTILINE,
)
_GAP_SIGNS = ("  ", " ,", " .", "()", "( )", "““", '""', ",,", ", ,", ",.", "\n\n\n", "ear,")

_GREETS = re.compile(
    r"\W*(?:dear|hello|hi|hey|good (?:morning|afternoon|day|evening)|greetings|hallo|liebe|lieber"
    r"|guten|sehr geehrt|moin|servus|grüezi|grüß|bonjour|bonsoir|salut|cher|chère|madame|monsieur"
    r"|hola|buen[oa]s|estimad|querid|olá|bom dia|boa tarde|prezad|car[oa]|ciao|salve|buongiorno"
    r"|gentile|egregi|beste|geachte|goedendag|dag|to)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"thank|thanks|regards|wishes|sincerely|cheers|warmly|yours|grateful|appreciate|all the best"
    r"|dank|grüße|grüsse|gruß|gruss|merci|cordialement|salutations|bien à vous|gracias|saludos"
    r"|atentamente|cordial|obrigad|abraço|cumprimentos|atenciosamente|grazie|saluti|cordiali|groet",
    re.IGNORECASE,
)
_SHOUT = re.compile(r"[A-Z]{4,}(?:\W+[A-Z]{2,}){2}")
_MOST_MARKS = 2
_MOST_WORDS = 150
_LONG_INMAIL = 1200


def check_residue(contact: Contact, draft: Draft, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find what should have been filled: {{ name }}, [Name], nan, None, xxx."""
    for what, text in (("draft", draft.text), ("subject", draft.subject)):
        for signs, residue in _RESIDUES:
            if not any(sign in text for sign in signs):
                continue
            if match := residue.search(text):
                return [_residue(contact, draft, what, match[0])]
    return []


def _residue(contact: Contact, draft: Draft, what: str, residue: str) -> Finding:
    field = next((name for name in contact.columns.positions if residue in contact.text(name)), "")
    if field:
        hint = f"It comes from the cell {contact.cell(field)}: fill it, or leave it empty."
    else:
        hint = f"It comes from the template {draft.template}: mend it there."
    message = f'the {what} still says "{shown(residue)}"'
    return finding("draft-residue", contact, field or "name", message, hint)


def check_gaps(contact: Contact, draft: Draft, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find the hole that an empty field leaves: "Dear ,", double blanks, "()"."""
    text = draft.text
    if not any(sign in text for sign in _GAP_SIGNS):
        return []
    match = _GAP.search(text)
    if match is None:
        return []
    start, end = max(0, match.start() - 15), min(len(text), match.end() + 15)
    around = text[start:end].replace("\n", "⏎")
    return [
        finding(
            "draft-gap",
            contact,
            "name",
            f'the draft has a gap: "…{around}…"',
            f"A cell that {draft.template} uses is empty or has blanks in it: fill it, or put the"
            " words around it between {% if field %} and {% endif %}.",
        )
    ]


def check_courtesy(contact: Contact, draft: Draft, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find a message without a greeting, or without thanks or a close."""
    if draft.channel is Channel.PHONE:
        return []
    text = draft.text
    lacks = []
    first = contact.text("first_name") or contact.name
    opening = text[:80]
    if _GREETS.match(opening) is None and not (first and first in opening):
        lacks.append("greeting")
    if _CLOSES.search(text, max(0, len(text) - 400)) is None:
        lacks.append("thanks or close")
    if not lacks:
        return []
    message = f"the draft has no {' and no '.join(lacks)}"
    hint = f"Add it to the template {draft.template}; a word of each is enough."
    return [finding("draft-curt", contact, "name", message, hint)]


def check_loudness(contact: Contact, draft: Draft, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find too many exclamation marks, or words in capitals one after the other."""
    marks = draft.text.count("!")
    if marks > _MOST_MARKS:
        message = f"the draft has {marks} exclamation marks"
    elif shout := _SHOUT.search(draft.text):
        message = f'the draft shouts: "{shown(shout[0])}"'
    else:
        return []
    hint = f"Say it calmly in the purpose, or in the template {draft.template}."
    return [finding("draft-loud", contact, "purpose", message, hint)]


def check_links(contact: Contact, draft: Draft, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of drafts are called alike
    """Find a link in an invitation: a stranger's link is what people are warned of."""
    if draft.channel is not Channel.LINKEDIN_NOTE:
        return []
    if "http" not in draft.text and "www." not in draft.text:
        return []
    message = "the invitation has a link in it"
    hint = "Leave it for the first message after they accept; it takes the room of a sentence."
    return [finding("note-link", contact, "purpose", message, hint)]


def check_length_in_words(contact: Contact, draft: Draft, background: Background) -> list[Finding]:
    """Find a message longer than the evidence says people answer."""
    if draft.channel is Channel.EMAIL and len(draft.text) > 4 * _MOST_WORDS:
        most = background.settings.whole_number("words email", _MOST_WORDS)
        words = len(draft.text.split())
        if words > most:
            message = f"the email has {words} words with greeting and signature, more than {most}"
            return [_too_wordy(contact, draft, message, "50 to 125 are answered most")]
    if draft.channel is Channel.LINKEDIN_INMAIL and len(draft.text) > _LONG_INMAIL:
        message = f"the InMail has {len(draft.text):,} characters"
        return [_too_wordy(contact, draft, message, "over 1,200 cost 11 % of the answers")]
    return []


def _too_wordy(contact: Contact, draft: Draft, message: str, evidence: str) -> Finding:
    hint = f"Shorten the template {draft.template} or the purpose: {evidence}."
    return finding("draft-wordy", contact, "purpose", message, hint)
