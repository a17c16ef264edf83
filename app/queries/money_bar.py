"""Where the money of the whole plan stands, in one tax basis: HT and TTC never share a figure (R2, R12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.dto.dashboard import Funding, Promises
from app.dto.plan import PlanRow
from app.models import Commitment
from app.vocabulary import CommitmentKind, Status, TaxBasis

_TAXED = (TaxBasis.NET, TaxBasis.GROSS)


@dataclass(frozen=True, slots=True)
class _Line:
    """A live financial commitment of a main action, or of the whole plan."""

    action: int | None
    basis: TaxBasis | None
    paid: int
    contracted: int
    best: int | None
    is_promised: bool


def money(session: Session, rows: Sequence[PlanRow]) -> tuple[Promises, Funding | None]:
    """Return what is contracted over what is promised, and the parts of the need (`None` when no cost is known).

    Abandoned actions and sub-actions are left out, like the applications refused or dropped.
    """
    counted = [row for row in rows if not row.is_sub_action and row.status is not Status.ABANDONED]
    lines = _lines(session, {row.key for row in counted})
    basis = _main_basis(counted, lines)
    return _promises(lines, basis), _funding(counted, lines, basis)


def _lines(session: Session, actions: set[int]) -> list[_Line]:
    found = session.scalars(
        select(Commitment).where(Commitment.kind == CommitmentKind.FUNDING).options(selectinload(Commitment.payments))
    )
    return [
        _line(row)
        for row in found
        if (row.action_id is None or row.action_id in actions)
        and (row.application is None or not row.application.is_lost)
    ]


def _line(row: Commitment) -> _Line:
    stages = (row.contracted_cents, row.granted_cents, row.requested_cents, row.announced_cents)
    return _Line(
        action=row.action_id,
        basis=row.basis,
        paid=sum(payment.amount_cents for payment in row.payments),
        contracted=row.contracted_cents or 0,
        best=next((cents for cents in stages if cents is not None), None),
        is_promised=any(cents is not None for cents in (row.contracted_cents, row.granted_cents, row.announced_cents)),
    )


def _main_basis(rows: Iterable[PlanRow], lines: Iterable[_Line]) -> TaxBasis | None:
    """HT or TTC, the one most euros are written in; `None` when nobody says."""
    sums: dict[TaxBasis, int] = defaultdict(int)
    for row in rows:
        if row.cost_basis in _TAXED:
            sums[row.cost_basis] += row.cost_cents or 0
    if not sums:
        for line in lines:
            if line.basis in _TAXED:
                sums[line.basis] += line.best or 0
    return max(sums, key=lambda basis: sums[basis]) if sums else None


def _is_other(basis: TaxBasis | None, main: TaxBasis | None) -> bool:
    return basis in _TAXED and basis is not main


def _promises(lines: Sequence[_Line], basis: TaxBasis | None) -> Promises:
    same = [line for line in lines if not _is_other(line.basis, basis)]
    promised = [line for line in same if line.is_promised and line.best is not None]
    return Promises(
        contracted_cents=sum(line.contracted for line in promised),
        promised_cents=sum(line.best or 0 for line in promised),
        unknown=sum(line.best is None for line in same),
        other_basis=len(lines) - len(same),
    )


def _funding(rows: Sequence[PlanRow], lines: Sequence[_Line], basis: TaxBasis | None) -> Funding | None:
    costed = {row.key: row.cost_cents for row in rows if row.cost_cents and not _is_other(row.cost_basis, basis)}
    if not costed:
        return None
    held = [
        line for line in lines if (line.action is None or line.action in costed) and not _is_other(line.basis, basis)
    ]
    paid = sum(line.paid for line in held)
    contracted = sum(max(line.contracted - line.paid, 0) for line in held)
    firm = [line for line in held if line.is_promised]
    promised = sum(max((line.best or 0) - max(line.contracted, line.paid), 0) for line in firm)
    requested = sum(max((line.best or 0) - line.paid, 0) for line in held if not line.is_promised)
    need = sum(costed.values())
    missing = need - paid - contracted - promised - requested
    return Funding(
        basis=basis,
        need_cents=need,
        paid_cents=paid,
        contracted_cents=contracted,
        promised_cents=promised,
        requested_cents=requested,
        to_find_cents=max(missing, 0),
        over_cents=max(-missing, 0),
        unknown_costs=sum(row.cost_cents is None for row in rows),
        other_basis=sum(_is_other(row.cost_basis, basis) for row in rows),
    )
