"""Every check: its slug, how much it weighs, why it matters, an example, the remedy.

`planner explain` and the documentation are made from here, and so is the severity of every
finding. A slug never changes its meaning: the Settings sheets of users name it.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.model import Severity

__all__ = ["CHECKS", "Check"]

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


@dataclass(frozen=True, slots=True)
class Check:
    """What planner says of one kind of finding; `source` names the evidence and its date, or ""."""

    slug: str
    severity: Severity
    reason: str
    example: str
    remedy: str
    source: str = ""


CHECKS: tuple[Check, ...] = (
    Check(
        "purpose-missing",
        ERROR,
        reason="A message without a purpose asks a stranger to guess what you want; there is no"
        " draft without one.",
        example="Purpose is blank, or says TBD, n/a, ?, xxx, same as above.",
        remedy="Complete the sentence “Why I'm writing: …” for this very person.",
    ),
    Check(
        "suppressed",
        ERROR,
        reason="This person, company or domain is on your Do not contact sheet, which beats"
        " everything else.",
        example="anna@example.org stands under Email on the sheet Do not contact.",
        remedy="Nothing to mend; take the entry out only if it is a mistake.",
    ),
    Check(
        "draft-too-long",
        ERROR,
        reason="The channel would cut the message or refuse it.",
        example="A note of 214 characters; an invitation from a free account takes 200.",
        remedy="Shorten the purpose or the template, or say in Settings which account you have"
        " (linkedin account: premium).",
        source="LinkedIn's compose box and LinkedIn Help, 2026-08; characters are UTF-16 code"
        " units, as in any text box of a browser (HTML Standard, maxlength)",
    ),
    Check(
        "subject-too-long",
        ERROR,
        reason="The channel would cut the subject or refuse it.",
        example="An InMail subject of 230 characters; 200 fit.",
        remedy="Shorten the topic or the template's Subject line.",
        source="LinkedIn Help, 2026-08",
    ),
)
