"""What one committed write changed, in plain data: it feeds the audit trail, undo and the refresh of views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What happened to a row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class StepKind(StrEnum):
    """Whether a step is an act of the user, or takes one back, or does it again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: whole images for inserts and deletes, changed columns for updates."""

    kind: Kind
    table: str
    key: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def inverted(self) -> RowChange:
        """Return the change that takes this one back."""
        flip = {Kind.INSERT: Kind.DELETE, Kind.DELETE: Kind.INSERT, Kind.UPDATE: Kind.UPDATE}
        return RowChange(flip[self.kind], self.table, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything one step changed. `origin` names the view that asked, so that it may keep its caret."""

    label: str
    rows: tuple[RowChange, ...] = ()
    origin: str = ""
    step: int | None = None

    def touches(self, *tables: str) -> bool:
        """Whether a row of one of these tables changed."""
        return any(row.table in tables for row in self.rows)

    def keys(self, table: str, *kinds: Kind) -> list[int]:
        """Keys of the rows of a table that changed, in order, restricted to `kinds` if any is given."""
        found = (row.key for row in self.rows if row.table == table and (not kinds or row.kind in kinds))
        return list(dict.fromkeys(found))

    def created(self, table: str) -> int:
        """Key of the one row of `table` this step created; raises IndexError if there is none."""
        return self.keys(table, Kind.INSERT)[0]
