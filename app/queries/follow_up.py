"""The rows of the tableau de suivi: the whole plan in a few SELECTs, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.dto.follow_up import (
    FollowUpAction,
    FollowUpCommitment,
    FollowUpDecision,
    FollowUpFunding,
    FollowUpIndicator,
    FollowUpTable,
)
from app.french import NBSP, long_date, natural_key, number
from app.models import (
    Action,
    ActionPartner,
    ActionPerson,
    Axis,
    Commitment,
    Decision,
    DecisionAction,
    Indicator,
    Meeting,
    ProgressNote,
    Step,
    Task,
    Territory,
)
from app.models import Change as AuditLine
from app.rules.dates import lateness
from app.rules.progress import progress
from app.vocabulary import CommitmentKind, FollowUp, PartnerRole, PersonRole


def follow_up(session: Session, today: date) -> FollowUpTable:
    """The whole workbook as of `today`, actions and commitments in natural order, sub-actions under their parent."""
    territory = session.get(Territory, 1)
    axes = {axis.id: axis for axis in session.scalars(select(Axis))}
    actions = _in_order(_actions(session))
    touched = _last_changes(session)
    commitments = _commitments(session)
    return FollowUpTable(
        territory=territory.name if territory else "",
        printed_on=today,
        title=f"Tableau de suivi au {long_date(today, with_weekday=False)}",
        actions=tuple(_action(action, axes, touched.get(action.id), today) for action in actions),
        fundings=tuple(_fundings(actions, commitments)),
        commitments=tuple(_commitment(promise, action, today) for promise, action in commitments),
        decisions=_decisions(session, today),
        indicators=tuple(_indicator(row) for row in _indicators(session)),
    )


def _actions(session: Session) -> Sequence[Action]:
    query = select(Action).options(
        selectinload(Action.partners).joinedload(ActionPartner.organization),
        selectinload(Action.people).joinedload(ActionPerson.person),
        selectinload(Action.milestones),
        selectinload(Action.progress_notes),
        selectinload(Action.commitments),
    )
    return session.scalars(query).all()


def _in_order(actions: Sequence[Action]) -> list[Action]:
    ordered = sorted(actions, key=lambda action: (not action.number, natural_key(action.number), action.id))
    children: dict[int, list[Action]] = defaultdict(list)
    for action in ordered:
        if action.parent_id is not None:
            children[action.parent_id].append(action)
    return [line for action in ordered if action.parent_id is None for line in (action, *children[action.id])]


def _last_changes(session: Session) -> dict[int, date]:
    """Day of the last change of each fiche, from the audit trail."""
    lines = (
        select(AuditLine.owner_id, func.max(Step.at).label("last"))
        .join(Step, Step.id == AuditLine.step_id)
        .where(AuditLine.owner_table == "action")
        .group_by(AuditLine.owner_id)
    )
    return {row.owner_id: row.last.astimezone().date() for row in session.execute(lines)}


def _action(action: Action, axes: dict[int, Axis], updated_on: date | None, today: date) -> FollowUpAction:
    late = lateness(action.initial_end, action.revised_end, action.actual_end, action.status, today)
    advance = progress([(m.weight, m.is_done) for m in action.milestones], action.progress_percent, action.status)
    weather = next((n for n in _latest_first(action.progress_notes) if n.weather is not None), None)
    facts = next((n for n in _latest_first(action.progress_notes) if n.highlights), None)
    ahead = sorted(
        (m for m in action.milestones if not m.is_done),
        key=lambda m: (m.revised_on or m.planned_on or date.max, m.position),
    )
    axis, sub_axis = _axis_names(axes, action.axis_id)
    return FollowUpAction(
        uid=action.uid,
        number=action.number,
        axis=axis,
        sub_axis=sub_axis,
        title=action.title,
        is_sub_action=action.parent_id is not None,
        lead=_partners(action, PartnerRole.LEAD),
        pilot=_people(action, PersonRole.PILOT),
        elected=_people(action, PersonRole.ELECTED),
        level=action.level,
        maturity=action.maturity,
        status=action.status,
        weather=weather.weather if weather else None,
        trend=weather.trend if weather else None,
        progress=advance.percent,
        planned_start=action.planned_start,
        initial_end=action.initial_end,
        revised_end=action.revised_end,
        actual_end=action.actual_end,
        is_late=late.is_late,
        late_days=late.days if late.is_late else 0,
        slippage_days=late.slippage,
        cost_cents=action.total_cost_cents,
        cost_basis=action.total_cost_basis,
        granted_cents=_granted(action.commitments),
        highlights=facts.highlights if facts else "",
        next_step=ahead[0].title if ahead else "",
        next_due=(ahead[0].revised_on or ahead[0].planned_on) if ahead else None,
        updated_on=updated_on,
        notes=action.notes,
    )


def _latest_first(notes: Sequence[ProgressNote]) -> list[ProgressNote]:
    return sorted(notes, key=lambda note: (note.noted_on, note.id), reverse=True)


def _axis_names(axes: dict[int, Axis], key: int | None) -> tuple[str, str]:
    """The axis of the first level, which sums follow, and what lies under it."""
    names: list[str] = []
    while key is not None:
        names.insert(0, axes[key].label())
        key = axes[key].parent_id
    return (names[0], " › ".join(names[1:])) if names else ("", "")


def _partners(action: Action, role: PartnerRole) -> str:
    return ", ".join(p.organization.name for p in action.partners if p.role is role)


def _people(action: Action, role: PersonRole) -> str:
    return ", ".join(p.person.name for p in action.people if p.role is role)


def _granted(commitments: Sequence[Commitment]) -> int | None:
    """Accordé or firmer, `None` when nothing is: unknown is not zero."""
    amounts = [
        cents
        for promise in commitments
        if promise.kind is CommitmentKind.FUNDING and not (promise.application and promise.application.is_lost)
        for cents in [promise.contracted_cents if promise.contracted_cents is not None else promise.granted_cents]
        if cents is not None
    ]
    return sum(amounts) if amounts else None


def _commitments(session: Session) -> list[tuple[Commitment, Action | None]]:
    query = (
        select(Commitment, Action)
        .outerjoin(Action, Action.id == Commitment.action_id)
        .options(joinedload(Commitment.organization), selectinload(Commitment.payments))
    )
    rows = [(promise, action) for promise, action in session.execute(query)]
    return sorted(rows, key=lambda row: (natural_key(row[0].number), row[0].id))


def _fundings(
    actions: Sequence[Action], commitments: Sequence[tuple[Commitment, Action | None]]
) -> list[FollowUpFunding]:
    by_action: dict[int | None, list[Commitment]] = defaultdict(list)
    for promise, _ in commitments:
        if promise.kind is CommitmentKind.FUNDING:
            by_action[promise.action_id].append(promise)
    lines = [_funding(promise, action) for action in actions for promise in by_action[action.id]]
    return lines + [_funding(promise, None) for promise in by_action[None]]


def _funding(promise: Commitment, action: Action | None) -> FollowUpFunding:
    return FollowUpFunding(
        uid=promise.uid,
        action_number=action.number if action else "",
        action_title=action.title if action else "Ensemble du plan",
        organization=promise.organization.name,
        scheme=promise.scheme,
        nature=promise.nature,
        basis=promise.basis,
        application=promise.application,
        reference=promise.reference,
        announced_cents=promise.announced_cents,
        requested_cents=promise.requested_cents,
        granted_cents=promise.granted_cents,
        contracted_cents=promise.contracted_cents,
        paid_cents=sum(p.amount_cents for p in promise.payments) if promise.payments else None,
    )


def _commitment(promise: Commitment, action: Action | None, today: date) -> FollowUpCommitment:
    return FollowUpCommitment(
        uid=promise.uid,
        number=promise.number,
        organization=promise.organization.name,
        wording=promise.wording or promise.scheme,
        kind=promise.kind,
        action_number=action.number if action else "",
        amount_cents=promise.announced_cents,
        basis=promise.basis,
        quantity=_quantity(promise),
        firmness=promise.firmness,
        conditions=promise.conditions,
        due=promise.due,
        execution=promise.execution,
        is_overdue=promise.due is not None and promise.due < today and not promise.execution.is_over,
        source=promise.source,
    )


def _quantity(promise: Commitment) -> str:
    if promise.quantity_hundredths is None:
        return ""
    value = Decimal(promise.quantity_hundredths) / 100
    text = number(value, 0 if value == int(value) else 2)
    text = text.rstrip("0") if "," in text else text
    return f"{text}{NBSP}{promise.unit}" if promise.unit else text


def _decisions(session: Session, today: date) -> tuple[FollowUpDecision, ...]:
    decided = select(Decision).options(
        joinedload(Decision.meeting).joinedload(Meeting.committee),
        selectinload(Decision.actions).joinedload(DecisionAction.action),
    )
    asked = select(Task).options(
        joinedload(Task.meeting).joinedload(Meeting.committee),
        joinedload(Task.action),
    )
    decisions = sorted(session.scalars(decided), key=lambda row: (row.meeting.held_on, row.number, row.id))
    tasks = sorted(session.scalars(asked), key=lambda row: (_held_on(row) or date.max, row.id))
    return (*(_decision(row, today) for row in decisions), *(_task(row, today) for row in tasks))


def _held_on(task: Task) -> date | None:
    return task.meeting.held_on if task.meeting else None


def _decision(row: Decision, today: date) -> FollowUpDecision:
    return FollowUpDecision(
        uid=row.uid,
        number=row.number,
        decided_on=row.meeting.held_on,
        meeting=row.meeting.name,
        wording=row.wording,
        kind=row.kind,
        actions=", ".join(link.action.number or link.action.title for link in row.actions),
        result=row.result,
        responsible=row.responsible,
        due=row.due,
        follow_up=row.follow_up,
        done_on=row.done_on,
        is_overdue=_is_overdue(row.due, row.follow_up, today),
    )


def _task(row: Task, today: date) -> FollowUpDecision:
    return FollowUpDecision(
        uid=row.uid,
        number="Tâche",
        decided_on=_held_on(row),
        meeting=row.meeting.name if row.meeting else "",
        wording=row.wording,
        kind=None,
        actions=(row.action.number or row.action.title) if row.action else "",
        result=None,
        responsible=row.responsible,
        due=row.due,
        follow_up=row.state,
        done_on=row.done_on,
        is_overdue=_is_overdue(row.due, row.state, today),
    )


def _is_overdue(due: date | None, state: FollowUp, today: date) -> bool:
    return due is not None and due < today and not state.is_over


def _indicators(session: Session) -> Sequence[Indicator]:
    query = select(Indicator).options(selectinload(Indicator.readings)).order_by(Indicator.position, Indicator.id)
    return session.scalars(query).all()


def _indicator(row: Indicator) -> FollowUpIndicator:
    last = max(row.readings, key=lambda reading: (reading.read_on, reading.id), default=None)
    return FollowUpIndicator(
        uid=row.uid,
        code=row.code,
        name=row.name,
        unit=row.unit,
        nature=row.nature,
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        target=row.target,
        target_on=row.target_on,
        value=last.value if last else None,
        read_on=last.read_on if last else None,
        reliability=last.reliability if last else None,
        source=last.source if last else "",
    )
