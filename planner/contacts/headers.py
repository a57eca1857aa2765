"""The words that stand over columns: which header means which field, language by language.

A word followed by `?` is weak: it takes the field only where no plainer header does. Case, accents,
blanks and punctuation never matter, so `E-Mail:` is found under `email`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from planner.text.normalise import clean, fold, plain, word_set

LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "exports": "LinkedIn, Google, Outlook, HubSpot, Salesforce",
}

# fmt: off
HEADINGS: dict[str, dict[str, str]] = {
    "id": {
        "en": "id, contact id, person id, member id, identifier, unique id, reference?, ref?",
        "de": "kontakt-id, personen-id, kundennummer, mitgliedsnummer, kennung, teilnehmernummer",
        "fr": "identifiant, id contact, numéro de contact, numéro client, référence?",
        "es": "identificador, id de contacto, número de contacto, referencia?",
        "pt": "id do contato, id do contacto, número do contato, referência?",
        "it": "identificativo, id contatto, codice contatto, codice cliente",
        "nl": "contact-id, klantnummer, lidnummer, relatienummer, kenmerk?",
        "exports": "record id, record id - contact, lead id",
    },
    "name": {
        "en": "name, full name, contact name, complete name, person name, name of contact, "
              "first and last name, first name last name, first name & last name, display name, "
              "contact?, person?, who?, candidate?, attendee?, participant?, speaker?, guest?, "
              "lead?, prospect?, people?",
        "de": "name, vollständiger name, vor- und nachname, vorname nachname, "
              "vorname und nachname, kompletter name, name des kontakts, ansprechpartner, "
              "ansprechperson, "
              "kontaktperson, kontaktname, kontakt?, person?, teilnehmer?, wer?",
        "fr": "nom complet, nom et prénom, prénom et nom, nom prénom, prénom nom, nom du contact, "
              "nom & prénom, nom, interlocuteur, contact?, personne?, participant?, qui?",
        "es": "nombre completo, nombre y apellidos, nombre y apellido, nombre del contacto, "
              "nombre de contacto, nombre, persona de contacto, contacto?, persona?, quién?",
        "pt": "nome completo, nome e sobrenome, nome e apelido, nome do contato, "
              "nome do contacto, nome, pessoa de contato, contato?, pessoa?, quem?",
        "it": "nome completo, nome e cognome, cognome e nome, nome cognome, nominativo, "
              "nome del contatto, nome, referente, contatto?, persona?, chi?",
        "nl": "naam, volledige naam, voor- en achternaam, voornaam en achternaam, "
              "naam contactpersoon, contactpersoon, contact?, persoon?, wie?",
        "exports": "name, file as?",
    },
    "first_name": {
        "en": "first name, given name, forename, first, fname, christian name, firstname, "
              "preferred name?, nickname?",
        "de": "vorname, rufname?, vornamen",
        "fr": "prénom, prénoms",
        "es": "nombre de pila, primer nombre, nombres",
        "pt": "primeiro nome, nome próprio, prenome",
        "it": "nome di battesimo, primo nome",
        "nl": "voornaam, roepnaam, voornamen",
        "exports": "first name, given name",
    },
    "last_name": {
        "en": "last name, surname, family name, last, lname, second name?, lastname",
        "de": "nachname, familienname, zuname",
        "fr": "nom de famille, patronyme",
        "es": "apellidos, apellido, primer apellido",
        "pt": "sobrenome, apelido, último nome, nome de família",
        "it": "cognome, cognomi",
        "nl": "achternaam, familienaam",
        "exports": "last name, family name",
    },
    "company": {
        "en": "company, company name, employer, organisation, organization, organisation name, "
              "organization name, firm, business, business name, current company, workplace, "
              "institution, university?, institute?, affiliation, account?, company/organisation",
        "de": "firma, unternehmen, firmenname, arbeitgeber, organisation, institution, betrieb, "
              "gesellschaft, name der firma, unternehmensname, hochschule?, universität?",
        "fr": "société, entreprise, employeur, organisation, organisme, nom de la société, "
              "nom de l'entreprise, raison sociale, établissement, compagnie, boîte?, université?",
        "es": "empresa, compañía, organización, empleador, nombre de la empresa, razón social, "
              "institución, sociedad, universidad?",
        "pt": "empresa, companhia, organização, empregador, nome da empresa, instituição, "
              "entidade, universidade?",
        "it": "azienda, società, ditta, impresa, organizzazione, datore di lavoro, "
              "nome azienda, nome dell'azienda, ragione sociale, ente, università?",
        "nl": "bedrijf, bedrijfsnaam, organisatie, werkgever, onderneming, firma, instelling, "
              "universiteit?",
        "exports": "company, organization name, organization 1 - name, associated company, "
                   "account name, company name",
    },
    "title": {
        "en": "job title, position, role, job, occupation, job position, current title, "
              "current position, job role, function, profession, title, headline?",
        "de": "position, funktion, rolle, berufsbezeichnung, stellenbezeichnung, jobtitel, beruf, "
              "stelle, tätigkeit",
        "fr": "poste, fonction, titre du poste, intitulé du poste, intitulé de poste, rôle, "
              "profession, métier, titre?",
        "es": "puesto, cargo, función, título del puesto, ocupación, profesión, rol, posición",
        "pt": "cargo, função, posição, profissão, ocupação, título do cargo, papel?",
        "it": "ruolo, posizione, mansione, qualifica, funzione, professione, titolo professionale, "
              "carica",
        "nl": "functie, functietitel, positie, beroep, rol, functienaam",
        "exports": "organization title, organization 1 - title, job title",
    },
    "email": {
        "en": "email, e-mail, email address, e-mail address, email id, work email, "
              "business email, primary email, mail, mail address, personal email?",
        "de": "e-mail-adresse, emailadresse, mailadresse, e-mail geschäftlich, "
              "e-mail dienstlich, mail, e-mail privat?",
        "fr": "courriel, adresse e-mail, adresse email, adresse mail, adresse électronique, "
              "adresse courriel, mél, mail professionnel, email professionnel",
        "es": "correo electrónico, correo, dirección de correo, e-mail, "
              "dirección de correo electrónico, dirección de email",
        "pt": "correio eletrónico, correio eletrônico, endereço de e-mail, endereço de email, "
              "e-mail profissional",
        "it": "posta elettronica, indirizzo e-mail, indirizzo email, indirizzo mail, "
              "indirizzo di posta elettronica",
        "nl": "e-mailadres, mailadres, emailadres, e-mail zakelijk",
        "exports": "email address, e-mail 1 - value, e-mail address, email 1",
    },
    "linkedin_url": {
        "en": "linkedin, linkedin url, linkedin profile, linkedin profile url, linkedin link, "
              "linkedin address, linkedin page, li url, li profile, profile url, "
              "public profile url, profile link?, url?, link?, profile?",
        "de": "linkedin-profil, linkedin-adresse, linkedin-link, profil-url, profillink?, profil?",
        "fr": "profil linkedin, url linkedin, lien linkedin, adresse linkedin, lien?, profil?",
        "es": "perfil de linkedin, perfil linkedin, enlace de linkedin, url de linkedin, "
              "enlace?, perfil?",
        "pt": "perfil do linkedin, perfil linkedin, link do linkedin, url do linkedin, perfil?",
        "it": "profilo linkedin, link linkedin, indirizzo linkedin, profilo?",
        "nl": "linkedin-profiel, linkedin-adres, profiel-url, profiel?",
        "exports": "url?, linkedin bio?, person linkedin url, profileurl",
    },
    "phone": {
        "en": "phone, telephone, phone number, telephone number, tel, tel no, phone no, mobile, "
              "mobile phone, mobile number, cell, cell phone, work phone, business phone",
        "de": "telefon, telefonnummer, handy, handynummer, mobil, mobilnummer, mobiltelefon, "
              "rufnummer, festnetz, tel-nr, telefon-nr, handy-nr",
        "fr": "téléphone, numéro de téléphone, portable, téléphone portable, mobile, "
              "n° de téléphone, tél portable",
        "es": "teléfono, número de teléfono, móvil, celular, teléfono móvil",
        "pt": "telefone, número de telefone, telemóvel, celular, telefone celular",
        "it": "telefono, numero di telefono, cellulare, recapito telefonico",
        "nl": "telefoon, telefoonnummer, mobiel, mobiele telefoon, gsm, mobiel nummer",
        "exports": "phone 1 - value, mobile phone number, business phone",
    },
    "channel": {
        "en": "channel, contact channel, contact method, contact via, preferred channel, "
              "how to contact, outreach channel, medium?, via?",
        "de": "kanal, kontaktkanal, kontaktweg, kommunikationskanal, kontakt über, weg?",
        "fr": "canal, canal de contact, mode de contact, moyen de contact",
        "es": "canal, canal de contacto, medio de contacto, medio?",
        "pt": "canal, canal de contato, canal de contacto, meio de contato, meio?",
        "it": "canale, canale di contatto, mezzo?, mezzo di contatto",
        "nl": "kanaal, contactkanaal, contactwijze",
    },
    "purpose": {
        "en": "purpose, purpose of contact, purpose of message, purpose of outreach, "
              "purpose of contacting, my purpose, reason, reason for contact, "
              "reason for contacting, reason for outreach, reason to contact, why, "
              "why contact, why i am writing, goal, objective, aim, intent, intention, ask, "
              "my ask, the ask, request, what i want, subject?, topic?",
        "de": "zweck, anliegen, grund, ziel, kontaktgrund, grund der kontaktaufnahme, "
              "zweck der kontaktaufnahme, ziel der kontaktaufnahme, absicht, anlass, warum, "
              "wozu, mein anliegen, kontaktanlass, betreff?, thema?",
        "fr": "objet, motif, but, objectif, raison, raison du contact, motif du contact, "
              "but du contact, objet du contact, objectif du contact, intention, demande, "
              "pourquoi, ma demande, sujet?",
        "es": "propósito, motivo, objetivo, razón, finalidad, motivo del contacto, "
              "motivo de contacto, propósito del contacto, por qué, para qué, petición, "
              "asunto?, tema?",
        "pt": "propósito, motivo, objetivo, objectivo, razão, finalidade, motivo do contato, "
              "motivo do contacto, por quê, para quê, pedido, assunto?",
        "it": "scopo, motivo, obiettivo, ragione, finalità, scopo del contatto, "
              "motivo del contatto, perché, richiesta, oggetto?",
        "nl": "doel, reden, aanleiding, bedoeling, doel van het contact, reden van contact, "
              "reden voor contact, waarom, verzoek, mijn vraag, onderwerp?",
    },
    "template": {
        "en": "template, message template, email template, template name",
        "de": "vorlage, nachrichtenvorlage, textvorlage, e-mail-vorlage",
        "fr": "modèle de message, modèle d'email, gabarit",
        "es": "plantilla, plantilla de mensaje",
        "pt": "modelo de mensagem, template de mensagem",
        "it": "modello di messaggio, modello messaggio",
        "nl": "sjabloon, berichtsjabloon",
    },
    "language": {
        "en": "language, preferred language, lang",
        "de": "sprache, bevorzugte sprache, korrespondenzsprache",
        "fr": "langue, langue préférée",
        "es": "idioma, idioma preferido",
        "pt": "idioma, língua, idioma preferido",
        "it": "lingua, lingua preferita",
        "nl": "taal, voorkeurstaal",
        "exports": "preferred language",
    },
    "priority": {
        "en": "priority, prio, importance, prio level, priority level",
        "de": "priorität, wichtigkeit, dringlichkeit",
        "fr": "priorité, importance, niveau de priorité",
        "es": "prioridad, importancia",
        "pt": "prioridade, importância",
        "it": "priorità, importanza",
        "nl": "prioriteit, belang?",
    },
    "status": {
        "en": "status, outreach status, contact status, current status, stage?, progress?",
        "de": "status, stand, kontaktstatus, bearbeitungsstand, bearbeitungsstatus",
        "fr": "statut, état, statut du contact, avancement?",
        "es": "estatus, estado del contacto, situación, estado?",
        "pt": "estado do contato, situação, estado?",
        "it": "stato del contatto, stato contatto, stato?",
        "nl": "contactstatus, stand van zaken, voortgang?",
        "exports": "lead status",
    },
    "notes": {
        "en": "notes, note, comments, comment, remarks, remark, my notes, additional notes",
        "de": "notizen, notiz, bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, "
              "kommentare",
        "fr": "remarque, remarques, commentaire, commentaires, observations",
        "es": "notas, nota, comentarios, comentario, observaciones",
        "pt": "notas, comentários, comentário, observações, observação, anotações",
        "it": "note, nota, commenti, commento, osservazioni, annotazioni",
        "nl": "notities, notitie, opmerking, opmerkingen, aantekeningen",
    },
    "deadline": {
        "en": "deadline, due, due date, due by, reply by, answer by, respond by, needed by",
        "de": "frist, stichtag, fällig, fällig am, bis wann, abgabetermin, fälligkeitsdatum",
        "fr": "date limite, échéance, délai, date d'échéance",
        "es": "fecha límite, plazo, vencimiento, fecha de vencimiento",
        "pt": "prazo, data limite, data-limite, vencimento",
        "it": "scadenza, termine, data di scadenza",
        "nl": "uiterste datum, einddatum, termijn, vervaldatum",
    },
    "last_contacted": {
        "en": "last contacted, last contact, last contacted on, last contact date, "
              "date of last contact, date contacted, last touch, last reached out",
        "de": "letzter kontakt, zuletzt kontaktiert, letzter kontakt am, letzte kontaktaufnahme, "
              "zuletzt kontaktiert am, kontaktiert am",
        "fr": "dernier contact, date du dernier contact, dernière prise de contact, contacté le",
        "es": "último contacto, fecha del último contacto, contactado el",
        "pt": "último contato, data do último contato, contatado em, último contacto",
        "it": "ultimo contatto, data ultimo contatto, contattato il",
        "nl": "laatste contact, laatst gecontacteerd, datum laatste contact, "
              "laatst benaderd",
        "exports": "last activity date",
    },
    "next_step": {
        "en": "next step, next steps, next action, follow-up, follow up",
        "de": "nächster schritt, nächste schritte, nächste aktion",
        "fr": "prochaine étape, prochaines étapes, prochaine action, étape suivante",
        "es": "próximo paso, próximos pasos, siguiente paso, próxima acción",
        "pt": "próximo passo, próximos passos, próxima ação",
        "it": "prossimo passo, prossimi passi, passo successivo, prossima azione",
        "nl": "volgende stap, volgende stappen, volgende actie",
    },
    "city": {
        "en": "city, town, home city, location?",
        "de": "stadt, ort, wohnort, standort?",
        "fr": "ville, localité, commune",
        "es": "ciudad, localidad, población",
        "pt": "cidade, localidade, município",
        "it": "città, comune, località",
        "nl": "stad, plaats, woonplaats, vestigingsplaats",
        "exports": "address 1 - city, business city, mailing city",
    },
    "country": {
        "en": "country, nation, country/region",
        "de": "land, staat",
        "fr": "pays",
        "es": "país",
        "pt": "país",
        "it": "paese, nazione",
        "nl": "land",
        "exports": "address 1 - country, business country/region, mailing country",
    },
    "time_zone": {
        "en": "time zone, timezone, tz",
        "de": "zeitzone",
        "fr": "fuseau horaire",
        "es": "zona horaria, huso horario",
        "pt": "fuso horário",
        "it": "fuso orario",
        "nl": "tijdzone",
    },
    "introduced_by": {
        "en": "introduced by, introducer, introduction by, intro by, referred by, referral, "
              "referrer, recommended by, introduction through, intro from",
        "de": "empfohlen von, empfohlen durch, vorgestellt von, vermittelt durch, "
              "vermittelt von, empfehlung von, vermittler",
        "fr": "recommandé par, présenté par, introduit par, recommandation de",
        "es": "presentado por, recomendado por, referido por",
        "pt": "apresentado por, indicado por, recomendado por",
        "it": "presentato da, consigliato da, segnalato da, raccomandato da",
        "nl": "voorgesteld door, aanbevolen door, geïntroduceerd door, doorverwezen door",
    },
    "knows": {
        "en": "knows, knows whom, who they know, also knows, mutual connections, "
              "mutual contacts, shared connections, common connections",
        "de": "kennt, kennt auch, gemeinsame kontakte, gemeinsame bekannte",
        "fr": "connaît, connaît aussi, relations communes, contacts communs",
        "es": "conoce a, conoce, contactos en común, contactos comunes",
        "pt": "conhece, conhece a, contatos em comum, contactos em comum",
        "it": "conosce, conosce anche, contatti in comune, contatti comuni",
        "nl": "kent, kent ook, gemeenschappelijke contacten, gedeelde contacten",
    },
}
# fmt: on

EXACT, PART, WEAK = 1.0, 0.8, 0.5

# Words that only say whose column it is: "Contact email", "Lead name", "Current company".
_WHOSE = word_set(
    "contact contacts contact's lead prospect person person's candidate attendee client customer"
    " member participant recipient their his her primary main current work business personal"
    " kontakt der die das le la les du de el los il lo hun"
)
_ASIDE = re.compile(r"[(\[{<][^)\]}>]*[)\]}>]?")
_OR_SIGN = re.compile(r"\s*[/|\\\n]\s*")
_OR_WORD = re.compile(
    r"\s*[,;+&]\s*|\s+-\s+|\s+(?:or|and|oder|und|ou|et|o|y|e|of|en)\s+", re.IGNORECASE
)


def spellings(field: str) -> list[str]:
    """Every header that means `field`, as the table spells it, strong ones first, none twice."""
    strong, weak = _split(field)
    return list(dict.fromkeys([field.replace("_", " "), *strong, *weak]))


def _split(field: str) -> tuple[list[str], list[str]]:
    words = [word.strip() for line in HEADINGS[field].values() for word in line.split(",")]
    strong = [word for word in words if not word.endswith("?")]
    return strong, [word.removesuffix("?") for word in words if word.endswith("?")]


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[str, float]]:
    index: dict[str, tuple[str, float]] = {}
    for field in HEADINGS:
        strong, weak = _split(field)
        for words, strength in ((weak, WEAK), ([field, *strong], EXACT)):
            for word in words:
                for key in {fold(word), fold(_umlauts_spelled(word))}:
                    index[key] = (field, strength)
    return index


def _umlauts_spelled(word: str) -> str:
    return word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")


@lru_cache(maxsize=4096)
def field_of(header: str) -> tuple[str, float] | None:
    """The field that a header means, and how surely (1.0 its very word … 0.5 a weak word).

    None where the header is context: not known, or speaking of two different fields at once.
    """
    found = _index().get(fold(header))
    if found is not None:
        return found
    bare = _ASIDE.sub(" ", clean(header))
    found = _index().get(fold(bare)) or _without_whose(bare)
    if found is not None:
        return found[0], min(found[1], PART)
    return _one_of_several(bare)


def _without_whose(header: str) -> tuple[str, float] | None:
    words = plain(header).split()
    while len(words) > 1 and words[0] in _WHOSE:
        words = words[1:]
        found = _index().get("".join(words))
        if found is not None:
            return found
    return None


def _one_of_several(header: str) -> tuple[str, float] | None:
    parts = [part for part in _OR_SIGN.split(header) if fold(part)]
    found = [_index().get(fold(part)) for part in parts]
    if len(parts) < 2:
        parts = [part for part in _OR_WORD.split(header) if fold(part)]
        found = [_index().get(fold(part)) for part in parts]
        if None in found:  # "Company and website" might be anything; "Firma / Sponsor" is a company
            return None
    if not found or found[0] is None:
        return None
    known = [each for each in found if each is not None]
    fields = {field for field, _ in known}
    if fields in ({"first_name", "last_name"}, {"name", "first_name"}, {"name", "last_name"}):
        return "name", PART
    if len(fields) > 1:
        return None
    return found[0][0], WEAK if None in found else min(PART, *(strength for _, strength in known))


def headers_document() -> str:
    """The table as a page for readers: docs/headers.md."""
    lines = [
        "# Headers that planner knows",
        "",
        "Case, accents, blanks, line breaks and punctuation never matter, and neither does the",
        "order of the columns. A word marked with ? is taken only where no plainer header claims",
        "the field. Every other column can be used in a template under its header's name in",
        "snake_case (`Met at` becomes `met_at`). To say which column is meant, use",
        '`--column name="Full nme"` or a column letter, `--column name=C`.',
    ]
    for field, by_language in HEADINGS.items():
        lines += ["", f"## {field}", ""]
        lines += [f"- {LANGUAGES[code]}: {words}" for code, words in by_language.items()]
    return "\n".join(lines) + "\n"
