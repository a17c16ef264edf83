"""The table of every list: rows of one line, widths remembered, selection kept by key, Ctrl+C as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from shiboken6 import isValid

from app.shell import theme
from app.views.tables.delegates import ROW_HEIGHT, RowCell
from app.views.tables.row_model import KEY_ROLE, Column, Keyed, RowTableModel

R = TypeVar("R", bound=Keyed)
HEADER_HEIGHT = 32
NARROWEST = 36


class TableView(QTableView, Generic[R]):
    """Shows frozen rows. It never sorts: a click on a header tells which sort is asked for."""

    row_chosen = Signal(int)  # key under the caret, by mouse or keyboard, not by refresh
    row_opened = Signal(int)  # Enter or double click
    sort_asked = Signal(str, bool)  # Column.sort, descending

    def __init__(self, columns: Sequence[Column[R]], name: str, parent: QWidget | None = None) -> None:
        """`name` keys the remembered widths: "plan", "decisions"…"""
        super().__init__(parent)
        self._name = name
        self.rows_model: RowTableModel[R] = RowTableModel(columns, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(RowCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self._sorted_by, self._descending = "", False
        self._set_up_headers()
        self.activated.connect(self._on_activated)
        self.setFont(theme.font())

    # --- rows ---------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show rows, keeping the rows selected and the scroll, by key."""
        kept, caret, scroll = self.selected_keys(), self.current_key(), self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        try:
            self.rows_model.show(rows)
            self._select(kept, caret)
        finally:
            self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(scroll)
        self.viewport().update()

    def current_key(self) -> int | None:
        """Return the key under the caret, None when there is none."""
        key = self.currentIndex().data(KEY_ROLE)
        return int(key) if key is not None else None

    def selected_keys(self) -> list[int]:
        """Return the keys selected, in the order of the rows."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.row_at(place).key for place in places]

    def choose(self, key: int) -> bool:
        """Select a row by key and scroll to it; False when it is not shown."""
        place = self.rows_model.row_of(key)
        if place is None:
            return False
        self.selectRow(place)
        self.scrollTo(self.rows_model.index(place, 0))
        return True

    def copy(self) -> None:
        """Put the selected rows, or all, on the clipboard, tab separated under their titles, for Excel."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self.rows_model.row_at(place) for place in places] or self.rows_model.rows()
        shown = [self.horizontalHeader().logicalIndex(place) for place in range(self.rows_model.columnCount())]
        columns = [self.rows_model.columns[place] for place in shown if not self.isColumnHidden(place)]
        lines = [[column.title for column in columns], *([column.text(row) for column in columns] for row in rows)]
        text = "\n".join("\t".join(_one_line(cell) for cell in line) for line in lines)
        QGuiApplication.clipboard().setText(text)

    def show_sort(self, name: str, *, descending: bool) -> None:
        """Show in the header which sort the rows follow."""
        self._sorted_by, self._descending = name, descending
        places = [place for place, column in enumerate(self.rows_model.columns) if name and column.sort == name]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(places))
        header.setSortIndicator(places[0] if places else -1, order)

    # --- Qt side ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_activated()
            return
        super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        QTimer.singleShot(0, self._tell_choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    @Slot()
    def _tell_choice(self) -> None:
        if not isValid(self):
            return  # the timer outlived the table
        key = self.current_key()
        if key is not None and self.selectionModel().isRowSelected(self.currentIndex().row()):
            self.row_chosen.emit(key)

    @Slot()
    def _on_activated(self) -> None:
        key = self.current_key()
        if key is not None:
            self.row_opened.emit(key)

    def _select(self, keys: Sequence[int], caret: int | None) -> None:
        selection, model = self.selectionModel(), self.rows_model
        if caret is not None and (place := model.row_of(caret)) is not None:
            selection.setCurrentIndex(model.index(place, 0), selection.SelectionFlag.NoUpdate)
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        selection.clearSelection()
        for key in keys:
            if (place := model.row_of(key)) is not None:
                selection.select(model.index(place, 0), flags)

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(NARROWEST)
        header.setFixedHeight(HEADER_HEIGHT)
        header.setSectionsMovable(False)
        header.setSectionsClickable(any(column.sort for column in self.rows_model.columns))
        header.sectionClicked.connect(self._on_header)
        widths = self._remembered()
        for place, column in enumerate(self.rows_model.columns):
            self.setColumnWidth(place, widths.get(place, column.width))
        header.sectionResized.connect(self._remember)

    @Slot(int)
    def _on_header(self, place: int) -> None:
        name = self.rows_model.columns[place].sort
        if name:
            descending = name == self._sorted_by and not self._descending
            self.show_sort(name, descending=descending)
            self.sort_asked.emit(name, descending)

    def _fill(self) -> None:
        """Give the room left to the column that stretches; never less than it asks for."""
        stretching = [place for place, column in enumerate(self.rows_model.columns) if column.stretch]
        if not stretching:
            return
        others = sum(self.columnWidth(p) for p in range(self.rows_model.columnCount()) if p != stretching[0])
        room = self.viewport().width() - others
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)
        self.setColumnWidth(stretching[0], max(room, self.rows_model.columns[stretching[0]].width))
        header.blockSignals(blocked)
        self.updateGeometries()
        self.viewport().update()

    def _settings_key(self) -> str:
        return f"columns/{self._name}"

    def _remembered(self) -> dict[int, int]:
        titles = [column.title for column in self.rows_model.columns]
        kept = str(QSettings().value(self._settings_key(), ""))
        found: dict[int, int] = {}
        for pair in kept.split("\n"):
            title, _, width = pair.rpartition("=")
            if title in titles and width.isdecimal() and NARROWEST <= int(width) <= 2000:
                found[titles.index(title)] = int(width)
        return found

    @Slot()
    def _remember(self) -> None:
        columns = enumerate(self.rows_model.columns)
        pairs = [f"{column.title}={self.columnWidth(place)}" for place, column in columns if not column.stretch]
        QSettings().setValue(self._settings_key(), "\n".join(pairs))
        self._fill()


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\t", " ")
