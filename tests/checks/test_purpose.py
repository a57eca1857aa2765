from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.checks.unsure_purpose import is_unsure
from planner.checks.vague_purpose import is_vague
from planner.model.finding import Severity
from planner.words import all_of
from planner.words.phrases import expression

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import World

LABELLED = Path(__file__).with_name("labelled_purposes.tsv")


def labelled(part: str) -> list[tuple[str, str]]:
    """Label and purpose of one part: "tune", or "held out".

    No word list was made from what is held out. It was judged at every run while the rules were
    made, though, so its figures flatter. Of batches by other hands, each judged once before it
    joined what is tuned on, the last four had 86 to 92 % of the missing ones found, 89 to 99 % of
    the vague ones, and under 1 % of the stated ones flagged. New purposes belong to one part or the
    other before they are first judged.
    """
    rows = [line.split("\t") for line in LABELLED.read_text(encoding="utf-8").split("\n") if line]
    return [(label, purpose) for its_part, label, _, purpose in rows if its_part == part]


def judged(world: Callable[..., World], purpose: str) -> str:
    person = {"name": "Anna Berg", "company": "Fernhill Archives", "purpose": purpose}
    slugs = {found.slug for found in world(person).of_contact()}
    verdicts = {"purpose-missing": "missing", "purpose-vague": "vague"}
    return next((said for slug, said in verdicts.items() if slug in slugs), "stated")


def test_the_judgement_of_purposes_holds_on_those_it_was_not_made_with(
    world: Callable[..., World], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(label, judged(world, purpose)) for label, purpose in labelled("held out")]
    figures = {}
    for kind in ("missing", "vague", "stated"):
        right = sum(label == said == kind for label, said in rows)
        figures[kind] = (
            right / sum(said == kind for _, said in rows),
            right / sum(label == kind for label, _ in rows),
        )
    with capsys.disabled():
        for kind, (precision, recall) in figures.items():
            print(f"\npurposes {kind}: precision {precision:.1%}, recall {recall:.1%}", end="")
        print(f" ({len(rows)} held out)")
    assert figures["missing"][1] >= 0.98
    assert figures["vague"][1] >= 0.90
    assert figures["stated"][1] >= 0.97


def test_the_judgement_of_purposes_still_fits_those_it_was_made_with(
    world: Callable[..., World],
) -> None:
    wrong = [row for row in labelled("tune") if judged(world, row[1]) != row[0]]
    assert len(wrong) <= 0.01 * len(labelled("tune")), wrong


def test_no_opening_of_a_note_tries_the_same_words_in_ever_new_ways() -> None:
    """A choice that repeats must end at a blank: "al|la|alla" over and over parts in 2^n ways.

    Were it so, the match of an opening with its own words would not come to an end.
    """
    openings = [expression(phrase) for phrase in all_of("note.openings")]
    assert len(openings) > 150
    for opening in openings:
        words = re.findall(r"(?<!\\)[^\W\d_]+", opening)
        for text in (" ".join(words), *(" ".join([words[0], *[word] * 60]) for word in words)):
            re.compile(opening).match(text)
        assert "| )*" not in opening


def test_a_cell_full_of_text_is_no_note(world: Callable[..., World]) -> None:
    assert judged(world, "TBD") == "missing"
    assert judged(world, "see above " + "and the history of the parish " * 900) == "stated"


def test_the_labelled_purposes_are_several_hundred_in_every_language_and_kind() -> None:
    rows = labelled("held out") + labelled("tune")
    assert len(rows) > 1_000
    assert {label for label, _ in rows} == {"missing", "vague", "stated"}


@pytest.mark.parametrize(
    "purpose",
    ["thesis interview, 20 min", "CV check", "your vacancy in planning", "speak at May Day rally"],
)
def test_a_short_purpose_that_names_its_thing_is_not_vague(
    world: Callable[..., World], purpose: str
) -> None:
    assert world({"name": "Anna Berg", "purpose": purpose}).of_contact() == []


