"""Line breaks that values bring along, kept apart from those that the template's writer typed.

A value must never start a header line or a part of a multipart message. So each line break in a
value is written as a stand-in while the email is taken apart, and turned back in texts alone;
where one reached a header it becomes a blank, as in "Jane↵Doe" typed with Alt+Enter in a cell.
"""

from __future__ import annotations

import re

__all__ = ["on_one_line", "restored", "stood_in"]

# Everything that some mail program takes for a line's end. The stand-ins are noncharacters of
# Unicode, which no text holds; one that did would show up as a line break and do no harm.
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_STAND_INS = "".join(chr(0xFDD0 + place) for place in range(len(_BREAKS)))
_TO_STAND_INS = str.maketrans(_BREAKS, _STAND_INS)
_FROM_STAND_INS = str.maketrans(_STAND_INS, _BREAKS)
_IS_ODD = re.compile(f"[{_BREAKS}\ud800-\udfff]")
_HALF_PAIRS = re.compile("[\ud800-\udfff]")
_IS_STOOD_IN = re.compile(f"[{_STAND_INS}]")
# Control characters have no place in a header either: some servers end it at a NUL.
_UNFIT = re.compile(rf"[{_BREAKS}{_STAND_INS}\x00-\x1f\x7f]+")


def stood_in(value: str) -> str:
    """A value as it may go into an email that is yet to be taken apart."""
    if not _IS_ODD.search(value):
        return value
    value = _HALF_PAIRS.sub("\ufffd", value).replace("\r\n", "\n").replace("\r", "\n")
    return value.translate(_TO_STAND_INS)


def restored(text: str) -> str:
    """A text with the line breaks of its values."""
    return text.translate(_FROM_STAND_INS) if _IS_STOOD_IN.search(text) else text


def on_one_line(header: str) -> str:
    """A header's value without any line break, each replaced by one blank."""
    if not _UNFIT.search(header):
        return header
    return re.sub(" {2,}", " ", _UNFIT.sub(" ", header)).strip()
