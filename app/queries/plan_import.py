"""The dossier's actions, structures and people, as the import of a plan compares a file with them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.dto.plan_import import ExistingAction, FieldValue, ProposedFunding
from app.models import Action, ActionPartner, ActionPerson, Axis, Commitment, Organization, Person
from app.vocabulary import CommitmentKind, Stage

FIELDS = (
    "description",
    "context",
    "objectives",
    "deliverables",
    "beneficiaries",
    "resources",
    "governance",
    "indicators_text",
    "participation",
    "department",
    "funding_text",
    "total_cost_cents",
    "total_cost_basis",
    "status",
    "maturity",
    "level",
    "scope",
    "progress_percent",
    "planned_start",
    "actual_start",
    "initial_end",
    "revised_end",
    "actual_end",
    "continuous",
    "links",
    "notes",
)
"""Fields of an action that a file may carry."""


def existing(session: Session) -> tuple[list[ExistingAction], list[str], list[str], list[tuple[str, ...]]]:
    """Actions, names of structures, names of people, paths of axes of the dossier."""
    actions = session.scalars(
        select(Action)
        .options(
            selectinload(Action.partners).joinedload(ActionPartner.organization),
            selectinload(Action.people).joinedload(ActionPerson.person),
            selectinload(Action.commitments).joinedload(Commitment.organization),
            selectinload(Action.milestones),
            selectinload(Action.progress_notes),
        )
        .order_by(Action.id)
    ).all()
    axes = {axis.id: axis for axis in session.scalars(select(Axis))}
    return (
        [_existing(action, axes) for action in actions],
        list(session.scalars(select(Organization.name).order_by(Organization.id))),
        [person.name for person in session.scalars(select(Person).order_by(Person.id))],
        [axis_path(axes, key) for key in axes],
    )


def axis_path(axes: Mapping[int, Axis], key: int | None) -> tuple[str, ...]:
    """Titles of an axis and of those above it, outermost first; numbers stand before the titles."""
    titles: list[str] = []
    while key is not None:
        axis = axes[key]
        titles.insert(0, axis.spelled)
        key = axis.parent_id
    return tuple(titles)


def _existing(action: Action, axes: Mapping[int, Axis]) -> ExistingAction:
    values: dict[str, FieldValue] = {field: getattr(action, field) for field in FIELDS}
    return ExistingAction(
        key=action.id,
        number=action.number,
        title=action.title,
        axis_path=axis_path(axes, action.axis_id),
        parent=action.parent_id,
        values=values,
        partners=tuple((p.organization.name, p.role) for p in action.partners),
        people=tuple((p.person.name, p.role) for p in action.people),
        fundings=tuple(line for c in action.commitments if c.kind is CommitmentKind.FUNDING for line in _fundings(c)),
        milestones=tuple(milestone.title for milestone in action.milestones),
        weather=action.progress_notes[-1].weather if action.progress_notes else None,
    )


def _fundings(commitment: Commitment) -> list[ProposedFunding]:
    """One line per stage whose amount is known, as files write them; one without amount when none is."""
    by_stage: dict[Stage, int | None] = {
        Stage.ANNOUNCED: commitment.announced_cents,
        Stage.REQUESTED: commitment.requested_cents,
        Stage.GRANTED: commitment.granted_cents,
        Stage.CONTRACTED: commitment.contracted_cents,
    }
    known: list[tuple[Stage, int | None]] = [(stage, cents) for stage, cents in by_stage.items() if cents is not None]
    return [
        ProposedFunding(commitment.organization.name, commitment.scheme, cents, commitment.basis, stage)
        for stage, cents in known or [(Stage.ANNOUNCED, None)]
    ]
