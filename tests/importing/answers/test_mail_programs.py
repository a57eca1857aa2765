"""Mails that programs write, answers that look like it, and reports of what did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.importing.answers.mail_programs import asks_to_stop, is_automatic_subject
from planner.model.status import Status
from planner.tracking.message_ids import message_id

if TYPE_CHECKING:
    from tests.importing.answers.conftest import Book, Sources

GRACE, HER = "Grace Múrray", "grace@harbour.example"
EXPORTED = message_id("grace-murray-example#1", "grace-murray-example")
POSTMASTER = "From: MAILER-DAEMON@mx.example\nTo: nora@whitfield.example\n"
DATE = "Date: Tue, 3 Mar 2026 09:00:00 +0000\n"


@pytest.fixture
def sent(book: Book) -> Book:
    """A campaign in which Grace was written to on 2 March."""
    book.set(GRACE, Status.SENT, "2026-03-02")
    return book


def status_after(book: Book, sources: Sources, mail: str | bytes, name: str = "a.eml") -> str:
    """Where Grace's touch stands once a mail is imported."""
    raw = mail if isinstance(mail, bytes) else mail.encode()
    (sources.folder / name).write_bytes(raw)
    book.closed(sources.folder / name)
    return book.statuses()[GRACE]


def answer(headers: str = "", body: str = "Gladly!") -> str:
    """A mail from Grace with these headers besides her own."""
    return f"From: {HER}\nTo: nora@whitfield.example\n{headers}\n{body}\n"


AUTOMATIC = (
    "Automatic reply: A short note", "Automatische Antwort: Kurze Frage", "Abwesenheitsnotiz: x",
    "Réponse automatique : Une question", "Respuesta automática: Una pregunta",
    "Resposta automática: Uma pergunta", "Risposta automatica: Una domanda",
    "Automatisch antwoord: Een vraag", "Out of Office: A short note",
    "Out of office AutoReply: A short note", "Out of the office until 9 March",
    "I am out of the office Re: A short note", "Auto: A short note", "Autoreply: Re: x",
    "Auto-Reply: x", "Vacation reply", "[EXTERNAL] Automatic reply: A short note",
    "[EXT] *** Abwesenheit ***: x", "Abwesend: Kurze Frage", "Abwesenheitsassistent: x",
    "Automatische Abwesenheitsmeldung: x", "Nicht im Büro: x", "Bin im Urlaub - Kurze Frage",
    "Absence du bureau : x", "Message d'absence : x", "Absente jusqu'au 9 mars",
    "Fuera de la oficina: x", "Mensaje automático: x", "Estoy de vacaciones",
    "Fora do escritório: x", "Ausência temporária: x", "Mensagem automática: x",
    "Fuori sede: x", "Assente: x", "Messaggio automatico: x", "Fuori ufficio",
    "Afwezig: x", "Afwezigheidsbericht: x", "Niet op kantoor: x", "Automatische reactie: x",
    "Automatiskt svar: x", "Automaattinen vastaus: x", "Autoodpowiedź: x",
    "=?utf-8?q?R=C3=A9ponse_automatique=C2=A0=3A?= x", "Automatic reply：A short note",
)  # fmt: skip
RECEIPTS = (
    "Read: A short note", "Gelesen: Kurze Frage", "Lu : Une question", "Leído: x", "Lida: x",
    "Letto: x", "Gelezen: x", "Not read: x", "Ungelesen gelöscht: x", "Lesebestätigung: x",
    "Read receipt: x", "Return Receipt (displayed) - A short note", "Conferma di lettura: x",
    "Confirmation de lecture : x", "Confirmación de lectura: x", "Leesbevestiging: x",
)  # fmt: skip
HUMAN = (
    "Re: A short note", "AW: Kurze Frage", "RE: Automatic reply: A short note",
    "Out-of-the-box ideas", "Read this first", "Absent friends", "Away match on Saturday",
    "Auto parts for the museum", "Ferienhaus in Husum", "Re: Office", "Lu Xun and his time",
    "Fuera de serie", "Vacation homes near Leeds", "Automatic doors for the hall", "",
)  # fmt: skip


@pytest.mark.parametrize("subject", [*AUTOMATIC, *RECEIPTS])
def test_a_subject_alone_tells_an_automatic_mail(
    sent: Book, sources: Sources, subject: str
) -> None:
    mail = answer(f"{DATE}Subject: {subject}\nIn-Reply-To: {EXPORTED}\n")

    assert status_after(sent, sources, mail) == "sent"


@pytest.mark.parametrize("subject", HUMAN)
def test_a_subject_that_a_person_may_write_is_no_automatic_one(subject: str) -> None:
    assert not is_automatic_subject(subject)


@pytest.mark.parametrize(
    "mark",
    [
        "List-Id: <hr.harbour.example>", "List-Unsubscribe: <https://harbour.example/out>",
        "Precedence: bulk", "Precedence: list", "Precedence: junk",
        "List-Post: <mailto:hr@harbour.example>\nList-Id: x\nPrecedence: list",
    ],
)  # fmt: skip
def test_an_answer_to_our_own_mail_counts_whatever_list_it_went_through(
    sent: Book, sources: Sources, mark: str
) -> None:
    newsletter = answer(f"{DATE}Subject: News\n{mark}\n")
    assert status_after(sent, sources, newsletter, "news.eml") == "sent"

    mail = answer(f"{DATE}Subject: Re: A short note\nReferences: <x@y> {EXPORTED}\n{mark}\n")
    assert status_after(sent, sources, mail) == "replied"


@pytest.mark.parametrize(
    "charset",
    [
        "iso-8859-8-i", "windows-874", "unknown-8bit", "x-unknown", "rot13", "hex", "utf-99",
        "cp-850", "x-mac-klingon", "us-ascii", "a" * 5_000, "%%", "",
    ],
)  # fmt: skip
def test_an_answer_in_any_charset_counts(sent: Book, sources: Sources, charset: str) -> None:
    head = f"{DATE}Subject: =?{charset}?q?=E9?=\nContent-Type: text/plain; charset={charset}\n"
    mail = answer(head).encode() + b"\xe9\xf8 gladly\n"

    assert status_after(sent, sources, mail) == "replied"


def test_the_words_of_an_answer_are_read_in_its_charset(sent: Book, sources: Sources) -> None:
    head = answer(f"{DATE}Content-Type: text/plain; charset=iso-8859-8-i\n", "").encode()

    assert status_after(sent, sources, head + "שלום".encode("iso-8859-8")) == "replied"
    assert "שלום" in sent.rows("History")[-1]["Note"]


NESTED = "".join(
    f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(1_500)
)


@pytest.mark.parametrize(
    "mail",
    [
        answer(f"{DATE}{NESTED}"),
        answer(f"{DATE}X-Big: {'x' * 3_000_000}\n"),
        answer(f"{DATE}References: {'<a@b> ' * 100_000}\n"),
        answer(DATE + "".join(f"X-{at}: y\n" for at in range(300_000))),
        f"From: {'Grace ' * 400_000}<{HER}>\nTo: nora@whitfield.example\n{DATE}\nHi\n",
        f'From: "{"x" * 2_000_000}" <{HER}>\nTo: nora@whitfield.example\n{DATE}\nHi\n',
        f"From: {'(' * 90_000} {HER}\n{DATE}\nHi\n",
    ],
    ids=["nested", "header", "references", "headers", "from", "quoted from", "comments"],
)
def test_an_answer_beyond_all_measure_counts_by_its_headers(
    sent: Book, sources: Sources, mail: str
) -> None:
    assert status_after(sent, sources, mail) == "replied"


@pytest.mark.parametrize(
    "date",
    [
        "Tue, 31 Feb 2026 25:61:00 +0000", "Tue, 3 Mar 2026 09:00:00 +9999", "yesterday", "",
        "Tue, 3 Mar 9999 09:00:00 +0000", "Thu, 1 Jan 1970 00:00:00 +0000", "3 März 2026",
        "Tue, 3 Mar 20266 09:00:00 +0000", "2099-01-01", "-1 -1 -1", "0",
    ],
)  # fmt: skip
def test_an_impossible_date_gives_way_to_the_day_of_receipt(
    sent: Book, sources: Sources, date: str
) -> None:
    received = "Received: from a by b with SMTP; Wed, 4 Mar 2026 10:00:00 +0000\n"

    assert status_after(sent, sources, answer(f"Date: {date}\n{received}")) == "replied"
    assert sent.row(GRACE)["Answered on"].day == 4


def test_an_answer_without_any_date_counts_where_it_names_our_mail(
    sent: Book, sources: Sources
) -> None:
    assert status_after(sent, sources, answer("Subject: Hi\n"), "unsure.eml") == "sent"
    assert status_after(sent, sources, answer(f"In-Reply-To: {EXPORTED}\n")) == "replied"
    assert sent.row(GRACE)["Answered on"].day == 20


def test_a_mail_with_an_impossible_date_stops_no_other(sent: Book, sources: Sources) -> None:
    bad = "From x\nFrom: a@b.example\nDate: Mon, 99 Mar 0000 09:00:00 +9999\n\nx\n\n"

    assert status_after(sent, sources, f"{bad}From y\n{answer(DATE)}", "box") == "replied"


COPY = f"Message-ID: {EXPORTED}\nFrom: nora@whitfield.example\nTo: {HER}\nSubject: A note\n\nHi\n"
TEXTS = {
    "qmail": (
        "Hi. This is the qmail-send program at mx.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{HER}>:\n550 no such user\n\n--- Below this line is a copy of the message.\n\n"
    ),
    "exim": (
        "This message was created automatically by mail delivery software.\n\n"
        "A message that you sent could not be delivered to one or more of its\n"
        "recipients. This is a permanent error. The following address(es) failed:\n\n"
        f"  {HER}\n    host mx.example [192.0.2.1]\n    SMTP error from remote mail server"
        " after RCPT TO: 550 5.1.1 User unknown\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n"
    ),
    "sendmail": (
        "The original message was received at Mon, 2 Mar 2026 09:00:00 GMT\n\n"
        f"   ----- The following addresses had permanent fatal errors -----\n<{HER}>\n\n"
        "   ----- Transcript of session follows -----\n550 5.1.1 User unknown\n\n"
    ),
    "postfix": (
        "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that"
        " your message could not\nbe delivered to one or more recipients.\n\n"
        f"<{HER}>: host mx said: 550 5.1.1 unknown (in reply to RCPT TO command)\n\n"
    ),
    "exchange": f"Delivery has failed to these recipients or groups:\n\n{HER}\n\nNot found.\n\n",
    "german": f"Ihre Nachricht konnte nicht zugestellt werden an: {HER}\nEmpfänger unbekannt\n\n",
    "french": f"Votre message n'a pas pu être remis à {HER}.\n\n",
    "spanish": f"No se pudo entregar el mensaje a {HER}: usuario desconocido.\n\n",
    "portuguese": f"Não foi possível entregar a mensagem a {HER}.\n\n",
    "italian": f"Il messaggio non è stato recapitato a {HER}: utente sconosciuto.\n\n",
    "dutch": f"Uw bericht kon niet worden bezorgd bij {HER}.\n\n",
    "bare": f"This is a permanent error; delivery was given up.\n\n<{HER}>:\n550 no such user\n\n",
}


@pytest.mark.parametrize("has_copy", [True, False], ids=["with copy", "alone"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_report_in_words_is_read(
    sent: Book, sources: Sources, text: str, *, has_copy: bool
) -> None:
    mail = f"{POSTMASTER}{DATE}Subject: failure notice\n\n{text}{COPY if has_copy else ''}"

    assert status_after(sent, sources, mail) == "bounced"


@pytest.mark.parametrize(
    "text",
    [
        f"Warning: your message to {HER} has not yet been delivered.\nNo action is required.\n",
        f"THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND.\n{HER}: 450 busy\n",
        f"Ihre Nachricht an {HER} wurde noch nicht zugestellt: Zustellung verzögert.\n",
        f"Your message was successfully delivered to {HER}.\n",
    ],
)
def test_a_report_of_delay_or_of_success_changes_nothing(
    sent: Book, sources: Sources, text: str
) -> None:
    assert status_after(sent, sources, f"{POSTMASTER}{DATE}Subject: Report\n\n{text}") == "sent"


def test_what_came_before_the_day_written_down_counts_where_it_is_about_our_mail(
    book: Book, sources: Sources
) -> None:
    book.set(GRACE, Status.SENT, "2026-03-09")

    assert status_after(book, sources, answer(f"{DATE}In-Reply-To: {EXPORTED}\n")) == "replied"
    assert book.row(GRACE)["Answered on"].day == 9


def test_a_report_of_another_time_is_a_doubt(book: Book, sources: Sources) -> None:
    book.set(GRACE, Status.SENT, "2026-03-19")
    path = sources.file("a.eml", f"{POSTMASTER}{DATE}Subject: failure\n\n{TEXTS['qmail']}")

    (found,) = book.closed(path).findings

    assert "quite another time" in found.message


def test_exims_header_names_who_was_not_reached(sent: Book, sources: Sources) -> None:
    head = f"{POSTMASTER}{DATE}Subject: Mail delivery failed\nX-Failed-Recipients: {HER}\n"

    assert status_after(sent, sources, f"{head}\nSee below.\n{COPY}") == "bounced"


def report(lines: str, returned: str = "") -> str:
    """A report of delivery by RFC 3464."""
    part = f"--b\nContent-Type: text/rfc822-headers\n\n{returned}\n" if returned else ""
    return (
        f"{POSTMASTER}{DATE}Subject: Undelivered\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nSorry.\n"
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{lines}\n\n"
        f"{part}--b--\n"
    )


FINAL = f"Final-Recipient: rfc822; {HER}\nAction: failed\nStatus: 5.1.1"
ORIGINAL = (
    f"Original-Recipient: rfc822;{HER}\n"
    "Final-Recipient: rfc822; g.murray@elsewhere.example\nAction: failed"
)
NOT_OURS = f"Message-ID: <other@x.example>\nFrom: max@x.example\nTo: {HER}\n"


@pytest.mark.parametrize(
    "mail",
    [
        report(FINAL, f"Message-ID: {EXPORTED}\n"),
        report(f"Original-Recipient: rfc822; {HER}\n{FINAL}"),
        report(ORIGINAL),
        report(ORIGINAL, f"Message-ID: {EXPORTED}\n"),
        report(FINAL, f"Message-ID: <new@server>\nFrom: nora@whitfield.example\nTo: {HER}\n"),
        report(FINAL.replace("Action: failed\n", "")).replace(
            "Subject:", f"In-Reply-To: {EXPORTED}\nSubject:"
        ),
    ],
    ids=["id", "both", "original", "original and id", "our mail", "status"],
)
def test_a_report_about_a_mail_of_ours_is_bounced(sent: Book, sources: Sources, mail: str) -> None:
    assert status_after(sent, sources, mail) == "bounced"


@pytest.mark.parametrize(
    "mail",
    [
        report(FINAL),
        report(FINAL, NOT_OURS),
        report(FINAL, "Subject: Hello\n"),
        f"{POSTMASTER}{DATE}Subject: failure notice\n\n{TEXTS['qmail']}{NOT_OURS}\nHi\n",
    ],
)
def test_a_report_about_some_other_mail_is_a_doubt(sent: Book, sources: Sources, mail: str) -> None:
    path = sources.file("report.eml", mail)

    findings = sent.closed(path).findings

    assert sent.statuses()[GRACE] == "sent"
    assert [found.slug for found in findings] == ["evidence-uncertain"]
    assert "does not say which of your messages came back" in findings[0].message


STOP = (
    "Please remove me from your list.", "please remove", "Unsubscribe", "UNSUBSCRIBE ME",
    "Take me off this list!", "Stop emailing me.", "Do not contact me again.",
    "Please don't write to me any more", "No more emails, thanks", "I'd like to opt out.",
    "I no longer wish to receive your mails", "Kindly delete my address.",
    "Bitte streichen Sie mich von der Liste.", "Bitte löschen Sie meine Daten",
    "Bitte nehmen Sie mich aus dem Verteiler", "Keine weiteren Mails bitte!", "Abmelden",
    "Ich möchte nicht mehr kontaktiert werden", "Schreiben Sie mir... kontaktieren Sie mich nicht",
    "Bitte mich aus dem Verteiler löschen",
    "Merci de me retirer de votre liste", "Veuillez supprimer mon adresse", "Désinscription",
    "Ne me contactez plus", "Je ne souhaite plus recevoir de messages",
    "Por favor, elimíneme de su lista", "No me escriba más", "Denme de baja",
    "Quiero darme de baja", "No quiero recibir más correos",
    "Por favor, remova-me da lista", "Não me contacte mais", "Não quero receber mensagens",
    "Descadastrar", "Retire o meu email da lista",
    "Per favore cancellatemi dalla lista", "Non mi scriva più", "Non contattatemi più",
    "Vorrei rimuovermi... rimuovetemi", "Non desidero più ricevere messaggi",
    "Verwijder mij uit uw lijst", "Schrijf mij uit", "Geen mails meer alstublieft", "Afmelden",
    "Ik wil geen berichten ontvangen",
)  # fmt: skip


@pytest.mark.parametrize("words", STOP)
def test_who_asks_to_be_left_alone_is_proposed_for_do_not_contact(words: str) -> None:
    assert asks_to_stop(words)


@pytest.mark.parametrize(
    "words",
    [
        "Gladly! Call me on Monday.", "Please remind me in May.", "Remove the second chapter.",
        "Gerne, schreiben Sie mir!", "Bitte senden Sie mir Ihre Adresse.", "Avec plaisir",
        "Con mucho gusto, escríbame.", "Com prazer!", "Volentieri, mi scriva pure.", "Graag!",
        "I cannot write to you before May", "Don't hesitate to contact me.",
        "Zögern Sie nicht, mich zu kontaktieren", "N'hésitez pas à me contacter",
    ],
)  # fmt: skip
def test_who_is_glad_to_hear_from_us_is_not(words: str) -> None:
    assert not asks_to_stop(words)


def test_a_request_to_stop_is_a_finding_with_the_address(sent: Book, sources: Sources) -> None:
    path = sources.file("stop.eml", answer(DATE, "Please remove me.\n\n> Dear Grace"))

    report = sent.closed(path)

    assert sent.statuses()[GRACE] == "replied"
    (found,) = report.findings
    assert found.slug == "opt-out-asked"
    assert found.hint == (
        f'Write {HER} on the sheet "Do not contact", and nobody writes to them again.'
    )
