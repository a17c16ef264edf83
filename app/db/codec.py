"""Values of columns ↔ JSON, for the audit trail. What goes in comes back equal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from app.models import Base, Entity

ENTITIES: Mapping[str, type[Entity]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Entity)
}
"""Entity class of each recorded table."""


def encode(value: Any) -> Any:
    """Return the JSON form of a column value."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | time):  # datetime is a date
        return value.isoformat()
    return value


def decode(table: str, field: str, value: Any) -> Any:
    """Return the column value that `encode` turned into `value`."""
    if value is None:
        return None
    python = ENTITIES[table].__table__.columns[field].type.python_type
    if issubclass(python, datetime):
        return datetime.fromisoformat(value)
    if issubclass(python, date):
        return date.fromisoformat(value)
    if issubclass(python, time):
        return time.fromisoformat(value)
    if issubclass(python, StrEnum):
        return python(value)
    return value
