"""What a template cannot do without: the sender's values that leave a hole where they are empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.templating.shipped import templates

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from jinja2 import nodes

    from planner.templating.sandbox import Sandbox
    from planner.templating.template import Template


def required_sender_fields(
    template: Template, sandbox: Callable[[], Sandbox], known: Collection[str]
) -> frozenset[str]:
    """The sender's values that the template writes without asking whether they are there.

    A value on a line of its own may be empty, for the line then goes; a message without the
    sender's name may not. Those `known` are left out. A template that is no valid Jinja needs
    nothing.
    """
    if template.path.parent == templates() and {*known} >= _SHIPPED_NEED:
        return frozenset()
    subject = template.form.header("Subject")
    sources = [template.source, subject.value if subject is not None else ""]
    doubtful = [source for source in sources if not _perhaps_written(source) <= {*known}]
    return _required(doubtful, sandbox()) - {*known} if doubtful else frozenset()


# What planner's own templates write without asking. To parse them all takes as long as to draft for
# hundreds of contacts; a test does.
_SHIPPED_NEED = frozenset({"name"})

# What is written comes last in its expression, unless a condition stands there. To look for it so
# takes a hundredth of the time that Jinja needs to parse the templates of a library.
_OUTPUT = re.compile(r"\{(?:\{|%[-+]?\s*print\b)(.*?)[%}]\}", re.DOTALL)
_SENDERS = re.compile(r"\bsender\s*\.\s*(\w+)")


def _perhaps_written(source: str) -> set[str]:
    """No less than what `_required` finds."""
    found: set[str] = set()
    for expression in _OUTPUT.findall(source):
        names = _SENDERS.findall(expression)
        found.update(names if " if " in expression else names[-1:])
    return found - _alone(source)


def _alone(source: str) -> set[str]:
    return set(_ALONE.findall(source)) - {"name"}


def _required(sources: Iterable[str], sandbox: Sandbox) -> frozenset[str]:
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - loaded with the sandbox

    needed: set[str] = set()
    for source in sources:
        try:
            tree = sandbox.parse(source)
        except (TemplateSyntaxError, RecursionError):
            continue
        needed |= set(_written(tree, frozenset())) - _alone(source)
    return frozenset(needed)


_ALONE = re.compile(
    r"^[ \t]*\{\{-?\s*sender\.(\w+)\s*(?:\|\s*in_language\s*)?-?\}\}[ \t]*$", re.MULTILINE
)


def _written(node: nodes.Node, asked: frozenset[str]) -> Iterator[str]:
    """The sender's values that `node` writes, except those that a condition around it asked for."""
    from jinja2 import nodes  # noqa: PLC0415 - loaded with the sandbox

    if isinstance(node, nodes.If | nodes.CondExpr):
        yield from _written_under(node, asked)
    elif isinstance(node, nodes.Output):
        for part in node.nodes:
            name = _last_resort(part)
            if name and name not in asked:
                yield name
            elif isinstance(part, nodes.CondExpr):
                yield from _written(part, asked)
    else:
        for child in node.iter_child_nodes():
            yield from _written(child, asked)


def _written_under(node: nodes.If | nodes.CondExpr, asked: frozenset[str]) -> Iterator[str]:
    from jinja2 import nodes  # noqa: PLC0415 - loaded with the sandbox

    now_asked = asked | {
        attribute.attr
        for attribute in [node.test, *node.test.find_all(nodes.Getattr)]
        if isinstance(attribute, nodes.Getattr)
    }
    if isinstance(node, nodes.If):
        for child in node.body:
            yield from _written(child, now_asked)
        for child in (*node.elif_, *node.else_):
            yield from _written(child, asked)
        return
    for branch, known in ((node.expr1, now_asked), (node.expr2, asked)):
        name = _last_resort(branch) if branch is not None else ""
        if name and name not in known:
            yield name


def _last_resort(node: nodes.Node) -> str:
    """The sender's value that an expression comes down to when all else is empty, or ""."""
    from jinja2 import nodes  # noqa: PLC0415 - loaded with the sandbox

    while True:
        if isinstance(node, nodes.Or):
            node = node.right
        elif isinstance(node, nodes.Filter) and node.node is not None and node.name != "default":
            node = node.node
        else:
            break
    is_senders = (
        isinstance(node, nodes.Getattr)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "sender"
    )
    return node.attr if is_senders and isinstance(node, nodes.Getattr) else ""
