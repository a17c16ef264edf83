"""Running a meeting: open, go from point to point, decide, assign, close, send, approve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import select

from app.db.uow import UnitOfWork
from app.errors import ValidationFailed
from app.french import NBSP
from app.models import Action, AgendaItem, Decision, DecisionAction, Meeting, Task
from app.rules.numbering import decision_number
from app.vocabulary import Answer, DecisionKind, ItemState, MeetingState, Presence, Result

_EXPECTED = {
    Answer.EXCUSED: Presence.EXCUSED,
    Answer.REPRESENTED: Presence.REPRESENTED,
    Answer.PROXY: Presence.PROXY,
}


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    """Open a meeting on its first point; those who sent word are already marked excused or represented."""

    key: int
    label: ClassVar[str] = "Ouverture de la séance"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when it was held already or when another meeting is open."""
        meeting = uow.get(Meeting, self.key)
        if not meeting.state.is_ahead:
            raise ValidationFailed(
                state=f"{meeting.name} ne peut plus être ouverte{NBSP}: {meeting.state.label.lower()}."
            )
        other = uow.session.scalars(select(Meeting).where(Meeting.state == MeetingState.OPEN)).first()
        if other is not None:
            raise ValidationFailed(state=f"{other.name} est encore ouverte{NBSP}: fermez-la d’abord.")
        meeting.state, meeting.opened_at = MeetingState.OPEN, uow.now
        for attendance in meeting.attendances:
            if attendance.presence is Presence.UNKNOWN and attendance.answer in _EXPECTED:
                attendance.presence = _EXPECTED[attendance.answer]
        if meeting.items:
            _enter(meeting.items[0], uow.now)


@dataclass(frozen=True, slots=True)
class GoToItem:
    """Make a point the current one; the point left is treated, its time is kept."""

    key: int
    label: ClassVar[str] = "Point en cours"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when the meeting is not open."""
        item = uow.get(AgendaItem, self.key)
        _leave_current(_open(item.meeting), uow.now, ItemState.TREATED, but=item)
        if item.state is not ItemState.CURRENT:
            _enter(item, uow.now)


@dataclass(frozen=True, slots=True)
class PostponeItem:
    """Leave a point for another meeting; the next waiting point becomes the current one."""

    key: int
    label: ClassVar[str] = "Point reporté"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when the meeting is not open."""
        item = uow.get(AgendaItem, self.key)
        meeting = _open(item.meeting)
        was_current = item.state is ItemState.CURRENT
        if was_current:
            _leave_current(meeting, uow.now, ItemState.POSTPONED)
        item.state = ItemState.POSTPONED
        following = [i for i in meeting.items if i.position > item.position and i.state is ItemState.WAITING]
        if was_current and following:
            _enter(following[0], uow.now)


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    """Close a meeting: points never reached are postponed. Nothing missing ever blocks."""

    key: int
    label: ClassVar[str] = "Clôture de la séance"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when it is not open."""
        meeting = _open(uow.get(Meeting, self.key))
        _leave_current(meeting, uow.now, ItemState.TREATED)
        for item in meeting.items:
            if item.state is ItemState.WAITING:
                item.state = ItemState.POSTPONED
        meeting.state, meeting.closed_at = MeetingState.CLOSED, uow.now


@dataclass(frozen=True, slots=True)
class ReopenMeeting:
    """Open a closed meeting again, to complete it; the journal keeps the trace."""

    key: int
    label: ClassVar[str] = "Réouverture de la séance"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed unless it is closed and its minutes not approved."""
        meeting = uow.get(Meeting, self.key)
        if meeting.state not in {MeetingState.CLOSED, MeetingState.MINUTES_SENT}:
            raise ValidationFailed(
                state=f"{meeting.name} ne peut pas être rouverte{NBSP}: {meeting.state.label.lower()}."
            )
        other = uow.session.scalars(select(Meeting).where(Meeting.state == MeetingState.OPEN)).first()
        if other is not None:
            raise ValidationFailed(state=f"{other.name} est encore ouverte{NBSP}: fermez-la d’abord.")
        meeting.state, meeting.closed_at = MeetingState.OPEN, None


