"""The report as a page: the same figures, nothing from elsewhere, and readable by everybody."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from planner.cli import planner
from planner.model.errors import PlannerError
from planner.reporting.in_words import findings_of
from planner.reporting.pictures import pictures_of
from planner.reporting.report_page import report_page
from tests.review.browser import chromium, launched

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.campaign import Campaign
    from planner.reporting.report import Report


@pytest.fixture
def report(one_campaign: Path, opened: Callable[[Path], Campaign]) -> Report:
    with opened(one_campaign) as campaign:
        return campaign.report()


def test_it_says_the_findings_and_shows_every_picture_with_its_table(report: Report) -> None:
    page = report_page(report, "spring")
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert all(finding in text for finding in findings_of(report))
    pictures = pictures_of(report)
    assert [picture.name for picture in pictures] == ["funnel", "rates", "weeks", "times"]
    assert page.count("<svg ") == page.count('role="img"') == page.count("<table>") == 4
    for picture in pictures:
        for row in picture.rows:
            assert all(cell in text for cell in row)


def test_a_picture_has_its_figures_in_words_and_draws_them(report: Report) -> None:
    for picture in pictures_of(report):
        root = ET.fromstring(picture.svg)
        named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
        assert named[f"{picture.name}-title"] == picture.title
        assert named[f"{picture.name}-desc"] == picture.description
        drawn = sum("reactive" in (element.get("class") or "") for element in root.iter())
        assert drawn >= len(picture.rows)
    funnel = pictures_of(report)[0]
    assert ("contacts", f"{report.funnel.contacts:,}") in funnel.rows


def test_it_takes_nothing_from_elsewhere_and_runs_nothing(report: Report) -> None:
    page = report_page(report, "spring")
    addresses = set(re.findall(r"[a-z]+://[^\s\"'<>)]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"<script|\son\w+=|javascript:|<link|<img|@import|url\(", page)


def test_the_same_report_is_the_same_page(report: Report) -> None:
    assert report_page(report, "spring") == report_page(report, "spring")


def test_what_cells_say_is_never_markup(
    one_campaign: Path, tmp_path: Path, opened: Callable[[Path], Campaign]
) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - only here

    path = Path(shutil.copyfile(one_campaign, tmp_path / "odd.xlsx"))
    workbook = load_workbook(path)
    hostile = '<img src=x onerror="alert(1)">&]]></svg>'
    sheet = workbook["Tracking"]
    headers = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for header in ("Template", "Name", "Company"):
            row[headers.index(header)].value = hostile
    workbook.save(path)
    with opened(path) as campaign:
        page = report_page(campaign.report(), hostile)
    assert "<img" not in page
    assert html.escape(hostile, quote=True)[:20] in page


def test_the_command_writes_it_and_leaves_files_of_the_user_alone(
    one_campaign: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copyfile(one_campaign, tmp_path / "campaign.xlsx"))
    page = tmp_path / "report.html"

    def run(*words: str) -> BaseException | None:
        done = CliRunner().invoke(planner, ["report", str(path), *words])
        return done.exception

    assert run("--html", str(page)) is None
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("--html", str(page)) is None  # its own it may replace
    page.write_text("mine", encoding="utf-8")
    assert isinstance(run("--html", str(page)), PlannerError)
    assert page.read_text(encoding="utf-8") == "mine"
    assert run("--html", str(page), "--overwrite") is None
    before = path.read_bytes()
    assert isinstance(run("--html", str(path), "--overwrite"), PlannerError)
    assert path.read_bytes() == before


@pytest.mark.skipif(not chromium(), reason="Chromium is not installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_on_a_phone_or_a_desk(
    report: Report, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    source = Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    page = tmp_path / "report.html"
    page.write_text(report_page(report, "spring"), encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        running = launched(playwright)
        for width in (390, 1366):
            context = running.new_context(
                color_scheme=scheme, viewport={"width": width, "height": 768}
            )
            shown = context.new_page()
            shown.goto(page.as_uri())
            shown.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            shown.evaluate(source)
            grave = [
                f"{each['id']}: {each['nodes'][0]['html'][:100]}"
                for each in shown.evaluate("axe.run()")["violations"]
                if each["impact"] in {"serious", "critical"}
            ]
            assert grave == []
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
        running.close()
