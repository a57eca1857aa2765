"""Purposes that only stand in for one: placeholders, notes to oneself, a form's own prompts.

A note to oneself is made of few words: some that say "not yet", "elsewhere" or "ask somebody"
(MARKS), and the small words that hold them together (LINKS). A text of such words alone, with at
least one mark, states no purpose, however they are put: "will fill in later", "as in row 12".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from planner.checks.notes import opens_note
from planner.checks.vague_words import EMPTY
from planner.text.normalise import plain as spelled_alike
from planner.text.placeholders import is_placeholder, placeholders

# In plain form, as the checks compare text: lower case, no accents, no punctuation. A mark of
# several words stands with underscores.
MARKS = {
    "en": """
see awaiting fix refer mislaid lost wherever verify revisit redo rewrite reword later_on clarify
approval approved unconfirmed unfinished incomplete agreed agree supplied provided provide supply
given assign assigned assess found will_check to_check must_check need_to_check see_column see_col
see_file see_list see_comment see_crm see_spreadsheet paste pls_fill please_fill to_ask need_to_ask
will_ask will_see we_ll_see i_ll_see leave_it skip ignore to_be wait_for waiting_for what_to
see_email see_mail see_sheet ask_boss ask_him ask_her ask_them ask_me later tomorrow tonight tbd tbc
tba tbf n_a na none blank empty missing unknown undecided unsure unclear pending todo to_do fixme
placeholder above below row rows line previous ditto same copy decide decided deciding think
thinking fill filled filling enter entered add added complete completed confirm confirmed confirming
forgot forgotten forget remember dunno why what to_follow to_come come_back get_back on_hold
in_progress not no don_t dont haven_t havent hasn_t can_t cant cannot didn_t isn_t wasn_t won_t etc
nvm never_mind boh meh hmm hm huh um err erm idk who_knows god_knows nothing nil null void wip qwe
testing test sheet sheets tab tabs spreadsheet google googling knows reread reviewing lunch weekend
whenever inbox minutes notebook
""",
    "de": """
siehe vgl prufen fest kurze demnachst nachher absprechen abgesprochen besprechen besprochen abklaren
abgeklart gepruft offenlassen frei ohne spater morgen offen unklar unbekannt oben unten zeile folgt
fehlt leer k_a ka nicht nix nichts kein keine keinen keiner noch vergessen uberlegen klaren geklart
klarung nachtragen nachgetragen erganzen erganzt ausfullen ausgefullt eintragen eingetragen
entscheiden entschieden festlegen festgelegt definieren definiert nachfragen nachsehen mal_sehen
mal_schauen dito gleich vorige wie_gehabt warum wozu tabelle tabellenblatt reiter blatt googeln
nachschlagen weiss_noch heute_abend
""",
    "fr": """
bientot ulterieurement prochainement attendre plus_tard demain ci_dessus ci_dessous dessus dessous
plus_haut plus_bas ligne idem pareil meme inconnu vide manquant pas plus rien aucun aucune neant
completer remplir definir defini preciser precise determiner trouver verifier ajouter renseigner
renseigne decider decide oublie on_verra a_voir voir pourquoi sans onglet feuille tableau demander
noter note_a
""",
    "es": """
ver vease por_ver por_hacer luego manana mas_tarde mas_adelante despues arriba abajo fila linea
pendiente falta vacio no ni nada ninguno ninguna sin completar rellenar definir definido determinar
confirmar decidir decidido poner anadir mirar olvide olvidado recuerdo mismo igual idem anterior
desconocido ya_veremos ya_vere por_que para_que todavia aun hoja pestana tabla preguntar consultar
""",
    "pt": """
ver vide depois amanha mais_tarde cima acima abaixo linha pendente falta vazio nao nem nada nenhum
nenhuma sem completar preencher preenchido definir definido determinar confirmar decidir decidido
acrescentar esqueci lembro mesmo igual idem anterior desconhecido logo_se_ve logo_vejo porque
para_que ainda folha aba separador tabela perguntar
""",
    "it": """
vedi vedere dopo domani piu_tardi sopra sotto riga precedente in_sospeso in_attesa manca vuoto non
niente nulla nessuno nessuna nessun senza completare compilare definire definito determinare
confermare decidere deciso inserire aggiungere precisare dimenticato ricordo stesso uguale idem
sconosciuto vedremo poi_vediamo boh perche ancora foglio scheda tabella chiedere sentire
""",
    "nl": """
