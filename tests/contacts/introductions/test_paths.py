"""Who could introduce the sender: whom the sheets lead to, in which order, and with which cells."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from planner.campaign import Campaign
from planner.cli import planner
from planner.contacts.introductions.route import closeness, places, recency, strength
from planner.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.contacts.introductions.conftest import Maker

    Connect = Callable[..., dict[str, str | date]]

ANNA = {
    "Name": "Anna Berg", "Title": "Head of Records", "Company": "Acme GmbH",
    "Email": "anna@acme.example", "Channel": "email",
    "Purpose": "your opening for a records manager in Leeds",
}  # fmt: skip
BEN = {
    "Name": "Ben Okafor", "Title": "Archivist", "Company": "Borough Archives",
    "Email": "ben@borough.example", "Channel": "email",
    "Purpose": "the register of deeds that you put online last year",
}  # fmt: skip


def asked(campaign: Campaign) -> dict[str, str]:
    """Who is asked about each contact: "Tom, then Ada" for a route of two."""
    return {
        route.contact.name: ", then ".join(person.name for person in route.people)
        for route in campaign.drafts.introductions.chosen.values()
    }


def test_a_connection_at_the_same_company_is_asked_with_both_cells(
    make: Maker, connect: Connect
) -> None:
    campaign = make([ANNA, BEN], [connect("Eve Stone", "Elsewhere"), connect("Tom Reed", "ACME")])

    assert asked(campaign) == {"Anna Berg": "Tom Reed"}
    introducer = campaign.drafts.introductions.introducer("anna@acme.example")
    assert (introducer.name, introducer.company) == ("Tom Reed", "ACME")
    assert introducer.evidence == "Connections!E3 and Contacts!C2"
    assert not campaign.drafts.introductions.introducer("ben@borough.example")


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Acme GmbH", "Acme"),
        ("ACME, Inc.", "acme ltd"),
        ("Müller AG", "Muller"),
        ("ספריית הנמל", "ספריית הנמל"),
        ("Café Noël", "Cafe Noel"),
    ],
)
def test_two_spellings_of_a_company_are_one(
    make: Maker, connect: Connect, here: str, there: str
) -> None:
    campaign = make([{**ANNA, "Company": here}], [connect("Tom Reed", there)])

    assert asked(campaign) == {"Anna Berg": "Tom Reed"}


@pytest.mark.parametrize(
    "company", ["Self-employed", "Freelance", "Stealth Startup", "n/a", "TBD", "Selbstständig", ""]
)
def test_no_company_is_no_company_in_common(make: Maker, connect: Connect, company: str) -> None:
    campaign = make([{**ANNA, "Company": company}], [connect("Tom Reed", company)])

    assert asked(campaign) == {}


def test_the_columns_of_connections_may_stand_in_any_order_below_notes(
    make: Maker, connect: Connect
) -> None:
    headers = ("Connected On", "Company", "Last Name", "Position", "URL", "First Name")
    above: Sequence[Sequence[str]] = (
        ["Notes:"],
        ["When exporting your data, you may notice that …"],
        [],
    )
    campaign = make([ANNA], [connect("Tom Reed", "Acme")], headers=headers, above=above)

    assert campaign.drafts.introductions.introducer("anna@acme.example").evidence == (
        "Connections!B5 and Contacts!C2"
    )


def test_names_with_commas_emoji_and_from_right_to_left_stay_as_they_are(
    make: Maker, connect: Connect
) -> None:
    names = ["Tom 🚀 Reed, PhD", "שרה לוי", 'O\'Dwyer "Shiv" Siobhán']
    people = [
        {**ANNA, "Name": f"Anna {number}", "Email": f"a{number}@acme.example"}
        for number in range(3)
    ]
    rows = [{**connect("x", "Acme"), "First Name": name, "Last Name": ""} for name in names]
    campaign = make(people, rows, Settings={"asks per introducer": 1})

    assert sorted(asked(campaign).values()) == sorted(names)


def test_a_closer_title_and_a_fresher_tie_come_first(make: Maker, connect: Connect) -> None:
    campaign = make(
        [ANNA],
        [
            connect("Old Tie", "Acme", "Nurse", on="01 Jan 2009"),
            connect("Fresh Tie", "Acme", "Nurse", on="08 Feb 2026"),
            connect("Same Field", "Acme", "Records Officer", on="08 Feb 2026"),
        ],
    )

    routes = campaign.drafts.introductions.routes("anna@acme.example")

    assert [route.asked.name for route in routes] == ["Same Field", "Fresh Tie", "Old Tie"]
    assert routes[0].strength > routes[1].strength > routes[2].strength


def test_nobody_is_asked_more_often_than_set(make: Maker, connect: Connect) -> None:
    people = [
        {**ANNA, "Name": f"Person {letter}", "Email": f"{letter}@acme.example"}
        for letter in "abcde"
    ]
    connections = [connect("Tom Reed", "Acme", "Records"), connect("Eve Stone", "Acme", "Nurse")]

    by_default = make(people, connections)
    assert sorted(asked(by_default).values()) == ["Eve Stone"] * 2 + ["Tom Reed"] * 2

    once = make(people, connections, Settings={"asks per introducer": 1})
    assert sorted(asked(once).values()) == ["Eve Stone", "Tom Reed"]

    never = make(people, connections, Settings={"asks per introducer": 0})
    assert asked(never) == {}


@pytest.mark.parametrize(
    "themselves",
    [
        {"slug": "anna-berg"},
        {"email": "Anna@Acme.example"},
        {},
    ],
)
def test_a_contact_who_is_a_connection_needs_no_introducer(
    make: Maker, connect: Connect, themselves: dict[str, str]
) -> None:
    anna = {**ANNA, "LinkedIn URL": "linkedin.com/in/Anna-Berg" if "slug" in themselves else ""}
    campaign = make(
        [anna], [connect("Anna Berg", "Acme", **themselves), connect("Tom Reed", "Acme")]
    )

    assert asked(campaign) == {}
    assert list(campaign.drafts.introductions.direct.values()) == ["Connections!A2"]


def test_a_namesake_elsewhere_is_not_the_contact(make: Maker, connect: Connect) -> None:
    campaign = make([ANNA], [connect("Anna Berg", "Elsewhere"), connect("Tom Reed", "Acme")])

    assert asked(campaign) == {"Anna Berg": "Tom Reed"}


def test_whoever_must_not_be_contacted_is_not_asked(make: Maker, connect: Connect) -> None:
    connections = [connect("Tom Reed", "Acme", slug="tom-reed"), connect("Eve Stone", "Acme")]
    campaign = make([ANNA], connections, Do_not_contact={"Name": "Reason", "Tom Reed": "asked so"})

    assert asked(campaign) == {"Anna Berg": "Eve Stone"}


def test_the_person_named_under_introduced_by_comes_before_a_colleague(
    make: Maker, connect: Connect
) -> None:
    anna = {**ANNA, "Introduced by": "Mia Lund"}
    campaign = make([anna, BEN], [connect("Tom Reed", "Acme")])

    (first, second) = campaign.drafts.introductions.routes("anna@acme.example")

    assert (first.asked.name, first.evidence) == ("Mia Lund", "Contacts!G2")
    assert second.asked.name == "Tom Reed"


def test_whom_a_contact_knows_leads_there_if_you_know_them(make: Maker, connect: Connect) -> None:
    anna = {**ANNA, "Knows": "Tom Reed (met 2019); Nobody Known"}
    campaign = make([anna], [connect("Tom Reed", "Elsewhere", on="08 Feb 2026")])

    (route,) = campaign.drafts.introductions.routes("anna@acme.example")

    assert route.evidence == "Connections!A2 and Contacts!G2"
    assert (
        route.why == 'is connected to you since 2026-02-08; "Knows" beside Anna Berg names Tom Reed'
    )


def test_a_route_of_several_people_names_every_cell(make: Maker, connect: Connect) -> None:
    # Tom works with Ben, Ben knows Carla, Carla introduced Anna.
    carla = {**ANNA, "Name": "Carla Diaz", "Company": "Third", "Email": "c@third.example"}
    people = [{**ANNA, "Knows": "Carla Diaz"}, {**BEN, "Knows": "Carla Diaz"}, carla]
    campaign = make(people, [connect("Tom Reed", "Borough Archives Ltd")])

    (route,) = campaign.drafts.introductions.routes("anna@acme.example")

    assert [person.name for person in route.people] == ["Tom Reed", "Ben Okafor", "Carla Diaz"]
    assert (
        route.evidence == "Connections!A2, Connections!E2, Contacts!C3, Contacts!G3 and Contacts!G2"
    )
    assert asked(campaign)["Carla Diaz"] == "Tom Reed, then Ben Okafor"
    direct = campaign.drafts.introductions.routes("ben@borough.example")[0]
    assert route.strength < direct.strength


def test_the_people_of_the_sender_sheet_are_known(make: Maker) -> None:
    anna = {**ANNA, "Knows": "Mia Lund"}
    campaign = make([anna], Sender={"Name": "Nora", "Headline": "x", "People": "Mia Lund; Jo"})

    assert asked(campaign) == {"Anna Berg": "Mia Lund"}
    route = campaign.drafts.introductions.chosen["anna@acme.example"]
    assert route.evidence == "Sender!B3 and Contacts!G2"


def test_a_name_of_two_people_is_a_doubt_and_leads_nowhere(make: Maker, connect: Connect) -> None:
    anna = {**ANNA, "Knows": "Tom Reed"}
    campaign = make([anna], [connect("Tom Reed", "One"), connect("Tom Reed", "Two")])

    assert asked(campaign) == {}
    assert campaign.drafts.introductions.doubts == ('"Tom Reed" in Contacts!G2 could be 2 people',)


def test_a_circle_of_people_who_know_each_other_ends(make: Maker, connect: Connect) -> None:
    people = [{**ANNA, "Knows": "Ben Okafor"}, {**BEN, "Knows": "Anna Berg"}]
    campaign = make(people, [connect("Tom Reed", "Acme")])

    assert asked(campaign) == {"Anna Berg": "Tom Reed", "Ben Okafor": "Tom Reed, then Anna Berg"}
    assert len(campaign.drafts.introductions.routes("anna@acme.example")) == 1


def test_no_more_than_three_people_must_say_yes(make: Maker, connect: Connect) -> None:
    people = [
        {**ANNA, "Name": f"Person {at}", "Email": f"p{at}@x.example", "Company": "",
         "Knows": f"Person {at - 1}" if at else "Tom Reed"}
        for at in range(5)
    ]  # fmt: skip
    campaign = make(people, [connect("Tom Reed", "Elsewhere", on="08 Feb 2026")])

    assert asked(campaign) == {"Person 0": "Tom Reed", "Person 1": "Tom Reed, then Person 0"}
    lengths = [len(campaign.drafts.introductions.routes(f"p{at}@x.example")) for at in range(5)]
    assert lengths == [1, 1, 1, 0, 0]


def test_nobody_who_must_be_left_alone_gets_or_gives_an_introduction(
    make: Maker, connect: Connect
) -> None:
    people = [{**ANNA, "Knows": "Ben Okafor"}, BEN]
    campaign = make(
        people,
        [connect("Tom Reed", "Borough Archives"), connect("Eve Stone", "Elsewhere")],
        Do_not_contact={"Email": "Reason", "ben@borough.example": "asked so"},
    )

    assert asked(campaign) == {}
    assert campaign.drafts.introductions.routes("anna@acme.example") == ()


def test_nobody_who_must_be_left_alone_is_asked_though_named(make: Maker) -> None:
    people = [{**ANNA, "Introduced by": "Ben Okafor"}, BEN]
    assert asked(make(people)) == {"Anna Berg": "Ben Okafor"}

    listed = {"Email": "Reason", "ben@borough.example": "asked so"}
    assert asked(make(people, Do_not_contact=listed)) == {}


def test_two_profiles_of_one_name_at_one_company_are_two_people(
    make: Maker, connect: Connect
) -> None:
    anna = {**ANNA, "LinkedIn URL": "linkedin.com/in/anna-berg"}
    campaign = make([anna], [connect("Anna Berg", "Acme", slug="anna-berg-77")])

    assert campaign.drafts.introductions.direct == {}


def test_a_profile_behind_a_links_words_is_read(make: Maker, connect: Connect) -> None:
    path = make.write([{**ANNA, "LinkedIn URL": "linkedin.com/in/anna-b"}], [connect("A B", "Old")])
    workbook = load_workbook(path)
    workbook["Connections"]["C2"] = "profile"
    workbook["Connections"]["C2"].hyperlink = "https://www.linkedin.com/in/Anna-B/"
    workbook["Connections"]["G2"] = datetime(2025, 2, 8)  # noqa: DTZ001 - a cell has no zone
    workbook.save(path)
    workbook.close()

    with Campaign.open(path) as campaign:
        (known,) = campaign.book.connections
    assert (known.profile, known.connected_on) == ("anna-b", date(2025, 2, 8))


def test_names_and_companies_alone_are_connections(make: Maker) -> None:
    rows = [{"Organisation": "Acme", "Name": "Tom Reed"}, {"Organisation": "Acme", "Name": "n/a"}]
    campaign = make([ANNA], rows, headers=("Organisation", "Name"))

    assert campaign.drafts.introductions.introducer("anna@acme.example").evidence == (
        "Connections!A2 and Contacts!C2"
    )
    assert len(campaign.book.connections) == 1


# --- check, templates, command line --------------------------------------------------------------


def test_check_advises_to_ask_and_says_why(make: Maker, connect: Connect) -> None:
    campaign = make([ANNA], [connect("Tom Reed", "Acme", "Archivist")])

    (found,) = [each for each in campaign.findings() if each.slug == "introducer-known"]

    assert str(found.severity) == "advice"
    assert (found.cell, found.contact) == ("C2", "anna@acme.example")
    assert found.message == (
        "Tom Reed (Archivist, Acme) could introduce you (Connections!E2 and Contacts!C2)"
    )


def test_check_is_silent_without_a_connections_sheet(make: Maker) -> None:
    campaign = make([{**ANNA, "Introduced by": "Mia Lund"}])

    assert not [each for each in campaign.findings() if each.slug == "introducer-known"]


TEMPLATE = (
    "Channel: email\nSubject: A question\n\nWhy I'm writing: {{ purpose|sentence }}\n"
    "{% if introducer %}{{ introducer }} at {{ introducer.company }} ({{ introducer.position }})"
    " told me of you.{% endif %}[{{ introducer.name }}|{{ introducer.evidence }}]\n"
    "{{ sender.name }}\n"
)


def test_a_template_has_the_introducer_or_nobody(make: Maker, connect: Connect) -> None:
    campaign = make([ANNA, BEN], [connect("Tom Reed", "Acme", "Archivist")], template=TEMPLATE)

    anna, ben = campaign.draft(template="ask", dry_run=True).drafts

    assert "Tom Reed at Acme (Archivist) told me of you." in anna.text
    assert "[Tom Reed|Connections!E2 and Contacts!C2]" in anna.text
    assert "[|]" in ben.text


def test_a_column_of_that_name_counts_more(make: Maker, connect: Connect) -> None:
    template = (
        TEMPLATE.partition("{% if")[0] + "{{ introducer }} sends greetings\n{{ sender.name }}"
    )
    contact = {**ANNA, "Introducer": "Own Word"}
    campaign = make([contact], [connect("Tom Reed", "Acme")], template=template)

    (draft,) = campaign.draft(template="ask", dry_run=True).drafts

    assert "Own Word sends greetings" in draft.text


def run(*words: str) -> str:
    result = CliRunner().invoke(planner, ["paths", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_paths_lists_whom_to_ask(make: Maker, connect: Connect) -> None:
    path = make.write([ANNA, BEN], [connect("Tom Reed", "Acme", "Archivist", on="08 Feb 2026")])

    assert run(str(path)) == (
        "Anna Berg, Head of Records, Acme GmbH (row 2)\n"
        "    54  ask Tom Reed (Archivist, Acme): works at Acme GmbH too"
        "  [Connections!E2 and Contacts!C2]\n"
        "1 contact with somebody to ask; 0 contacts whom you know yourself; 1 without.\n"
        f"Next: 'planner paths {path} \"Anna Berg\"' shows every route.\n"
    )


def test_paths_of_a_person_shows_every_route(make: Maker, connect: Connect) -> None:
    path = make.write([ANNA, BEN], [connect("Tom Reed", "Acme"), connect("Eve Stone", "Acme")])

    text = run(str(path), "Anna")
    assert "(the one to ask)" in text
    assert text.count("  ask ") == 2
    assert "Nobody whom you know leads there." in run(str(path), "ben@borough.example")


def test_paths_prints_one_json_document(make: Maker, connect: Connect) -> None:
    path = make.write([ANNA, BEN], [connect("Tom Reed", "Acme")])

    document = json.loads(run(str(path), "--json"))

    anna, ben = document["contacts"]
    assert anna["routes"][0]["ask"] == "Tom Reed"
    assert anna["routes"][0]["cells"] == ["Connections!E2", "Contacts!C2"]
    assert anna["routes"][0]["is_chosen"] is True
    assert ben["routes"] == []


def test_paths_says_what_is_missing(make: Maker) -> None:
    path = make.write([ANNA])

    with pytest.raises(UsageError, match="does not say whom you know"):
        CliRunner().invoke(
            planner, ["paths", str(path)], catch_exceptions=False, standalone_mode=False
        )


# --- numbers ------------------------------------------------------------------------------------


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 3))
def test_a_further_person_never_makes_a_route_stronger(
    close: float, fresh: float, people: int
) -> None:
    one = strength(40, people, close=close, fresh=fresh)

    assert 1 <= strength(40, people + 1, close=close, fresh=fresh) <= one <= 99


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_an_older_tie_is_never_fresher(one: date, other: date) -> None:
    today = date(2026, 3, 20)
    older, newer = sorted((one, other))

    assert 0 <= recency(older, today) <= recency(newer, today) <= 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Head of Records", "Records Manager", 1.0),
        ("Nurse", "Archivist", 0.0),
        ("", "Archivist", 0.0),
        ("Data Engineer", "Senior Data Analyst", 0.5),
    ],
)
def test_titles_are_compared_by_their_field(one: str, other: str, expected: float) -> None:
    assert closeness(one, other) == closeness(other, one) == expected


def test_places_are_listed_once_and_in_order() -> None:
    assert places(["A!1", "", "B!2", "A!1", "C!3"]) == "A!1, B!2 and C!3"
    assert places([]) == ""


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from("ABC"), min_size=1, max_size=8),
    st.lists(st.sampled_from("ABCD"), max_size=8),
    st.integers(0, 3),
)
def test_whoever_is_asked_works_there_and_not_too_often(
    make: Maker, connect: Connect, companies: list[str], known: list[str], most: int
) -> None:
    people = [
        {**ANNA, "Name": f"Person {at}", "Email": f"p{at}@x.example", "Company": f"Works {company}"}
        for at, company in enumerate(companies)
    ]
    connections = [connect(f"Friend {at}", f"Works {each} Ltd") for at, each in enumerate(known)]
    campaign = make(people, connections, Settings={"asks per introducer": most})

    chosen = campaign.drafts.introductions.chosen.values()

    names = [route.asked.name for route in chosen]
    assert all(names.count(name) <= most for name in names)
    assert all(route.asked.company == f"{route.contact.company} Ltd" for route in chosen)
    for company in set(companies):
        wanted, friends = companies.count(company), known.count(company)
        here = [route for route in chosen if route.contact.company == f"Works {company}"]
        assert len(here) == min(wanted, friends * most)


def test_thirty_thousand_connections_and_ten_thousand_contacts_take_seconds(
    make: Maker, connect: Connect
) -> None:
    people = [
        {**ANNA, "Name": f"Person {at}", "Email": f"p{at}@x.example", "Company": f"Firm {at % 900}",
         "Knows": f"Person {at + 1}"}
        for at in range(10_000)
    ]  # fmt: skip
    # One company is everybody's, as in life; the others are small.
    connections = [
        connect(
            f"Friend {at}", f"Firm {at // 3 % 900 if at % 3 else 0} Inc", "Engineer", slug=f"f-{at}"
        )
        for at in range(30_000)
    ]
    campaign = make(people, connections)
    assert len(campaign.book.contacts) == 10_000
    assert len(campaign.book.connections) == 30_000

    chosen = campaign.drafts.introductions.chosen

    assert len(chosen) > 9_000
