"""The documents say what the code does: helps, headers, moves, checks, settings, links."""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.contacts.find_sheet import find_contacts
from planner.contacts.read_contacts import read_contacts
from planner.contacts.sender_sheet import read_sender
from planner.model.contact import KNOWN_FIELDS
from planner.model.sender import KNOWN_SENDER_FIELDS
from planner.model.status import Status
from planner.templating.fields import context
from planner.templating.filters import FILTERS, HELPERS
from planner.templating.library import Library
from planner.templating.prose_filters import PROSE
from planner.tracking.layout import COLUMNS, HIDDEN
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")]
MADE = ("checks.md", "commands.md", "headers.md", "plan.md", "statuses.md")


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def make_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", DOCS / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", MADE)
def test_a_made_document_is_what_the_code_makes_today(make_docs: ModuleType, name: str) -> None:
    made: dict[str, str] = make_docs.documents()

    assert set(made) == set(MADE)
    # However wide this version of click sets its columns.
    assert text_of(name).split() == made[name].split()


def test_the_page_on_statuses_explains_every_status() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", text_of("statuses.md"), flags=re.MULTILINE)

    assert rows == [str(status) for status in Status]


def test_the_page_on_the_workbook_names_every_field_and_column() -> None:
    page = " ".join(re.split(r"[\W_]+", text_of("workbook.md").casefold()))
    columns = [column.header for column in COLUMNS if column.header not in HIDDEN]

    for name in (*KNOWN_FIELDS, *KNOWN_SENDER_FIELDS, *columns):
        assert name.replace("_", " ").casefold() in page, name


def test_the_page_on_templates_shows_every_filter_and_helper() -> None:
    page = text_of("templates.md")

    for name in (*FILTERS, *PROSE):
        assert f"|{name}" in page or f"filter {name}" in page, name
    for name in HELPERS:
        assert f"`{name}(" in page, name


def test_the_templates_on_the_page_say_every_purpose(tmp_path: Path) -> None:
    blocks = re.findall(r"```text\n(.*?\n)```", text_of("templates.md"), flags=re.DOTALL)
    whole, note = [block for block in blocks if "purpose|opening" in block]
    (tmp_path / "whole.txt").write_text(whole, encoding="utf-8")
    (tmp_path / "short.txt").write_text(f"Channel: linkedin-note\n\n{note}", encoding="utf-8")

    for name in ("whole", "short"):
        library = Library.load([tmp_path])
        with read_sheets(ROOT / "sample_workbooks" / "job_search.xlsx") as sheets:
            people = read_contacts(sheets, find_contacts(sheets))
            sender = read_sender(sheets)
        assert sender is not None
        template = library.named(name)
        for contact in people:
            names = context(
                contact, sender, today=date(2026, 11, 2), step=1, channel=template.channel
            )
            assert contact.purpose in template.render(names).text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    for target in targets:
        assert target.startswith("https://") or (page.parent / target).exists(), target
