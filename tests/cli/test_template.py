"""`planner template`: listing, showing, copying, and finding what is wrong with one."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from planner.cli import planner
from planner.model.errors import TemplateError
from planner.templating.shipped import samples, templates

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FULL = """Channel: linkedin-note

Hi {{ first_name }}, {{ purpose|sentence }} {% if met_at|default %}Good to meet you at {{ met_at }}.
{% endif %}{{ sender.name }}
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(planner, [*words])


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "job_search.xlsx"
    shutil.copyfile(samples() / path.name, path)
    return path


def check(tmp_path: Path, workbook: Path, text: str) -> tuple[int, list[dict[str, str]]]:
    file = tmp_path / "mine.txt"
    file.write_text(text, encoding="utf-8")
    result = run("template", "check", str(file), str(workbook), "--json")
    return result.exit_code, json.loads(result.stdout)["remarks"]


def test_every_shipped_template_is_listed_with_its_channel() -> None:
    document = json.loads(run("template", "list", "--json").stdout)

    names = {each["name"] for each in document["templates"]}
    assert names >= {path.stem for path in templates().glob("*.txt")}
    assert set(document["templates"][0]) == {
        "name", "title", "channel", "for", "language", "variant", "path",
    }  # fmt: skip
    listed = run("template", "list", "--channel", "email").stdout
    assert "mentor-email" in listed
    assert "mentor-note" not in listed


def test_a_template_of_ones_own_comes_first_and_says_where_it_is_from(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text(FULL, encoding="utf-8")

    lines = run("template", "list", "--folder", str(tmp_path)).stdout.splitlines()

    assert lines[1].split()[0] == "mine"
    assert lines[1].endswith(str(tmp_path)) or "…" in lines[1]


def test_showing_prints_the_file_to_the_letter() -> None:
    text = (templates() / "mentor-email.txt").read_text(encoding="utf-8")

    assert run("template", "show", "mentor-email").stdout == text


def test_a_name_with_a_slip_is_answered_by_the_right_one() -> None:
    error = run("template", "show", "mentor-emial").exception

    assert isinstance(error, TemplateError)
    assert "mentor-email" in error.hint


def test_copying_makes_a_template_ones_own_and_replaces_nothing(tmp_path: Path) -> None:
    first = run("template", "copy", "email", str(tmp_path / "templates"))
    target = tmp_path / "templates" / "email.txt"
    target.write_text("mine", encoding="utf-8")
    second = run("template", "copy", "email", str(tmp_path / "templates"))
    text = target.read_text(encoding="utf-8")
    third = run("template", "copy", "email", str(tmp_path / "templates"), "--force")

    assert first.exit_code == third.exit_code == 0
    assert isinstance(second.exception, TemplateError)
    assert text == "mine"
    assert target.read_bytes() == (templates() / "email.txt").read_bytes()


def test_a_sound_template_has_no_errors(tmp_path: Path, workbook: Path) -> None:
    code, remarks = check(tmp_path, workbook, FULL)

    assert code == 0
    assert remarks == []


@pytest.mark.parametrize(
    "mistake",
    [
        ("{{ first_nme }}", "unknown field", '"first_nme"', "first_name"),
        ("{{ raw.first_nme }}", "unknown field", '"raw.first_nme"', "first_name"),
        ("{{ sender.offr }}", "unknown field", '"sender.offr"', "sender.offer"),
        ("{{ city }}", "never filled", '"city"', ""),
        ("{{ sender.signature }}", "never filled", '"sender.signature"', ""),
        ("{% if city %}in town{% endif %}", "never reached", "condition is reached by no row", ""),
        ("{% if name %}a{% else %}b{% endif %}", "never reached", "else is reached by no row", ""),
        ("{{ 'long' * 900 }}", "row without a draft", "more than the 200", ""),
        ("{{ topic|default(1/0) }}", "row without a draft", "division", ""),
    ],
)
def test_a_planted_mistake_is_found_in_its_line(
    tmp_path: Path, workbook: Path, mistake: tuple[str, str, str, str]
) -> None:
    planted, kind, message, hint = mistake
    _code, remarks = check(tmp_path, workbook, f"{FULL}\n{planted}\n")

    found = [each for each in remarks if each["kind"] == kind and message in each["message"]]
    assert found, remarks
    assert hint in found[0]["hint"]
    if kind != "row without a draft":
        assert found[0]["place"] == "line 6"


def test_an_unknown_field_that_the_template_can_do_without_is_no_error(
    tmp_path: Path, workbook: Path
) -> None:
    code, remarks = check(tmp_path, workbook, f"{FULL}{{{{ shoe_size|default }}}}")

    assert code == 0
    assert [(each["kind"], each["severity"]) for each in remarks] == [("unknown field", "advice")]


def test_the_longest_and_the_shortest_draft_are_named(tmp_path: Path, workbook: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text(FULL, encoding="utf-8")

    text = run("template", "check", str(file), str(workbook)).stdout

    assert "19 drafts of 25 rows; 6 without one." in text
    assert text.index("Longest:") < text.index("Shortest:")
    assert "characters of at most" in text


def test_bad_jinja_is_told_with_its_line(tmp_path: Path, workbook: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text(f"{FULL}\n{{% if name %}}", encoding="utf-8")

    error = run("template", "check", str(file), str(workbook)).exception

    assert "mine.txt, line 6" in getattr(error, "message", "")
