"""The words that stand before the sender's values: which one means which field."""

from __future__ import annotations

from planner.model.sender import KNOWN_SENDER_FIELDS
from planner.text.normalise import fold

# fmt: off
_WORDS = {
    "name": "your name, my name",
    "role": "job title, current role, my role",
    "employer": "current employer, my employer, arbeitgeber, employeur, empleador, empregador, "
                "datore di lavoro, werkgever",
    "headline": "one line about you, slogan, titre, titular, título, titolo, kopregel",
    "photo": "profile photo, picture, foto, profilfoto, photo de profil, foto de perfil, "
             "foto del profilo, profielfoto, foto profilo",
    "website": "web site, homepage, web page, webseite, internetseite, site web, site internet, "
               "sitio web, página web, site, sito web, sito",
    "schools": "school, university, universities, education, schule, schulen, hochschule, "
               "hochschulen, universität, ausbildung, école, écoles, université, formation, "
               "escuela, escuelas, universidad, formación, escola, escolas, universidade, "
               "formação, scuola, scuole, università, formazione, opleiding, opleidingen, "
               "universiteit",
    "past_employers": "past employer, previous employers, previous employer, former employers, "
                      "former employer, frühere arbeitgeber, früherer arbeitgeber, "
                      "anciens employeurs, ancien employeur, empleadores anteriores, "
                      "empresas anteriores, empregadores anteriores, datori di lavoro precedenti, "
                      "aziende precedenti, vorige werkgevers, vroegere werkgevers",
    "past_roles": "past role, previous roles, former roles, past positions, frühere rollen, "
                  "frühere positionen, anciens postes, puestos anteriores, cargos anteriores, "
                  "ruoli precedenti, vorige functies",
    "fields": "field, field of work, expertise, fachgebiet, fachgebiete, arbeitsgebiete, domaine, "
              "domaines, campo, campos, áreas, ámbitos, settore, settori, vakgebied, vakgebieden",
    "groups": "group, associations, clubs, memberships, gruppen, gruppe, vereine, groupes, "
              "associations, grupos, asociaciones, associações, gruppi, associazioni, groepen, "
              "verenigingen",
    "events": "event, conferences, conference, veranstaltungen, konferenzen, tagungen, "
              "événements, conférences, eventos, conferencias, conferências, eventi, conferenze, "
              "evenementen, conferenties",
    "courses": "course, certificates, kurse, kurs, weiterbildungen, cours, formations, cursos, "
               "corsi, cursussen",
    "cities": "lived in, places, städte, orte, villes, ciudades, cidades, città vissute, steden",
    "languages": "language, sprachen, langues, idiomas, línguas, lingue, talen",
    "skills": "skill, fähigkeiten, kenntnisse, compétences, habilidades, competencias, "
              "competências, competenze, vaardigheden",
    "people": "people i know, mutual contacts, personen, personnes, personas, pessoas, persone, "
              "mensen",
    "offer": "my offer, what i offer, angebot, mein angebot, offre, mon offre, oferta, mi oferta, "
             "minha oferta, offerta, la mia offerta, aanbod, mijn aanbod",
    "job_search": "jobsearch, looking for a job, open to work, jobsuche, stellensuche, "
                  "recherche d'emploi, búsqueda de empleo, procura de emprego, busca de emprego, "
                  "ricerca di lavoro, werk zoeken, zoekt werk",
    "next_position": "next job, next role, position wanted, nächste stelle, nächste position, "
                     "gesuchte stelle, prochain poste, poste recherché, próximo puesto, "
                     "próximo cargo, prossimo ruolo, prossima posizione, volgende functie",
    "employer_aliases": "employer alias, other names of employer, names of employer",
    "postal_address": "address, mailing address, street address, postanschrift, anschrift, "
                      "adresse, postadresse, adresse postale, dirección, dirección postal, "
                      "endereço, endereço postal, morada, indirizzo, indirizzo postale, adres, "
                      "postadres",
    "signature": "email signature, signatur, unterschrift, assinatura, handtekening",
}
# fmt: on

SENDER_WORDS = {
    fold(word): field
    for field in KNOWN_SENDER_FIELDS
    for word in (field, *_WORDS.get(field, "").split(","))
    if fold(word)
}
