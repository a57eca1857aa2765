"""`planner status set`: whom it means, which word, which day; all of it, or nothing."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from planner.campaign import Campaign
from planner.model.errors import PlannerError
from planner.model.status import Status
from planner.tracking.changes import Order
from planner.tracking.statuses import MOVES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tracking.conftest import Life, Ran

    Planner = Callable[..., Ran]

ANNA, BEN, CEM = "anna-berg-7#1", "ben@acme.example#1", "cem@blau.example#1"
COBALT, DUNE = "dora@cobalt.example#1", "dora@dune.example#1"
YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 - the user's own day
LONG_AGO = date(2024, 2, 13)


def sent(life: Life) -> list[str]:
    return [row["Touch ID"] for row in life.rows() if row["Status"] == "sent"]


# --- who ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "touch"),
    [
        ("anna-berg-7#1", ANNA),
        ("ANNA-BERG-7#1", ANNA),
        ("anna-berg-7", ANNA),
        ("https://www.linkedin.com/in/anna-berg-7", ANNA),
        ("https://www.linkedin.com/in/Anna-Berg-7/?originalSubdomain=de", ANNA),
        ("http://de.linkedin.com/in/anna%2Dberg-7/", ANNA),
        ("linkedin.com/in/anna-berg-7/details/skills", ANNA),
        ("/in/anna-berg-7", ANNA),
        ("Anna Berg", ANNA),
        ("  anna   BERG ", ANNA),
        ("Berg, Anna", ANNA),
        ("Anna", ANNA),
        ("ben@acme.example", BEN),
        ("Ben Okafor <BEN@acme.example>", BEN),
        ("mailto:ben@acme.example", BEN),
        ("Okafor", BEN),
        ("Cem Özgür", CEM),
        ("cem ozgur", CEM),
        ("dora@dune.example", DUNE),
    ],
)
def test_each_form_of_who_means_one_person(
    drafted: Life, planner: Planner, who: str, touch: str
) -> None:
    ran = planner("status", "set", who, "sent")

    assert ran.code == 0
    assert f"({touch}): drafted → sent" in ran.out
    assert sent(drafted) == [touch]


def test_a_name_that_several_people_have_lists_them_and_changes_nothing(
    drafted: Life, planner: Planner
) -> None:
    before = drafted.path.read_bytes()

    ran = planner("status", "set", "Dora Berg", "sent")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'Error: "Dora Berg" could be 2 people: Dora Berg (dora@cobalt.example);'
        " Dora Berg (dora@dune.example).\n"
        "Hint: Give the Contact ID that stands in brackets.\n"
    )
    assert "could be 3 people" in planner("status", "set", "berg", "sent").err
    assert drafted.path.read_bytes() == before


@pytest.mark.parametrize(
    ("who", "meant"),
    [
        ("Ana Berg", "Anna Berg"),
        ("Okafro", "Okafor"),
        ("bne@acme.example", "ben@acme.example"),
        ("https://www.linkedin.com/in/anna-berg-77", "Anna-berg-7"),
    ],
)
def test_nobody_of_that_name_asks_did_you_mean(
    drafted: Life, planner: Planner, who: str, meant: str
) -> None:
    ran = planner("status", "set", who, "sent")

    assert ran.code == 2
    assert f'Nobody in the Tracking sheet answers to "{who}".' in ran.err
    assert f'did you mean "{meant}"?'.casefold() in ran.err.casefold()


def test_many_people_are_set_at_once_or_none(drafted: Life, planner: Planner) -> None:
    ran = planner("status", "set", "Anna Berg", "Okafor", DUNE, "sent")

    assert ran.code == 0
    assert sent(drafted) == [ANNA, BEN, DUNE]
    before = drafted.path.read_bytes()
    assert planner("status", "set", "Cem Özgür", "Nobody", "sent").code == 2
    assert drafted.path.read_bytes() == before


def test_somebody_named_twice_is_set_once(drafted: Life, planner: Planner) -> None:
    ran = planner("status", "set", "Okafor", "ben@acme.example", BEN, "sent")

    assert ran.code == 0
    assert "2 messages stood so already." in ran.out
    assert len(drafted.rows("History")) == 1


def two_steps(life: Life) -> None:
    """Ben's second touch, drafted as his first is."""

    def add(workbook: Any) -> None:
        sheet = workbook["Tracking"]
        cells = [cell.value for cell in sheet[3]]
        headers = [cell.value for cell in sheet[1]]
        cells[headers.index("Touch ID")] = "ben@acme.example#2"
        cells[headers.index("Step")] = 2
        sheet.append(cells)
        sheet.tables["Tracking"].ref = sheet.dimensions

    life.changed(add)


