"""Purposes of every shape in seven languages, each in a message: a text to read line by line.

purposes/ has what owners typed, one a line (`\\n` for a line break); read/ the sentence, the
subject, the ask, and one whole message through each of the core templates in turn. After a change
on purpose, write them anew with PLANNER_UPDATE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.contacts.limits import lengths_from
from planner.model.sender import Sender
from planner.model.settings import Settings
from planner.templating.fields import context
from planner.templating.library import Library
from planner.templating.prose.opening import opening
from planner.templating.prose.purpose_kind import kind_of
from tests.templating.conftest import make_contact

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
CORE = ("email", "note", "message", "inmail", "letter", "phone")
SENDER = Sender({"name": "Dana Whitlock", "first_name": "Dana", "employer": "Larkfield"})
WRONG = re.compile(
    r"Why I'm writing|\.\.|  | [,.]|[?!]\.|:\)|\bde les?\b(?! [fd])|\bum Ihr Vortrag\b|^\s*\W\s*$",
    re.MULTILINE,
)
WRONG_IN_ENGLISH = re.compile(
    r"\babout (?:to|about|how do|I|we|you) |\ba (?!u[ns])[aeiou][a-z]+ |writing to to"
)


def purposes(language: str) -> list[str]:
    lines = (HERE / "purposes" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load([])


def pages(library: Library, language: str) -> Iterator[str]:
    for number, purpose in enumerate(purposes(language)):
        base = CORE[number % len(CORE)]
        template = library.named(base if language == "en" else f"{base}.{language}")
        person = make_contact(
            key=f"p{number}", name="Marta Lind", first_name="Marta", last_name="Lind",
            company="Elm & Co", purpose=purpose,
        )  # fmt: skip
        names = context(person, SENDER, today=date(2026, 3, 4), step=1, channel=template.channel)
        limit = lengths_from(Settings({})).get(str(template.channel))
        message = template.render(names, limit=limit.number if limit else None)
        kind = kind_of(purpose, language).kind
        yield (
            f"### {purpose}\n[{kind}] {opening(purpose, language, person.id)}\n\n"
            f"{base}{': ' if message.subject else ''}{message.subject}\n{message.text}\n"
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_purpose_reads_as_somebody_would_write_it(library: Library, language: str) -> None:
    made = "\n".join(pages(library, language))
    read = HERE / "read" / f"{language}.txt"
    if os.environ.get("PLANNER_UPDATE_GOLDEN"):
        read.parent.mkdir(exist_ok=True)
        read.write_text(made, encoding="utf-8", newline="\n")
    assert made == read.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_has_a_known_fault(library: Library, language: str) -> None:
    for page in pages(library, language):
        said = page.partition("\n")[2]
        assert not WRONG.search(said), page
        assert language != "en" or not WRONG_IN_ENGLISH.search(said), page


def test_there_are_150_of_them() -> None:
    assert sum(len(purposes(language)) for language in LANGUAGES) >= 150
