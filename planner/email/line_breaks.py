"""What values bring along that means something in an email, kept apart from what was typed.

A value must never start a header line or a part of a multipart message. So each line break in a
value is written as a stand-in while the email is taken apart, and turned back in texts alone;
where one reached a header it becomes a blank, as in "Jane↵Doe" typed with Alt+Enter in a cell.

Nor may a name add a recipient: "Doe, Jane" and "spy@example.com, Jane" are one name each. Where an
address header could be read in more than one way, the characters that structure addresses are
stood in for as well.
"""

from __future__ import annotations

import re

# Everything that some mail program takes for a line's end.
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SPECIALS = '()<>[]:;@\\,"'  # RFC 5322, section 3.2.3, but for the full stop of "J. Doe"
_DASH = "-"  # at the start of a value, where it may complete a boundary such as --part
# The stand-ins are noncharacters of Unicode, which no text holds; one that did would show up as
# what it stands for, where that is harmless.
_STAND_INS = "".join(chr(0xFDD0 + place) for place in range(len(_BREAKS + _DASH + _SPECIALS)))
_FOR_BREAKS = str.maketrans(_BREAKS, _STAND_INS[: len(_BREAKS)])
_FOR_SPECIALS = str.maketrans(_SPECIALS, _STAND_INS[len(_BREAKS + _DASH) :])
_BACK = str.maketrans(_STAND_INS, _BREAKS + _DASH + _SPECIALS)
_IS_STOOD_IN = re.compile(f"[{_STAND_INS}]")
_IS_ODD = re.compile(f"[{_BREAKS}\ud800-\udfff]")
_HALF_PAIRS = re.compile("[\ud800-\udfff]")
# Control characters have no place in a header either: some servers end it at a NUL.
_UNFIT = re.compile(rf"[{_BREAKS}{_STAND_INS[: len(_BREAKS)]}\x00-\x1f\x7f]+")


def stood_in(value: str, *, specials: bool = False) -> str:
    """A value as it may go into an email that is yet to be taken apart.

    With `specials`, the characters that structure addresses are stood in for too.
    """
    if _IS_ODD.search(value):
        value = _HALF_PAIRS.sub("\ufffd", value).replace("\r\n", "\n").replace("\r", "\n")
        value = value.translate(_FOR_BREAKS)
    if value.startswith(_DASH):
        value = _STAND_INS[len(_BREAKS)] + value[1:]
    return value.translate(_FOR_SPECIALS) if specials else value


def restored(text: str) -> str:
    """A text with what its values brought along."""
    return text.translate(_BACK) if _IS_STOOD_IN.search(text) else text


def on_one_line(header: str) -> str:
    """A header's value without any line break, each replaced by one blank."""
    if not _UNFIT.search(header):
        return header
    return re.sub(" {2,}", " ", _UNFIT.sub(" ", header)).strip()
