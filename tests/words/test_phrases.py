"""Phrases: what a translator writes, and what it finds."""

from __future__ import annotations

import re

import pytest

from planner.words.phrases import expression


@pytest.mark.parametrize(
    ("phrase", "found", "not_found"),
    [
        ("(ask|wait for) {word}", ["ask tom", "wait for tom"], ["ask", "tell tom"]),
        ("[i |we ]forgot{end}", ["forgot", "we forgot"], ["they forgot", "i forgot it"]),
        ("later[ on| maybe]*{end}", ["later", "later on maybe on"], ["later on me"]),
        ("no[ no]2{end}", ["no", "no no no"], ["no no no no"]),
        ("ask( {word})1-2{end}", ["ask tom", "ask tom first"], ["ask", "ask tom about it"]),
        ("forg*{end}", ["forg", "forgotten"], ["forgotten it"]),
        ("row {number}{end}", ["row 12"], ["row twelve"]),
        ("q{digit}[{digit}]{end}", ["q1", "q12"], ["q", "q123"]),
        ("list {a-d}{end}", ["list a"], ["list e"]),
        ("{letters 2-3} list", ["old list"], ["hotel list"]),
        ("{any 1-3}tbd{end}", ["x tbd"], ["tbd", "much tbd"]),
        ("ask{stop}", ["ask", "ask tom"], ["asking"]),
        ("ask{4 more}", ["ask", "ask me"], ["ask about it", "asks"]),
        ("ask{rest 4}", ["asks", "ask him"], ["ask about it"]),
        ("not sure{stop}(unless: your)", ["not sure"], ["not sure your team"]),
        ("(with:{any}purpose)ask", ["ask for a purpose"], ["ask tom"]),
        ("see{any}{end}", ["see", "see above"], ["as above"]),
    ],
)
def test_a_phrase_finds_what_the_readme_says_of_it(
    phrase: str, found: list[str], not_found: list[str]
) -> None:
    compiled = re.compile(expression(phrase))
    assert [text for text in found if not compiled.match(text)] == []
    assert [text for text in not_found if compiled.match(text)] == []


def test_a_name_in_braces_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError, match="wrod"):
        expression("ask {wrod}")
