"""From rows to contacts, and what is said of odd rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.contacts.find_sheet import find_contacts
from planner.contacts.read_contacts import read_contacts
from planner.model.cells import CellError
from planner.model.finding import Severity
from planner.text.normalise import clean, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.model.contact import Contact, ContactList
    from planner.workbook.read_sheets import Sheets

    Make = Callable[..., Sheets]

HEADER = ["Name", "Company", "Email", "Purpose"]
ANNA = ["Anna Berg", "Acme", "anna@acme.example", "the opening in Leeds"]
UGO = ["Ugo Rossi", "Beta", "ugo@beta.example", "your talk"]


def read(sheets: Sheets, **options: Any) -> ContactList:
    return read_contacts(sheets, find_contacts(sheets), **options)


def only(sheets: Sheets) -> Contact:
    (contact,) = read(sheets)
    return contact


def slugs(contacts: ContactList) -> list[tuple[str, str]]:
    return [(found.slug, found.cell) for found in contacts.findings]


def test_a_contact_knows_its_row_its_cells_and_its_values(workbook: Make) -> None:
    header = [*HEADER, "Met on"]
    contact = only(workbook({"C": [["Title"], [], header, [*ANNA, date(2026, 3, 2)]]}))
    assert (contact.row, contact.name, contact.company) == (4, "Anna Berg", "Acme")
    assert contact.cell("purpose") == "D4"
    assert contact.raw("met_on") == date(2026, 3, 2)
    assert contact.text("met_on") == "2026-03-02"
    assert contact.text("no_such") == ""


def test_texts_lose_what_nobody_sees(workbook: Make) -> None:
    person = ["\u00a0Anna\u00a0Berg ", "Ac\u00adme", "\ufeffanna@acme.example\n", "a\r\nb"]
    contact = only(workbook({"C": [HEADER, person]}))
    assert contact.texts[:4] == ("Anna Berg", "Acme", "anna@acme.example", "a\nb")
    assert contact.raws[:4] == ("Anna Berg", "Acme", "anna@acme.example", "a\nb")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=8), min_size=2, max_size=4))
def test_every_text_is_cleaned_whatever_stands_beside_it(workbook: Make, cells: list[str]) -> None:
    # A cell "Touch ID" is the mark of planner's own sheet.
    assume(not any(fold(cell) == "touchid" for cell in cells))
    rows = [["Name", "C1", "C2", "C3", "C4"], ["Anna", *cells]]
    contact = only(workbook({"C": rows}))
    assert list(contact.texts[1 : len(cells) + 1]) == [clean(each) for each in cells]


def test_blank_rows_and_rows_of_unseen_blanks_are_skipped(workbook: Make) -> None:
    rows = [HEADER, [], ANNA, [None, "", " ", "\u200b\u00a0"], [], UGO]
    assert [each.row for each in read(workbook({"C": rows}))] == [3, 6]


def test_a_header_that_is_repeated_below_is_nobody(workbook: Make) -> None:
    assert [each.row for each in read(workbook({"C": [HEADER, ANNA, HEADER, UGO]}))] == [2, 4]


def test_hidden_rows_count_unless_only_visible_ones_are_wanted(workbook: Make) -> None:
    sheets = workbook({"C": [HEADER, ANNA, UGO]}, hidden=[2])
    assert [(each.row, each.is_hidden) for each in read(sheets)] == [(2, True), (3, False)]
    assert [each.row for each in read(sheets, visible_only=True)] == [3]


def test_a_list_without_anybody_says_so(workbook: Make) -> None:
    contacts = read(workbook({"C": [HEADER]}))
    assert slugs(contacts) == [("contacts-none", "A2")]
    hidden = read(workbook({"C": [HEADER, ANNA]}, hidden=[2]), visible_only=True)
    assert "--visible-only" in hidden.findings[0].hint


def test_rows_shorter_than_the_header_read_as_empty_cells(workbook: Make) -> None:
    contact = only(workbook({"C": [HEADER, ["Anna Berg"]]}))
    assert contact.purpose == ""
    assert contact.raw("purpose") is None
    assert contact.cell("purpose") == "D2"


def test_progress_is_told_now_and_then(workbook: Make) -> None:
    told: list[int] = []
    rows = [HEADER, *([f"Person {n}", "", f"p{n}@x.example", "x"] for n in range(2500))]
    read(workbook({"C": rows}), progress=told.append)
    assert told == [1000, 2000]


def test_rows_right_below_a_table_belong_to_it_as_excel_has_it(
    workbook: Make, table: Callable[..., Any]
) -> None:
    people = table("People", 1, 2, 1, 4, tuple(HEADER))
    rows = [HEADER, ANNA, UGO, ["Bo Li", "Ceta", "bo@x.example", "x"]]
    assert [each.row for each in read(workbook({"C": rows}, tables={"C": [people]}))] == [2, 3, 4]


def test_a_person_further_below_a_table_is_told_of_and_a_legend_is_not(
    workbook: Make, table: Callable[..., Any]
) -> None:
    people = table("People", 1, 2, 1, 4, tuple(HEADER))
    legend = read(workbook({"C": [HEADER, ANNA, [], ["Legend"]]}, tables={"C": [people]}))
    assert legend.findings == ()
    contacts = read(workbook({"C": [HEADER, ANNA, [], ["Legend"], UGO]}, tables={"C": [people]}))
    assert [each.row for each in contacts] == [2]
    assert slugs(contacts) == [("rows-below-table", "A5")]


def test_nothing_below_a_totals_row_is_taken_for_a_person_of_the_table(
    workbook: Make, table: Callable[..., Any]
) -> None:
    people = table("People", 1, 3, 1, 4, tuple(HEADER), has_totals=True)
    rows = [HEADER, ANNA, ["Total", None, None, 1]]
    contacts = read(workbook({"C": rows}, tables={"C": [people]}))
    assert [each.row for each in contacts] == [2]
    assert contacts.findings == ()


# --- cells without a value -----------------------------------------------------------------------


def test_an_error_cell_is_a_finding_and_reads_as_empty(workbook: Make) -> None:
    person = ["Anna Berg", CellError("#N/A"), "anna@acme.example", CellError("#REF!")]
    contacts = read(workbook({"C": [HEADER, person]}))
    assert slugs(contacts) == [("cell-error", "B2"), ("cell-error", "D2")]
    assert contacts.contacts[0].company == ""
    assert contacts.contacts[0].raw("purpose") is None
    found = contacts.findings[0]
    assert (found.contact, found.sheet) == ("anna@acme.example", "C")
    assert "Company is #N/A" in found.message


def test_lookups_filled_down_beyond_the_last_person_are_nobody(workbook: Make) -> None:
    lookup = [None, CellError("#N/A"), None, CellError("#N/A")]
    contacts = read(workbook({"C": [HEADER, ANNA, lookup, lookup]}))
    assert [each.row for each in contacts] == [2]
    assert contacts.findings == ()


def test_a_name_that_fails_in_an_else_empty_row_is_still_told(workbook: Make) -> None:
    contacts = read(workbook({"C": [HEADER, ANNA, [CellError("#REF!"), CellError("#N/A")]]}))
    assert [each.row for each in contacts] == [2]
    assert slugs(contacts) == [("cell-error", "A3")]


def test_a_formula_without_a_result_is_a_finding_and_reads_as_empty(workbook: Make) -> None:
    rows = [HEADER, ["Anna Berg", None, "anna@acme.example", "x"]]
    contacts = read(workbook({"C": rows}, uncomputed=[(2, 2)]))
    assert slugs(contacts) == [("formula-uncomputed", "B2")]
    assert "save it" in contacts.findings[0].hint


# --- links ---------------------------------------------------------------------------------------


def test_a_cell_whose_text_is_a_link_gives_its_target(workbook: Make) -> None:
    rows = [["Name", "LinkedIn"], ["Anna Berg", "Profile"]]
    link = "https://www.linkedin.com/in/Anna-Berg/?trk=x"
    contact = only(workbook({"C": rows}, links={(2, 2): link}))
    assert contact.text("linkedin_url") == link
    assert contact.raw("linkedin_url") == link
    assert contact.id == "anna-berg"


def test_a_mailto_link_gives_the_address(workbook: Make) -> None:
    rows = [["Name", "Email"], ["Anna Berg", "write"]]
    link = "mailto:anna@acme.example?subject=Hi"
    contact = only(workbook({"C": rows}, links={(2, 2): link}))
    assert contact.text("email") == "anna@acme.example"


def test_a_link_on_a_cell_of_context_leaves_its_text(workbook: Make) -> None:
    rows = [["Name", "Met at"], ["Anna Berg", "the fair"]]
    contact = only(workbook({"C": rows}, links={(2, 2): "https://fair.example"}))
    assert contact.text("met_at") == "the fair"


@pytest.mark.parametrize(
    "typed",
    ["linkedin.com/in/anna", "www.linkedin.com/in/anna", "//linkedin.com/in/anna", "/in/anna",
     "de.linkedin.com/in/anna"],
)  # fmt: skip
def test_a_bare_linkedin_address_gets_its_scheme(workbook: Make, typed: str) -> None:
    contact = only(workbook({"C": [["Name", "LinkedIn"], ["Anna", typed]]}))
    assert contact.text("linkedin_url").startswith("https://")
    assert contact.id == "anna"


# --- names ---------------------------------------------------------------------------------------


def test_a_name_is_told_from_its_parts(workbook: Make) -> None:
    rows = [["First name", "Last name", "Email"], ["Anna", "Berg", "a@x.example"]]
    contact = only(workbook({"C": rows}))
    assert contact.name == "Anna Berg"
    assert contact.cell("name") == "A2"


def test_the_parts_are_told_from_the_name(workbook: Make) -> None:
    contact = only(workbook({"C": [HEADER, ANNA]}))
    assert (contact.text("first_name"), contact.text("last_name")) == ("Anna", "Berg")


def test_an_empty_part_is_filled_and_a_typed_one_is_kept(workbook: Make) -> None:
    rows = [
        ["Name", "First name", "Email"],
        ["Anna Maria Berg", "Annie", "a@x.example"],
        ["Ugo Rossi", None, "u@x.example"],
        ["Bo Li", "Bo", None],
        ["Io Ek", "Io", None],
    ]
    anna, ugo, *_ = read(workbook({"C": rows}))
    assert anna.text("first_name") == "Annie"
    assert (ugo.text("first_name"), ugo.text("last_name")) == ("Ugo", "Rossi")


def test_a_row_without_a_name_is_told_with_its_cell(workbook: Make) -> None:
    contacts = read(workbook({"C": [HEADER, [None, *ANNA[1:]], ["tbd", *UGO[1:]]]}))
    assert slugs(contacts) == [("name-missing", "A2"), ("name-missing", "A3")]
    assert contacts.contacts[1].name == ""


# --- identity ------------------------------------------------------------------------------------


def test_two_rows_with_one_identity_are_a_finding_and_both_stay(workbook: Make) -> None:
    rows = [HEADER, ANNA, UGO, ["A. Berg", "Acme Ltd", "Anna@Acme.example", "again"]]
    contacts = read(workbook({"C": rows}))
    keeper, double = sorted((each for each in contacts if each.row != 3), key=lambda c: len(c.id))
    assert keeper.id == "anna@acme.example"
    assert double.id.startswith("anna@acme.example~")
    (found,) = contacts.findings
    assert (found.slug, found.severity, found.cell) == (
        "identity-duplicate", Severity.ERROR, f"C{double.row}",
    )  # fmt: skip
    assert f"row {keeper.row}" in found.message
    assert found.contact == double.id


def test_sorting_the_rows_of_doubles_changes_nobodys_id(workbook: Make) -> None:
    doubles = [ANNA, ["A. Berg", "Acme Ltd", "anna@acme.example", "again"],
               ["Anna B.", CellError("#N/A"), "anna@acme.example", "thrice"]]  # fmt: skip
    one = read(workbook({"C": [HEADER, *doubles]}))
    other = read(workbook({"C": [HEADER, UGO, [], *reversed(doubles)]}))
    assert {each.name: each.id for each in one} == {
        each.name: each.id for each in other if each.name != "Ugo Rossi"
    }
    assert len({each.id for each in one}) == 3
    (error,) = (found for found in one.findings if found.slug == "cell-error")
    assert error.contact == one.contacts[2].id


def test_three_rows_that_are_wholly_alike_still_have_three_ids(workbook: Make) -> None:
    contacts = read(workbook({"C": [HEADER, ANNA, ANNA, ANNA]}))
    assert len({each.id for each in contacts}) == 3


def test_a_number_in_the_id_column_keeps_its_identity_whatever_its_format(workbook: Make) -> None:
    rows = [["ID", "Name"], [7.0, "Anna Berg"], ["8", "Ugo Rossi"], [1001, "Bo Li"]]
    assert [each.id for each in read(workbook({"C": rows}))] == ["7", "8", "1001"]


def test_a_row_that_nothing_identifies_still_has_an_id(workbook: Make) -> None:
    contact = only(workbook({"C": [HEADER, [None, "Acme", None, "x"]]}))
    assert contact.id
