"""Whom a message greets: what the name cells say, mended, and what is odd about them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from planner.model.frozen import frozen
from planner.templating.prose.language import in_any_language
from planner.text.person_names import split_name


class Manner(StrEnum):
    """How the name cells let somebody be greeted."""

    FIRST = "first"
    FULL = "full"
    COUPLE = "couple"
    FAMILY = "family"
    LAST = "last"
    NOBODY = "nobody"


@frozen
class Addressee:
    """Somebody to greet. `gender` is "f", "m" or "" for unknown; `title` such as Dr. or Prof. Dr.

    `oddity` says what in the name cells does not pass as a name; "" where nothing is odd.
    """

    manner: Manner
    first: str = ""
    last: str = ""
    full: str = ""
    gender: str = ""
    title: str = ""
    oddity: str = ""


_WHOLE_SCRIPT = re.compile(
    "[\u0590-\u0fff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7ff]"
)
_GIVEN = re.compile(r"[^\W\d_]{2,}(?:['’.\-][^\W\d_]+)*\.?|[^\W\d_]['’-][^\W\d_]+")
_INITIAL = re.compile(r"[^\W\d_]\.?$")
_ASIDE = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]?\s*|\s*[\"“„][^\"”“]*[\"”“]\s*")
_AND = re.compile(r"\s+(?:and|&|und|et|y|e|en|\+|u\.)\s+")


@lru_cache(maxsize=65_536)
def addressee(
    name: str, first: str, last: str, salutation: str = "", gender: str = ""
) -> Addressee:
    """Whom the cells mean.

    `first` and `last` are the cells of those columns, or what was made of the name.
    """
    full = _tidy(name or f"{first} {last}")
    sex = (
        _gender_of(salutation)
        or _gender_of(gender)
        or _gender_of(full.split(" ")[0] if full else "")
    )
    if not full:
        return Addressee(Manner.NOBODY, gender=sex)
    if _WHOLE_SCRIPT.search(full):
        return Addressee(Manner.FULL, full=full, gender=sex)
    if _opens_with(full, "name.family") and " " in full:
        return Addressee(Manner.FAMILY, full=mended(full.removeprefix("The ")))
    oddity = _oddity(full, first)
    if oddity:
        return Addressee(Manner.NOBODY, full=full, gender=sex, oddity=oddity)
    if _AND.search(full):
        if all(map(_gender_of, _AND.split(" ".join(full.split()[:3]))[:2])):
            return Addressee(Manner.FAMILY, full=full)  # Mr and Mrs Payne
        return _couple(full)
    return _person(full, first, last, sex, salutation)


def _tidy(name: str) -> str:
    bare = " ".join(_ASIDE.sub(" ", name).split()).strip(" ,;:-–")
    while ", " in bare and _is_suffix(bare.rpartition(", ")[2]):
        bare = bare.rpartition(", ")[0]
    last, comma, first = bare.partition(", ")
    return f"{first} {last}" if comma and "," not in first else bare


def _is_suffix(text: str) -> bool:
    """What stands behind a comma after a name and is no given name: PhD, Jr."""
    return text.casefold().strip(".") in in_any_language("name.suffix")


def _oddity(full: str, first: str) -> str:
    """What the cells hold in place of a name."""
    words = [word.casefold().strip(".,") for word in full.split()]
    offices = in_any_language("name.office")
    if "@" in full:
        return "an email address"
    if re.search(r"\d", full):
        return "a digit"
    if re.search(r"[/|_]", f"{first} {full}"):
        return "more than one name" if "/" in full or "|" in full else "a user name"
    if re.search(r"[a-z]\.[a-z]{2}", first or full.split(maxsplit=1)[0]):
        return "a user name"
    if any(word in offices for word in words):
        return "an office or a role"
    if words[:2] == ["not", "found"] or words[0] in in_any_language("name.nobody"):
        return "words and no name"
    return ""


def _opens_with(full: str, name: str) -> bool:
    words = full.casefold().split()
    known = in_any_language(name)
    return words[0].strip(".") in known or words[-1] in known or " ".join(words[:2]) in known


def _couple(full: str) -> Addressee:
    one, _, other = _AND.sub(" & ", full, count=1).partition(" & ")
    one, other = _without_titles(one)[0], _without_titles(other)[0]
    names = other.split()
    firsts = one.split()
    if not names or not firsts:
        return Addressee(Manner.NOBODY, full=full, oddity="more than one name")
    last = names[-1] if len(names) > 1 else ""
    pair = f"{mended(firsts[0])} & {mended(names[0])}"
    if not _passes(firsts[0]) or not _passes(names[0]):
        return Addressee(Manner.NOBODY, full=full, oddity="more than one name")
    return Addressee(Manner.COUPLE, first=pair, last=mended(last), full=full)


def _person(full: str, first: str, last: str, sex: str, salutation: str) -> Addressee:
    bare, titles = _without_titles(full)
    if salutation:
        titles = _without_titles(salutation)[1] or titles
    shown = mended(bare)
    given, family = _given_and_family(shown, first, last)
    # What stands alone after a title, or in the column of family names, is a family name.
    is_alone = len(shown.split()) == 1 and (bare != full or shown.casefold() == last.casefold())
    if is_alone or _opens_with_particle(shown):
        given, family = "", shown
    elif shown == f"{family} {given}" and not _is_family_first(shown):
        shown = f"{given} {family}"
    oddity = "" if _passes(given) else "an initial and no first name" if given else "no first name"
    if not oddity:
        return Addressee(Manner.FIRST, given, family, shown, sex, titles)
    if (titles or sex) and (family or bare):
        return Addressee(Manner.LAST, "", family or shown, shown, sex, titles, oddity)
    if len(bare.split()) > 1 and _INITIAL.match(given):
        manner = Manner.FULL
        return Addressee(manner, "", family, shown, sex, titles, "" if "." in bare else oddity)
    return Addressee(Manner.NOBODY, "", family, shown, sex, titles, oddity)


def _given_and_family(shown: str, first: str, last: str) -> tuple[str, str]:
    words = shown.split()
    if _is_family_first(shown):
        return words[-1], words[0]
    typed = _without_titles(_tidy(first))[0]
    given, family = split_name(shown)
    if typed and "," not in shown and typed.casefold() in shown.casefold():
        given = mended(typed)
    family = mended(_without_titles(_tidy(last))[0]) or family
    if re.match(r"O['’]|Mc[A-Z]", given) and family and family != given:
        given, family = family, given
    parts = given.split()
    if given == mended(typed) and len(parts) == 2 and all(map(_passes, parts)):
        return given, family
    if len(parts) > 1 and _INITIAL.match(parts[0]):
        given = parts[1]
    elif _INITIAL.match(given) and len(words) > 2 and _passes(words[1]) and words[1] != family:
        given = words[1]  # C. Scott Fitzgerald
    elif len(parts) > 1 and all(_passes(part) for part in parts):
        given = parts[0] if family else given
    return given, "" if family == given else family


def _is_family_first(shown: str) -> bool:
    """A Vietnamese name: its first word is a family name, and it has the accents of one."""
    first = shown.split(maxsplit=1)[0].casefold() if shown else ""
    return not shown.isascii() and first in in_any_language("name.vietnamese")


def _opens_with_particle(shown: str) -> bool:
    """A family name alone: "van Dijk"."""
    first = shown.split(maxsplit=1)[0] if shown else ""
    return first.islower() and first in in_any_language("name.particle")


def _passes(word: str) -> bool:
    """A word that can be somebody's given name."""
    if not word or _is_title(word):
        return False
    return _GIVEN.fullmatch(word.split(maxsplit=1)[0]) is not None


