"""Values spelled as cells: what XML forbids, what Excel limits, and how days are counted."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel

from planner.model.errors import UneditableWorkbookError
from planner.workbook.edits import EditValue, Link
from planner.workbook.xml import parse
from planner.workbook.xml_text import MAX_TEXT, attribute, cell, escaped, escaped_all, serial

anything = st.text(st.characters(exclude_categories=())) | st.text(
    "_x0041&<>\r\n\0\x1f\ud800\ufffe"
)


def read_back(xml_text: str) -> str:
    """What Excel reads: the XML's text, with `_xHHHH_` for what XML cannot say."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), xml_text)


@given(anything)
@example("_x0041_")
@example("_x005F_x0041_")
@example("__x000d__x000D_")
@example("tab\tfeed\nreturn\r\n")
@example("\ud83d alone, and a pair 🙂")
@example("\uffff\ufffe\ufffd")
def test_any_text_comes_back_from_an_element(text: str) -> None:
    element = parse(f"<t>{escaped(text)}</t>".encode(), "t")
    assert read_back(element.text or "") == text


@given(anything)
def test_any_text_comes_back_from_an_attribute(text: str) -> None:
    element = parse(f'<t a="{attribute(text)}"/>'.encode(), "t")
    assert read_back(element.get("a") or "") == text


@given(st.lists(anything))
def test_many_texts_are_spelled_as_each_alone(texts: list[str]) -> None:
    assert list(escaped_all(texts)) == [escaped(text) for text in texts]


def test_plain_text_stays_the_same_object() -> None:
    text = "Liebe Grüße aus 東京"
    assert escaped(text) is text


def test_a_literal_escape_is_escaped_as_excel_does() -> None:
    assert escaped("_x0041_ and _x004_") == "_x005F_x0041_ and _x004_"


def test_a_carriage_return_survives_and_a_line_feed_stands_as_it_is() -> None:
    assert escaped("a\r\nb") == "a_x000D_\nb"


@pytest.mark.parametrize("letter", ["a", "é", "東"])
def test_a_cell_takes_32767_characters_and_no_more(letter: str) -> None:
    assert escaped(letter * MAX_TEXT) == letter * MAX_TEXT
    with pytest.raises(UneditableWorkbookError, match="32,768 characters"):
        escaped(letter * (MAX_TEXT + 1))


def test_a_cell_counts_an_emoji_as_two_characters() -> None:
    escaped("🙂" * (MAX_TEXT // 2))
    with pytest.raises(UneditableWorkbookError):
        escaped("🙂" * (MAX_TEXT // 2 + 1))


def test_among_many_texts_one_too_long_is_found() -> None:
    with pytest.raises(UneditableWorkbookError, match="32,768"):
        escaped_all(["short", "a" * (MAX_TEXT + 1)])


def test_many_drafts_are_escaped_fast() -> None:
    drafts = [f"Dear Anna, your talk {number} stayed with me. " * 14 for number in range(20_000)]
    started = time.process_time()
    for draft in drafts:
        escaped(draft)
    # 0.06 s where it was measured; a call for each character would take seconds.
    assert time.process_time() - started < 0.8


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        ("a & b", '<c r="B7" t="inlineStr"><is><t xml:space="preserve">a &amp; b</t></is></c>'),
        (Link("x:y", "A"), '<c r="B7" t="inlineStr"><is><t xml:space="preserve">A</t></is></c>'),
        (3, '<c r="B7"><v>3</v></c>'),
        (0.1, '<c r="B7"><v>0.1</v></c>'),
        (1e300, '<c r="B7"><v>1e+300</v></c>'),
        (True, '<c r="B7" t="b"><v>1</v></c>'),
        (False, '<c r="B7" t="b"><v>0</v></c>'),
        (date(2026, 2, 8), '<c r="B7"><v>46061</v></c>'),
        (datetime.fromisoformat("2026-02-08T12:00"), '<c r="B7"><v>46061.5</v></c>'),
        (None, ""),
        ("", ""),
    ],
)  # fmt: skip
def test_each_kind_of_value_has_its_cell(value: EditValue, xml: str) -> None:
    assert cell("B7", value, 0) == xml


def test_an_emptied_cell_keeps_its_style() -> None:
    assert cell("B7", None, 4) == '<c r="B7" s="4"/>'


def test_a_prefixed_sheet_gets_prefixed_elements() -> None:
    assert cell("A1", "t", 2, "x:") == (
        '<x:c r="A1" s="2" t="inlineStr"><x:is><x:t xml:space="preserve">t</x:t></x:is></x:c>'
    )
    assert cell("A1", 5, 0, "x:") == '<x:c r="A1"><x:v>5</x:v></x:c>'


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 10**400])
def test_a_number_that_no_cell_holds_is_refused(value: float) -> None:
    with pytest.raises(UneditableWorkbookError, match="cannot hold the number"):
        cell("A1", value, 0)


def test_days_before_the_workbooks_first_become_text() -> None:
    assert ">1899-12-31<" in cell("A1", date(1899, 12, 31), 0)
    assert ">1903-12-31<" in cell("A1", date(1903, 12, 31), 0, date1904=True)
    assert "<v>1</v>" in cell("A1", date(1900, 1, 1), 0)
    assert "<v>0</v>" in cell("A1", date(1904, 1, 1), 0, date1904=True)


def test_serials_step_over_the_day_that_never_was() -> None:
    assert (serial(date(1900, 2, 28)), serial(date(1900, 3, 1))) == (59, 61)


def test_a_moments_zone_is_dropped() -> None:
    assert serial(datetime(2026, 2, 8, 12, tzinfo=UTC)) == 46061.5


@given(
    st.datetimes(
        datetime.fromisoformat("1900-03-01"), datetime.fromisoformat("9999-12-31T23:59:59")
    )
)
def test_serials_are_read_by_openpyxl(moment: datetime) -> None:
    back = from_excel(serial(moment.replace(microsecond=0)))
    assert isinstance(back, datetime)
    assert abs(back - moment.replace(microsecond=0)) < timedelta(milliseconds=1)


@given(st.dates(date(1904, 1, 2)))
def test_serials_of_1904_workbooks_are_read_by_openpyxl(day: date) -> None:
    back = from_excel(serial(day, date1904=True), CALENDAR_MAC_1904)
    assert isinstance(back, datetime)
    assert back.date() == day
