"""The tableau de bord, whole, in a fixed number of SELECTs whatever the size of the dossier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.dto.dashboard import AxisWeather, Dashboard, Gauge, NextMeeting, Since
from app.dto.plan import PlanRow
from app.models import AgendaItem, Attendance, Axis, Committee, Indicator, Meeting, ProgressNote, Territory
from app.queries.attention import todos
from app.queries.money_bar import money
from app.queries.plan import plan
from app.queries.since import net_changes
from app.vocabulary import CommitteeKind, MeetingState, Reliability, Status, Weather

GAUGES = 3  # indicators on the screen
_AHEAD = (MeetingState.OPEN, MeetingState.PREPARED, MeetingState.CONVENED)
_HELD = [state for state in MeetingState if state.is_held]


def dashboard(session: Session, today: date) -> Dashboard:
    """Return everything the screen shows."""
    rows = [row for row in plan(session, today).rows if not row.is_sub_action]
    noted = _noted(session)
    promises, funding = money(session, rows)
    ahead = _next_meeting(session, today)
    territory = session.get(Territory, 1)
    running = [row for row in rows if row.status is Status.RUNNING]
    return Dashboard(
        territory=territory.name if territory else "",
        next_meeting=ahead,
        steering_committee=_steering(session),
        actions=len(rows),
        running=len(running),
        weather=Counter(row.weather for row in running),
        axes=_axes(session, rows),
        promises=promises,
        funding=funding,
        unknown_costs=sum(row.cost_cents is None for row in rows),
        gauges=_gauges(session),
        todos=todos(session, rows, noted, today, ahead.held_on if ahead else today),
        since=_since(session),
    )


def _noted(session: Session) -> dict[int, date]:
    found = (
        select(ProgressNote.action_id, func.max(ProgressNote.noted_on).label("day"))
        .where(ProgressNote.weather.is_not(None))
        .group_by(ProgressNote.action_id)
    )
    return {row.action_id: row.day for row in session.execute(found)}


def _next_meeting(session: Session, today: date) -> NextMeeting | None:
    """Return the open meeting, else the next COPIL, else the next meeting of any committee, not before today."""
    found = session.scalars(
        select(Meeting)
        .where(Meeting.state.in_(_AHEAD))
        .options(joinedload(Meeting.committee))
        .order_by(Meeting.held_on, Meeting.starts_at, Meeting.id)
    ).all()
    ahead = [meeting for meeting in found if meeting.state is MeetingState.OPEN or meeting.held_on >= today]
    if not ahead:
        return None
    meeting = min(ahead, key=_urgency)
    return NextMeeting(
        key=meeting.id,
        committee=meeting.committee.name,
        name=meeting.name,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        state=meeting.state,
        items=_held_by(session, AgendaItem, meeting.id),
        invited=_held_by(session, Attendance, meeting.id),
        convened_on=meeting.convened_on,
    )


def _urgency(meeting: Meeting) -> tuple[bool, bool, date]:
    is_steering = meeting.committee.kind is CommitteeKind.STEERING
    return meeting.state is not MeetingState.OPEN, not is_steering, meeting.held_on


def _held_by(session: Session, entity: type[AgendaItem] | type[Attendance], meeting: int) -> int:
    return session.scalar(select(func.count(entity.id)).where(entity.meeting_id == meeting)) or 0


def _steering(session: Session) -> int | None:
    committees = session.scalars(select(Committee).order_by(Committee.position, Committee.id)).all()
    steering = [committee for committee in committees if committee.kind is CommitteeKind.STEERING]
    return next((committee.id for committee in [*steering, *committees]), None)


def _axes(session: Session, rows: Sequence[PlanRow]) -> tuple[AxisWeather, ...]:
    tops = session.scalars(select(Axis).where(Axis.parent_id.is_(None)).order_by(Axis.position, Axis.id)).all()
    held: dict[int | None, list[PlanRow]] = defaultdict(list)
    for row in rows:
        held[row.axes[-1] if row.axes else None].append(row)
    known = [AxisWeather(axis.id, axis.label(), len(held[axis.id]), _sky(held[axis.id])) for axis in tops]
    loose = [AxisWeather(None, "Sans axe", len(held[None]), _sky(held[None]))] if held[None] else []
    return (*known, *loose)


def _sky(rows: Sequence[PlanRow]) -> Mapping[Weather | None, int]:
    return Counter(row.weather for row in rows)


def _gauges(session: Session) -> tuple[Gauge, ...]:
    """Return the first indicators that have a target; a forecast is not a value (DOMAIN §1)."""
    found = session.scalars(
        select(Indicator)
        .where(Indicator.target.is_not(None))
        .order_by(Indicator.position, Indicator.id)
        .limit(GAUGES)
        .options(selectinload(Indicator.readings))
    )
    return tuple(_gauge(row) for row in found)


def _gauge(row: Indicator) -> Gauge:
    read = [reading for reading in row.readings if reading.reliability is not Reliability.FORECAST]
    last = read[-1] if read else None
    value = last.value if last else None
    return Gauge(
        key=row.id,
        name=row.name,
        unit=row.unit,
        value=value,
        reliability=last.reliability if last else None,
        target=row.target,
        percent=reached(value, row.target, row.baseline),
    )


def reached(value: float | None, target: float | None, baseline: float | None) -> int | None:
    """Percent of the target reached: value over target, or the way done from the baseline when the target is below it.

    `None` when a part is unknown or the target is zero.
    """
    if value is None or target is None:
        return None
    if baseline is not None and target < baseline:
        return round(100 * (baseline - value) / (baseline - target))
    return round(100 * value / target) if target else None


def _since(session: Session) -> Since | None:
    last = session.scalars(
        select(Meeting)
        .join(Committee)
        .where(Meeting.state.in_(_HELD), Committee.kind == CommitteeKind.STEERING)
        .options(joinedload(Meeting.committee))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    ).first()
    if last is None:
        return None
    midnight = datetime.combine(last.held_on + timedelta(days=1), datetime.min.time()).astimezone()
    return Since(last.name, last.held_on, net_changes(session, last.closed_at or midnight))
