"""`planner explain`: why a check matters, an example, the remedy."""

from __future__ import annotations

from dataclasses import asdict

import click

from planner.cli import options
from planner.cli.output import print_json, tell


@click.command()
@click.argument("slug", required=False)
@options.as_json
def explain(slug: str | None, as_json: bool) -> None:
    """Explain a check: why it matters, an example, the remedy. Without SLUG, list them all.

    \b
    planner explain
    planner explain purpose-missing
    """
    from planner.checks import catalogue  # noqa: PLC0415 - start-up stays light

    chosen = [catalogue.explain(slug)] if slug else list(catalogue.all_checks())
    if as_json:
        print_json({"checks": [asdict(check) for check in chosen]})
    elif slug is None:
        width = max(len(check.slug) for check in chosen)
        for check in chosen:
            tell(f"{check.slug:<{width}}  {check.severity:<7}  {check.short}")
    else:
        check = chosen[0]
        tell(f"{check.slug} ({check.severity})\n\n{check.reason}\n")
        tell(f"Example: {check.example}\nRemedy:  {check.remedy}")
        if check.source:
            tell(f"Source:  {check.source}")
