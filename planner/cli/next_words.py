"""What `planner next` says: its keys, its help, and how a walk ends."""

from __future__ import annotations

from enum import Enum, auto

PROMPT = "[o]pen [c]opy [e]dit [s]ent s[k]ip [l]ater [n]ext [b]ack [u]ndo [q]uit [?] > "
HELP = """
  o  open the profile in your browser, or the draft in your mail program
  c  copy the draft to the clipboard
  e  edit the draft in your editor; what you save there is kept
  s  you have sent it: write that down (a call made, a letter posted as well)
  k  skip it: it will not go out
  l  later: choose another day
  n  next: leave this one for now, and save nothing
  b  back to the one that you left
  u  undo: take the last answer back
  q  stop here; so does Ctrl-C

Of somebody whom you have written to before:
  r  they replied   d  they declined   a  no answer, and you wait no longer

Each answer is saved at once.
"""


class Ending(Enum):
    """Why a walk is over."""

    DONE = auto()
    CAPPED = auto()
    STOPPED = auto()


TOLD = {
    Ending.DONE: "That was everyone who is due. {status} shows the whole.",
    Ending.CAPPED: "The day's cap is reached: {sent:,} of {cap:,} went out today, {left:,} more"
    ' wait. Go on tomorrow with {next}, or change "daily cap" in Settings.',
    Ending.STOPPED: "{left:,} more due. Go on with {next}.",
}
