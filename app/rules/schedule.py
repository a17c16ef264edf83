"""When each point of an agenda starts, and when the meeting ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Schedule:
    """Start of each point, end of the last, total in minutes, and minutes past the time the meeting should end."""

    starts: tuple[time, ...]
    ends: time
    minutes: int
    overrun: int = 0


def schedule(start: time, minutes: Sequence[int], planned: int | None = None) -> Schedule:
    """Lay the points one after the other; past midnight the clock goes on at 0 h.

    `planned` is the length of the meeting in minutes, when it is known: what exceeds it is the overrun. Raises
    `ValueError` for a negative length.
    """
    if any(length < 0 for length in minutes):
        raise ValueError("a point cannot last less than nothing")
    moment = datetime.combine(date(2000, 1, 1), start)
    starts = []
    for duration in minutes:
        starts.append(moment.time())
        moment += timedelta(minutes=duration)
    whole = sum(minutes)
    overrun = 0 if planned is None else max(0, whole - planned)
    return Schedule(tuple(starts), moment.time(), whole, overrun)


def start_times(start: time, minutes: Sequence[int]) -> list[time]:
    """Start of each point."""
    return list(schedule(start, minutes).starts)
