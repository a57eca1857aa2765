"""What every check may look up, worked out once for the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.colleagues import by_company, groups_of_similar_purposes
from planner.checks.other_names import OtherNames
from planner.checks.own_employer import job_search_of, own_domains, own_employers
from planner.checks.severities import Severities
from planner.checks.shared_columns import SharedColumns
from planner.checks.sharing import column_reading
from planner.contacts.limits import lengths_from
from planner.contacts.row_marks import written_to_fields
from planner.contacts.status_words import StatusWords, status_words
from planner.contacts.suppressions import Suppressions
from planner.model.contact import KNOWN_FIELDS
from planner.model.frozen import frozen
from planner.model.reached import Reached
from planner.templating.prose.campaign_language import campaign_language, contact_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from planner.contacts.limits import Limit
    from planner.model.contact import Columns, Contact, ContactList
    from planner.model.sender import Sender
    from planner.model.settings import Settings
    from planner.model.suppression import Suppression


@frozen
class CheckContext:
    """Sender, settings and indexes over all contacts; made by `of`, in time linear in their number.

    `severities` says how much a finding weighs here, `context_columns` the fields that say
    something of a person and that planner has no other use for, `companies` the contacts of each
    company by its plain name, `similar` the group of each contact who has a colleague with much the
    same purpose, `written_to` the columns that tell of a message, `reached` what became of the
    contacts until now, `language` the campaign's own, `workbook` the file as the user names it, for
    commands.
    """

    sender: Sender
    settings: Settings
    today: date
    severities: Severities
    limits: Mapping[str, Limit]
    suppressions: Suppressions
    status_words: StatusWords
    written_to: tuple[str, ...]
    shared: SharedColumns
    context_columns: tuple[str, ...]
    job_search: str
    own_employers: frozenset[tuple[str, ...]]
    own_domains: frozenset[str]
    companies: Mapping[str, list[Contact]]
    similar: Mapping[str, int]
    other_names: OtherNames
    reached: Reached
    is_commercial: bool
    language: str
    workbook: Path

    @classmethod
    def of(
        cls,
        contacts: ContactList,
        sender: Sender,
        settings: Settings,
        suppressions: Iterable[Suppression],
        *,
        today: date,
        workbook: Path,
        ignored: Iterable[str] = (),
        anyway: frozenset[str] = frozenset(),
        reached: Reached | None = None,
    ) -> CheckContext:
        """Work out what the checks of this campaign need.

        `ignored` holds slugs to leave out, `anyway` the Contact IDs of those whose errors only
        warn, `reached` what became of the contacts until now.

        Raises:
            UsageError: a setting or an ignored slug makes no sense.
        """
        companies = by_company(contacts)
        employers = own_employers(sender, settings)
        return cls(
            sender=sender,
            settings=settings,
            today=today,
            severities=Severities.of(settings, ignored, anyway),
            limits=lengths_from(settings),
            suppressions=Suppressions.of(suppressions, contacts.columns),
            status_words=status_words(settings),
            written_to=written_to_fields(contacts.columns),
            shared=SharedColumns.of(contacts, sender, settings),
            context_columns=_context_columns(contacts.columns),
            job_search=job_search_of(sender),
            own_employers=employers,
            own_domains=own_domains(contacts, employers),
            companies=companies,
            similar=groups_of_similar_purposes(companies.values()),
            other_names=OtherNames.of(contacts, sender),
            reached=reached or Reached(),
            is_commercial=settings.is_on("commercial"),
            language=campaign_language(
                (settings.text("language"), sender.text("language")),
                (contact.purpose for contact in contacts),
            ),
            workbook=workbook,
        )

    def language_of(self, contact: Contact) -> str:
        """Return the code of the language in which a contact is written to."""
        return contact_language(contact.text("language"), contact.purpose, self.language)


def _context_columns(columns: Columns) -> tuple[str, ...]:
    names = (name for name in columns.positions if name not in KNOWN_FIELDS)
    return tuple(name for name in names if column_reading(name))
