"""Sections that show a number as a fraction: 1 3/4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.number_format.codes import Kind
from planner.workbook.number_format.digits import general
from planner.workbook.number_format.mask import MOST_SHIFT, PADDING, literal, mask_of, percents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.workbook.number_format.codes import Token


_WHOLE_ENOUGH = 5e-8
_MOST_FRACTION = 1e100


def fraction_slash(tokens: Sequence[Token]) -> int | None:
    """Find the bar of a fraction: a slash between two digits."""
    for i in range(1, len(tokens) - 1):
        if (
            tokens[i].kind is Kind.SLASH
            and tokens[i - 1].kind is Kind.DIGIT
            and tokens[i + 1].kind in {Kind.DIGIT, Kind.NUMERAL}
        ):
            return i
    return None


def fraction_renderer(tokens: Sequence[Token], slash: int) -> Callable[[float, str], str]:
    """Compile a section with the bar of a fraction at `slash`."""
    start, end = slash, slash + 1
    while start and tokens[start - 1].kind is Kind.DIGIT:
        start -= 1
    while end < len(tokens) and tokens[end].kind in {Kind.DIGIT, Kind.NUMERAL}:
        end += 1
    above, below = literal(tokens[start:slash]), literal(tokens[slash + 1 : end])
    wanted = int(below.replace("#", "0").replace("?", "0")) if below.strip("0#?") else 0
    front, gap = _fraction_front(tokens[:start])
    after, no_fraction = literal(tokens[end:]), _no_fraction(gap, above, below)
    bound, scale = 10 ** len(below), 100.0 ** min(percents(tokens), MOST_SHIFT)

    def render(size: float, sign: str) -> str:
        if size * scale >= _MOST_FRACTION:
            return sign + general(size)
        size *= scale
        whole = int(size) if front else 0
        part = size - whole
        top, bottom = (int(part * wanted + 0.5), wanted) if wanted else _nearest(part, bound)
        if front and top == bottom:
            whole, top = whole + 1, 0
        if front and not top:
            return f"{sign}{front(str(whole))}{no_fraction}{after}"
        lead = front(str(whole) if whole else "") + gap if front else gap
        return f"{sign}{lead}{_padded(top, above)}/{_padded_behind(bottom, below)}{after}"

    return render


def _fraction_front(tokens: Sequence[Token]) -> tuple[Callable[[str], str] | None, str]:
    """Compile the whole number in front of a fraction, if any, and what stands between the two."""
    slots = [i for i, token in enumerate(tokens) if token.kind is Kind.DIGIT]
    if not slots:
        return None, literal(tokens)
    text = mask_of(tokens[: slots[-1] + 1]).compiled()
    return lambda digits: text(digits, ""), literal(tokens[slots[-1] + 1 :])


def _no_fraction(gap: str, above: str, below: str) -> str:
    """Give what stands behind a whole number: blanks that keep the column in line, or 0/1."""
    if "0" in above + below and not below.strip("0#?"):
        return f"{gap}{_padded(0, above)}/{_padded_behind(1, below)}"
    if not (above + below).strip("#"):
        return ""
    return " " * (len(gap) + 1 + sum(slot != "#" for slot in above + below))


def _padded(number: int, slots: str) -> str:
    digits = str(number)
    missing = max(0, len(slots) - len(digits))
    return "".join(PADDING[slot] for slot in slots[:missing]) + digits


def _padded_behind(number: int, slots: str) -> str:
    digits = str(number)
    if slots.strip("?#"):
        return digits.zfill(len(slots)) if not slots.strip("0") else digits
    return digits + "".join(PADDING[slot] for slot in slots[len(digits) :])


def _nearest(part: float, bound: int) -> tuple[int, int]:
    """Give the last convergent of the continued fraction whose denominator is below `bound`.

    Excel looks at convergents only, and computes them in binary: so does this.
    """
    last, here = (0, 1), (1, 0)
    rest = part
    while True:
        term = int(rest)
        above, below = term * here[0] + last[0], term * here[1] + last[1]
        if below >= bound:
            return here
        last, here = here, (above, below)
        if rest - term < _WHOLE_ENOUGH:
            return here
        rest = 1 / (rest - term)
