"""The languages that templates come in, and the words that owners write for them."""

from __future__ import annotations

from functools import lru_cache

_WORDS = {
    "en": "english englisch anglais inglés ingles inglês inglese engels",
    "de": "german deutsch allemand alemán aleman alemão tedesco duits",
    "fr": "french französisch franzoesisch français francais francés frances francês"
    " francese frans",
    "es": "spanish spanisch espagnol español espanol castellano espanhol spagnolo spaans",
    "pt": "portuguese portugiesisch portugais portugués portugues português portoghese portugees",
    "it": "italian italienisch italien italiano italiaans",
    "nl": "dutch niederländisch niederlaendisch holländisch néerlandais holandés neerlandés"
    " holandês neerlandês olandese nederlands hollands",
    "pl": "polish polnisch polonais polaco polacco polski pools",
    "sv": "swedish schwedisch suédois sueco svedese svenska zweeds",
    "da": "danish dänisch danois danés dinamarquês danese dansk deens",
    "nb": "norwegian norwegisch norvégien noruego norueguês norvegese norsk noors",
    "fi": "finnish finnisch finnois finlandés finlandês finlandese suomi fins",
    "cs": "czech tschechisch tchèque checo ceco čeština tsjechisch",
    "tr": "turkish türkisch turc turco türkçe turks",
    "ja": "japanese japanisch japonais japonés japonês giapponese 日本語 japans",
    "zh": "chinese chinesisch chinois chino chinês cinese 中文 chinees",
    "ar": "arabic arabisch arabe árabe arabo العربية",
    "he": "hebrew hebräisch hébreu hebreo hebraico ebraico עברית hebreeuws",
    "ru": "russian russisch russe ruso russo русский",
    "uk": "ukrainian ukrainisch ukrainien ucraniano ucraino українська oekraïens",
}
_CODES = {word: code for code, words in _WORDS.items() for word in words.split()}


@lru_cache(maxsize=1024)
def language_code(word: str) -> str:
    """The two-letter code that a word such as `German`, `Deutsch`, `de-AT` or `DE` means, or ""."""
    first = word.strip().casefold().replace("_", "-").split("-")[0].split("(")[0].strip()
    if first in _CODES:
        return _CODES[first]
    is_code = len(first) in {2, 3} and first.isascii() and first.isalpha()
    return first if is_code else ""
