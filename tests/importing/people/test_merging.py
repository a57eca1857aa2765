"""Merging, for any list of people: nobody is lost, nobody comes twice, nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.importing.people.destination import Destination, Known
from planner.importing.people.merge import merge
from planner.importing.sources.imported import Imported
from planner.text.person_keys import linkedin_slug
from planner.workbook.edits import AppendRows, SetCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.importing.people.merge import Merged

FIELDS = ("name", "company", "email", "linkedin_url")
COLUMNS = {name: number for number, name in enumerate(FIELDS, start=1)}


def maybe(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *texts])


# So few of each that people share their signs all the time.
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Anna Berg", "anna berg", "Bo Lind"]),
            "company": maybe("Acme", "ACME", "Mill"),
            "email": maybe("a@x.example", "A@x.example", "b@x.example"),
            "linkedin_url": maybe("linkedin.com/in/one", "https://www.linkedin.com/in/two/"),
        }
    ),
    max_size=8,
)


def imported(people: Sequence[dict[str, str]]) -> list[Imported]:
    return [
        Imported(f"row {number}", {name: text for name, text in each.items() if text})
        for number, each in enumerate(people)
    ]


def sheet_of(rows: Sequence[dict[str, str]]) -> Destination:
    known = (
        Known(number, {name: text for name, text in row.items() if text})
        for number, row in enumerate(rows, start=2)
    )
    return Destination("Contacts", COLUMNS, tuple(known))


def carried_out(rows: Sequence[dict[str, str]], merged: Merged) -> list[dict[str, str]]:
    """The rows with the edits of a merge."""
    after = [dict(row) for row in rows]
    for edit in merged.edits:
        if isinstance(edit, SetCell):
            after[edit.row - 2][FIELDS[edit.column - 1]] = str(edit.value)
        else:
            assert isinstance(edit, AppendRows)
            after += [
                {name: str(row.get(number, "")) for name, number in COLUMNS.items()}
                for row in edit.rows
            ]
    return after


@settings(max_examples=200)
@given(there=PEOPLE, coming=PEOPLE)
def test_everybody_is_added_matched_repeated_or_doubtful(
    there: list[dict[str, str]], coming: list[dict[str, str]]
) -> None:
    merged = merge(sheet_of(there), imported(coming), update=False)

    told = merged.added + merged.matched + merged.skipped.total() + len(merged.doubts)
    assert told == len(coming)
    assert len(carried_out(there, merged)) == len(there) + merged.added


@settings(max_examples=200)
@given(there=PEOPLE, coming=PEOPLE)
def test_nothing_that_a_cell_says_changes_unless_asked(
    there: list[dict[str, str]], coming: list[dict[str, str]]
) -> None:
    merged = merge(sheet_of(there), imported(coming), update=False)

    for before, after in zip(there, carried_out(there, merged), strict=False):
        assert all(after[name] == text for name, text in before.items() if text)
    assert merged.updated == 0


@settings(max_examples=200)
@given(there=PEOPLE, coming=PEOPLE)
def test_a_second_merge_adds_nobody_and_soon_fills_nothing(
    there: list[dict[str, str]], coming: list[dict[str, str]]
) -> None:
    rows = carried_out(there, merge(sheet_of(there), imported(coming), update=False))

    again = merge(sheet_of(rows), imported(coming), update=False)
    assert again.added == 0
    # Where signs contradict each other, a filled cell may tell more of somebody the next time.
    for _ in range(3):
        rows = carried_out(rows, again)
        again = merge(sheet_of(rows), imported(coming), update=False)
    assert (again.added, again.edits) == (0, [])


@settings(max_examples=200)
@given(coming=PEOPLE)
def test_nobody_with_a_profile_of_their_own_is_lost(coming: list[dict[str, str]]) -> None:
    rows = carried_out([], merge(sheet_of([]), imported(coming), update=False))

    wanted = {linkedin_slug(each["linkedin_url"]) for each in coming} - {""}
    assert {linkedin_slug(row["linkedin_url"]) for row in rows} - {""} == wanted


def test_ten_thousand_namesakes_come_in_without_comparing_each_with_all() -> None:
    people = [
        Imported(f"row {at}", {"name": "Anna Berg", "email": f"a{at}@x.example"})
        for at in range(10_000)
    ]

    # What grows with the square of their number would outlive the whole run of tests here.
    assert merge(sheet_of([]), people, update=False).added == 10_000
