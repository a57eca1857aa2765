"""The command line: a thin skin over `planner.campaign`, one module a command.

Commands are loaded when called, so that `planner --help` is felt as instant. This module owns the
list of commands and the one place where an error becomes a message and an exit code:
0 done, 1 the checks found rows that need the user, 2 could not do it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from planner import __version__
from planner.model.errors import PlannerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


_NEW_VALUES_BETWEEN_LOOKS = 50_000


class Commands(click.Group):
    """A group whose commands are imported when they are called; help needs only this table."""

    summaries: ClassVar[dict[str, str]] = {
        "init": "Make a starter workbook to fill in.",
        "import": "Take in people and answers from LinkedIn, an address book or a CRM.",
        "check": "Say what stands between your contacts and a message worth sending.",
        "explain": "Explain a check: why it matters, an example, the remedy.",
        "draft": "Fill in a draft for every contact that states a purpose.",
        "plan": "Lay out who is contacted when.",
        "today": "List what is due today.",
        "next": "Go through what is due, one person at a time.",
        "review": "Do the whole day's work on a page in your browser.",
        "export": "Write drafts out as emails, letters, tables, cards or a calendar.",
        "account": "Set up the email account that planner sends through, and try it.",
        "send": "Send what is due by email, each message once.",
        "answers": "Read the answers in your own mailbox.",
        "status": "Show where every touch stands, or write down what happened.",
        "report": "Say what came of it: how far, what works, who waits, what is next.",
        "history": "Tell who got what, when, in which words.",
        "paths": "Show who could introduce you to whom.",
        "preview": "Show drafts, and which cell each piece came from.",
        "template": "List, show, copy and check templates.",
        "undo": "Put the workbook back as it was before planner's last write.",
        "redo": "Bring back what the last undo took.",
    }

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Understand `planner help` and `planner help draft`, too."""
        if args[:1] == ["help"]:
            args = [*args[1:], "--help"]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order of a campaign."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module, which has a function of the same name."""
        if cmd_name not in self.summaries:
            return None
        # A word of Python's own cannot name a module: `import` is in import_.py.
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"planner.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was perhaps meant."""
        name = args[0]
        if name not in self.summaries and not name.startswith("-"):
            from planner.text.closest import did_you_mean  # noqa: PLC0415 - only after an error

            hint = did_you_mean(name, self.summaries)
            raise click.UsageError(f'There is no command "{name}". {hint}'.rstrip(), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="planner")
@click.pass_context
def planner(context: click.Context) -> None:
    """Plan an outreach campaign in the Excel workbook that holds your contacts.

    \b
    planner init campaign          a workbook to fill in
    planner check contacts.xlsx    what is missing, row by row
    planner draft contacts.xlsx    personal drafts, in a Tracking sheet

    Nothing else in your workbook changes, and nothing is ever sent by itself. In a folder with one
    workbook, "planner" alone says where its campaign stands.
    """
    if context.invoked_subcommand is not None:
        return
    from planner.cli.overview import print_overview  # noqa: PLC0415 - start-up stays light

    if not print_overview():
        click.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    # A command makes many values, and hardly any that hold each other in a ring: Python need not
    # look for such rings after every seven hundred.
    gc.set_threshold(_NEW_VALUES_BETWEEN_LOOKS)
    _open_closed_streams()
    _make_streams_forgiving()
    try:
        _require_folder()
        code = planner.main(
            args=arguments,
            prog_name="planner",
            standalone_mode=False,
            # Otherwise click decides by where the output goes.
            color=False if os.environ.get("NO_COLOR") else None,
        )
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = 2
    except PlannerError as error:
        from planner.cli.output import tell  # noqa: PLC0415 - only after an error

        tell(_error_text(error), err=True)
        code = 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.", err=True)
        code = 130
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone; that is its good right.
        _drop_output()
        code = 0
    except OSError as error:
        # The workbook's own errors are told by the workbook layer: here the output is full or gone.
        _drop_output()
        why = error.strerror or str(error)
        click.echo(
            f"Error: what planner has to say could not be written out: {why}.\n"
            "Hint: What it wrote into a workbook before is there; run the command with another"
            " place for its output.",
            err=True,
        )
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _drop_output() -> None:
    """Send what is still to be printed nowhere, so that Python's end says no more of it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _require_folder() -> None:
    try:
        Path.cwd()
    except OSError as error:
        raise UsageError(
            "The folder in which this terminal stands is gone.", "Go to another one: cd ~"
        ) from error


def _open_closed_streams() -> None:
    """Whoever closed the input or the output gets nothing from there, and no traceback."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - to the end


def _error_text(error: PlannerError) -> str:
    lines = [f"Error: {error.message}"]
    if error.hint:
        lines.append(f"Hint: {error.hint}")
    return "\n".join(lines)


def _make_streams_forgiving() -> None:
    """A console that cannot spell a name shows a question mark instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
