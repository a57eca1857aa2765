"""What a row says of its own person: words of a status, columns of opting out, dates of writing."""

from __future__ import annotations

from typing import Any

import pytest

from planner.model.status import Status
from planner.text.status_words import is_not_yet, status_meant

SENT = (
    "Sent|Contacted|Emailed|E-mail sent|Messaged|Reached out|Applied|Awaiting reply"
    "|sent 3/2|SENT!|Sent.|Sent (LinkedIn)|1st email sent|already contacted|Left voicemail"
    "|called|done|Gesendet|kontaktiert|angeschrieben|Mail verschickt 12.11."
    "|schon angeschrieben|Bewerbung raus|Envoyé|contactée|Relancé le 3/2|déjà contacté"
    "|candidature envoyée|Enviado|contactado por correo|ya contactado|esperando respuesta"
    "|contatado|candidatura enviada|liguei|Inviato il 3/2|contattata|sollecito inviato"
    "|verzonden|benaderd|gemaild op maandag|voicemail ingesproken"
)
DECLINED = (
    "Rejected|not interested|said no|Declined (email)|Absage|abgelehnt|kein Interesse"
    "|Absage 12.11.|refusé|pas intéressée|poste pourvu|rechazado|no interesado|dijo que no"
    "|recusado|não interessado|rifiutato|non interessata|afgewezen|geen interesse"
    "|nee bedankt"
)
SUPPRESSED = (
    "Do not contact|DNC|Unsubscribed|Opted out|deceased|asked to be removed|GDPR objection"
    "|Nicht kontaktieren|abgemeldet|verstorben|DSGVO-Widerspruch|Ne plus contacter"
    "|désinscrit|décédée|No contactar|dado de baja|fallecido|não contatar|descadastrado"
    "|falecida|non contattare|disiscritto|deceduta|niet meer mailen|uitgeschreven|overleden"
    "|sent - unsubscribed"
)
BOUNCED = (
    "bounced|wrong email|left company|no longer there|sent to wrong address|unzustellbar"
    "|Firma verlassen|nicht mehr im Unternehmen|a quitté l'entreprise|adresse invalide"
    "|rebotado|ya no trabaja allí|e-mail errado|saiu da empresa|indirizzo errato"
    "|ha lasciato l'azienda|onbestelbaar|uit dienst"
)
REPLIED = (
    "replied|Responded|answered|wrote back|geantwortet|Antwort erhalten|a répondu"
    "|contestado|respondeu|ha risposto|heeft gereageerd"
)
MEETING = (
    "meeting booked|interview|Replied - call booked|Termin vereinbart|RDV pris|entrevista"
    "|reunião marcada|appuntamento|afspraak gemaakt|met at CX"
)
NO_ANSWER = (
    "No response|ghosted|called - no answer|nicht geantwortet|sans réponse|no contesta"
    "|sem resposta|nessuna risposta|geen reactie"
)
NOT_YET = (
    "New|To do|TODO|Open|Pending|Not started|not contacted|offen|noch nicht kontaktiert|neu"
    "|à contacter|pas encore contacté|pendiente|sin contactar|a contatar|não contatado"
    "|da contattare|non ancora contattato|nog niet benaderd|te doen|-|N/A"
)
UNKNOWN = (
    "x|yes|✓|On hold|Qualified|Customer|Scheduled|Maybe later|Not now|Round 2|ja|oui|A|3"
    "|Open to talk|sent back|VIP|warm|?|in Arbeit|en pause|revisar"
)


def words(text: str) -> list[str]:
    return text.split("|")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        (word, status)
        for status, text in (
            (Status.SENT, SENT),
            (Status.DECLINED, DECLINED),
            (Status.SUPPRESSED, SUPPRESSED),
            (Status.BOUNCED, BOUNCED),
            (Status.REPLIED, REPLIED),
            (Status.MEETING, MEETING),
            (Status.NO_ANSWER, NO_ANSWER),
        )
        for word in words(text)
    ],
)
def test_an_everyday_word_means_its_status(word: str, status: Status) -> None:
    assert status_meant(word) is status
    assert not is_not_yet(word)


@pytest.mark.parametrize("word", words(NOT_YET))
def test_words_for_not_yet_let_a_first_message_out(word: str) -> None:
    assert is_not_yet(word)
    assert status_meant(word) is None


@pytest.mark.parametrize("word", words(UNKNOWN))
def test_a_word_that_may_mean_anything_means_nothing(word: str) -> None:
    assert status_meant(word) is None
    assert not is_not_yet(word)


def test_words_of_refusal_writing_and_opting_out_get_no_draft(case: Any) -> None:
    desk = case("status-words.xlsx")

    statuses = desk.statuses(sender=True)

    drafted = [name for name, status in statuses.items() if status == "drafted"]
    assert len(drafted) == 6
    found = [
        finding for finding in desk.findings(sender=True) if finding["slug"] == "status-unknown"
    ]
    assert {finding["cell"] for finding in found} == {
        "E18", "E31", "E32", "E34", "E36", "E37", "E38", "E39", "E60", "E76", "E78", "E79"
    }  # fmt: skip


