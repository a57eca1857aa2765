"""The people of vCards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.importing.sources.imported import Imported, Skipped
from planner.importing.sources.person import person
from planner.importing.sources.vcard import cards_of
from planner.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.importing.sources.vcard import Card


GROUP = "a group, not a person"
COMPANY = "a company, not a person"
CUT = "cut off within the card, where the file ends"
_PROFILES = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "IMPP")


def people_of_cards(text: str, label: str) -> Iterator[Imported | Skipped]:
    """The person of every card; the card of a group or a company is none."""
    for card in cards_of(text):
        place = f"{label} card {card.number}"
        other = CUT if card.is_cut else _other_than_a_person(card)
        yield Skipped(place, other) if other else _person(card, place)


def _person(card: Card, place: str) -> Imported | Skipped:
    last, first, middle = (card.part("N", at) for at in range(3))
    fields = {
        # The formatted name may carry titles and a company; the parts are the person's own.
        "name": "" if first.strip() or last.strip() else card.text("FN", "NICKNAME"),
        "first_name": first,
        "last_name": last,
        "company": card.part("ORG", 0),
        "title": card.text("TITLE", "ROLE"),
        "phone": _phone(card),
        **_place(card),
        "language": card.text("LANG"),
        "notes": card.text("NOTE"),
    }
    return person(
        place,
        fields,
        middle=middle,
        addresses=[each.text.removeprefix("mailto:") for each in card.all("EMAIL")],
        profiles=[each.text for name in _PROFILES for each in card.all(name)],
    )


def _place(card: Card) -> dict[str, str]:
    """City and country of the first postal address that has either."""
    for each in card.all("ADR"):
        parts = (*each.parts, *[""] * 7)
        if parts[3].strip() or parts[6].strip():
            return {"city": parts[3], "country": parts[6]}
    return {}


def _phone(card: Card) -> str:
    spoken = [each for each in card.all("TEL") if "FAX" not in each.types]
    return spoken[0].text.removeprefix("tel:") if spoken else ""


def _other_than_a_person(card: Card) -> str:
    kind = card.text("KIND", "X-ADDRESSBOOKSERVER-KIND").strip().lower()
    if kind == "group":
        return GROUP
    company = plain(card.part("ORG", 0))
    is_named = any(card.part("N", at).strip() for at in range(2))
    shows_company = card.text("X-ABSHOWAS").strip().upper() == "COMPANY"
    is_company = company and not is_named and plain(card.text("FN")) in {"", company}
    return COMPANY if kind in {"org", "organization"} or shows_company or is_company else ""
