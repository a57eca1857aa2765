"""On lists as careful people keep them, the checks on people and addresses say nothing."""

from __future__ import annotations

from typing import Any

import pytest

ABOUT_PEOPLE = {
    "status-unknown", "written-to-already", "suppressed", "suppressed-nearly", "identity-unclear",
    "address-unusable", "address-unclear", "unreachable", "channel-fallen", "identity-duplicate",
    "duplicate-likely", "job-search-exposed",
}  # fmt: skip

# For each language: headers of name, company, email, purpose, status, phone and city; a purpose;
# words of a status as they stand in such lists.
LISTS = {
    "en": (("Name", "Company", "Email", "Purpose", "Status", "Phone", "City"),
           "your talk on {} at the spring fair", ("New", "To do", "sent", "replied", "")),
    "de": (("Name", "Firma", "E-Mail", "Anliegen", "Status", "Telefon", "Ort"),
           "Ihr Vortrag über {} auf der Messe", ("neu", "offen", "gesendet", "geantwortet", "")),
    "fr": (("Nom complet", "Société", "Courriel", "Objet", "Statut", "Téléphone", "Ville"),
           "votre conférence sur {} au salon", ("nouveau", "à faire", "envoyé", "répondu", "")),
    "es": (("Nombre completo", "Empresa", "Correo", "Propósito", "Estatus", "Teléfono", "Ciudad"),
           "su charla sobre {} en la feria", ("nuevo", "pendiente", "enviado", "respondido", "")),
    "pt": (("Nome completo", "Empresa", "E-mail", "Propósito", "Status", "Telefone", "Cidade"),
           "a sua palestra sobre {} na feira", ("novo", "a fazer", "enviado", "respondido", "")),
    "it": (("Nome completo", "Azienda", "E-mail", "Scopo", "Stato contatto", "Telefono", "Città"),
           "il suo intervento su {} alla fiera", ("nuovo", "da fare", "inviato", "risposto", "")),
    "nl": (("Naam", "Bedrijf", "E-mailadres", "Doel", "Contactstatus", "Telefoon", "Plaats"),
           "uw lezing over {} op de beurs", ("nieuw", "te doen", "verzonden", "geantwoord", "")),
}  # fmt: skip
NAMES = {
    "en": "Grace Holm|Ben Castillo|Amy Okafor|Tom Reeves|Sarah Quinn|John O'Neil|Mary-Ann Lee",
    "de": "Ulrike Späth|Jörg Weiß|Käthe Möller|Frank Großkopf|Ines Böhmer|Leyla Demir|Rainer Zoll",
    "fr": "Hugo Lambert|Chloé Petit|Jean-Luc Morel|Anaïs Roux|Zoé Faure|Noël Blanc|Élise Garnier",
    "es": "Inés Prado|Íñigo Ruiz|Marta Peña|José Luis Gil|Begoña Sanz|Raúl Ortega|Sofía Cano",
    "pt": "Ana Dias|Rui Melo|Bruna Sabino|João Teles|Inês Faria|Tomás Leal|Conceição Brito",
    "it": "Carla Ferri|Ugo Neri|Chiara Conti|Nicolò Sala|Elena Riva|Dario Greco|Giulia Bruno",
    "nl": "Els de Boer|Piet van Dam|Sanne Visser|Joost Bakker|Fleur de Wit|Bas Smit|Lotte Mulder",
}
THINGS = ("soil", "clay", "loam", "sand", "peat", "chalk", "silt")


@pytest.mark.parametrize("language", LISTS)
def test_nothing_is_found_in_twenty_clean_rows(listed: Any, language: str) -> None:
    headers, purpose, words = LISTS[language]
    names = NAMES[language].split("|")
    rows: list[tuple[Any, ...]] = [headers]
    for number in range(20):
        name = names[number % len(names)]
        first, _, last = name.partition(" ")
        family = f"{last}{'abc'[number // len(names)]}"
        firm = f"{THINGS[number % 7].title()}werk {number}"
        rows.append((
            f"{first} {family}", firm, f"contact{number}@firm{number}.example",
            purpose.format(THINGS[number % 7]), words[number % len(words)],
            f"+49 30 5550{number:03}", f"Town {number}",
        ))  # fmt: skip
    desk = listed(*rows)

    found = [item for item in desk.findings(sender=True) if item["slug"] in ABOUT_PEOPLE]

    assert found == []
