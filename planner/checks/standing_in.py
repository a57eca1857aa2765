"""Purposes that only stand in for one: placeholders, notes to oneself, the sheet's own prompts."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.checks.words import spelled_alike
from planner.contacts.placeholders import is_placeholder

__all__ = ["stands_in_only"]

# What owners write to themselves while they do not know yet, as plain words; a whole cell must say
# it. "Ask Tom" is a note; "ask Tom about his boat" is a purpose.
_NOTES = {
    "en": r"(?:i |we )?(?:will|ll|need to|needs to|must|have to|should|to|gotta) (?:add|think"
    r"|decide|check|ask|fill|see|find|come|write|complete|update|sort|work|be|discuss|research|look)"
    r"(?: (?:it|this|that|one|about|in|out|of|back|to|later|soon|something|more|up|into|reason"
    r"|purpose|decided|added|done|filled|written))*"
    r"|(?:i |we |im |i m |am |still )*(?:do not|don t|not|dont|un)(?: )?(?:know|sure|clear|decided"
    r"|certain|remember)(?: (?:yet|what|why|about|this|that|it|really|how|to|say|write|here))*"
    r"|(?:ask|check with) (?!a |the |your |for |about |if )[a-z]+(?: (?:first|later|again))?"
    r"|(?:purpose|reason|topic|text|message|details) (?:is )?(?:tbd|tbc|later|missing|unknown"
    r"|to be \w+|to follow|to come|pending|needed|required|unclear)"
    r"|(?:more )?(?:details?|info) to (?:follow|come)|still to (?:be )?\w+|not (?:filled|done|set)"
    r"(?: (?:in|yet|out))*|in progress|on hold|work in progress|leave blank|left blank|left empty"
    r"|(?:see|same as) (?:the )?(?:above|below|row|line|previous|prev|last|email|sheet|tab|column"
    r"|comment|comments|other|others|notes?)(?: \w{1,8}){0,2}|no (?:specific |particular |real "
    r"|clear )?(?:purpose|reason|clue|comment|info|idea)(?: yet)?|i forgot|forgot|cant remember"
    r"|no longer known|nvm|never mind|boh|meh|hmm+|um+|err+|huh|god knows|who knows|your guess",
    "de": r"(?:ich )?(?:weiss (?:ich )?(?:es )?(?:noch )?nicht(?: mehr)?|noch nicht (?:klar|sicher"
    r"|bekannt|entschieden|festgelegt|definiert|ausgefullt)|muss ich noch \w+|noch uberlegen"
    r"|uberlege noch|habe ich vergessen|vergessen)|(?:wird|muss|soll) (?:spater |noch )*(?:\w+t"
    r"|\w+en)(?: werden)?|(?:spater|noch) (?:\w+zu\w+|\w+en)|(?:siehe|s) (?:mail|notiz|notizen"
    r"|zeile|bemerkung|kommentar|unten|vorige zeile)|(?:bei|mit) \w+ (?:noch )?(?:nach)?fragen"
    r"|in klarung|mal sehen|mal schauen|kein (?:konkreter |bestimmter )?(?:anlass|anliegen)"
    r"|keinen plan|noch kein(?:e|en)? \w+",
    "fr": r"(?:je )?(?:ne )?(?:l )?sa(?:is|it) (?:pas|plus)(?: encore| trop)?|(?:a )?(?:remplir"
    r"|completer|voir|definir|preciser|trouver|demander|verifier|ecrire|ajouter)(?: (?:plus tard"
    r"|ensuite|bientot|avec \w+))?|pareil que (?:ci dessus|plus haut|precedent)|pas (?:encore )?"
    r"(?:sur|sure|decide|defini|rempli|renseigne|de (?:motif|objet|but))|j ai oublie|on verra"
    r"|voir (?:notes?|mail|ligne|commentaires?|en bas|ligne \w+)|meme (?:chose|objet|motif)(?: que"
    r" (?:ci dessus|plus haut))?|demander a \w+|aucune idee|sans (?:motif|but|raison)",
    "es": r"(?:aun |todavia |ya )?no (?:lo )?(?:se|recuerdo)(?: (?:todavia|aun|bien))?|(?:por|a)"
    r" \w+[aei]r(?: (?:luego|mas tarde|despues))?|falta(?: \w+[aei]r)?|(?:preguntar|consultar)"
    r" (?:a|con) \w+|sin (?:rellenar|completar|decidir|asignar|confirmar)|ya (?:veremos|vere)"
    r"|ni idea|ver (?:notas?|correo|fila|abajo|mas abajo)|mas adelante"
    r"|lo (?:anadire|pondre)(?: \w+)?|igual que (?:el|la) (?:de )?(?:arriba|anterior)"
    r"|(?:aun|todavia) (?:no|sin) \w+",
    "pt": r"(?:ainda |ja )?nao (?:o )?(?:sei|me lembro|lembro)(?: (?:ainda|bem))?|a \w+r (?:depois"
    r"|mais tarde)|por \w+r|(?:o )?mesmo (?:de|que|do)(?: (?:o|a))? (?:cima|acima|anterior)"
    r"|falta \w+r|perguntar (?:a|ao|com) \w+|ver (?:notas?|email|linha|abaixo)"
    r"|logo (?:vejo|se ve|vemos)"
    r"|sem (?:ideia|objetivo|preencher|definir)|nem ideia|nao faco ideia|ainda (?:nao|por|sem) \w+"
    r"|mais tarde",
    "it": r"(?:ancora )?non (?:lo )?(?:so|ricordo)(?: (?:ancora|bene))?|da \w+(?:are|ere|ire|rre)"
    r"(?: (?:dopo|piu tardi|con \w+|poi))?|chiedere a \w+|vedi (?:note|mail|riga|sotto|commento)"
    r"|(?:ancora )?(?:nessuna idea|nessun motivo|niente)|vedremo|poi vediamo|manca|boh+"
    r"|(?:come|stesso) (?:il |la )?(?:precedente|sopra|di sopra)|ancora (?:da|non) \w+",
    "nl": r"(?:ik )?(?:dat )?weet (?:ik )?(?:het )?(?:nog |even )?niet(?: meer)?|nog (?:niet \w+"
    r"|over nadenken|te \w+|\w+vullen|\w+en)|(?:wordt|moet) (?:later |nog )*\w+(?: worden)?"
    r"|navragen(?: bij \w+)?|zie (?:mail|notitie|notities|opmerking|onder|regel)"
    r"|(?:zelfde|hetzelfde) (?:als|van) (?:hier)?boven|later (?:\w+vullen|bekijken)|geen idee"
    r"|vergeten|we zien wel|even (?:checken|vragen)",
}
# What a form says above an empty line: "Your reason for writing", "Why this person?".
_PROMPTS = (
    r"(?:please )?(?:enter|insert|type|add|write|put|fill in|describe|state|explain|give|specify)"
    r"(?: (?:in|down|out))?(?: (?:a|an|the|your|some|here|short|brief|one|line|specific|of|sentence"
    r"|for))* (?:purpose|reason|text|message|topic|goal|objective|motive|why)(?: (?:for|of|to|here"
    r"|why|you|are|writing|contacting|contact|this|the|person|message|outreach|in|one|sentence))*"
    r"|(?:the |your |my )?(?:purpose|reason|goal|objective|aim)s?(?: (?:for|of|to|behind|why|you"
    r"|are|is|writing|contacting|contact|contacted|reaching|out|this|the|a|your|person|message"
    r"|outreach|here|connect|connecting|connection|email))+"
    r"|(?:reason|purpose)s? (?:text|here|goes here|field|column|example)"
    r"|why (?:are you|am i|i am|i m|do you|do i|you are|we are|are we|should i|this|contact|write)"
    r"(?: (?:want|to|wanting|contacting|writing|reaching|out|write|contact|this|the|person|him|her"
    r"|them|people|for|now|here))*"
    r"|(?:hier )?(?:bitte )?(?:den |ihren |deinen )?(?:zweck|grund|anlass|anliegen)(?: (?:der|fur"
    r"|die|das|hier|des|ihrer|deiner|kontaktaufnahme|nachricht|eintragen|eingeben|angeben|schreibens"
    r"|anschreiben))*|warum (?:schreiben|schreibe|kontaktieren)(?: \w+){0,3}"
    r"|(?:indique[rz]?|saisir|inserer|ecrire|entrez)? ?(?:le |l |votre )?(?:motif|objet|raison|but)"
    r"(?: (?:de|du|la|votre|prise|contact|message|ici))*"
    r"|(?:escrib[ae]|introduzca|indique|poner)? ?(?:el |su |tu )?(?:motivo|proposito|objetivo"
    r"|razon)(?: (?:de|del|contacto|mensaje|aqui|la|el))*"
    r"|(?:escreva|indique|inserir)? ?(?:o |seu )?(?:motivo|proposito|objetivo)(?: (?:do|de|da"
    r"|contacto|contato|mensagem|aqui))*"
    r"|(?:inserire|scrivere|indicare)? ?(?:il |lo |tuo )?(?:motivo|scopo|obiettivo)(?: (?:del|di"
    r"|contatto|messaggio|qui))*"
    r"|(?:vul )?(?:hier )?(?:het |uw |je )?(?:doel|reden)(?: (?:van|het|contact|bericht|hier|in"
    r"|invullen|voor))*"
)
_NOTE = re.compile("|".join((*_NOTES.values(), _PROMPTS)))
_BRACKETED = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}")
# A mark to come back to at the head of anything: "TBC w/ Sarah". In capitals, for "todo" is
# Spanish and "tba" may be a firm's name.
_MARKED = re.compile(r"\W*(?:TBD|TBC|TBA|TODO|FIXME)\b")
# Fingers run along a keyboard: "asdfgh", "qwerty", "hjkl hjkl".
_KEY_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
_KEY_RUNS = (*_KEY_ROWS, *(row[::-1] for row in _KEY_ROWS))
_OVER_AND_OVER = re.compile(r"(\w{2,4}?)\1+")
_NO_VOWELS = re.compile(r"[b-df-hj-np-tv-xz]{6,}")

# No placeholder of the lists is longer; the few longer ones carry a sign of it.
_LONGEST = 48
_SIGNS = ("tbd", "tbc", "tba", "todo", "fixme", "lorem", "{", "[", "<", "«", "%", "n/a", "bla")


@lru_cache(maxsize=32_768)
def stands_in_only(purpose: str) -> bool:
    """Whether a purpose is a placeholder, the owner's note to find one, or a form's prompt."""
    if len(purpose) > _LONGEST and not _may_stand_in(purpose):
        return False
    if is_placeholder(purpose) or _BRACKETED.fullmatch(purpose) or _MARKED.match(purpose):
        return True
    if len(purpose) > _LONGEST:
        return False
    words = spelled_alike(purpose)
    return _NOTE.fullmatch(words) is not None or _is_keyboard_noise(words)


def _may_stand_in(purpose: str) -> bool:
    spoken = purpose.casefold()
    return " " not in spoken or any(sign in spoken for sign in _SIGNS)


def _is_keyboard_noise(words: str) -> bool:
    return all(_is_mashed(word) for word in set(words.split()))


def _is_mashed(word: str) -> bool:
    if len(word) < 4:
        return False
    over_and_over = _OVER_AND_OVER.fullmatch(word)
    run = over_and_over[1] if over_and_over else word
    return any(run in row for row in _KEY_RUNS) or _NO_VOWELS.fullmatch(word) is not None
