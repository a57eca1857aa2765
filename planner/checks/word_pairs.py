"""Words together: kinds that are one kind, pairs that name a thing, turns of speech that do not."""

from __future__ import annotations

# Kinds of one family say no more together than one of them: "participate in a research study".
FAMILIES = {
    "giving": """
donate donating donation donations donor donors gift gifts pledge charity charitable nonprofit
fund funds funding fundraising sponsorship sponsorships volunteer volunteering volunteers spende
spenden sponsoring ehrenamt don dons mecenat benevolat donativo donacion doacao voluntariado
patrocinio donazione donatie
""",
    "research": """
academic study research survey questionnaire thesis dissertation participant participants
participate participating participation respondents interview interviews university studie umfrage
forschung teilnehmer teilnehmerin teilnehmende masterarbeit bachelorarbeit doktorarbeit studium
universitat etude etudes sondage enquete these memoire universite participante participantes
encuesta tesis investigacion estudio estudios universidad inquerito questionario tese pesquisa
investigacao mestrado estudo estudos universidade partecipante partecipanti sondaggio tesi ricerca
studio universita deelnemer deelnemers enquete vragenlijst scriptie onderzoek universiteit
""",
    "events": """
conference conferences event events workshop workshops webinar webinars seminar lecture talk
session sessions attendee attendees konferenz messe tagung seminar vortrag conference salon
evenement evenements atelier congreso conferencia evento eventos taller ponencia congresso oficina
palestra conferenza seminario intervento conferentie congres evenement evenementen lezing
""",
    "enterprise": """
startup startups entrepreneur entrepreneurs entrepreneurship entrepreneurial innovation innovative
digital investment investing investor investors leadership management manager managers leader
leaders executive executives founder founders director directors ceo owner owners
""",
    "work": """
recruiter recruiters remote freelance fulltime parttime full part internship internships
apprenticeship traineeship graduate grad student students
""",
    "places": """
local region city country international global abroad europe european
""",
    "months": """
january february march april june july august september october november december spring summer
autumn winter fall monday tuesday wednesday thursday friday saturday sunday
""",
    "occasions": """
congratulations congrats congratulating promotion award anniversary birthday
""",
}
FAMILY = {word: name for name, words in FAMILIES.items() for word in words.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Two words that name one thing, though either alone does not: "manager position", "your book".
ROLES = _words("""
banking ceo coach community consultant consulting data design development director education
engineering executive expert finance founder fundraising healthcare hr investment lead leader
legal management manager marketing media mentor partner product program programme project
recruiter sales service software specialist student success support talent
""")
POSTS = _words("""
apprenticeship internship job jobs opening openings placement position post poste posts
role roles stelle team traineeship vacancies vacancy
""")
OWNERS = _words("""
dein deine ihr ihre ihrem ihren seu su sua suo uw votre your
""")
WORKS = _words("""
article blog book class conference corso cours course curso estudio etude event formation keynote
kurs lecture paper podcast questionnaire research school seminar studie study thesis vortrag
webinar workshop
""")
# Fields of work whose names are two words that alone name nothing.
FIELDS = frozenset(
    tuple(field.split())
    for field in """
brand management, brand strategy, business analysis, case study, change management, community
development, community management, content design, content marketing, content strategy, customer
experience, customer service, customer services, customer success, data engineering, data
management, data protection, event management, executive coaching, experience design, health
education, interaction design, international development, international trade, leadership
coaching, market research, peer support, people management, position paper, product design,
product management, programme management, project controls, project delivery, project management,
public speaking, sales development, sales management, service design, social care, social
enterprise, social work, software engineering, solution architecture, talent acquisition
""".replace("\n", " ").split(",")
)

# Turns of speech whose words would weigh, taken out before the words are weighed.
PHRASES = (
    "tak(?:e|es|ing) part|popped up|touch(?:ing|ed)? bases?|career (?:move|step)s?|move on"
    "|moving on|lend a hand|a hand with|give back|pay it forward|make a difference|in good hands"
    "|win win|role models?|laid off|no obligation|as soon as possible|a lot to (?:learn|offer)"
    "|next (?:big )?(?:thing|move)|down the road|on (?:your|my|the) radar"
    "|face to (?:the|a) name|foot in the door|bounc(?:e|ing) (?:some |a few )?ideas|up to date"
    "|(?:learn|know)(?:ing)? the ropes|shoot the breeze|talk(?:ing)? shop|day to day"
    "|break(?:ing)? (?:into|the ice)|compar(?:e|ing) notes with you|soak up|test the waters?"
    "|two cents|on the same page|ball rolling|cross(?:ed)? paths|long time no see"
    "|it s been (?:a while|ages)|small world|hit it off|same boat|birds of a feather"
    "|see where it leads|rising tide|six degrees|no strings attached"
    "|hope (?:this|you)[a-z ]* (?:find|finds|found) you well|hope you are well"
    "|years? of experience"
)
