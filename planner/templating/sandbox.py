"""Jinja, fenced in: no way to Python, to files or to endless work.

Loaded at the first compilation. Templates may come from strangers: beyond Jinja's own sandbox,
whatever can multiply (operators, filters, methods of texts, loops, macros) is counted against the
allowance of `work`.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, time
from functools import wraps
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, operators
from jinja2.ext import Extension
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from planner.model.commonality import Commonality
from planner.templating import filters
from planner.templating.budget import LONGEST_TEXT, MOST_ITEMS, TooMuchWorkError, spend, weigh
from planner.templating.fields import RawFields, SenderFields
from planner.templating.parts import OPTIONAL, Parts
from planner.templating.prose_filters import PROSE, choice
from planner.templating.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.compiler import Frame
    from jinja2.loaders import BaseLoader
    from jinja2.parser import Parser
    from jinja2.runtime import Context


# What Jinja offers that a message has no use for: chance, and views of Python itself.
_REFUSED_FILTERS = ("random", "pprint", "xmlattr")
_REFUSED_GLOBALS = ("lipsum",)
_TEXT_METHODS = frozenset(
    {"capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find", "index",
     "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "islower", "isnumeric", "isspace",
     "istitle", "isupper", "join", "ljust", "lower", "lstrip", "partition", "removeprefix",
     "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip",
     "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill"}
)  # fmt: skip
_SAFE_METHODS: dict[type, frozenset[str]] = {
    str: _TEXT_METHODS,
    int: frozenset({"real", "imag", "numerator", "denominator", "bit_length"}),
    float: frozenset({"real", "imag", "is_integer"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    dict: frozenset({"get", "items", "keys", "values"}),
    set: frozenset(),
    frozenset: frozenset(),
    bytes: frozenset(),
}
_OF_COMMONALITY = frozenset(field.name for field in fields(Commonality))
_WIDTH = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(\*|\d*)(?:\.(\*|\d*))?")
_WIDEST = 1_000
_RAW = re.compile(r"\{%[-+]?\s*raw\b")
_LONE_TAGS = re.compile(
    r"^[ \t]*((?:\{%(?:(?!%\})[^\n])*%\}|\{#(?:(?!#\})[^\n])*#\})+)[ \t]*\n", re.MULTILINE
)


class Sandbox(ImmutableSandboxedEnvironment):
    """The one environment of a library; `read_part` finds the source of an included file."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader | None = None) -> None:
        super().__init__(
            undefined=StrictUndefined,
            finalize=spell,
            loader=loader,
            extensions=[LoneTags, SpacedNames, OptionalParts, OneOf],
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        for name in _REFUSED_FILTERS:
            del self.filters[name]
        for name in _REFUSED_GLOBALS:
            del self.globals[name]
        for name, call in self.filters.items():
            self.filters[name] = _guarded(name, call)
        for name, test in self.tests.items():
            self.tests[name] = _guarded(name, test)
        self.filters.update({name: _priced(call) for name, call in filters.FILTERS.items()})
        self.filters.update(PROSE)
        self.filters["default"] = self.filters["d"] = _default
        self.filters["optional part"] = _optional_part
        self.globals.update(filters.HELPERS)
        self.globals["range"] = _bounded_range

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        counted = _Counted().visit(tree)
        assert isinstance(counted, nodes.Template)  # noqa: S101 - a transformer keeps the root
        return counted

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow what is known of plain values, nothing of functions, the rest as Jinja does."""
        allowed = _SAFE_METHODS.get(type(obj))
        if allowed is not None:
            return attr in allowed
        if isinstance(obj, str | bytes):
            return False
        if callable(obj) and not isinstance(obj, Macro | LoopContext | Undefined):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look an attribute up; `sender` and `raw`, which every message asks, without detours."""
        if type(obj) is SenderFields or type(obj) is RawFields:
            try:
                return obj.field(attribute)
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if type(obj) is Commonality and attribute in _OF_COMMONALITY:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `"…".format` to `is_safe_attribute`, which knows no such method."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out `left operator right` unless the result would be too large."""
        if operator == "**":
            _bounded_power(left, right)
        elif operator == "*":
            _bounded_product(left, right)
        elif operator == "%" and isinstance(left, str):
            _bounded_format(left)
            spend(weigh(right))
        elif operator == "+":
            spend(weigh(left) + weigh(right))
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls, methods of texts only with bounded results."""
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            _bounded_method(owner, obj.__name__, args)
            result = super().call(context, obj, *args, **kwargs)
            spend((weigh(owner) + weigh(result)) // 10 + 10)
            return result
        if isinstance(owner, date | time) and args:
            _bounded_format(str(args[0]))
        return super().call(context, obj, *args, **kwargs)

    def concatenated(self, values: tuple[object, ...]) -> str:
        """Spell the operands of `~` in a row."""
        text = "".join([spell(value) for value in values])
        spend(weigh(text))
        return text

    def weighed(self, value: Any) -> Any:
        """Count what a comparison has to go through; the value comes back as it is."""
        spend(len(value) // 20 if type(value) is str else weigh(value))
        return value

    def chosen(self, context: Context, count: int, place: str) -> int:
        """Draw one of `count` ways to say a thing, for the contact of `context`."""
        spend(20 + len(place))
        return choice(context, count, place)

    def tick(self, units: int) -> str:
        """Count one round of a loop, one call of a macro, one inclusion."""
        spend(units)
        return ""


class _Generator(CodeGenerator):
    """Writes `~` and comparisons as calls of the sandbox, which bounds them."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write(f" {operators[node.op]} ")
        if isinstance(node.expr, nodes.Const):
            self.visit(node.expr, frame)
            return
        self.write("environment.weighed(")
        self.visit(node.expr, frame)
        self.write(")")


Sandbox.code_generator_class = _Generator


class _Counted(NodeTransformer):
    """Puts a tick at the head of whatever can run more than once."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        return self._ticking(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 - Jinja's name
        return self._ticking(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802 - Jinja's name
        return self._ticking(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802 - Jinja's name
        return self._ticking(node)

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802 - Jinja's name
        return [_tick(1_000, node.lineno), self.generic_visit(node)]

    def visit_Import(self, node: nodes.Import) -> list[nodes.Node]:  # noqa: N802 - Jinja's name
        return [_tick(1_000, node.lineno), self.generic_visit(node)]

    def visit_FromImport(self, node: nodes.FromImport) -> list[nodes.Node]:  # noqa: N802 - Jinja's name
        return [_tick(1_000, node.lineno), self.generic_visit(node)]

    def _ticking(self, node: Any) -> nodes.Node:
        units = 20 + sum(_units(inner) for part in node.body for inner in _all_of(part))
        self.generic_visit(node)
        node.body = [_tick(units, node.lineno), *node.body]
        return node  # type: ignore[no-any-return]  # Jinja's nodes are created by a metaclass


def _all_of(node: nodes.Node) -> list[nodes.Node]:
    return [node, *node.find_all(nodes.Node)]


def _units(node: nodes.Node) -> int:
    return len(node.data) if isinstance(node, nodes.TemplateData) else 10


def _tick(units: int, line: int) -> nodes.Node:
    call = nodes.Call(
        nodes.EnvironmentAttribute("tick"), [nodes.Const(units)], [], None, None, lineno=line
    )
    return nodes.ExprStmt(call, lineno=line)


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
        for name in (each for part in body for each in _all_of(part)):
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
    found = (each for each in _all_of(node) if isinstance(each, nodes.Filter))
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


def _default(value: Any, instead: Any = "", boolean: bool = False) -> Any:  # noqa: FBT001, FBT002 - Jinja's own signature
    """Jinja's filter of that name, which neither writes nor multiplies anything."""
    return instead if isinstance(value, Undefined) or (boolean and not value) else value


@pass_context
def _optional_part(context: Context, text: str, priority: int, place: str) -> str:
    parts = context.resolve_or_missing(OPTIONAL)
    return parts.passed(text, priority, place) if isinstance(parts, Parts) else text


def _guarded(name: str, call: Any) -> Callable[..., Any]:
    """One of Jinja's own filters, its input and its output weighed."""
    hidden = 1 if hasattr(call, "jinja_pass_arg") else 0

    @wraps(call)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        given = args[hidden:]
        weight = sum(weigh(each) for each in (*given, *kwargs.values()))
        spend(20 + weight)
        for number in (*given[1:], *kwargs.values()):
            if isinstance(number, int) and abs(number) > _WIDEST:
                raise TooMuchWorkError(f"it asks {name} for a width of {number}")
        if name == "format":
            _bounded_format(str(given[0]))
        elif name == "replace":
            _bounded_method(str(given[0]), name, given[1:])
        elif name == "join" and given and isinstance(given[0], list | tuple):
            between = str(given[1] if len(given) > 1 else kwargs.get("d", ""))
            _bounded_product(between, len(given[0]))
        result = call(*args, **kwargs)
        if isinstance(result, str | list | tuple):
            spend(weigh(result))
        return result

    return guarded


def _priced(call: Callable[..., Any]) -> Callable[..., Any]:
    """One of planner's own filters, what it is given counted."""
    price = 1_000 if call in {filters.first_name, filters.last_name} else 50

    @wraps(call)
    def priced(value: Any, *args: Any, **kwargs: Any) -> Any:
        spend(price + (len(value) if type(value) is str else weigh(value)))
        return call(value, *args, **kwargs)

    return priced


def _bounded_range(*args: int) -> range:
    numbers = range(*args)
    if len(numbers) > MOST_ITEMS:
        raise TooMuchWorkError(f"it counts through {len(numbers):,} numbers")
    return numbers


def _bounded_power(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > 4096:
        raise TooMuchWorkError("it works out a number longer than any message needs")


def _bounded_product(left: Any, right: Any) -> None:
    for thing, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(thing, str | list | tuple):
            if weigh(thing) * max(times, 0) > LONGEST_TEXT:
                raise TooMuchWorkError("it repeats a text until it is longer than any message")
            spend(weigh(thing) * max(times, 0))
            return
    weigh(left)
    weigh(right)


def _bounded_format(template: str) -> None:
    """Refuse `%1000000000d`, and `%*d`, whose width cannot be seen."""
    for match in _WIDTH.finditer(template):
        for width in match.groups():
            if width == "*" or (width and (len(width) > 4 or int(width) > _WIDEST)):
                raise TooMuchWorkError(f"it formats to a width of {width}")


def _bounded_method(owner: str, name: str, args: tuple[Any, ...]) -> None:
    """Refuse the calls of a text's methods whose result would be too long."""
    if name in {"center", "ljust", "rjust", "zfill"}:
        too_long = any(isinstance(width, int) and width > LONGEST_TEXT for width in args)
    elif name == "expandtabs":
        too_long = any(isinstance(width, int) and width > _WIDEST for width in args)
    elif name == "replace" and len(args) > 1:
        times = owner.count(str(args[0]))
        too_long = len(owner) + times * len(str(args[1])) > LONGEST_TEXT
    elif name == "join" and args and isinstance(args[0], list | tuple | str):
        too_long = weigh(args[0]) + len(owner) * len(args[0]) > LONGEST_TEXT
    else:
        too_long = False
    if too_long:
        raise TooMuchWorkError("it makes a text longer than any message")
