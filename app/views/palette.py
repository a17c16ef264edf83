"""Ctrl+K: finds any object and any text of the dossier, and runs any command, from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.dto.search import SearchHit
from app.french import fold
from app.queries.search import search
from app.shell import theme
from app.shell.icons import paint_icon
from app.shell.workspace import Workspace

_HIT, _COMMAND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ICONS = {
    "action": "list-checks",
    "organization": "building-2",
    "person": "user",
    "meeting": "calendar-days",
    "decision": "gavel",
    "task": "flag",
    "agenda_item": "list",
    "axis": "layers",
    "commitment": "handshake",
    "indicator": "trending-up",
    "milestone": "milestone",
    "progress_note": "cloud-sun",
    "local_authority": "landmark",
}
_ROW = 44
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PaletteCommand:
    """A command of the menus: `shortcut` is shown, `run` does it."""

    text: str
    icon: str
    shortcut: str
    run: Callable[[], object]


class Palette(QDialog):
    """A search field over a list; Enter opens, Escape closes."""

    chosen = Signal(str, int)
    """Table and key of the object to show."""

    def __init__(self, workspace: Workspace, commands: Sequence[PaletteCommand], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Rechercher")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._workspace, self._commands = workspace, commands
        self.search = QLineEdit()
        self.search.setPlaceholderText("Une action, une structure, une décision, un mot, une commande…")
        self.search.setAccessibleName("Rechercher")
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.results = QListView()
        self.results.setAccessibleName("Résultats")
        self.results.setItemDelegate(_HitDelegate(self.results))
        self.results.setUniformItemSizes(True)
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = QStandardItemModel(self)
        self.results.setModel(self._model)
        self.results.clicked.connect(self._open)
        self._nothing = QLabel("Rien ne correspond.")
        self._nothing.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        for widget in (self.search, self._nothing, self.results):
            layout.addWidget(widget)
        self.resize(620, 460)
        self._find("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the caret stays in the field."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in moves:
                self._move(moves[Qt.Key(event.key())])
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._open(self.results.currentIndex())
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _find(self, text: str) -> None:
        self._model.clear()
        words = fold(text).split()
        for command in self._commands:
            if all(word in fold(command.text) for word in words):
                self._add(command.text, command.icon, command.shortcut, command=command)
        if words:
            for hit in self._workspace.ask(search, text):
                detail = f"{hit.kind_label} · {hit.excerpt}" if hit.excerpt else hit.kind_label
                self._add(hit.title, _ICONS.get(hit.table, "file-text"), detail, hit=hit)
            self._put_hits_first()
        self._nothing.setVisible(self._model.rowCount() == 0)
        self._move(0)

    def _add(
        self, title: str, icon: str, detail: str, *, hit: SearchHit | None = None, command: PaletteCommand | None = None
    ) -> None:
        item = QStandardItem(title)
        item.setData(hit, _HIT)
        item.setData(command, _COMMAND)
        item.setData(icon, Qt.ItemDataRole.UserRole + 2)
        item.setData(detail, Qt.ItemDataRole.UserRole + 3)
        item.setAccessibleText(f"{title}, {detail}")
        self._model.appendRow(item)

    def _put_hits_first(self) -> None:
        rows = [self._model.takeRow(0) for _ in range(self._model.rowCount())]
        for row in sorted(rows, key=lambda row: row[0].data(_HIT) is None):
            self._model.appendRow(row)

    def _move(self, by: int) -> None:
        last = self._model.rowCount() - 1
        if last >= 0:
            row = min(max(self.results.currentIndex().row() + by, 0), last)
            self.results.setCurrentIndex(self._model.index(row, 0))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        hit, command = index.data(_HIT), index.data(_COMMAND)
        if hit is None and command is None:
            return
        self.accept()
        if hit is not None:
            self.chosen.emit(hit.owner_table, hit.owner_key)
        else:
            command.run()


class _HitDelegate(QStyledItemDelegate):
    """Icon, title, and on a second line what it is and where the words stand."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme.current()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_ground))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 7, 7)
        icon = index.data(Qt.ItemDataRole.UserRole + 2)
        paint_icon(painter, QRect(rect.left() + 10, rect.top() + 13, 17, 17), icon, tokens.secondary)
        room = rect.adjusted(38, 5, -10, -5)
        painter.setFont(theme.font(13, QFont.Weight.Medium))
        painter.setPen(QColor(tokens.ink))
        self._line(painter, QRect(room.left(), room.top(), room.width(), 18), index.data())
        painter.setFont(theme.font(12))
        painter.setPen(QColor(tokens.secondary))
        self._line(
            painter, QRect(room.left(), room.top() + 17, room.width(), 18), index.data(Qt.ItemDataRole.UserRole + 3)
        )
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, text: str) -> None:
        flat = " ".join((text or "").split())
        elided = painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
