"""Whatever bytes a source holds, planner reads it or says in its own words why not."""

from __future__ import annotations

import random
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from planner.campaign import Campaign
from planner.contacts.starter.create import make_workbook
from planner.importing.run import Into
from planner.importing.sources.read_people import read_people, read_sender
from planner.model.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Source = Callable[..., Path]

NAMES = (
    "Connections.csv", "Invitations.csv", "messages.csv", "google.csv", "google-old.csv",
    "outlook.csv", "hubspot.csv", "salesforce.csv", "two-one.vcf", "three.vcf", "four.vcf",
    "table.csv", "Profile.csv", "Positions.csv", "export.zip",
)  # fmt: skip
MUTANTS = 40
SPLICES = (
    b"\0",
    b'"',
    b"\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b"\xff\xfe",
    b"=",
    b"\\",
    b":",
    b"\xef\xbb\xbf",
)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with some flipped, dropped, doubled, cut off, or signs that formats know put in."""
    found = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) or 1)
        kind = chance.randrange(5)
        if kind == 0 and found:
            found[at] = chance.randrange(256)
        elif kind == 1:
            del found[at : at + chance.randint(1, 40)]
        elif kind == 2:
            found[at:at] = found[at : at + chance.randint(1, 200)]
        elif kind == 3:
            found[at:at] = chance.choice(SPLICES) * chance.randint(1, 4)
        elif chance.random() < 0.3:
            del found[at:]
    return bytes(found)


def read(path: Path) -> bool:
    """Whether anything could be read; an error that is not planner's own passes through."""
    try:
        return bool(read_sender(path) or read_people(path).rows)
    except PlannerError:
        return False


@pytest.mark.parametrize("name", NAMES)
def test_mutated_bytes_are_read_or_refused(source: Source, name: str) -> None:
    raw = source(name).read_bytes()
    chance = random.Random(name)
    path = source(f"mutant-{name}", raw)

    outcomes = set()
    for _ in range(MUTANTS):
        path.write_bytes(mutated(raw, chance))
        outcomes.add(read(path))  # the mutant that fails is left there

    assert True in outcomes


@pytest.fixture(scope="module")
def starter_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("starter") / "contacts.xlsx"
    make_workbook(path)
    return path.read_bytes()


@pytest.mark.parametrize("into", list(Into))
@pytest.mark.parametrize("name", ["google.csv", "google-old.csv", "outlook.csv", "three.vcf"])
def test_mutants_come_in_once_or_not_at_all(
    tmp_path: Path, source: Source, starter_bytes: bytes, name: str, into: Into
) -> None:
    raw, chance, workbook = source(name).read_bytes(), random.Random(name), tmp_path / "w.xlsx"

    for _ in range(6):
        path = source(f"mutant-{name}", mutated(raw, chance))
        workbook.write_bytes(starter_bytes)
        try:
            taken_in(workbook, path, into)
        except PlannerError:
            assert workbook.read_bytes() == starter_bytes
            continue
        assert taken_in(workbook, path, into) == 0


def taken_in(workbook: Path, path: Path, into: Into) -> int:
    """How many people were added."""
    with Campaign.open(workbook, now=datetime(2026, 3, 2)) as campaign:  # noqa: DTZ001 - user's clock
        people = campaign.take_in(path, into=into).people
        return people.added if people else 0


def test_a_member_of_a_zip_that_is_damaged_is_refused(source: Source) -> None:
    path = source("export.zip")
    raw = bytearray(path.read_bytes())
    raw[60:90] = b"\xff" * 30

    with pytest.raises(PlannerError):
        read_people(source("damaged.zip", bytes(raw)))


def test_a_member_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", "First Name,Last Name,Connected On\n")
    raw = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + flags] |= 1  # encrypted
    path.write_bytes(raw)

    with pytest.raises(PlannerError, match=r"password|encrypted"):
        read_people(path)


def test_a_table_of_very_many_columns_is_read(source: Source) -> None:
    header = ",".join(["Name", *(f"Column {number}" for number in range(3_000))])

    gathered = read_people(source("wide.csv", f"{header}\nAnna Berg,{',' * 2_998}x\n"))

    assert gathered.people[0].fields["name"] == "Anna Berg"


@pytest.mark.parametrize(
    "line",
    ["\\" * 100_000, "A" * 300_000, ";" * 100_000, '"' * 100_000, "a.b;c=d:" * 30_000],
    ids=["escapes", "long", "parts", "quotes", "parameters"],
)
def test_a_card_of_one_endless_line_is_read_in_no_time(source: Source, line: str) -> None:
    text = f"BEGIN:VCARD\nVERSION:3.0\nN:Berg;Anna\nADR:{line}\nX-{line}\n{line}\nEND:VCARD\n"

    gathered = read_people(source("long.vcf", text))

    assert gathered.rows == 1
