"""Times the import of a long LinkedIn export: `python benchmarks/importing.py [--people 30000]`.

Prints the seconds of a first import into a new workbook, of the same import again, which adds
nobody, and of the whole list into the contacts.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIRST = (
    "Anna Bo Carl Dora Eve Finn Gus Hana Ines Jan Kai Lea Max Nia Omar Pia Rui Sam Tess Uli".split()
)
LAST = "Berg Lind Moss King Poe Roe Vale Wood Hill Lake Marsh Frost Stone Reed Field Brook".split()
ROLES = "Archivist,Head of records,Engineer,Owner,Consultant,Researcher".split(",")
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def write_connections(path: Path, people: int) -> None:
    """Write an export with that many members, some of whom hide themselves."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{HEADER}\n")
        for number in range(people):
            day = f"{chance.randint(1, 28):02d} Feb 20{chance.randint(10, 26)}"
            if number % 100 == 99:
                file.write(f",,,,,,{day}\n")
                continue
            first, last = chance.choice(FIRST), chance.choice(LAST)
            url = f"https://www.linkedin.com/in/{first}-{last}-{number}".lower()
            company = f'"Company {chance.randint(1, 4000)}, Ltd"'
            file.write(f"{first},{last},{url},,{company},{chance.choice(ROLES)},{day}\n")


def timed(folder: Path, *words: str) -> float:
    """The seconds that a command takes, its start included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "planner", "import", *words], cwd=folder, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Import a list three times, and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=30_000)
    people: int = parser.parse_args().people
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_connections(folder / "Connections.csv", people)
        for what, words in (
            ("into a new workbook", ()),
            ("the same again", ()),
            ("into the contacts", ("--into", "contacts")),
            ("the same again", ("--into", "contacts")),
        ):
            seconds = timed(folder, "Connections.csv", "contacts.xlsx", *words)
            print(f"{people:,} connections, {what}: {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
