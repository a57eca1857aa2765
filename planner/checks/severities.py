"""How much a finding weighs here: Settings, `--ignore` and `--anyway` have the last word."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from planner.checks.catalogue import all_checks, explain
from planner.model.finding import Severity
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.model.finding import Finding
    from planner.model.settings import Settings


# What no setting can lift: without a purpose, against somebody's wish, or from a template that
# fails, there is no draft.
# Such a finding can be hidden from a list, and still stands in the way.
FIXED = frozenset({"purpose-missing", "suppressed", "template-error"})


# What even the user's word for one person cannot lift, because no message would come of it.
_UNLIFTABLE = FIXED | {
    "draft-too-long", "email-unmade", "identity-unclear", "sender-missing", "subject-too-long",
    "unreachable",
}  # fmt: skip


@frozen
class Severities:
    """How much each finding weighs in this campaign.

    `changed` holds the slugs whose severity is another than usual, None for silenced ones;
    `anyway` the Contact IDs of those whose errors only warn, by the user's explicit word.
    """

    changed: Mapping[str, Severity | None] = field(default_factory=dict)
    anyway: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, settings: Settings, ignored: Iterable[str], anyway: frozenset[str] = frozenset()
    ) -> Severities:
        """Read the severities that Settings changes, and leave out the slugs that are `ignored`.

        Raises:
            UsageError: a setting holds no severity, or `ignored` names no check.
        """
        changed: dict[str, Severity | None] = {
            check.slug: settings.severity(check.slug, check.severity)
            for check in all_checks()
            if settings.text(check.slug)
        }
        changed.update((explain(slug).slug, None) for slug in ignored)
        return cls(changed, anyway)

    def weigh(self, findings: Iterable[Finding]) -> list[Finding]:
        """Give each finding the severity that it has here, and leave out the silenced ones."""
        return self._weighed(findings, frozenset())

    def weigh_for_drafting(self, findings: list[Finding]) -> list[Finding]:
        """As `weigh`, but what stands in the way of any draft stays in."""
        if not findings or not (self.changed or self.anyway):
            return findings
        return self._weighed(findings, FIXED)

    def _weighed(self, findings: Iterable[Finding], fixed: frozenset[str]) -> list[Finding]:
        kept = []
        for found in findings:
            severity = self._severity(found, fixed)
            if severity is found.severity:
                kept.append(found)
            elif severity is not None:
                kept.append(replace(found, severity=severity))
        return kept

    def _severity(self, found: Finding, fixed: frozenset[str]) -> Severity | None:
        usual = found.severity
        severity = usual if found.slug in fixed else self.changed.get(found.slug, usual)
        is_lifted = found.contact in self.anyway and found.slug not in _UNLIFTABLE
        return Severity.WARNING if is_lifted and severity is Severity.ERROR else severity
