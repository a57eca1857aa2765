"""`planner paths`: who could introduce you to whom, ranked, with the cells that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import counted, print_json, tell
from planner.model.errors import UsageError
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.campaign import Campaign
    from planner.contacts.introductions.route import Route
    from planner.model.contact import Contact


_SHOWN = 5  # routes to one person


@click.command()
@click.argument("words", nargs=-1, metavar="[WORKBOOK] [WHO]")
@click.option("--all", "show_all", is_flag=True, help="Show every route to a person.")
@options.as_json
@options.reading_options
def paths(words: tuple[str, ...], show_all: bool, as_json: bool, **reading: Any) -> None:
    """Show who could introduce you to whom; with WHO, every route to that person.

    The people whom you know stand on the sheet Connections; who knows whom, in the columns
    "Introduced by" and "Knows" of your contacts. Each route names the cells that it comes from.
    Nobody is asked for more than a few introductions: "asks per introducer" in Settings, else 2.

    \b
    planner paths contacts.xlsx
    planner paths contacts.xlsx "Anna Berg"
    planner paths contacts.xlsx --json
    """
    from planner.contacts.find_contacts import contacts_meant  # noqa: PLC0415 - start-up stays light

    path, rest = options.workbook_and_rest(words)
    campaign = options.open_campaign(path, **reading)
    who = " ".join(rest)
    people = contacts_meant(campaign.book.contacts, who) if who else None
    _require_something_to_go_by(campaign)
    if as_json:
        print_json(_document(campaign, people))
    elif people is not None:
        for contact in people:
            _print_person(campaign, contact, most=None if show_all else _SHOWN)
    else:
        _print_all(campaign)
    if not as_json:
        for doubt in campaign.drafts.introductions.doubts:
            tell(f"Not used: {doubt}.", err=True)


def _require_something_to_go_by(campaign: Campaign) -> None:
    columns = campaign.book.contacts.columns.positions
    if campaign.book.connections or "introduced_by" in columns or "knows" in columns:
        return
    raise UsageError(
        f"{campaign.book.path.name} does not say whom you know.",
        'Add LinkedIn\'s Connections.csv as a sheet "Connections", or a column "Introduced by" or'
        ' "Knows" to your contacts.',
    )


def _print_all(campaign: Campaign) -> None:
    chosen = campaign.drafts.introductions.chosen
    for route in sorted(chosen.values(), key=lambda each: (-each.strength, each.contact.row)):
        tell(_about(route.contact))
        tell(f"    {_told(route)}")
    without = len(campaign.book.contacts) - len(chosen) - len(campaign.drafts.introductions.direct)
    known = counted(len(campaign.drafts.introductions.direct), "contact")
    found = counted(len(chosen), "contact")
    tell(f"{found} with somebody to ask; {known} whom you know yourself; {without:,} without.")
    if chosen:
        name = next(iter(chosen.values())).contact.name
        tell(f"Next: {command('paths', campaign.book.path, name)} shows every route.")


def _print_person(campaign: Campaign, contact: Contact, *, most: int | None) -> None:
    introductions = campaign.drafts.introductions
    tell(_about(contact))
    cell = introductions.direct.get(contact.id)
    routes = introductions.routes(contact.id)
    if contact.id in introductions.suppressed:
        tell(f"    {introductions.suppressed[contact.id]}.")
    elif cell:
        tell(f"    You are connected yourself ({cell}).")
    elif not routes:
        tell("    Nobody whom you know leads there.")
    for route in routes[:most]:
        tell(f"    {_told(route)}{_reserved(campaign, route)}")
    if most is not None and len(routes) > most:
        tell(f"    ... and {len(routes) - most} more; --all shows them.")


def _about(contact: Contact) -> str:
    known = ", ".join(filter(None, (contact.name, contact.text("title"), contact.company)))
    return f"{known} (row {contact.row})"


def _told(route: Route) -> str:
    chain = ", then ".join(map(str, route.people))
    return f"{route.strength:>2}  ask {chain}: {route.why}  [{route.evidence}]"


def _reserved(campaign: Campaign, route: Route) -> str:
    """Say where the person is asked for others already, as often as one person should be."""
    introductions = campaign.drafts.introductions
    chosen = introductions.chosen
    asks = [each.contact.name for each in chosen.values() if each.asked.key == route.asked.key]
    if route.contact.id in chosen and chosen[route.contact.id].asked.key == route.asked.key:
        return "  (the one to ask)"
    if len(asks) >= introductions.most_asks:
        return f"  (better asked about {' and '.join(asks)})" if asks else ""
    return ""


def _document(campaign: Campaign, people: Sequence[Contact] | None) -> dict[str, object]:
    introductions = campaign.drafts.introductions
    contacts = campaign.book.contacts if people is None else people
    return {
        "contacts": [
            {
                "contact": contact.id,
                "name": contact.name,
                "company": contact.company,
                "row": contact.row,
                "barred": introductions.suppressed.get(contact.id, ""),
                "connected": introductions.direct.get(contact.id, ""),
                "routes": [_record(campaign, route) for route in introductions.routes(contact.id)],
            }
            for contact in contacts
        ],
        "asks_per_introducer": introductions.most_asks,
        "doubts": list(introductions.doubts),
    }


def _record(campaign: Campaign, route: Route) -> dict[str, object]:
    return {
        "ask": route.asked.name,
        "people": [
            {"name": each.name, "company": each.company, "position": each.position}
            for each in route.people
        ],
        "strength": route.strength,
        "why": route.why,
        "cells": [cell for link in route.links for cell in link.cells if cell],
        "evidence": route.evidence,
        "is_chosen": campaign.drafts.introductions.chosen.get(route.contact.id) == route,
    }
