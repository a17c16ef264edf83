"""Creating axes, actions and what hangs from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import func, select

from app.commands.fields import check_action_number, check_length
from app.commands.parties import organization, person
from app.db.uow import UnitOfWork
from app.errors import ValidationFailed
from app.models import Action, ActionPartner, ActionPerson, Axis, Milestone, ProgressNote
from app.rules.numbering import next_number
from app.vocabulary import PartnerRole, PersonRole, Priority, Trend, Weather


@dataclass(frozen=True, slots=True)
class AddAxis:
    """Add an axis, at the end of its level; numbered after its sisters unless `number` is given."""

    title: str
    parent: int | None = None
    number: str = ""
    priority: Priority | None = None
    label: ClassVar[str] = "Nouvel axe"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty title or a fourth level."""
        check_length("title", self.title.strip())
        add_axis(uow, self.title, self.parent, self.number, self.priority)


@dataclass(frozen=True, slots=True)
class AddAction:
    """Add a fiche action, numbered within its axis (or its parent) unless `number` is given."""

    title: str
    axis: int | None = None
    parent: int | None = None
    number: str = ""
    label: ClassVar[str] = "Nouvelle action"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty or too long title, a taken number, a second level of sub-actions."""
        add_action(uow, self.title, self.axis, self.parent, self.number)


@dataclass(frozen=True, slots=True)
class AddMilestone:
    """Add a step at the end of an action."""

    action: int
    title: str
    planned_on: date | None = None
    label: ClassVar[str] = "Nouvelle étape"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty title."""
        if not self.title.strip():
            raise ValidationFailed(title="Donnez un intitulé à l’étape.")
        check_length("title", self.title.strip())
        action = uow.get(Action, self.action)
        uow.add(
            Milestone(
                action_id=action.id,
                title=self.title.strip(),
                planned_on=self.planned_on,
                position=_count(uow, Milestone, action.id),
            )
        )


@dataclass(frozen=True, slots=True)
class AddProgress:
    """Record a dated météo of an action, with its words; a percentage becomes the action's, by hand (R15)."""

    action: int
    weather: Weather | None = None
    trend: Trend | None = None
    percent: int | None = None
    highlights: str = ""
    obstacles: str = ""
    next_steps: str = ""
    requests: str = ""
    noted_on: date | None = None
    label: ClassVar[str] = "Point d’avancement"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when the note says nothing or the percentage is out of 0–100."""
        texts = (self.highlights, self.obstacles, self.next_steps, self.requests)
        if self.weather is None and self.percent is None and not any(text.strip() for text in texts):
            raise ValidationFailed(weather="Choisissez une météo, un avancement, ou écrivez au moins un mot.")
        if self.percent is not None and not 0 <= self.percent <= 100:
            raise ValidationFailed(percent="L’avancement va de 0 à 100\u00a0%.")
        action = uow.get(Action, self.action)
        uow.add(
            ProgressNote(
                action_id=action.id,
                noted_on=self.noted_on or uow.today,
                weather=self.weather,
                trend=self.trend,
                percent=self.percent,
                highlights=self.highlights.strip(),
                obstacles=self.obstacles.strip(),
                next_steps=self.next_steps.strip(),
                requests=self.requests.strip(),
                author=uow.author,
            )
        )
        if self.percent is not None:
            action.progress_percent = self.percent


@dataclass(frozen=True, slots=True)
class SetPartners:
    """Say which structures hold a role in an action; unknown ones are created."""

    action: int
    role: PartnerRole
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """« Action : Chef de file »."""
        return f"Action\u00a0: {self.role.label}"

    def __call__(self, uow: UnitOfWork) -> None:
        """Add the missing ones, remove the others."""
        action = uow.get(Action, self.action)
        wanted = {organization(uow, name).id for name in self.names if name.strip()}
        held = {p.organization_id: p for p in action.partners if p.role is self.role}
        for key in held.keys() - wanted:
            uow.session.delete(held[key])
        for key in sorted(wanted - held.keys()):
            uow.session.add(ActionPartner(action_id=action.id, organization_id=key, role=self.role))


@dataclass(frozen=True, slots=True)
class SetPeople:
    """Say who holds a role in an action; unknown people are created from « Prénom NOM »."""

    action: int
    role: PersonRole
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """« Action : Pilote »."""
        return f"Action\u00a0: {self.role.label}"

    def __call__(self, uow: UnitOfWork) -> None:
        """Add the missing ones, remove the others."""
        action = uow.get(Action, self.action)
        wanted = {person(uow, name).id for name in self.names if name.strip()}
        held = {p.person_id: p for p in action.people if p.role is self.role}
        for key in held.keys() - wanted:
            uow.session.delete(held[key])
        for key in sorted(wanted - held.keys()):
            uow.session.add(ActionPerson(action_id=action.id, person_id=key, role=self.role))


def add_axis(
    uow: UnitOfWork, title: str, parent: int | None = None, number: str = "", priority: Priority | None = None
) -> Axis:
    """Add an axis at the end of its level; raises ValidationFailed on an empty title or a fourth level."""
    if not title.strip():
        raise ValidationFailed(title="Donnez un intitulé à l’axe.")
    above = uow.get(Axis, parent) if parent is not None else None
    if above is not None and above.parent is not None and above.parent.parent is not None:
        raise ValidationFailed(parent="Un plan a trois niveaux d’axes au plus.")
    sisters = uow.session.scalars(select(Axis).where(Axis.parent_id == parent)).all()
    prefix = above.number if above else ""
    chosen = number.strip() or _next(uow, "axis", prefix, [axis.number for axis in sisters])
    return uow.add(
        Axis(
            title=title.strip(),
            parent_id=parent,
            number=chosen,
            priority=priority,
            position=max((axis.position for axis in sisters), default=-1) + 1,
        )
    )


def add_action(
    uow: UnitOfWork,
    title: str,
    axis: int | None = None,
    parent: int | None = None,
    number: str = "",
    also_taken: Collection[str] = (),
) -> Action:
    """Add an action; see AddAction. `also_taken` are numbers kept for others (a file being imported)."""
    title = title.strip()
    if not title:
        raise ValidationFailed(title="Donnez un intitulé à l’action.")
    check_length("title", title)
    above = uow.get(Action, parent) if parent is not None else None
    if above is not None:
        if above.parent_id is not None:
            raise ValidationFailed(parent="Une sous-action se rattache à une action principale, sur un seul niveau.")
        axis = above.axis_id
    if number.strip():
        check_action_number(uow, None, number.strip())
    chosen = number.strip() or _next_action_number(uow, axis, above, also_taken)
    return uow.add(Action(title=title, axis_id=axis, parent_id=parent, number=chosen))


def _next_action_number(uow: UnitOfWork, axis: int | None, above: Action | None, also_taken: Collection[str]) -> str:
    prefix = above.number if above else uow.get(Axis, axis).number if axis else ""
    return _next(uow, "action", prefix, [*uow.session.scalars(select(Action.number)), *also_taken])


def _next(uow: UnitOfWork, kind: str, prefix: str, taken: Sequence[str]) -> str:
    """Next number under a prefix, never one that was given before (R20)."""
    scope = f"{kind}:{prefix}"
    chosen = next_number(prefix, taken, uow.highest(scope))
    uow.reserve(scope, int(chosen.rpartition(".")[2]))
    return chosen


def _count(uow: UnitOfWork, entity: type[Milestone], action: int) -> int:
    return uow.session.scalar(select(func.count(entity.id)).where(entity.action_id == action)) or 0