@dataclass(frozen=True, slots=True)
class MarkSent:
    """Say that the minutes left today."""

    key: int
    label: ClassVar[str] = "Compte rendu envoyé"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when the meeting is not closed."""
        meeting = uow.get(Meeting, self.key)
        if meeting.state is not MeetingState.CLOSED:
            raise ValidationFailed(state="Le compte rendu s’envoie une fois la séance close.")
        meeting.state, meeting.minutes_sent_on = MeetingState.MINUTES_SENT, uow.today


@dataclass(frozen=True, slots=True)
class MarkApproved:
    """Say that the minutes were approved today."""

    key: int
    label: ClassVar[str] = "Compte rendu approuvé"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when the minutes were not sent."""
        meeting = uow.get(Meeting, self.key)
        if meeting.state not in {MeetingState.CLOSED, MeetingState.MINUTES_SENT}:
            raise ValidationFailed(state="Seul un compte rendu envoyé peut être approuvé.")
        meeting.state, meeting.approved_on = MeetingState.APPROVED, uow.today


@dataclass(frozen=True, slots=True)
class AddDecision:
    """Record a decision at a point; its number `D-AAAA-NN-RR` is given now and never again (R20)."""

    item: int
    wording: str
    kind: DecisionKind = DecisionKind.ORIENTATION
    result: Result = Result.CONSENSUS
    reserves: str = ""
    responsible: str = ""
    due: date | None = None
    actions: tuple[int, ...] = ()
    label: ClassVar[str] = "Nouvelle décision"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty wording."""
        if not self.wording.strip():
            raise ValidationFailed(wording="Écrivez la décision.")
        item = uow.get(AgendaItem, self.item)
        meeting = item.meeting
        decision = uow.add(
            Decision(
                meeting_id=meeting.id,
                item_id=item.id,
                number=_decision_number(uow, meeting),
                kind=self.kind,
                wording=self.wording.strip(),
                result=self.result,
                reserves=self.reserves.strip(),
                responsible=self.responsible.strip(),
                due=self.due,
            )
        )
        for action in self.actions or [link.action_id for link in item.actions]:
            uow.add(DecisionAction(decision_id=decision.id, action_id=uow.get(Action, action).id))


@dataclass(frozen=True, slots=True)
class AddTask:
    """Record something to do: in a meeting (at a point or not), for an action, or on its own."""

    wording: str
    responsible: str = ""
    due: date | None = None
    item: int | None = None
    meeting: int | None = None
    action: int | None = None
    label: ClassVar[str] = "Nouvelle tâche"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on an empty wording."""
        if not self.wording.strip():
            raise ValidationFailed(wording="Écrivez ce qui est à faire.")
        item = uow.get(AgendaItem, self.item) if self.item is not None else None
        about = [link.action_id for link in item.actions] if item else []
        uow.add(
            Task(
                wording=self.wording.strip(),
                responsible=self.responsible.strip(),
                due=self.due,
                item_id=self.item,
                meeting_id=item.meeting_id if item else self.meeting,
                action_id=self.action if self.action is not None else about[0] if len(about) == 1 else None,
            )
        )


def _decision_number(uow: UnitOfWork, meeting: Meeting) -> str:
    """`D-2026-07-03` in the COPIL; another committee's sigle stands before its number.

    Ranks are counted by what stands before them: a meeting deleted and planned again goes on where it was (R20).
    """
    sigle = meeting.committee.short_name
    before = "" if sigle == "COPIL" else f"{sigle}-"
    rank = uow.allocate(f"decision:{before}{meeting.held_on.year}-{meeting.number}")
    number = decision_number(meeting.held_on.year, meeting.number, rank)
    return number.replace("D-", f"D-{before}", 1)


def _open(meeting: Meeting) -> Meeting:
    if meeting.state is not MeetingState.OPEN:
        raise ValidationFailed(state=f"{meeting.name} n’est pas ouverte.")
    return meeting


def _enter(item: AgendaItem, now: datetime) -> None:
    item.state, item.resumed_at, item.ended_at = ItemState.CURRENT, now, None
    item.started_at = item.started_at or now


def _leave_current(meeting: Meeting, now: datetime, state: ItemState, but: AgendaItem | None = None) -> None:
    for item in meeting.items:
        if item.state is ItemState.CURRENT and item is not but:
            spent = int((now - item.resumed_at).total_seconds()) if item.resumed_at else 0
            item.spent_seconds += max(0, spent)
            item.state, item.resumed_at, item.ended_at = state, None, now
