"""What a cell shows: numbers, text and the choice of a section."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.cells import CellError, CellValue
from planner.workbook.number_format.builtin import builtin_format
from planner.workbook.number_format.display import display, is_date_format

_NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.integers(),
    st.floats(),
    st.floats(-3e6, 3e6),
)
# Pieces that codes are made of, so that most of the codes made from them mean something.
_PIECES = st.sampled_from(
    [
        *["0", "#", "?", "0.00", "#,##0", ",", ".", "%", "/", "E+", "E-", "General", "@", ";"],
        *["yyyy", "yy", "m", "mm", "mmm", "mmmmm", "d", "ddd", "h", "hh", "s", "ss", "e", "g"],
        *["[h]", "[mm]", "[ss]", ".000", "AM/PM", "A/P", "[Red]", "[>100]", "[<=-1]", "[=0]"],
        *["[$€-407]", "[$-F800]", "[DBNum1]", '"x"', '"', "\\", "_", "*", "[", "]", " ", "-", "1"],
    ]
)
_CODES = st.one_of(st.lists(_PIECES, max_size=12).map("".join), st.text(max_size=300))


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1.005, "0.00", "1.01"),
        (-1.005, "0.00", "-1.01"),
        (0.1785, "0.0%", "17.9%"),
        (2.5, "0", "3"),
        (-0.001, "0.00", "0.00"),
        (-0.001, "0.00;-0.00", "-0.00"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (999, "#,##0", "999"),
        (12, "0,000", "0,012"),
        (0, "#,##0", "0"),
        (0, "#", ""),
        (0.5, "#.##", ".5"),
        (5, "0.##", "5."),
        (5.25, "0.0??", "5.25 "),
        (3, "???", "  3"),
        (1234.5, '#,##0.00 "€"', "1,234.50 €"),
        (1234.5, "#,##0.00\\ [$€-407]", "1,234.50 €"),
        (-1234.5, "[$$-409]#,##0.00", "-$1,234.50"),
        (5, "[$CHF] 0.00", "CHF 5.00"),
        (5, "#,##0.00\\ [$€-1]", "5.00 €"),
        (5, "[$€-2]\\ #,##0.00", "€ 5.00"),
        (5, "[$R$-416]\\ 0", "R$ 5"),
        (7, "00000", "00007"),
        (123, "0.00E+00", "1.23E+02"),
        (0.000123, "0.00E+00", "1.23E-04"),
        (123, "0.0E-0", "1.2E2"),
        (12345.6789, "##0.0E+0", "12.3E+3"),
        (9.999e5, "##0.0E+0", "999.9E+3"),
        (9.99999e5, "##0.0E+0", "1.0E+6"),
        (0, "0.00E+00", "0.00E+00"),
        (1234567, "0,", "1235"),
        (1234567, '0.0,,"M"', "1.2M"),
        (1234567, "#,##0,", "1,235"),
        (12345, '#.000,,"M"', ".012M"),
        (0.256, "0%", "26%"),
        (0.5, "0.0 %%", "5000.0 %%"),
        (123456789, "000-00-0000", "123-45-6789"),
        (5551234, "[<=9999999]###-####;(###) ###-####", "555-1234"),
        (4255551234, "[<=9999999]###-####;(###) ###-####", "(425) 555-1234"),
        (49301234567, "+00 00 0000000", "+49 30 1234567"),
        (12.345, '0" m "00" cm"', "0 m 12 cm"),
        (8, "0x0", "0x8"),
        (1.5, "General", "1.5"),
        (1.5, 'General" km"', "1.5 km"),
        (5, '"about "0', "about 5"),
        (-5, '"about "0', "-about 5"),
        (5, "\\#0", "#5"),
        (3, '"yes"', "yes"),
    ],
)
def test_a_number_shows_as_excel_shows_it(value: float, code: str, shown: str) -> None:
    assert display(value, code) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1, "1"),
        (-12.5, "-12.5"),
        (1 / 3, "0.333333333"),
        (-1 / 3, "-0.333333333"),
        (0.1 + 0.2, "0.3"),
        (12345678.12345, "12345678.12"),
        (123456789.987654, "123456790"),
        (12345678901, "12345678901"),
        (99999999999.5, "1E+11"),
        (123456789012, "1.23457E+11"),
        (491701234567, "4.91701E+11"),
        (0.0001, "0.0001"),
        (0.00001, "0.00001"),
        (0.000012345678, "1.23457E-05"),
        (0.00012345678, "0.000123457"),
        (1e-10, "1E-10"),
        (1e100, "1E+100"),
        (9.999999e200, "1E+201"),
        (-1.23456e-150, "-1.2346E-150"),
    ],
)
def test_general_fits_a_number_into_eleven_characters(value: float, shown: str) -> None:
    assert display(value, "General") == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1.5, "# ?/?", "1 1/2"),
        (-1.5, "# ?/?", "-1 1/2"),
        (0.3, "?/?", "2/7"),
        (12.3, "# ?/?", "12 1/3"),
        (0.25, "# ?/?", " 1/4"),
        (1, "# ?/?", "1    "),
        (0, "# ?/?", "0    "),
        (0.999, "# ?/?", "1    "),
        (3.14159, "# ??/??", "3  1/7 "),
        (3.14159, "# ???/???", "3  16/113"),
        (2.5, "# ?/4", "2 2/4"),
        (2.1875, "# ??/16", "2  3/16"),
        (1.25, "?/?", "5/4"),
    ],
)
def test_a_fraction_shows_as_excel_shows_it(value: float, code: str, shown: str) -> None:
    assert display(value, code) == shown


_ACCOUNTING = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, _ACCOUNTING, " $1,234.50 "),
        (-1234.5, _ACCOUNTING, " $(1,234.50)"),
        (0, _ACCOUNTING, " $-   "),
        ("Total", _ACCOUNTING, " Total "),
        (-3, "0;[Red](0)", "(3)"),
        (0, '0;-0;"none"', "none"),
        (0, "0.0;(0.0)", "0.0"),
        (-5, "0;;", ""),
        (0, "0;;", ""),
        (5, ";;;", ""),
        ("x", ";;;", ""),
        (150, "[>100]0;0.0", "150"),
        (50, "[>100]0;0.0", "50.0"),
        (-50, "[>100]0;0.0", "-50.0"),
        (0, '[=0]"-";0', "-"),
        (2, '[=1]0" day";0" days"', "2 days"),
        (1, '[=1]0" day";0" days"', "1 day"),
        (-3, "[<0]0;0", "3"),
        (2_500_000, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "2.5M"),
        (2_500, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "2.5K"),
        (25, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "25"),
        (7, "0;@", "7"),
        (-7, "0;@", "-7"),
        ("x", "0;@", "x"),
        ("x", '0;0;0;"text: "@', "text: x"),
        ("x", "0.00", "x"),
        ("001", "@", "001"),
        ("a", "@@", "aa"),
        (1.5, "@", "1.5"),
        (5, "[Blue][Color12]0", "5"),
        (5, "GENERAL", "5"),
        (5, "", "5"),
    ],
)
def test_the_value_chooses_its_section(value: CellValue, code: str, shown: str) -> None:
    assert display(value, code) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (CellError("#N/A"), "#N/A"),
        (date(2024, 3, 5), "45356.00"),
        (datetime(2024, 3, 5, 12), "45356.50"),  # noqa: DTZ001 - a cell holds no zone
        (time(6), "0.25"),
        (timedelta(days=1, hours=12), "1.50"),
        (float("nan"), "#NUM!"),
        (float("inf"), "#NUM!"),
    ],
)
def test_every_kind_of_value_shows_as_text(value: CellValue, shown: str) -> None:
    assert display(value, "0.00") == shown


@pytest.mark.parametrize(
    "code",
    [
        '0"',
        "0\\",
        "[Red",
        "0_",
        "0*",
        "0;0;0;0;0",
        "yyyy 0",
        "General yyyy",
        "0" * 256,
        "0" + "%" * 90,
    ],
)
def test_a_malformed_code_reads_as_general(code: str) -> None:
    assert display(1234.5, code) == "1234.5"
    assert display("text", code) == "text"
    assert not is_date_format(code)


def test_a_number_that_no_section_takes_reads_as_general() -> None:
    assert display(50, '[>=100]"A"0;[<=-100]"B"0') == "50"


@pytest.mark.parametrize(
    ("code", "shown"), [("[ſs]0", "5"), ("[ſ]0", "5"), ("ſ", "ſ"), ("0ſ", "5ſ")]
)
def test_a_letter_that_folds_to_a_date_letter_is_none(code: str, shown: str) -> None:
    """The long s equals s where case is ignored beyond ASCII; it once raised."""
    assert display(5, code) == shown


@given(_NUMBERS, _CODES, st.booleans())
def test_no_code_and_no_number_raises(value: float, code: str, date1904: bool) -> None:
    assert isinstance(display(value, code, date1904=date1904), str)
    assert is_date_format(code) in {True, False}


@given(st.text(max_size=50), _CODES)
def test_no_code_raises_for_text(text: str, code: str) -> None:
    assert isinstance(display(text, code), str)


@given(st.text(max_size=50), st.sampled_from(["General", "@", "0.00", "yyyy-mm-dd;@", "#,##0"]))
def test_text_stays_as_it_is(text: str, code: str) -> None:
    assert display(text, code) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_whole_number_shows_all_its_digits_under_0(value: int) -> None:
    assert display(value, "0") == str(value)
    assert display(float(value), "0") == str(value)
    assert display(value, "#,##0") == f"{value:,}"


@given(st.integers(-(10**9), 10**9), st.integers(1, 6))
def test_decimals_that_the_code_shows_are_exact(value: int, places: int) -> None:
    exact = Decimal(value).scaleb(-places)
    code = "0." + "0" * places
    assert display(float(exact), code) == (f"{exact:.{places}f}" if value else display(0, code))


@given(st.decimals(-(10**6), 10**6, places=5), st.integers(0, 4))
def test_halves_round_away_from_zero(value: Decimal, places: int) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    code = "0." + "0" * places if places else "0"
    assert display(float(value), code) == f"{abs(rounded) if rounded == 0 else rounded}"


@given(st.floats(-9.99e307, 9.99e307))
def test_general_never_strays_from_the_number(value: float) -> None:
    shown = display(value, "General")
    assert len(shown.lstrip("-")) <= 11
    assert float(shown) == pytest.approx(value, rel=5.1e-5)


@given(st.floats(-1e12, 1e12), st.sampled_from(["#,##0.00", "0.000%", "00000.0", "#,##0"]))
def test_a_common_code_and_its_rare_twin_agree(value: float, code: str) -> None:
    """A literal inside the digits takes the long way round; both must give the same digits."""
    twin = code[:-1] + '""' + code[-1] if code.endswith("0") else code[:-2] + '""' + code[-2:]
    assert display(value, code) == display(value, twin)


@pytest.mark.parametrize(
    ("format_id", "code"),
    [(0, "General"), (2, "0.00"), (14, "m/d/yyyy"), (49, "@"), (57, "m/d/yyyy"), (999, "General")],
)
def test_a_builtin_id_names_its_code(format_id: int, code: str) -> None:
    assert builtin_format(format_id) == code


def test_every_builtin_code_shows_numbers_and_text() -> None:
    for format_id in range(100):
        code = builtin_format(format_id)
        assert display(45356.75, code).strip(), code
        assert display("text", code).strip() == "text"
