"""One source for audit, undo and refresh: every row written in a unit of work, in SQL order, with both images.

Mapper events keep the order of the SQL; `after_flush` does not, and replaying it breaks foreign keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, object_session

from app.changes import Kind, RowChange
from app.models import Entity

_HIDDEN = {"id", "version"}


@dataclass(slots=True)
class Recorded:
    """A row change, with the entity it happened to and, for a deleted row, the name it had."""

    change: RowChange
    entity: Entity
    label: str = ""
    owner: tuple[str, int] = ("", 0)


def record_into(session: Session, rows: list[Recorded]) -> None:
    """Record every row that `session` writes into `rows`; refuse bulk statements, which would escape."""
    session.info["rows"] = rows
    session.info["dying"] = {}
    event.listen(session, "do_orm_execute", _refuse_bulk_writes)


@event.listens_for(Entity, "after_insert", propagate=True)
def _inserted(_mapper: object, _connection: object, entity: Entity) -> None:
    _record(Recorded(_change(Kind.INSERT, entity, {}, _image(entity)), entity))


@event.listens_for(Entity, "after_update", propagate=True)
def _updated(_mapper: object, _connection: object, entity: Entity) -> None:
    histories = {key: inspect(entity).attrs[key].history for key in _columns(entity)}
    changed = {key: h for key, h in histories.items() if h.has_changes()}
    if changed:
        before = {key: _only(h.deleted) for key, h in changed.items()}
        after = {key: _only(h.added) for key, h in changed.items()}
        _record(Recorded(_change(Kind.UPDATE, entity, before, after), entity))


@event.listens_for(Entity, "after_delete", propagate=True)
def _deleted(_mapper: object, _connection: object, entity: Entity) -> None:
    session = object_session(entity)
    label, owner = session.info["dying"].pop(entity) if session else ("", ("", 0))
    _record(Recorded(_change(Kind.DELETE, entity, _image(entity), {}), entity, label, owner))


def remember_dying(session: Session) -> None:
    """Ask the rows about to be deleted for their names, while their relationships can still be read."""
    for entity in session.deleted:
        if isinstance(entity, Entity):
            session.info["dying"][entity] = (entity.label(), entity.owner())


def _change(kind: Kind, entity: Entity, before: Mapping[str, Any], after: Mapping[str, Any]) -> RowChange:
    return RowChange(kind, entity.__tablename__, entity.id, before, after)


def _record(recorded: Recorded) -> None:
    session = object_session(recorded.entity)
    if session is None or "rows" not in session.info:
        raise RuntimeError(f"{recorded.change.table}: write outside a unit of work")
    session.info["rows"].append(recorded)


def _image(entity: Entity) -> dict[str, Any]:
    return {key: getattr(entity, key) for key in _columns(entity)}


def _columns(entity: Entity) -> list[str]:
    return [c.key for c in inspect(type(entity)).column_attrs if c.key not in _HIDDEN]


def _only(values: Sequence[Any] | None) -> Any:
    if not values:
        raise RuntimeError("old value unknown: read the row before changing it")
    return values[0]


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("bulk DML escapes the audit trail: change entities instead")
