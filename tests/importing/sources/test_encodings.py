"""Lists in old encodings: the right letters, or a question; never a lost letter in silence."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from planner.importing.sources.read_people import read_people
from planner.importing.sources.source_errors import ImportingError
from planner.text.dates import typed_day
from planner.text.mojibake import is_broken, repaired
from planner.workbook.text_encoding import UnclearEncodingError, decode

if TYPE_CHECKING:
    from pathlib import Path

SURE = {
    "cp1252": (
        "Müller", "José García", "Muñoz", "Hélène Dupré", "Søren Kjær", "João Conceição", "Renée",
        "Åsa Lindström", "Niccolò", "François", "Zoë", "MÜLLER", "5 € – “so” it’s", "Straße",
    ),
    "cp1250": (
        "Paweł Nowak", "Gdańsk", "Jiří Dvořák", "Łukasz Wiśniewski", "Győr Dezső", "Đorđe Čović",
        "Małgorzata Zając", "Řehoř", "ŁUKASZ ŻÓŁĆ", "Škoda Ústí", "Žofie Dvořáková", "Kraków",
    ),
    "cp1251": ("Анна Иванова", "Сергей", "иван", "Київ Їжак", "Ольга Петрова", "Дмитрий"),
    "cp932": ("田中太郎", "山田 はなこ", "スズキ", "鈴木"),
    "mac_roman": ("José Müller", "François", "Hélène", "Søren", "Muñoz", "João", "Åsa Björn"),
    "cp850": ("Müller Groß", "José", "François"),
    "cp1253": ("Γιάννης Παπαδόπουλος",),
    "cp1254": ("Ayşe Yılmaz", "Çiğdem"),
    "cp1255": ("שרה לוי",),
    "cp1257": ("Kęstutis Žukauskas",),
    "koi8_r": ("Анна Иванова",),
    "cp866": ("Анна Иванова",),
    "iso8859_2": ("Paweł Łukasz", "Šimon Žofie"),
    "cp949": ("김철수 서울 박영희",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "name"), [(code, name) for code, names in SURE.items() for name in names]
)
def test_names_tell_the_encoding_of_a_list(encoding: str, name: str) -> None:
    text = f"name;email\n{name};a@x.example\n"

    assert decode(text.encode(encoding), "people.csv") == text


@pytest.mark.parametrize(
    ("encoding", "name"), [("gb18030", "张伟"), ("euc_jp", "田中太郎"), ("cp1250", "Xčq")]
)
def test_what_nothing_tells_is_a_question_with_the_rows(
    tmp_path: Path, encoding: str, name: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(f"name;email\n{name};a@x.example\n{name};b@x.example\n".encode(encoding))

    with pytest.raises(ImportingError) as error:
        read_people(path)
    assert "Which of these rows are right?" in error.value.message
    assert "--encoding" in error.value.hint

    people = read_people(path, encoding=encoding).people
    assert [person.fields["name"] for person in people] == [name, name]


def test_an_encoding_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("name;email\nMüller;a@x.example\n".encode("cp1252"))

    for wrong in ("klingon", "utf-8", "rot13", "hex"):
        with pytest.raises(ImportingError):
            read_people(path, encoding=wrong)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_shows_itself(encoding: str) -> None:
    text = "name;email\nŽofie 田中;a@x.example\n"

    assert decode(text.encode(encoding), "people.csv").removeprefix("\ufeff") == text


def test_a_file_glued_of_utf_8_and_windows_keeps_all_letters() -> None:
    raw = "Žofie;Łukasz;Renée;Ünal\n".encode() + "Müller\n".encode("cp1252")

    assert decode(raw, "people.csv") == "Žofie;Łukasz;Renée;Ünal\nMüller\n"


def test_a_question_never_comes_where_only_the_beginning_is_looked_at() -> None:
    assert decode("Xčq".encode("cp1250"))
    with pytest.raises(UnclearEncodingError):
        decode("Xčq".encode("cp1250"), "people.csv")


@pytest.mark.parametrize(
    ("broken", "sound"),
    [
        ("JosÃ©", "José"), ("MÃ¼ller", "Müller"), ("FranÃ§ois", "François"), ("Ã…sa", "Åsa"),
        ("PaweÅ‚", "Paweł"), ("Å½ofie", "Žofie"), ("Ð\x90Ð½Ð½Ð°", "Анна"), ("РђРЅРЅР°", "Анна"),
        ("JosĂ©", "José"), ("Jos√©", "José"), ("itâ€™s", "it’s"), ("ç”°ä¸\xad", "田中"),
        ("JoÃ£o", "João"),
    ],
)  # fmt: skip
def test_letters_read_in_a_wrong_encoding_are_known(broken: str, sound: str) -> None:
    assert is_broken(broken)
    assert repaired(broken) == sound


@pytest.mark.parametrize(
    "sound",
    ["José", "Müller", "Žofie Dvořáková", "Анна", "田中", "Ångström", "naïve", "São", "5 €", "“x”"],
)
def test_sound_letters_are_left_alone(sound: str) -> None:
    assert not is_broken(sound)


def test_broken_letters_and_lost_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Email\nJosÃ© Roe,a@x.example\nM\ufffdller Bo,b@x.example\n", "utf-8")

    assert [text for _, text in read_people(path).broken if " " in text] == [
        "JosÃ© Roe",
        "M\ufffdller Bo",
    ]


@pytest.mark.parametrize(
    "row",
    [
        'Anna Berg, anna@x.example, "Acme, Ltd"', 'Anna Berg,anna@x.example,   "Acme, Ltd"',
        '"Anna Berg", "anna@x.example", "Acme, Ltd"', 'Anna Berg, anna@x.example, "Acme, Ltd" ',
        '"Anna Berg" , "anna@x.example" , "Acme, Ltd" ',
    ],
)  # fmt: skip
def test_a_quotation_mark_after_a_blank_opens_a_cell(tmp_path: Path, row: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"name, email, company\n{row}\nBo Li, bo@x.example, Li\n", "utf-8")

    (anna, bo) = read_people(path).people

    assert (anna.fields["name"], anna.fields["company"]) == ("Anna Berg", "Acme, Ltd")
    assert bo.fields["company"] == "Li"


@pytest.mark.parametrize(
    ("separator", "text"), [(";", "Acme; Ltd"), ("|", "Acme| Ltd"), (";", "two\nlines; here")]
)
def test_it_does_so_after_any_separator(tmp_path: Path, separator: str, text: str) -> None:
    path = tmp_path / "people.csv"
    cells = [["name", "email", "company"], ["Anna Berg", "a@x.example", f'"{text}"']]
    path.write_text("\n".join(f"{separator} ".join(row) for row in cells) + "\n", "utf-8")

    assert read_people(path).people[0].fields["company"] == text


@pytest.mark.parametrize(
    "typed",
    [
        "24-Nov-26", "24. Nov. 26", "24-nov.-26", "24 nov 26", "24. November 26", "24/nov/26",
        "24.Nov.26", "24-Nov-2026", "Tue 24-Nov-26", "24-Nov-26 10:00", "24 de nov de 26",
        "24-noviembre-26",
    ],
)  # fmt: skip
def test_dates_are_read_as_excel_writes_them(typed: str) -> None:
    assert str(typed_day(typed)) == "2026-11-24"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "people.csv"
    os.mkfifo(pipe)

    for path in (pipe, tmp_path.__class__("/dev/zero")):
        with pytest.raises(ImportingError, match="is no file but a pipe"):
            read_people(path)
