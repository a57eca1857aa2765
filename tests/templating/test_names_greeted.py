"""Names as they stand in lists, each greeted as a careful person would, in messages and letters."""

from __future__ import annotations

import pytest

from planner.templating.addressing import addressee_of
from planner.templating.prose.greeting import greeting_of
from planner.text.person_names import split_name
from tests.templating.conftest import make_contact

# The cell; the language; the greeting of a message, and of a letter; whether the cell is odd.
GREETED = (
    ("Priya Raghunathan", "en", "Hello Priya,", "Dear Priya Raghunathan,", False),
    ("Dr Miriam Katz", "en", "Hello Miriam,", "Dear Dr Katz,", False),
    (
        "Prof. Dr. Jürgen Falk", "de", "Guten Tag Professor Falk,",
        "Guten Tag Professor Falk,", False,
    ),
    ("Frau Yıldız", "de", "Guten Tag Frau Yıldız,", "Sehr geehrte Frau Yıldız,", True),
    (
        "Herr Dr. Ole Petersen", "de", "Guten Tag Herr Dr. Petersen,",
        "Sehr geehrter Herr Dr. Petersen,", False,
    ),
    ("Mr Tom", "en", "Dear Mr Tom,", "Dear Mr Tom,", True),
    ("Mrs Agnes Doyle", "en", "Hello Agnes,", "Dear Ms Doyle,", False),
    ("Ms. Keiko Tanaka-Ross", "en", "Hello Keiko,", "Dear Ms Tanaka-Ross,", False),
    ("佐藤 健", "en", "Hello 佐藤 健,", "Dear 佐藤 健,", False),
    ("김민준", "en", "Hello 김민준,", "Dear 김민준,", False),
    ("Phạm Thị Hồng", "en", "Hello Hồng,", "Dear Phạm Thị Hồng,", False),
    ("Lê Quang Minh", "en", "Hello Minh,", "Dear Lê Quang Minh,", False),
    ("Familie Brandt", "de", "Guten Tag Familie Brandt,", "Guten Tag Familie Brandt,", False),
    ("The Okafor Family", "en", "Hello Okafor Family,", "Dear Okafor Family,", False),
    ("Jill & Peter Marsh", "en", "Hello Jill and Peter,", "Dear Jill and Peter,", False),
    (
        "Hanna und Uwe Stein", "de", "Guten Tag Hanna und Uwe Stein,",
        "Guten Tag Hanna und Uwe Stein,", False,
    ),
    (
        "Herr und Frau Wolff", "de", "Guten Tag Herr und Frau Wolff,",
        "Guten Tag Herr und Frau Wolff,", False,
    ),
    (
        "Mr. & Mrs. Lindqvist", "en", "Hello Mr. & Mrs. Lindqvist,",
        "Dear Mr. & Mrs. Lindqvist,", False,
    ),
    ("Accounts Receivable", "en", "Hello,", "Dear Sir or Madam,", True),
    ("Hiring Team", "en", "Hello,", "Dear Sir or Madam,", True),
    ("The Registrar", "en", "Hello,", "Dear Sir or Madam,", True),
    ("Admissions Office", "en", "Hello,", "Dear Sir or Madam,", True),
    ("Personalabteilung", "de", "Guten Tag,", "Sehr geehrte Damen und Herren,", True),
    ("Recursos Humanos", "es", "Buenos días:", "A quien corresponda:", True),
    ("Service clients", "fr", "Bonjour,", "Madame, Monsieur,", True),
    ("K. L. Ashworth", "en", "Hello K. L. Ashworth,", "Dear K. L. Ashworth,", False),
    ("J. Robert Hale", "en", "Hello Robert,", "Dear J. Robert Hale,", False),
    ("R. Okonkwo", "en", "Hello R. Okonkwo,", "Dear R. Okonkwo,", False),
    ("T.S. Moran", "en", "Hello,", "Dear Sir or Madam,", True),
    ("Dr. h.c. Walter Brück", "de", "Guten Tag Dr. Brück,", "Guten Tag Dr. Brück,", False),
    (
        "jean-pierre moreau", "fr", "Bonjour Jean-Pierre Moreau,",
        "Bonjour Jean-Pierre Moreau,", False,
    ),
    ("MARTIN KELLER", "de", "Guten Tag Martin Keller,", "Guten Tag Martin Keller,", False),
    ("anna McDonald", "en", "Hello Anna,", "Dear Anna McDonald,", False),
    ("DONALD MCGREGOR", "en", "Hello Donald,", "Dear Donald McGregor,", False),
    ("o'connor sinead", "en", "Hello Sinead,", "Dear Sinead O'Connor,", False),
    ("p.nowak", "en", "Hello,", "Dear Sir or Madam,", True),
    ("lisa@fernhill.example", "en", "Hello,", "Dear Sir or Madam,", True),
    ("mike_87", "en", "Hello,", "Dear Sir or Madam,", True),
    ("Rachel (HR)", "en", "Hello Rachel,", "Dear Rachel,", False),
    ("Rachel - Marketing", "en", "Hello,", "Dear Sir or Madam,", True),
    ('Ravi "Rav" Menon', "en", "Hello Ravi,", "Dear Ravi Menon,", False),
    ("Sven-Erik Åkesson", "en", "Hello Sven-Erik,", "Dear Sven-Erik Åkesson,", False),
    ("Ana Lucía de la Vega", "es", "Hola, Ana:", "Estimado/a Ana Lucía de la Vega:", False),
    ("João Pedro dos Santos", "pt", "Olá, João,", "Bom dia, João Pedro dos Santos,", False),
    ("Madame Claire Dubois", "fr", "Bonjour Madame Dubois,", "Madame,", False),
    ("Mme Dubois", "fr", "Bonjour Madame Dubois,", "Madame,", True),
    ("M. Henri Petit", "fr", "Bonjour Monsieur Petit,", "Monsieur,", False),
    ("Sig.ra Paola Conti", "it", "Buongiorno Paola,", "Gentile signora Conti,", False),
    ("Dott. Marco Serra", "it", "Buongiorno Marco,", "Gentile Marco Serra,", False),
    ("Señora Carmen Ortiz", "es", "Hola, Carmen:", "Estimada Sra. Ortiz:", False),
    ("Sra. Ortiz", "es", "Estimada Sra. Ortiz:", "Estimada Sra. Ortiz:", True),
    ("Dhr. Jan de Boer", "nl", "Beste Jan,", "Geachte heer De Boer,", False),
    ("Mevrouw van Dijk", "nl", "Geachte mevrouw Van Dijk,", "Geachte mevrouw Van Dijk,", True),
    (
        "Karl-Heinz von der Heide", "de", "Guten Tag Karl-Heinz von der Heide,",
        "Guten Tag Karl-Heinz von der Heide,", False,
    ),
    ("Wei Chen", "en", "Hello Wei,", "Dear Wei Chen,", False),
    ("X", "en", "Hello,", "Dear Sir or Madam,", True),
    ("Unknown", "en", "Hello,", "Dear Sir or Madam,", True),
    ("Berg, Ingrid", "de", "Guten Tag Ingrid Berg,", "Guten Tag Ingrid Berg,", False),
    ("Tom O'Leary, MBA", "en", "Hello Tom,", "Dear Tom O'Leary,", False),
    ("Rev. Alice Monk", "en", "Hello Alice,", "Dear Rev. Monk,", False),
    ("Sir Ian Hale", "en", "Hello Ian,", "Dear Ian Hale,", False),
    ("Maria & Team", "en", "Hello,", "Dear Sir or Madam,", True),
)  # fmt: skip


@pytest.mark.parametrize(("name", "language", "line", "letter", "is_odd"), GREETED)
def test_each_is_greeted_as_a_careful_person_would(
    name: str, language: str, line: str, letter: str, is_odd: bool
) -> None:
    first, last = split_name(name)
    row = make_contact(name=name, first_name=first, last_name=last, purpose="x")
    who = addressee_of(row)
    assert greeting_of(who, language) == line
    assert greeting_of(who, language, is_formal=True) == letter
    assert bool(who.oddity) is is_odd


def test_there_are_62_of_them() -> None:
    assert len({name for name, *_ in GREETED}) == 62
