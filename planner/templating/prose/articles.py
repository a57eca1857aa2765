"""Articles before a noun that a purpose names without one, in the languages beside English."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.templating.prose.language import entries, replacements, word_set

_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# In these, nouns are joined to one word, and its end is what counts.
_COMPOUNDING = frozenset({"de", "nl"})
_VOWEL = re.compile(r"[aeiouyhàâäéèêëîïôöùûüœæ]", re.IGNORECASE)


def with_bare_article(phrase: str, head: str, language: str) -> str:
    """The phrase with an article before it, where its `head` is a noun of known gender.

    A job that is named is a certain one ("la vacante de enfermera"), anything else one of several
    ("una entrevista"). Plurals and what is unknown stay as they are.
    """
    low = head.casefold()
    for noun, instead in replacements("noun.article", language):
        if low == noun:
            return re.sub(rf"(?<!\w){re.escape(head)}(?!\w)", instead, phrase, count=1)
    gender = gender_of(low, language)
    if not gender:
        return phrase
    jobs = entries("noun.job", language)
    is_certain = low.endswith(jobs) if language in _COMPOUNDING else low in jobs
    name = f"article.{'the' if is_certain else 'a'}.{gender}"
    return _joined(entries(name, language), phrase)


@lru_cache(maxsize=16_384)
def gender_of(noun: str, language: str) -> str:
    """`m`, `f` or `n` by the ends of nouns that are known, "p" for a plural; "" for unknown."""
    best, found = 0, ""
    for gender in ("m", "f", "n", "p", "none"):
        for end in entries(f"noun.{gender}", language):
            if noun.endswith(end) and len(end) > best:
                best, found = len(end), gender
    return "" if found == "none" else found


def _joined(forms: tuple[str, ...], phrase: str) -> str:
    """The article's form that goes before this word: un, uno, un', l', le."""
    for form in forms:
        article, _, pattern = form.partition(" before ")
        if not pattern or re.match(pattern, phrase, re.IGNORECASE):
            gap = "" if article.endswith(("'", "’")) else " "
            return f"{article}{gap}{phrase}"
    return phrase


def after_de(words: str) -> str:
    """French "de" and what follows it, as one says it: du, des, d'une."""
    for article, joined in (("le ", "du "), ("les ", "des "), ("des ", "de "), ("du ", "de ")):
        if words.startswith(article):
            return joined + words[len(article) :]
    return f"d'{words}" if _VOWEL.match(words) and _LETTERS.match(words) else f"de {words}"


@lru_cache(maxsize=16_384)
def starts_with_determiner(phrase: str, language: str) -> bool:
    """The phrase has its article or possessive already."""
    first = re.match(r"[\w’'.-]+", phrase)
    if first is None:
        return True
    word = first[0].casefold().replace("’", "'")
    known = word_set("shape.determiner", language)
    return word in known or any(word.startswith(each) for each in known if each.endswith("'"))
