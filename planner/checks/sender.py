"""Something to trade: is the sender's own side ready, and does a request offer anything?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.catalogue import severity_of
from planner.checks.commonality import commonalities
from planner.model.finding import Finding
from planner.words import all_of

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.model.contact import ContactList
    from planner.model.errors import SenderError
    from planner.model.sender import Sender


def readiness(sender: Sender) -> tuple[int, list[str]]:
    """Return the score of a Sender sheet out of 100, and what to add, what helps most first."""
    wanted = (
        (20, "offer", bool(sender.text("offer"))),
        (15, "headline", bool(sender.text("headline"))),
        (15, "role", bool(sender.text("role"))),
        (
            10,
            "photo",
            bool(sender.text("photo"))
            and sender.text("photo").casefold() not in {*all_of("no"), "0", "-"},
        ),
        (10, "schools", bool(sender.items("schools"))),
        (10, "past roles (two)", _past_roles(sender) >= 2),
        (10, "fields", bool(sender.items("fields"))),
        (10, "groups", bool(sender.items("groups"))),
    )
    score = sum(points for points, _, is_there in wanted if is_there)
    return score, [name for _, name, is_there in wanted if not is_there]


def _has_photo(sender: Sender) -> bool:
    photo = sender.text("photo")
    return bool(photo) and photo.casefold() not in {*all_of("no"), "0", "-"}


def _past_roles(sender: Sender) -> int:
    return max(len(sender.items("past_roles")), len(sender.items("past_employers")))


def no_sender(lacking: SenderError, sheet: str) -> Finding:
    """Return what a check says where drafting must refuse: no sheet says who writes."""
    needed = lacking.message.partition("the templates need: ")[2] or lacking.message
    message = f"the templates need to know who writes: {needed.removesuffix('.')}"
    severity = severity_of("sender-missing")
    return Finding("sender-missing", severity, message, lacking.hint, sheet=sheet)


def check_sender(contacts: ContactList, context: CheckContext) -> list[Finding]:
    """Say once how ready the Sender sheet is, and how many requests would offer nothing."""
    sender = context.sender
    if not sender.values:
        return []
    found = []
    score, missing = readiness(sender)
    if missing and score < 100:
        message = (
            f"what the sheet says of you is {score} % ready: add {', '.join(missing[:3])} first"
        )
        hint = "Fill them in: people look at who writes before they answer."
        found.append(_of_sender("sender-thin", sender, message, hint, _cell(sender, missing[0])))
    if not sender.text("offer"):
        bare = sum(1 for contact in contacts if not commonalities(contact, context))
        if bare:
            people = "1 contact shares" if bare == 1 else f"{bare:,} contacts share"
            message = f"you offer nothing yet, and {people} nothing with you that the sheets show"
            hint = (
                "Write under Offer what you can do for them: an hour of help, a name, a draft read."
            )
            cell = _cell(sender, "offer")
            found.append(_of_sender("nothing-to-trade", sender, message, hint, cell))
    return found


def _cell(sender: Sender, name: str) -> str:
    return sender.cell(name.partition(" (")[0].replace(" ", "_"))


def _of_sender(slug: str, sender: Sender, message: str, hint: str, cell: str) -> Finding:
    return Finding(slug, severity_of(slug), message, hint, sheet=sender.sheet, cell=cell)