def test_a_person_means_the_first_touch_that_may_take_the_status(
    drafted: Life, planner: Planner
) -> None:
    two_steps(drafted)

    planner("status", "set", "Ben Okafor", "Okafor", "sent")
    assert sent(drafted) == [BEN]
    planner("status", "set", "Ben Okafor", "no answer")
    planner("status", "set", "Ben Okafor", "sent")
    assert sent(drafted) == ["ben@acme.example#2"]
    planner("status", "set", "ben@acme.example#2", "replied")
    assert drafted.row(BEN)["Status"] == "no answer"
    assert drafted.row("ben@acme.example#2")["Status"] == "replied"


def test_a_list_may_tell_one_life_in_order(drafted: Life, planner: Planner, tmp_path: Path) -> None:
    two_steps(drafted)
    source = tmp_path / "answers.csv"
    source.write_text("who,status\nOkafor,sent\nOkafor,replied\nOkafor,meeting\n", encoding="utf-8")

    assert planner("status", "set", "--from", source).code == 0

    assert drafted.row(BEN)["Status"] == "meeting"
    assert [row["To"] for row in drafted.rows("History")] == ["sent", "replied", "meeting"]
    assert drafted.row("ben@acme.example#2")["Status"] == "drafted"


# --- which status -------------------------------------------------------------------------------


@pytest.fixture
def german(life: Life) -> Life:
    """The campaign of somebody who calls some statuses by German words."""
    life.sheet(
        "Einstellungen",
        ("Status sent", "angeschrieben; raus"),
        ("Status no answer", "keine Antwort"),
        ("status replied", "Antwort da"),
    )
    life.draft()
    return life


@pytest.mark.parametrize(
    ("word", "status"),
    [
        (["angeschrieben"], "sent"),
        (["Raus"], "sent"),
        (["sent"], "sent"),
        (["SENT"], "sent"),
        (["skipped"], "skipped"),
        (["needs", "purpose"], "needs purpose"),
        (["needs purpose"], "needs purpose"),
    ],
)
def test_a_status_is_said_in_planners_words_or_the_users_own(
    german: Life, planner: Planner, word: list[str], status: str
) -> None:
    assert planner("status", "set", "Anna Berg", *word).code == 0

    assert german.row(ANNA)["Status"] == status


def test_own_words_of_several_words_need_no_quotes(german: Life, planner: Planner) -> None:
    planner("status", "set", "Anna Berg", "Cem Özgür", "angeschrieben")

    assert planner("status", "set", "Anna Berg", "Cem Özgür", "keine", "Antwort").code == 0

    assert german.row(ANNA)["Status"] == german.row(CEM)["Status"] == "no answer"


def test_own_words_count_in_a_file_and_in_a_condition(
    german: Life, planner: Planner, tmp_path: Path
) -> None:
    source = tmp_path / "answers.csv"
    source.write_text("who,status\nOkafor,Angeschrieben\n", encoding="utf-8")

    assert planner("status", "set", "--from", source).code == 0

    assert german.row(BEN)["Status"] == "sent"
    german.track(ANNA, Status="raus")
    for word in ("angeschrieben", "sent", "RAUS"):
        shown = json.loads(planner("status", "--where", f"Status={word}", "--json").out)
        assert [each["touch"] for each in shown["touches"]] == [ANNA, BEN]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("snet", "sent"), ("angeschriben", "angeschrieben"), ("keine Antwrot", "keine antwort")],
)
def test_a_slip_in_a_status_asks_did_you_mean(
    german: Life, planner: Planner, word: str, meant: str
) -> None:
    ran = planner("status", "set", "Anna Berg", word)

    assert ran.code == 2
    assert f'"{word}" is no status.\nHint: Did you mean "{meant}"?' in ran.err


