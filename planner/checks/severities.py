"""How much a finding weighs here: the Settings sheet and `--ignore` have the last word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.checks.catalogue import all_checks, explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.model.finding import Finding, Severity
    from planner.model.settings import Settings


# What no setting can lift: without a purpose, against somebody's wish, or from a template that
# fails, there is no draft.
# Such a finding can be hidden from a list, and still stands in the way.
FIXED = frozenset({"purpose-missing", "suppressed", "template-error"})


def overrides(settings: Settings, ignored: Iterable[str]) -> Mapping[str, Severity | None]:
    """Return the slugs whose severity this campaign changes; None silences one.

    Raises:
        UsageError: a setting holds no severity, or `ignored` names no check.
    """
    changed: dict[str, Severity | None] = {
        check.slug: settings.severity(check.slug, check.severity)
        for check in all_checks()
        if settings.text(check.slug)
    }
    changed.update((explain(slug).slug, None) for slug in ignored)
    return changed


def weighed(
    findings: Iterable[Finding], overridden: Mapping[str, Severity | None]
) -> list[Finding]:
    """Give each finding the severity that this campaign wants, and leave out the silenced ones."""
    return _weighed(findings, overridden)


def weighed_for_drafting(
    findings: list[Finding], overridden: Mapping[str, Severity | None]
) -> list[Finding]:
    """As `weighed`, but what stands in the way of any draft stays in."""
    if not findings or not overridden:
        return findings
    changed = {slug: to for slug, to in overridden.items() if slug not in FIXED}
    return _weighed(findings, changed)


def _weighed(findings: Iterable[Finding], changed: Mapping[str, Severity | None]) -> list[Finding]:
    kept = []
    for found in findings:
        severity = changed.get(found.slug, found.severity)
        if severity is found.severity:
            kept.append(found)
        elif severity is not None:
            kept.append(replace(found, severity=severity))
    return kept
