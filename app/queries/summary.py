"""Counts and sums of a dossier, for `resume DOSSIER --json`; the keys are documented in docs/resume-json.md."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.french import natural_key
from app.models import Action, Axis, Commitment, Decision, Meeting, Payment, Task, Territory
from app.models.base import Entity
from app.vocabulary import CommitmentKind, Status

NO_AXIS = "Sans axe"


def summary(session: Session) -> dict[str, Any]:
    """Return plain JSON data: keys in French, amounts in integer cents.

    Sub-actions are counted apart and never added to their parent (R12). Lost applications (Refusé, Sans suite) count
    in no stage but « versé »; abandoned actions count like the others, `par_statut` tells them apart.
    """
    territory = session.get(Territory, 1)
    return {
        "territoire": territory.name if territory else "",
        "actions": _actions(session),
        "axes": {"total": _count(session, Axis, Axis.parent_id.is_(None))},
        "couts": _costs(session),
        "financements": _funding(session),
        "engagements": {"total": _count(session, Commitment)},
        "seances": {"total": _count(session, Meeting)},
        "decisions": {"total": _count(session, Decision)},
        "taches": {"total": _count(session, Task)},
    }


def _count(session: Session, entity: type[Entity], *where: Any) -> int:
    return session.scalar(select(func.count(entity.id)).where(*where)) or 0


def _actions(session: Session) -> dict[str, Any]:
    main = Action.parent_id.is_(None)
    counted = select(Action.status, func.count(Action.id).label("actions")).where(main).group_by(Action.status)
    by_status = {row.status: row.actions for row in session.execute(counted)}
    return {
        "total": sum(by_status.values()),
        "sous_actions": _count(session, Action, Action.parent_id.is_not(None)),
        "par_statut": {status.label: by_status.get(status, 0) for status in Status},
        "par_axe": _by_axis(session),
    }


def _by_axis(session: Session) -> dict[str, int]:
    """Count the actions of each first-level axis, those of its sub-axes included, in natural order."""
    axes = {axis.id: axis for axis in session.scalars(select(Axis))}
    labels = {axis.id: axis.label() for axis in axes.values() if axis.parent_id is None}
    counts = dict.fromkeys(sorted(labels.values(), key=natural_key), 0)
    counted = select(Action.axis_id, func.count(Action.id)).where(Action.parent_id.is_(None)).group_by(Action.axis_id)
    for key, count in session.execute(counted):
        top = key
        while top is not None and axes[top].parent_id is not None:
            top = axes[top].parent_id
        label = NO_AXIS if top is None else labels[top]
        counts[label] = counts.get(label, 0) + count
    return counts


def _costs(session: Session) -> dict[str, int]:
    known = select(func.sum(Action.total_cost_cents)).where(Action.parent_id.is_(None))
    return {
        "connus_centimes": session.scalar(known) or 0,
        "inconnus": _count(session, Action, Action.parent_id.is_(None), Action.total_cost_cents.is_(None)),
    }


def _funding(session: Session) -> dict[str, int]:
    """Sum the financial commitments, each stage apart: stages never share a figure."""
    is_money = Commitment.kind == CommitmentKind.FUNDING
    lines = session.scalars(select(Commitment).where(is_money)).all()
    alive = [line for line in lines if line.application is None or not line.application.is_lost]
    paid = select(func.sum(Payment.amount_cents)).join(Commitment).where(is_money)
    return {
        "annonce_centimes": sum(line.announced_cents or 0 for line in alive),
        "demande_centimes": sum(line.requested_cents or 0 for line in alive),
        "accorde_centimes": sum(line.granted_cents or 0 for line in alive),
        "conventionne_centimes": sum(line.contracted_cents or 0 for line in alive),
        "verse_centimes": session.scalar(paid) or 0,
    }