def test_a_word_like_no_status_lists_both_vocabularies(german: Life, planner: Planner) -> None:
    ran = planner("status", "set", "Anna Berg", "xyzzy")

    for word in (*Status, "angeschrieben (sent)", "keine antwort (no answer)"):
        assert word in ran.err


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("Status sent", "done"), ("Status closed", "done")], '"done" means "sent" already'),
        ([("Status closed", "sent")], '"sent" means "sent" already'),
        ([("Status repleid", "hot")], 'Did you mean "replied"?'),
    ],
)
def test_words_for_statuses_that_make_no_sense_name_their_cell(
    drafted: Life, planner: Planner, rows: list[tuple[str, str]], told: str
) -> None:
    drafted.sheet("Settings", *rows)

    ran = planner("status", "set", "Anna Berg", "sent")

    assert ran.code == 2
    assert f"Settings!B{len(rows)}: " in ran.err
    assert told in ran.err
    assert sent(drafted) == []


# --- which day ----------------------------------------------------------------------------------


def test_without_a_day_it_is_today(drafted: Life, planner: Planner) -> None:
    planner("status", "set", "Anna Berg", "sent")

    today = date.today()  # noqa: DTZ011 - the user's own day
    assert drafted.row(ANNA)["Sent on"].date() in {today, today + timedelta(days=1)}


@pytest.mark.parametrize(
    "typed",
    ["2024-02-13", "13.2.2024", "13/02/2024", "2/13/2024", "13 Feb 2024", "13. Februar 2024"],
)
def test_on_takes_a_day_of_the_past_in_many_forms(
    drafted: Life, planner: Planner, typed: str
) -> None:
    assert planner("status", "set", "Anna Berg", "sent", "--on", typed).code == 0

    assert drafted.row(ANNA)["Sent on"].date() == LONG_AGO
    assert drafted.rows("History")[0]["Note"] == "on 2024-02-13"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2999-01-01", "2999-01-01 is in the future"),
        ("3/4/2024", "names no day"),
        ("31.2.2024", "names no day"),
        ("soon", "names no day"),
    ],
)
def test_a_day_to_come_or_none_changes_nothing(
    drafted: Life, planner: Planner, typed: str, told: str
) -> None:
    before = drafted.path.read_bytes()

    ran = planner("status", "set", "Anna Berg", "sent", "--on", typed)

    assert ran.code == 2
    assert told in ran.err
    assert drafted.path.read_bytes() == before


def test_a_day_to_come_is_not_to_be_forced(drafted: Life, planner: Planner) -> None:
    ran = planner("status", "set", "Anna Berg", "sent", "--on", "2999-01-01", "--force")

    assert ran.code == 2
    assert sent(drafted) == []


def test_no_answer_comes_before_its_message(drafted: Life, planner: Planner) -> None:
    planner("status", "set", "Anna Berg", "sent", "--on", YESTERDAY)

    ran = planner("status", "set", "Anna Berg", "replied", "--on", "2024-02-13")

    assert ran.code == 2
    assert f"2024-02-13 is before the message was sent ({YESTERDAY})" in ran.err


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("accepted", "Accepted on"),
        ("replied", "Answered on"),
        ("meeting", "Answered on"),
        ("declined", "Answered on"),
    ],
)
def test_each_answer_brings_its_date(
    drafted: Life, planner: Planner, status: str, header: str
) -> None:
    planner("status", "set", "Anna Berg", "sent", "--on", "2024-02-13")
    planner("status", "set", "Anna Berg", status, "--on", YESTERDAY)

    row = drafted.row(ANNA)
    assert row["Sent on"].date() == LONG_AGO
    assert row[header].date() == YESTERDAY


# --- which moves --------------------------------------------------------------------------------


def test_an_impossible_move_is_refused_with_its_reason_unless_forced(
    drafted: Life, planner: Planner
) -> None:
    before = drafted.path.read_bytes()

    ran = planner("status", "set", "Anna Berg", "replied")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'Error: Anna Berg (anna-berg-7#1): it is "drafted": it cannot be "replied" before it is'
        " sent.\n"
        "Hint: What may follow: approved, sent, send-unknown, needs purpose, skipped, suppressed."
        " If it is true all the same,"
        f" 'planner status {drafted.path} set \"Anna Berg\" replied --force' sets it.\n"
    )
    assert drafted.path.read_bytes() == before

    assert planner("status", "set", "Anna Berg", "replied", "--force").code == 0
    (told,) = drafted.rows("History")
    assert (told["From"], told["To"], told["Note"]) == ("drafted", "replied", "(forced)")
    assert told["Text as sent"] == drafted.row(ANNA)["Draft"]


