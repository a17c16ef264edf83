"""The audit trail, which is also the undo stack; the counters of numbers never reused; the search entries.

These tables are written by the unit of work itself: they are not entities and are never undone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.changes import Kind, StepKind
from app.models.base import Base


class Step(Base):
    """One act of the user: one transaction, one undo step. `schema` is the revision it was written under."""

    __tablename__ = "step"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[StepKind] = mapped_column(default=StepKind.DO)
    label: Mapped[str]
    author: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    schema: Mapped[str]
    meeting_id: Mapped[int | None] = mapped_column(index=True)  # in progress; no foreign key: history outlives it
    item_id: Mapped[int | None]
    target_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"))  # the step undone or redone

    changes: Mapped[list[Change]] = relationship(back_populates="step", order_by="Change.position")


class Change(Base):
    """One field (or one whole row, for inserts and deletes) before and after."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_owner", "owner_table", "owner_id"),
        Index("ix_change_row", "table", "row_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    position: Mapped[int]
    kind: Mapped[Kind]
    table: Mapped[str]
    row_id: Mapped[int]
    label: Mapped[str]  # the row's name at that moment: a deleted object stays readable
    owner_table: Mapped[str]
    owner_id: Mapped[int]
    field: Mapped[str]  # "" for an insert or a delete
    before: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))

    step: Mapped[Step] = relationship(back_populates="changes")


class Counter(Base):
    """The highest number ever given in a scope: deleting or undoing never frees a number (R20)."""

    __tablename__ = "counter"

    scope: Mapped[str] = mapped_column(primary_key=True)  # "decision:2026-7", "commitment", "action:3"
    highest: Mapped[int]


class SearchEntry(Base):
    """What Ctrl+K finds: text folded without accents nor case, one line per searchable row."""

    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_row", "table", "row_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    table: Mapped[str]
    row_id: Mapped[int]
    owner_table: Mapped[str]
    owner_id: Mapped[int]
    title: Mapped[str]
    folded_title: Mapped[str]
    folded_text: Mapped[str]
