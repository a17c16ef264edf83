"""Preparing a meeting: its date, its agenda, its guests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from sqlalchemy import func, select

from app.commands.fields import check_length
from app.commands.parties import organization, person
from app.db.uow import UnitOfWork
from app.errors import ValidationFailed
from app.french import NBSP, short_date
from app.models import Action, AgendaItem, AgendaItemAction, Attendance, Committee, Decision, Meeting, Territory
from app.vocabulary import (
    Answer,
    College,
    CommitteeKind,
    FollowUp,
    ItemKind,
    MeetingState,
    SeatRole,
)


@dataclass(frozen=True, slots=True)
class AddMeeting:
    """Plan the next meeting of a committee: numbered, its seats of that day invited, a usual agenda proposed."""

    committee: int
    held_on: date
    starts_at: time = time(14)
    place: str = ""
    number: int | None = None
    with_agenda: bool = True
    label: ClassVar[str] = "Nouvelle séance"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when the number is taken."""
        committee = uow.get(Committee, self.committee)
        numbers = [meeting.number for meeting in committee.meetings]
        scope = f"meeting:{committee.id}"
        if self.number is not None and (self.number in numbers or self.number < 1):
            raise ValidationFailed(number=f"Le numéro {self.number} est déjà pris.")
        number = self.number or uow.allocate(scope, at_least=max(numbers, default=0))
        uow.reserve(scope, number)
        territory = uow.session.get(Territory, 1)
        meeting = uow.add(
            Meeting(
                committee_id=committee.id,
                number=number,
                held_on=self.held_on,
                starts_at=self.starts_at,
                place=self.place.strip(),
                writer=territory.project_lead if territory else "",
            )
        )
        _invite_seats(uow, meeting, committee)
        if self.with_agenda:
            for position, (title, kind, minutes) in enumerate(_usual_agenda(uow, meeting, committee)):
                uow.add(
                    AgendaItem(
                        meeting_id=meeting.id, position=position, title=title, kind=kind, planned_minutes=minutes
                    )
                )


def _invite_seats(uow: UnitOfWork, meeting: Meeting, committee: Committee) -> None:
    order = list(College)
    held = [seat for seat in committee.seats if seat.is_held_on(meeting.held_on)]
    held.sort(key=lambda seat: (order.index(seat.college), seat.position, seat.id))
    for position, seat in enumerate(held):
        uow.session.add(
            Attendance(
                meeting_id=meeting.id,
                seat_id=seat.id,
                person_id=seat.person_id,
                organization_id=seat.organization_id,
                capacity=seat.capacity,
                college=seat.college,
                role=seat.role,
                position=position,
            )
        )
    uow.flush()


