"""What the frame of the window shows: whose dossier this is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Action, Committee, Meeting, Territory
from app.vocabulary import MeetingState, Status


@dataclass(frozen=True, slots=True)
class Identity:
    """Name and phase of the territory; the meeting in progress, if any."""

    territory: str
    phase: str
    open_meeting: int | None


def identity(session: Session) -> Identity:
    """Whose dossier is open."""
    territory = session.get(Territory, 1)
    open_now = session.scalars(select(Meeting.id).where(Meeting.state == MeetingState.OPEN)).first()
    if territory is None:
        return Identity("Dossier sans nom", "Territoire d’industrie", open_now)
    phase = territory.phase.label.split(" (")[0]
    return Identity(territory.name, f"Territoire d’industrie · {phase}", open_now)


@dataclass(frozen=True, slots=True)
class CaptureSubjects:
    """Objects worth a picture: an action in trouble, the last meeting held, the next one. `None` when there is none."""

    action: int | None
    held: int | None
    ahead: int | None


def capture_subjects(session: Session) -> CaptureSubjects:
    """What `captures` shows in detail."""
    troubled = select(Action.id).order_by(Action.status != Status.BLOCKED, Action.id)
    held = (
        select(Meeting.id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Meeting.closed_at.is_not(None))
        .order_by(Committee.position, Meeting.held_on.desc())
    )
    ahead = (
        select(Meeting.id)
        .where(Meeting.state.in_([MeetingState.PREPARED, MeetingState.CONVENED]))
        .order_by(Meeting.held_on)
    )
    return CaptureSubjects(*(session.scalars(query).first() for query in (troubled, held, ahead)))
