"""Which template a contact gets, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from planner.model.channel import Channel
from planner.model.errors import TemplateError
from planner.templating import needs
from planner.templating.library import Library
from planner.templating.render_errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.model.contact import Contact
    from planner.templating.choosing import Choice

NOTE, EMAIL = Channel.LINKEDIN_NOTE, Channel.EMAIL


@pytest.fixture(scope="module")
def shipped() -> Library:
    return Library.load([])


@pytest.fixture
def chosen(shipped: Library, contact: Callable[..., Contact]) -> Callable[..., Choice]:
    """Choose among the shipped templates for a contact with these cells."""

    def choose(
        channel: Channel | None = EMAIL, *, library: Library = shipped, **given: Any
    ) -> Choice:
        asked: dict[str, Any] = {"step": 1, "language": "", "is_discreet": False}
        asked |= {name: given.pop(name) for name in list(given) if name in asked}
        return library.choose(contact(**given), channel=channel, **asked)

    return choose


@pytest.mark.parametrize(
    ("channel", "name"),
    [
        (NOTE, "note"),
        (EMAIL, "email"),
        (Channel.LINKEDIN_MESSAGE, "message"),
        (Channel.LINKEDIN_INMAIL, "inmail"),
        (Channel.LETTER, "letter"),
        (Channel.PHONE, "phone"),
        (None, "note"),
    ],
)
def test_each_channel_has_its_default(
    chosen: Callable[..., Choice], channel: Channel | None, name: str
) -> None:
    choice = chosen(channel)
    assert choice.template.name == name
    assert choice.reason == f"the default for {channel or NOTE}"


@pytest.mark.parametrize(
    ("given", "name", "why"),
    [
        ({"step": 2}, "email-follow-up", "it is for step 2+"),
        ({"step": 3}, "email-last", "it is for step 3+"),
        ({"step": 4}, "email-last", "it is for step 3+"),
        ({"language": "Deutsch"}, "email.de", "the contact's language is de"),
        ({"language": "de-AT"}, "email.de", "the contact's language is de"),
        ({"language": "German", "step": 2}, "email-follow-up.de", "step 2+ and the contact's"),
        ({"language": "Klingon"}, "email", "the default"),
        ({"language": "English"}, "email", "the default"),
        ({"is_discreet": True}, "discreet-email", "it is for discreet"),
        ({"is_discreet": True, "step": 2}, "discreet-email-follow-up", "it is for discreet"),
        ({"kind": "Mentor"}, "mentor-email", "it is for kind mentor"),
        ({"purpose_kind": "job-search"}, "job-search-email", "it is for kind job search"),
        ({"kind": "job search", "is_discreet": True}, "discreet-email", "it is for discreet"),
        ({"template": "mentor"}, "mentor-email", "it is for kind mentor"),
        ({"template": "mentor", "language": "de"}, "mentor-email.de", "it is for kind mentor"),
        ({"template": "Job search"}, "job-search-email", "it is for kind job search"),
        ({"template": "study-email"}, "study-email", "its Template cell says study-email"),
        ({"template": "study-email.txt"}, "study-email", "its Template cell says"),
        ({"template": "Study, email"}, "study-email", "its Template cell says Study, email"),
        ({"template": "study-email", "step": 2}, "study-email-follow-up", "its Template cell"),
        ({"template": "message", "step": 3}, "message-last", "its Template cell"),
        ({"template": "email", "language": "de"}, "email.de", "its Template cell"),
        ({"template": "message", "kind": "mentor"}, "message", "its Template cell"),
    ],
)
def test_the_best_fit_is_chosen_and_says_why(
    chosen: Callable[..., Choice], given: dict[str, Any], name: str, why: str
) -> None:
    choice = chosen(EMAIL, **given)
    assert choice.template.name == name
    assert why in choice.reason


def test_an_unknown_template_cell_is_the_rows_error(chosen: Callable[..., Choice]) -> None:
    with pytest.raises(RenderError) as caught:
        chosen(EMAIL, name="Anna", template="mentr-email")
    assert caught.value.message == 'Contacts!B2: there is no template "mentr-email".'
    assert caught.value.hint == 'Did you mean "mentor-email"?'


def test_a_users_template_comes_before_a_shipped_one_of_its_name(
    library: Callable[..., Library], chosen: Callable[..., Choice]
) -> None:
    made = library({"email.txt": "Channel: email\n\nMine"})
    assert chosen(EMAIL, library=made).template.render({}).text == "Mine"
    assert made.named("note").channel is NOTE


def test_a_users_condition_on_any_column_is_heard(
    library: Callable[..., Library], chosen: Callable[..., Choice]
) -> None:
    made = library({"vip.txt": "Channel: email\nFor: priority high or top, not step 2+\n\nMine"})
    assert chosen(EMAIL, library=made, priority="High").template.name == "vip"
    assert chosen(EMAIL, library=made, priority="top").template.name == "vip"
    assert chosen(EMAIL, library=made, priority="low").template.name == "email"
    assert chosen(EMAIL, library=made, priority="high", step=2).template.name == "email-follow-up"


def test_several_conditions_are_alternatives(
    library: Callable[..., Library], chosen: Callable[..., Choice]
) -> None:
    made = library({"far.txt": "Channel: email\nFor: country peru\nFor: city lima\n\nMine"})
    assert chosen(EMAIL, library=made, country="Peru").template.name == "far"
    assert chosen(EMAIL, library=made, city="Lima").reason == "it is for city lima"
    assert chosen(EMAIL, library=made, city="Rome").template.name == "email"


def test_variants_are_drawn_by_lot_evenly_and_for_life(
    library: Callable[..., Library], contact: Callable[..., Contact]
) -> None:
    files = {"note.a.txt": "Channel: note\n\nA", "note.b.txt": "Channel: note\n\nB"}
    made = library({**files, "other.txt": "Channel: email\n\nC"})

    def draw(library: Library, person: str) -> str:
        return library.choose(
            contact(key=person, name=person),
            channel=NOTE,
            step=1,
            language="",
            is_discreet=False,
        ).template.name

    drawn = {f"p{number}": draw(made, f"p{number}") for number in range(400)}
    shares = Counter(drawn.values())
    assert shares.keys() == {"note.a", "note.b"}
    assert min(shares.values()) > 150
    again = Library.load([made.named("other").path.parent])
    assert all(draw(again, person) == name for person, name in drawn.items())


def test_variants_of_one_users_template_share_the_contacts(
    library: Callable[..., Library], contact: Callable[..., Contact]
) -> None:
    texts = "Channel: email\nFor: priority high\n\n"
    made = library({"hi.a.txt": texts + "A", "hi.b.txt": texts + "B"})
    shares = Counter(
        made.choose(contact(key=f"p{n}", priority="high"), channel=EMAIL).template.name
        for n in range(400)
    )
    assert shares.keys() == {"hi.a", "hi.b"}
    assert min(shares.values()) > 150
    reason = made.choose(contact(key="p1", priority="high"), channel=EMAIL).reason
    assert reason.startswith("it is for priority high; variant ")


def test_a_template_is_found_by_name_title_and_path(shipped: Library, tmp_path: Path) -> None:
    assert shipped.named("EMAIL").name == "email"
    assert shipped.named("Invitation note").name == "note"
    path = tmp_path / "own words.txt"
    path.write_text('Channel: letter\n\nMine{% include "end.txt" %}', encoding="utf-8")
    (tmp_path / "end.txt").write_text(", with an end", encoding="utf-8")
    assert shipped.named(str(path)).render({}).text == "Mine, with an end"
    with pytest.raises(TemplateError) as caught:
        shipped.named("emial")
    assert caught.value.hint == 'Did you mean "email"?'


def test_a_folder_that_does_not_exist_has_no_templates(tmp_path: Path) -> None:
    assert len(Library.load([tmp_path / "none"])) == len(Library.load([]))


def test_the_shipped_templates_need_only_the_senders_name(shipped: Library) -> None:
    assert shipped.required_sender_fields() == {"name"}


@pytest.mark.parametrize(
    ("body", "needed"),
    [
        ("Call {{ sender.phone }}.", {"phone"}),
        ("{% if sender.phone %}Call {{ sender.phone }}.{% endif %}", set()),
        ("{% if sender.phone %}x{% else %}Write to {{ sender.email }}.{% endif %}", {"email"}),
        ("{{ sender.phone or sender.email }}, please", {"email"}),
        ("{{ sender.phone or 'nothing' }}, please", set()),
        ("{{ sender.phone|sentence }} So.", {"phone"}),
        ("Bye,\n{{ sender.headline }}", set()),
        ("It's {{ sender.city if sender.city else sender.country }}.", {"country"}),
    ],
)
def test_what_a_template_writes_unasked_is_required_of_the_sender(
    library: Callable[..., Library], body: str, needed: set[str]
) -> None:
    made = library({"mine.txt": f"Channel: email\n\n{body}"})
    assert made.required_sender_fields() == {"name", *needed}


def test_what_only_a_kind_of_purpose_needs_is_not_required_of_all(
    library: Callable[..., Library],
) -> None:
    made = library({"mine.txt": "Channel: email\nFor: kind quiz\n\nCall {{ sender.phone }}."})
    assert made.required_sender_fields() == {"name"}


def test_no_value_that_is_known_is_required_and_every_other_is(shipped: Library) -> None:
    assert shipped.required_sender_fields(["name"]) == set()
    assert shipped.required_sender_fields(["role", "offer"]) == {"name"}


def test_looking_at_a_template_as_text_misses_nothing_that_parsing_finds(
    shipped: Library,
) -> None:
    found: set[str] = set()
    for template in shipped:
        required = needs._required([template.source], template.sandbox)
        assert required <= needs._perhaps_written(template.source)
        found |= required
    assert "name" in found
