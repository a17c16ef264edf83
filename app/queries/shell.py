"""What the frame of the window shows: whose dossier this is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Meeting, Territory
from app.vocabulary import MeetingState


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
