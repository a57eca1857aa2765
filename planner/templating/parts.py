"""The optional parts of one rendering: which may go, which are gone, what they said."""

from __future__ import annotations

from dataclasses import dataclass, field

# Where a rendering keeps what becomes of its optional parts; no template can spell this name.
OPTIONAL = "optional parts"


@dataclass(slots=True)
class Parts:
    """What the optional parts of a message say; those in `gone` pass as nothing."""

    gone: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    priorities: dict[str, int] = field(default_factory=dict)

    def passed(self, text: str, priority: int, place: str) -> str:
        """The part's text as it stands in the message: itself, or "" where the part is gone."""
        if place in self.gone:
            return ""
        self.texts[place] = self.texts.get(place, "") + text
        self.priorities[place] = priority
        return text

    def least(self) -> str:
        """The least important part that still says something; of equals the last; "" for none."""
        present = [place for place, text in self.texts.items() if text.strip()]
        return max(reversed(present), key=self.priorities.__getitem__, default="")
