"""The tags that planner adds to Jinja, and what its templates may leave to it.

`{% optional N %}`, `{% one of %}`, names with blanks as headers have them, and lines of tags alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.ext import Extension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.parser import Parser

_RAW = re.compile(r"\{%[-+]?\s*raw\b")
_LONE_TAGS = re.compile(
    r"^[ \t]*((?:\{%(?:(?!%\})[^\n])*%\}|\{#(?:(?!#\})[^\n])*#\})+)[ \t]*\n", re.MULTILINE
)


class LoneTags(Extension):
    """Takes away the lines that hold nothing but tags; a tag at the end of a text takes nothing.

    (Jinja's own `trim_blocks` would join the next line to a text that ends in a tag.)
    """

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002 - Jinja's signature
        filename: str | None = None,  # noqa: ARG002 - same
    ) -> str:
        """Hide the line ends of such lines in comments, so that lines still count alike."""
        return source if _RAW.search(source) else _LONE_TAGS.sub(r"\1{#\n#}", source)


class SpacedNames(Extension):
    """Lets a template say `{{ First Name }}` as the header does, for `{{ first_name }}`."""

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002 - Jinja's signature
        filename: str | None = None,  # noqa: ARG002 - same
    ) -> str:
        """Join such names; lines still count alike."""
        return source if _RAW.search(source) else _SPACED.sub(_joined_name, source)


_SPACED = re.compile(r"\{\{([-+]?) *([A-Za-z]\w*(?: +[A-Za-z]\w*)+) *([-+]?)\}\}")
_OPERATORS = frozenset({"if", "else", "is", "in", "not", "and", "or"})


def _joined_name(match: re.Match[str]) -> str:
    words = match[2].split()
    if not _OPERATORS.isdisjoint(words):
        return match[0]
    return f"{{{{{match[1]} {'_'.join(words).casefold()} {match[3]}}}}}"


class OptionalParts(Extension):
    """`{% optional N %}…{% endoptional %}`: what may go if the message is over its limit.

    1 goes last, the highest number first; what states the purpose can never be optional.
    """

    tags = {"optional"}  # noqa: RUF012 - as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """Read one part; its text passes through a filter that keeps or drops it."""
        line = next(parser.stream).lineno
        priority = 1
        if parser.stream.current.type == "integer":
            priority = int(next(parser.stream).value)
        elif parser.stream.current.type != "block_end":
            parser.fail("optional takes a whole number, such as {% optional 2 %}", line)
        body = parser.parse_statements(("name:endoptional",), drop_needle=True)
        unsaid = {id(each) for part in body for each in _unsaid(part)}
        for name in (each for part in body for each in all_of(part)):
            states = (isinstance(name, nodes.Name) and name.name == "purpose") or (
                isinstance(name, nodes.Getattr) and name.attr == "purpose"
            )
            if states and id(name) not in unsaid:
                parser.fail("what states the purpose cannot be optional", line)
        place = parser.free_identifier().name
        arguments = [nodes.Const(priority), nodes.Const(place)]
        kept = nodes.Filter(None, "optional part", arguments, [], None, None, lineno=line)
        return nodes.FilterBlock(body, kept, lineno=line)


class OneOf(Extension):
    """`{% one of %}…{% or %}…{% endone %}`: equally good ways to say a thing, one for each contact.

    A contact has the same one for life, for it depends on nothing but the Contact ID and the words.
    """

    tags = {"one"}  # noqa: RUF012 - as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the ways, and write a choice between them."""
        line = next(parser.stream).lineno
        parser.stream.skip_if("name:of")
        ways = [parser.parse_statements(("name:or", "name:endone"))]
        while parser.stream.current.test("name:or"):
            next(parser.stream)
            ways.append(parser.parse_statements(("name:or", "name:endone")))
        next(parser.stream)
        place = "|".join(_data_of(part) for way in ways for part in way)
        call = nodes.Call(
            nodes.EnvironmentAttribute("chosen"),
            [nodes.ContextReference(), nodes.Const(len(ways)), nodes.Const(place)],
            [], None, None, lineno=line,
        )  # fmt: skip
        return _branches(ways, call, line)


def _unsaid(node: nodes.Node) -> Iterator[nodes.Node]:
    """The purposes that a part asks about and does not state: `purpose|ask`."""
    found = (each for each in all_of(node) if isinstance(each, nodes.Filter))
    for each in found:
        if each.name in {"ask", "way_out", "about_job"} and each.node is not None:
            yield each.node


def _data_of(node: nodes.Node) -> str:
    """The plain words of a part: the lot goes by them, wherever they stand in the file."""
    return "".join(each.data for each in node.find_all(nodes.TemplateData))


def _branches(ways: list[list[nodes.Node]], call: nodes.Call, line: int) -> nodes.Node:
    """Conditions on the number drawn; the last way needs none."""
    rest = ways[-1]
    for number in range(len(ways) - 2, -1, -1):
        test = nodes.Compare(call, [nodes.Operand("eq", nodes.Const(number))], lineno=line)
        rest = [nodes.If(test, ways[number], [], rest, lineno=line)]
    return nodes.Scope(rest, lineno=line)


def all_of(node: nodes.Node) -> list[nodes.Node]:
    """List a node and everything below it."""
    return [node, *node.find_all(nodes.Node)]
