"""Finds the touches that a user means: by Touch ID, Contact ID, email, profile or name."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from planner.model.errors import PlannerError
from planner.text.closest import did_you_mean
from planner.text.person_keys import PersonKeys, email_address, linkedin_slug
from planner.text.person_match import PersonIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.tracking.touches import Tracked


_SHOWN = 8


class UnknownPersonError(PlannerError):
    """Nobody, or more than one person, answers to what the user typed."""


class Directory:
    """Everything by which the people of the Tracking sheet can be called."""

    def __init__(self, touches: Iterable[Tracked]) -> None:
        self._by_touch = {touch.id.casefold(): touch for touch in touches}

    def touches(self, who: str) -> tuple[Tracked, ...]:
        """The touches that `who` means, in the order of their steps: one for a Touch ID.

        Raises:
            UnknownPersonError: nobody answers to it, or several people do.
        """
        typed = who.strip()
        touch = self._by_touch.get(typed.casefold())
        if touch is not None:
            return (touch,)
        found = self._people.asked_for(typed)
        if len(found) == 1:
            touches = self._by_contact[found[0]]
            return tuple(sorted(touches, key=lambda each: each.step))
        raise self._unknown(typed, found)

    def after(self, touch: Tracked) -> tuple[Tracked, ...]:
        """The later touches of the same person."""
        touches = self._by_contact[touch.contact]
        return tuple(each for each in touches if each.step > touch.step)

    # Those who are called by Touch ID, as lists are, need no more than that.

    @cached_property
    def _by_contact(self) -> dict[str, list[Tracked]]:
        found: dict[str, list[Tracked]] = {}
        for touch in self._by_touch.values():
            found.setdefault(touch.contact, []).append(touch)
        return found

    @cached_property
    def _people(self) -> PersonIndex[str]:
        index = PersonIndex[str]()
        for touch in self._by_touch.values():
            keys = touch.person_keys
            index.add(touch.contact, PersonKeys(id=touch.contact.casefold()))
            index.add(touch.contact, replace(keys, id=keys.id.casefold()))
        return index

    def _unknown(self, typed: str, found: list[str]) -> UnknownPersonError:
        if found:
            listed = sorted(f"{self._name_of(contact)} ({contact})" for contact in found)
            more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
            return UnknownPersonError(
                f'"{typed}" could be {len(listed)} people: {"; ".join(listed[:_SHOWN])}{more}.',
                "Give the Contact ID that stands in brackets.",
            )
        sign = linkedin_slug(typed) or email_address(typed) or typed.casefold()
        hint = did_you_mean(sign, self._known_words.values())
        hint = hint or "See the Tracking sheet for who is there."
        return UnknownPersonError(f'Nobody in the Tracking sheet answers to "{typed}".', hint)

    def _name_of(self, contact: str) -> str:
        return self._by_contact[contact][-1].name

    @cached_property
    def _known_words(self) -> dict[str, str]:
        """What may be meant by a slip of the hand, case-folded, as it is to be typed."""
        words: dict[str, str] = {}
        for contact in self._by_contact:
            name = self._name_of(contact)
            keys = self._by_contact[contact][-1].person_keys
            for word in (name, keys.profile, *keys.emails, contact, *name.split()):
                words.setdefault(word.casefold(), word)
        return words
