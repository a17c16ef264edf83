"""A time of day, typed « 14 h 30 », « 14h », « 14:30 » or « 1430 »."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from app.french import NBSP, clock_time
from app.views.widgets.field import LineField

_TIME = re.compile(r"(\d{1,2})\s*(?:[h:]\s*(\d{2})?|(\d{2}))?")


def read_time(text: str) -> time:
    """The time a text says; raises ValueError with a French sentence."""
    match = _TIME.fullmatch(text.replace(NBSP, " ").replace("\u202f", " ").strip().lower())
    if match is not None:
        hours, minutes = int(match[1]), int(match[2] or match[3] or 0)
        if hours < 24 and minutes < 60:
            return time(hours, minutes)
    raise ValueError(f"Heure non comprise{NBSP}: écrivez par exemple 14 h 30.")


class TimeField(LineField):
    """A time, never empty."""

    def __init__(self) -> None:
        super().__init__("14 h 30")
        self.line.setToolTip("14 h 30, 14h, 14:30")

    def _read(self) -> time:
        return read_time(self.line.text())

    def _shown(self, value: Any) -> str:
        return clock_time(value) if value is not None else ""