zie vorige rij later morgen boven hierboven onder hieronder regel volgt ontbreekt leeg niet niets
niks geen nog invullen ingevuld aanvullen bepalen bepaald beslissen besloten toevoegen uitzoeken
nagaan vergeten zelfde hetzelfde dezelfde idem onbekend onduidelijk we_zien_wel waarom navragen
nakijken tabblad tab blad tabel vragen
""",
}
LINKS = {
    "en": """
put present sending send time being meantime presently currently today goes anything nobody version
try thought so far but any right exactly yes pls plz also already own someone something sort way a
an the to be is was it its this that these in into on up out by for from of with w at as i we im am
ll will d ve have has had do did does can could must should need needs needed gotta still really
just first maybe please probably again soon one last more then and or if sure certain clear know
known idea clue info information details note notes comment comments col column cell sheet tab file
list crm email come back get go see look write written say said work done reason purpose topic text
yet now here there left about check ask speak wait set given specified stated defined determined
specific particular real person who when how until other others next prev entry me us him her them
boss another lunch dinner weekend evening morning week month year after before writing everything
knows search contact box row going day days monday tuesday wednesday thursday friday saturday sunday
via through under over both same second third old new
""",
    "de": """
ja steht stehen kommt kommen hat noch uns mir ich wir es das der die den dem ein eine einen wird
werden muss mussen soll sollte kann weiss bekannt klar sicher hier bitte dann und oder mit bei siehe
s vgl wie in im zu zur am auf von ist sind habe angabe angaben ahnung plan idee grund zweck anlass
anliegen konkreter mehr erst bestimmter notiz notizen mail kommentar bemerkung spalte zelle fur was
fragen selbst so andere anderen anderes anderer tabelle blatt reiter spater vorher zuerst heute
abend woche ihn ihm ihr sie fragt frag frage
""",
    "fr": """
mis suit note lui moi je j l le la les un une ne n c ce ca cela est sera etre a au aux en de du des
avec encore trop bien sais sait ai mon ma faire dire motif objet but raison idee notes mail
commentaire commentaires comme que qu ou et non sur ici il faut dois y remettre demander chose
colonne concerne autre autres onglet feuille tableau avant apres demain semaine elle d abord
""",
    "es": """
lo_que fila esto eso me nos yo lo la el los las un una es esta estar ser he ha con a de del en por
para y o se ya bien muy que motivo proposito objetivo razon idea ver vease como nota notas correo
comentario aqui hay tengo debo preguntar consultar columna clave asignar otra otro otras otros antes
primero hoja pestana tabla manana semana ella
""",
    "pt": """
isto isso me nos fila ficar eu o a os as um uma e esta estar ser foi com de do da em no na por para
ou se ja bem que motivo proposito objetivo razao ideia ver vide como nota notas email comentario
aqui ha tenho devo sei faco perguntar coluna outra outro antes primeiro folha aba tabela amanha
semana ela ele falar
""",
    "it": """
questo ci mi poi ora io lo la il i gli un una e essere sara stato con a al di del da in per o si gia
bene che motivo scopo obiettivo idea vedi vedere come nota note mail commento qui ho devo so
chiedere colonna stessa cosa altro altra prima foglio scheda tabella domani settimana lei lui
""",
    "nl": """
