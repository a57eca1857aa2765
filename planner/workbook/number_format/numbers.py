"""Sections that show a number: General, fixed decimals, masks and exponents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.number_format.codes import Kind
from planner.workbook.number_format.digits import exponent_of, fixed, general
from planner.workbook.number_format.fraction import fraction_renderer, fraction_slash
from planner.workbook.number_format.mask import literal, mask_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.workbook.number_format.codes import Section, Token
    from planner.workbook.number_format.mask import Mask

    # Shows a number ≥ 0 behind the sign given, which is left out where only zeros show.
    Renderer = Callable[[float, str], str]


_QUICK_LIMIT = 1e11
_NEAR_HALF = 1e-3


def number_renderer(section: Section) -> Renderer:
    """Compile a section without date tokens."""
    tokens = section.tokens
    if section.holds_any(Kind.GENERAL, Kind.TEXT):
        return _general_renderer(tokens)
    if not section.holds_any(Kind.DIGIT):
        text = literal(tokens)
        return lambda _size, sign: sign + text
    slash = fraction_slash(tokens)
    if slash is not None:
        return fraction_renderer(tokens, slash)
    if section.holds_any(Kind.EXPONENT):
        return _exponent_renderer(tokens)
    return _fixed_renderer(tokens)


def _general_renderer(tokens: Sequence[Token]) -> Renderer:
    """General among literals; for a number, @ means the same."""
    index = next(i for i, t in enumerate(tokens) if t.kind in {Kind.GENERAL, Kind.TEXT})
    before = literal(tokens[:index])
    after = "".join(t.text for t in tokens[index + 1 :] if t.kind is not Kind.TEXT)
    return lambda size, sign: f"{sign}{before}{general(size)}{after}"


def _fixed_renderer(tokens: Sequence[Token]) -> Renderer:
    mask = mask_of(tokens)
    text, places, shift = mask.compiled(), len(mask.rest_slots), mask.shift

    def render(size: float, sign: str) -> str:
        whole, rest = fixed(size, places, shift)
        if sign and (whole or rest.strip("0")):
            return sign + text(whole, rest)
        return text(whole, rest)

    return _quick_renderer(mask, render) if mask.is_plain else render


def _quick_renderer(mask: Mask, exact: Renderer) -> Renderer:
    """Leave the common codes (0, 0.00, #,##0.0, 0%) to Python's formatting where both agree.

    They differ near a half only, where Python rounds the binary value, and in numbers so large
    that a half can no longer be told.
    """
    places = len(mask.rest)
    scale, ticks = 10.0**mask.shift, 10.0**places
    width = mask.whole_slots.count("0") + (places + 1 if places else 0)
    spec = f",.{places}f" if mask.is_grouped else f"0{width}.{places}f"
    before, after = mask.before, mask.after

    def render(size: float, sign: str) -> str:
        scaled = size * scale
        tick = scaled * ticks
        if tick < _QUICK_LIMIT and abs(tick % 1 - 0.5) > _NEAR_HALF:
            return f"{sign if tick > 0.5 else ''}{before}{scaled:{spec}}{after}"
        return exact(size, sign)

    return render


def _exponent_renderer(tokens: Sequence[Token]) -> Renderer:
    index = next(i for i, token in enumerate(tokens) if token.kind is Kind.EXPONENT)
    mask, power = mask_of(tokens[:index]), mask_of(tokens[index + 1 :])
    text, power_text = mask.compiled(), power.compiled()
    places, step = len(mask.rest_slots), len(mask.whole_slots)
    letter, plus = tokens[index].text[0], "+" if tokens[index].text[1] == "+" else ""

    def render(size: float, sign: str) -> str:
        exponent = _stepped(exponent_of(size) + mask.shift, step) if size else 0
        whole, rest = fixed(size, places, mask.shift - exponent)
        if len(whole) > step:  # rounding made one digit more
            exponent += step or 1
            whole, rest = fixed(size, places, mask.shift - exponent)
        mark = "-" if exponent < 0 else plus
        return f"{sign}{text(whole, rest)}{letter}{mark}{power_text(str(abs(exponent)), '')}"

    return render


def _stepped(exponent: int, step: int) -> int:
    """Give the exponent for `step` digits before the point: 3 makes thousands and millions."""
    return exponent // step * step if step else exponent + 1
