"""Sources of evidence: every form that is read, and what is refused before it does harm."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.importing.answers.evidence import Kind
from planner.importing.answers.mail_answers import mails_of_mbox
from planner.importing.answers.read_answers import holds_answers, read_answers
from planner.importing.sources.imported import Owner
from planner.importing.sources.source_errors import ImportingError
from planner.text.dates import exported_day, exported_moment
from planner.text.normalise import fold
from planner.workbook.csv_rows import OpenQuoteError

if TYPE_CHECKING:
    from tests.importing.answers.conftest import Sources

OWNER = Owner("nora-whitfield-example", frozenset({"nora@whitfield.example"}), "Nora Whitfield")
ADA = "Ada Byron"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08 Feb 2026", date(2026, 2, 8)),
        ("8 February 2026", date(2026, 2, 8)),
        ("08-Feb-26", date(2026, 2, 8)),
        ("1/29/26, 2:37 PM", date(2026, 1, 29)),
        ("12/1/2025, 11:05 AM", date(2025, 12, 1)),
        ("2025-06-01 14:03:22 UTC", date(2025, 6, 1)),
        (" 2025-06-01", date(2025, 6, 1)),
        ("31 Feb 2026", None),
        ("29/1/26", None),
        ("soon", None),
        ("", None),
        ("08 Foo 2026", None),
    ],
)
def test_days_in_all_of_linkedins_forms_are_read(text: str, expected: date | None) -> None:
    assert exported_day(text) == expected


def test_a_time_is_exact_only_where_its_zone_is_named() -> None:
    assert exported_moment("2025-06-01 14:03:22 UTC") == datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC)
    assert exported_moment("1/29/26, 2:37 PM") is None
    assert exported_moment("2025-06-01 UTC") is None
    assert exported_moment("2025-06-01 25:00:00 UTC") is None


def test_a_zip_a_folder_and_single_files_prove_the_same(sources: Sources) -> None:
    texts = {
        "Connections": sources.connections(("Ada", "Byron", "linkedin.com/in/a", "02 Feb 2026")),
        "Invitations": sources.invitations((ADA, "1/29/26, 2:37 PM", "Hi")),
        "messages": sources.messages((ADA, "me", "2026-02-03 10:00:00 UTC", "Yes")),
    }
    zipped = read_answers(sources.zip(**texts), owner=OWNER)
    singles = [sources.file(f"export/{name}.csv", text) for name, text in texts.items()]
    folder = read_answers(singles[0].parent, owner=OWNER)
    each = [found for path in singles for found in read_answers(path, owner=OWNER).evidence]

    assert zipped == folder
    assert set(zipped.evidence) == set(each)
    assert [found.kind for found in zipped.evidence] == [Kind.SENT, Kind.ACCEPTED, Kind.REPLIED]


def test_a_mailbox_within_a_zip_is_read(sources: Sources) -> None:
    mail = (
        "From a@b.example Mon Mar  2 09:00:00 2026\nFrom: a@b.example\n"
        "To: nora@whitfield.example\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\nHello\n"
    )
    path = sources.folder / "takeout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Takeout/Mail/Inbox.mbox", mail)

    (found,) = read_answers(path, owner=OWNER).evidence

    assert (found.kind, found.address, found.place) == (
        Kind.REPLIED,
        "a@b.example",
        "Inbox.mbox mail 1",
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.csv", "Name,Email\nAda,ada@x.example\n"),
        ("empty.csv", ""),
        ("notes.txt", "Dear all,\nthis is a letter.\n"),
        ("picture.png", "\x89PNG\x00\x00"),
    ],
)
def test_what_proves_nothing_is_refused_with_a_remedy(
    sources: Sources, name: str, content: str
) -> None:
    path = sources.file(name, content)

    assert not holds_answers(path)
    with pytest.raises(ImportingError) as error:
        read_answers(path, owner=OWNER)
    assert name in error.value.message
    assert "LinkedIn's data zip" in error.value.hint


def test_a_file_that_is_not_there_is_refused(sources: Sources) -> None:
    assert not holds_answers(sources.folder / "nowhere.csv")
    with pytest.raises(ImportingError, match="no such file"):
        read_answers(sources.folder / "nowhere.csv", owner=OWNER)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(sources: Sources) -> None:
    path = sources.folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("messages.csv", b"FROM,TO,DATE,CONTENT\n" + b"0" * (64 << 20))

    with pytest.raises(ImportingError, match="unpack to more"):
        read_answers(path, owner=OWNER)
    assert not holds_answers(path)


def test_a_zip_of_too_many_members_is_refused(sources: Sources) -> None:
    path = sources.folder / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.csv", "")

    with pytest.raises(ImportingError, match="unpack to more"):
        read_answers(path, owner=OWNER)


def test_an_encrypted_or_damaged_zip_is_refused(sources: Sources) -> None:
    good = sources.zip(messages=sources.messages((ADA, "me", "2026-02-03 10:00:00 UTC", "x" * 999)))
    raw = bytearray(good.read_bytes())
    damaged = sources.folder / "damaged.zip"
    damaged.write_bytes(bytes(raw[:60]) + bytes(reversed(raw[60:90])) + bytes(raw[90:]))
    encrypted = sources.folder / "encrypted.zip"
    raw[6] |= 1
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    encrypted.write_bytes(raw)

    for path in (damaged, encrypted):
        with pytest.raises(ImportingError, match="cannot be read"):
            read_answers(path, owner=OWNER)


def test_a_cell_longer_than_any_message_is_refused(sources: Sources) -> None:
    path = sources.file("messages.csv", 'FROM,TO,DATE,CONTENT\na,b,c,"' + "x" * (9 << 20) + '"\n')

    with pytest.raises(ImportingError, match="field larger"):
        read_answers(path, owner=OWNER)


def test_a_mailbox_that_is_one_endless_line_is_cut(sources: Sources) -> None:
    start = b"From x\nFrom: a@b.example\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\n"
    path = sources.folder / "big.mbox"
    path.write_bytes(start + b"y" * (8 << 20) + b"\n\n" + start + b"Second\n")

    first, second = read_answers(path, owner=OWNER).evidence

    assert len(first.text) <= 8_000
    assert second.quote == "Second"


@pytest.mark.parametrize(
    "hostile",
    [
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5_000,
        b"To: " + b"a@b.example, " * 80_000 + b"\n\nx",
        b"To: " + b"(" * 500_000 + b"\n\nx",
        b"Subject: " + b"=?utf-8?q?" * 50_000 + b"\n\nx",
        b"Content-Type: text/plain; " + b"a*0*=b; " * 20_000 + b"\n\nx",
        b"References: " + b"<a@b>" * 150_000 + b"\n\nx",
        b"Content-Type: text/html\n\n" + b"<" * 900_000,
        b"Content-Type: text/html\n\n" + b"<style " * 100_000,
        b"\nOn " + b"a" * 900_000,
        b"\n" + b" " * 900_000 + b"x",
    ],
    ids=[
        "nested",
        "addresses",
        "comments",
        "words",
        "parameters",
        "references",
        "tags",
        "styles",
        "on",
        "blanks",
    ],
)
def test_a_hostile_mail_is_read_within_bounds(sources: Sources, hostile: bytes) -> None:
    path = sources.folder / "hostile.eml"
    path.write_bytes(b"From: a@b.example\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n" + hostile)

    # What grows with the square of its length would outlive the whole run of tests here.
    assert read_answers(path, owner=OWNER).evidence is not None


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0<&"), max_size=200),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_words_of_a_message_come_through_with_commas_quotes_and_line_breaks(
    sources: Sources, words: str, encoding: str
) -> None:
    text = sources.messages((ADA, "me", "2026-02-03 10:00:00 UTC", f"a{words}b"))

    (found,) = read_answers(sources.file("messages.csv", text, encoding), owner=OWNER).evidence

    assert (found.kind, found.profile) == (Kind.REPLIED, "ada-byron-example")
    assert (found.text[0], found.text[-1]) == ("a", "b")
    assert fold(found.text) == fold(f"a{words}b")


def test_a_quotation_mark_that_swallows_rows_is_named_with_its_file(sources: Sources) -> None:
    text = sources.invitations(("Ada Byron", "1/29/26, 2:37 PM", ""))
    line = len(text.splitlines()) + 1
    text += 'Nora,"Max\nNora,Eve\n'

    with pytest.raises(ImportingError, match=rf"^Invitations\.csv, line {line}: a quotation mark"):
        read_answers(sources.file("Invitations.csv", text), owner=OWNER)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.binary(max_size=600),
    st.sampled_from(
        [b"", b"From a\n", b"From: a\nDate: b\n", b"FROM,TO,DATE,CONTENT\n", b"PK\x03\x04"]
    ),
)
def test_any_bytes_are_read_or_refused(sources: Sources, content: bytes, start: bytes) -> None:
    path = sources.folder / "any"
    path.write_bytes(start + content)

    if not holds_answers(path):
        with pytest.raises(ImportingError):
            read_answers(path, owner=OWNER)
        return
    try:
        read = read_answers(path, owner=OWNER).read
    except ImportingError as error:
        if not isinstance(error.__cause__, OpenQuoteError):  # which swallows rows of a table
            raise
    else:
        assert all(read.values())


@given(st.lists(st.binary(max_size=60).filter(lambda text: b"From " not in text), max_size=6))
def test_an_mbox_falls_into_as_many_mails_as_were_put_in(mails: list[bytes]) -> None:
    lines = b"".join(b"From x\n" + text.replace(b"\r", b"") + b"\n\n" for text in mails)

    found = list(mails_of_mbox(lines.splitlines(keepends=True)))

    assert [number for number, _ in found] == list(range(1, len(mails) + 1))


def test_a_large_export_is_read_in_seconds(sources: Sources) -> None:
    people = [
        ("Ada", f"Byron {at}", f"linkedin.com/in/a-{at}", "02 Feb 2026") for at in range(30_000)
    ]
    said = [
        (ADA, "me", "2026-02-03 10:00:00 UTC", f"Number {at}, " + "words and words " * 20)
        for at in range(50_000)
    ]
    path = sources.zip(Connections=sources.connections(*people), messages=sources.messages(*said))

    gathered = read_answers(path, owner=OWNER)

    assert len(gathered.evidence) == 80_000
