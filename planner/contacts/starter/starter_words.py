"""What the sheets of a starter workbook say: columns, names, guidance and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.text.placeholders import EXAMPLE_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

PRIORITIES = ("high", "medium", "low")


@frozen
class Column:
    """A column of a sheet: its header, width in characters, hint, dropdown and date format."""

    header: str
    width: float
    hint: str = ""
    choices: tuple[str, ...] = ()
    is_date: bool = False


@frozen
class Line:
    """A line of a sheet of names and values, with what it is for and what may be chosen."""

    name: str
    hint: str
    choices: tuple[str, ...] = ()


CONTACTS_GUIDANCE = (
    (
        "One person a row. Name and Purpose are needed, and a LinkedIn URL or an Email; leave"
        " empty what you do not know, and add, move or rename columns as you like. The rows whose"
        " Name begins with “Example:” get no message: write over them, or delete them."
    ),
    (
        "Purpose completes the sentence “Why I'm writing: …” to this very person, in your own"
        " words. For example: “your opening for a records manager in Leeds”."
    ),
)

# What kind of purpose a row has, where it is one of those that planner has templates for.
KINDS = (
    "job search", "mentor", "informational talk", "conference", "alumni", "introduction", "study",
    "fundraising", "thanks",
)  # fmt: skip

CONTACTS: tuple[Column, ...] = (
    Column("Name", 24, "First name, last name. The greeting takes the first name."),
    Column("Company", 22),
    Column("Title", 24, "What the person does there."),
    Column("Purpose", 58, "Complete the sentence: Why I'm writing: …"),
    Column("Kind", 18, "Which words suit the purpose; empty: the plain ones.", KINDS),
    Column(
        "Channel",
        18,
        "How the message travels. Empty: an invitation note where there is a LinkedIn URL, else an"
        " email.",
        tuple(str(channel) for channel in Channel if channel is not Channel.TASK),
    ),
    Column("LinkedIn URL", 34, "https://www.linkedin.com/in/…"),
    Column("Email", 28),
    Column("Phone", 18, "With the country's number, such as +44 20 7946 0991."),
    Column("Topic", 24, "Three or four words: the subject of an email or InMail."),
    Column("Met at", 24, "The place or event where you met; “It was good to meet you at …”."),
    Column("School", 24, "Compared with yours on the sheet Sender, as are the next two."),
    Column("Past employers", 24, "Several: separate them by semicolons."),
    Column("Groups", 24, "Clubs, associations, LinkedIn groups; separated by semicolons."),
    Column("Introduced by", 20),
    Column("Priority", 10, "Who comes first.", PRIORITIES),
    Column("Deadline", 12, "The day by which the message should be out.", is_date=True),
    Column("Language", 11, "de for German, and so on; empty for English."),
    Column("Template", 22, "The name of one template, if this person needs another than usual."),
    Column("Notes", 40, "For you alone: no template that planner ships with uses it."),
)

# Filled in where the header says so; read_contacts knows such rows by the mark before the name.
EXAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "Name": f"{EXAMPLE_MARK}Marta Lind",
        "Company": "Fernhill Archives",
        "Title": "Head of Records",
        "Purpose": "your opening for a records manager in Leeds",
        "Kind": "job search",
        "Email": "marta@fernhill.example",
        "Topic": "Records manager in Leeds",
    },
    {
        "Name": f"{EXAMPLE_MARK}Tom Okafor",
        "Company": "Calder City Archives",
        "Title": "Deputy Archivist",
        "Purpose": "how you moved the paper registers without closing the reading room",
        "Kind": "informational talk",
        "Channel": "linkedin-note",
        "LinkedIn URL": "https://www.linkedin.com/in/tom-okafor-example",
        "Met at": "the Records Day in York",
    },
    {
        "Name": f"{EXAMPLE_MARK}Jo Hart",
        "Company": "Hart & Daughters",
        "Title": "Partner",
        "Purpose": "a mentor for my first year as head of a small archive",
        "Kind": "mentor",
        "Channel": "phone",
        "Phone": "+44 20 7946 0991",
    },
)

SENDER_GUIDANCE = (
    (
        "Who writes. Fill in the middle column; leave empty what does not apply. Several"
        " things: separate them by semicolons."
    ),
)

YES_NO = ("yes", "no")

SENDER: tuple[Line, ...] = (
    Line("Name", "As it stands under your messages."),
    Line("First name", "As you sign to people you know; empty: the first word of your name."),
    Line("Role", "What you do now, such as “records manager”."),
    Line("Employer", "Where you do it."),
    Line("Headline", "One line under your name: who you are to a stranger."),
    Line("Photo", "Does your LinkedIn profile have a photo? It is looked at first.", YES_NO),
    Line("Email", "The address that you write from."),
    Line("Phone", "Where a call would reach you."),
    Line("LinkedIn URL", "Your own profile."),
    Line("City", "Where you are."),
    Line("Country", ""),
    Line("Schools", "Compared with your contacts' columns, to find what you share."),
    Line("Past employers", "Two are a good start."),
    Line("Past roles", "Two are a good start."),
    Line("Fields", "What you work in, such as “digital preservation; data protection”."),
    Line("Groups", "Clubs, associations, LinkedIn groups."),
    Line("Events", "Conferences, fairs, meetings that you went to."),
    Line("Courses", "Courses and certificates."),
    Line("Cities", "Where you have lived or worked."),
    Line("Languages", ""),
    Line("Skills", ""),
    Line("People", "People whom many of your contacts know too."),
    Line(
        "Offer",
        "What you have to trade. It stands in messages that ask for advice, a favour or a story.",
    ),
    Line(
        "Job search",
        "open: your messages may say so. discreet: your own employer must not learn of it.",
        ("open", "discreet", "no"),
    ),
    Line("Next position", "What you are looking for, such as “archivist, four days a week”."),
    Line("Employer aliases", "Other names of your employer, its parent and its brands."),
    Line("Postal address", "Needed under commercial email in many countries."),
    Line("Signature", "Stands under your emails in place of name and headline."),
)

SETTINGS_GUIDANCE = (
    "How planner works here. Every line may stay empty: planner has a default for each.",
    (
        "To lower or silence a check, add a line: its name, such as purpose-vague, and beside"
        " it error, warning, advice or off."
    ),
)

SETTINGS: tuple[Line, ...] = (
    Line(
        "LinkedIn account",
        "free: invitation notes of 200 characters. premium: 300.",
        ("free", "premium"),
    ),
    Line(
        "Aliases",
        "Names that mean the same: “UMIST = University of Manchester; …”, to find what you share.",
    ),
    Line(
        "Limit email",
        "The most characters of an email; “Limit letter” and the like for other channels.",
    ),
    Line("Daily cap", "The most messages a day; planner plan and planner next keep it."),
    Line("Minutes a day", "The time that you have; a touch takes five minutes unless you say."),
    Line("Company contacts a week", "The most people of one company in any seven days."),
    Line("Days off", "Yours: “2026-12-24, 2026-12-27 to 2027-01-03”."),
    Line("Send window", "When people read, by their own clock: “09:00-17:00”."),
    Line("Country", "Where you are: its public holidays are free. Empty: as on the sheet Sender."),
    Line(
        "Status sent", "Your own words for this status, if you have some; separated by semicolons."
    ),
    Line("Status replied", "The same, such as “answered; hot”."),
    Line("Status declined", "The same, such as “said no”."),
    Line("Status no answer", "The same, such as “silence”."),
    Line("Status closed", "The same, such as “done”."),
)

SEQUENCE_GUIDANCE = (
    (
        "What follows what. Step 1 is the first message; a follow-up is drafted when its wait"
        " is over and nobody has answered. Two follow-ups are enough: a third does harm."
    ),
)

_ANSWERS = ("any answer", "replied", "accepted", "meeting", "declined")

SEQUENCE: tuple[Column, ...] = (
    Column("Step", 8),
    Column(
        "Channel",
        20,
        "Empty: as the contact's row, or the message before, says. An invitation is followed by a"
        " message once it is accepted.",
        tuple(str(channel) for channel in Channel),
    ),
    Column("Template", 26, "Empty: the one that fits best."),
    Column("Wait", 20, "Business days after the step before: 3, “3 weeks”, “2 after acceptance”."),
    Column("Stop when", 18, "What ends the sequence for this person.", _ANSWERS),
    Column("Condition", 30, "Empty: for everybody. “Priority=high”, “after email”."),
)

DO_NOT_CONTACT_GUIDANCE = (
    (
        "Who must get nothing. One column filled is enough; a name counts together with the"
        " company beside it. This sheet beats everything else."
    ),
)

DO_NOT_CONTACT: tuple[Column, ...] = (
    Column("Email", 30),
    Column("Domain", 22, "Everybody with an address there, such as “rival.example”."),
    Column("LinkedIn URL", 36),
    Column("Name", 24),
    Column("Company", 24),
    Column("Reason", 40, "For you alone."),
)
