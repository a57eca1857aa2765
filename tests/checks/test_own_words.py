"""What an edit can do to a message, and what is still fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import World

CARLA = {"name": "Carla Ferri", "company": "Museo", "purpose": "loan of the Sironi drawing"}
GRACE = {"name": "Grace Holm", "company": "Radio Mersey", "purpose": "comment on the bus cuts"}
SAID = "may we borrow the Sironi drawing in June?\n\nThank you,\nAda"


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        (f"Dear Carla,\n\n{SAID}", set()),
        (f"Carla,\n\n{SAID}", set()),
        (f"Dear Ms Ferri,\n\n{SAID}", set()),
        (f"Hello there,\n\n{SAID}", set()),
        (f"Hello Carla,\n\nGrace Holm suggested that I write: {SAID}", set()),
        ("Liebe Carla,\n\nwir möchten das Bild für die Ausstellung leihen.\n\nDanke\nAda", set()),
        (f"Dear Carlo,\n\n{SAID}", {"draft-other-person"}),
        (f"Daniel,\n\n{SAID}", {"draft-other-person"}),
        ("Dear Carla,\n\nlovely weather.\n\nThank you,\nAda", {"purpose-lost"}),
        (f"Dear Carla,\n\n{SAID} Any news??", {"draft-loud"}),
        (f"Dear Carla,\n\nI need it asap, {SAID}", {"draft-loud"}),
        (f"Dear Carla,\n\n{'and so on ' * 140}{SAID}", {"draft-wordy"}),
        (f"Dear Carla,\n\n{{Company}}: {SAID}", {"draft-residue"}),
        (f"Dear Carla,\n\n<First Name>, {SAID}", {"draft-residue"}),
        (f"Dear Carla,\n\n*|FNAME|*, {SAID}", {"draft-residue"}),
        (f"Dear Carla,\n\n$Company$ and ____: {SAID}", {"draft-residue"}),
        (f"Dear Carla,\n\nR&amp;D: {SAID}", {"draft-residue"}),
        (f"Dear Carla,\n\nfÃ¼r: {SAID}", {"draft-residue"}),
        (f"Dear Carla,\n\nR&D costs < 500, 3 * 4 and $50: {SAID}", set()),
    ],
)
def test_an_edited_message_is_read(world: Callable[..., World], text: str, slugs: set[str]) -> None:
    found = world(CARLA, GRACE).of_own_words(text)
    assert {each.slug for each in found} == slugs
