"""Templates from strangers: each attack ends in that row's error, soon and in little memory."""

from __future__ import annotations

import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from planner.templating.render_errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.templating.library import Library
    from planner.templating.template import Message

SHARING = (
    "{% set ns = namespace(x=['aa']) %}"
    "{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}"
)
DOUBLING = (
    "{% set ns = namespace(x='aa') %}"
    "{% for i in range(60) %}{% set ns.x = OP %}{% endfor %}{{ ns.x }}"
)

ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ name|attr('__class__') }}",
    "{{ name['__class__'] }}",
    "{{ sender._sender.values }}",
    "{{ raw._contact }}",
    "{{ raw['_contact'] }}",
    "{{ raw.field }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ sentences.__globals__ }}",
    "{{ first_of.__code__ }}",
    "{{ range.__self__ }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ '{a.__class__}'.format_map({'a': name}) }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{{ ''.encode() }}",
    "{{ [name].append(1) }}",
    "{{ [name]|map(attribute='__class__')|list }}",
    "{% include '/etc/passwd' %}",
    "{% include '../email.txt' %}",
    "{% import 'os' as os %}",
    "{% extends 'C:\\\\Windows\\\\win.ini' %}",
    "{{ lipsum() }}",
    "{{ name|random }}",
    "{{ caller() }}",
    "{{ _ }}",
    "{{ 1/0 }}",
    "{{ dict.fromkeys(name) }}",
]

BOMBS = [
    "{{ 'x' * 10**9 }}",
    "{{ [1] * 10**9 }}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{% for a in range(9999) %}{{ 'x' * 9000 }}{% endfor %}",
    "{% set t %}{% for a in range(9999) %}" + "x" * 5000 + "{% endfor %}{% endset %}",
    "{{ range(10**12) }}",
    "{{ 'a'|center(10**9) }}",
    "{{ 'a'.center(10**9) }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ '\t'.expandtabs(10**9) }}",
    "{{ ('a'*90000).replace('a', 'b'*90000) }}",
    "{{ ('a'*90000)|replace('a', 'b'*90000) }}",
    "{{ ('b'*9000).join('a'*90000) }}",
    "{{ ('a'*9000)|list|join('b'*9000) }}",
    "{{ 'x'|indent(10**9) }}",
    "{{ 1|round(10**9) }}",
    "{{ [1]|batch(10**9, 'x')|list }}",
    "{{ [1]|slice(10**9)|list }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%*d' % (1000000000, 1) }}",
    "{{ '%.1000000000f' % 1 }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ today.strftime('%1000000000d') }}",
    "{{ 9 ** (9 ** 9) }}",
    "{{ 2**4000 * 2**4000 }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% block a %}{{ self.a() }}{% endblock %}",
    "{% include 'mine.txt' %}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    DOUBLING.replace("OP", "ns.x ~ ns.x"),
    DOUBLING.replace("OP", "ns.x + ns.x"),
    DOUBLING.replace("'aa'", "3").replace("OP", "ns.x * ns.x"),
    DOUBLING.replace(" = OP %}", " %}{{ ns.x }}{{ ns.x }}{% endset %}"),
    SHARING + "{{ ns.x }}",
    SHARING + "{{ ns.x|string }}",
    SHARING + "{{ ns.x|tojson }}",
    SHARING + "{{ ns.x|upper }}",
    SHARING + "{{ '' ~ ns.x }}",
    SHARING + "{{ '%s' % ns.x }}",
    SHARING + "{% set y = ns.x %}{{ 1 if y == ns.x }}",
    "{{ range(9000)|map('center', 1000)|list|length }}",
    "{{ range(9000)|map('first_name')|list|length }}",
    "{{ range(8000)|select('in', range(8000)|list)|list|length }}",
    "{% set z = range(8000)|list %}"  # noqa: ISC004 - one body
    "{% for i in range(9000) %}{% if -1 in z %}{% endif %}{% endfor %}",
]


@pytest.mark.parametrize("body", ESCAPES)
def test_no_way_leads_out_of_a_template(fill: Callable[..., Message], body: str) -> None:
    with pytest.raises(RenderError, match=r"^mine\.txt"):
        fill(body)


@pytest.mark.parametrize("body", BOMBS, ids=[bomb[:60] for bomb in BOMBS])
def test_endless_work_ends_in_the_rows_error(fill: Callable[..., Message], body: str) -> None:
    started = time.process_time()
    with pytest.raises(RenderError, match=r"^mine\.txt"):
        fill(body)
    assert time.process_time() - started < 2


def test_a_bomb_eats_little_memory(fill: Callable[..., Message]) -> None:
    fill("{{ name }}")
    tracemalloc.start()
    try:
        for body in BOMBS[3:5] + BOMBS[31:37]:
            with pytest.raises(RenderError):
                fill(body)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_long_lists_of_long_texts_are_no_bomb(fill: Callable[..., Message]) -> None:
    body = "{% set words = ('word ' * 4000).split() %}{{ words|join(' ')|length }}"
    assert fill(body).text == "19999"


def test_an_allowance_is_for_one_rendering(library: Callable[..., Library]) -> None:
    body = "{% for a in range(2000) %}{{ a }}{% endfor %}"
    template = library({"mine.txt": f"Channel: email\n\n{body}"}).named("mine")
    texts = {template.render({}).text for _ in range(30)}
    assert texts == {"".join(map(str, range(2000)))}