def _usual_agenda(uow: UnitOfWork, meeting: Meeting, committee: Committee) -> list[tuple[str, ItemKind, int]]:
    """The agenda of a typical committee (DOMAIN §4.4), as far as the dossier gives it matter."""
    previous = uow.session.scalars(
        select(Meeting)
        .where(Meeting.committee_id == committee.id, Meeting.held_on < meeting.held_on, Meeting.opened_at.is_not(None))
        .order_by(Meeting.held_on.desc())
    ).first()
    agenda = [("Accueil et tour de table", ItemKind.INFORMATION, 5)]
    if previous is not None:
        title = f"Approbation du compte rendu du {short_date(previous.held_on)}"
        agenda.append((title, ItemKind.VALIDATION, 5))
        waiting = select(func.count(Decision.id)).where(Decision.follow_up.in_([FollowUp.TO_DO, FollowUp.RUNNING]))
        if uow.session.scalar(waiting):
            agenda.append((f"Suites des décisions du {previous.name}", ItemKind.INFORMATION, 10))
    if committee.kind is CommitteeKind.FUNDERS:
        agenda.append(("Point financier", ItemKind.EXCHANGE, 40))
    else:
        agenda.append(("Avancement du plan d’action", ItemKind.EXCHANGE, 30))
    agenda.append(("Questions diverses et prochaine date", ItemKind.EXCHANGE, 10))
    return agenda


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add a point at the end of an agenda."""

    meeting: int
    title: str
    kind: ItemKind = ItemKind.EXCHANGE
    presenter: str = ""
    planned_minutes: int = 10
    actions: tuple[int, ...] = ()
    label: ClassVar[str] = "Nouveau point à l’ordre du jour"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty title or a negative duration."""
        if not self.title.strip():
            raise ValidationFailed(title="Donnez un intitulé au point.")
        check_length("title", self.title.strip())
        if self.planned_minutes < 0:
            raise ValidationFailed(planned_minutes="La durée est un nombre de minutes.")
        meeting = uow.get(Meeting, self.meeting)
        last = select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id)
        highest = uow.session.scalar(last)
        item = uow.add(
            AgendaItem(
                meeting_id=meeting.id,
                position=0 if highest is None else highest + 1,
                title=self.title.strip(),
                kind=self.kind,
                presenter=self.presenter.strip(),
                planned_minutes=self.planned_minutes,
            )
        )
        for action in self.actions:
            uow.add(AgendaItemAction(item_id=item.id, action_id=uow.get(Action, action).id))


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Put a point at another place of its agenda (0 is the first)."""

    key: int
    position: int
    label: ClassVar[str] = "Ordre du jour\u00a0: ordre"

    def __call__(self, uow: UnitOfWork) -> None:
        """Renumber the whole agenda around the moved point."""
        moved = uow.get(AgendaItem, self.key)
        others = [item for item in moved.meeting.items if item.id != moved.id]
        others.insert(max(0, min(self.position, len(others))), moved)
        for position, item in enumerate(others):
            if item.position != position:
                item.position = position


@dataclass(frozen=True, slots=True)
class LinkAction:
    """Say that a point is about an action."""

    item: int
    action: int
    label: ClassVar[str] = "Ordre du jour\u00a0: action liée"

    def __call__(self, uow: UnitOfWork) -> None:
        """Link once."""
        item, action = uow.get(AgendaItem, self.item), uow.get(Action, self.action)
        if all(link.action_id != action.id for link in item.actions):
            uow.add(AgendaItemAction(item_id=item.id, action_id=action.id))


@dataclass(frozen=True, slots=True)
class UnlinkAction:
    """Say that a point is no longer about an action."""

    item: int
    action: int
    label: ClassVar[str] = "Ordre du jour\u00a0: action retirée"

    def __call__(self, uow: UnitOfWork) -> None:
        """Remove the link if there is one."""
        for link in list(uow.get(AgendaItem, self.item).actions):
            if link.action_id == self.action:
                uow.delete(link)


@dataclass(frozen=True, slots=True)
class Invite:
    """Invite someone who has no seat: a person « Prénom NOM », a structure, or both; created when unknown."""

    meeting: int
    person: str = ""
    organization: str = ""
    capacity: str = ""
    college: College = College.GUESTS
    label: ClassVar[str] = "Nouvel invité"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when nobody is named."""
        if not self.person.strip() and not self.organization.strip():
            raise ValidationFailed(person="Nommez une personne ou une structure.")
        meeting = uow.get(Meeting, self.meeting)
        holder = person(uow, self.person) if self.person.strip() else None
        body = organization(uow, self.organization) if self.organization.strip() else None
        last = select(func.max(Attendance.position)).where(Attendance.meeting_id == meeting.id)
        uow.add(
            Attendance(
                meeting_id=meeting.id,
                person_id=holder.id if holder else None,
                organization_id=body.id if body else holder.organization_id if holder else None,
                capacity=self.capacity.strip(),
                college=self.college,
                role=SeatRole.CONSULTATIVE,
                answer=Answer.NONE,
                position=(uow.session.scalar(last) or 0) + 1,
            )
        )


@dataclass(frozen=True, slots=True)
class MarkConvened:
    """Say that the convocation left today."""

    key: int
    label: ClassVar[str] = "Convocation envoyée"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed once the meeting is open."""
        meeting = uow.get(Meeting, self.key)
        if not meeting.state.is_ahead:
            raise ValidationFailed(state=f"{meeting.name}{NBSP}: la séance n’est plus à venir.")
        meeting.state, meeting.convened_on = MeetingState.CONVENED, uow.today