@pytest.mark.parametrize("before", list(Status))
def test_the_table_of_moves_is_what_the_command_allows(drafted: Life, before: Status) -> None:
    """Every pair: a move that the table has is made, any other is refused, staying is nothing."""
    now = datetime(2026, 3, 3, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
    with Campaign.open(drafted.path, now=now) as campaign:
        campaign.set_status([Order(ANNA, before)], force=True)
    start = drafted.path.read_bytes()
    for after in Status:
        drafted.path.write_bytes(start)
        with Campaign.open(drafted.path, now=now) as campaign:
            try:
                made = bool(campaign.set_status([Order(ANNA, after)]).changes)
            except PlannerError:
                made = False
        assert made is (after in MOVES[before]), f"{before} → {after}"


# --- from a file --------------------------------------------------------------------------------

LINES = (
    ("who", "status", "date", "note"),
    ("Cem Özgür", "sent", "2024-02-13", "met her, at last"),
    (ANNA, "sent", "", ""),
)


def spelled(sign: str, lines: tuple[tuple[str, ...], ...] = LINES) -> str:
    def cell(text: str) -> str:
        return f'"{text}"' if sign in text else text

    return "\r\n".join(sign.join(map(cell, line)) for line in lines) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_file_is_read_whatever_program_wrote_it(
    drafted: Life, planner: Planner, tmp_path: Path, encoding: str, sign: str
) -> None:
    source = tmp_path / "answers.csv"
    source.write_bytes(spelled(sign).encode(encoding))

    ran = planner("status", "set", "--from", source)

    assert ran.code == 0
    assert sent(drafted) == [ANNA, CEM]
    cem, anna = drafted.rows("History")
    assert cem["Note"] == "on 2024-02-13; met her, at last"
    assert anna["Note"] is None
    assert drafted.row(CEM)["Sent on"].date() == LONG_AGO


@pytest.mark.parametrize(
    "header",
    [
        ("Who", "STATUS", "Date"),
        (" who ", "Status", "date"),
        ("Touch ID", "New status", "When"),
        ("Contact ID", "Outcome", "Day"),
        ("E-Mail", "Status", "On"),
        ("Wer", "Stand", "Datum"),
        ("Name", "Status", "date"),
    ],
)
def test_the_header_may_be_spelled_in_many_ways(
    drafted: Life, planner: Planner, tmp_path: Path, header: tuple[str, ...]
) -> None:
    who = {"Touch ID": CEM, "E-Mail": "cem@blau.example", "Contact ID": "cem@blau.example"}
    line = (who.get(header[0], "Cem Özgür"), "sent", "2024-02-13")
    source = tmp_path / "answers.csv"
    source.write_text(spelled(",", (header, line)), encoding="utf-8")

    assert planner("status", "set", "--from", source).code == 0

    assert sent(drafted) == [CEM]
    assert drafted.row(CEM)["Sent on"].date() == LONG_AGO


def test_of_several_columns_that_say_who_the_surest_counts(
    drafted: Life, planner: Planner, tmp_path: Path
) -> None:
    source = tmp_path / "answers.csv"
    lines = "Name,Status,Email\nDora Berg,sent,dora@dune.example\nAnna Berg,sent,\n"
    source.write_text(lines, encoding="utf-8")

    assert planner("status", "set", "--from", source).code == 0

    assert sent(drafted) == [ANNA, DUNE]


def test_a_workbook_serves_as_well_as_a_csv(
    drafted: Life, planner: Planner, tmp_path: Path
) -> None:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.append(["What came back"])
    sheet.append([])
    sheet.append(["Who", "Status", "Date"])
    sheet.append(["Cem Özgür", "sent", LONG_AGO])
    workbook.save(tmp_path / "answers.xlsx")

    assert planner("status", "set", "--from", tmp_path / "answers.xlsx").code == 0

    assert drafted.row(CEM)["Sent on"].date() == LONG_AGO


@pytest.mark.parametrize(
    "typed",
    [
        "13.02.2024",
        "13/2/2024",
        "2/13/2024",
        "13 Feb 2024",
        "February 13, 2024",
        "2024-02-13 14:03",
    ],
)
def test_dates_of_a_file_may_have_their_own_form(
    drafted: Life, planner: Planner, tmp_path: Path, typed: str
) -> None:
    source = tmp_path / "answers.csv"
    source.write_text(f"who;status;date\nCem Özgür;sent;{typed}\n", encoding="utf-8")

    assert planner("status", "set", "--from", source).code == 0

    assert drafted.row(CEM)["Sent on"].date() == LONG_AGO


def test_one_date_tells_how_the_others_of_its_file_are_meant(
    drafted: Life, planner: Planner, tmp_path: Path
) -> None:
    source = tmp_path / "answers.csv"
    lines = "who;status;date\nCem Özgür;sent;2/3/2024\nAnna Berg;sent;13/2/2024\n"
    source.write_text(lines, encoding="utf-8")

    assert planner("status", "set", "--from", source).code == 0

    assert drafted.row(CEM)["Sent on"].date() == date(2024, 3, 2)


def test_the_options_fill_in_what_a_line_leaves_out(
    drafted: Life, planner: Planner, tmp_path: Path
) -> None:
    source = tmp_path / "answers.csv"
    lines = "who,status,date\nCem Özgür,sent,2024-02-13\nAnna Berg,sent,\n"
    source.write_text(lines, encoding="utf-8")

    planner("status", "set", "--from", source, "--on", "2024-02-20", "--note", "at the fair")

    assert drafted.row(CEM)["Sent on"].date() == LONG_AGO
    assert drafted.row(ANNA)["Sent on"].date() == date(2024, 2, 20)
    assert all("at the fair" in row["Note"] for row in drafted.rows("History"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "answers.csv is empty"),
        ("who,status\n", "answers.csv holds no change"),
        ("who,stauts\nAnna Berg,sent\n", 'Did you mean "status" by "stauts"?'),
        ("who,status,dtae\nAnna Berg,sent,2024-02-13\n", 'Did you mean "date" by "dtae"?'),
        ("Anna Berg,sent\n", "should name the columns who, status and date"),
        ("who,status\nAnna Berg,snet\n", 'answers.csv, row 2: "snet" is no status.'),
        ("who,status\nAnna Berg,\n", "row 2: the status is missing"),
        ("who,status\n,sent\n", "row 2: who it is about is missing"),
        ("who,status\nAnna Berg,sent\nNobody,sent\n", "row 3: Nobody in the Tracking sheet"),
        ("who,status\nAnna Berg,sent\nDora Berg,sent\n", 'row 3: "Dora Berg" could be 2 people'),
        ("who,status\nAnna Berg,sent\nCem Özgür,replied\n", "row 3: Cem Özgür"),
        ("who,status,date\nAnna Berg,sent,\nCem Özgür,sent,2999-01-01\n", "is in the future"),
        ("who,status,date\nAnna Berg,sent,soon\n", 'row 2: "soon" is no date'),
        ("who,status,date\nAnna Berg,sent,3/4/2024\n", 'row 2: "3/4/2024" could be two days'),
    ],
)
def test_one_bad_line_and_nothing_is_written(
    drafted: Life, planner: Planner, tmp_path: Path, text: str, told: str
) -> None:
    source = tmp_path / "answers.csv"
    source.write_text(text, encoding="utf-8")
    before = drafted.path.read_bytes()

    ran = planner("status", "set", "--from", source)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert drafted.path.read_bytes() == before


