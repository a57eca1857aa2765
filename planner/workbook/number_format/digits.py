"""A number's decimal digits as Excel sees them: fifteen significant ones, halves away from zero."""

from __future__ import annotations

SIGNIFICANT = 15

_GENERAL_WIDTH = 11
_GENERAL_EXPONENT_PLACES = 5


def _significant(value: float) -> tuple[str, int]:
    """Give the fifteen digits of a value ≥ 0 and the power of ten of the first one."""
    text = f"{value:.14e}"
    return text[0] + text[2:16], int(text[17:])


def exponent_of(value: float) -> int:
    """Give the power of ten of the first significant digit of a value ≥ 0; 0 for 0."""
    return _significant(value)[1]


def fixed(value: float, places: int, shift: int = 0) -> tuple[str, str]:
    """Round value · 10^shift (value ≥ 0) to `places` decimals.

    Gives the digits before the point without leading zeros (so "" below one) and exactly `places`
    digits after it. The binary tail beyond fifteen digits plays no part, so 1.005 becomes 1.01.
    """
    digits, exponent = _significant(value)
    keep = exponent + shift + 1 + places
    if keep >= SIGNIFICANT:
        kept = digits + "0" * (keep - SIGNIFICANT)
    elif keep < 0:
        kept = ""
    else:
        kept = str(int(digits[:keep] or "0") + (digits[keep] >= "5"))
    kept = kept.zfill(places)
    cut = len(kept) - places
    return kept[:cut].lstrip("0"), kept[cut:]


def general(value: float) -> str:
    """Show a number as the format General does in a wide cell.

    Excel fits it into eleven characters, the point included and the sign not: 1/3 shows as
    0.333333333, 12345678.12345 as 12345678.12. From 10^11 up, and below 10^-4 where eleven
    characters cannot hold all the digits, it takes six digits and an exponent: 1.23457E+11.
    """
    sign, size = ("-", -value) if value < 0 else ("", value)
    if size == 0:
        return "0"
    if size < 1e11 and size == int(size):
        return f"{sign}{int(size)}"
    text = repr(size)  # the shortest digits that give the same number
    if len(text) <= _GENERAL_WIDTH and "e" not in text:
        return sign + text
    digits, exponent = _significant(size)
    if exponent < -4:
        all_places = len(digits.rstrip("0")) - 1 - exponent
        fits = all_places <= _GENERAL_WIDTH - 2
    else:
        fits = exponent < _GENERAL_WIDTH
    if fits:
        places = max(0, _GENERAL_WIDTH - 2 - max(exponent, 0))
        whole, rest = fixed(size, places)
        if len(whole) <= _GENERAL_WIDTH:
            return sign + _joined(whole or "0", rest)
    return sign + _scientific(size, exponent)


def _scientific(size: float, exponent: int) -> str:
    # A third digit of the exponent takes the place of a decimal.
    places = _GENERAL_EXPONENT_PLACES - (abs(exponent) >= 100)
    whole, rest = fixed(size, places, -exponent)
    if len(whole) > 1:  # 9.999999 rounded up to 10
        exponent += 1
        whole, rest = "1", ""
    return f"{_joined(whole, rest)}E{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _joined(whole: str, rest: str) -> str:
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole
