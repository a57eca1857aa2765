"""Every check: its slug, how much it weighs, why it matters, an example, the remedy.

`planner explain` and the documentation are made from here, and so is the severity of every
finding. A slug never changes its meaning: the Settings sheets of users name it.
"""

from __future__ import annotations

from planner.model.finding import Severity
from planner.model.frozen import frozen

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


@frozen
class Check:
    """What planner says of one kind of finding; `source` names the evidence and its date, or ""."""

    slug: str
    severity: Severity
    reason: str
    example: str
    remedy: str
    source: str = ""


CHECKS: tuple[Check, ...] = (
    Check(
        "purpose-missing",
        ERROR,
        reason="A message without a purpose asks a stranger to guess what you want; there is no"
        " draft without one.",
        example="Purpose is blank, or says TBD, n/a, ?, xxx, same as above.",
        remedy="Complete the sentence “Why I'm writing: …” for this very person.",
    ),
    Check(
        "purpose-vague",
        WARNING,
        reason="A purpose that names nothing leaves the reader to work out what you want, and"
        " most will not.",
        example="“networking”, “pick your brain”, “explore opportunities”.",
        remedy="Name a specific job, your next position, a shared field, course or event, an"
        " offer or a question: “your opening for a records manager in Leeds”.",
    ),
    Check(
        "purpose-lost",
        ERROR,
        reason="A message that no longer says its purpose is one more message without one.",
        example="The template has no {{ purpose }} in it.",
        remedy="Put {{ purpose }} into the template.",
    ),
    Check(
        "purpose-repeated",
        ADVICE,
        reason="What suits everybody is about nobody.",
        example="40 rows say “your open roles in data”.",
        remedy="Say in each row what makes it this person; or set “same purpose at most” in"
        " Settings.",
    ),
    Check(
        "draft-alike",
        ADVICE,
        reason="Colleagues compare their messages, and two alike read as a mailing.",
        example="Two people at Fernhill Archives would get the same words but for their names and"
        " roles.",
        remedy="Write to one of them first, or give each a purpose of their own.",
    ),
    Check(
        "common-unsaid",
        ADVICE,
        reason="What you share is the best reason to answer, and this draft does not mention it.",
        example="You both went to Northgate University, and the draft does not say so.",
        remedy="Put {{ common[0] }} into the template between {% if common %} and {% endif %}.",
        source="Rajkumar et al., Science, 2022-09: moderately weak ties help most",
    ),
    Check(
        "sender-missing",
        ERROR,
        reason="A message says who writes it; without that there is no draft to judge.",
        example="The workbook has no Sender sheet, or the sheet has no name.",
        remedy="Add a sheet called Sender with names in column A and values in column B: Name,"
        " Role, Employer. “planner init” makes one to copy.",
    ),
    Check(
        "sender-thin",
        ADVICE,
        reason="People look at who writes before they answer; the Sender sheet also finds what"
        " you share.",
        example="The Sender sheet has no headline, no photo and one past role.",
        remedy="Fill in the lines that the message names, first things first.",
    ),
    Check(
        "nothing-to-trade",
        ADVICE,
        reason="A request with nothing offered and nothing shared asks for a gift.",
        example="No Offer on the Sender sheet, and 12 contacts share nothing with you.",
        remedy="Write under Offer what you can do for them.",
    ),
    Check(
        "job-search-unsaid",
        ADVICE,
        reason="Who knows that you are looking can help; who has to guess will not.",
        example="Job search is open, and a message about a career in archives does not say that"
        " you look for one.",
        remedy="Say it in the purpose or the template.",
    ),
    Check(
        "job-search-exposed",
        ERROR,
        reason="Your search is discreet, and this person would bring it to your own employer.",
        example="Company is your employer, and the draft asks about a vacancy.",
        remedy="Choose another template or purpose for this row, or take the row out.",
    ),
    Check(
        "job-search-suggested",
        WARNING,
        reason="You are not looking for a job, and the draft reads as if you were.",
        example="Job search is no, and the draft says “my next role”.",
        remedy="Take the words out of the template, or change Job search on the Sender sheet.",
    ),
    Check(
        "draft-too-long",
        ERROR,
        reason="The channel would cut the message or refuse it.",
        example="A note of 214 characters; an invitation from a free account takes 200.",
        remedy="Shorten the purpose or the template, or say in Settings which account you have"
        " (linkedin account: premium).",
        source="LinkedIn's compose box and LinkedIn Help, 2026-08; characters are UTF-16 code"
        " units, as in any text box of a browser (HTML Standard, maxlength)",
    ),
    Check(
        "subject-too-long",
        ERROR,
        reason="The channel would cut the subject or refuse it.",
        example="An InMail subject of 230 characters; 200 fit.",
        remedy="Shorten the topic or the template's Subject line.",
        source="LinkedIn Help, 2026-08",
    ),
    Check(
        "draft-wordy",
        ADVICE,
        reason="Long messages are answered less.",
        example="An email of 240 words; an InMail of 1,500 characters.",
        remedy="Cut what does not serve the purpose; “words email” in Settings changes the bound.",
        source="Boomerang, 40 million emails, 2016: 50 to 125 words; LinkedIn, 2021–22: InMail"
        " over 1,200 characters −11 %. Vendors' data: advice, no law",
    ),
    Check(
        "draft-residue",
        ERROR,
        reason="Nothing says mailing like what the machine left behind.",
        example="“Dear [Name]”, “at nan”, “{{ company }}”, “None”, “xxx”.",
        remedy="Fill the cell or leave it empty; mend the template that writes it.",
    ),
    Check(
        "draft-gap",
        WARNING,
        reason="A hole in a sentence shows that a field was meant to stand there.",
        example="“Dear ,”, double blanks, “at .”, “()”.",
        remedy="Fill the cell, or put the words around the field between {% if field %} and {%"
        " endif %}.",
    ),
    Check(
        "draft-curt",
        ADVICE,
        reason="A greeting and a word of thanks cost a line and open doors.",
        example="A message that begins with the request and ends with it.",
        remedy="Add a greeting, and thanks or a close, to the template.",
    ),
    Check(
        "draft-loud",
        WARNING,
        reason="Capitals and exclamation marks shout.",
        example="“AMAZING NEW OFFER!!!”",
        remedy="Say it calmly.",
    ),
    Check(
        "note-link",
        WARNING,
        reason="A stranger's link is what people are warned of, and it takes the room of a"
        " sentence.",
        example="An invitation with https://… in it.",
        remedy="Send the link in the first message after they accept.",
    ),
    Check(
        "draft-other-person",
        ERROR,
        reason="Somebody else's name or company in a message is the worst mistake there is.",
        example="“Hello Tom” in the draft for Anna; “your work at Acme” to somebody at Fernhill.",
        remedy="Mend the template, or name the other person in this row's own cells if it"
        " belongs here.",
    ),
    Check(
        "draft-shortened",
        ADVICE,
        reason="To keep within the channel's limit, the draft leaves out a part that the"
        " template marks as optional.",
        example="The invitation had no room for what you share.",
        remedy="Shorten the cells that it draws on, or leave it so.",
        source="LinkedIn's compose box and LinkedIn Help, 2026-08",
    ),
    Check(
        "name-missing",
        WARNING,
        reason="Nobody's name stands in the row, so the greeting has none.",
        example="A row with a company and no person.",
        remedy="Write the person's name, or clear the row.",
    ),
    Check(
        "name-odd",
        WARNING,
        reason="The greeting takes the name as it stands.",
        example="anna@example.org, ANNA BERG, Acme Ltd, “Berg Anna”.",
        remedy="Write the name as the person would, or give First name and Last name columns.",
    ),
    Check(
        "identity-duplicate",
        ERROR,
        reason="Nobody should get the same message twice.",
        example="Two rows with one LinkedIn profile.",
        remedy="Delete one of the rows, or correct the one that is wrong.",
    ),
    Check(
        "duplicate-likely",
        WARNING,
        reason="Two rows at one company look like one person.",
        example="“Bob Miller” and “Robert Miller” at Acme.",
        remedy="Delete one of the rows if they are one person; otherwise leave it so.",
    ),
    Check(
        "company-crowded",
        ADVICE,
        reason="Many messages to one company in a week read as a mailing.",
        example="Nine people at Acme are on the list.",
        remedy="Begin with the best few; “people at a company” in Settings changes the bound.",
    ),
    Check(
        "colleague-answered",
        ADVICE,
        reason="Somebody at this company is in conversation with you already, and is the one to"
        " ask first.",
        example="Tom at Acme replied; Anna at Acme is next on the list.",
        remedy="Ask the one who answered, and mention it if you still write.",
    ),
    Check(
        "suppressed",
        ADVICE,
        reason="This person, company or domain is on your Do not contact sheet, which beats"
        " everything else.",
        example="anna@example.org stands under Email on the sheet Do not contact.",
        remedy="Nothing to mend; take the entry out only if it is a mistake.",
    ),
    Check(
        "email-address-missing",
        WARNING,
        reason="Commercial email must show a postal address in many countries.",
        example="The campaign is commercial, and the email ends with a name.",
        remedy="Fill in Postal address on the Sender sheet, and use it in the template.",
        source="CAN-SPAM Act (15 U.S.C. 7704) and the FTC's compliance guide; no legal advice",
    ),
    Check(
        "email-no-way-out",
        WARNING,
        reason="Commercial email must say how to get no more of it.",
        example="The campaign is commercial, and the email names no way out.",
        remedy="Add a sentence: “If you would rather not hear from me, one line back is enough.”",
        source="CAN-SPAM Act (15 U.S.C. 7704) and the FTC's compliance guide; no legal advice",
    ),
    Check(
        "email-subject",
        WARNING,
        reason="A subject must say what the email is about, and a first email is no reply.",
        example="“Re: your order” on a first message.",
        remedy="Say what it is about in three or four plain words.",
        source="CAN-SPAM Act (15 U.S.C. 7704) and the FTC's compliance guide; no legal advice",
    ),
    Check(
        "channel-unknown",
        WARNING,
        reason="The word in Channel is none that planner knows, so it chose one.",
        example="Channel says “pigeon”.",
        remedy="Write linkedin-note, linkedin-message, linkedin-inmail, email, letter or phone.",
    ),
    Check(
        "template-error",
        ERROR,
        reason="The template could not be filled for this row.",
        example="It uses {{ comapny }}, which no column is called.",
        remedy="Mend the template, or fill the cell that it needs.",
    ),
    Check(
        "cell-error",
        WARNING,
        reason="The cell holds an error value, which counts as empty.",
        example="Company is #N/A.",
        remedy="Mend the formula, or type the value.",
    ),
    Check(
        "formula-uncomputed",
        WARNING,
        reason="The formula has no stored result, so nobody knows what Excel would show.",
        example="A workbook written by a program and never opened.",
        remedy="Open the workbook in Excel or LibreOffice and save it there.",
    ),
    Check(
        "contacts-none",
        WARNING,
        reason="The header was found, and no people stand below it.",
        example="All rows are hidden, and only visible ones were asked for.",
        remedy="Fill in rows below the header, or name another sheet with --sheet.",
    ),
    Check(
        "header-renamed",
        WARNING,
        reason="Two headers collide, or a template cannot spell one, so the column got another"
        " name.",
        example="Two columns are headed “Notes”.",
        remedy="Use the name that the message gives, or rename the header.",
    ),
    Check(
        "other-contacts-sheet",
        ADVICE,
        reason="Another sheet could hold contacts as well.",
        example="“Contacts” and “Contacts 2025” have the same header.",
        remedy="Name the sheet that is meant with --sheet.",
    ),
    Check(
        "rows-below-table",
        WARNING,
        reason="People stand below the last row of the Excel table, and are not read with it.",
        example="The table ends at row 40, and rows 41 to 43 hold names.",
        remedy="Drag the table's corner down over them, or move them away.",
    ),
    Check(
        "contact-removed",
        WARNING,
        reason="The person is gone from the contacts sheet; the Tracking row stays.",
        example="A row of Contacts was deleted after its message was drafted.",
        remedy="Put the contact back, or set the status to skipped.",
    ),
    Check(
        "draft-outdated",
        WARNING,
        reason="The contact or template changed after you edited the draft, and the draft is"
        " kept as you wrote it.",
        example="Purpose changed in Contacts; the draft still says the old one.",
        remedy="Edit the draft, or empty it to have it drawn anew.",
    ),
    Check(
        "status-impossible",
        WARNING,
        reason="The status cannot follow the one before.",
        example="From “needs purpose” to “replied”.",
        remedy="Choose a status that can follow, or force it with planner status.",
    ),
    Check(
        "status-conflict",
        WARNING,
        reason="The status was changed on both sides since the last run, in Contacts and in"
        " Tracking; the one that comes later in the life of a message counts.",
        example="Contacts says “accepted”, Tracking says “replied”: it counts as replied.",
        remedy="If that is wrong, set the status that holds in Tracking.",
    ),
    Check(
        "status-unknown",
        ERROR,
        reason="A word that planner does not understand may say that somebody was written to, or"
        " wants no message: the row is held, and the word stays as typed.",
        example="Status says “on hold”, “x”, “round 2”.",
        remedy="Say in Settings what the word means (“status sent”, “status not yet”), or choose"
        " a word that planner knows: docs/statuses.md lists them.",
    ),
    Check(
        "written-to-already",
        ERROR,
        reason="A date of contact without a status says that somebody was written to, and not what"
        " came of it; a second first message would shame you.",
        example="Last contacted says 2026-11-20, and Status is blank.",
        remedy="Write “sent” under Status, or “new” if a first message may go out.",
    ),
    Check(
        "date-impossible",
        WARNING,
        reason="The date cannot be read, or cannot be right.",
        example="Sent on says “soon”.",
        remedy="Type the day on which it happened.",
    ),
    Check(
        "touch-duplicate",
        WARNING,
        reason="Two rows of Tracking are the same touch, so the later one is not used.",
        example="A row was copied in Excel.",
        remedy="Delete the copy.",
    ),
    Check(
        "introducer-known",
        ADVICE,
        reason="Somebody whom you know could introduce you, and then you are no stranger any more.",
        example="Tom Reed on your Connections sheet works at Acme, as Anna does.",
        remedy="Ask that person first; planner paths shows all who could, with the cells. “asks per"
        " introducer” in Settings says how many favours one person is asked for.",
        source="Rajkumar et al., Science, 2022: moderately weak ties help most",
    ),
    Check(
        "evidence-uncertain",
        WARNING,
        reason="An export or a mailbox says something that may be about this person or this"
        " message, and nothing is guessed.",
        example="Somebody of the same name accepted an invitation; no profile says who it was.",
        remedy="If it is so, set the status yourself with planner status.",
    ),
    Check(
        "evidence-contradicts",
        WARNING,
        reason="An export or a mailbox says what cannot be true together with the row.",
        example="Tracking says skipped; Invitations.csv has an invitation to that profile.",
        remedy="Correct the row's status or its dates, or leave it if the row is right.",
    ),
    Check(
        "already-connected",
        ADVICE,
        reason="LinkedIn takes no invitation to somebody with whom you are connected already.",
        example="A note waits for Anna, who stands in Connections.csv.",
        remedy="Write “linkedin-message” in Channel, and draft again.",
        source="LinkedIn's data export, Connections.csv",
    ),
    Check(
        "email-unmade",
        ERROR,
        reason="planner export cannot make an email of this touch: its template, or a file that"
        " the template attaches, is gone or cannot be read.",
        example="The template attaches cv.pdf, and there is no such file beside it.",
        remedy="Put the file back, or correct the template, and export again.",
    ),
)
