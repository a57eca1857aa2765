"""What a cell shows: dates, times of day and durations; and serials as typed values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.workbook.number_format.calendar import to_datetime
from planner.workbook.number_format.display import display, is_date_format

if TYPE_CHECKING:
    from planner.model.cells import CellValue

# A cell holds no time zone.
_TUESDAY = datetime(2024, 3, 5, 14, 7, 9)  # noqa: DTZ001
_SERIAL = 45356 + (14 * 3600 + 7 * 60 + 9) / 86400


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", "2024-03-05"),
        ("yyyy-mm-dd;@", "2024-03-05"),
        ("m/d/yy", "3/5/24"),
        ("dd.mm.yyyy", "05.03.2024"),
        ("DD.MM.YYYY", "05.03.2024"),
        ("d-mmm-yy", "5-Mar-24"),
        ("ddd, dddd", "Tue, Tuesday"),
        ("mmmmm mmmm", "M March"),
        ("[$-409]mmmm\\ d\\,\\ yyyy;@", "March 5, 2024"),
        ("[$-407]dd.mm.yyyy", "05.03.2024"),
        ("[$-407]ddd, d. mmmm yyyy", "Di, 5. März 2024"),
        ("[$-C0A]d mmmm yyyy", "5 marzo 2024"),
        ("[$-40C]dddd d mmm", "mardi 5 mars"),
        ("[$-de-DE]mmmm", "März"),
        ("[$-de]mmmm", "März"),
        ("[$-FC19]d mmmm yyyy", "5 марта 2024"),
        ("[$-F400]h:mm:ss AM/PM", "2:07:09 PM"),
        ("[$-1010409]m/d/yyyy", "3/5/2024"),
        ("[$-x-sysdate]dddd, mmmm dd, yyyy", "Tuesday, March 05, 2024"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Tuesday, March 05, 2024"),
        ('yyyy"年"m"月"d"日"', "2024年3月5日"),
        ("aaaa", "Tuesday"),
        ("bbbb", "2567"),
        ("e/m/d", "2024/3/5"),
        ("h:mm", "14:07"),
        ("h:mm:ss AM/PM", "2:07:09 PM"),
        ("h:mm am/pm", "2:07 PM"),
        ("h a/p", "2 p"),
        ("[$-804]上午/下午h:mm", "下午2:07"),
        ("hh:mm:ss.000", "14:07:09.000"),
        ("mm:ss", "07:09"),
        ("mmss.0", "0709.0"),
        ("h\\h mm", "14h 07"),
        ("m/d/yyyy h:mm", "3/5/2024 14:07"),
        ("mm-hh-mm", "03-14-07"),
        ("yyyy\\-mm\\-dd\\Thh:mm", "2024-03-05T14:07"),
        ("[Red]yyyy", "2024"),
        ("[>100]yyyy;h:mm", "2024"),
        ("[h]:mm", "1088558:07"),
    ],
)
def test_a_moment_shows_as_excel_shows_it(code: str, shown: str) -> None:
    assert display(_SERIAL, code) == shown
    assert display(_TUESDAY, code) == shown
    assert is_date_format(code)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1.5, "[h]:mm", "36:00"),
        (0.5, "[hh]:mm:ss", "12:00:00"),
        (1 / 24, "[mm]", "60"),
        (1 / 1440, "[ss].00", "60.00"),
        (0.99999, "h:mm:ss", "23:59:59"),
        (0.999999, "h:mm:ss", "0:00:00"),
        (45356.999999, "yyyy-mm-dd h:mm:ss", "2024-03-06 0:00:00"),
        (45356.9999, "yyyy-mm-dd", "2024-03-05"),
        (0.00114, "[s]", "98"),
        (0.5, "h AM/PM", "12 PM"),
        (0, "h AM/PM", "12 AM"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
        (time(7, 30), "hh:mm", "07:30"),
        (-0.5, "[h]", "-12"),
    ],
)
def test_a_duration_and_a_time_show_as_excel_shows_them(
    value: CellValue, code: str, shown: str
) -> None:
    assert display(value, code) == shown


@pytest.mark.parametrize(
    ("serial", "date1904", "shown"),
    [
        (0, False, "1900-01-00 Sat"),
        (1, False, "1900-01-01 Sun"),
        (59, False, "1900-02-28 Tue"),
        (60, False, "1900-02-29 Wed"),
        (61, False, "1900-03-01 Thu"),
        (2958465, False, "9999-12-31 Fri"),
        (0, True, "1904-01-01 Fri"),
        (43894, True, "2024-03-05 Tue"),
        (2957003, True, "9999-12-31 Fri"),
    ],
)
def test_both_calendars_count_as_excel_counts(serial: int, date1904: bool, shown: str) -> None:
    assert display(serial, "yyyy-mm-dd ddd", date1904=date1904) == shown


@pytest.mark.parametrize(
    ("serial", "code"), [(-1, "yyyy"), (2958466, "yyyy-mm-dd"), (-0.5, "h:mm"), (1e300, "h:mm")]
)
def test_a_date_outside_the_calendar_shows_its_number(serial: float, code: str) -> None:
    assert display(serial, code) == display(serial, "General")


@pytest.mark.parametrize(
    "code",
    ["General", "0.00", "@", '"day"0', "\\d0", "[Red]0", "[$-409]0.00", "_d0", "*d0", "0;;;", ""],
)
def test_a_code_without_date_letters_is_no_date(code: str) -> None:
    assert not is_date_format(code)


@pytest.mark.parametrize(
    ("serial", "date1904", "value"),
    [
        (45356, False, date(2024, 3, 5)),
        (_SERIAL, False, _TUESDAY),
        (43894, True, date(2024, 3, 5)),
        (0.25, False, time(6)),
        (0, False, time(0)),
        (0, True, date(1904, 1, 1)),
        (1, False, date(1900, 1, 1)),
        (59, False, date(1900, 2, 28)),
        (60, False, date(1900, 2, 28)),
        (61, False, date(1900, 3, 1)),
        (45356.99999999999, False, date(2024, 3, 6)),
        (2958465, False, date(9999, 12, 31)),
    ],
)
def test_a_serial_has_a_typed_value(
    serial: float, date1904: bool, value: datetime | date | time
) -> None:
    found = to_datetime(serial, date1904)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("serial", [-1, 2958466, 1e300, float("nan")])
def test_a_serial_outside_the_calendar_has_no_typed_value(serial: float) -> None:
    with pytest.raises(ValueError, match=r".*"):
        to_datetime(serial)


@given(st.dates(date(1900, 3, 1)), st.booleans())
def test_a_date_shows_as_iso_writes_it(day: date, date1904: bool) -> None:
    if date1904 and day < date(1904, 1, 1):
        return
    assert display(day, "yyyy-mm-dd", date1904=date1904) == day.isoformat()


@given(st.datetimes(datetime(1904, 1, 2), datetime(2200, 1, 1)), st.booleans())  # noqa: DTZ001
def test_a_moment_shows_as_iso_writes_it(moment: datetime, date1904: bool) -> None:
    moment = moment.replace(microsecond=0)
    code = "yyyy-mm-dd\\Thh:mm:ss"
    assert display(moment, code, date1904=date1904) == moment.isoformat()


@given(st.integers(1, 2_957_003), st.integers(0, 86_399), st.booleans())
def test_a_typed_value_shows_as_its_serial_does(day: int, second: int, date1904: bool) -> None:
    serial = day + second / 86_400
    if day == 60 and not date1904:
        return  # a day that never was
    typed = to_datetime(serial, date1904)
    code = "yyyy-mm-dd hh:mm:ss"
    assert display(typed, code, date1904=date1904) == display(serial, code, date1904=date1904)
