"""What a template names and which of its branches are reached, for those who write one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.model.frozen import frozen
from planner.templating.budget import Work, work
from planner.templating.render_errors import RenderError
from planner.templating.rendering import from_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import nodes

    from planner.templating.sandbox import Sandbox
    from planner.templating.template import Template


_SEEN = "planner_has_seen"
_OWNERS = ("sender", "raw")


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A value that a template names: `owner` is "sender", "raw", or "" for a field.

    `is_guarded` where the template says itself what to do without it, as in `met_at|default`.
    """

    line: int
    owner: str
    name: str
    is_guarded: bool = False

    @property
    def spelled(self) -> str:
        """As it stands in the template."""
        return f"{self.owner}.{self.name}" if self.owner else self.name


@frozen
class Branch:
    """A condition of a template, `line` in its file, and whether it ever held or failed."""

    line: int
    has_else: bool
    held: bool
    failed: bool


class Watch:
    """A template's texts, looked at from inside.

    Raises:
        RenderError: at creation, when the template is no valid Jinja.
    """

    def __init__(self, template: Template, sandbox: Sandbox) -> None:
        from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - loaded with the sandbox

        form = template.form
        subject = form.header("Subject")
        sources = [(form.body, form.body_line)]
        if subject is not None and subject.value:
            sources.append((subject.value, subject.line))
        self._sandbox = sandbox
        self._conditions: list[tuple[int, bool]] = []
        self._outcomes: list[set[bool]] = []
        try:
            self._trees = [sandbox.parse(from_line(text, line)) for text, line in sources]
        except TemplateSyntaxError as error:
            raise RenderError(
                f"{form.path.name}, line {error.lineno}: {error.message}", "Mend the template."
            ) from error
        known = sandbox.globals.keys()
        uses = {use for tree in self._trees for use in _uses(tree) if use.name not in known}
        self.uses = tuple(sorted(uses))
        self._body = self._compiled(self._trees[0])

    def look(self, names: Mapping[str, Any]) -> None:
        """Fill the body in once more, and note which conditions hold; errors are no matter here."""
        work.set(Work())
        try:
            self._body.render({**names, _SEEN: self._note})
        except Exception:  # noqa: BLE001 - the draft itself says what is wrong with this row
            return

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The conditions in their order, with what was seen of them."""
        return tuple(
            Branch(line, has_else, True in seen, False in seen)
            for (line, has_else), seen in zip(self._conditions, self._outcomes, strict=True)
        )

    def _note(self, number: int, outcome: object) -> object:
        self._outcomes[number].add(bool(outcome))
        return outcome

    def _compiled(self, tree: nodes.Template) -> Any:
        from jinja2 import nodes  # noqa: PLC0415 - loaded with the sandbox

        for condition in tree.find_all(nodes.If):
            self._watch(condition, has_else=bool(condition.else_))
        code = self._sandbox.compile(tree)
        return self._sandbox.template_class.from_code(
            self._sandbox, code, self._sandbox.make_globals(None)
        )

    def _watch(self, condition: nodes.If, *, has_else: bool) -> None:
        """Have a condition report what it comes to."""
        from jinja2 import nodes  # noqa: PLC0415 - loaded with the sandbox

        line = condition.lineno
        number = nodes.Const(len(self._conditions), lineno=line)
        self._conditions.append((line, has_else))
        self._outcomes.append(set())
        seen = nodes.Name(_SEEN, "load", lineno=line)
        arguments = [number, condition.test]
        condition.test = nodes.Call(seen, arguments, [], None, None, lineno=line)


def _uses(tree: nodes.Template) -> Iterator[Use]:
    from jinja2 import meta, nodes  # noqa: PLC0415 - loaded with the sandbox

    undeclared = meta.find_undeclared_variables(tree)
    guarded = {
        name.name
        for each in tree.find_all(nodes.Filter)
        if each.name in {"default", "d"}
        for name in each.find_all(nodes.Name)
    }
    for dotted in tree.find_all(nodes.Getattr):
        if isinstance(dotted.node, nodes.Name) and dotted.node.name in _OWNERS:
            yield Use(dotted.lineno, dotted.node.name, dotted.attr)
    for item in tree.find_all(nodes.Getitem):
        owner, key = item.node, item.arg
        if isinstance(owner, nodes.Name) and isinstance(key, nodes.Const) and owner.name in _OWNERS:
            yield Use(item.lineno, owner.name, str(key.value))
    for each in tree.find_all(nodes.Name):
        if each.ctx == "load" and each.name in undeclared and each.name not in _OWNERS:
            yield Use(each.lineno, "", each.name, is_guarded=each.name in guarded)
