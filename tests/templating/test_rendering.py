"""How a template becomes a message."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.model.cells import CellError
from planner.model.channel import Channel
from planner.model.contact import Columns, Contact
from planner.model.draft import Sent
from planner.model.errors import TemplateError
from planner.model.sender import Sender
from planner.templating.fields import context
from planner.templating.library import Library
from planner.templating.render_errors import RenderError
from planner.templating.tidying import tidy, tidy_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.templating.template import Message


def test_fields_stand_as_seen_and_raw_fields_as_typed(
    fill: Callable[..., Message], contact: Callable[..., Contact]
) -> None:
    person = contact(amount="£1,250.00", raws={"amount": 1250.0})
    assert fill("{{ amount }} {{ raw.amount * 2 }}", person).text == "£1,250.00 2500"


def test_a_column_of_the_sheet_is_named_when_another_is_misspelt(
    fill: Callable[..., Message], contact: Callable[..., Contact]
) -> None:
    person = contact(name="Anna Berg", met_at="York")
    with pytest.raises(RenderError) as caught:
        fill("Hello,\n\nwe met at {{ mett_at }}.", person)
    assert caught.value.message == (
        'mine.txt, line 5 (Contacts row 2, Anna Berg): "mett_at" is no column of the sheet'
        ' "Contacts".'
    )
    assert caught.value.hint == 'Did you mean "met_at"?'


def test_an_unknown_field_without_likeness_says_how_to_do_without(
    fill: Callable[..., Message],
) -> None:
    with pytest.raises(RenderError) as caught:
        fill("{{ zodiac }}")
    assert "{% if zodiac|default %}" in caught.value.hint


def test_a_misspelt_sender_value_and_raw_field_are_named(fill: Callable[..., Message]) -> None:
    with pytest.raises(RenderError) as caught:
        fill("{{ sender.headlin }}")
    assert caught.value.hint == 'Did you mean "sender.headline"?'
    with pytest.raises(RenderError) as caught:
        fill("{{ raw.purpos }}")
    assert caught.value.hint == 'Did you mean "raw.purpose"?'


def test_a_known_field_without_a_column_is_empty(fill: Callable[..., Message]) -> None:
    assert fill("a{{ company }}{{ knows }}{{ sender.website }}b").text == "ab"


def test_an_error_in_an_included_file_names_that_file(library: Callable[..., Library]) -> None:
    made = library(
        {
            "mine.txt": 'Channel: email\n\nHello\n{% include "foot.txt" %}',
            "foot.txt": "one\ntwo {{ oops }}",
        }
    )
    with pytest.raises(RenderError, match=r"^foot\.txt, line 2: "):
        made.named("mine").render({})


def test_a_syntax_error_names_line_and_filter(fill: Callable[..., Message]) -> None:
    with pytest.raises(RenderError) as caught:
        fill("Hello\n{{ name|sentense }}")
    assert caught.value.message == 'mine.txt, line 4: there is no filter "sentense".'
    assert caught.value.hint == 'Did you mean "sentence"?'
    with pytest.raises(RenderError, match=r"mine\.txt, line 3: "):
        fill("{% if name %}Hello")


def test_includes_macros_and_variables_work(library: Callable[..., Library]) -> None:
    made = library(
        {
            "mine.txt": 'Channel: email\n\n{% from "aids.txt" import greet %}{{ greet("Anna") }}'
            '\n{% include "foot.txt" %}',
            "aids.txt": "{% macro greet(who) %}Hello {{ who }},{% endmacro %}",
            "foot.txt": "from {{ city }}",
        }
    )
    assert made.named("mine").render({"city": "Leeds"}).text == "Hello Anna,\nfrom Leeds"


def test_the_subject_stands_on_one_line(library: Callable[..., Library]) -> None:
    made = library({"mine.txt": "Channel: email\nSubject: About {{ topic }}\n\nHello"})
    rendered = made.named("mine").render({"topic": "one\r\nBcc: all@example.org\x0b two"})
    assert rendered.subject == "About one Bcc: all@example.org two"


@pytest.mark.parametrize(
    "value",
    [None, float("nan"), float("inf"), CellError("#N/A")],
    ids=["None", "nan", "inf", "#N/A"],
)
def test_what_is_no_value_leaves_no_word(
    fill: Callable[..., Message], contact: Callable[..., Contact], value: object
) -> None:
    person = contact(amount="", raws={"amount": value})
    assert fill("a{{ raw.amount }}b{{ raw.amount|sentence }}c", person).text == "abc"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One.{% if name %} Two.{% endif %}\nThree.", "One. Two.\nThree."),
        ("One.{% if company %} Two.{% endif %}\n\nThree.", "One.\n\nThree."),
        ("One\n{% if name %}\nTwo\n{% endif %}\nThree", "One\nTwo\nThree"),
        ("One\n  {% if name %}{# why #}\nTwo\n  {% else %}\nNo\n{% endif %}", "One\nTwo"),
        ("{% raw %}\n{% if %}\n{% endraw %}", "{% if %}"),
        ("- {% for a in [1, 2] %}{{ a }}{% endfor %}\n- b", "- 12\n- b"),
    ],
)
def test_a_line_of_tags_alone_leaves_no_line_and_other_lines_stay(
    fill: Callable[..., Message], body: str, text: str
) -> None:
    assert fill(body).text == text


def test_lines_are_counted_as_the_writer_sees_them(fill: Callable[..., Message]) -> None:
    body = "Hello\n{% if name %}\n{% set a = 1 %}{# why #}\n\n{{ oops }}\n{% endif %}"
    with pytest.raises(RenderError, match=r"^mine\.txt, line 7 "):
        fill(body)


def test_optional_parts_go_least_important_first_until_it_fits(
    fill: Callable[..., Message],
) -> None:
    body = (
        "Hi. {% optional 1 %}First thing. {% endoptional %}"
        "{% optional 3 %}Third thing. {% endoptional %}"
        "{% optional 2 %}Second thing. {% endoptional %}Bye."
    )
    assert fill(body, limit=100).dropped == ()
    shorter = fill(body, limit=46)
    assert shorter.text == "Hi. First thing. Second thing. Bye."
    assert shorter.dropped == ("Third thing.",)
    assert fill(body, limit=10).dropped == ("Third thing.", "Second thing.", "First thing.")


def test_the_blanks_around_a_dropped_part_are_mended(fill: Callable[..., Message]) -> None:
    body = (
        "One.\n\n{% optional 1 %}\nTwo, which may go.\n{% endoptional %}\n\n"
        "Three {% optional 2 %}and more {% endoptional %}, end."
    )
    assert fill(body, limit=20).text == "One.\n\nThree, end."


def test_an_optional_part_with_nothing_to_say_is_not_reported(
    fill: Callable[..., Message],
) -> None:
    body = (
        "Hi. {% optional 2 %}{% if company %}At {{ company }}. {% endif %}{% endoptional %}"
        "{% optional 1 %}More words.{% endoptional %}"
    )
    assert fill(body, limit=5).dropped == ("More words.",)


def test_a_message_that_cannot_fit_says_by_how_much(fill: Callable[..., Message]) -> None:
    with pytest.raises(RenderError) as caught:
        fill("{{ name }} {% optional 1 %}x{% endoptional %} 1234567890", limit=10)
    assert "10 over the limit of 10" in caught.value.message
    assert "without its optional parts" in caught.value.message


@pytest.mark.parametrize(
    "text",
    ["{{ purpose }}", "{{ raw.purpose }}", "{% if 1 %}{{ purpose|sentence }}{% endif %}"],
)
def test_what_states_the_purpose_cannot_be_optional(
    fill: Callable[..., Message], text: str
) -> None:
    with pytest.raises(RenderError, match="purpose cannot be optional"):
        fill(f"{{% optional 1 %}}{text}{{% endoptional %}}")


def test_the_previous_touch_is_dated_in_the_contacts_language(
    fill: Callable[..., Message], contact: Callable[..., Contact]
) -> None:
    before = Sent(date(2026, 2, 3), Channel.EMAIL, "Records", "Hello")
    body = "{% if previous %}{{ previous.date }} {{ previous.channel }}{% endif %}"
    assert fill(body, contact(language="Deutsch"), previous=before).text == "3. Februar email"
    assert fill(body, contact(language=""), previous=before).text == "3 February email"
    assert fill(body, contact(language="")).text == ""


@pytest.mark.parametrize(
    ("rough", "tidied"),
    [
        ("Dear ,\n\nHello", "Dear,\n\nHello"),
        ("Hello  there .", "Hello there."),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a  \n\nb\n", "a\n\nb"),
        ("at Acme ( )", "at Acme ()"),
        ("use .NET, it costs ,5", "use .NET, it costs ,5"),
        ("Bonjour !", "Bonjour !"),
        ("list:\n  - one\n  - two", "list:\n  - one\n  - two"),
        ("text\n-- \nAda", "text\n-- \nAda"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_tidying_mends_blanks_and_nothing_else(rough: str, tidied: str) -> None:
    assert tidy(rough) == tidied


@given(st.text())
def test_tidying_changes_blanks_alone_and_once(text: str) -> None:
    tidied = tidy(text)
    assert "".join(tidied.split()) == "".join(text.split())
    assert tidy(tidied) == tidied
    assert len(tidy_line(text).splitlines()) <= 1


@pytest.fixture(scope="module")
def quoting() -> Library:
    return Library.load([])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), max_size=60))
def test_the_text_of_a_cell_comes_through_unevaluated(quoting: Library, text: str) -> None:
    columns = Columns("Contacts", 1, {"purpose": 0}, (1,), ("Purpose",))
    person = Contact("x", 2, columns, (text,), (text,))
    template = quoting.named("email")
    names = context(
        person,
        Sender({"name": text or "x"}),
        today=date(2026, 3, 4),
        step=1,
        channel=Channel.EMAIL,
    )
    assert text.rstrip(",;:") in template.render(names).text


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% if %}", "{# hidden #}", "{{ sender.email }}", "{% raw %}", "}}{{"]
)
def test_jinja_in_a_cell_is_only_text(
    fill: Callable[..., Message], contact: Callable[..., Contact], text: str
) -> None:
    person = contact(name=text, purpose=text)
    assert fill("{{ name }}|{{ purpose|sentence }}", person).text == f"{text}|{text}."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Channel: telegraph\n\nHello", "is no channel"),
        ("Channel: email\nno header\n\nHello", "is no header"),
        ("Channel: email\nFor: whenever\n\nHello", "is no condition"),
        ("Channel: email\nFor: step soon\n\nHello", "is no step"),
    ],
)
def test_a_file_that_is_no_template_is_refused_with_its_line(
    library: Callable[..., Library], text: str, reason: str
) -> None:
    with pytest.raises(TemplateError, match=rf"mine\.txt, line \d: .*{reason}"):
        library({"mine.txt": text}).named("mine")
