"""The sample workbooks are made by their script, hold what they claim, and invent everybody."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from planner.contacts.find_sheet import find_contacts
from planner.contacts.read_contacts import read_contacts
from planner.contacts.sender_sheet import read_sender
from planner.contacts.starter.write_starter import STAMP
from planner.text.placeholders import is_placeholder
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from planner.model.contact import ContactList

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_workbooks"
NAMES = ("conference", "fundraiser", "job_search", "mentors")
MADE = (*NAMES, "every_check/every_check", "every_check/unfinished")
# Why planner writes workbooks without openpyxl; it reads them well enough for these tests.
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

# Where the purposes stand: sheet, header row, header.
PURPOSES = {
    "conference": ("People 🌊", 4, "Purpose"),
    "fundraiser": ("Donors", 3, "Purpose"),
    "job_search": ("Contacts", 1, "Purpose"),
    "mentors": ("Mentorinnen und Mentoren", 5, "Anliegen"),
}

# What each sample is there to show: a word in one of its parts, by part.
FEATURES = [
    ("job_search", "xl/tables/table1.xml", "<autoFilter"),
    ("job_search", "xl/worksheets/sheet1.xml", "<tablePart "),
    ("job_search", "xl/worksheets/sheet1.xml", "<dataValidation "),
    ("job_search", "xl/worksheets/sheet1.xml", "<conditionalFormatting "),
    ("job_search", "xl/worksheets/sheet1.xml", "<hyperlink "),
    ("job_search", "xl/comments/comment1.xml", "Henrik"),
    ("job_search", "xl/worksheets/sheet4.xml", "<v>#N/A</v>"),
    ("mentors", "xl/worksheets/sheet1.xml", '<mergeCell ref="A1:U1"'),
    ("mentors", "xl/worksheets/sheet1.xml", '<mergeCell ref="U10:U11"'),
    ("mentors", "xl/sharedStrings.xml", "Zuletzt\ndabei"),
    ("mentors", "xl/styles.xml", '"00000"'),
    ("mentors", "xl/workbook.xml", '<definedName name="Liste"'),
    ("fundraiser", "xl/charts/chart1.xml", "barChart"),
    ("fundraiser", "xl/worksheets/sheet1.xml", 'type="dataBar"'),
    ("fundraiser", "xl/worksheets/sheet1.xml", 'type="colorScale"'),
    ("fundraiser", "xl/worksheets/sheet1.xml", "<filterColumn "),
    ("fundraiser", "xl/worksheets/sheet1.xml", 'hidden="1"'),
    ("fundraiser", "xl/styles.xml", "0.0%"),
    ("fundraiser", "xl/styles.xml", "[$$-409]#,##0"),
    ("fundraiser", "xl/styles.xml", "mmmm d, yyyy"),
    ("conference", "xl/media/image1.png", "PNG"),
    ("conference", "xl/threadedComments/threadedComment1.xml", "parentId="),
    ("conference", "xl/persons/person.xml", "Bao Lam"),
    ("conference", "xl/worksheets/sheet1.xml", "<x14:sparkline>"),
    ("conference", "xl/worksheets/sheet1.xml", 'type="iconSet"'),
    ("conference", "xl/worksheets/sheet2.xml", 'rightToLeft="1"'),
    ("conference", "xl/workbook.xml", '<definedName name="BestScore"'),
    ("conference", "xl/sharedStrings.xml", "田中 美咲"),
    ("conference", "xl/sharedStrings.xml", "ליאור אברהמי"),
]


@cache
def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def sample(name: str) -> Path:
    return SAMPLES / f"{name}.xlsx"


def made_in(folder: Path, hash_seed: int) -> Path:
    folder.mkdir()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(hash_seed)}
    script = [sys.executable, str(SAMPLES / "make_samples.py"), str(folder)]
    subprocess.run(script, check=True, env=environment, capture_output=True)
    return folder


def purposes(name: str) -> list[tuple[str, str]]:
    """The last name (or name) and the purpose of each row."""
    title, header_row, header = PURPOSES[name]
    sheet = load_workbook(sample(name))[title]
    rows = sheet.iter_rows(min_row=header_row, values_only=True)
    headers = [str(value) for value in next(rows)]
    who = headers.index("Nachname" if name == "mentors" else "Name")
    why = headers.index(header)
    return [(str(row[who]), str(row[why] or "")) for row in rows if row[who]]


@pytest.fixture(scope="module")
def made_twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("made")
    return made_in(folder / "once", 1), made_in(folder / "again", 2)


@pytest.mark.parametrize("name", MADE)
def test_making_a_sample_again_gives_the_same_bytes(
    name: str, made_twice: tuple[Path, Path]
) -> None:
    once, again = ((folder / f"{name}.xlsx").read_bytes() for folder in made_twice)

    assert once == again


@pytest.mark.parametrize("name", MADE)
def test_the_sample_in_the_project_is_what_the_script_makes(
    name: str, made_twice: tuple[Path, Path]
) -> None:
    # Part by part: another build of zlib may pack the same parts to other bytes.
    assert parts(sample(name)) == parts(made_twice[0] / f"{name}.xlsx")


@pytest.mark.parametrize(("name", "part", "word"), FEATURES)
def test_a_sample_has_the_feature_that_it_shows(name: str, part: str, word: str) -> None:
    assert word in parts(sample(name))[part].decode("utf-8", errors="ignore")


@pytest.mark.parametrize("name", MADE)
def test_every_part_is_well_formed_and_announced(name: str) -> None:
    package = parts(sample(name))
    types = package["[Content_Types].xml"].decode("utf-8")
    extensions = set(re.findall(r'Extension="(\w+)"', types))
    for part, content in package.items():
        if part.endswith((".xml", ".rels", ".vml")):
            ET.fromstring(content)
        if part != "[Content_Types].xml":
            assert f'PartName="/{part}"' in types or part.rpartition(".")[2] in extensions, part
    assert STAMP.encode() in package["docProps/core.xml"]


@pytest.mark.parametrize("name", NAMES)
def test_every_relation_leads_to_a_part(name: str) -> None:
    package = parts(sample(name))
    for part, content in package.items():
        if not part.endswith(".rels"):
            continue
        owner = part.replace("_rels/", "").removesuffix(".rels")
        for relation in ET.fromstring(content):
            if relation.get("TargetMode") == "External":
                continue
            target = str(relation.get("Target"))
            here = owner.rpartition("/")[0]
            found = target.removeprefix("/") if target.startswith("/") else f"{here}/{target}"
            assert found.removeprefix("/") in package, (part, target)


@pytest.mark.parametrize("name", NAMES)
def test_every_formula_has_the_result_that_it_shows(name: str) -> None:
    for part, content in parts(sample(name)).items():
        if part.startswith("xl/worksheets/sheet"):
            for cell in ET.fromstring(content).iter(f"{MAIN}c"):
                has_formula = cell.find(f"{MAIN}f") is not None
                assert not has_formula or cell.find(f"{MAIN}v") is not None, cell.get("r")


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_15_to_40_people_and_purposes_of_every_kind(name: str) -> None:
    people = purposes(name)
    good = [purpose for _, purpose in people if not is_placeholder(purpose)]
    missing = [who for who, purpose in people if not purpose]
    placeholders = [purpose for _, purpose in people if purpose and is_placeholder(purpose)]

    assert 15 <= len(people) <= 40
    assert len(good) >= 10
    assert missing
    assert len(set(placeholders)) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_nobody_in_a_sample_can_be_reached(name: str) -> None:
    text = "".join(
        content.decode("utf-8", errors="ignore")
        for part, content in parts(sample(name)).items()
        if part.startswith(("xl/sharedStrings", "xl/worksheets/_rels"))
    )
    addresses = re.findall(r"[\w.+-]+@([\w.-]+)", text)
    profiles = re.findall(r"linkedin\.com/in/([\w-]+)", text)

    assert addresses
    assert all(domain.endswith(".example") for domain in addresses)
    assert all(profile.endswith("-example") for profile in profiles)


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_says_who_writes(name: str) -> None:
    with read_sheets(sample(name)) as sheets:
        sender = read_sender(sheets)

    assert sender is not None
    for field in ("name", "first_name", "role", "employer", "headline", "offer", "job_search"):
        assert sender.text(field), field


def test_postcodes_show_their_leading_zeros_as_text_and_as_numbers() -> None:
    sheet = load_workbook(sample("fundraiser"))["Donors"]
    cells = [sheet.cell(row, 7) for row in range(4, sheet.max_row + 1)]
    texts = [cell for cell in cells if str(cell.value).startswith("0")]
    numbers = [cell for cell in cells if cell.number_format == "00000"]

    assert len(texts) >= 3
    assert len(numbers) >= 3
    assert all(isinstance(cell.value, int) for cell in numbers)


def test_the_rows_that_the_filter_leaves_out_are_hidden() -> None:
    sheet = load_workbook(sample("fundraiser"))["Donors"]
    filtered_out = [
        row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 10).value != "email"
    ]

    assert filtered_out
    assert all(sheet.row_dimensions[row].hidden for row in filtered_out)


def contacts_of(name: str, *, visible_only: bool = False) -> ContactList:
    with read_sheets(sample(name)) as sheets:
        return read_contacts(sheets, find_contacts(sheets), visible_only=visible_only)


@pytest.mark.parametrize("name", NAMES)
def test_planner_finds_the_people_and_their_purposes(name: str) -> None:
    contacts = contacts_of(name)
    columns = contacts.columns

    assert (columns.sheet, columns.header_row, columns.header("purpose")) == PURPOSES[name]
    assert [contact.purpose for contact in contacts] == [why for _, why in purposes(name)]
    assert len({contact.id for contact in contacts}) == len(contacts)
    assert all(contact.name for contact in contacts)


def test_hidden_people_count_unless_only_visible_ones_are_wanted() -> None:
    everybody = contacts_of("fundraiser")
    visible = contacts_of("fundraiser", visible_only=True)

    assert len(everybody) - len(visible) == sum(contact.is_hidden for contact in everybody) == 4


@pytest.mark.parametrize(
    ("name", "who", "field", "seen"),
    [
        ("fundraiser", "Eleanor Whitcombe", "last_gift", "$1,250"),
        ("fundraiser", "Aurélie Châtelain", "last_gift", "$18,500.50"),
        ("fundraiser", "Aurélie Châtelain", "ask", "$20,350"),
        ("fundraiser", "Eleanor Whitcombe", "gift_on", "March 2, 2026"),
        ("fundraiser", "Eleanor Whitcombe", "growth", "66.7%"),
        ("fundraiser", "Marcus Tillery", "tax_rate", "6.25%"),
        ("fundraiser", "Eleanor Whitcombe", "postcode", "02108"),
        ("fundraiser", "Marcus Tillery", "postcode", "02210"),
        ("fundraiser", "Ingrid Halvorsen", "postcode", "0150"),
        ("fundraiser", "Eleanor Whitcombe", "id", "0007"),
        ("job_search", "Marta Lindqvist", "salary_from", "£41,500"),
        ("job_search", "Marta Lindqvist", "deadline", "20 Nov 2026"),
        ("mentors", "Ulrike Späth", "plz", "01067"),
        ("mentors", "Ulrike Späth", "zuletzt_dabei", "14.09.2026"),
        ("mentors", "Ulrike Späth", "stunden_im_monat", "1.5"),
        ("mentors", "Ulrike Späth", "nr", "001"),
        ("conference", "田中 美咲", "next_talk", "2027-03-18"),
        ("conference", "田中 美咲", "score", "5"),
    ],
)
def test_a_cell_is_read_as_its_owner_sees_it(name: str, who: str, field: str, seen: str) -> None:
    found = [contact.text(field) for contact in contacts_of(name) if contact.name == who]

    assert found == [seen]


def test_the_address_behind_a_word_is_the_one_that_counts() -> None:
    addresses = {each.name: each.text("linkedin_url") for each in contacts_of("job_search")}

    assert addresses["Siobhán O'Dwyer"] == "https://linkedin.com/in/siobhan-odwyer-example"
