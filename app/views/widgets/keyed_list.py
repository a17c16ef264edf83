"""A column of widgets, one per row, kept while their key stays: refreshing never takes the caret away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Keyed(Protocol):
    """A row with a key."""

    @property
    def key(self) -> int:
        """Key of the row."""
        ...


R = TypeVar("R", bound=Keyed)


class Line(QWidget, Generic[R]):
    """A widget that shows one row."""

    def show_row(self, shown: R) -> None:
        """Show a row; called again at each refresh."""
        raise NotImplementedError


class KeyedList(QWidget, Generic[R]):
    """Lines in the order of their rows."""

    def __init__(self, make: Callable[[], Line[R]], spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._lines: dict[int, Line[R]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show rows: known keys keep their widget."""
        wanted = {shown.key for shown in rows}
        for key in [key for key in self._lines if key not in wanted]:
            gone = self._lines.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, shown in enumerate(rows):
            line = self._lines.get(shown.key)
            if line is None:
                line = self._lines[shown.key] = self._make()
            if self._column.indexOf(line) != place:
                self._column.insertWidget(place, line)
            line.show_row(shown)

    def lines(self) -> list[Line[R]]:
        """Widgets in their order."""
        return list(self._lines.values())
