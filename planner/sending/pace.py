"""How fast sending goes, and the clock that it goes by."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from planner.sending.journal import Journal


PAUSE = 5.0  # seconds between two messages, where the user does not say
_HOUR = timedelta(hours=1)
_LEAST = 0.05  # seconds of a wait, so that it is over when it is over


@frozen
class Pace:
    """How fast it goes, and the clock that it goes by.

    `pause` seconds, half as many to half as many again, lie between two messages. What a server
    puts off is tried again after each of the seconds of `backoff`. `sleep` waits for some seconds
    and ends early when `is_stopped`; `clock` tells the moment with its zone. `waits` and `progress`
    are told what happens meanwhile.
    """

    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    is_stopped: Callable[[], bool] = lambda: False
    pause: float = PAUSE
    most_per_hour: int | None = None
    backoff: tuple[float, ...] = (60.0, 300.0, 900.0)
    waits: Callable[[str], None] = lambda _why: None
    progress: Callable[[int, int], None] = lambda _done, _total: None

    def between(self) -> float:
        """Choose the seconds until the next message, as no clockwork would."""
        return self.pause * random.uniform(0.5, 1.5)  # noqa: S311 - no secret

    def seconds_until_room(self, journal: Journal) -> float:
        """Say how long it is until the hour has room for one more."""
        if self.most_per_hour is None:
            return 0.0
        now = self.clock()
        sent = journal.sent_since(now - _HOUR)
        if len(sent) < self.most_per_hour:
            return 0.0
        self.waits(f"{self.most_per_hour:,} have gone within an hour")
        return self._until(sent[-self.most_per_hour] + _HOUR, now)

    def seconds_until_first(self, times: Iterable[datetime | None]) -> float:
        """Say how long it is until the first of these; none means at once."""
        known, now = list(times), self.clock()
        if any(time is None or time <= now for time in known):
            return 0.0
        self.waits("the server has put off the rest")
        return self._until(min(filter(None, known), default=now), now)

    @staticmethod
    def _until(moment: datetime, now: datetime) -> float:
        return max((moment - now).total_seconds(), _LEAST)
