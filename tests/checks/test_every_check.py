from __future__ import annotations

import importlib.util
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from planner.campaign import Campaign
from planner.checks.catalogue import all_checks, explain
from planner.cli import planner
from planner.model.errors import SenderError
from planner.model.finding import Severity
from planner.model.status import Status
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from types import ModuleType

    from planner.model.finding import Finding


def _beside(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


every = _beside("every_check")
NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
# What only an import says, of a source's evidence, or an export: tests/importing/answers and
# tests/exporting have the cases.
OF_OTHERS = {"evidence-uncertain", "evidence-contradicts", "already-connected", "email-unmade"}
SLUGS = [check.slug for check in all_checks() if check.slug not in OF_OTHERS]
# What stands on no one cell: a line or a sheet that is not there yet.
OF_NO_CELL = {"sender-missing", "nothing-to-trade", "other-contacts-sheet"}


def of(slug: str, found: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in found if each.slug == slug]


def test_every_check_has_a_case_and_every_case_a_check() -> None:
    assert set(every.CASES) == set(SLUGS)
    assert {slug for slug, case in every.CASES.items() if not case.cell} == OF_NO_CELL


@pytest.mark.parametrize("slug", SLUGS)
def test_a_check_speaks_at_its_cell_and_is_silent_next_to_it(slug: str, tmp_path: Path) -> None:
    case = every.CASES[slug]
    found = of(slug, every.findings_on(tmp_path / "fires", case.fires, NOW))
    assert [(each.sheet, each.cell) for each in found] == [(case.sheet, case.cell)]
    assert all((found[0].message, found[0].hint))
    assert of(slug, every.findings_on(tmp_path / "silent", case.silent, NOW)) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_settings_sheet_and_ignore_lower_and_silence_any_check(
    slug: str, tmp_path: Path
) -> None:
    fires, own = every.CASES[slug].fires, explain(slug).severity
    other = Severity.WARNING if own is Severity.ADVICE else Severity.ADVICE
    changed = every.findings_on(tmp_path / "other", fires, NOW, settings={slug: str(other)})
    assert {each.severity for each in of(slug, changed)} == {other}
    silenced = every.findings_on(tmp_path / "off", fires, NOW, settings={slug: "off"})
    ignored = every.findings_on(tmp_path / "ignored", fires, NOW, ignored=[slug])
    assert of(slug, silenced) == of(slug, ignored) == []


@pytest.mark.parametrize("slug", [*SLUGS, *sorted(OF_OTHERS)])
def test_planner_explains_a_check_with_reason_example_and_remedy(slug: str) -> None:
    result = CliRunner().invoke(planner, ["explain", slug])
    check = explain(slug)
    assert result.exit_code == 0
    assert result.output.startswith(f"{slug} ({check.severity})\n")
    assert all(each in result.output for each in (check.reason, check.example, check.remedy))
    assert check.source in result.output


def test_the_workbook_without_a_fault_has_none(tmp_path: Path) -> None:
    assert every.findings_on(tmp_path / "plain", every.Variant(), NOW) == ()


def test_drafting_refuses_where_a_check_says_that_the_sender_is_missing(tmp_path: Path) -> None:
    variant = every.Variant({"Purpose": "TBD"}, sender=None)
    found = every.findings_on(tmp_path / "book", variant, NOW)
    assert [each.slug for each in found] == ["sender-missing", "purpose-missing"]
    path = tmp_path / "book" / "book.xlsx"
    with Campaign.open(path, now=NOW) as campaign, pytest.raises(SenderError):
        campaign.draft()


def test_an_answer_written_into_tracking_sends_the_owner_to_who_answered(tmp_path: Path) -> None:
    variant = every.Variant(
        others=every._colleagues(1),
        tracking=every.tracked(("Status", "sent"), ("Planned for", "2026-03-02")),
    )
    assert every.findings_on(tmp_path / "sent", variant, NOW) == ()
    path = tmp_path / "sent" / "book.xlsx"
    with Campaign.open(path, now=NOW, template_folders=[path.parent]) as campaign:
        campaign.set_status([Order("Anna Berg", Status.REPLIED)])
    with Campaign.open(path, now=NOW, template_folders=[path.parent]) as campaign:
        (found,) = campaign.findings()
    assert (found.slug, found.cell) == ("colleague-answered", "B3")
