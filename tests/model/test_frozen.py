from __future__ import annotations

from dataclasses import field, replace

import pytest

from planner.model.frozen import frozen


@frozen
class Place:
    """A cell, and what was remembered of it."""

    sheet: str
    row: int = 1
    memory: list[str] = field(default_factory=list, repr=False, compare=False)


@frozen
class Nothing:
    """A value without fields."""


def test_values_are_equal_and_hash_alike_by_what_is_compared() -> None:
    one, other = Place("Contacts", 2, ["seen"]), Place("Contacts", 2)
    assert one == other
    assert hash(one) == hash(other)
    assert {one: "kept"}[other] == "kept"


def test_another_field_or_another_class_makes_another_value() -> None:
    assert Place("Contacts", 2) != Place("Contacts", 3)
    pair: object = ("Contacts", 2)
    assert Place("Contacts", 2) != pair
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_a_value_spells_itself_by_its_shown_fields() -> None:
    assert repr(Place("Contacts", 2, ["seen"])) == "Place(sheet='Contacts', row=2)"


def test_a_value_has_no_room_for_more_than_its_fields() -> None:
    with pytest.raises(AttributeError):
        Place("Contacts").colour = "red"  # type: ignore[attr-defined]


def test_a_changed_copy_leaves_the_value_as_it_was() -> None:
    place = Place("Contacts", 2)
    assert replace(place, row=3) == Place("Contacts", 3)
    assert place.row == 2


def test_a_method_of_ones_own_is_kept() -> None:
    @frozen
    class Loud:
        word: str

        def __repr__(self) -> str:
            return self.word.upper()

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loud) and other.word.casefold() == self.word.casefold()

        def __hash__(self) -> int:
            return hash(self.word.casefold())

    assert repr(Loud("hi")) == "HI"
    assert Loud("hi") == Loud("HI")
    assert len({Loud("hi"), Loud("HI")}) == 1
