"""Everything a fiche holds, for its panel: the action, who acts, steps, commitments, notes, decisions, tasks."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, selectinload

from app.dto.plan import (
    ActionSheet,
    Choice,
    CommitmentRow,
    DecisionRow,
    MilestoneRow,
    PaymentRow,
    ProgressRow,
    TaskRow,
)
from app.french import natural_key
from app.models import (
    Action,
    ActionPartner,
    ActionPerson,
    Commitment,
    Decision,
    DecisionAction,
    Meeting,
    Milestone,
    ProgressNote,
    Task,
)
from app.queries.action_journal import journal
from app.queries.plan import plan_row
from app.queries.plan_funding import funding_state
from app.rules.dates import status_findings
from app.vocabulary import PartnerRole, PersonRole

_SAME_NAME = tuple(
    name
    for name in CommitmentRow.__dataclass_fields__
    if name not in {"key", "organization", "payments", "is_overdue"}
)  # fmt: skip


def action_sheet(session: Session, key: int, today: date) -> ActionSheet | None:
    """The fiche of the action `key`, or `None` when it is gone."""
    action = session.get(Action, key, options=_OPTIONS)
    row = plan_row(session, key, today)
    if action is None or row is None:
        return None
    decisions = _decisions(session, key, today)
    findings = status_findings(
        action.status,
        actual_start=action.actual_start,
        actual_end=action.actual_end,
        motive=action.status_reason,
        has_decision=bool(decisions),
    )
    return ActionSheet(
        row=row,
        values=_values(action),
        partners=_by_role((p.role, p.organization.name) for p in action.partners),
        people=_by_role((p.role, p.person.name) for p in action.people),
        sub_actions=tuple(
            Choice(sub.id, sub.label()) for sub in sorted(action.sub_actions, key=lambda sub: natural_key(sub.number))
        ),
        milestones=tuple(_milestone(step, today) for step in action.milestones),
        commitments=tuple(_commitment(line, today) for line in sorted(action.commitments, key=lambda c: c.id)),
        funding=funding_state(session, action),
        notes=tuple(_note(note) for note in sorted(action.progress_notes, key=_moment, reverse=True)),
        decisions=decisions,
        tasks=_tasks(session, key, today),
        journal=journal(session, key),
        findings=tuple(findings),
    )


_OPTIONS = (
    selectinload(Action.partners).joinedload(ActionPartner.organization),
    selectinload(Action.people).joinedload(ActionPerson.person),
    selectinload(Action.sub_actions),
    selectinload(Action.milestones),
    selectinload(Action.progress_notes),
    selectinload(Action.commitments).joinedload(Commitment.organization),
    selectinload(Action.commitments).selectinload(Commitment.payments),
)


def _values(action: Action) -> dict[str, Any]:
    return {column.key: getattr(action, column.key) for column in inspect(Action).column_attrs}


def _by_role(pairs: Any) -> dict[Any, tuple[str, ...]]:
    found: dict[PartnerRole | PersonRole, list[str]] = defaultdict(list)
    for role, name in pairs:
        found[role].append(name)
    return {role: tuple(names) for role, names in found.items()}


def _milestone(step: Milestone, today: date) -> MilestoneRow:
    due = step.revised_on or step.planned_on
    return MilestoneRow(
        key=step.id,
        title=step.title,
        planned_on=step.planned_on,
        revised_on=step.revised_on,
        actual_on=step.actual_on,
        is_done=step.is_done,
        weight=step.weight,
        is_late=not step.is_done and due is not None and due < today,
    )


def _commitment(line: Commitment, today: date) -> CommitmentRow:
    payments = sorted(line.payments, key=lambda payment: (payment.paid_on or date.min, payment.id))
    return CommitmentRow(
        key=line.id,
        organization=line.organization.name,
        payments=tuple(PaymentRow(p.id, p.paid_on, p.amount_cents, p.note) for p in payments),
        is_overdue=line.due is not None and line.due < today and not line.execution.is_over,
        **{name: getattr(line, name) for name in _SAME_NAME},
    )


def _moment(note: ProgressNote) -> tuple[date, int]:
    return note.noted_on, note.id


def _note(note: ProgressNote) -> ProgressRow:
    return ProgressRow(
        key=note.id,
        noted_on=note.noted_on,
        weather=note.weather,
        trend=note.trend,
        percent=note.percent,
        highlights=note.highlights,
        obstacles=note.obstacles,
        next_steps=note.next_steps,
        requests=note.requests,
        author=note.author,
    )


def _decisions(session: Session, key: int, today: date) -> tuple[DecisionRow, ...]:
    linked = select(DecisionAction.decision_id).where(DecisionAction.action_id == key)
    about = (
        select(Decision)
        .where(Decision.id.in_(linked))
        .options(selectinload(Decision.meeting).joinedload(Meeting.committee))
    )
    found = sorted(session.scalars(about), key=lambda d: (d.meeting.held_on, d.number), reverse=True)
    return tuple(
        DecisionRow(
            key=decision.id,
            number=decision.number,
            wording=decision.wording,
            meeting=decision.meeting.name,
            meeting_key=decision.meeting_id,
            held_on=decision.meeting.held_on,
            responsible=decision.responsible,
            due=decision.due,
            follow_up=decision.follow_up,
            is_overdue=decision.due is not None and decision.due < today and not decision.follow_up.is_over,
        )
        for decision in found
    )


def _tasks(session: Session, key: int, today: date) -> tuple[TaskRow, ...]:
    about = (
        select(Task)
        .where(Task.action_id == key)
        .options(selectinload(Task.meeting).joinedload(Meeting.committee))
        .order_by(Task.id.desc())
    )
    return tuple(
        TaskRow(
            key=task.id,
            wording=task.wording,
            meeting=task.meeting.name if task.meeting else "",
            meeting_key=task.meeting_id,
            responsible=task.responsible,
            due=task.due,
            state=task.state,
            is_overdue=task.due is not None and task.due < today and not task.state.is_over,
        )
        for task in session.scalars(about)
    )
