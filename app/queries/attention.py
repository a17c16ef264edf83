"""What has to be dealt with before the committee: overdue promises, decisions and tasks, late actions, stale météo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.dto.dashboard import Alert, Todo
from app.dto.plan import PlanRow
from app.french import NBSP, due_phrase, euros, guillemets, plural
from app.models import Commitment, Decision, Task
from app.vocabulary import Execution, FollowUp

_RUNNING = [execution for execution in Execution if not execution.is_over]
_OPEN = [state for state in FollowUp if not state.is_over]


def todos(
    session: Session, rows: Sequence[PlanRow], noted: Mapping[int, date], today: date, horizon: date
) -> tuple[Todo, ...]:
    """Return what is overdue today, and the decisions and tasks that fall due on or before `horizon`.

    `rows` are the plan's, `noted` the day of the last météo of each action. On its day nothing is overdue (R13).
    """
    found = [
        *_commitments(session, today),
        *_decisions(session, today, horizon),
        *_tasks(session, today, horizon),
        *_actions(rows, noted, today),
    ]
    kinds = list(Alert)
    return tuple(sorted(found, key=lambda todo: (not todo.is_overdue, kinds.index(todo.alert))))


def _commitments(session: Session, today: date) -> Iterator[Todo]:
    lines = session.scalars(
        select(Commitment)
        .where(Commitment.due < today, Commitment.execution.in_(_RUNNING))
        .order_by(Commitment.due, Commitment.id)
        .options(joinedload(Commitment.organization))
    ).all()
    for line in lines:
        if line.application is not None and line.application.is_lost:
            continue
        stages = (line.contracted_cents, line.granted_cents, line.requested_cents, line.announced_cents)
        cents = next((stage for stage in stages if stage is not None), None)
        what = " · ".join(part for part in ("" if cents is None else euros(cents), line.scheme or line.wording) if part)
        text = f"Engagement échu{NBSP}: {line.organization.name}{f' — {what}' if what else ''}"
        owner = line.owner()
        yield Todo(Alert.COMMITMENT, "commitment", line.id, *owner, text, due_phrase(line.due, today))


def _decisions(session: Session, today: date, horizon: date) -> Iterator[Todo]:
    rows = session.scalars(
        select(Decision)
        .where(Decision.due <= horizon, Decision.follow_up.in_(_OPEN))
        .order_by(Decision.due, Decision.id)
    )
    for row in rows:
        late = row.due is not None and row.due < today
        state = "sans suite" if row.follow_up is FollowUp.TO_DO else "à achever"
        text = f"Décision {row.number} {state}{NBSP}: {row.wording}"
        detail = due_phrase(row.due, today)
        yield Todo(Alert.DECISION, "decision", row.id, "meeting", row.meeting_id, text, detail, late)


def _tasks(session: Session, today: date, horizon: date) -> Iterator[Todo]:
    rows = session.scalars(select(Task).where(Task.due <= horizon, Task.state.in_(_OPEN)).order_by(Task.due, Task.id))
    for row in rows:
        late = row.due is not None and row.due < today
        who = f" ({row.responsible})" if row.responsible else ""
        text = f"À faire{NBSP}: {row.wording}{who}"
        yield Todo(Alert.TASK, "task", row.id, *row.owner(), text, due_phrase(row.due, today), late)


def _actions(rows: Sequence[PlanRow], noted: Mapping[int, date], today: date) -> Iterator[Todo]:
    for row in sorted(rows, key=_by_due):
        named = f"{row.number} {guillemets(row.title)}".strip()
        if row.is_late and row.due is not None:
            days = plural((today - row.due).days, "jour")
            yield Todo(Alert.ACTION, "action", row.key, "action", row.key, f"Action en retard{NBSP}: {named}", days)
        if row.is_weather_stale and row.key in noted:
            days = plural((today - noted[row.key]).days, "jour")
            yield Todo(Alert.WEATHER, "action", row.key, "action", row.key, f"Météo périmée{NBSP}: {named}", days)


def _by_due(row: PlanRow) -> tuple[date, int]:
    return row.due or date.max, row.key
