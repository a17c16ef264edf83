"""The list of meetings, and one meeting with its agenda, guests, decisions and tasks. No query per row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from app.dto.meetings import (
    Guest,
    Item,
    LinkedAction,
    MeetingChoices,
    MeetingDecision,
    MeetingList,
    MeetingRow,
    MeetingSheet,
    MeetingTask,
)
from app.dto.plan import Choice
from app.french import full_name, natural_key, sort_key
from app.models import (
    Action,
    AgendaItem,
    AgendaItemAction,
    Attendance,
    Committee,
    Decision,
    Meeting,
    Organization,
    Person,
    ProgressNote,
    Step,
    Task,
)
from app.models import Change as AuditLine
from app.queries.plan_changes import changed_actions, plan_changes
from app.rules.dates import lateness
from app.rules.progress import progress
from app.rules.schedule import schedule
from app.vocabulary import College, MeetingState, Presence, Weather

_CAME = [presence for presence in Presence if presence.is_in_the_room]


def meetings(session: Session) -> MeetingList:
    """Every meeting, by committee then latest first, and the committees."""
    committees = session.scalars(select(Committee).order_by(Committee.position, Committee.id)).all()
    items = _counts(session, AgendaItem.meeting_id)
    decisions = _counts(session, Decision.meeting_id)
    invited = _counts(session, Attendance.meeting_id)
    came = select(Attendance.meeting_id, func.count()).where(Attendance.presence.in_(_CAME))
    present = {row[0]: row[1] for row in session.execute(came.group_by(Attendance.meeting_id))}
    query = select(Meeting).options(joinedload(Meeting.committee))
    order = {committee.id: place for place, committee in enumerate(committees)}
    rows = sorted(session.scalars(query), key=lambda m: (order[m.committee_id], -m.held_on.toordinal(), -m.number))
    return MeetingList(
        rows=tuple(
            MeetingRow(
                key=m.id,
                name=m.name,
                committee=m.committee.name,
                number=m.number,
                held_on=m.held_on,
                starts_at=m.starts_at,
                place=m.place,
                state=m.state,
                items=items.get(m.id, 0),
                decisions=decisions.get(m.id, 0),
                present=present.get(m.id, 0),
                invited=invited.get(m.id, 0),
            )
            for m in rows
        ),
        committees=tuple(Choice(committee.id, committee.name) for committee in committees),
    )


def open_meeting(session: Session) -> int | None:
    """Key of the meeting in progress, if any."""
    return session.scalars(select(Meeting.id).where(Meeting.state == MeetingState.OPEN)).first()


def meeting_of(session: Session, table: str, key: int) -> tuple[int, int | None] | None:
    """Meeting and agenda item where a decision, a task or an item is shown; `None` when it has none."""
    if table == "agenda_item":
        item = session.get(AgendaItem, key)
        return (item.meeting_id, item.id) if item else None
    if table == "decision":
        decision = session.get(Decision, key)
        return (decision.meeting_id, decision.item_id) if decision else None
    task = session.get(Task, key) if table == "task" else None
    return (task.meeting_id, task.item_id) if task is not None and task.meeting_id is not None else None


def meeting_choices(session: Session) -> MeetingChoices:
    """Actions to link, people and structures to name, each in its order."""
    actions = session.execute(select(Action.id, Action.number, Action.title)).all()
    people = {full_name(p.first_name, p.last_name) for p in session.scalars(select(Person))}
    return MeetingChoices(
        actions=tuple(
            Choice(row.id, f"{row.number} {row.title}".strip())
            for row in sorted(actions, key=lambda row: (not row.number, natural_key(row.number)))
        ),
        people=tuple(sorted(people, key=sort_key)),
        organizations=tuple(sorted(session.scalars(select(Organization.name)), key=sort_key)),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What the points show besides themselves, by key."""

    weathers: Mapping[int, Sequence[tuple[int, Weather]]]
    noted_here: frozenset[int]
    changed: frozenset[int]
    decisions: Mapping[int | None, Sequence[MeetingDecision]]
    tasks: Mapping[int | None, Sequence[MeetingTask]]
    changes: Mapping[int | None, tuple[str, ...]]
    today: date


def meeting_sheet(session: Session, key: int, today: date) -> MeetingSheet | None:
    """One meeting, whole; `None` when it is gone."""
    meeting = session.scalars(_loaded().where(Meeting.id == key)).one_or_none()
    if meeting is None:
        return None
    around = _around(session, meeting, today)
    times = schedule(meeting.starts_at, [item.planned_minutes for item in meeting.items])
    kept = {item.id for item in meeting.items}
    return MeetingSheet(
        key=meeting.id,
        name=meeting.name,
        committee=meeting.committee.name,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        ends_at=times.ends,
        planned_minutes=times.minutes,
        place=meeting.place,
        link=meeting.link,
        writer=meeting.writer,
        state=meeting.state,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        convened_on=meeting.convened_on,
        minutes_sent_on=meeting.minutes_sent_on,
        approved_on=meeting.approved_on,
        notice_days=meeting.committee.notice_days,
        minutes_days=meeting.committee.minutes_days,
        items=tuple(
            _item(rank, item, starts, around)
            for rank, (item, starts) in enumerate(zip(meeting.items, times.starts, strict=True), 1)
        ),
        guests=_guests(meeting),
        other_decisions=tuple(d for item, rows in around.decisions.items() if item not in kept for d in rows),
        other_tasks=tuple(t for item, rows in around.tasks.items() if item not in kept for t in rows),
        other_changes=tuple(c for item, rows in around.changes.items() if item not in kept for c in rows),
    )


