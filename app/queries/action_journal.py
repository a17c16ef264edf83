"""The journal of a fiche: its changes and those of what hangs from it, last first, in French."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import wording
from app.changes import Kind
from app.db.codec import decode
from app.dto.plan import JournalLine
from app.models import Action, Axis, Change, Meeting, Step

LIMIT = 200


def journal(session: Session, key: int, limit: int = LIMIT) -> tuple[JournalLine, ...]:
    """The last `limit` changes of the action `key`."""
    found = session.execute(
        select(Change, Step)
        .join(Step, Step.id == Change.step_id)
        .where(Change.owner_table == "action", Change.owner_id == key)
        .order_by(Change.step_id.desc(), Change.position)
        .limit(limit)
    ).all()
    meetings = {
        meeting.id: meeting.name
        for meeting in session.scalars(
            select(Meeting).where(Meeting.id.in_({step.meeting_id for _, step in found if step.meeting_id}))
        )
    }
    names = _names(session)
    return tuple(
        JournalLine(
            at=step.at,
            author=step.author,
            what=_what(change, key),
            before=_shown(change, change.before, names),
            after=_shown(change, change.after, names),
            meeting=meetings.get(step.meeting_id or 0, ""),
        )
        for change, step in found
    )


def _names(session: Session) -> dict[tuple[str, int], str]:
    axes = {("axis_id", axis.id): axis.label() for axis in session.scalars(select(Axis))}
    mains = session.execute(select(Action.id, Action.number, Action.title).where(Action.parent_id.is_(None)))
    return {**axes, **{("parent_id", row.id): f"{row.number} {row.title}".strip() for row in mains}}


def _what(change: Change, key: int) -> str:
    is_fiche = change.table == "action" and change.row_id == key
    name = "fiche" if is_fiche else change.label or wording.table_name(change.table).lower()
    if change.kind is Kind.INSERT:
        return f"{name[:1].upper()}{name[1:]} : création"
    if change.kind is Kind.DELETE:
        return f"{name[:1].upper()}{name[1:]} : suppression"
    field = wording.field_name(change.table, change.field)
    return f"{field[:1].upper()}{field[1:]}" if is_fiche else f"{name[:1].upper()}{name[1:]} : {field}"


def _shown(change: Change, value: object, names: dict[tuple[str, int], str]) -> str:
    if change.kind is not Kind.UPDATE or value is None:
        return ""
    if isinstance(value, int) and (change.field, value) in names:
        return names[change.field, value]
    return wording.shown(change.field, decode(change.table, change.field, value))
