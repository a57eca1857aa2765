"""Exports of every kind, as their programs write them, with invented people."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from planner.campaign import Campaign

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the user's own clock
PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are'
    ' missing. You will only see email addresses for connections who allow it."\n'
    "\n"
)
# Names with a comma, quotes, an emoji, right-to-left letters; a member who hides; a line break.
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Anna,Berg,https://www.linkedin.com/in/anna-berg,,Acme,CTO,08 Feb 2026\n"
    ",,,,,,07 Jun 2026\n"
    '"Søren","Ødegård, PhD",https://www.linkedin.com/in/soren-%C3%B8,soren@nord.example,'
    '"Nord ""Lys"" AS",Ingeniør,31 Dec 2019\n'
    "مريم,الخطيب,https://www.linkedin.com/in/maryam,,مكتبة,أمينة مكتبة,01 Mar 2024\n"
    'Zoë 🦊,King,https://www.linkedin.com/in/zoe-king,,"Fox\nHoles",Head,15 Aug 2023\n'
)
OLD_CONNECTIONS = (
    "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    "Anna,Berg,anna@acme.example,Acme,CTO,08 Feb 2020\n"
    "Bo,Lind,,Lind & Co,Owner,09 Feb 2020\n"
)
INVITATIONS = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    'Ina Moss,Bob Roe,"1/29/26, 2:37 PM","Hello, Bob",OUTGOING,'
    "https://www.linkedin.com/in/ina-moss,https://www.linkedin.com/in/bob-roe\n"
    'Carl Poe,Ina Moss,"12/3/25, 9:05 AM",,INCOMING,'
    "https://www.linkedin.com/in/carl-poe,https://www.linkedin.com/in/ina-moss\n"
    'Ina Moss,,"12/4/25, 9:05 AM",,OUTGOING,https://www.linkedin.com/in/ina-moss,\n'
)
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
    "c1,,Ina Moss,https://www.linkedin.com/in/ina-moss,Bob Roe,"
    'https://www.linkedin.com/in/bob-roe,2025-06-01 14:03:22 UTC,,"Hi\nBob",INBOX,,No\n'
    "c1,,Bob Roe,https://www.linkedin.com/in/bob-roe,Ina Moss,"
    "https://www.linkedin.com/in/ina-moss,2025-06-02 08:00:00 UTC,,Hi Ina,INBOX,,No\n"
    "c2,,Dora Dean,https://www.linkedin.com/in/dora,Ina Moss,"
    "https://www.linkedin.com/in/ina-moss,2025-01-02 08:00:00 UTC,,Hello,INBOX,,No\n"
    "c3,,Ina Moss,https://www.linkedin.com/in/ina-moss,Eve Early,"
    "https://www.linkedin.com/in/eve,2025-01-03 08:00:00 UTC,,not yet,INBOX,,Yes\n"
    "c4,,LinkedIn Member,,Ina Moss,https://www.linkedin.com/in/ina-moss,"
    "2025-01-04 08:00:00 UTC,,gone,INBOX,,No\n"
)
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers\n"
    'Ina,Moss,,,,"Archivist, mostly","About me\nin lines",Libraries,,'
    '"Leeds, England, United Kingdom",,[PERSONAL:https://ina.example],\n'
)
POSITIONS = (
    "Company Name,Title,Description,Location,Started On,Finished On\n"
    "Old Hall,Clerk,,,Mar 2009,Jan 2012\n"
    "City Archive,Head of records,,Leeds,Feb 2020,\n"
    "Mill Museum,Archivist,,,Feb 2012,Jan 2020\n"
    "City Archive,Trainee,,,Jan 2005,Dec 2006\n"
)
EDUCATION = (
    "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
    "Northgate University,2001,2004,,BA History,Choir\n"
    "Northgate University,2004,2005,,MA Archives,\n"
)
SKILLS = "Name\nPalaeography\nRecords management\n"
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - City,"
    "Address 1 - Country,Website 1 - Label,Website 1 - Value\n"
    'Anna,Maria,Berg,,,"Acme, Inc.",CTO,R&D,,likes tea,,* myContacts,* Work,'
    "anna@acme.example ::: a.berg@home.example,,Work,+44 20 0000 0001,Leeds,UK,Profile,"
    "https://www.linkedin.com/in/anna-berg\n"
    ",,,,,,,,,,,* myContacts,Other,only@address.example,,,,,,,\n"
    ",,,,,Shop,,,,,,* myContacts,,,,Work,+44 20 0000 0002,,,,\n"
)
OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Notes,Group Membership,E-mail 1 - Type,"
    "E-mail 1 - Value,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title\n"
    "Anna Berg,Anna,,Berg,,* myContacts,* Work,anna@acme.example,+44 1,,Acme,CTO\n"
    "Bo Lind,Bo,,Lind,,* myContacts,* Work,bo@lind.example,,,Lind & Co,Owner\n"
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,"
    "E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Business Phone,Mobile Phone,"
    "Company,Job Title,Department,Business City,Business Country/Region,Web Page,Notes\n"
    "Anna,,Berg,Dr,,,,,anna@acme.example,anna@home.example,,,+44 20 1,+44 70 1,Acme,CTO,,Leeds,"
    'UK,https://www.linkedin.com/in/anna-berg,"two\r\nlines"\n'
    "Bo,,Lind,Mr,,,,,bo@lind.example,,,,,+46 1,Lind & Co,Owner,,,,,\n"
)
HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Last Activity Date,"
    "Lead Status,Create Date,Associated Company,Job Title,LinkedIn URL\n"
    "101,Anna,Berg,anna@acme.example,+44 1,Ina,2026-01-01,OPEN,2025-01-01,Acme,CTO,"
    "linkedin.com/in/anna-berg\n"
    "102,Bo,Lind,bo@lind.example,,Ina,,NEW,2025-01-01,Lind & Co,Owner,\n"
)
HUBSPOT_TEMPLATE = (
    "Email,First Name,Last Name,Company,Phone,Job Title,Website\n"
    "anna@acme.example,Anna,Berg,Acme,+44 1,CTO,acme.example\n"
)
SALESFORCE = (
    '"Salutation","First Name","Last Name","Title","Company / Account","Email","Phone","City",'
    '"Lead Source","Lead Status"\n'
    '"Ms","Anna","Berg","CTO","Acme","anna@acme.example","+44 1","Leeds","Web","Open"\n'
    '"","","Lind","Owner","Lind & Co","","","","Fair","Open"\n'
    "\n"
    '"Leads report"\n'
    '"Copyright (c) 2026 Example"\n'
)
VCARD_21 = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller-L=C3=BCdenscheidt;J=C3=B6rg;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller-L=C3=BC=\r\n"
    "denscheidt\r\n"
    "ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:K=E4se GmbH\r\n"
    "TITLE:Head of a very long\r\n department\r\n"
    "TEL;WORK;FAX:+49 2\r\nTEL;WORK;VOICE:+49 1\r\n"
    "EMAIL;INTERNET:joerg@home.example\r\nEMAIL;PREF;INTERNET:joerg@kaese.example\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0Asecond\r\n"
    "END:VCARD\r\n"
)
VCARD_3 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Anna;;;\r\nFN:Anna Berg\r\n"
    "ORG:Acme\\, Inc.;Research\r\nTITLE:Chief\\; really\r\n"
    "item1.EMAIL;type=INTERNET;type=pref:anna@acme.example\r\n"
    "item2.URL:https\\://www.linkedin.com/in/an\r\n na-berg\r\nitem2.X-ABLabel:LinkedIn\r\n"
    "item3.ADR;type=WORK:;;1 Mill St;Leeds;;LS1;United Kingdom\r\n"
    "NOTE:one\\ntwo\r\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\n AAAQABAAD\r\n"
    "END:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:Paper Mill Ltd\r\nORG:Paper Mill Ltd;\r\n"
    "X-ABShowAs:COMPANY\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Friends\r\nX-ADDRESSBOOKSERVER-KIND:group\r\nEND:VCARD\r\n"
)
VCARD_4 = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:مريم الخطيب 🦊\nN:الخطيب;مريم;;;\n"
    'EMAIL;TYPE="work,home";PREF=2:second@book.example\nEMAIL;PREF=1:maryam@book.example\n'
    "TEL;VALUE=uri;TYPE=voice:tel:+20-1\nLANG;TYPE=work;PREF=1:ar\n"
    "X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/maryam\nEND:VCARD\n"
)
PEOPLE_TABLE = (
    "Full Name;Firma;E-Mail;Met at;Purpose\n"
    "Anna Berg;Acme;anna@acme.example;Fair;ask about the reading room\n"
    "Bo Lind;Lind & Co;;Leeds;\n"
)

ALL: Mapping[str, str] = {
    "Connections.csv": PREAMBLE + CONNECTIONS,
    "connections-plain.csv": CONNECTIONS,
    "connections-old.csv": OLD_CONNECTIONS,
    "Invitations.csv": INVITATIONS,
    "messages.csv": MESSAGES,
    "google.csv": GOOGLE,
    "google-old.csv": OLD_GOOGLE,
    "outlook.csv": OUTLOOK,
    "hubspot.csv": HUBSPOT,
    "hubspot-template.csv": HUBSPOT_TEMPLATE,
    "salesforce.csv": SALESFORCE,
    "two-one.vcf": VCARD_21,
    "three.vcf": VCARD_3,
    "four.vcf": VCARD_4,
    "table.csv": PEOPLE_TABLE,
    "Profile.csv": PROFILE,
    "Positions.csv": POSITIONS,
    "Education.csv": EDUCATION,
    "Skills.csv": SKILLS,
}
EXPORT = (
    "Connections.csv", "Invitations.csv", "messages.csv", "Profile.csv", "Positions.csv",
    "Education.csv", "Skills.csv",
)  # fmt: skip


def zipped(names: tuple[str, ...]) -> bytes:
    """LinkedIn's data zip with these of its files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, ALL[name])
        archive.writestr("Rich_Media/photo.jpg", b"\xff\xd8\xff\0\0")
    return stream.getvalue()


@pytest.fixture(scope="session")
def export_names() -> tuple[str, ...]:
    """The files of LinkedIn's data zip that planner reads."""
    return EXPORT


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Writes one of the exports, or any text or bytes, to a file; `source("google.csv")`."""

    def write(name: str, content: str | bytes | None = None, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        if content is None:
            content = zipped(EXPORT) if name.endswith(".zip") else ALL[name]
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture(scope="session")
def export_zip() -> Callable[[tuple[str, ...]], bytes]:
    """Makes LinkedIn's data zip of some of its files."""
    return zipped


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    """A workbook that waits for answers."""
    made = Workbook()
    made.worksheets[0].append(["Name", "Company", "LinkedIn URL", "Purpose", "Channel"])
    url, why = "https://www.linkedin.com/in/bob-roe", "the map room that you opened in Leeds"
    made.worksheets[0].append(["Bob Roe", "Maps", url, why, "linkedin-note"])
    sender = made.create_sheet("Sender")
    sender.append(["Name", "Ina Moss"])
    path = tmp_path / "contacts.xlsx"
    made.save(path)
    with Campaign.open(path, now=NOW) as campaign:
        campaign.draft()
    return path
