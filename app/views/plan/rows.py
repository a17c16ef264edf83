"""Filtering, sorting and adding up rows already read: a list comprehension, so a keystroke costs milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.dto.plan import PlanRow, PlanTotals
from app.french import NBSP, euros, fold, natural_key, number, percent_value, plural, sort_key
from app.rules.money import Amount, Total, total
from app.vocabulary import Status, TaxBasis, Weather

SOON = timedelta(days=30)


class Due(StrEnum):
    """What « Échéance » filters on; « sans date » is a category of its own (R13)."""

    LATE = "late"
    SOON = "soon"
    NONE = "none"


DUE_LABELS: Mapping[Due, str] = {Due.LATE: "En retard", Due.SOON: f"À 30{NBSP}jours", Due.NONE: "Sans date"}


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What the table keeps; an empty tuple, "" and False keep everything."""

    text: str = ""
    axes: tuple[int, ...] = ()
    statuses: tuple[Status, ...] = ()
    weathers: tuple[Weather | None, ...] = ()
    dues: tuple[Due, ...] = ()
    without_pilot: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything may be hidden."""
        return self != PlanFilter()


def matching(rows: Sequence[PlanRow], wanted: PlanFilter, today: date) -> list[PlanRow]:
    """Rows kept by a filter, in their order. Every word of the text must be found, whatever its accents."""
    words = fold(wanted.text).split()
    return [
        row
        for row in rows
        if all(word in row.text for word in words)
        and (not wanted.axes or any(axis in wanted.axes for axis in row.axes))
        and (not wanted.statuses or row.status in wanted.statuses)
        and (not wanted.weathers or row.weather in wanted.weathers)
        and (not wanted.dues or any(_is_due(row, due, today) for due in wanted.dues))
        and not (wanted.without_pilot and row.has_pilot)
    ]


def _is_due(row: PlanRow, due: Due, today: date) -> bool:
    if due is Due.LATE:
        return row.is_late
    if due is Due.NONE:
        return row.due is None
    return row.due is not None and today <= row.due <= today + SOON and not row.status.is_over


def _known(value: Any) -> tuple[bool, Any]:
    """Unknown values stand apart, whichever way one sorts."""
    return value is not None, value if value is not None else 0


SORT_KEYS: Mapping[str, Callable[[PlanRow], Any]] = {
    "number": lambda row: (not row.number, natural_key(row.number)),
    "title": lambda row: sort_key(row.title),
    "axis": lambda row: sort_key(row.axis),
    "status": lambda row: list(Status).index(row.status),
    "weather": lambda row: _known(None if row.weather is None else row.weather.rank + 1),
    "progress": lambda row: _known(row.progress),
    "due": lambda row: _known(None if row.due is None else row.due.toordinal()),
    "cost": lambda row: _known(row.cost_cents),
}


def in_order(rows: Sequence[PlanRow], column: str, *, descending: bool) -> list[PlanRow]:
    """Sort actions by a column, each followed by its sub-actions sorted the same way; "" keeps the natural order."""
    if not column:
        return list(rows)
    ordered = sorted(rows, key=SORT_KEYS[column], reverse=descending)
    shown = {row.key for row in rows}
    children: dict[int, list[PlanRow]] = {}
    for row in ordered:
        if row.parent in shown and row.parent is not None:
            children.setdefault(row.parent, []).append(row)
    return [line for row in ordered if row.parent not in shown for line in (row, *children.get(row.key, ()))]


def totals(rows: Sequence[PlanRow]) -> PlanTotals:
    """Add up the actions shown; sub-actions are counted but never added (R12), HT and TTC never mixed (R2)."""
    mains = [row for row in rows if not row.is_sub_action]
    cost = total(Amount(row.cost_cents, row.cost_basis) for row in mains)
    acquired = total(Amount(cents, basis) for row in mains for cents, basis in row.acquired)
    # A ratio of sums, on the actions whose cost is known: funding without a cost would inflate it.
    priced = [row for row in mains if row.cost_cents is not None]
    part = total(Amount(cents, basis) for row in priced for cents, basis in row.acquired)
    both = [Amount(cost.cents, cost.basis), Amount(part.cents, part.basis)]
    ratio = None
    if cost.cents and part.cents is not None and not total(both).mixed:
        ratio = part.cents * 1000 // cost.cents
    return PlanTotals(len(mains), len(rows) - len(mains), cost, acquired, ratio)


def amount(whole: Total) -> str:
    """« 9 200 000 € HT », or one sum per basis « 3 000 € HT + 1 200 € TTC », without adding them."""
    if whole.mixed:
        parts = ((cents, basis) for basis, cents in whole.by_basis.items() if basis is not TaxBasis.EXEMPT)
        return " + ".join(_with_basis(cents, basis) for cents, basis in parts)
    return _with_basis(whole.cents or 0, whole.basis)


def _with_basis(cents: int, basis: TaxBasis | None) -> str:
    return f"{euros(cents)}{NBSP}{basis.label}" if basis in {TaxBasis.NET, TaxBasis.GROSS} else euros(cents)


def missing(unknown: int) -> str:
    """« 3 sans montant », "" when none is missing."""
    return f"{number(unknown)}{NBSP}sans montant" if unknown else ""


def counted(found: PlanTotals) -> str:
    """« 26 actions », « 26 actions et 4 sous-actions »."""
    actions = plural(found.actions, "action")
    return f"{actions} et {plural(found.sub_actions, 'sous-action')}" if found.sub_actions else actions


def share(found: PlanTotals) -> str:
    """« (74,3 %) », "" when the ratio has no sense."""
    if found.ratio_permille is None:
        return ""
    return f"({percent_value(Decimal(found.ratio_permille) / 10)})"
