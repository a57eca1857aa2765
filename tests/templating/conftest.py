"""Invented people, and libraries made of texts, for the tests of this folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planner.model.channel import Channel
from planner.model.commonality import Commonality
from planner.model.contact import Columns, Contact
from planner.model.sender import Sender
from planner.templating.fields import context
from planner.templating.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from planner.model.cells import CellValue
    from planner.model.draft import Sent
    from planner.templating.template import Message, Template

TODAY = date(2026, 3, 4)
PURPOSE = "your opening for a records manager in Leeds, and whether four days a week would do"


def make_contact(
    *, key: str = "anna-berg", raws: Mapping[str, CellValue] | None = None, **texts: str
) -> Contact:
    """A contact with these texts, on row 2 of a sheet with these columns."""
    columns = Columns(
        "Contacts",
        1,
        {name: place for place, name in enumerate(texts)},
        tuple(range(1, len(texts) + 1)),
        tuple(texts),
    )
    typed = {**texts, **(raws or {})}
    return Contact(key, 2, columns, tuple(texts.values()), tuple(typed[name] for name in texts))


@pytest.fixture
def contact() -> Callable[..., Contact]:
    return make_contact


@pytest.fixture
def anna() -> Contact:
    """A contact of whom everything is known that a shipped template asks for."""
    return make_contact(
        name="Anna Berg",
        first_name="Anna",
        last_name="Berg",
        company="Northgate Archives",
        title="Head of Records",
        purpose=PURPOSE,
        met_at="the Records Society meeting in York",
        topic="Records manager in Leeds",
        knows="Ola Nordahl",
        introduce_to="Ola Nordahl",
        referred_to="Maria Sund",
        duration="twenty minutes",
        last_gift="£40",
        last_gift_for="the reading room",
        ask="£60",
        talked_about="how to weed a mailbox",
    )


# A purpose that is stated, where they met, and a topic, in each language of the templates.
SPOKEN = {
    "en": (PURPOSE, "the Records Society meeting in York", "Records manager in Leeds"),
    "de": (
        "Ihre Stelle in der Aktenplanung, und ob sie auch an vier Tagen ginge",
        "der Archivtagung in Köln",
        "Stelle in der Aktenplanung",
    ),
    "fr": (
        "votre poste d'archiviste à Nantes, et si quatre jours par semaine suffiraient",
        "le congrès des archives à Lyon",
        "Poste d'archiviste",
    ),
    "es": (
        "su vacante de archivera en Sevilla, y si bastarían cuatro días por semana",
        "el congreso de archivos de Mérida",
        "Vacante de archivera",
    ),
    "pt": (
        "a vaga de arquivista no Porto, e se bastariam quatro dias por semana",
        "o congresso de arquivos em Coimbra",
        "Vaga de arquivista",
    ),
    "it": (
        "la posizione di archivista a Ravenna, e se basterebbero quattro giorni",
        "il convegno degli archivi a Trento",
        "Posizione di archivista",
    ),
    "nl": (
        "uw vacature voor archivaris in Zwolle, en of vier dagen genoeg zijn",
        "het archiefcongres in Utrecht",
        "Vacature voor archivaris",
    ),
}


@pytest.fixture
def known_in(anna: Contact) -> Callable[[str], Contact]:
    """Somebody who is written to in a language, and of whom everything is known."""

    def known(language: str) -> Contact:
        if language == "en":
            return anna
        purpose, met_at, topic = SPOKEN[language]
        return make_contact(
            name="Jana Weiß",
            first_name="Jana",
            last_name="Weiß",
            company="Stadtarchiv Nordstadt",
            title="Leiterin",
            purpose=purpose,
            met_at=met_at,
            topic=topic,
        )

    return known


@pytest.fixture
def nobody_in() -> Callable[[str], Contact]:
    """Somebody of whom only a purpose in that language is known."""

    def nobody(language: str) -> Contact:
        return make_contact(name="", first_name="", last_name="", purpose=SPOKEN[language][0])

    return nobody


@pytest.fixture
def nobody() -> Contact:
    """A contact of whom only the purpose is known."""
    return make_contact(name="", first_name="", last_name="", purpose=PURPOSE)


@pytest.fixture
def ada() -> Sender:
    """A sender who filled in everything."""
    return Sender(
        {
            "name": "Ada Example",
            "first_name": "Ada",
            "headline": "Records manager and archivist",
            "offer": "a day of help with your retention schedule",
            "email": "ada@example.org",
            "phone": "+44 20 7946 0000",
            "linkedin_url": "https://www.linkedin.com/in/ada-example",
            "next_position": "records manager in a public archive",
            "postal_address": "1 Example Street, Leeds LS1 1AA",
        }
    )


@pytest.fixture
def sender_of_name() -> Sender:
    """A sender who wrote nothing but a name."""
    return Sender({"name": "Ada Example"})


@pytest.fixture
def shared() -> tuple[Commonality, ...]:
    """What Anna and Ada have in common."""
    return (
        Commonality("school", "Leeds University", "Leeds University", "Sender!B7", "Contacts!F2"),
    )


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Library]:
    """Make a library of files given as name=text, before the shipped ones."""

    def made(files: Mapping[str, str]) -> Library:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Library.load([tmp_path])

    return made


@pytest.fixture
def fill(library: Callable[..., Library], ada: Sender) -> Callable[..., Message]:
    """Fill a body in for a contact, as an email or through the channel asked for."""

    def filled(
        body: str,
        person: Contact | None = None,
        *,
        sender: Sender = ada,
        limit: int | None = None,
        channel: Channel = Channel.EMAIL,
        common: tuple[Commonality, ...] = (),
        previous: Sent | None = None,
    ) -> Message:
        template: Template = library({"mine.txt": f"Channel: {channel}\n\n{body}"}).named("mine")
        person = person or make_contact(name="Anna Berg", first_name="Anna", purpose=PURPOSE)
        names = context(
            person,
            sender,
            today=TODAY,
            step=1,
            channel=channel,
            common=common,
            previous=previous,
        )
        return template.render(names, limit=limit, length=len)

    return filled
