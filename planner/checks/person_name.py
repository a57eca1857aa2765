"""A name that would greet somebody wrongly: an address, a company, capitals, turned round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.checks.explain import finding, shown

if TYPE_CHECKING:
    from planner.checks.context import Background
    from planner.model.contact import Contact
    from planner.model.finding import Finding


_DIGIT = re.compile(r"\d")
_COMPANY_WORDS = (
    "inc ltd llc llp plc gmbh mbh corp limited pty foundation stiftung department abteilung"
    " recruiting recruitment s.r.l b.v s.a team verein society"
)
_COMPANY = frozenset(_COMPANY_WORDS.split())
_OFFICE_WORDS = "info office team hr sales support admin reception kontakt contact sekretariat"
_OFFICE = frozenset(_OFFICE_WORDS.split())
# Given names that are hardly ever family names. They tell "Berg Anna" from "Anna Berg".
_GIVEN_WORDS = (
    "anna anne anke angela andrea alice amanda amy annika antonia barbara beatrice birgit"
    " brigitte camille carla carolina caroline catherine cecilia charlotte christina christine"
    " claudia cristina daniela diana elena elisabeth elizabeth emily emma eva fiona florence"
    " francesca gabriela giulia hannah heather heidi helen helena ingrid irina isabel isabelle"
    " jennifer jessica johanna julia juliane karin katharina katherine katrin kristina laura"
    " linda lisa lucia magdalena margaret maria marie marta martina melanie melissa michelle"
    " monica monika nadia natalia natalie nicole olivia patricia petra rachel rebecca renate"
    " sabine sandra sara sarah silvia simone sofia sonia sophie stefanie stephanie susan"
    " susanne sylvia tanja teresa ursula valentina vanessa vera victoria yvonne alejandro"
    " andreas antonio bjorn carlos christopher diego dmitri eduardo enrique felipe fernando"
    " francesco giovanni giuseppe guillaume gustavo hans-peter ignacio javier jean-luc"
    " jonathan jorge juergen jurgen karl-heinz klaus kevin lorenzo luca marco mehmet michael"
    " nicholas nikolai olivier pablo patrick philippe pierre rafael ricardo sebastian sergei"
    " stefano stephane sven timothy thorsten uwe vladimir wolfgang"
)
_GIVEN = frozenset(_GIVEN_WORDS.split())


def check_name(contact: Contact, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of contacts are called alike
    """Find a name that is none, shouts, or stands the wrong way round."""
    name = contact.name
    if not name:
        return []
    if not name.istitle() and (fault := _odd_letters(name)):
        return _odd(contact, f'"{shown(name)}" {fault}')
    last_word = name.rpartition(" ")[2].rstrip(".").lower()
    if name == contact.company or last_word in (_COMPANY if " " in name else _OFFICE):
        return _odd(contact, f'"{shown(name)}" looks like a company or an office and no person')
    if last_word in _GIVEN and _is_swapped(contact.text("first_name"), contact.text("last_name")):
        return _odd(contact, f'"{shown(name)}" seems to have the family name first')
    return []


def _odd_letters(name: str) -> str:
    if "@" in name:
        return "is an email address and no name"
    if _DIGIT.search(name):
        return "has a digit in it"
    if " " in name and name.isupper() and len(name) > 4:
        return "is in capitals, and so would the greeting be"
    if " " in name and name.islower() and name.isascii():
        return "is in small letters, and so would the greeting be"
    return ""


def _is_swapped(first: str, last: str) -> bool:
    return last.casefold() in _GIVEN and first.casefold() not in _GIVEN and len(first) > 2


def _odd(contact: Contact, message: str) -> list[Finding]:
    hint = (
        "Write the name as the person would: Anna Berg. Or give First name and Last name columns."
    )
    return [finding("name-odd", contact, "name", message, hint)]
