"""What every table shares: types, naming of constraints, never-reused keys, edit counter, uid."""

from __future__ import annotations

import enum
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import uuid4

from sqlalchemy import DateTime, Dialect, Enum, MetaData, Text, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Utc(TypeDecorator[datetime]):
    """Aware datetimes in, aware UTC out: SQLite itself forgets the zone."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What the audit trail decodes."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store UTC without its zone."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give UTC its zone back."""
        return value and value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Declarative base: Terms are stored by value, texts without a length."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Utc,
        str: Text,
        enum.Enum: Enum(enum.Enum, values_callable=lambda e: [m.value for m in e], native_enum=False, length=32),
    }


class Entity(Base):
    """A row with a never-reused integer key, a uid that travels outside the file, and an edit counter."""

    __abstract__ = True
    __table_args__: Any = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)
    uid: Mapped[str] = mapped_column(unique=True, default=lambda: str(uuid4()), sort_order=-2)
    version: Mapped[int] = mapped_column(sort_order=-1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    def label(self) -> str:
        """Short French name of the row, as the journal shows it after the row is gone."""
        return ""

    def owner(self) -> tuple[str, int]:
        """Table and key of the object in whose journal this row's changes are read."""
        return self.__tablename__, self.id

    def search_text(self) -> tuple[str, str] | None:
        """Title and body that Ctrl+K finds, or None when the row is not searched."""
        return None


@event.listens_for(Entity, "init", propagate=True)
def _apply_defaults(entity: Entity, _args: object, values: dict[str, Any]) -> None:
    """Give every column its default, or None, at construction: rules and the recorder read them before a reload."""
    for column in entity.__table__.columns:
        default = column.default
        if column.key in values:
            continue
        if default is not None and default.is_scalar:
            values[column.key] = default.arg
        elif default is None and column.nullable:
            values[column.key] = None


def words(*texts: str | None) -> str:
    """Join the texts that are not empty: the body of a search entry."""
    return "\n".join(text for text in texts if text)