def test_all_bad_lines_are_told_at_once(drafted: Life, planner: Planner, tmp_path: Path) -> None:
    source = tmp_path / "answers.csv"
    source.write_text("who,status\n" + "Anna Berg,snet\n" * 7, encoding="utf-8")

    ran = planner("status", "set", "--from", source)

    assert [line for line in ran.err.splitlines() if "snet" in line] == [
        f'{"Error: " if row == 2 else ""}answers.csv, row {row}: "snet" is no status.'
        for row in range(2, 7)
    ]
    assert "and 2 more lines" in ran.err


def test_the_same_file_again_writes_nothing(
    drafted: Life, planner: Planner, tmp_path: Path
) -> None:
    source = tmp_path / "answers.csv"
    source.write_text("who,status,date\nCem Özgür,sent,2024-02-13\n", encoding="utf-8")
    planner("status", "set", "--from", source)
    before = drafted.path.read_bytes()

    ran = planner("status", "set", "--from", source)

    assert ran.code == 0
    assert "1 message stood so already." in ran.out
    assert drafted.path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--from", "{}"], '--from goes with "set"'),
        (["--on", "2024-02-13"], '--on goes with "set"'),
        (["set", "Anna Berg", "sent", "--from", "{}"], "two answers to who"),
        (
            ["set", "Anna Berg", "sent", "--where", "Company=Acme"],
            "With --where, set takes a status alone",
        ),
        (["set", "sent"], "Who, and which status?"),
        (["set"], "Who, and which status?"),
        (["sett", "Anna Berg", "sent"], "neither a workbook nor"),
    ],
)
def test_words_that_do_not_go_together_write_nothing(
    drafted: Life, planner: Planner, tmp_path: Path, words: list[str], told: str
) -> None:
    source = tmp_path / "answers.csv"
    source.write_text("who,status\nAnna Berg,sent\n", encoding="utf-8")
    before = drafted.path.read_bytes()

    ran = planner("status", *(word.format(source) for word in words))

    assert ran.code == 2
    assert told in ran.err
    assert drafted.path.read_bytes() == before


