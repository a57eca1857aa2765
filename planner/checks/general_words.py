"""Everyday words that never are what a message is about, whatever stands around them.

GENERAL verbs, nouns and adjectives carry a sentence and name nothing: "any guidance welcome",
"maintain relationships". English verbs stand in their first form; their endings are reckoned.
"""

from __future__ import annotations

VERBS = frozenset(
    """
accept achieve act add address affect afford agree aim allow announce appear apply appreciate
approach argue arrange arrive aspire assess assist assume attain attempt attract avoid await
become begin belong benefit boost bother bring broaden carry cause celebrate choose claim clarify
combine commit communicate compare compete complain complete compliment concern conclude consider
consist continue contribute convince cope count create cultivate deal decide deepen define deliver
demand depend deserve desire determine develop differ discover dream drop earn elevate embrace
emerge enable encourage engage enhance enlarge ensure enter establish evolve examine excel excite
exist expand expect explain express face facilitate fail fall feature fit focus forge form foster
gain gather generate grasp handle happen help hold identify imagine impact impress improve include
increase influence inform initiate inspire intend involve keep last learn leave lie listen live
lose maintain mean mention mind miss move notice obtain occur offer outline overcome owe perfect
pop possess prefer prepare pretend proceed promise propose prove provide pursue push put reach
react realise realize receive recognise recognize refuse regard rely remain remind require respond
reveal satisfy seek seem send serve settle shape share show solve sound spend stand start stay
step stick stop strengthen strive succeed suggest suit suppose surround suspect swap sustain
tackle take tend thrive touch treat trust try turn understand unlock value wait welcome widen win
wish witness wonder worry hire showcase bond
""".split()  # noqa: SIM905 - a list of words reads as text
)

