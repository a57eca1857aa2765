"""Jinja, fenced in: no way to Python, to files or to endless work.

Loaded at the first compilation. Templates may come from strangers: beyond Jinja's own sandbox,
whatever can multiply (operators, filters, methods of texts, loops, macros) is counted against the
allowance of `budget`; `bounded_calls` holds the bounds, `template_tags` the tags of our own.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, operators
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from planner.model.commonality import Commonality
from planner.templating import filters
from planner.templating.bounded_calls import (
    bounded_format,
    bounded_method,
    bounded_power,
    bounded_product,
    bounded_range,
    guarded,
    priced,
)
from planner.templating.budget import spend, weigh
from planner.templating.fields import RawFields, SenderFields
from planner.templating.parts import OPTIONAL, Parts
from planner.templating.prose_filters import PROSE, choice
from planner.templating.spelling import spell
from planner.templating.template_tags import LoneTags, OneOf, OptionalParts, SpacedNames, all_of

if TYPE_CHECKING:
    from jinja2.compiler import Frame
    from jinja2.loaders import BaseLoader
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
            self.filters[name] = guarded(name, call)
        for name, test in self.tests.items():
            self.tests[name] = guarded(name, test)
        self.filters.update({name: priced(call) for name, call in filters.FILTERS.items()})
        self.filters.update(PROSE)
        self.filters["default"] = self.filters["d"] = _default
        self.filters["optional part"] = _optional_part
        self.globals.update(filters.HELPERS)
        self.globals["range"] = bounded_range

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
            bounded_power(left, right)
        elif operator == "*":
            bounded_product(left, right)
        elif operator == "%" and isinstance(left, str):
            bounded_format(left)
            spend(weigh(right))
        elif operator == "+":
            spend(weigh(left) + weigh(right))
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls, methods of texts only with bounded results."""
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            bounded_method(owner, obj.__name__, args)
            result = super().call(context, obj, *args, **kwargs)
            spend((weigh(owner) + weigh(result)) // 10 + 10)
            return result
        if isinstance(owner, date | time) and args:
            bounded_format(str(args[0]))
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
        units = 20 + sum(_units(inner) for part in node.body for inner in all_of(part))
        self.generic_visit(node)
        node.body = [_tick(units, node.lineno), *node.body]
        return node  # type: ignore[no-any-return]  # Jinja's nodes are created by a metaclass


def _units(node: nodes.Node) -> int:
    return len(node.data) if isinstance(node, nodes.TemplateData) else 10


def _tick(units: int, line: int) -> nodes.Node:
    call = nodes.Call(
        nodes.EnvironmentAttribute("tick"), [nodes.Const(units)], [], None, None, lineno=line
    )
    return nodes.ExprStmt(call, lineno=line)


def _default(value: Any, instead: Any = "", boolean: bool = False) -> Any:  # noqa: FBT001, FBT002 - Jinja's own signature
    """Jinja's filter of that name, which neither writes nor multiplies anything."""
    return instead if isinstance(value, Undefined) or (boolean and not value) else value


@pass_context
def _optional_part(context: Context, text: str, priority: int, place: str) -> str:
    parts = context.resolve_or_missing(OPTIONAL)
    return parts.passed(text, priority, place) if isinstance(parts, Parts) else text
