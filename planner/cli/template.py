"""`planner template`: what templates there are, and help for who writes one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import counted, print_json, print_table
from planner.cli.terminal import echo
from planner.model.errors import TemplateError
from planner.model.finding import Severity
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.drafting.template_review import Remark, TemplateReview
    from planner.templating.library import Library
    from planner.templating.template import Template


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_SHOWN = 20

folder = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of your own templates; the folder templates here unless given.",
)


@click.group()
def template() -> None:
    """List, show, copy and check templates.

    \b
    planner template list --channel email
    planner template show mentor-email
    planner template copy mentor-email templates
    planner template check templates/mentor-email.txt contacts.xlsx
    """


@template.command("list")
@click.option("--channel", default="", help="Only templates of this channel, such as email.")
@folder
@options.as_json
def list_(channel: str, folder: Path | None, as_json: bool) -> None:
    """List the templates: yours first, then those that planner ships with.

    \b
    planner template list
    planner template list --channel linkedin-note
    """
    templates = [each for each in _library(folder) if channel in {"", str(each.channel)}]
    if as_json:
        print_json({"templates": [_record(each) for each in templates]})
        return
    if not templates:
        echo(f'No template is for "{channel}".')
        return
    rows = [(each.name, str(each.channel), _meant_for(each), _whose(each)) for each in templates]
    print_table(("Template", "Channel", "For", "From"), rows)
    shows = command("template", "show", rows[0][0])
    echo(f"\n{counted(len(rows), 'template')}. {shows} prints one.")


@template.command()
@click.argument("name")
@folder
@options.as_json
def show(name: str, folder: Path | None, as_json: bool) -> None:
    """Print the template NAME as its file has it.

    \b
    planner template show email
    """
    found = _library(folder).named(name)
    text = found.path.read_text(encoding="utf-8-sig")
    if as_json:
        print_json({**_record(found), "text": text})
    else:
        echo(text, nl=not text.endswith("\n"))


@template.command()
@click.argument("name")
@click.argument("target", type=click.Path(path_type=Path), default=Path("templates"))
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@folder
@options.as_json
def copy(name: str, target: Path, force: bool, folder: Path | None, as_json: bool) -> None:
    """Copy the template NAME to TARGET, a folder or a file, to make it your own.

    A folder called templates beside your workbook is where planner looks first.

    \b
    planner template copy email
    planner template copy email templates/my-email.txt
    """
    found = _library(folder).named(name)
    path = target if target.suffix == ".txt" else target / found.path.name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb" if force else "xb") as file:
            file.write(found.path.read_bytes())
    except FileExistsError as error:
        raise TemplateError(
            f"{path} exists already.", "Give another name, or --force to replace it."
        ) from error
    except OSError as error:
        raise TemplateError(
            f"{path} cannot be written: {error.strerror or error}.", "Name another folder."
        ) from error
    if as_json:
        print_json({"template": found.name, "path": str(path)})
    else:
        echo(
            f"Copied {found.name} to {path}. Next: change it, then"
            f" {command('template', 'check', path)}."
        )


@template.command()
@click.argument("name", metavar="FILE")
@options.workbook
@options.reading_options
@options.as_json
def check(name: str, workbook: Path, as_json: bool, **reading: Any) -> None:
    """Hold the template in FILE (or of that name) against a workbook; nothing is written.

    Says which fields it names that nobody has, which are never filled, which of its conditions no
    row reaches, and how long its drafts become. The exit code is 1 when a row gets no draft for it.

    \b
    planner template check templates/mentor-email.txt contacts.xlsx
    planner template check email contacts.xlsx
    """
    review = options.open_campaign(workbook, **reading).review(name)
    if as_json:
        print_json(asdict(review))
    else:
        _print_review(review)
    has_error = any(each.severity is Severity.ERROR for each in review.remarks)
    click.get_current_context().exit(int(has_error))


def _library(folder: Path | None) -> Library:
    from planner.templating.library import Library  # noqa: PLC0415 - start-up stays light

    beside = Path("templates")
    own = [folder] if folder else [beside] if beside.is_dir() else []
    return Library.load(own)


def _record(each: Template) -> dict[str, object]:
    return {
        "name": each.name,
        "title": each.title,
        "channel": str(each.channel),
        "for": [condition.spoken for condition in each.conditions],
        "language": each.file_name.language,
        "variant": each.file_name.variant,
        "path": str(each.path),
    }


def _meant_for(each: Template) -> str:
    spoken = " or ".join(condition.spoken for condition in each.conditions)
    language = f"language {each.file_name.language}" if each.file_name.language else ""
    return ", ".join(filter(None, (spoken, language))) or "anybody"


def _whose(each: Template) -> str:
    from planner.templating import shipped  # noqa: PLC0415 - start-up stays light

    is_shipped = each.path.parent.resolve() == shipped.templates().resolve()
    return "planner" if is_shipped else str(each.path.parent)


def _print_review(review: TemplateReview) -> None:
    echo(click.style(f"{review.template} ({review.channel})", bold=True))
    _print_remarks(review.remarks)
    without = review.rows - review.drafts
    line = f"{counted(review.drafts, 'draft')} of {counted(review.rows, 'row')}"
    echo(f"\n{line}; {without:,} without one." if without else f"\n{line}.")
    limit = f" of at most {review.limit:,}" if review.limit else ""
    for name, sized in (("Longest", review.longest), ("Shortest", review.shortest)):
        if sized is not None:
            whose = f"{sized.contact} (row {sized.row})"
            echo(f"{name}: {sized.length:,} characters{limit}, {whose}.")


def _print_remarks(remarks: Sequence[Remark]) -> None:
    for each in remarks[:_SHOWN]:
        kind = click.style(str(each.kind), fg=_COLOURS[each.severity])
        hint = f". {each.hint}" if each.hint else ""
        echo(f"{each.place}: {kind}: {each.message.rstrip('.')}{hint}")
    if len(remarks) > _SHOWN:
        echo(f"... and {len(remarks) - _SHOWN:,} more; --json lists them all.")
    if not remarks:
        echo("Every field is known and filled, and every part is reached.")