@pytest.mark.parametrize(
    "note",
    ["needs an angle", "kiln lady from the fair, no idea what we said", "moved to Chicago I think"],
)
def test_what_reads_like_a_note_to_oneself_is_a_warning(
    world: Callable[..., World], note: str
) -> None:
    (found,) = world({"name": "Anna Berg", "purpose": note}).of_contact()
    assert (found.slug, found.severity, found.cell) == ("purpose-unsure", Severity.WARNING, "B2")


def test_a_doubt_about_a_purpose_touches_at_most_3_percent_of_those_that_are_stated() -> None:
    fresh = labelled("fresh")
    stated = [text for label, text in fresh if label == "stated" and not is_vague(text)]
    notes = [text for label, text in fresh if label == "missing"]
    silent = [text for text in notes if not is_vague(text) and not is_placeholder_purpose(text)]
    assert sum(map(is_unsure, stated)) <= 0.03 * len(stated)
    assert sum(map(is_unsure, silent)) >= 0.33 * len(silent)


def test_a_blank_purpose_is_missing_and_an_error(world: Callable[..., World]) -> None:
    (found,) = world({"name": "Anna Berg", "purpose": ""}).of_contact()
    assert (found.slug, found.severity, found.cell) == ("purpose-missing", Severity.ERROR, "B2")
    assert found.contact == "anna berg"


def test_a_sheet_without_a_purpose_column_says_so_at_the_name(world: Callable[..., World]) -> None:
    (found,) = world({"name": "Anna Berg"}).of_contact()
    assert found.cell == "A2"
    assert "no Purpose column" in found.message


def test_the_contacts_own_company_makes_no_purpose_specific(world: Callable[..., World]) -> None:
    vague = {"name": "Anna Berg", "company": "Kestrel", "purpose": "opportunities at Kestrel"}
    stated = {**vague, "purpose": "the welding course at Kestrel"}
    assert [found.slug for found in world(vague).of_contact()] == ["purpose-vague"]
    assert world(stated).of_contact() == []


def test_a_purpose_in_another_script_is_never_called_vague(world: Callable[..., World]) -> None:
    assert world({"name": "田中由紀", "purpose": "博物館の目録について"}).of_contact() == []


def test_a_purpose_on_many_rows_is_said_once_with_the_count(world: Callable[..., World]) -> None:
    people = [{"name": f"Person {n}", "purpose": "your welding course"} for n in "ABCDEFG"]
    found = [each for each in world(*people).of_list() if each.slug == "purpose-repeated"]
    assert [each.cell for each in found] == ["B2"]
    assert found[0].message.startswith("7 rows have the same purpose")


def test_a_placeholder_on_many_rows_is_not_also_called_repeated(
    world: Callable[..., World],
) -> None:
    people = [{"name": f"Person {n}", "purpose": "TBD"} for n in "ABCDEFG"]
    assert world(*people).of_list() == []


PERSON = {"name": "Anna Berg", "purpose": "your opening for a records manager in Leeds"}


@pytest.mark.parametrize(
    "text",
    [
        "Hello Anna,\nWhy I'm writing: your opening for a records manager in Leeds.\nThank you",
        "Hello Anna,\nYour opening for a records manager in Leeds caught my eye. Thank you",
        "Hello Anna,\nI saw an opening for a records manager, in Leeds of all places. Thank you",
    ],
)
def test_a_draft_that_says_its_purpose_in_any_form_passes(
    world: Callable[..., World], text: str
) -> None:
    assert world(PERSON).of_draft(text) == []


def test_a_draft_that_lost_its_purpose_is_an_error(world: Callable[..., World]) -> None:
    (found,) = world(PERSON).of_draft("Hello Anna,\nlet us meet.\nThank you")
    assert (found.slug, found.severity, found.cell) == ("purpose-lost", Severity.ERROR, "B2")
