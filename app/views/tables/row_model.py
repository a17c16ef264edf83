"""A table model over frozen rows: sorting and filtering happen before, in the query or the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.shell import icons, theme
from app.views.widgets.pill import Look

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
KEY_ROLE = Role.UserRole
CELL_ROLE = Role.UserRole + 1
"""What a delegate paints: a `Look` (pill), a `Bar`, an `IconText`, or None."""

_ROOT = QModelIndex()


class Keyed(Protocol):
    """A row with a key of its own."""

    @property
    def key(self) -> int:
        """Identifies the row across refreshes."""
        ...


R = TypeVar("R", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Bar:
    """A progress of 0 to 100, or None; `role` colours it (a token or a tone)."""

    percent: int | None
    role: str = "accent"


@dataclass(frozen=True, slots=True)
class IconText:
    """An icon before the text of the cell, or alone with `alone` (the text is then the tooltip)."""

    icon: str
    role: str = "secondary"
    alone: bool = False


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: how a row reads in it, and how it looks."""

    title: str
    text: Callable[[R], str]
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    cell: Callable[[R], Look | Bar | IconText | None] | None = None  # painted by a delegate; `text` is still said
    tone: Callable[[R], str] | None = None  # colour role of the text: "danger", "secondary", ""
    strong: bool | Callable[[R], bool] = False
    tooltip: Callable[[R], str] | None = None
    sort: str = ""  # name of the sort this column asks for; "" cannot be sorted
    width: int = 120
    stretch: bool = False  # takes the room left

    @property
    def is_figures(self) -> bool:
        """Whether the column holds figures, set in digits of one width."""
        return bool(self.align & Qt.AlignmentFlag.AlignRight)


class RowTableModel(QAbstractTableModel, Generic[R]):
    """Read-only rows of plain data; show() swaps them with the least disturbance."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[R] = []

    def show(self, rows: Sequence[R]) -> None:
        """Show these rows; same keys in the same order only touch the rows that differ."""
        rows = list(rows)
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        before, self._rows = self._rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def rows(self) -> list[R]:
        """Return the rows shown, in order."""
        return list(self._rows)

    def row_at(self, number: int) -> R:
        """Return the row at a place."""
        return self._rows[number]

    def row_of(self, key: int) -> int | None:
        """Return the place of a key, None when it is not shown."""
        return next((number for number, row in enumerate(self._rows) if row.key == key), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return column.text(row)
        if role == CELL_ROLE:
            return column.cell(row) if column.cell else None
        if role == Role.TextAlignmentRole:
            return column.align | Qt.AlignmentFlag.AlignVCenter
        if role == KEY_ROLE:
            return row.key
        if role == Role.ForegroundRole:
            tone = column.tone(row) if column.tone else ""
            return QColor(icons.colour(tone)) if tone else None
        if role == Role.FontRole:
            return _font(_is_strong(column, row), column.is_figures)
        if role == Role.ToolTipRole:
            return column.tooltip(row) if column.tooltip else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.TextAlignmentRole:
            return column.align | Qt.AlignmentFlag.AlignVCenter
        return None


def _is_strong(column: Column[R], row: R) -> bool:
    return column.strong(row) if callable(column.strong) else column.strong


def _font(strong: bool, figures: bool) -> QFont | None:
    if not strong and not figures:
        return None
    weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
    return theme.font(weight=weight, tabular=figures)
