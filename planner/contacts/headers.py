"""The words that stand over columns: which header means which field, language by language.

A word followed by `?` is weak: it takes the field only where no plainer header does. Case, accents,
blanks and punctuation never matter, so `E-Mail:` is found under `email`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.text.normalise import clean, fold, plain
from planner.words import all_of, section

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "exports": "LinkedIn, Google, Outlook, HubSpot, Salesforce",
}

# Fields that a column can fill, as docs/headers.md lists them.
FIELDS = (
    "id",
    "name",
    "first_name",
    "last_name",
    "company",
    "title",
    "email",
    "linkedin_url",
    "phone",
    "channel",
    "purpose",
    "template",
    "language",
    "priority",
    "status",
    "notes",
    "deadline",
    "last_contacted",
    "next_step",
    "city",
    "country",
    "time_zone",
    "introduced_by",
    "knows",
)
EXACT, PART, WEAK = 1.0, 0.8, 0.5

_ASIDE = re.compile(r"[(\[{<][^)\]}>]*[)\]}>]?")
_OR_SIGN = re.compile(r"\s*[/|\\\n]\s*")


def headings(field: str) -> Mapping[str, tuple[str, ...]]:
    """List the headers that mean `field`, by language."""
    return section(f"header.{field}")


def spellings(field: str) -> list[str]:
    """Every header that means `field`, as the table spells it, strong ones first, none twice."""
    strong, weak = _split(field)
    return list(dict.fromkeys([field.replace("_", " "), *strong, *weak]))


def _split(field: str) -> tuple[list[str], list[str]]:
    words = all_of(f"header.{field}")
    strong = [word for word in words if not word.endswith("?")]
    return strong, [word.removesuffix("?") for word in words if word.endswith("?")]


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[str, float]]:
    index: dict[str, tuple[str, float]] = {}
    for field in FIELDS:
        strong, weak = _split(field)
        for words, strength in ((weak, WEAK), ([field, *strong], EXACT)):
            for word in words:
                for key in {fold(word), fold(_umlauts_spelled(word))}:
                    index[key] = (field, strength)
    return index


def _umlauts_spelled(word: str) -> str:
    return word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")


@lru_cache(maxsize=4096)
def field_of(header: str) -> tuple[str, float] | None:
    """Tell which field a header means, and how surely (1.0 its very word … 0.5 a weak word).

    None where the header is context: not known, or speaking of two different fields at once.
    """
    found = _index().get(fold(header))
    if found is not None:
        return found
    bare = _ASIDE.sub(" ", clean(header))
    found = _index().get(fold(bare)) or _without_whose(bare)
    if found is not None:
        return found[0], min(found[1], PART)
    return _one_of_several(bare)


def _without_whose(header: str) -> tuple[str, float] | None:
    words = plain(header).split()
    while len(words) > 1 and words[0] in _owner_words():
        words = words[1:]
        found = _index().get("".join(words))
        if found is not None:
            return found
    return None


@cache
def _owner_words() -> frozenset[str]:
    """Words that only say whose column it is: "Contact email", "Lead name", "Current company"."""
    return frozenset(all_of("header.owner_words"))


@cache
def _or_word() -> re.Pattern[str]:
    words = "|".join([*all_of("or"), *all_of("and")])
    return re.compile(rf"\s*[,;+&]\s*|\s+-\s+|\s+(?:{words})\s+", re.IGNORECASE)


def _one_of_several(header: str) -> tuple[str, float] | None:
    parts = [part for part in _OR_SIGN.split(header) if fold(part)]
    found = [_index().get(fold(part)) for part in parts]
    if len(parts) < 2:
        parts = [part for part in _or_word().split(header) if fold(part)]
        found = [_index().get(fold(part)) for part in parts]
        if None in found:  # "Company and website" might be anything; "Firma / Sponsor" is a company
            return None
    if not found or found[0] is None:
        return None
    known = [meaning for meaning in found if meaning is not None]
    fields = {field for field, _ in known}
    if fields in ({"first_name", "last_name"}, {"name", "first_name"}, {"name", "last_name"}):
        return "name", PART
    if len(fields) > 1:
        return None
    return found[0][0], WEAK if None in found else min(PART, *(strength for _, strength in known))


def headers_document() -> str:
    """Write the table as a page for readers: docs/headers.md."""
    lines = [
        "# Headers that planner knows",
        "",
        "Case, accents, blanks, line breaks and punctuation never matter, and neither does the",
        "order of the columns. A word marked with ? is taken only where no plainer header claims",
        "the field. Every other column can be used in a template under its header's name in",
        "snake_case (`Met at` becomes `met_at`). To say which column is meant, use",
        '`--column name="Full nme"` or a column letter, `--column name=C`.',
    ]
    for field in FIELDS:
        lines += ["", f"## {field}", ""]
        lines += [
            f"- {LANGUAGES[code]}: {', '.join(words)}" for code, words in headings(field).items()
        ]
    return "\n".join(lines) + "\n"
