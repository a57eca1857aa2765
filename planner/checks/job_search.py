"""The job search: said where it helps, never where the sender's own colleagues would learn."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.checks.explain import finding, shown
from planner.checks.own_employer import names_employer
from planner.text.normalise import in_words

if TYPE_CHECKING:
    from planner.checks.context import Background
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


# Words by which a message says that its sender looks for work.
_SAYS_IT = re.compile(
    r"(?:\bI|\bI(?:'|’)m|\bI am|^|[.!?]\s) ?(?:\w+ly |still |now )?"
    r"(?:looking|searching|hunting) for (?:a |my |an |the |another )?"
    r"(?:new |next |first |full-time |part-time |permanent )*(?:job"
    r"|role|position|post|work|employment|opportunit|internship)"
    r"|\bmy (?:own )?(?:job[ -](?:search|hunt)|next (?:role|position|job|career|step)|cv\b|résumé\b"
    r"|resume\b|application)"
    r"|\b(?:I|I am|I(?:'|’)m) (?:\w+ )?(?:seeking|applying|apply)\b|\bI(?:'d| would) like to apply"
    r"|\bopen to work\b|\bnext position I\b"
    r"|\bsuche (?:ich )?(?:derzeit |gerade )?(?:eine |nach einer )?(?:neuen? )?(?:stelle|position"
    r"|anstellung)|\b(?:meine|meiner) (?:job|stellen)suche|\bmeine bewerbung|bewerbe (?:ich )?mich"
    r"|\bmich (?:\w+ ){0,4}(?:zu )?bewerben|auf (?:der )?(?:stellen|job)suche|meine nächste stelle"
    r"|je (?:re)?cherche (?:un|du|mon) ?(?:nouvel )?(?:emploi|poste|travail)|\bma candidature"
    r"|\bmon cv"
    r"|\bbusco (?:trabajo|empleo)|\bmi (?:currículum|candidatura)|\bprocuro (?:emprego|trabalho)"
    r"|\bcerco (?:lavoro|impiego)|\bik zoek (?:een )?(?:nieuwe )?baan|\bik solliciteer"
    r"|\bmijn sollicitatie",
    re.IGNORECASE | re.MULTILINE,
)
# A post: whoever reads the word knows that work is meant.
_POST_WORDS = (
    "vacancy vacancies opening openings job jobs position positions role roles post"
    " internship internships traineeship apprenticeship hire hires hiring apply application"
    " applicant candidate stelle stellen praktikum ausbildung bewerbung poste postes stage"
    " emploi candidature vacante vacantes puesto puestos empleo practicas vaga vagas emprego"
    " estagio posto impiego tirocinio candidatura vacature vacatures baan sollicitatie"
)
_POSTS = frozenset(_POST_WORDS.split())
# Work in general: a purpose may be about it and name no post.
_CAREER_WORDS = (
    "career careers employer employers employment employ recruit recruiter recruiting workplace"
    " karriere beruf berufseinstieg arbeitgeber carriere embauche carrera trabajo carreira trabalho"
    " carriera lavoro loopbaan werkgever"
)
_CAREER = frozenset(_CAREER_WORDS.split())
_QUICK = (
    "looking", "search", "hunt", "next", "seeking", "open to", "apply", "applic", "cv", "suche",
    "bewerb", "resume", "résumé", "recherche", "candidature", "busco", "empleo", "procuro", "cerco",
    "baan", "sollicit",
)  # fmt: skip


def check_job_search(contact: Contact, draft: Draft, background: Background) -> list[Finding]:
    """Find a job search that is hidden without need, or told where it must not be."""
    if background.job_search == "discreet":
        return _exposed(contact, draft, background)
    if background.job_search == "open" and draft.touch.endswith("#1"):
        return _unsaid(contact, draft)
    if background.job_search == "no" and (words := _said(draft.text)):
        message = f'the draft reads as if you looked for a job: "{words}"'
        hint = f"Take it out of the template {draft.template}, or change Job search (Sender)."
        return [finding("job-search-suggested", contact, "purpose", message, hint)]
    return []


def _said(text: str) -> str:
    """The words by which a message says that its sender looks for work, or ""."""
    spoken = text.casefold()
    if not any(sign in spoken for sign in _QUICK):
        return ""
    match = _SAYS_IT.search(text)
    return match[0] if match else ""


def _exposed(contact: Contact, draft: Draft, background: Background) -> list[Finding]:
    field = risky_field(contact, background)
    if not field:
        return []
    words = _said(draft.text) or next(
        (word for word in in_words(draft.text) if word in _POSTS or word in _CAREER), ""
    )
    if not words:
        return []
    place, text = contact.cell(field), shown(contact.text(field))
    return [
        finding(
            "job-search-exposed",
            contact,
            field,
            f'"{words}" would tell of your job search, and {place} ("{text}") names your own'
            " employer",
            f"Choose another template than {draft.template} for this row, or another purpose.",
        )
    ]


@lru_cache(maxsize=4096)
def _is_about_work(purpose: str) -> bool:
    words = in_words(purpose)
    return not _CAREER.isdisjoint(words) and _POSTS.isdisjoint(words)


def _unsaid(contact: Contact, draft: Draft) -> list[Finding]:
    if not _is_about_work(contact.purpose) or _said(draft.text):
        return []
    message = "the purpose is about work, and the draft does not say that you are looking for it"
    hint = f"Say it openly in the purpose or the template {draft.template}; it helps people help."
    return [finding("job-search-unsaid", contact, "purpose", message, hint)]


if TYPE_CHECKING:
    from planner.checks.context import Background
    from planner.model.contact import Contact


def risky_field(contact: Contact, background: Background) -> str:
    """The field that ties a contact to the sender's own employer, or ""."""
    if not background.own_employers:
        return ""
    for name in ("company", "introduced_by", "knows", *background.context):
        text = contact.text(name)
        if text and names_employer(text, background.own_employers):
            return name
    return ""


def is_discreet_for(contact: Contact, background: Background) -> bool:
    """Whether the job search is told to this contact in confidence."""
    return background.job_search == "discreet" and not risky_field(contact, background)
