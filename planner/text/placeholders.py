"""Text that only looks filled: `TBD`, `n/a`, `?`, "same as above", in the languages we know."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from planner.text.normalise import clean, plain

# Compared as plain words: no case, accents, punctuation. A whole cell must say one of these; a cell
# that says anything more is somebody's real words.
_WORDS = {
    "en": "tbd|tbc|tba|tbf|t b d|t b c|t b a|to be decided|to be defined|to be determined|"
    "to be confirmed|to be announced|to be added|to be filled|to be filled in|to be completed|"
    "to be discussed|to do|todo|fixme|fix me|fill in|fill me|fill me in|fill this in|fill out|"
    "please fill|please fill in|complete me|add later|add here|later|pending|"
    "n a|na|n d|n k|not applicable|not available|not known|not sure|not sure yet|not yet|"
    "not yet known|not decided|not decided yet|not defined|not specified|unspecified|undefined|"
    "undecided|unknown|unclear|none|none yet|nothing|nothing yet|nil|null|nan|void|empty|blank|"
    "missing|no purpose|no reason|no idea|dunno|idk|i do not know|i don t know|don t know|same|"
    "same as above|same as before|same as previous|as above|see above|as before|ditto|see notes|"
    "see note|placeholder|place holder|purpose|the purpose|my purpose|your purpose|reason|"
    "your reason|purpose here|your purpose here|insert purpose|insert purpose here|"
    "enter purpose|enter purpose here|add purpose|purpose goes here|insert text|insert text here|"
    "enter text|enter text here|type here|your text here|text here|some text|text|example|"
    "sample|dummy|test|test test|asdf|asdfasdf|asd|qwerty|qwertz|azerty|abc|foo|foo bar|foobar|"
    "blah|blah blah|bla|bla bla|blabla|lorem|lorem ipsum|lorem ipsum dolor sit amet|whatever|"
    "something|anything|misc|various|wip|work in progress|change me|changeme|replace me|"
    "select|select one|choose|choose one|please select|please choose|pick one|"
    "value|name|ref|div 0|num|spill|getting data|error|"
    "not a number|no|coming soon|ask|ask me|ask later",
    "de": "folgt|kommt noch|kommt spater|wird nachgereicht|wird noch erganzt|wird erganzt|"
    "noch offen|offen|noch offen|noch zu klaren|zu klaren|zu erganzen|noch erganzen|erganzen|"
    "noch ausfullen|ausfullen|bitte ausfullen|auszufullen|noch auszufullen|bitte erganzen|"
    "noch unklar|unklar|unbekannt|noch unbekannt|nicht bekannt|noch nicht bekannt|"
    "noch festzulegen|festzulegen|noch zu definieren|zu definieren|wird noch definiert|"
    "k a|keine angabe|keine angaben|keine ahnung|keine|kein|keiner|kein zweck|kein grund|nichts|"
    "noch nichts|nicht zutreffend|entfallt|nicht vorhanden|nicht verfugbar|leer|s o|so|siehe oben|"
    "wie oben|wie zuvor|wie vorher|wie gehabt|dito|ditto|dto|desgleichen|ebenso|ebenfalls|"
    "gleich|gleiches|das gleiche|dasselbe|platzhalter|beispiel|mustertext|blindtext|text|"
    "spater|irgendwas|egal|zweck|anliegen|grund|hier eintragen|bitte eintragen|eintragen|"
    "zweck hier eintragen|bitte wahlen|auswahlen|bitte auswahlen|in arbeit|fehlt|fehlt noch|nein",
    "fr": "a completer|a remplir|a definir|a preciser|a determiner|a voir|a confirmer|a decider|"
    "a renseigner|a faire|a venir|en attente|en cours|plus tard|pas encore|pas encore defini|"
    "non defini|non definie|non precise|non renseigne|non renseignee|non disponible|"
    "non applicable|sans objet|so|s o|n c|nc|n r|nr|neant|aucun|aucune|aucun objet|rien|inconnu|"
    "inconnue|je ne sais pas|ne sait pas|nsp|idem|id|ibid|ibidem|voir ci dessus|ci dessus|"
    "comme ci dessus|voir plus haut|comme dessus|meme|la meme chose|pareil|vide|exemple|"
    "texte|objet|motif|but|choisir|a choisir|non",
    "es": "pendiente|por definir|por completar|por determinar|por confirmar|por decidir|"
    "por rellenar|a definir|a completar|a determinar|a confirmar|completar|rellenar|sin definir|"
    "sin determinar|sin especificar|sin proposito|sin motivo|no aplica|no disponible|"
    "no especificado|no definido|no se|no se sabe|n s|ns|ns nc|n c|s d|sd|desconocido|"
    "desconocida|ninguno|ninguna|nada|nulo|vacio|idem|lo mismo|igual|igual que arriba|"
    "igual que el anterior|ver arriba|vease arriba|como arriba|lo de arriba|mas tarde|luego|"
    "por hacer|ejemplo|texto|proposito|motivo|elegir|seleccionar|en blanco",
    "pt": "pendente|a definir|por definir|a completar|a preencher|por preencher|preencher|"
    "a determinar|a confirmar|a decidir|em aberto|nao definido|nao aplicavel|nao se aplica|"
    "nao disponivel|nao informado|nao especificado|nao sei|sem definicao|sem proposito|"
    "sem motivo|desconhecido|desconhecida|nenhum|nenhuma|nada|nulo|vazio|idem|o mesmo|a mesma|"
    "mesmo|igual|igual acima|igual ao anterior|mesmo que acima|ver acima|como acima|vide acima|"
    "mais tarde|depois|por fazer|a fazer|exemplo|texto|escolher|selecionar|em branco|nao",
    "it": "da definire|da completare|da compilare|da decidere|da determinare|da confermare|"
    "da precisare|da inserire|da fare|da vedere|in sospeso|in attesa|in definizione|"
    "non definito|non disponibile|non applicabile|non specificato|non pervenuto|n p|np|n d|nd|"
    "non so|non lo so|sconosciuto|sconosciuta|ignoto|nessuno|nessuna|nessun motivo|niente|nulla|"
    "vuoto|idem|come sopra|c s|vedi sopra|vedere sopra|lo stesso|stesso|uguale|uguale a sopra|"
    "piu tardi|dopo|esempio|testo|scopo|motivo|scegliere|selezionare|in bianco",
    "nl": "nog invullen|in te vullen|nog in te vullen|invullen|graag invullen|nog bepalen|"
    "nog te bepalen|te bepalen|nader te bepalen|ntb|n t b|n n t b|nnb|n n b|nog niet bekend|"
    "nog onbekend|onbekend|onduidelijk|nog onduidelijk|volgt|volgt nog|komt nog|later|"
    "nog doen|te doen|n v t|nvt|niet van toepassing|niet beschikbaar|niet bekend|geen|geen doel|"
    "geen reden|geen idee|niets|niks|leeg|idem|idem dito|zie boven|zie hierboven|zie bovenstaand|"
    "als boven|zelfde|hetzelfde|dezelfde|zelfde als boven|voorbeeld|tekst|doel|reden|kies|"
    "maak een keuze|nog aanvullen|aanvullen|aan te vullen|nee",
    "zh, ja, ko": "待定|未定|无|無|暂无|没有|同上|なし|無し|未記入|미정|없음|동일|모름",
}
PLACEHOLDERS = frozenset(word for words in _WORDS.values() for word in words.split("|"))
# Found however long a letter is held down: "TBDDD", "todoooo".
_SQUEEZED = frozenset({"tbd", "tbc", "tba", "todo", "nvt", "bla", "blabla"})

_OPENINGS = frozenset(word.partition(" ")[0] for word in PLACEHOLDERS)

_TEMPLATE_MARK = re.compile(r"\{\{.*\}\}|\{%.*%\}|<<.*>>|«.*»|%\w+%", re.DOTALL)
_LOREM = re.compile(r"lorem ipsum\b")
# A mark to come back to, whatever follows: "TBD: ask Anna", "TODO - find a reason". "Todo app
# feedback" has no such punctuation, and "Todo: …" is Spanish.
_NOTE_TO_SELF = re.compile(r"\W*(?:(?i:tbd|tbc|tba|fixme)|TODO)\s*[:?!.,;…–—\])>-]")


def is_placeholder(text: str) -> bool:
    """Whether a cell's text is blank or only looks filled.

    True for blanks seen and unseen, for text without one letter or digit (`-`, `?`, `…`, an emoji
    alone), for a letter or digit over and over (`xxx`, `0`), for words such as `TBD`, `n/a`,
    "siehe oben", "à compléter" in any case, brackets and punctuation, for an unfilled merge
    mark (`{{purpose}}`), and for a note to oneself that opens with TBD or TODO. Never for a short
    real purpose: "Hire", "PhD position", "N.A. sales role".
    """
    return not _opens_real_words(text.partition(" ")[0]) and _looks_empty(text)


@lru_cache(maxsize=65_536)
def _opens_real_words(opening: str) -> bool:
    """Whether the first word of a text already shows that the text is no placeholder.

    True says so surely, False says nothing. It spares most cells of a long list a closer look.
    """
    opening = opening.lower()
    return (
        len(opening) > 1
        and opening.isascii()
        and opening.isalpha()
        and opening[0] not in "tnb"  # "tbddd", "nvtt", "blaaa" are found by their beginning
        and opening[0] != opening[1]
        and opening not in _OPENINGS
        and "ae" not in opening
        and "oe" not in opening
        and "ue" not in opening
    )


@lru_cache(maxsize=65_536)
def _looks_empty(text: str) -> bool:
    text = clean(text)
    words = plain(text)
    if not words or _is_monotone(words):
        return True
    if words in PLACEHOLDERS or _umlauts_bare(words) in PLACEHOLDERS:
        return True
    if _squeezed(words) in _SQUEEZED or _repeats_a_placeholder(words):
        return True
    if _LOREM.match(words) or _NOTE_TO_SELF.match(text):
        return True
    return _TEMPLATE_MARK.fullmatch(text) is not None


def _is_monotone(words: str) -> bool:
    # One letter over and over (x, xxx, "x x x", 000), in a script whose letters are not words: a
    # single Chinese character can be a purpose.
    letters = set(words.replace(" ", ""))
    letter = letters.pop()
    return not letters and (letter.isdigit() or "LATIN" in unicodedata.name(letter, ""))


def _umlauts_bare(words: str) -> str:
    return words.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _squeezed(words: str) -> str:
    return re.sub(r"(.)\1+", r"\1", words.replace(" ", ""))


def _repeats_a_placeholder(words: str) -> bool:
    # "tbd tbd", "n/a, n/a", "TBD / to be decided": nothing but placeholders in a row.
    tokens = words.split()
    if len(tokens) < 2 or len(words) > 60:
        return False
    reachable = {0}
    for end in range(1, len(tokens) + 1):
        for start in range(max(0, end - 6), end):
            if start in reachable and " ".join(tokens[start:end]) in PLACEHOLDERS:
                reachable.add(end)
                break
    return len(tokens) in reachable