ons mij me hij zij ander anders straks ik we wij het de een is zijn wordt worden moet moeten zal met
bij van in te op aan voor en of ook al weet idee doel reden zie als notitie notities mail opmerking
hier dat dit even dan nader kolom zeker duidelijk bekend vragen over nadenken andere tabblad tab
blad tabel eerst morgen week haar hem vraag
""",
}
# Marks that stand for no purpose whatever small words are around them: "unknown at the moment".
STRONG = """
tbd tbc tba na none blank empty missing unknown undecided unsure unclear unconfirmed pending todo
fixme placeholder ditto fill filled decide decided dunno forgot applicable unbekannt unklar fehlt
ausfullen inconnu completer remplir desconocido pendiente rellenar pendente preencher sconosciuto
compilare onbekend onduidelijk invullen
"""
# A form's prompts, left in the cell: "Your reason for writing", "Why are you contacting her?".
ASKED = """
reason reasons purpose purposes why message text zweck grund anlass anliegen warum motif objet
pourquoi motivo proposito objetivo scopo obiettivo perche doel reden waarom betreff onderwerp
oggetto asunto assunto
"""
ASKING = """
a an the your my our for of to in here goes is are am i you do we this that person contact
contacting contacted writing write wrote reaching out outreach enter insert type add put fill
describe state explain give specify please short brief one line sentence field example him her them
want main stated der die das des dem den fur hier bitte eintragen eingeben angeben ihr ihre ihren
dein deine kontaktaufnahme nachricht schreiben schreibe kontaktieren sie ich le la les l de du d
votre ton prise message ici indiquer indiquez saisir saisissez ecrire el los su tu del contacto
mensaje aqui escriba escribir indique o da seu teu contato mensagem escreva indicar il lo tuo suo di
contatto messaggio qui inserire scrivere het uw je van bericht invullen voor vul max maximum min
minimum characters character chars words word sentences required optional mandatory zeichen satz
worter satzen caracteres palabras frase frases phrase phrases mots signes tekens zin woorden
caratteri parole palavras vostro une un una een ein eine uno um uma two
"""

# A day, a number, a face of signs, and a cross: one letter at most.
_NO_WORD = re.compile(r"[\W\d_]*[^\W\d_]?[\W\d_]*")
_BRACKETED = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}")
# A gap left in a sentence: "about ______", "because [REASON]"; or a formula, typed as text.
_UNFILLED = re.compile(
    r"^=\s*[A-Za-z.]+\("
    r"|_{3,}"
    r"|[\[<{](?i:insert|your|first name|last name|name|company|reason|purpose|topic|role|title"
    r"|blank|xxx?)\b[^\]>}]*[\]>}]"
)
# A mark to come back to at the head of anything: "tbc w/ Sarah". Some in capitals alone, for
# "todo" is Spanish and "tba" may be a firm's name.
_MARKED = re.compile(
    r"\W*(?:(?i:tbd|tbc)|TBA|TODO|FIXME)\b(?:\W*$|\s*[^\w\s]|(?:\s+\w+){1,2}\W*$"
    r"|\s+(?:w/|(?i:with|by|after|until|once|when|pending|later|ask|see|from|as|mit|avec|con|met)\b))"
)
# Whom to ask first: "ask Tom", "check w/ Bob". "Ask Tom about his boat" goes on, and is a purpose.
_SOMEBODY = re.compile(
    r"(?<!\w)(?i:(?P<ask>ask|same as|as for|check (?:with|w/)|see|speak to|wait for"
    r"|fragen?|bei|demander à"
    r"|preguntar a|perguntar (?:a|ao|à)|chiedere a|navragen bij|vragen aan)|with|w/|by|mit|von|avec"
    r"|con|com|met|door) [A-ZÀ-Þ][\w’'-]+"
)
# Words beside which a name is that of somebody to be asked: "chiedere prima a Paola".
ASKS = """
ask asks wait frag fragt demander voir preguntar consultar hablar perguntar falar ver chiedere
sentire vraag vragen navragen overleggen kysy sor zapytac fraga sporg zeptat
"""
_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w’'-]+")
# Fingers run along a keyboard: "asdfgh", "qwerty", "hjkl hjkl".
_KEY_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
_KEY_RUNS = (*_KEY_ROWS, *(row[::-1] for row in _KEY_ROWS))
_OVER_AND_OVER = re.compile(r"(\w{2,4}?)\1+")
_NO_VOWELS = re.compile(r"[b-df-hj-np-tv-xz]{6,}")

# No note and no placeholder of the lists is longer; the few longer ones carry a sign of it.
_LONGEST = 48
_SHORTEST_MISSPELLED = 6
_LONGEST_MISSPELLED = 30
_SIGNS = ("tbd", "tbc", "tba", "todo", "fixme", "lorem", "{", "[", "<", "«", "%", "n/a", "bla")


def _each(lists: dict[str, str]) -> frozenset[str]:
    return frozenset(word for text in lists.values() for word in text.split())


_SINGLE_MARKS = frozenset(mark for mark in _each(MARKS) if "_" not in mark)
_LONG_MARKS = tuple(f" {mark.replace('_', ' ')} " for mark in _each(MARKS) if "_" in mark)
_OF_NOTES = (
    _SINGLE_MARKS
    | _each(LINKS)
    | {word for mark in _each(MARKS) if "_" in mark for word in mark.split("_")}
    | frozenset(ASKS.split())
)
_STRONG = frozenset(STRONG.split())
_ASKS = frozenset(ASKS.split())
_SMALL_WORDS = _OF_NOTES | _STRONG | _each(EMPTY)
_ASKED = frozenset(ASKED.split())
_OF_PROMPTS = _ASKED | frozenset(ASKING.split())


@lru_cache(maxsize=32_768)
def stands_in_only(purpose: str) -> bool:
    """Whether a purpose is a placeholder, the owner's note to find one, or a form's prompt."""
    if opens_note(purpose, spelled_alike(purpose)) or _UNFILLED.search(purpose):
        return True
    if len(purpose) > _LONGEST and not _may_stand_in(purpose):
        return False
    if (
        _NO_WORD.fullmatch(purpose)
        or is_placeholder(purpose)
        or _BRACKETED.fullmatch(purpose)
        or _MARKED.match(purpose)
    ):
        return True
    if len(purpose) > _LONGEST:
        return False
    spoken = spelled_alike(purpose)
    words = spoken.split()
    return (
        _is_note(purpose, words) or _is_prompt(words) or _is_mash(words) or _is_misspelled(spoken)
    )


def _is_misspelled(spoken: str) -> bool:
    """Whether a placeholder stands there with a letter missing or one too many.

    The first letter is right: "spending" is no "pending".
    """
    if not _SHORTEST_MISSPELLED <= len(spoken) <= _LONGEST_MISSPELLED:
        return False
    return spoken in _a_letter_short() or not placeholders().isdisjoint(_with_a_letter_less(spoken))


@cache
def _a_letter_short() -> frozenset[str]:
    long = (text for text in placeholders() if len(text) > _SHORTEST_MISSPELLED)
    return frozenset(less for each in long for less in _with_a_letter_less(each))


def _with_a_letter_less(spoken: str) -> list[str]:
    return [spoken[:at] + spoken[at + 1 :] for at in range(1, len(spoken))]


def _may_stand_in(purpose: str) -> bool:
    spoken = purpose.casefold()
    return " " not in spoken or any(sign in spoken for sign in _SIGNS)


def _is_note(purpose: str, words: list[str]) -> bool:
    if words[0] not in _OF_NOTES and words[-1] not in _OF_NOTES and len(words) > 2:
        return False  # spares most cells of a long list a closer look
    asked = _SOMEBODY.search(purpose)
    if asked:
        words = spelled_alike(_SOMEBODY.sub(" ", purpose)).split()
    is_to_be_asked = bool(asked and asked["ask"])
    if not _ASKS.isdisjoint(words):
        others = _NAME.sub(_unless_a_note, purpose)
        is_to_be_asked = is_to_be_asked or others != purpose
        words = spelled_alike(others).split()
    if _SMALL_WORDS.issuperset(words) and (is_to_be_asked or not _STRONG.isdisjoint(words)):
        return True
    if not all(word in _OF_NOTES or word.isdigit() or len(word) == 1 for word in words):
        return False
    spoken = f" {' '.join(words)} "
    return (
        is_to_be_asked
        or not _SINGLE_MARKS.isdisjoint(words)
        or any(mark in spoken for mark in _LONG_MARKS)
    )


def _unless_a_note(name: re.Match[str]) -> str:
    return name[0] if spelled_alike(name[0]) in _OF_NOTES else " "


def _is_prompt(words: list[str]) -> bool:
    spelled = [word for word in words if not word.isdigit()]
    return not _ASKED.isdisjoint(spelled) and _OF_PROMPTS.issuperset(spelled)


def _is_mash(words: list[str]) -> bool:
    """At least half of the words are, for a few letters make a word by chance."""
    return 2 * sum(map(_is_mashed, words)) >= len(words)


def _is_mashed(word: str) -> bool:
    if len(word) < 4:
        return False
    over_and_over = _OVER_AND_OVER.fullmatch(word)
    run = over_and_over[1] if over_and_over else word
    return any(run in row for row in _KEY_RUNS) or _NO_VOWELS.fullmatch(word) is not None
