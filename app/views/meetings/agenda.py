"""The agenda being prepared: one line per point, reordered by drag and drop or Alt+↑ / Alt+↓."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QDropEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.dto.meetings import Item
from app.french import NBSP, clock_time, duration
from app.shell import icons, theme

_ITEM = Qt.ItemDataRole.UserRole
LINE = 48
Index = QModelIndex | QPersistentModelIndex


class AgendaList(QListWidget):
    """The points in order. `moved(key, position)`, `chosen(key)`, `deletion_asked(key)`, `edition_asked()`."""

    moved = Signal(int, int)
    chosen = Signal(int)
    deletion_asked = Signal(int)
    edition_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Ordre du jour")
        self.setToolTip("Glisser pour réordonner, ou Alt+↑ et Alt+↓")
        self.setItemDelegate(_AgendaDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dropped = (0, 0)
        self.currentRowChanged.connect(self._on_current)
        self.itemActivated.connect(self._on_activated)

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show the agenda; the current point stays current."""
        key = self.current_key()
        blocked = self.blockSignals(True)
        self.clear()
        for item in items:
            line = QListWidgetItem(f"{item.rank}. {item.title}")
            line.setData(_ITEM, item)
            line.setSizeHint(QSize(0, LINE))
            self.addItem(line)
        self.blockSignals(blocked)
        self.choose(key if any(item.key == key for item in items) else (items[0].key if items else 0))

    def current_key(self) -> int:
        """Key of the current point, 0 when there is none."""
        line = self.currentItem()
        return int(line.data(_ITEM).key) if line is not None else 0

    def choose(self, key: int) -> None:
        """Make a point current."""
        for place in range(self.count()):
            if self.item(place).data(_ITEM).key == key:
                self.setCurrentRow(place)

    def wanted_height(self) -> int:
        """Height that shows every line."""
        return self.count() * LINE + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            place = self.currentRow() + step
            if self.current_key() and 0 <= place < self.count():
                self.moved.emit(self.current_key(), place)
            return
        if event.key() == Qt.Key.Key_Delete and self.current_key():
            self.deletion_asked.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move instead of moving: the dossier decides, and the list is shown again."""
        source, target = self.currentRow(), self._insertion_row(event)
        place = target - 1 if target > source else target
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if source >= 0 and place != source:
            self._dropped = (self.current_key(), place)
            QTimer.singleShot(0, self._tell_drop)  # the list is filled again: not inside the drag itself

    def _insertion_row(self, event: QDropEvent) -> int:
        where = event.position().toPoint()
        index = self.indexAt(where)
        if not index.isValid():
            return self.count()
        return index.row() + (1 if where.y() > self.visualRect(index).center().y() else 0)

    @Slot()
    def _tell_drop(self) -> None:
        self.moved.emit(*self._dropped)

    @Slot(int)
    def _on_current(self, _row: int) -> None:
        self.chosen.emit(self.current_key())

    @Slot()
    def _on_activated(self) -> None:
        self.edition_asked.emit()


def about(item: Item) -> str:
    """« Échange · EPF · 3.1, 3.2 · confidentiel »: what stands under the title of a point."""
    numbers = ", ".join(action.number or action.title for action in item.actions)
    parts = [item.presenter, item.kind.label, numbers, "confidentiel" if item.is_confidential else ""]
    return " · ".join(part for part in parts if part)


def span_words(minutes: int, starts: str, ends: str) -> str:
    """« 90 min · 14 h → 15 h 30 »."""
    return f"{minutes}{NBSP}min · {starts} → {ends}"


class _AgendaDelegate(QStyledItemDelegate):
    """Grip, number, title over its details; start and duration at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(_ITEM)
        tokens = theme.current()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_ground))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -2), 7, 7)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        icons.paint_icon(
            painter, QRect(box.left() + 8, box.center().y() - 8, 16, 16), "grip-vertical", tokens.secondary
        )
        painter.setPen(QColor(tokens.ink))
        painter.setFont(theme.font(weight=QFont.Weight.DemiBold, tabular=True))
        painter.drawText(
            QRect(box.left() + 32, box.top(), 28, box.height()), Qt.AlignmentFlag.AlignCenter, str(item.rank)
        )
        self._paint_words(painter, box, item, tokens)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, item: Item, tokens: theme.Tokens) -> None:
        right = QRect(box.right() - 140, box.top(), 130, box.height())
        words = QRect(box.left() + 72, box.top() + 6, right.left() - box.left() - 80, 18)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        title = painter.fontMetrics().elidedText(item.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, flags, title)
        painter.setFont(theme.font(theme.SMALL_PX))
        painter.setPen(QColor(tokens.secondary))
        below = words.translated(0, 18)
        painter.drawText(
            below, flags, painter.fontMetrics().elidedText(about(item), Qt.TextElideMode.ElideRight, below.width())
        )
        painter.setFont(theme.font(tabular=True))
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        times = f"{clock_time(item.starts, with_minutes=True)} · {duration(item.planned_minutes)}"
        painter.drawText(right, end, times)
