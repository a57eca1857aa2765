"""Searching XML as bytes: what is left out is never what is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from planner.workbook.searching import thinned

if TYPE_CHECKING:
    from collections.abc import Iterator

ELEMENTS = (
    '<r t="link"/>',
    '<r t="a/table"/>',
    "<r t='a/table' />",
    '<r t="open"></r>',
    '<r t="open"><x/></r>',
    '<r t="a/table"><x/></r>',
    '<!-- <r t="no/table"/> and more -->',
    '<!-- <r t="none"/> <r/> and no more, <r/> -->',
    "\n",
)


def pieces(xml: bytes, size: int) -> Iterator[bytes]:
    return (xml[at : at + size] for at in range(0, len(xml), size))


@given(st.lists(st.sampled_from(ELEMENTS), max_size=30), st.integers(1, 60))
def test_thinning_keeps_the_xml_well_formed_and_what_holds_the_word(
    elements: list[str], size: int
) -> None:
    xml = f'<?xml version="1.0"?><rs a="b">{"".join(elements)}</rs>'.encode()
    whole, thin = ET.fromstring(xml), ET.fromstring(thinned(pieces(xml, size), b"/table", "p"))
    wanted = [each.get("t") for each in whole if "/table" in each.get("t", "")]
    assert [each.get("t") for each in thin if "/table" in each.get("t", "")] == wanted
    assert (thin.tag, thin.attrib) == (whole.tag, whole.attrib)


def test_thinning_leaves_most_of_a_long_list_out() -> None:
    xml = b"<rs>" + b'<r t="a link"/>' * 10_000 + b'<r t="a/table"/></rs>'
    thin = thinned(pieces(xml, 1000), b"/table", "p")
    assert b"/table" in thin
    assert len(thin) < 3000


def test_thinning_leaves_a_part_in_another_encoding_whole() -> None:
    xml = '<rs><r t="a/table"/><r/></rs>'.encode("utf-16")
    assert thinned(pieces(xml, 9), b"/table", "p") == xml
