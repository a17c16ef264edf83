"""Undo and redo, across restarts: the audit trail is the stack, replayed inside a normal unit of work."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from app.changes import ChangeSet, Kind, RowChange, StepKind
from app.db.codec import ENTITIES, decode
from app.db.schema import REVISION
from app.db.uow import UnitOfWork
from app.errors import CannotUndo, NotFound
from app.models import Change, Step

LIMIT = 200
"""Steps read back on open: what can be undone after a restart."""


class History:
    """Two stacks of step ids; the steps themselves stay in the file."""

    def __init__(self) -> None:
        self._undo: list[tuple[int, str]] = []
        self._redo: list[tuple[int, str]] = []

    def load(self, session: Session) -> None:
        """Rebuild both stacks from the last steps written under the current schema."""
        self._undo, self._redo = [], []
        recent = select(Step).order_by(Step.id.desc()).limit(2 * LIMIT)
        for step in reversed(session.scalars(recent).all()):
            if step.schema != REVISION:
                self._undo, self._redo = [], []
            elif step.kind is StepKind.DO:
                self.record(step.id, step.label)
            else:
                self._move(step.kind, step.target_id)

    def record(self, step: int | None, label: str) -> None:
        """Remember an act of the user: it can be undone, and nothing can be redone any more."""
        if step is not None:
            self._undo.append((step, label))
            self._redo.clear()
            del self._undo[:-LIMIT]

    @property
    def undo_label(self) -> str:
        """French name of the act Ctrl+Z takes back, "" when there is none."""
        return self._undo[-1][1] if self._undo else ""

    @property
    def redo_label(self) -> str:
        """French name of the act Ctrl+Shift+Z does again, "" when there is none."""
        return self._redo[-1][1] if self._redo else ""

    def undo(self, uow: UnitOfWork) -> ChangeSet:
        """Take the last act back; raises CannotUndo when the objects have moved since."""
        if not self._undo:
            raise CannotUndo("Il n’y a rien à annuler.")
        step, label = self._undo[-1]
        change = _replay(uow, step, label, StepKind.UNDO)
        self._move(StepKind.UNDO, step)
        return change

    def redo(self, uow: UnitOfWork) -> ChangeSet:
        """Do the last act undone again."""
        if not self._redo:
            raise CannotUndo("Il n’y a rien à rétablir.")
        step, label = self._redo[-1]
        change = _replay(uow, step, label, StepKind.REDO)
        self._move(StepKind.REDO, step)
        return change

    def _move(self, kind: StepKind, target: int | None) -> None:
        here, there = (self._undo, self._redo) if kind is StepKind.UNDO else (self._redo, self._undo)
        if here and here[-1][0] == target:
            there.append(here.pop())


def _replay(uow: UnitOfWork, step: int, label: str, kind: StepKind) -> ChangeSet:
    refusal = (
        f"«\u00a0{label}\u00a0» ne peut plus être annulé\u00a0: ce qui avait été modifié a changé depuis. "
        "Rien n’a été touché."
    )
    with uow:
        rows = _rows_of(uow.session, step)
        if kind is StepKind.UNDO:
            rows = [row.inverted() for row in reversed(rows)]
        try:
            for row in rows:
                _apply(uow, row, refusal)
                uow.flush()  # keep the order of the SQL
            words = "Annulation" if kind is StepKind.UNDO else "Rétablissement"
            return uow.commit(f"{words}\u00a0: {label}", kind=kind, target=step)
        except (IntegrityError, NotFound) as error:
            raise CannotUndo(refusal) from error


def _rows_of(session: Session, step: int) -> list[RowChange]:
    query = select(Step).where(Step.id == step).options(selectinload(Step.changes))
    changes = session.scalars(query).one().changes
    rows = []
    for _, lines in groupby(changes, key=lambda c: c.position // 1000):
        rows.append(_row(list(lines)))
    return rows


def _row(lines: list[Change]) -> RowChange:
    first = lines[0]
    if first.kind is Kind.UPDATE:
        before = {line.field: decode(first.table, line.field, line.before) for line in lines}
        after = {line.field: decode(first.table, line.field, line.after) for line in lines}
    else:
        before, after = _image(first.table, first.before), _image(first.table, first.after)
    return RowChange(first.kind, first.table, first.row_id, before, after)


def _image(table: str, values: dict[str, Any] | None) -> dict[str, Any]:
    return {field: decode(table, field, value) for field, value in (values or {}).items()}


def _apply(uow: UnitOfWork, row: RowChange, refusal: str) -> None:
    entity = ENTITIES[row.table]
    if row.kind is Kind.INSERT:
        uow.session.add(entity(id=row.key, **row.after))
        return
    found = uow.get(entity, row.key)
    if any(getattr(found, name) != value for name, value in row.before.items()):
        raise CannotUndo(refusal)
    if row.kind is Kind.DELETE:
        uow.session.delete(found)
    for name, value in row.after.items():
        setattr(found, name, value)