def test_a_word_mapped_in_settings_is_known_from_then_on(listed: Any) -> None:
    rows = [("Name", "Email", "Purpose", "Status")]
    rows += [
        ("Ann Ash", "ann@x.example", "your talk on soil", "R1"),
        ("Bo Beck", "bo@x.example", "your talk on clay", "parked"),
    ]

    before = listed(*rows).statuses(sender=True)
    after = listed(
        *rows, settings={"status sent": "R1", "status not yet": "parked; asleep"}
    ).statuses(sender=True)

    assert before == {"Ann Ash": "", "Bo Beck": ""}
    assert after == {"Ann Ash": "sent", "Bo Beck": "drafted"}


def test_one_unknown_word_is_one_finding_that_names_its_rows(listed: Any) -> None:
    people = [(f"Ann Ash{n}", f"ann{n}@x{n}.example", "your talk on soil", "R1") for n in range(4)]

    found = listed(("Name", "Email", "Purpose", "Status"), *people).findings(sender=True)

    (unknown,) = [finding for finding in found if finding["slug"] == "status-unknown"]
    assert unknown["cell"] == "D2"
    assert "(also D3, D4, D5)" in unknown["message"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Do not contact", "yes"), ("Unsubscribed", "x"), ("Email Opt Out", "TRUE"),
        ("GDPR objection", "2026-03-01"), ("Deceased", "1"), ("Nicht kontaktieren", "ja"),
        ("Abgemeldet", "12.3.2026"), ("Verstorben", "x"), ("Ne pas contacter", "oui"),
        ("Désinscrit", "1"), ("No contactar", "sí"), ("Baja", "sí"), ("Não contatar", "sim"),
        ("Non contattare", "sì"), ("Niet benaderen", "ja"), ("Overleden", "x"), ("DNC", True),
        ("Opted out", 1),
    ],
)  # fmt: skip
def test_a_column_of_opting_out_suppresses_and_names_its_cell(
    listed: Any, header: str, value: object
) -> None:
    desk = listed(
        ("Name", "Email", "Purpose", header),
        ("Ann Ash", "ann@x.example", "your talk on soil", value),
        ("Bo Beck", "bo@y.example", "your talk on clay", "no"),
        ("Cy Cole", "cy@z.example", "your talk on loam", None),
    )

    assert desk.statuses(sender=True) == {
        "Ann Ash": "suppressed",
        "Bo Beck": "drafted",
        "Cy Cole": "drafted",
    }
    (found,) = [item for item in desk.findings(sender=True) if item["slug"] == "suppressed"]
    assert "Contacts!D2" in found["hint"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Last contacted", "2026-11-20"), ("Date sent", "2026-11-20"), ("Follow-up count", 2),
        ("Angeschrieben am", "20.11.2026"), ("Letzter Kontakt", "November"),
        ("Envoyé le", "20/11/2026"), ("Relances", 1), ("Fecha de envío", "20/11/2026"),
        ("Último contato", "20/11/2026"), ("Inviato il", "20/11/2026"),
        ("Verzonden op", "20-11-2026"),
        ("Emails sent", 3),
    ],
)  # fmt: skip
def test_a_date_of_writing_without_a_status_holds_the_first_message(
    listed: Any, header: str, value: object
) -> None:
    rows: list[tuple[object, ...]] = [("Name", "Email", "Purpose", header, "Status")]
    rows += [
        ("Ann Ash", "ann@x.example", "your talk on soil", value, None),
        ("Bo Beck", "bo@y.example", "your talk on clay", value, "new"),
        ("Cy Cole", "cy@z.example", "your talk on loam", 0, None),
    ]
    desk = listed(*rows)

    assert desk.statuses(sender=True) == {"Ann Ash": "", "Bo Beck": "drafted", "Cy Cole": "drafted"}
    (found,) = [item for item in desk.findings(sender=True) if item["slug"] == "written-to-already"]
    assert found["cell"] == "D2"


def test_nothing_is_written_into_a_column_of_states(case: Any) -> None:
    desk = case("estado-state.xlsx")
    desk.run("draft", sender=True)

    desk.run("status", "set", "Rui Melo", "sent")

    from openpyxl import load_workbook  # noqa: PLC0415 - beside its use

    column = [cell.value for cell in load_workbook(desk.path)["Contacts"]["F"]]
    assert column == ["Estado", "SP", None, "AM"]


def test_an_edited_letter_that_greets_somebody_else_is_held(case: Any) -> None:
    desk = case("edited_F01.xlsx")

    report = desk.run("export", "--format", "eml")

    assert [found["slug"] for found in report["findings"]] == ["draft-other-person"]
    assert len(report["messages"]) == 9
    assert "ben@northwindlabs.example" not in {left["contact"] for left in report["messages"]}
    (held,) = desk.run("today")["held"]
    assert held["slug"] == "draft-other-person"
