"""Expressions that CPython 3.11.2, the python3 of Debian 12, matches wrongly stand nowhere.

It loses its place in a possessive quantifier over a group whose body has to backtrack, as in
`(?:<(?!/c)[^<]*+)*+`; the same as an atomic group over a plain quantifier is matched right.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*?+]|\{[0-9,]+\})\+(?![,;=~])")


def test_no_expression_has_a_possessive_quantifier_over_a_group() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "planner").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("line", ["(?:a|b)*+c", "(?: x)?+", "(ab){2,3}+", "(?:a)++"])
def test_what_is_looked_for_is_found(line: str) -> None:
    assert _POSSESSIVE_GROUP.search(line)
