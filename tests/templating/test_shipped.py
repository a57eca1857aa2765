"""Every shipped template, for a contact with everything and for one with nothing but a purpose.

The golden texts stand in golden/, one file a template. After a change on purpose, write them anew
with PLANNER_UPDATE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.contacts.limits import lengths_from
from planner.model.channel import Channel
from planner.model.commonality import Commonality
from planner.model.draft import Sent
from planner.model.settings import Settings
from planner.templating.fields import context
from planner.templating.library import Library
from planner.templating.shipped import templates
from planner.text.channels import parse_channel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.model.contact import Contact
    from planner.model.sender import Sender
    from planner.templating.template import Message

TODAY = date(2026, 3, 4)
GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.name.removesuffix(".txt") for path in templates().glob("*.txt"))
FAULTS = re.compile(r"  | [,.]|\n{3}|[{}%]|None|nan|\(\)|,,|\.\.|, *\.|^\s|\s$|: *\n|[?!]\.")
CLICHES = re.compile(
    r"hope this (email|message|note) finds|pick your brain|touch base|reach(ing)? out|circle back"
    r"|synerg|excited to|game.chang|at your earliest convenience|to whom it may concern",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def shipped() -> Library:
    return Library.load([])


def filled(
    library: Library,
    name: str,
    person: Contact,
    sender: Sender,
    *,
    common: Sequence[Commonality] = (),
    is_followed: bool = False,
) -> Message:
    template = library.named(name)
    before = Sent(date(2026, 2, 23), template.channel, "Records", "") if is_followed else None
    limit = lengths_from(Settings({})).get(str(template.channel))
    names = context(
        person,
        sender,
        today=TODAY,
        step=2 if is_followed else 1,
        channel=template.channel,
        common=common,
        previous=before,
    )
    return template.render(names, limit=limit.number if limit else None, length=len)


def page(message: Message) -> str:
    lines = [f"Subject: {message.subject}", ""] if message.subject else []
    lines += [message.text]
    lines += [f"[left out: {part}]" for part in message.dropped]
    return "\n".join(lines)


@pytest.mark.parametrize("name", NAMES)
def test_each_reads_well_at_its_fullest_and_its_barest(  # noqa: PLR0917 - fixtures
    shipped: Library,
    name: str,
    known_in: Callable[[str], Contact],
    nobody_in: Callable[[str], Contact],
    ada: Sender,
    sender_of_name: Sender,
    shared: tuple[Commonality, ...],
) -> None:
    language = shipped.named(name).file_name.language or "en"
    known, nobody = known_in(language), nobody_in(language)
    fullest = filled(shipped, name, known, ada, common=shared, is_followed=True)
    barest = filled(shipped, name, nobody, sender_of_name)
    channel = shipped.named(name).channel
    for message, person in ((fullest, known), (barest, nobody)):
        # A task is a note to the sender: it greets nobody and is signed by nobody.
        assert channel is Channel.TASK or person.purpose.partition(", ")[2] in message.text
        body = message.text.partition("\n")[2].lstrip()  # Spanish greets with a colon
        assert not FAULTS.search(body.replace("...", "…")), message.text
        assert not FAULTS.search(message.subject), message.subject
        assert not CLICHES.search(message.text)
        assert bool(message.subject) is channel.has_subject
        assert len(message.subject) <= 60
        assert channel is Channel.TASK or "Ada" in message.text
    pages = f"{page(fullest)}\n\n=== with a purpose and the sender's name alone\n\n{page(barest)}\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("PLANNER_UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(pages, encoding="utf-8", newline="\n")
    assert pages == golden.read_text(encoding="utf-8")


def test_no_golden_text_is_left_over() -> None:
    assert sorted(path.name.removesuffix(".txt") for path in GOLDEN.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if "-email" in name or name == "email"])
def test_an_email_is_short(
    shipped: Library, name: str, anna: Contact, ada: Sender, shared: tuple[Commonality, ...]
) -> None:
    words = filled(shipped, name, anna, ada, common=shared).text.split()
    assert len(words) <= 190


@pytest.mark.parametrize("name", NAMES)
def test_where_they_met_is_not_told_twice(
    shipped: Library, name: str, contact: Callable[..., Contact], ada: Sender
) -> None:
    met = "Archive Days 2025"
    person = contact(name="Anna Berg", first_name="Anna", purpose="a question", met_at=met)
    event = Commonality("event", met, met, "Sender!B9", "Contacts!F2")
    assert filled(shipped, name, person, ada, common=[event]).text.count(met) <= 1
    school = Commonality("school", "Leeds University", "Leeds", "Sender!B7", "Contacts!G2")
    assert filled(shipped, name, person, ada, common=[event, school]).text.count(met) <= 1


def test_a_german_template_dates_in_german_whatever_the_contacts_cell_says(
    shipped: Library, nobody: Contact, ada: Sender
) -> None:
    message = filled(shipped, "email-follow-up.de", nobody, ada, is_followed=True)
    assert "23. Februar" in message.text


def test_every_channel_has_a_first_message_and_a_follow_up(shipped: Library) -> None:
    names = {template.name for template in shipped}
    for base in ("note", "message", "inmail", "email", "letter", "phone"):
        assert {base, f"{base}-follow-up"} <= names


def test_each_template_is_meant_for_its_own_channel(shipped: Library) -> None:
    words = {"note", "message", "inmail", "email", "letter", "phone", "task"}
    for template in shipped:
        said = words & set(template.file_name.base.split("-"))
        assert {parse_channel(word) or Channel(word) for word in said} == {template.channel}


def test_the_search_is_named_to_no_one_for_whom_it_is_a_secret(
    shipped: Library, anna: Contact
) -> None:
    for channel in Channel:
        for step in (1, 2, 3):
            choice = shipped.choose(anna, channel=channel, step=step, language="", is_discreet=True)
            assert "next job" not in choice.template.source
            assert "next_position" not in choice.template.source


def test_the_shipped_templates_need_nothing_of_the_sender_but_the_name(shipped: Library) -> None:
    assert shipped.required_sender_fields() == {"name"}
