"""What time it is: injected everywhere, so that tests and the demonstration can fix « aujourd’hui »."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime

VARIABLE = "BINOME_MAINTENANT"
"""Environment variable that fixes the clock, an ISO date or date-time in local time."""


class Clock:
    """A source of local, zone-aware time."""

    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        self._source = source or (lambda: datetime.now(UTC))

    @classmethod
    def fixed(cls, moment: datetime) -> Clock:
        """Return a clock that always tells `moment` (naive moments are local)."""
        return cls(lambda: moment)

    @classmethod
    def from_environment(cls) -> Clock:
        """Return the clock fixed by BINOME_MAINTENANT, or the machine's own."""
        value = os.environ.get(VARIABLE, "")
        return cls.fixed(datetime.fromisoformat(value)) if value else cls()

    def now(self) -> datetime:
        """Return the present moment, aware, in the local zone."""
        return self._source().astimezone()

    def today(self) -> date:
        """Return today's date in the local zone."""
        return self.now().date()
