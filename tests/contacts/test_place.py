"""Where the contacts stand, whatever the workbook looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planner.contacts.find_sheet import find_contacts
from planner.model.errors import ContactsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.workbook.read_sheets import Sheets

    Make = Callable[..., Sheets]

HEADER = ["Name", "Company", "Email", "Purpose"]
ANNA = ["Anna Berg", "Acme", "anna@acme.example", "the opening in Leeds"]


def fields(place: Any) -> dict[str, str]:
    """Field → header, derived fields left out."""
    columns = place.columns
    return {
        name: columns.headers[at]
        for name, at in columns.positions.items()
        if name not in place.derived
    }


def test_a_header_in_the_first_row_is_found(workbook: Make) -> None:
    place = find_contacts(workbook({"Sheet1": [HEADER, ANNA]}))
    assert (place.sheet, place.header_row) == ("Sheet1", 1)
    assert fields(place) == {"name": "Name", "company": "Company", "email": "Email",
                             "purpose": "Purpose"}  # fmt: skip


def test_a_header_below_title_rows_and_blank_rows_is_found(workbook: Make) -> None:
    rows = [["Spring campaign"], [], ["Owner:", "Name"], [], [None, *HEADER], [None, *ANNA]]
    place = find_contacts(workbook({"Sheet1": rows}))
    assert place.header_row == 5
    assert place.columns.cell("purpose", 6) == "E6"


def test_a_guidance_line_that_says_name_and_purpose_is_no_header(workbook: Make) -> None:
    rows = [["Contacts"], ["Only Name and Purpose are needed."], [], HEADER, ANNA]
    assert find_contacts(workbook({"Contacts": rows})).header_row == 4


@pytest.mark.parametrize(
    "header",
    [
        ["FULL NAME", "COMPANY", "E-MAIL", "PURPOSE"],
        ["  full name  ", "company:", "e mail", "purpose *"],
        ["Full\u00a0Name", "Com\u00adpany", "E-Mail\n(work)", "Purpose\u200b"],
        ["Full\nName", "Company Name", "Email Address:", "Purpose (why I write)"],
        ["Contact Name", "Organisation", "Contact email", "Reason for contact"],
    ],
)
def test_case_blanks_line_breaks_and_punctuation_never_matter(
    workbook: Make, header: list[str]
) -> None:
    place = find_contacts(workbook({"Sheet1": [header, ANNA]}))
    assert set(fields(place)) == {"name", "company", "email", "purpose"}


@pytest.mark.parametrize(
    "header",
    [
        ["Name", "Company", "Job title", "Email", "Phone", "Purpose", "Priority", "Notes"],
        ["Name", "Firma", "Funktion", "E-Mail", "Telefon", "Zweck", "Priorität", "Notizen"],
        ["Nom complet", "Société", "Poste", "Courriel", "Téléphone", "Objet", "Priorité",
         "Remarques"],
        ["Nombre completo", "Empresa", "Cargo", "Correo electrónico", "Teléfono", "Motivo",
         "Prioridad", "Notas"],
        ["Nome completo", "Empresa", "Cargo", "Endereço de e-mail", "Telefone", "Propósito",
         "Prioridade", "Observações"],
        ["Nome e cognome", "Azienda", "Ruolo", "Posta elettronica", "Telefono", "Scopo",
         "Priorità", "Note"],
        ["Naam", "Bedrijf", "Functie", "E-mailadres", "Telefoonnummer", "Doel", "Prioriteit",
         "Opmerkingen"],
    ],
    ids=["en", "de", "fr", "es", "pt", "it", "nl"],
)  # fmt: skip
def test_headers_of_seven_languages_are_understood(workbook: Make, header: list[str]) -> None:
    person = ["Anna Berg", "Acme", "Head", "anna@acme.example", "0151", "the opening", "1", "x"]
    place = find_contacts(workbook({"Liste": [header, person]}))
    assert list(fields(place)) == [
        "name", "company", "title", "email", "phone", "purpose", "priority", "notes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("First name", "Last name"),
        ("Vorname", "Nachname"),
        ("Prénom", "Nom"),
        ("Nombre", "Apellidos"),
        ("Nome", "Cognome"),
        ("Primeiro nome", "Sobrenome"),
        ("Voornaam", "Achternaam"),
    ],
)
def test_first_and_last_name_are_told_apart_in_every_language(
    workbook: Make, first: str, last: str
) -> None:
    rows = [
        [last, first, "Email"],
        ["Berg", "Anna", "a@x.example"],
        ["Rossi", "Ugo", "u@x.example"],
    ]
    place = find_contacts(workbook({"Sheet1": rows}))
    assert fields(place)["first_name"] == first
    assert fields(place)["last_name"] == last
    assert place.derived == ("name",)


def test_name_beside_vorname_is_the_whole_name_where_the_given_name_stands_in_it(
    workbook: Make,
) -> None:
    rows = [["Name", "Vorname", "E-Mail"], ["Anna Berg", "Anna", "a@x.example"]]
    assert fields(find_contacts(workbook({"S": rows})))["name"] == "Name"


def test_a_title_column_of_mr_and_ms_is_no_job(workbook: Make) -> None:
    rows = [["Title", "Name", "Email"], ["Ms", "Anna Berg", "a@x.example"],
            ["Dr", "Ugo Rossi", "u@x.example"]]  # fmt: skip
    place = find_contacts(workbook({"S": rows}))
    assert list(fields(place)) == ["title_column", "name", "email"]
    assert [found.slug for found in place.findings] == ["header-renamed"]


def test_the_sheet_with_the_most_of_a_contacts_header_wins(workbook: Make) -> None:
    sheets = {"Budget": [["Item", "Cost"], ["Stand", 900]], "People": [HEADER, ANNA],
              "Firms": [["Company", "City"], ["Acme", "Leeds"]]}  # fmt: skip
    assert find_contacts(workbook(sheets)).sheet == "People"


OWN = ["Tracking", "History", "Sender", "Settings", "Sequence", "Do not contact", "Connections",
       "SENDER", "do-not-contact", "Absender", "Nicht kontaktieren"]  # fmt: skip


@pytest.mark.parametrize("own", OWN)
def test_a_sheet_with_a_meaning_of_its_own_is_never_taken_for_the_contacts(
    workbook: Make, own: str
) -> None:
    full = [*HEADER, "LinkedIn URL", "Phone", "Title"]
    rows = [["Name", "Purpose"], ["Anna Berg", "the opening"]]
    assert find_contacts(workbook({own: [full, ANNA], "Liste": rows})).sheet == "Liste"
    with pytest.raises(ContactsError):
        find_contacts(workbook({own: [full, ANNA]}))


def test_a_renamed_tracking_sheet_is_known_by_its_header(workbook: Make) -> None:
    rows = [["Touch ID", "Contact ID", *HEADER], ["x#1", "x", *ANNA]]
    sheets = {"My drafts": rows, "Liste": [["Name"], ["Anna Berg"]]}
    assert find_contacts(workbook(sheets)).sheet == "Liste"


def test_a_hidden_sheet_counts_only_when_nothing_else_holds_contacts(workbook: Make) -> None:
    both = {"Old": [[*HEADER, "Phone"], ANNA], "New": [HEADER, ANNA]}
    shown = {"Old": "hidden"}
    assert find_contacts(workbook(both, visibility=shown)).sheet == "New"
    assert find_contacts(workbook(both, visibility=shown), sheet="Old").sheet == "Old"
    alone = {"Old": [HEADER, ANNA], "New": [["Cost"], [3]]}
    assert find_contacts(workbook(alone, visibility=shown)).sheet == "Old"


def test_another_sheet_that_could_be_contacts_is_told(workbook: Make) -> None:
    place = find_contacts(workbook({"Q1": [HEADER, ANNA], "Q2": [HEADER, ANNA]}))
    assert place.sheet == "Q1"
    assert [found.slug for found in place.findings] == ["other-contacts-sheet"]
    assert '"Q2"' in place.findings[0].message


def test_a_table_bounds_the_contacts_and_its_totals_row_is_none_of_them(
    workbook: Make, table: Callable[..., Any]
) -> None:
    rows = [[None, *HEADER], [None, *ANNA], [None, "Total", None, None, 1], [], ["Legend"]]
    people = table("People", 1, 3, 2, 5, tuple(HEADER), has_totals=True)
    place = find_contacts(workbook({"S": rows}, tables={"S": [people]}))
    assert place.last_row == 2


# --- what the caller says instead ---


def test_the_sheet_asked_for_is_taken_whatever_its_spelling(workbook: Make) -> None:
    sheets = {"Q1 list": [HEADER, ANNA], "Q2 list": [HEADER, ANNA]}
    assert find_contacts(workbook(sheets), sheet="q2 LIST").sheet == "Q2 list"


def test_an_unknown_sheet_is_answered_with_the_nearest(workbook: Make) -> None:
    with pytest.raises(ContactsError) as caught:
        find_contacts(workbook({"Contacts": [HEADER], "Budget": [["Cost"]]}), sheet="Contcats")
    assert caught.value.message == 'no sheet is called "Contcats".'
    assert caught.value.hint.startswith('Did you mean "Contacts"?')
    assert '"Budget"' in caught.value.hint


def test_planners_own_tracking_sheet_is_refused_by_name(workbook: Make) -> None:
    with pytest.raises(ContactsError, match="planner's own"):
        find_contacts(workbook({"Tracking": [HEADER], "C": [HEADER]}), sheet="tracking")


def test_the_header_row_asked_for_is_taken(workbook: Make) -> None:
    rows = [HEADER, ["Full name", "Employer", "Mail", "Why"], ANNA]
    place = find_contacts(workbook({"S": rows}), header_row=2)
    assert place.header_row == 2
    assert fields(place)["purpose"] == "Why"


def test_a_header_row_far_down_can_be_asked_for(workbook: Make) -> None:
    rows: list[list[str]] = [["text"] for _ in range(300)]
    place = find_contacts(workbook({"S": [*rows, HEADER, ANNA]}), header_row=301)
    assert place.header_row == 301


def test_a_blank_header_row_is_refused(workbook: Make) -> None:
    with pytest.raises(ContactsError) as caught:
        find_contacts(workbook({"S": [HEADER, ANNA, []]}), header_row=3)
    assert caught.value.message == 'sheet "S": row 3 is empty, so it is no header row.'


@pytest.mark.parametrize("said", ["Full nme", "full  NME", "B"])
def test_a_column_is_named_by_its_header_or_its_letter(workbook: Make, said: str) -> None:
    rows = [["Firm", "Full nme"], ["Acme", "Anna Berg"]]
    place = find_contacts(workbook({"S": rows}), columns={"name": said})
    assert fields(place)["name"] == "Full nme"
    assert fields(place)["company"] == "Firm"


def test_a_named_column_beats_the_one_that_planner_would_take(workbook: Make) -> None:
    rows = [["Name", "Purpose", "Ask"], ["Anna Berg", "old", "new"]]
    place = find_contacts(workbook({"S": rows}), columns={"purpose": "Ask"})
    assert fields(place)["purpose"] == "Ask"
    assert "purpose_2" in fields(place)


def test_a_name_column_that_is_misspelled_is_guessed_in_the_error(workbook: Make) -> None:
    with pytest.raises(ContactsError) as caught:
        find_contacts(workbook({"Contacts": [["Full nme", "Company"], ["Anna", "Acme"]]}))
    assert caught.value.message == 'sheet "Contacts": no column holds a name.'
    assert (
        caught.value.hint == 'Did you mean "Full nme"? Rename it, or say --column name="Full nme".'
    )


def test_a_header_named_wrongly_is_answered_with_the_nearest(workbook: Make) -> None:
    with pytest.raises(ContactsError) as caught:
        find_contacts(workbook({"S": [["Name", "Reason"], ["Anna", "x"]]}),
                      columns={"purpose": "Raeson"})  # fmt: skip
    assert caught.value.message == 'sheet "S": no column is headed "Raeson".'
    assert 'Did you mean --column purpose="Reason"?' in caught.value.hint


def test_a_field_that_planner_does_not_know_is_answered_with_the_nearest(workbook: Make) -> None:
    with pytest.raises(ContactsError) as caught:
        find_contacts(workbook({"S": [HEADER]}), columns={"purpse": "Why"})
    assert 'Did you mean "purpose"?' in caught.value.hint


def test_a_workbook_without_people_says_what_was_looked_for_and_where(workbook: Make) -> None:
    sheets: dict[str, Any] = {"Budget": [["Item", "Cost"], ["Stand", 900]], "Empty": []}
    with pytest.raises(ContactsError) as caught:
        find_contacts(workbook(sheets))
    assert caught.value.message == "no sheet has a header row that names people."
    assert '"Budget"' in caught.value.hint
    assert "--header-row" in caught.value.hint


# --- what columns are called ---


def test_other_columns_go_by_their_header_in_snake_case(workbook: Make) -> None:
    rows = [["Name", "Met at", "Größe (cm)", "Last gift", "職位"], ["Anna"]]
    names = list(fields(find_contacts(workbook({"S": rows}))))
    assert names == ["name", "met_at", "grosse_cm", "last_gift", "職位"]


def test_colliding_headers_are_told_what_each_is_called_now(workbook: Make) -> None:
    rows = [["Name", "Met at", "met-at", "MET AT"], ["Anna"]]
    place = find_contacts(workbook({"S": rows}))
    assert list(fields(place)) == ["name", "met_at", "met_at_2", "met_at_3"]
    assert [(found.slug, found.cell) for found in place.findings] == [
        ("header-renamed", "C1"),
        ("header-renamed", "D1"),
    ]
    assert "met_at_2" in place.findings[0].message


@pytest.mark.parametrize(
    ("header", "name"),
    [("2024", "column_2024"), ("???", "column_B"), ("loop", "loop_column"), ("self", "self_column"),
     ("raw", "raw_column"), ("for", "for_column"), ("Sender", "sender_column")],
)  # fmt: skip
def test_a_header_that_no_template_can_spell_is_told_its_name(
    workbook: Make, header: str, name: str
) -> None:
    place = find_contacts(workbook({"S": [["Name", header], ["Anna", "x"]]}))
    assert list(fields(place))[1] == name
    assert [found.slug for found in place.findings] == ["header-renamed"]
    assert name in place.findings[0].message


def test_columns_headed_by_years_are_told_of_once(workbook: Make) -> None:
    place = find_contacts(workbook({"S": [["Name", "2024", "2025", "Column 3"], ["Anna", "x"]]}))
    (found,) = place.findings
    assert found.cell == "B1"
    assert 'columns "2024", "2025" are called column_2024, column_2025' in found.message


def test_a_second_column_for_one_field_is_kept_under_another_name(workbook: Make) -> None:
    place = find_contacts(workbook({"S": [["Name", "Email", "E-mail"], ["Anna"]]}))
    assert list(fields(place)) == ["name", "email", "e_mail"]