def _loaded() -> Select[Meeting]:
    linked = selectinload(Meeting.items).selectinload(AgendaItem.actions).joinedload(AgendaItemAction.action)
    return select(Meeting).options(
        joinedload(Meeting.committee),
        linked.selectinload(Action.milestones),
        selectinload(Meeting.attendances).joinedload(Attendance.person),
        selectinload(Meeting.attendances).joinedload(Attendance.organization),
        selectinload(Meeting.decisions),
        selectinload(Meeting.tasks),
    )


def _counts(session: Session, column: InstrumentedAttribute[int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(select(column, func.count()).group_by(column))}


def _around(session: Session, meeting: Meeting, today: date) -> _Around:
    actions = {link.action_id for item in meeting.items for link in item.actions}
    notes = (
        select(ProgressNote.action_id, ProgressNote.id, ProgressNote.weather)
        .where(ProgressNote.action_id.in_(actions), ProgressNote.weather.is_not(None))
        .order_by(ProgressNote.noted_on, ProgressNote.id)
    )
    weathers: dict[int, list[tuple[int, Weather]]] = defaultdict(list)
    for note in session.execute(notes):
        if note.weather is not None:
            weathers[note.action_id].append((note.id, note.weather))
    here = (
        select(AuditLine.row_id)
        .join(Step, Step.id == AuditLine.step_id)
        .where(Step.meeting_id == meeting.id, AuditLine.table == "progress_note")
    )
    was_held = meeting.opened_at is not None
    decisions: dict[int | None, list[MeetingDecision]] = defaultdict(list)
    for decision in sorted(meeting.decisions, key=lambda d: (d.number, d.id)):
        decisions[decision.item_id].append(_decision(decision))
    tasks: dict[int | None, list[MeetingTask]] = defaultdict(list)
    for task in sorted(meeting.tasks, key=lambda t: t.id):
        tasks[task.item_id].append(_task(task))
    return _Around(
        weathers=weathers,
        noted_here=frozenset(session.scalars(here)) if was_held else frozenset(),
        changed=changed_actions(session, meeting.id) if was_held else frozenset(),
        decisions=decisions,
        tasks=tasks,
        changes=plan_changes(session, meeting.id) if was_held else {},
        today=today,
    )


def _item(rank: int, item: AgendaItem, starts: time, around: _Around) -> Item:
    actions = sorted((link.action for link in item.actions), key=lambda a: (not a.number, natural_key(a.number)))
    return Item(
        key=item.id,
        rank=rank,
        title=item.title,
        kind=item.kind,
        presenter=item.presenter,
        planned_minutes=item.planned_minutes,
        is_confidential=item.is_confidential,
        preparation_note=item.preparation_note,
        notes=item.notes,
        private_notes=item.private_notes,
        state=item.state,
        starts=starts,
        started_at=item.started_at,
        resumed_at=item.resumed_at,
        ended_at=item.ended_at,
        spent_seconds=item.spent_seconds,
        actions=tuple(_action(action, around) for action in actions),
        decisions=tuple(around.decisions.get(item.id, ())),
        tasks=tuple(around.tasks.get(item.id, ())),
        plan_changes=around.changes.get(item.id, ()),
    )


def _action(action: Action, around: _Around) -> LinkedAction:
    weathers = around.weathers.get(action.id, ())
    earlier = [weather for key, weather in weathers if key not in around.noted_here]
    now = weathers[-1][1] if weathers else None
    before = earlier[-1] if earlier else None
    late = lateness(action.initial_end, action.revised_end, action.actual_end, action.status, around.today)
    advance = progress([(m.weight, m.is_done) for m in action.milestones], action.progress_percent, action.status)
    return LinkedAction(
        key=action.id,
        number=action.number,
        title=action.title,
        status=action.status,
        weather=now,
        weather_before=before if before is not now else None,
        progress=advance.percent,
        initial_end=action.initial_end,
        revised_end=action.revised_end,
        is_late=late.is_late,
        is_changed=action.id in around.changed,
    )


def _decision(row: Decision) -> MeetingDecision:
    return MeetingDecision(
        key=row.id,
        item=row.item_id,
        number=row.number,
        kind=row.kind,
        wording=row.wording,
        result=row.result,
        reserves=row.reserves,
        responsible=row.responsible,
        due=row.due,
    )


def _task(row: Task) -> MeetingTask:
    return MeetingTask(row.id, row.item_id, row.wording, row.responsible, row.due, row.state)


def _guests(meeting: Meeting) -> tuple[Guest, ...]:
    order = list(College)
    rows = sorted(meeting.attendances, key=lambda row: (order.index(row.college), row.position, row.id))
    return tuple(_guest(row) for row in rows)


def _guest(row: Attendance) -> Guest:
    body = row.organization.name if row.organization else ""
    return Guest(
        key=row.id,
        name=full_name(row.person.first_name, row.person.last_name) if row.person else body,
        capacity=row.capacity,
        organization=body if row.person else "",
        college=row.college,
        role=row.role,
        answer=row.answer,
        presence=row.presence,
        represented_by=row.represented_by,
    )
