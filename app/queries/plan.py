"""The rows of the plan d’action, and what its fields propose. A handful of SELECTs whatever the number of actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dto.plan import Choice, Plan, PlanChoices, PlanRow
from app.french import fold, natural_key, sort_key
from app.models import (
    Action,
    ActionPartner,
    ActionPerson,
    Axis,
    Commitment,
    Milestone,
    Organization,
    Person,
    ProgressNote,
    Territory,
)
from app.rules.dates import lateness
from app.rules.progress import Source, progress, weather_is_stale
from app.vocabulary import CommitmentKind, PersonRole, TaxBasis, Trend, Weather


@dataclass(frozen=True, slots=True)
class _Around:
    """What hangs from the actions, by key of the action."""

    axes: Mapping[int, Axis]
    weather: Mapping[int, tuple[date, Weather, Trend | None]]
    steps: Mapping[int, list[tuple[int, bool]]]
    acquired: Mapping[int, list[tuple[int, TaxBasis | None]]]
    names: Mapping[int, list[str]]
    piloted: frozenset[int]
    stale_days: int
    today: date


def plan(session: Session, today: date) -> Plan:
    """Every action in natural order, sub-actions under their parent, and the tree of axes."""
    around = _around(session, today)
    actions = session.scalars(select(Action)).all()
    return Plan(rows=in_order([_row(action, around) for action in actions]), axes=axis_choices(around.axes))


def plan_row(session: Session, key: int, today: date) -> PlanRow | None:
    """One row, or `None` when the action is gone."""
    action = session.get(Action, key)
    return None if action is None else _row(action, _around(session, today, key))


def action_of(session: Session, table: str, key: int) -> int | None:
    """Key of the action in whose fiche a row of `table` is shown, `None` when there is none."""
    if table == "action":
        return key
    columns = {
        "commitment": (Commitment.id, Commitment.action_id),
        "milestone": (Milestone.id, Milestone.action_id),
        "progress_note": (ProgressNote.id, ProgressNote.action_id),
    }
    if table not in columns:
        return None
    identity, owner = columns[table]
    return session.scalars(select(owner).where(identity == key)).first()


def choices(session: Session, key: int) -> PlanChoices:
    """Axes, possible parents of the action `key`, names of structures and of people, each in its order."""
    axes = {axis.id: axis for axis in session.scalars(select(Axis))}
    mains = session.execute(select(Action.id, Action.number, Action.title).where(Action.parent_id.is_(None))).all()
    has_subs = session.scalars(select(Action.id).where(Action.parent_id == key).limit(1)).first() is not None
    parents = sorted((row for row in mains if row.id != key and not has_subs), key=lambda row: natural_key(row.number))
    people = {person.name for person in session.scalars(select(Person))}
    return PlanChoices(
        axes=axis_choices(axes),
        parents=tuple(Choice(row.id, f"{row.number} {row.title}".strip()) for row in parents),
        organizations=tuple(sorted(session.scalars(select(Organization.name)), key=sort_key)),
        people=tuple(sorted(people, key=sort_key)),
    )


def in_order(rows: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
    """Natural order of the numbers, actions without a number last, each sub-action under its parent."""
    ordered = sorted(rows, key=lambda row: (not row.number, natural_key(row.number), row.key))
    children: dict[int, list[PlanRow]] = defaultdict(list)
    for row in ordered:
        if row.parent is not None:
            children[row.parent].append(row)
    return tuple(line for row in ordered if row.parent is None for line in (row, *children[row.key]))


def axis_choices(axes: Mapping[int, Axis]) -> tuple[Choice, ...]:
    """The tree of axes, in its order, flattened."""
    children: dict[int | None, list[Axis]] = defaultdict(list)
    for axis in sorted(axes.values(), key=lambda axis: (axis.position, natural_key(axis.number), axis.id)):
        children[axis.parent_id].append(axis)

    def walk(parent: int | None, level: int) -> list[Choice]:
        found: list[Choice] = []
        for axis in children[parent]:
            found += [Choice(axis.id, axis.label(), level), *walk(axis.id, level + 1)]
        return found

    return tuple(walk(None, 0))


def _around(session: Session, today: date, key: int | None = None) -> _Around:
    pilots, names = _names(session, key)
    territory = session.get(Territory, 1)
    return _Around(
        axes={axis.id: axis for axis in session.scalars(select(Axis))},
        weather=_weather(session, key),
        steps=_steps(session, key),
        acquired=_acquired(session, key),
        names=names,
        piloted=frozenset(pilots),
        stale_days=territory.stale_weather_days if territory else 90,
        today=today,
    )


def _weather(session: Session, key: int | None) -> dict[int, tuple[date, Weather, Trend | None]]:
    notes = (
        select(ProgressNote.action_id, ProgressNote.noted_on, ProgressNote.weather, ProgressNote.trend)
        .where(ProgressNote.weather.is_not(None))
        .order_by(ProgressNote.noted_on, ProgressNote.id)
    )
    if key is not None:
        notes = notes.where(ProgressNote.action_id == key)
    return {row.action_id: (row.noted_on, row.weather, row.trend) for row in session.execute(notes) if row.weather}


def _steps(session: Session, key: int | None) -> dict[int, list[tuple[int, bool]]]:
    steps = select(Milestone.action_id, Milestone.is_done, Milestone.weight)
    if key is not None:
        steps = steps.where(Milestone.action_id == key)
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for row in session.execute(steps):
        found[row.action_id].append((row.weight, row.is_done))
    return found


def _acquired(session: Session, key: int | None) -> dict[int, list[tuple[int, TaxBasis | None]]]:
    lines = select(
        Commitment.action_id,
        Commitment.granted_cents,
        Commitment.contracted_cents,
        Commitment.basis,
        Commitment.application,
    ).where(Commitment.kind == CommitmentKind.FUNDING, Commitment.action_id.is_not(None))
    if key is not None:
        lines = lines.where(Commitment.action_id == key)
    found: dict[int, list[tuple[int, TaxBasis | None]]] = defaultdict(list)
    for row in session.execute(lines):
        cents = row.contracted_cents if row.contracted_cents is not None else row.granted_cents
        is_lost = row.application is not None and row.application.is_lost
        if cents is not None and row.action_id is not None and not is_lost:
            found[row.action_id].append((cents, row.basis))
    return found


def _names(session: Session, key: int | None) -> tuple[set[int], dict[int, list[str]]]:
    people = select(ActionPerson.action_id, ActionPerson.role, Person.first_name, Person.last_name).join(
        Person, Person.id == ActionPerson.person_id
    )
    bodies = select(ActionPartner.action_id, Organization.name, Organization.short_name).join(
        Organization, Organization.id == ActionPartner.organization_id
    )
    if key is not None:
        people = people.where(ActionPerson.action_id == key)
        bodies = bodies.where(ActionPartner.action_id == key)
    pilots: set[int] = set()
    names: dict[int, list[str]] = defaultdict(list)
    for person in session.execute(people):
        names[person.action_id].append(f"{person.first_name} {person.last_name}")
        if person.role is PersonRole.PILOT:
            pilots.add(person.action_id)
    for body in session.execute(bodies):
        names[body.action_id].append(f"{body.name} {body.short_name}")
    return pilots, names


def _row(action: Action, around: _Around) -> PlanRow:
    branch = _branch(around.axes, action.axis_id)
    noted_on, weather, trend = around.weather.get(action.id, (None, None, None))
    steps = around.steps.get(action.id, [])
    advance = progress(steps, action.progress_percent, action.status)
    late = lateness(action.initial_end, action.revised_end, action.actual_end, action.status, around.today)
    axis = around.axes[branch[0]].title if branch else ""
    is_stale = weather_is_stale(noted_on, around.today, around.stale_days)
    return PlanRow(
        key=action.id,
        parent=action.parent_id,
        number=action.number,
        title=action.title,
        axis=axis,
        axes=branch,
        status=action.status,
        weather=weather,
        trend=trend,
        is_weather_stale=is_stale and not action.status.is_over,
        progress=advance.percent,
        is_progress_manual=advance.source is Source.MANUAL,
        due=action.planned_end,
        is_late=late.is_late,
        cost_cents=action.total_cost_cents,
        cost_basis=action.total_cost_basis,
        acquired=tuple(around.acquired.get(action.id, ())),
        has_pilot=action.id in around.piloted,
        text=fold(" ".join((action.number, action.title, axis, action.description, *around.names.get(action.id, ())))),
    )


def _branch(axes: Mapping[int, Axis], key: int | None) -> tuple[int, ...]:
    """Keys of an axis and of those above it, innermost first."""
    found: list[int] = []
    while key is not None:
        found.append(key)
        key = axes[key].parent_id
    return tuple(found)
