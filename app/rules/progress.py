"""How far an action is (DOMAIN R15) and how old its météo is (R16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.vocabulary import Status


class Source(StrEnum):
    """Where a percentage comes from; shown beside it."""

    MILESTONES = "étapes"
    MANUAL = "manuel"
    STATUS = "statut"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """A percentage 0–100, `None` when nothing tells, and where it comes from."""

    percent: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """Progress of a whole plan, both ways, and how many actions could not be counted."""

    unweighted: int | None
    by_cost: int | None
    unknown: int


def progress(milestones: Iterable[tuple[int, bool]], manual: int | None, status: Status) -> Progress:
    """Progress of an action from its (weight, done) milestones, its manual percentage and its statut (R15).

    Réalisé is 100 %; a percentage typed by hand wins over the milestones and keeps its mark.
    """
    if status is Status.DONE:
        return Progress(100, Source.STATUS)
    if manual is not None:
        return Progress(manual, Source.MANUAL)
    weighted = list(milestones)
    total = sum(weight for weight, _ in weighted)
    if total <= 0:
        return Progress(None, Source.NONE)
    done = sum(weight for weight, is_done in weighted if is_done)
    # Rounded down: 100 % means finished.
    return Progress(100 * done // total, Source.MILESTONES)


def plan_progress(actions: Iterable[tuple[int | None, int | None, Status]]) -> PlanProgress:
    """Mean progress of (percent, cost in cents, statut) actions, plain and weighted by cost (R15).

    Abandoned actions are left out; those without a percentage are counted as unknown, never as 0.
    """
    kept = [(percent, cost) for percent, cost, status in actions if status is not Status.ABANDONED]
    known = [(percent, cost) for percent, cost in kept if percent is not None]
    costed = [(percent, cost) for percent, cost in known if cost]
    whole = sum(cost for _, cost in costed)
    return PlanProgress(
        unweighted=_mean(sum(percent for percent, _ in known), len(known)),
        by_cost=_mean(sum(percent * cost for percent, cost in costed), whole),
        unknown=len(kept) - len(known),
    )


def weather_is_stale(noted_on: date | None, today: date, days: int = 90) -> bool:
    """Whether a météo is older than `days` (R16); none at all is not stale, it is missing."""
    return noted_on is not None and (today - noted_on).days > days


def _mean(numerator: int, denominator: int) -> int | None:
    return numerator // denominator if denominator else None
