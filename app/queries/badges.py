"""How many things wait behind the entries of the sidebar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Action, Commitment
from app.rules.dates import lateness
from app.vocabulary import Application, Execution

_RUNNING = [execution for execution in Execution if not execution.is_over]
_LOST = [state for state in Application if state.is_lost]


def badges(session: Session, today: date) -> Mapping[str, int]:
    """Count by entry: late actions (R13) behind « plan », overdue commitments behind « partenaires »."""
    dates = session.execute(
        select(Action.initial_end, Action.revised_end, Action.actual_end, Action.status).where(
            or_(Action.initial_end < today, Action.revised_end < today)
        )
    )
    late = sum(lateness(initial, revised, actual, status, today).is_late for initial, revised, actual, status in dates)
    overdue = select(Commitment.id).where(
        Commitment.due < today,
        Commitment.execution.in_(_RUNNING),
        or_(Commitment.application.is_(None), Commitment.application.not_in(_LOST)),
    )
    return {"plan": late, "partenaires": len(session.scalars(overdue).all())}
