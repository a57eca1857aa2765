"""Where the digits of a number go: placeholders and literals in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.workbook.number_format.codes import Kind, MalformedCodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.workbook.number_format.codes import Token


# What a placeholder shows where the number has no digit for it.
PADDING = {"0": "0", "?": " ", "#": ""}
MOST_SHIFT = 100  # powers of ten that % and , may move a number by
_GROUP = 3


def literal(tokens: Sequence[Token | None]) -> str:
    """Join what tokens show when they stand for themselves."""
    return "".join(token.text for token in tokens if token)


def percents(tokens: Sequence[Token]) -> int:
    """Count the percent signs: each multiplies by a hundred."""
    return sum(token.kind is Kind.PERCENT for token in tokens)


@frozen
class Mask:
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
        pads = ["".join(map(PADDING.__getitem__, slots[:n])) for n in range(len(slots), -1, -1)]
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
        cells = [PADDING[slot] for slot in slots[:missing]] + list(digits)
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
            cells = [digits[i] if i < used else PADDING[slot] for i, slot in enumerate(slots)]
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


def mask_of(tokens: Sequence[Token]) -> Mask:
    """Find where the digits of a number go."""
    slots = [i for i, token in enumerate(tokens) if token.kind is Kind.DIGIT]
    if not slots:
        raise MalformedCodeError(literal(tokens))
    point = next((i for i, token in enumerate(tokens) if token.kind is Kind.POINT), len(tokens))
    has_point = point < len(tokens)
    first, last = min(slots[0], point), max(slots[-1], point if has_point else 0)
    last_whole = max((i for i in slots if i < point), default=-1)
    bound, scaling, is_grouped = _commas(tokens, point, (last_whole, point, slots[-1]))
    kept = [None if i in bound else token for i, token in enumerate(tokens)]
    shift = 2 * percents(tokens) - 3 * scaling
    if abs(shift) > MOST_SHIFT:
        raise MalformedCodeError(literal(tokens))
    return Mask(
        whole=_pieces(kept[first : min(point, last + 1)]),
        rest=_pieces(kept[point + 1 : last + 1]),
        before=literal(kept[:first]),
        after=literal(kept[last + 1 :]),
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


def _pieces(tokens: Sequence[Token | None]) -> tuple[tuple[str, bool], ...]:
    return tuple((token.text, token.kind is Kind.DIGIT) for token in tokens if token)
