"""Sections that show a number: fixed decimals, masks, exponents and fractions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.workbook.number_format.codes import Kind, MalformedCodeError
from planner.workbook.number_format.digits import exponent_of, fixed, general

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.workbook.number_format.codes import Section, Token

    # Shows a number ≥ 0 behind the sign given, which is left out where only zeros show.
    Renderer = Callable[[float, str], str]

__all__ = ["number_renderer"]

_PADDING = {"0": "0", "?": " ", "#": ""}
_GROUP = 3
_QUICK_LIMIT = 1e11
_NEAR_HALF = 1e-3
_WHOLE_ENOUGH = 5e-8
_MOST_SHIFT = 100  # powers of ten that % and , may move a number by
_MOST_FRACTION = 1e100


def number_renderer(section: Section) -> Renderer:
    """Compile a section without date tokens."""
    tokens = section.tokens
    if section.holds_any(Kind.GENERAL, Kind.TEXT):
        return _general_renderer(tokens)
    if not section.holds_any(Kind.DIGIT):
        text = _literal(tokens)
        return lambda _size, sign: sign + text
    slash = _fraction_slash(tokens)
    if slash is not None:
        return _fraction_renderer(tokens, slash)
    if section.holds_any(Kind.EXPONENT):
        return _exponent_renderer(tokens)
    return _fixed_renderer(tokens)


def _literal(tokens: Sequence[Token | None]) -> str:
    return "".join(token.text for token in tokens if token)


def _general_renderer(tokens: Sequence[Token]) -> Renderer:
    """General among literals; for a number, @ means the same."""
    index = next(i for i, t in enumerate(tokens) if t.kind in {Kind.GENERAL, Kind.TEXT})
    before = _literal(tokens[:index])
    after = "".join(t.text for t in tokens[index + 1 :] if t.kind is not Kind.TEXT)
    return lambda size, sign: f"{sign}{before}{general(size)}{after}"


@dataclass(frozen=True, slots=True)
class _Mask:
    """The placeholders and literals between which a number's digits are spread.

    `whole` and `rest` hold placeholders (one of 0 # ?) and literals in their order, before and
    behind the decimal point; a literal is told from a placeholder by its flag.
    """

    whole: tuple[tuple[str, bool], ...]
    rest: tuple[tuple[str, bool], ...]
    before: str
    after: str
    has_point: bool
    is_grouped: bool
    shift: int

    @property
    def whole_slots(self) -> str:
        return "".join(text for text, is_slot in self.whole if is_slot)

    @property
    def rest_slots(self) -> str:
        return "".join(text for text, is_slot in self.rest if is_slot)

    @property
    def is_plain(self) -> bool:
        """Say whether Python's own formatting writes the same digits."""
        slots = self.whole_slots
        zeros = slots.lstrip("#")
        return (
            zeros != ""
            and not zeros.strip("0")
            and (len(zeros) == 1 or not self.is_grouped)
            and all(piece == ("0", True) for piece in self.rest)
            and all(is_slot for _, is_slot in self.whole)
            and self.has_point == bool(self.rest)
        )

    def compiled(self) -> Callable[[str, str], str]:
        """Give the function from digits before and behind the point to the text."""
        whole = self._whole()
        rest = self._rest()
        before, after, point = self.before, self.after, "." if self.has_point else ""
        return lambda left, right: f"{before}{whole(left)}{point}{rest(right)}{after}"

    def _whole(self) -> Callable[[str], str]:
        slots, is_grouped = self.whole_slots, self.is_grouped
        if not all(is_slot for _, is_slot in self.whole):
            return self._spread
        pads = ["".join(map(_PADDING.__getitem__, slots[:n])) for n in range(len(slots), -1, -1)]
        width = len(slots)

        def plain(digits: str) -> str:
            size = len(digits)
            if size < width:
                digits = pads[size] + digits
            return _grouped(digits) if is_grouped and len(digits) > _GROUP else digits

        return plain

    def _spread(self, digits: str) -> str:
        """Give each placeholder its digit from the right; the first takes what is left over."""
        slots = self.whole_slots
        missing = max(0, len(slots) - len(digits))
        cells = [_PADDING[slot] for slot in slots[:missing]] + list(digits)
        if self.is_grouped:
            for place in range(len(cells) - 1 - _GROUP, -1, -_GROUP):
                cells[place] += "," if cells[place].strip() else cells[place]
        extra = len(cells) - len(slots)
        cells[: extra + 1] = ["".join(cells[: extra + 1])]
        ordered = iter(cells)
        return "".join(next(ordered) if is_slot else text for text, is_slot in self.whole)

    def _rest(self) -> Callable[[str], str]:
        slots, pieces = self.rest_slots, self.rest
        has_literals = len(slots) < len(pieces)
        if not slots.strip("0") and not has_literals:
            return lambda digits: digits

        def trimmed(digits: str) -> str:
            used = len(digits.rstrip("0"))
            cells = [digits[i] if i < used else _PADDING[slot] for i, slot in enumerate(slots)]
            if not has_literals:
                return "".join(cells)
            ordered = iter(cells)
            return "".join(next(ordered) if is_slot else text for text, is_slot in pieces)

        return trimmed


def _grouped(digits: str) -> str:
    head = len(digits) % _GROUP or _GROUP
    groups = [digits[:head]]
    groups += [digits[i : i + _GROUP] for i in range(head, len(digits), _GROUP)]
    text = groups[0]
    for group in groups[1:]:
        text += f",{group}" if text.strip() else f" {group}"
    return text


def _mask(tokens: Sequence[Token]) -> _Mask:
    """Find where the digits of a number go."""
    slots = [i for i, token in enumerate(tokens) if token.kind is Kind.DIGIT]
    if not slots:
        raise MalformedCodeError(_literal(tokens))
    point = next((i for i, token in enumerate(tokens) if token.kind is Kind.POINT), len(tokens))
    has_point = point < len(tokens)
    first, last = min(slots[0], point), max(slots[-1], point if has_point else 0)
    last_whole = max((i for i in slots if i < point), default=-1)
    bound, scaling, is_grouped = _commas(tokens, point, (last_whole, point, slots[-1]))
    kept = [None if i in bound else token for i, token in enumerate(tokens)]
    shift = 2 * _percents(tokens) - 3 * scaling
    if abs(shift) > _MOST_SHIFT:
        raise MalformedCodeError(_literal(tokens))
    return _Mask(
        whole=_pieces(kept[first : min(point, last + 1)]),
        rest=_pieces(kept[point + 1 : last + 1]),
        before=_literal(kept[:first]),
        after=_literal(kept[last + 1 :]),
        has_point=has_point,
        is_grouped=is_grouped,
        shift=shift,
    )


def _commas(
    tokens: Sequence[Token], point: int, ends: tuple[int, ...]
) -> tuple[set[int], int, bool]:
    """Find the commas that belong to the digits; others are literals.

    Gives their places, how many divide by a thousand (those behind one of `ends`: the last
    placeholder before the point, the point, the last placeholder), and whether thousands are
    parted (by one between two placeholders before the point).
    """
    bound: set[int] = set()
    scaling, is_grouped = 0, False
    for i, token in enumerate(tokens):
        if token.kind not in {Kind.DIGIT, Kind.POINT}:
            continue
        end = i + 1
        while end < len(tokens) and tokens[end].kind is Kind.COMMA:
            end += 1
        bound.update(range(i + 1, end))
        if end < len(tokens) and tokens[end].kind is Kind.DIGIT:
            is_grouped |= i + 1 < end < point
        elif i in ends:
            scaling += end - i - 1
    return bound, scaling, is_grouped


def _percents(tokens: Sequence[Token]) -> int:
    return sum(token.kind is Kind.PERCENT for token in tokens)


def _pieces(tokens: Sequence[Token | None]) -> tuple[tuple[str, bool], ...]:
    return tuple((token.text, token.kind is Kind.DIGIT) for token in tokens if token)


def _fixed_renderer(tokens: Sequence[Token]) -> Renderer:
    mask = _mask(tokens)
    text, places, shift = mask.compiled(), len(mask.rest_slots), mask.shift

    def render(size: float, sign: str) -> str:
        whole, rest = fixed(size, places, shift)
        if sign and (whole or rest.strip("0")):
            return sign + text(whole, rest)
        return text(whole, rest)

    return _quick_renderer(mask, render) if mask.is_plain else render


def _quick_renderer(mask: _Mask, exact: Renderer) -> Renderer:
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
    mask, power = _mask(tokens[:index]), _mask(tokens[index + 1 :])
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


def _fraction_slash(tokens: Sequence[Token]) -> int | None:
    """Find the bar of a fraction: a slash between two digits."""
    for i in range(1, len(tokens) - 1):
        if (
            tokens[i].kind is Kind.SLASH
            and tokens[i - 1].kind is Kind.DIGIT
            and tokens[i + 1].kind in {Kind.DIGIT, Kind.NUMERAL}
        ):
            return i
    return None


def _fraction_renderer(tokens: Sequence[Token], slash: int) -> Renderer:
    start, end = slash, slash + 1
    while start and tokens[start - 1].kind is Kind.DIGIT:
        start -= 1
    while end < len(tokens) and tokens[end].kind in {Kind.DIGIT, Kind.NUMERAL}:
        end += 1
    above, below = _literal(tokens[start:slash]), _literal(tokens[slash + 1 : end])
    wanted = int(below.replace("#", "0").replace("?", "0")) if below.strip("0#?") else 0
    front, gap = _fraction_front(tokens[:start])
    after, no_fraction = _literal(tokens[end:]), _no_fraction(gap, above, below)
    bound, scale = 10 ** len(below), 100.0 ** min(_percents(tokens), _MOST_SHIFT)

    def render(size: float, sign: str) -> str:
        size *= scale
        if size >= _MOST_FRACTION:
            return sign + general(size)
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
        return None, _literal(tokens)
    text = _mask(tokens[: slots[-1] + 1]).compiled()
    return lambda digits: text(digits, ""), _literal(tokens[slots[-1] + 1 :])


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
    return "".join(_PADDING[slot] for slot in slots[:missing]) + digits


def _padded_behind(number: int, slots: str) -> str:
    digits = str(number)
    if slots.strip("?#"):
        return digits.zfill(len(slots)) if not slots.strip("0") else digits
    return digits + "".join(_PADDING[slot] for slot in slots[len(digits) :])


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
