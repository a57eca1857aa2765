"""Names of schools, firms, groups and events in one spelling, so that they can be compared.

"Univ. of Michigan" and "University of Michigan" become the same words; a short list of aliases,
which the owner may extend, joins what no rule can ("MIT").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.text.normalise import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


# Read as "these words are all spelled like the first".
_ABBREVIATED = (
    "university univ uni universitat universitaet universite universidad universidade",
    "university universita universiteit",
    "institute inst instituto institut istituto",
    "association assn assoc asociacion associacao associazione",
    "college coll",
    "department dept",
    "international intl",
    "national natl",
    "technology techn",
    "management mgmt mgt",
    "conference conf konferenz conferencia conferenza",
    "society soc",
    "engineering eng engg",
    "science sci",
    "saint st sankt",
    "brothers bros",
    "center centre ctr",
    "alumni alumnae alum",
)
_SPELLED = {word: words.split()[0] for words in _ABBREVIATED for word in words.split()}
_SMALL_WORDS = (
    "of the for and at in on a an de der die das des du del della di da do la le les el los "
    "las fur und von et y e en van voor het"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_LEGAL_WORDS = (
    "inc ltd llc llp plc gmbh mbh ag kg ug ohg se corp co sa sas sarl srl spa bv nv ab as asa "
    "oy oyj aps pty pte limited incorporated corporation company lda ltda sl sro kft zrt"
)
_LEGAL = frozenset(_LEGAL_WORDS.split())
# Two spellings of one name, which no rule could know. Kept short: only names with one meaning.
_ALIASES = (
    "MIT = Massachusetts Institute of Technology",
    "Caltech = California Institute of Technology",
    "Georgia Tech = Georgia Institute of Technology",
    "LSE = London School of Economics",
    "UCL = University College London",
    "UCLA = University of California Los Angeles",
    "UC Berkeley = University of California Berkeley",
    "NYU = New York University",
    "Penn = University of Pennsylvania",
    "UNC = University of North Carolina",
    "USC = University of Southern California",
    "CMU = Carnegie Mellon University",
    "ETH = ETH Zürich = Eidgenössische Technische Hochschule Zürich",
    "EPFL = École polytechnique fédérale de Lausanne",
    "TU München = TUM = Technical University of Munich = Technische Universität München",
    "LMU = LMU München = Ludwig-Maximilians-Universität München",
    "RWTH = RWTH Aachen = RWTH Aachen University",
    "KIT = Karlsruher Institut für Technologie = Karlsruhe Institute of Technology",
    "HEC = HEC Paris",
    "KCL = King's College London",
    "NUS = National University of Singapore",
    "IBM = International Business Machines",
    "GE = General Electric",
    "P&G = Procter & Gamble",
    "PwC = PricewaterhouseCoopers",
    "EY = Ernst & Young",
    "BCG = Boston Consulting Group",
    "NHS = National Health Service",
    "BBC = British Broadcasting Corporation",
    "ACM = Association for Computing Machinery",
    "IEEE = Institute of Electrical and Electronics Engineers",
    "PMI = Project Management Institute",
    "ICA = International Council on Archives",
)


def same_words(text: str) -> tuple[str, ...]:
    """The words that tell a name apart, each in its one spelling: no "of", no legal form.

    A name made of nothing else keeps its words.
    """
    words = [_SPELLED.get(word, word) for word in in_words(text.replace("&", " and "))]
    if len(words) > 1 and words[0] == "u" and "of" in words[1:2]:
        words[0] = "university"
    telling = tuple(word for word in words if word not in _SMALL and word not in _LEGAL)
    return telling or tuple(words)


def spellings_of(words: Iterable[str]) -> frozenset[str]:
    """Everything that may stand in a text where `same_words` gives one of these words.

    Words that `same_words` leaves out of most texts are not told.
    """
    wanted = set(words)
    other = {spelled for spelled, word in _SPELLED.items() if word in wanted}
    return frozenset(wanted | other | ({"u"} if "university" in wanted else set()))


def without_legal_form(text: str) -> str:
    """A company's name in plain words without Ltd, GmbH and their kin: two spellings, one firm."""
    words = in_words(text)
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words)


def is_near(word: str, other: str) -> bool:
    """Whether two long words differ by one slip of the finger.

    Short words are no slip of each other (Hamburg, Homburg), nor are two with other first letters.
    """
    if min(len(word), len(other)) < 8 or word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - start-up stays light

    distance: int = OSA.distance(word, other, score_cutoff=1)
    return distance <= 1


def aliases_from(typed: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The spellings of each name with aliases, by its own words.

    `typed` is the owner's list: `MIT = Massachusetts Institute of Technology; UoN = …`.
    """
    spellings: dict[tuple[str, ...], tuple[str, ...]] = {}
    for names in _names((*_ALIASES, *re.split(r"[;\n]", typed))):
        joined = tuple(dict.fromkeys([*names, *_known(names, spellings)]))
        spellings.update((same_words(name), joined) for name in joined)
    return spellings


def _names(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        names = tuple(name.strip() for name in line.split("=") if name.strip())
        if len(names) > 1:
            yield names


def _known(
    names: Iterable[str], spellings: dict[tuple[str, ...], tuple[str, ...]]
) -> Iterator[str]:
    for name in names:
        yield from spellings.get(same_words(name), ())
