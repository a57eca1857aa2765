"""Texts, names and placeholders: what counts as the same, what as nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.contacts.column_names import snake_case
from planner.contacts.headers import FIELDS, field_of, headers_document, headings, spellings
from planner.model.contact import KNOWN_FIELDS
from planner.text import person_names
from planner.text.normalise import clean, fold, plain
from planner.text.person_names import full_name, split_name
from planner.text.placeholders import _looks_empty, is_placeholder, placeholders


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_folding_keeps_letters_and_digits_only(text: str) -> None:
    assert all(c.isalnum() or not c.isascii() for c in fold(text))
    assert fold(text) == plain(text).replace(" ", "")


def test_a_joiner_inside_an_emoji_or_a_persian_word_stays() -> None:
    assert clean("👩\u200d💻") == "👩\u200d💻"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("An\u200cna") == "Anna"


@given(st.text())
def test_a_snake_case_name_can_always_be_spelled(header: str) -> None:
    name = snake_case(header)
    assert name == "" or name.isidentifier()
    assert snake_case(name) == name


# --- placeholders --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\u00a0", "\u200b", "\ufeff\u00a0", "-", "–", "—", "?", "???", "...", "…", ".",
        "x", "xxx", "X X X", "0", "000", "🤔", "TBD", "tbd.", "(TBD)", "[tbd]", "t.b.d.", "TBDDD",
        "TBD!!", "tbd tbd", "TBD / to be decided", "TBD: ask Anna", "TODO - find a reason", "todo",
        "to do", "n/a", "N.A.", "N/A", "na", "none", "null", "nil", "same as above", "Same",
        "ditto", "see above", "{{ purpose }}", "<<purpose>>", "lorem ipsum dolor",
        "siehe oben", "s.o.", "k.A.", "keine Angabe", "folgt", "wird nachgereicht", "noch offen",
        "à compléter", "A COMPLETER", "à définir", "idem", "s.o", "voir ci-dessus", "néant",
        "por definir", "pendiente", "lo mismo", "igual que arriba", "no aplica", "ver arriba",
        "a definir", "não se aplica", "igual ao anterior", "mesmo que acima", "preencher",
        "da definire", "come sopra", "n.d.", "da compilare", "nessuno",
        "n.v.t.", "nog invullen", "zie boven", "nader te bepalen", "n.n.b.", "同上", "なし",
    ],
)  # fmt: skip
def test_text_that_only_looks_filled_is_a_placeholder(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hire", "PhD position", "N.A. sales role", "ask for a reference", "the opening in Leeds",
        "Todo app feedback", "same field as above the line", "your talk", "Mentoring", "IT", "HR",
        "eine Stelle", "un stage", "una entrevista", "estágio", "un colloquio", "een gesprek",
        "招聘", "实习", "вакансия", "9 to 5 job", "Test engineer role", "Noël fundraiser",
        "no-code workshop", "Text mining job", "Sample donation", "None of your rivals offers this",
    ],
)  # fmt: skip
def test_a_short_real_purpose_is_none(text: str) -> None:
    assert not is_placeholder(text)


@given(
    st.sampled_from(["tbd", "n/a", "todo", "siehe oben", "à compléter", "come sopra"]),
    st.sampled_from(["", " ", "\u00a0", "\u200b", "!", ".", "\n"]),
    st.booleans(),
)
def test_case_blanks_and_marks_do_not_hide_a_placeholder(
    word: str, mark: str, is_loud: bool
) -> None:
    assert is_placeholder(mark + (word.upper() if is_loud else word) + mark)


@given(
    st.sampled_from(sorted(placeholders())) | st.text(max_size=12),
    st.sampled_from(["", " ", "!", " x", " tbd", "e", "-"]),
)
def test_the_quick_look_never_hides_a_placeholder(word: str, tail: str) -> None:
    assert is_placeholder(word + tail) == _looks_empty(word + tail)


def test_the_quick_look_never_hides_one_of_the_table() -> None:
    for word in placeholders():
        assert is_placeholder(word), word
        assert is_placeholder(f"{word.upper()}."), word


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Anna Berg", "Anna", "Berg"),
        ("Anna", "Anna", ""),
        ("", "", ""),
        ("Berg, Anna", "Anna", "Berg"),
        ("DUPONT Marie", "Marie", "DUPONT"),
        ("Marie DUPONT", "Marie", "DUPONT"),
        ("ANNA BERG", "ANNA", "BERG"),
        ("Dr. Anna Berg, PhD", "Anna", "Berg"),
        ("Prof. Dr. Anna Berg", "Anna", "Berg"),
        ("Frau Anna Berg", "Anna", "Berg"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("María de la Cruz", "María", "de la Cruz"),
        ("Jean-Luc O’Neill", "Jean-Luc", "O’Neill"),
        ("Anna Maria Berg", "Anna", "Berg"),
        ("John Smith Jr.", "John", "Smith"),
        ("Anna Berg (she/her)", "Anna", "Berg"),
        ("Anna Berg 🎉", "Anna", "Berg"),
        ("王伟", "王伟", ""),
        ("محمد علي", "محمد علي", ""),
        ("山田 太郎", "山田 太郎", ""),
        ("Анна Берг", "Анна", "Берг"),
        ("Élodie Ågren", "Élodie", "Ågren"),
    ],
)
def test_a_name_is_told_in_its_parts(name: str, first: str, last: str) -> None:
    assert split_name(name) == (first, last)


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [("Anna", "Berg", "Anna Berg"), ("Anna", "", "Anna"), ("", "Berg", "Berg"),
     ("伟", "王", "王伟"), ("太郎", "やまだ", "やまだ 太郎")],
)  # fmt: skip
def test_parts_make_a_name_as_it_is_written_there(first: str, last: str, whole: str) -> None:
    assert full_name(first, last) == whole


@given(st.text(max_size=40))
def test_any_text_can_be_split_as_a_name(name: str) -> None:
    first, last = split_name(clean(name))
    assert isinstance(first, str)
    assert isinstance(last, str)


def test_plain_names_do_not_load_the_parser_of_names() -> None:
    program = (
        "import sys; from planner.text.person_names import split_name;"
        "split_name('Anna Berg'); split_name('Ludwig van Beethoven'); split_name('王伟');"
        "assert not {'nameparser', 'openpyxl', 'pandas', 'rapidfuzz'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


# --- headers -------------------------------------------------------------------------------------


def test_every_known_field_has_its_headings() -> None:
    assert set(FIELDS) == set(KNOWN_FIELDS)


def test_every_heading_of_the_table_means_its_field_or_a_weaker_claim_to_it() -> None:
    for field in FIELDS:
        for spelling in spellings(field):
            found = field_of(spelling)
            assert found is not None, spelling


def test_a_strong_heading_belongs_to_one_field_within_a_language() -> None:
    for code in ("en", "de", "fr", "es", "pt", "it", "nl"):
        owners: dict[str, str] = {}
        for field in FIELDS:
            for word in headings(field).get(code, ()):
                if not word.endswith("?"):
                    key = fold(word)
                    assert owners.setdefault(key, field) == field, (code, word)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Contact email", "email"),
        ("E-Mail / Mail", "email"),
        ("First & last name", "name"),
        ("Firma / Sponsor", "company"),
        ("LinkedIn (URL)", "linkedin_url"),
        ("Phone no.", "phone"),
        ("Größe", None),
        ("Company and website", None),
        ("Email sent on", None),
        ("Met at", None),
    ],
)
def test_a_header_means_a_field_or_none(header: str, field: str | None) -> None:
    found = field_of(header)
    assert (found and found[0]) == field


def test_the_page_of_headers_lists_every_field() -> None:
    page = headers_document()
    assert all(f"## {field}\n" in page for field in FIELDS)


@pytest.mark.parametrize("first", sorted(person_names._ALSO_GIVEN))
@pytest.mark.parametrize("last", ["Berg", "Nguyen", "Müller", "Li"])
def test_a_particle_before_one_word_is_a_given_name_as_nameparser_has_it(
    first: str, last: str
) -> None:
    assert split_name(f"{first} {last}") == (first, last) == person_names._asked(f"{first} {last}")
