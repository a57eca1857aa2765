"""The number formats that a workbook refers to by id without spelling them out."""

from __future__ import annotations

_SHORT_DATE = "m/d/yyyy"
_LONG_TIME = "h:mm:ss"

# ECMA-376 part 1, 18.8.30, as Excel shows them in the United States.
_FORMATS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: _SHORT_DATE,
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: _LONG_TIME,
    22: "m/d/yyyy h:mm",
    37: "#,##0_);\\(#,##0\\)",
    38: "#,##0_);[Red]\\(#,##0\\)",
    39: "#,##0.00_);\\(#,##0.00\\)",
    40: "#,##0.00_);[Red]\\(#,##0.00\\)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    # East Asian ids: outside those languages Excel shows the short date or the long time.
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), _SHORT_DATE),
    **dict.fromkeys(range(32, 36), _LONG_TIME),
    # Thai ids, in the order of their western counterparts.
    59: "0",
    60: "0.00",
    61: "#,##0",
    62: "#,##0.00",
    67: "0%",
    68: "0.00%",
    69: "# ?/?",
    70: "# ??/??",
    71: _SHORT_DATE,
    72: "d-mmm-yy",
    73: "d-mmm-yy",
    74: "d-mmm",
    75: "mmm-yy",
    76: "h:mm",
    77: _LONG_TIME,
    78: "m/d/yyyy h:mm",
    79: "mm:ss",
    80: "[h]:mm:ss",
    81: "mm:ss.0",
}


def builtin_format(format_id: int) -> str:
    """Give the code of a built-in number format; an unknown id is General.

    Ids 14 and 22 hold the short date of whoever opens the workbook, so no code is right for all;
    here they are American: m/d/yyyy. The regional ids (27 to 36, 50 to 81) read as in en-US.
    """
    return _FORMATS.get(format_id, "General")
