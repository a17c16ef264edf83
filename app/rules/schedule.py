"""When each point of an agenda starts, and when the meeting ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Schedule:
    """Start of each point, end of the last, total in minutes."""

    starts: tuple[time, ...]
    ends: time
    minutes: int


def schedule(start: time, minutes: Sequence[int]) -> Schedule:
    """Lay the points one after the other; past midnight the clock goes on at 0 h."""
    moment = datetime.combine(date(2000, 1, 1), start)
    starts = []
    for duration in minutes:
        starts.append(moment.time())
        moment += timedelta(minutes=duration)
    return Schedule(tuple(starts), moment.time(), sum(minutes))


def start_times(start: time, minutes: Sequence[int]) -> list[time]:
    """Start of each point."""
    return list(schedule(start, minutes).starts)
