"""Small acts of the fiche that one field alone cannot say: the order of steps, who commits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from app.commands.parties import organization
from app.commands.plan import add_action, add_axis
from app.db.uow import UnitOfWork
from app.errors import ValidationFailed
from app.french import fold
from app.models import Axis, Commitment, Milestone


@dataclass(frozen=True, slots=True)
class MoveMilestone:
    """Put a step at another place of its action (0 is the first)."""

    key: int
    position: int
    label: ClassVar[str] = "Étapes\u00a0: ordre"

    def __call__(self, uow: UnitOfWork) -> None:
        """Renumber the steps around the moved one; raises NotFound."""
        moved = uow.get(Milestone, self.key)
        others = [step for step in moved.action.milestones if step.id != moved.id]
        others.insert(max(0, min(self.position, len(others))), moved)
        for position, step in enumerate(others):
            if step.position != position:
                step.position = position


@dataclass(frozen=True, slots=True)
class SetCommitmentHolder:
    """Say which structure makes a commitment; an unknown one is created."""

    key: int
    name: str
    label: ClassVar[str] = "Engagement\u00a0: structure"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when nobody is named."""
        if not self.name.strip():
            raise ValidationFailed(organization="Nommez la structure qui s’engage.")
        commitment = uow.get(Commitment, self.key)
        holder = organization(uow, self.name)
        if holder.id != commitment.organization_id:
            commitment.organization_id = holder.id


@dataclass(frozen=True, slots=True)
class NewAction:
    """Add an action in the axis whose label is typed; an unknown axis is created, "" leaves it without one."""

    title: str
    axis: str = ""
    number: str = ""
    label: ClassVar[str] = "Nouvelle action"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty or too long title, or a taken number."""
        wanted = fold(self.axis)
        axes = uow.session.scalars(select(Axis).order_by(Axis.id)).all() if wanted else []
        known = next((axis for axis in axes if wanted in {fold(axis.label()), fold(axis.title)}), None)
        if wanted and known is None:
            known = add_axis(uow, self.axis)
        add_action(uow, self.title, known.id if known else None, None, self.number)
