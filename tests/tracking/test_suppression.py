"""Who must not be contacted gets no draft, is never due, and is told why: in every command."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

from planner.campaign import Campaign
from planner.cli import planner as command_line
from planner.model.status import Status
from planner.tracking.changes import Order
from planner.tracking.history import By

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tracking.conftest import Life, Ran

    Planner = Callable[..., Ran]

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
BEN, BENS = "ben@acme.example#1", "the harbour plans"
WHO = "Ben Okafor"
OTHERS = {"anna-berg-7#1", "cem@blau.example#1", "dora@cobalt.example#1", "dora@dune.example#1"}
REASON = "asked us to stop"

# Every way to say it in the Do not contact sheet. Anna works at Acme, too, and must not be hit.
ENTRIES = {
    "email": (("Email", "Reason"), ("BEN@acme.example", REASON)),
    "domain": (("Domain", "Reason"), ("acme.example", REASON)),
    "profile": (("LinkedIn URL", "Reason"), ("https://linkedin.com/in/ben-okafor/", REASON)),
    "name with company": (("Name", "Company", "Reason"), ("Ben Okafor", "ACME", REASON)),
}


def bar(life: Life, entry: str) -> None:
    life.sheet("Do not contact", *ENTRIES[entry])


@pytest.fixture
def life(life: Life) -> Life:
    """Ben has a profile as well, and an ID of its own keeps his touch what it is."""

    def write(workbook: Any) -> None:
        workbook["Contacts"]["C3"] = "https://www.linkedin.com/in/Ben-Okafor?trk=x"
        workbook["Contacts"]["F1"], workbook["Contacts"]["F3"] = "ID", "ben@acme.example"
        workbook["Contacts"]["H1"], workbook["Contacts"]["H3"] = "Channel", "email"

    life.changed(write)
    return life


# Each campaign is made once; a test gets a copy of its own.
_MADE: dict[tuple[str, str], bytes] = {}


def before_the_first_draft(life: Life, entry: str) -> None:
    bar(life, entry)
    life.draft(NOW)


def since_the_last_draft(life: Life, entry: str) -> None:
    life.draft(NOW)
    bar(life, entry)


def and_drafted_again(life: Life, entry: str) -> None:
    life.draft(NOW)
    bar(life, entry)
    life.draft(NOW + timedelta(hours=1))


def although_edited(life: Life, entry: str) -> None:
    life.draft(NOW)
    life.track(BEN, Draft="Dear Ben, my own words.", Status="approved")
    bar(life, entry)
    life.draft(NOW + timedelta(hours=1))


@pytest.fixture(
    params=[before_the_first_draft, since_the_last_draft, and_drafted_again, although_edited],
    ids=lambda each: each.__name__,
)
def barred(life: Life, request: pytest.FixtureRequest, entry: str) -> Life:
    """A campaign in which Ben is on the Do not contact sheet, since whenever."""
    key = (request.param.__name__, entry)
    if key not in _MADE:
        request.param(life, entry)
        _MADE[key] = life.path.read_bytes()
    life.path.write_bytes(_MADE[key])
    return life


every_entry = pytest.mark.parametrize("entry", ENTRIES)


@every_entry
def test_check_says_who_and_why(barred: Life, planner: Planner, entry: str) -> None:
    ran = planner("check")

    assert (
        "people.xlsx:Contacts!A3: suppressed: Ben Okafor is on the Do not contact list"
        f" ({REASON})" in ran.out
    )
    assert ran.out.count(": suppressed: ") == 1


@every_entry
def test_draft_makes_none(barred: Life, planner: Planner, entry: str) -> None:
    for words in ((), ("--template", "email"), ("--ignore", "suppressed"), ("--dry-run",)):
        document = json.loads(planner("draft", *words, "--json").out)
        assert {each["touch"] for each in document["drafts"]} <= OTHERS
        assert document["suppressed"] == 1

    row = barred.row(BEN)
    assert row["Status"] == "suppressed"
    assert row["Next action"] == f"Do not contact: {REASON}"


@every_entry
def test_next_never_shows_them(barred: Life, planner: Planner, entry: str) -> None:
    document = json.loads(planner("next", "--json").out)

    assert {each["touch"] for each in document["due"]} == OTHERS
    assert not json.loads(planner("next", "--where", f"Name={WHO}", "--json").out)["due"]


@every_entry
def test_status_shows_them_as_suppressed_with_the_reason(
    barred: Life, planner: Planner, entry: str
) -> None:
    (shown,) = (line for line in planner("status").out.splitlines() if WHO in line)
    assert "suppressed" in shown
    assert f"Do not contact: {REASON}" in shown

    document = json.loads(planner("status", "--json").out)
    assert document["counts"] == {"drafted": 4, "suppressed": 1}
    where = json.loads(planner("status", "--where", "Status=suppressed", "--json").out)
    assert [each["touch"] for each in where["touches"]] == [BEN]


@every_entry
def test_status_set_refuses_what_would_send_to_them(
    barred: Life, planner: Planner, entry: str
) -> None:
    before = barred.path.read_bytes()

    for status in ("sent", "approved", "drafted"):
        ran = planner("status", "set", WHO, status)
        assert ran.code == 2
        assert "--force" in ran.err
    assert barred.path.read_bytes() == before
    assert planner("status", "set", WHO, "suppressed").code == 0
    # What is true all the same can be written down, and history says how.
    assert planner("status", "set", WHO, "sent", "--force").code == 0
    assert planner("history", WHO).out.count("(forced)") == 1


def test_status_set_says_who_is_on_the_list_and_why(life: Life, planner: Planner) -> None:
    since_the_last_draft(life, "email")

    assert planner("status", "set", WHO, "sent").err == (
        "Error: Ben Okafor (ben@acme.example#1): must not be contacted: they are on the Do not"
        f" contact list ({REASON}).\n"
        'Hint: It may become suppressed or skipped. If "sent" is true all the same,'
        f" 'planner status {life.path} set \"Ben Okafor\" sent --force' sets it; if the entry"
        " Do not contact!A2 is a mistake, take it out.\n"
    )


@every_entry
def test_preview_shows_no_draft_but_the_reason(barred: Life, planner: Planner, entry: str) -> None:
    for words in ((WHO,), (WHO, "--template", "email"), ("--limit", "99")):
        ran = planner("preview", *words)
        assert BENS not in ran.out
        assert f"no draft: suppressed: Ben Okafor is on the Do not contact list ({REASON})" in (
            ran.out
        )
    (document,) = json.loads(planner("preview", WHO, "--json").out)["previews"]
    assert document["text"] == ""
    assert [found["slug"] for found in document["findings"]] == ["suppressed"]


@every_entry
def test_history_explains_it(barred: Life, planner: Planner, entry: str) -> None:
    planner("draft")

    last = planner("history", WHO).out.splitlines()[-1]

    assert "→ suppressed  by command" in last
    assert last.endswith(f"Do not contact: {REASON}")
    assert not any(row["Text as sent"] for row in barred.rows("History"))


@every_entry
def test_template_check_counts_no_draft_of_theirs(
    barred: Life, planner: Planner, entry: str
) -> None:
    document = json.loads(planner("template check email", "--json").out)
    assert (document["rows"], document["drafts"]) == (5, 4)
    told = [each for each in document["remarks"] if each["kind"] == "not to be contacted"]
    assert [each["place"] for each in told] == ["Contacts!A3 (Ben Okafor)"]
    assert REASON in planner("template check email").out


@every_entry
def test_plan_and_today_have_no_place_for_them(barred: Life, planner: Planner, entry: str) -> None:
    for command in ("today", "plan"):
        document = json.loads(planner(command, "--json").out)
        touches = document["due" if command == "today" else "touches"]
        assert {each["touch"] for each in touches} == OTHERS
    assert "no message that is ready" in planner("plan", "--explain", WHO).out
    assert barred.row(BEN)["Planned for"] is None


@every_entry
def test_report_gives_nothing_to_do_for_them(barred: Life, planner: Planner, entry: str) -> None:
    document = json.loads(planner("report", "--json").out)
    tasks = document["tasks"]
    to_do = {name: found for name, found in tasks.items() if name != "held"}
    assert WHO not in json.dumps(to_do)
    assert barred.row(BEN)["Planned for"] is None


@every_entry
def test_export_lets_nothing_of_theirs_leave(
    barred: Life, planner: Planner, tmp_path: Path, entry: str
) -> None:
    for kind in ("eml", "mbox", "mailto", "docx", "md", "txt", "csv", "json", "vcf", "hubspot"):
        ran = planner("export", "--format", kind, "--to", tmp_path / kind, "--json")
        assert ran.code == 0, (kind, ran.err)
        report = json.loads(ran.out)
        assert {each["touch"] for each in report["messages"]} <= OTHERS
        written = b"".join(Path(each).read_bytes() for each in report["files"])
        assert written
        assert not any(word in written for word in (WHO.encode(), BENS.encode(), BEN[:-2].encode()))
    assert planner("export", "--format", "csv", "--to", tmp_path / "marked", "--mark").code == 0
    assert barred.row(BEN)["Status"] != "sent"


@every_entry
def test_send_would_send_them_nothing(barred: Life, planner: Planner, entry: str) -> None:
    ran = planner("send", "--drafted", "--json")

    assert ran.code == 0, ran.err
    plan = json.loads(ran.out)
    assert {each["touch"] for each in plan["messages"]} <= OTHERS
    assert plan["messages"]


@every_entry
def test_paths_asks_nobody_for_an_introduction_to_them(
    barred: Life, planner: Planner, entry: str
) -> None:
    barred.sheet(
        "Connections",
        ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"),
        (
            "Tom",
            "Hill",
            "https://www.linkedin.com/in/tom-hill",
            None,
            "Acme",
            "Clerk",
            "08 Feb 2024",
        ),
    )

    by_name = {
        each["name"]: each for each in json.loads(planner("paths", "--json").out)["contacts"]
    }
    assert by_name["Anna Berg"]["routes"]
    assert not by_name[WHO]["routes"]
    assert f"Do not contact: {REASON}" in planner("paths", WHO).out
    assert WHO not in planner("paths").out


@every_entry
def test_an_import_of_the_same_person_brings_no_draft(
    barred: Life, planner: Planner, tmp_path: Path, entry: str
) -> None:
    source = tmp_path / "more.csv"
    source.write_text(
        "Name,Email,LinkedIn URL,Company,Purpose\n"
        "Ben Okafor,ben@acme.example,https://linkedin.com/in/ben-okafor,Acme,once more\n"
        "Eve Stone,eve@elm.example,,Elm,the tide mill\n",
        encoding="utf-8",
    )

    assert planner("import " + str(source)).code == 0

    drafts = json.loads(planner("draft", "--json").out)["drafts"]
    assert not [each for each in drafts if "once more" in each["text"]]
    assert barred.row(BEN)["Status"] == "suppressed"
    due = {each["touch"] for each in json.loads(planner("next", "--json").out)["due"]}
    assert due == {*OTHERS, "eve@elm.example#1"}


def test_what_an_import_proves_is_written_down_all_the_same(life: Life) -> None:
    since_the_last_draft(life, "email")

    with Campaign.open(life.path, now=NOW) as campaign:
        campaign.set_status([Order(BEN, Status.SENT)], by=By.IMPORT)

    assert life.row(BEN)["Status"] == "sent"


@every_entry
def test_nothing_follows_a_message_to_somebody_barred_since(life: Life, entry: str) -> None:
    life.draft(NOW)
    for who in (BEN, "cem@blau.example#1"):
        with Campaign.open(life.path, now=NOW) as campaign:
            campaign.set_status([Order(who, Status.SENT)])
    bar(life, entry)

    life.draft(NOW + timedelta(days=30))

    touches = [row["Touch ID"] for row in life.rows()]
    assert "cem@blau.example#2" in touches
    assert "ben@acme.example#2" not in touches
    assert life.row(BEN)["Status"] == "sent"


@every_entry
def test_a_follow_up_that_waits_is_taken_back(life: Life, entry: str) -> None:
    life.draft(NOW)
    with Campaign.open(life.path, now=NOW) as campaign:
        campaign.set_status([Order(BEN, Status.SENT)])
    life.draft(NOW + timedelta(days=30))
    assert life.row("ben@acme.example#2")["Status"] == "drafted"
    bar(life, entry)

    life.draft(NOW + timedelta(days=31))

    row = life.row("ben@acme.example#2")
    assert (row["Status"], row["Draft"]) == ("suppressed", None)
    assert row["Next action"] == f"Do not contact: {REASON}"


# --- the statuses declined and suppressed -------------------------------------------------------


@pytest.fixture(params=["declined", "suppressed"])
def said_no(life: Life, request: pytest.FixtureRequest) -> tuple[Life, str]:
    """A campaign in which Ben was written to and said no, or must be left alone."""
    word = Status(request.param)
    life.draft(NOW)
    for status in (Status.SENT, word):
        with Campaign.open(life.path, now=NOW) as campaign:
            campaign.set_status([Order(BEN, status, note="no thanks")])
    return life, str(word)


def test_a_no_counts_in_every_command(said_no: tuple[Life, str], planner: Planner) -> None:
    life, word = said_no
    before = life.row(BEN)

    told = f'Ben Okafor gets no draft: the status is "{word}"'
    assert told in planner("check").out
    document = json.loads(planner("draft", "--json").out)
    assert BEN not in {each["touch"] for each in document["drafts"]}
    assert {each["touch"] for each in json.loads(planner("next", "--json").out)["due"]} == OTHERS
    (shown,) = (line for line in planner("status").out.splitlines() if WHO in line)
    assert word in shown
    assert planner("status", "set", WHO, "sent").code == 2
    for words in ((WHO,), (WHO, "--template", "email")):
        ran = planner("preview", *words)
        assert BENS not in ran.out
        assert f"no draft: suppressed: {told}" in ran.out
    assert f"sent → {word}  by command  no thanks" in planner("history", WHO).out
    assert life.row(BEN) == before


def test_a_no_beside_the_contact_bars_them_before_any_touch(life: Life, planner: Planner) -> None:
    def write(workbook: Any) -> None:
        workbook["Contacts"]["G1"], workbook["Contacts"]["G3"] = "Status", "declined"

    life.changed(write)

    assert 'the status is "declined"' in planner("preview", WHO).out
    assert BENS not in planner("preview").out
    planner("draft")
    assert life.row(BEN)["Draft"] is None
    assert {each["touch"] for each in json.loads(planner("next", "--json").out)["due"]} == OTHERS


@pytest.mark.parametrize("word", ["declined", "replied", "suppressed"])
def test_a_no_typed_beside_a_draft_keeps_it_from_going_out(
    life: Life, planner: Planner, word: str
) -> None:
    def write(workbook: Any) -> None:
        workbook["Contacts"]["G1"], workbook["Contacts"]["G3"] = "Status", word

    life.draft(NOW)
    life.changed(write)

    for _ in range(2):
        due = {each["touch"] for each in json.loads(planner("next", "--json").out)["due"]}
        assert due == OTHERS
        planner("draft")


def test_a_second_touch_of_somebody_who_said_no_is_not_due(
    said_no: tuple[Life, str], planner: Planner
) -> None:
    life, _ = said_no

    def add(workbook: Any) -> None:
        sheet = workbook["Tracking"]
        cells = [cell.value for cell in sheet[4]]  # a drafted row
        cells[0], cells[1], cells[4] = "ben@acme.example#2", "ben@acme.example", 2
        sheet.append(cells)
        sheet.tables["Tracking"].ref = sheet.dimensions

    life.changed(add)

    assert {each["touch"] for each in json.loads(planner("next", "--json").out)["due"]} == OTHERS


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("when", [before_the_first_draft, since_the_last_draft])
def test_nobody_barred_gets_a_day(
    life: Life, planner: Planner, entry: str, when: Callable[[Life, str], None]
) -> None:
    when(life, entry)
    planned = json.loads(planner("plan", "--json").out)
    assert {each["touch"] for each in planned["touches"]} == OTHERS
    due = json.loads(planner("today", "--json").out)
    assert {each["touch"] for each in (*due["due"], *due["waiting"])} == OTHERS
    assert BENS not in planner("plan").out + planner("today").out


def test_every_command_that_shows_or_changes_a_touch_is_held_to_it() -> None:
    """A new command belongs in this file, or in the list of those that know nobody."""
    knows_nobody = {"init", "explain", "undo", "redo", "account"}
    held = {"check", "draft", "next", "status", "preview", "history", "template"}
    held |= {"plan", "today", "paths", "import", "export", "report", "send", "answers", "review"}

    assert held | knows_nobody == set(command_line.list_commands(click.Context(command_line)))
