"""The axes of the plan, as they are named, ordered and mapped to the national priorities."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dto.plan import AxisRow
from app.models import Action, Axis
from app.queries.plan import axis_choices


def axis_rows(session: Session) -> list[AxisRow]:
    """Every axis in the order of the tree, with its level (0 to 2) and the number of its actions."""
    axes = {axis.id: axis for axis in session.scalars(select(Axis))}
    held = Counter(session.scalars(select(Action.axis_id).where(Action.parent_id.is_(None))))
    return [
        AxisRow(
            choice.key,
            choice.level,
            axes[choice.key].number,
            axes[choice.key].title,
            axes[choice.key].priority,
            held[choice.key],
        )
        for choice in axis_choices(axes)
    ]
