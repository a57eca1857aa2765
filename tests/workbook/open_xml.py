"""Validates parts of a package by the schemas of ISO/IEC 29500-4, as Excel itself reads them."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

_ROOT = Path(__file__).resolve().parents[2]
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# By what a part's name tells: the schema of its kind.
_SCHEMAS = (
    (re.compile(r"^\[Content_Types\]\.xml$"), "opc/opc-contentTypes.xsd"),
    (re.compile(r"(^|/)_rels/[^/]*\.rels$"), "opc/opc-relationships.xsd"),
    (re.compile(r"/charts/chart\d*\.xml$"), "dml-chart.xsd"),
    (re.compile(r"/drawings/drawing\d*\.xml$"), "dml-spreadsheetDrawing.xsd"),
    (re.compile(r"docProps/app\.xml$"), "shared-documentPropertiesExtended.xsd"),
    (
        re.compile(
            r"/(workbook|styles|sharedStrings|calcChain|sheet\d*|table\d*|comments\d*)\.xml$"
        ),
        "sml.xsd",
    ),
)


def schema_folder() -> Path:
    """The folder of the schemas; it need not exist."""
    return Path(os.environ.get("PLANNER_SCHEMAS", _ROOT.parent / "shared" / "schemas"))


def require_schemas() -> None:
    """Skip the test where the schemas are not there."""
    if not (schema_folder() / "sml.xsd").is_file():
        pytest.skip(f"the schemas of ISO/IEC 29500-4 are not at {schema_folder()}")


@cache
def _schema(name: str) -> Any:
    path = schema_folder() / name
    return etree.XMLSchema(etree.parse(str(path)))


def schema_of(part: str) -> str:
    """The schema by which a part is valid; "" for a part of another kind."""
    return next((name for pattern, name in _SCHEMAS if pattern.search(f"{part}")), "")


def errors_of(part: str, xml: bytes) -> Counter[str]:
    """What a schema says against a part; nothing of parts that no schema here is for."""
    name = schema_of(part)
    if not name or b"http://purl.oclc.org/ooxml/" in xml:
        return Counter()
    tree = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
    _forgive(tree)
    schema = _schema(name)
    schema.validate(tree)
    return Counter(_DIGITS.sub("#", str(error.message)) for error in schema.error_log)


_DIGITS = re.compile(r"\d+")


def _forgive(root: Any) -> None:
    """Take out what Excel passes over: extensions, alternatives, namespaces named as ignorable."""
    ignorable = {root.nsmap.get(prefix) for prefix in (root.get(f"{_MC}Ignorable") or "").split()}
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        namespace = etree.QName(element).namespace
        parent = element.getparent()
        is_out = namespace in ignorable or element.tag == f"{_MC}AlternateContent"
        if parent is not None and (is_out or etree.QName(element).localname == "extLst"):
            parent.remove(element)
            continue
        for name in list(element.attrib):
            of = etree.QName(name).namespace
            if name == _XML_SPACE or of in ignorable or (of and of in _MC):
                del element.attrib[name]


def new_errors(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """What the schemas say against the parts of `after` that they did not say before."""
    found = []
    for part, xml in after.items():
        if before.get(part) == xml or not schema_of(part):
            continue
        old = errors_of(part, before[part]) if part in before else Counter[str]()
        found += [f"{part}: {message}" for message in errors_of(part, xml) - old]
    return found