def _is_title(word: str) -> bool:
    low = word.casefold().strip(".,")
    return low in in_any_language("name.title") or bool(_gender_of(low))


def _gender_of(word: str) -> str:
    low = word.casefold().strip(" .")
    for sex in ("f", "m"):
        known = in_any_language(f"name.{sex}")
        if low in known or low.split(" ")[0].strip(".") in known:
            return sex
    return ""


def _without_titles(name: str) -> tuple[str, str]:
    """The name without what is set before it, and its academic titles."""
    words = name.split()
    titles: list[str] = []
    while (
        words and _is_title(words[0]) and not (len(words) == 1 and not titles and len(words[0]) > 4)
    ):
        word = words.pop(0)
        if not _gender_of(word):
            titles.append(word.rstrip(","))
    academic = in_any_language("name.academic")
    return " ".join(words), " ".join(
        each for each in titles if each.casefold().strip(".") in academic
    )


_MC = re.compile(r"\b(Mc)([a-z])")
_O = re.compile(r"\b(O['’])([a-z])")


def mended(name: str) -> str:
    """A name typed in small letters or in capitals, as its owner would write it."""
    return " ".join(_mended_word(word, name) for word in name.split())


def _mended_word(word: str, name: str) -> str:
    particles = in_any_language("name.particle")
    if not word.isalpha() and not re.search(r"[-'’]", word):
        return word
    if word.islower() and word in particles and name != word:
        return word
    is_shouted = word.isupper() and len(word) > 1 and not (len(word) == 2 and len(name) > 3)
    if not (word.islower() or is_shouted):
        return word
    capital = "-".join(part.capitalize() for part in word.split("-"))
    capital = _MC.sub(lambda found: found[1] + found[2].upper(), capital)
    return _O.sub(lambda found: found[1] + found[2].upper(), capital)
