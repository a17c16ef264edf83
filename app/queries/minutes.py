"""Everything the minutes of a meeting say, and how a script names a meeting (« 7 », « cotech:3 »)."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.dto.minutes import Minutes, MinutesDecision, MinutesItem, MinutesTask, Participant
from app.errors import NotFound
from app.french import NBSP, clock_time, fold, full_name, long_date, short_date
from app.models import (
    AgendaItem,
    Attendance,
    Committee,
    Decision,
    DecisionAction,
    Meeting,
    Person,
    Task,
    Territory,
)
from app.queries.plan_changes import plan_changes
from app.vocabulary import College, CommitteeKind, MeetingState

_REFERENCE = re.compile(r"(?:(?P<committee>.+?)\s*[:°]\s*)?(?P<number>\d+)")


def meeting_key(session: Session, reference: str) -> int:
    """Key of the meeting a script names: « 7 » is the seventh COPIL, « cotech:3 » the third of that committee.

    Raises NotFound with a sentence that lists the numbers there are.
    """
    match = _REFERENCE.fullmatch(reference.strip())
    if match is None:
        raise NotFound(
            f"« {reference} » ne désigne pas une séance{NBSP}: "
            "écrivez son numéro, par exemple 7 pour le COPIL ou cotech:3 pour une autre instance."
        )
    committee = _committee(session, match["committee"])
    numbers = select(Meeting.number, Meeting.id).where(Meeting.committee_id == committee.id).order_by(Meeting.number)
    known: dict[int, int] = {row.number: row.id for row in session.execute(numbers)}
    found = known.get(int(match["number"]))
    if found is None:
        there = ", ".join(str(number) for number in known)
        hint = f"séances connues{NBSP}: {there}." if known else "aucune séance n’existe encore."
        raise NotFound(f"{committee.short_name} n°{NBSP}{match['number']} n’existe pas{NBSP}: {hint}")
    return found


def _committee(session: Session, name: str | None) -> Committee:
    committees = session.scalars(select(Committee).order_by(Committee.position, Committee.id)).all()
    if name is None:
        found = [committee for committee in committees if committee.kind is CommitteeKind.STEERING]
    else:
        wanted = fold(name)
        found = [c for c in committees if wanted in {fold(c.short_name), fold(c.name), c.kind.value}]
    if not found:
        there = ", ".join(c.short_name.lower() for c in committees) or "aucune"
        raise NotFound(f"L’instance « {name or 'copil'} » n’existe pas{NBSP}; instances du dossier{NBSP}: {there}.")
    return found[0]


def minutes(session: Session, meeting: int, today: date) -> Minutes:
    """The whole compte rendu of the meeting with this key, printed `today`; raises NotFound."""
    held = _load(session, meeting)
    territory = session.get(Territory, 1)
    people = _participants(held)
    decisions = sorted(held.decisions, key=lambda decision: (decision.number, decision.id))
    tasks = sorted(held.tasks, key=lambda task: task.id)
    changes = plan_changes(session, meeting)
    by_item: dict[int | None, list[Decision]] = defaultdict(list)
    tasks_by_item: dict[int | None, list[Task]] = defaultdict(list)
    for decision in decisions:
        by_item[decision.item_id].append(decision)
    for task in tasks:
        tasks_by_item[task.item_id].append(task)
    kept = {item.id for item in held.items}
    return Minutes(
        territory=territory.name if territory else "",
        committee=held.committee.name,
        short_name=held.committee.short_name,
        number=held.number,
        held_on=held.held_on,
        starts_at=held.starts_at,
        opened_at=held.opened_at.astimezone() if held.opened_at else None,
        closed_at=held.closed_at.astimezone() if held.closed_at else None,
        place=held.place,
        chairs=tuple(person for person in people if person.is_chair),
        writer=held.writer,
        status=status(held.state, held.minutes_sent_on, held.approved_on),
        participants=people,
        items=tuple(
            _item(rank, item, by_item[item.id], tasks_by_item[item.id], changes.get(item.id, ()))
            for rank, item in enumerate(held.items, 1)
        ),
        decisions=tuple(_decision(decision) for decision in decisions),
        tasks=tuple(_task(task) for task in tasks),
        next_meeting=_next_meeting(session, held),
        notice=_notice(territory),
        printed_on=today,
        off_item_changes=tuple(line for item, lines in changes.items() if item not in kept for line in lines),
    )


def status(state: MeetingState, sent_on: date | None, approved_on: date | None) -> str:
    """Where the minutes stand: « Projet de compte rendu », « Approuvé le 12/03/2026 »."""
    if state is MeetingState.APPROVED:
        return f"Approuvé le {short_date(approved_on)}" if approved_on else "Approuvé"
    if state is MeetingState.MINUTES_SENT:
        return f"Diffusé le {short_date(sent_on)}" if sent_on else "Diffusé"
    return "Projet de compte rendu"


def _load(session: Session, meeting: int) -> Meeting:
    query = (
        select(Meeting)
        .where(Meeting.id == meeting)
        .options(
            joinedload(Meeting.committee),
            selectinload(Meeting.items),
            selectinload(Meeting.attendances).joinedload(Attendance.person).joinedload(Person.organization),
            selectinload(Meeting.attendances).joinedload(Attendance.organization),
            selectinload(Meeting.decisions).selectinload(Decision.actions).joinedload(DecisionAction.action),
            selectinload(Meeting.tasks).joinedload(Task.action),
        )
    )
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("Cette séance n’existe plus.")
    return found


def _participants(meeting: Meeting) -> tuple[Participant, ...]:
    order = list(College)
    rows = sorted(meeting.attendances, key=lambda row: (order.index(row.college), row.position, row.id))
    return tuple(_participant(row) for row in rows)


def _participant(row: Attendance) -> Participant:
    person, body = row.person, row.organization
    if body is None and person is not None:
        body = person.organization
    organization = body.name if body else ""
    return Participant(
        name=full_name(person.first_name, person.last_name) if person else organization,
        capacity=row.capacity or (person.function if person else ""),
        organization=organization if person else "",
        college=row.college.label,
        presence=row.presence,
        represented_by=row.represented_by,
        is_chair=row.role.is_chair,
    )


def _item(
    rank: int, item: AgendaItem, decisions: list[Decision], tasks: list[Task], changes: tuple[str, ...]
) -> MinutesItem:
    return MinutesItem(
        number=rank,
        title=item.title,
        kind=item.kind,
        state=item.state,
        presenter=item.presenter,
        planned_minutes=item.planned_minutes,
        actual_minutes=spent_minutes(item.spent_seconds),
        is_confidential=item.is_confidential,
        notes=item.notes,
        decisions=tuple(_decision(decision) for decision in decisions),
        tasks=tuple(_task(task) for task in tasks),
        plan_changes=changes,
    )


def spent_minutes(seconds: int) -> int | None:
    """Whole minutes, at least one once a point was opened; `None` when no time was counted."""
    return max(1, round(seconds / 60)) if seconds else None


def _decision(decision: Decision) -> MinutesDecision:
    return MinutesDecision(
        number=decision.number,
        kind=decision.kind,
        wording=decision.wording,
        result=decision.result,
        reserves=decision.reserves,
        actions=tuple(link.action.label() for link in decision.actions),
        responsible=decision.responsible,
        due=decision.due,
        follow_up=decision.follow_up,
        done_on=decision.done_on,
    )


def _task(task: Task) -> MinutesTask:
    return MinutesTask(
        wording=task.wording,
        responsible=task.responsible,
        due=task.due,
        state=task.state,
        action=task.action.label() if task.action else "",
    )


def _next_meeting(session: Session, held: Meeting) -> str:
    later = (
        select(Meeting)
        .where(
            Meeting.committee_id == held.committee_id,
            Meeting.held_on > held.held_on,
            Meeting.state != MeetingState.CANCELLED,
        )
        .order_by(Meeting.held_on)
    )
    following = session.scalars(later).first()
    if following is None:
        return ""
    place = f", {following.place}" if following.place else ""
    when = f"{long_date(following.held_on)} à {clock_time(following.starts_at)}"
    return f"{held.committee.short_name} n°{NBSP}{following.number}{NBSP}: {when}{place}."


def _notice(territory: Territory | None) -> str:
    if territory is None or not territory.privacy_contact:
        return ""
    return (
        "Les données personnelles de ce compte rendu servent au suivi du comité. Pour exercer vos droits d’accès, de "
        f"rectification ou d’opposition{NBSP}: {territory.privacy_contact}."
    )