# --- for programs -------------------------------------------------------------------------------


def test_set_prints_one_document(drafted: Life, planner: Planner) -> None:
    ran = planner("status", "set", "Anna Berg", "sent", "--on", "2024-02-13", "--json")

    document = json.loads(ran.out)
    (change,) = document["changes"]
    assert document["unchanged"] == 0
    assert change.pop("when")
    assert change.pop("text") == drafted.row(ANNA)["Draft"]
    assert change == {
        "touch": ANNA,
        "name": "Anna Berg",
        "before": "drafted",
        "after": "sent",
        "by": "command",
        "note": "on 2024-02-13",
        "who": "",
        "subject": "",
    }


def test_status_prints_counts_and_touches_as_one_document(drafted: Life, planner: Planner) -> None:
    planner("status", "set", "Anna Berg", "sent", "--on", "2024-02-13")

    document = json.loads(planner("status", "--json").out)

    assert document["counts"] == {"drafted": 4, "sent": 1}
    anna = document["touches"][0]
    assert (anna["touch"], anna["status"], anna["sent_on"]) == (ANNA, "sent", "2024-02-13")
    some = json.loads(planner("status", "--where", "Company=Acme", "--json").out)
    assert [each["name"] for each in some["touches"]] == ["Anna Berg", "Ben Okafor"]


def test_status_prints_counts_and_a_table(drafted: Life, planner: Planner) -> None:
    planner("status", "set", "Anna Berg", "sent", "--on", "2024-02-13")

    assert planner("status", "--where", "Company=Acme").out.splitlines() == [
        "2 messages: 1 drafted, 1 sent",
        "",
        "Name        Company  Channel        Status   Sent on     Next action",
        "Anna Berg   Acme     linkedin-note  sent     2024-02-13  Wait for an answer",
        "Ben Okafor  Acme     email          drafted              Read, mend if need be, send",
    ]


def test_a_status_is_set_for_all_who_meet_a_condition_and_may_become_so(
    drafted: Life, planner: Planner
) -> None:
    planner("status", "set", "Ben Okafor", "skipped")

    ran = planner("status", "set", "sent", "--where", "Company=Acme")

    assert ran.code == 0
    assert ran.out.count("→ sent") == 1
    assert drafted.statuses() == ["sent", "skipped", "drafted", "drafted", "drafted"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sent", "--where", "Company=Nowhere"], "No message that meets Company=Nowhere can"),
        (["replied", "--where", "Company=Acme"], "can become replied"),
        (["--where", "Company=Acme"], "With --where, set takes a status alone"),
    ],
)
def test_a_condition_that_nobody_meets_changes_nothing(
    drafted: Life, planner: Planner, words: list[str], told: str
) -> None:
    before = drafted.path.read_bytes()

    ran = planner("status", "set", *words)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert drafted.path.read_bytes() == before