GENERAL = {
    "en": """
ability access achievement act action activity addition adventure advantage advantages aim amount
aspect aspects assistance attempt attention basis beginning boost breakthrough capability
capabilities capacity case cases category choice choices circumstances closeness commitment
comparison competence concept concern concerns conclusion confidence context courage dedication
desire determination dialog direction discovery effort efforts element elements encouragement
example examples excellence excitement existence expansion expectation expectations fact facts
factor failure figure figures focus freedom fundamentals glimpse goodwill habit hope hopes image
importance impression improvement initiative intent involvement lack leap love luck manner meaning
means merit method momentum mood name names nature notion object occasion origin pace part parts
patience peace perk perks permission phase picture piece pieces pleasure point popularity power
preference pride principle proof qualities range reality regard respect risk routine scope sense
series sign situation situations size source sources stability status strength strengths struggle
style supporter supporters surprise task tasks tendency theme truth turn version voice warmth
weakness welcome willingness wonder worth plus sake behalf instance matter half feet ground road
roads ride stuff bits shot crack look looks glance word speech heart gut hand hands arm arms eye
eyes ear ears face actual additional advanced advantageous appropriate aware basic brilliant broad
careful challenging cheerful close comfortable competent complex confident considerable constant
constructive continuous cool correct crucial deep difficult direct efficient elegant entire
essential established everyday exact expanding extensive extra extraordinary fair fast fine
firsthand flexible fundamental gentle glad grand handy hard incredible individual initial inner
intellectual intense introductory invaluable keen lasting likely lively loyal major mature modest
necessary notable numerous obvious odd optimal original outgoing personable plain popular powerful
practical precious precise previous primary prior promising proper proud pure quiet rapid ready
reasonable relaxed reliable rich rough satisfying secondary selected sensible separate serious
severe significant silent sincere skilled skillful slight slow smooth solid sophisticated stable
stimulating strange strong stunning substantial suitable superb superior supportive surprising
sweet terrific thorough total tough tremendous typical ultimate uncertain unexpected universal
valid varied vast versatile vital vivid weak whole wild worthy wrong refreshing engaging thriving
successful ongoing eventual esteemed dear respectable honourable honorable leading ambitious
enormous endless fab ace swell neat sound cordial polite mindful grateful thankful blissful joyful
hopeful helpful fruitful insightful knowledgeable talented accomplished
""",
    "de": """
bieten anbieten biete zeigen zeige machen mache macht tun bringen bringe halten halte stellen
stelle setzen finden finde suchen beginnen starten verstehen versteht glauben denken denke meinen
meine hoffen wissen bleiben liegen fuhlen fuhlt wirken wirkt scheint erreichen erhoffen erleben
begegnen einladen empfangen unternehmen aufbauen verbessern verstarken fordern starken schaffen
gewinnen nutzen einbringen beitragen teilen mitteilen vorankommen weiterbringen wachsen aufsteigen
bewegen verandern anregend anregende inspirierend bereichernd bereichernde augenhohe horizont
lockeren ehrlich ehrliche ehrlichen offenheit vertrauen respekt wertschatzung freude spass neugier
neugierde begeistern zukunftsperspektiven zukunftschancen aussichten zukunftsplane
berufsaussichten verbindungen beziehungen bekanntschaft bekanntschaften bereicherung erfolg
erfolge erfolgreich erfolgreiche ideal ideale passend passende passt spannender interessantes
kompetente kompetent unkompliziert regelmassig regelmassige langfristige nachhaltige dauerhaft
intensiv intensiver tiefer enger naher
""",
    "fr": """
proposer propose proposons offrir offre montrer montre entrer entrez mener mettre maintenir
continuer poursuivre obtenir recevoir trouver rester devenir construire batir batissons reussir
avancer ameliorer ouvrir ouvre portes porte comprendre croire esperer espere compter permettre
apporter contribuer participer enrichir enrichissant enrichissante inspirer stimulant stimulante
passionnant passionnante utile utiles profitable agreable sympa sympathique cordial chaleureux
chaleureuse humain humaine humaines fort forte solide durable durables long terme cours vif vive
plein pleine horizon confiance esprit envies curiosite richesse chance chances idee fond sens
besoins besoin lendemain fois mot mots nouveaute actualite
""",
    "es": """
ofrecer ofrezco ofrecerle ofrecerte mostrar muestro entrar llevar continuar obtener recibir
encontrar quedarme seguir lograr alcanzar avanzar mejorar abrir puerta puertas entender creer
esperar espero contar permitir contribuir participar enriquecer inspirador estimulante util utiles
agradable cordial calido humano humana fuerte solido solida duradero duradera largo plazo
confianza espiritu ganas curiosidad riqueza suerte necesidades tiempo cara fluido comunicacion
aprendizaje oportuno aporto valioso valiosa valiosos exitoso exitosa gusto placer honor servirle
""",
    "pt": """
oferecer ofereco mostrar entrar levar continuar obter receber encontrar ficar seguir conseguir
alcancar avancar melhorar abrir porta portas entender acreditar esperar espero contar permitir
contribuir participar inspirador estimulante util uteis agradavel cordial humano humana forte
solido solida duradouro longo prazo confianca espirito vontade curiosidade riqueza sorte
necessidades comunicacao aprendizagem aprendizado valioso valiosa sucesso gosto prazer honra
novidades pouco
""",
    "it": """
offrire offro mostrare entrare portare continuare ottenere ricevere trovare seguire riuscire
raggiungere avanzare migliorare aprire porta porte capire credere sperare spero contare permettere
contribuire partecipare stimolante utile utili piacevole cordiale umano umana forte solido
duraturo lungo termine fiducia spirito voglia curiosita ricchezza fortuna necessita comunicazione
apprendimento prezioso preziosa piacere onore proporre proporvi
""",
    "nl": """
aanbieden bieden tonen laten zien binnenkomen brengen doorgaan krijgen ontvangen vinden volgen
bereiken vooruitkomen verbeteren openen deur deuren begrijpen geloven hopen rekenen toelaten
bijdragen deelnemen opdoen inspirerend stimulerend nuttig nuttige aangename hartelijk menselijk
sterk sterke stevig duurzaam duurzame lange termijn vertrouwen geest zin nieuwsgierig
nieuwsgierigheid rijkdom geluk behoeften communicatie waardevol waardevolle succesvol plezier
genoegen eer voorstel
""",
}


def is_form_of_a_verb(word: str) -> bool:
    """Whether a plain word is a general English verb, with or without a regular ending."""
    for ending in ("", "s", "d", "ed", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            if stem in VERBS or (ending == "ing" and f"{stem}e" in VERBS):
                return True
    return False
