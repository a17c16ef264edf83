"""Measuring two ways of doing the same thing side by side, so that the ratio outlives the machine."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the report: ours against the bare library doing the same. `rounds` weighs long against short work."""

    name: str
    reference_name: str
    ours: Work
    reference: Work
    rounds: int = 15


@dataclass(frozen=True, slots=True)
class Result:
    """Medians in seconds."""

    case: Case
    ours: float
    reference: float

    @property
    def ratio(self) -> float:
        """How many times longer than the bare library."""
        return self.ours / self.reference


def measure(case: Case, rounds: int | None = None) -> Result:
    """Median of n rounds after one of warm-up; the sides alternate, and so does the one that goes first."""
    ours: list[float] = []
    reference: list[float] = []
    sides = [(case.ours, ours), (case.reference, reference)]
    for work, _ in sides:
        work()
    for number in range(rounds or case.rounds):
        for work, times in sides if number % 2 else reversed(sides):
            times.append(_timed(work))
    return Result(case, statistics.median(ours), statistics.median(reference))


def _timed(work: Work) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()
