"""For every check a small workbook on which it speaks, and the nearest one on which it is silent.

A `Case` says what is changed in a workbook that planner has nothing against: one contact, Anna
Berg, with a purpose and a template of her own, and a full Sender sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table

from planner.campaign import Campaign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from planner.model.finding import Finding

__all__ = ["CASES", "Case", "Variant", "findings_on"]

ANNA = {
    "Name": "Anna Berg", "Company": "Fernhill Archives", "Email": "anna@fernhill.example",
    "Purpose": "your kiln", "Template": "mine",
}  # fmt: skip
TOM = {
    **ANNA, "Name": "Tom Okafor", "Company": "Calder Mills", "Email": "tom@calder.example",
    "Purpose": "your loom",
}  # fmt: skip
SENDER = {
    "Name": "Ada Reed", "Role": "Potter", "Headline": "Potter in Leeds", "Photo": "yes",
    "Schools": "Northgate University", "Past roles": "Clerk; Registrar", "Fields": "ceramics",
    "Groups": "Makers' Guild", "Offer": "an hour of help", "Employer": "Reed Ltd",
}  # fmt: skip
GREETING, CLOSE = "Hello {{ first_name }},", "Thank you\n{{ sender.name }}"
BODY = f"{GREETING}\n\nI write about {{{{ purpose }}}}.\n\n{CLOSE}"
EMAIL = "Channel: email\nSubject: The kiln"
NOTE = "Channel: linkedin-note"


@dataclass(frozen=True)
class Variant:
    """What differs from the workbook without a fault; None leaves a cell or a line out.

    `sheet` and `tracking` change the workbook as openpyxl holds it, before and after a first draft.
    """

    anna: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[Mapping[str, Any], ...] = ()
    sender: Mapping[str, str | None] | None = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    barred: Mapping[str, str] = field(default_factory=dict)
    head: str = EMAIL
    body: str = BODY
    sheet: Callable[[Workbook], None] | None = None
    tracking: Callable[[Workbook], None] | None = None


@dataclass(frozen=True)
class Case:
    """`fires` makes the check speak at `cell` of `sheet`; `silent` is as near as can be."""

    fires: Variant
    silent: Variant
    sheet: str
    cell: str


def findings_on(
    folder: Path,
    variant: Variant,
    now: datetime,
    *,
    settings: Mapping[str, str] | None = None,
    ignored: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """Make the workbook of `variant` in `folder`, and check it."""
    folder.mkdir()
    (folder / "mine.txt").write_text(f"{variant.head}\n\n{variant.body}\n", encoding="utf-8")
    path = folder / "book.xlsx"
    _make(variant, {**variant.settings, **(settings or {})}, path)
    if variant.tracking is not None:
        with Campaign.open(path, now=now, template_folders=[folder]) as campaign:
            campaign.draft()
        book = load_workbook(path)
        variant.tracking(book)
        book.save(path)
        book.close()
    with Campaign.open(path, now=now, template_folders=[folder], ignored=ignored) as campaign:
        return campaign.findings()


def _make(variant: Variant, settings: Mapping[str, str], path: Path) -> None:
    book = Workbook()
    contacts = book.worksheets[0]
    contacts.title = "Contacts"
    people = [{**ANNA, **variant.anna}, *variant.others]
    headers = list(dict.fromkeys(header for person in people for header in person))
    contacts.append(headers)
    for person in people:
        contacts.append([person.get(header) for header in headers])
    if variant.sender is not None:
        _lines(book.create_sheet("Sender"), {**SENDER, **variant.sender})
    _lines(book.create_sheet("Settings"), {"linkedin account": "free", **settings})
    if variant.barred:
        barred = book.create_sheet("Do not contact")
        barred.append(list(variant.barred))
        barred.append(list(variant.barred.values()))
    if variant.sheet is not None:
        variant.sheet(book)
    book.save(path)
    book.close()


def _lines(sheet: Worksheet, lines: Mapping[str, str | None]) -> None:
    for name, value in lines.items():
        if value is not None:
            sheet.append([name, value])


def typed(cell: str, value: str, sheet: str = "Contacts") -> Callable[[Workbook], None]:
    """Type `value` into a cell."""

    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def tracked(*cells: tuple[str, str], sheet: str = "Tracking") -> Callable[[Workbook], None]:
    """Type values under the headers named, in the first row of Tracking."""

    def change(book: Workbook) -> None:
        headers = [cell.value for cell in book[sheet][1]]
        for header, value in cells:
            book[sheet].cell(2, headers.index(header) + 1).value = value

    return change


def _together(*changes: Callable[[Workbook], None]) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for each in changes:
            each(book)

    return change


def _disagreeing(status: str) -> Callable[[Workbook], None]:
    """Tracking goes on from "drafted" to "sent", and Contacts to `status`."""

    def change(book: Workbook) -> None:
        book["Contacts"]["F1"] = "Status"
        book["Contacts"]["F2"] = status
        tracked(("Status", "sent"), ("planner mirrored", "drafted|"))(book)

    return change


def _copied(book: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in book["Tracking"].iter_rows()]
    book["Tracking"].append(rows[1])


def _table(last: int) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book["Contacts"].add_table(Table(displayName="People", ref=f"A1:E{last}"))

    return change


def _second_sheet(name: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        rows = list(book["Contacts"].iter_rows(values_only=True))
        other = book.create_sheet("Contacts 2025")
        other.append([name, *rows[0][1:]])
        other.append(rows[1])

    return change


def _body(words: str, *, greeting: str = GREETING, close: str = CLOSE) -> str:
    return f"{greeting}\n\nI write about {{{{ purpose }}}}. {words}\n\n{close}"


def _said(words: str, **kept: Any) -> Variant:
    return Variant(body=_body(words), **kept)


def _colleagues(count: int) -> tuple[Mapping[str, Any], ...]:
    things = ("loom", "press", "forge", "lathe", "dye vats", "mill")
    return tuple(
        {**ANNA, "Name": f"{name} Ash", "Email": f"{name.lower()}@fernhill.example",
         "Purpose": f"your {thing}"}
        for name, thing in zip(("Bo", "Cy", "Dee", "Eve", "Flo", "Gus"), things, strict=True)
    )[:count]  # fmt: skip


TWIN = {**ANNA, "Name": "Anna Berg-Holm", "Email": "anna.berg@fernhill.example"}
COMMERCIAL = {"commercial": "yes"}
ADDRESS = "1 Mill Lane, Leeds"
OWED = f"If you would rather not hear from me, one line is enough. {ADDRESS}"
SHARED = {"School": "Northgate University"}
ROOM = "so it is with clay " * 7


def _knows(company: str) -> Callable[[Workbook], None]:
    """Put somebody of the company on the sheet Connections."""

    def change(book: Workbook) -> None:
        sheet = book.create_sheet("Connections")
        sheet.append(("First Name", "Last Name", "URL", "Email Address", "Company", "Position"))
        sheet.append(
            ("Ben", "Stone", "https://www.linkedin.com/in/ben-s", "", company, "Archivist")
        )

    return change


_ASKED_ALIKE = {**_colleagues(1)[0], "Purpose": "a look at the kiln", "Met at": None}

CASES: Mapping[str, Case] = {
    "introducer-known": Case(
        Variant(sheet=_knows("Fernhill Archives")),
        Variant(sheet=_knows("Fernwood Mills")),
        "Contacts",
        "B2",
    ),
    "purpose-missing": Case(
        Variant({"Purpose": "TBD"}), Variant({"Purpose": "the TBD kiln"}), "Contacts", "D2"
    ),
    "purpose-vague": Case(
        Variant({"Purpose": "networking"}),
        Variant({"Purpose": "networking with potters before the March fair"}),
        "Contacts",
        "D2",
    ),
    "purpose-wording": Case(
        Variant({"Purpose": "ask her about the kiln"}),
        Variant({"Purpose": "to ask you about the kiln"}),
        "Contacts",
        "D2",
    ),
    "purpose-unsure": Case(
        Variant({"Purpose": "kiln lady from the fair, no idea what we said"}),
        Variant({"Purpose": "the kiln at the fair, and the glaze that we spoke of"}),
        "Contacts",
        "D2",
    ),
    "purpose-lost": Case(
        Variant(body=f"{GREETING}\n\nMay I ask you something?\n\n{CLOSE}"),
        Variant(body=f"{GREETING}\n\nMay I see your kiln?\n\n{CLOSE}"),
        "Contacts",
        "D2",
    ),
    "purpose-repeated": Case(
        Variant(others=({**TOM, "Purpose": "your kiln"},), settings={"same purpose at most": "1"}),
        Variant(others=(TOM,), settings={"same purpose at most": "1"}),
        "Contacts",
        "D2",
    ),
    "draft-alike": Case(
        Variant(others=(_ASKED_ALIKE,), body=_body("We met in {{ met_at or 'town' }}.")),
        Variant(
            others=({**_ASKED_ALIKE, "Met at": "Bath"},),
            body=_body("We met in {{ met_at or 'town' }}."),
        ),
        "Contacts",
        "D3",
    ),
    "common-unsaid": Case(
        Variant(SHARED), Variant(SHARED, body=_body("{{ common[0] }} taught us.")), "Contacts", "A2"
    ),
    "sender-missing": Case(Variant(sender=None), Variant(), "Sender", ""),
    "sender-thin": Case(Variant(sender={"Photo": "no"}), Variant(), "Sender", "B4"),
    "nothing-to-trade": Case(
        Variant(sender={"Offer": None}),
        Variant(SHARED, sender={"Offer": None}),
        "Sender",
        "",
    ),
    "offer-left-out": Case(
        Variant({"Purpose": "bread for the fair", "Template": None}),
        Variant({"Purpose": "your advice on my kiln", "Template": None}),
        "Sender",
        "B9",
    ),
    "job-search-unsaid": Case(
        Variant({"Purpose": "a career in ceramics"}, sender={"Job search": "open"}),
        _said(
            "I am looking for a new job.",
            anna={"Purpose": "a career in ceramics"},
            sender={"Job search": "open"},
        ),
        "Contacts",
        "D2",
    ),
    "job-search-exposed": Case(
        _said(
            "I am looking for a new job.",
            anna={"Company": "Reed Holdings"},
            sender={"Job search": "discreet", "Parent company": "Reed Holdings"},
        ),
        _said("I am looking for a new job.", sender={"Job search": "discreet"}),
        "Contacts",
        "B2",
    ),
    "job-search-suggested": Case(
        _said("I am looking for a new job.", sender={"Job search": "no"}),
        _said("I am looking at new glazes.", sender={"Job search": "no"}),
        "Contacts",
        "D2",
    ),
    "draft-too-long": Case(
        Variant(head=NOTE, body=_body(ROOM), settings={"limit linkedin-note": "150"}),
        Variant(head=NOTE, body=_body(ROOM)),
        "Contacts",
        "D2",
    ),
    "subject-too-long": Case(
        Variant(head=f"{EMAIL} {ROOM}", settings={"limit email subject": "100"}),
        Variant(head=EMAIL, settings={"limit email subject": "100"}),
        "Contacts",
        "D2",
    ),
    "draft-wordy": Case(_said("so it is " * 50), _said("so it is " * 40), "Contacts", "D2"),
    "draft-residue": Case(_said("Yours is [Name]."), _said("Yours is [sic]."), "Contacts", "A2"),
    "draft-gap": Case(
        _said("It stands ({{ met_at }}), they say.", anna={"Met at": None}),
        _said("It stands ({{ met_at }}), they say.", anna={"Met at": "Bath"}),
        "Contacts",
        "A2",
    ),
    "draft-curt": Case(
        Variant(body="I write about {{ purpose }}."),
        Variant(body="{{ first_name }}, I write about {{ purpose }}. Thank you."),
        "Contacts",
        "A2",
    ),
    "draft-loud": Case(_said("Wow! It is! So! Hot!"), _said("Wow! It is hot!"), "Contacts", "D2"),
    "note-link": Case(
        Variant(head=NOTE, body=_body("https://kiln.example")),
        Variant(head="Channel: linkedin-message", body=_body("https://kiln.example")),
        "Contacts",
        "D2",
    ),
    "draft-other-person": Case(
        _said("Tom Okafor sent me.", others=(TOM,)),
        _said("Tom Okafor sent me.", others=({**TOM, "Introduced by": "Tom Okafor"},),
              anna={"Introduced by": "Tom Okafor"}),
        "Contacts",
        "A2",
    ),
    "draft-shortened": Case(
        Variant(head=NOTE, body=_body("{% optional 1 %}" + ROOM + "{% endoptional %}"),
                settings={"limit linkedin-note": "150"}),
        Variant(head=NOTE, body=_body("{% optional 1 %}" + ROOM + "{% endoptional %}")),
        "Contacts",
        "A2",
    ),
    "name-missing": Case(Variant({"Name": None}), Variant(), "Contacts", "A2"),
    "name-odd": Case(
        Variant({"Name": "ANNA BERG"}), Variant({"Name": "Anna BERG"}), "Contacts", "A2"
    ),
    "identity-duplicate": Case(
        Variant(others=({**TOM, "Email": "Anna@Fernhill.example"},)),
        Variant(others=(TOM,)),
        "Contacts",
        "C3",
    ),
    "duplicate-likely": Case(
        Variant(others=({**TWIN, "Name": "Anna B. Berg", "Email": None, "Purpose": "the loom"},)),
        Variant(others=({**TWIN, "Name": "Anna Storm", "Email": None, "Purpose": "the loom"},)),
        "Contacts",
        "A3",
    ),
    "company-crowded": Case(
        Variant(others=_colleagues(5)), Variant(others=_colleagues(4)), "Contacts", "B7"
    ),
    "colleague-answered": Case(
        Variant(
            {"Status": "replied"}, others=({**_colleagues(1)[0], "Status": None},)
        ),
        Variant({"Status": "sent"}, others=({**_colleagues(1)[0], "Status": None},)),
        "Contacts",
        "B3",
    ),
    "suppressed": Case(
        Variant(barred={"Domain": "fernhill.example", "Reason": "asked"}),
        Variant(barred={"Domain": "hill.example", "Reason": "asked"}),
        "Contacts",
        "A2",
    ),
    "email-address-missing": Case(
        _said(OWED.removesuffix(ADDRESS), sender={"Postal address": ADDRESS}, settings=COMMERCIAL),
        _said(OWED, sender={"Postal address": ADDRESS}, settings=COMMERCIAL),
        "Contacts",
        "C2",
    ),
    "email-no-way-out": Case(
        _said(ADDRESS, sender={"Postal address": ADDRESS}, settings=COMMERCIAL),
        _said(OWED, sender={"Postal address": ADDRESS}, settings=COMMERCIAL),
        "Contacts",
        "C2",
    ),
    "email-subject": Case(
        _said(OWED, head="Channel: email\nSubject: Re: your order",
              sender={"Postal address": ADDRESS}, settings=COMMERCIAL),
        _said(OWED, sender={"Postal address": ADDRESS}, settings=COMMERCIAL),
        "Contacts",
        "C2",
    ),
    "suppressed-nearly": Case(
        Variant(barred={"Name": "A. Berg"}), Variant(barred={"Name": "A. Bergen"}),
        "Contacts", "A2",
    ),
    "address-unusable": Case(
        Variant({"Email": "see LinkedIn"}), Variant({"Email": "n/a"}), "Contacts", "C2"
    ),
    "address-unclear": Case(
        Variant({"Email": "anna@fernhill.example; a.berg@home.example"}),
        Variant({"Email": "Anna Berg <anna@fernhill.example>"}),
        "Contacts", "C2",
    ),
    "unreachable": Case(
        Variant({"Email": "-"}), Variant({"Email": "-", "Phone": "0555 123456"}), "Contacts", "C2"
    ),
    "channel-fallen": Case(
        Variant({"Channel": "LinkedIn"}), Variant({"Channel": "email"}), "Contacts", "C2"
    ),
    "channel-unknown": Case(
        Variant({"Channel": "pigeon"}), Variant({"Channel": "e-mail"}), "Contacts", "F2"
    ),
    "template-language": Case(
        Variant({"Purpose": "your advice on my kiln", "Template": None, "Language": "Polish"}),
        Variant({"Purpose": "your advice on my kiln", "Template": None, "Language": "English"}),
        "Contacts",
        "F2",
    ),
    "template-error": Case(
        _said("{{ comapny }}"), _said("{{ company }}"), "Contacts", "A2"
    ),
    "cell-error": Case(
        Variant(sheet=typed("B2", "#N/A")), Variant(sheet=typed("B2", "Not available")),
        "Contacts", "B2",
    ),
    "formula-uncomputed": Case(
        Variant(sheet=typed("B2", '="Fern"&"hill"')), Variant(sheet=typed("B2", "Fernhill")),
        "Contacts", "B2",
    ),
    "contacts-none": Case(
        Variant(sheet=lambda book: book["Contacts"].delete_rows(2)), Variant(), "Contacts", "A2"
    ),
    "header-renamed": Case(
        Variant({"Notes": "x", "Notes ": "y"}), Variant({"Notes": "x", "Remark": "y"}),
        "Contacts", "G1",
    ),
    "other-contacts-sheet": Case(
        Variant(sheet=_second_sheet("Name")), Variant(sheet=_second_sheet("Colour")), "Contacts", ""
    ),
    "rows-below-table": Case(
        Variant(others=({}, TOM), sheet=_table(2)), Variant(others=({}, TOM), sheet=_table(4)),
        "Contacts", "A4",
    ),
    "contact-removed": Case(
        Variant(others=(TOM,), tracking=lambda book: book["Contacts"].delete_rows(3)),
        Variant(others=(TOM,), tracking=lambda book: book["Contacts"].move_range("A3:E3", 1)),
        "Tracking",
        "A3",
    ),
    "draft-outdated": Case(
        Variant(tracking=_together(tracked(("Draft", "My own words on your kiln. Thank you")),
                                   typed("D2", "your wheel"))),
        Variant(tracking=tracked(("Draft", "Hello Anna, my own words on your kiln. Thank you"))),
        "Contacts",
        "A2",
    ),
    "status-impossible": Case(
        Variant({"Purpose": None}, tracking=tracked(("Status", "sent"))),
        Variant(tracking=tracked(("Status", "sent"))),
        "Tracking",
        "C2",
    ),
    "status-conflict": Case(
        Variant(tracking=_disagreeing("approved")), Variant(tracking=_disagreeing("sent")),
        "Contacts", "F2",
    ),
    "status-unknown": Case(
        Variant(tracking=tracked(("Status", "second round"))),
        Variant(tracking=tracked(("Status", "Sent"))),
        "Tracking",
        "C2",
    ),
    "identity-unclear": Case(
        Variant(tracking=_together(
            tracked(("Status", "sent")), typed("B2", "Calder Mills"), typed("C2", "a@home.example")
        )),
        Variant(tracking=_together(tracked(("Status", "sent")), typed("C2", "a@home.example"))),
        "Contacts", "A2",
    ),
    "written-to-already": Case(
        Variant({"Date emailed": "2026-02-01"}),
        Variant({"Date emailed": "2026-02-01", "Status": "new"}),
        "Contacts", "F2",
    ),
    "date-impossible": Case(
        Variant(tracking=tracked(("Status", "sent"), ("Sent on", "soon"))),
        Variant(tracking=tracked(("Status", "sent"), ("Sent on", "2026-03-01"))),
        "Tracking",
        "L2",
    ),
    "touch-duplicate": Case(
        Variant(tracking=_copied), Variant(tracking=lambda _: None), "Tracking", "S3"
    ),
}  # fmt: skip
