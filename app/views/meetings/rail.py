"""The agenda at the left of « Conduire » and « Rédiger »: state, title, a word below; click or Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.dto.meetings import Item
from app.shell import icons, theme
from app.views.widgets.keyed_list import KeyedList, Line
from app.views.widgets.pill import look_of

_PAD, _LEFT = 10, 36


@dataclass(frozen=True, slots=True)
class RailRow:
    """A point in the rail: `below` is the word under its title, `tone` colours it."""

    key: int
    item: Item
    below: str
    is_current: bool
    tone: str = "secondary"
    mark: str = "live"  # colour of the current one's edge


class RailLine(Line[RailRow]):
    """One point."""

    def __init__(self, on_click: Callable[[int], object]) -> None:
        super().__init__()
        self._on_click = on_click
        self.button = _RailButton()
        self.button.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)

    def show_row(self, shown: RailRow) -> None:
        self.button.show_row(shown)

    @Slot()
    def _clicked(self) -> None:
        self._on_click(self.button.key())


class _RailButton(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self._row: RailRow | None = None
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def key(self) -> int:
        return self._row.key if self._row else 0

    def show_row(self, shown: RailRow) -> None:
        self._row = shown
        state = shown.item.state.label
        self.setAccessibleName(f"{shown.item.rank}. {shown.item.title}, {state}, {shown.below}")
        self.setToolTip(state)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _title(self) -> str:
        return f"{self._row.item.rank}. {self._row.item.title}" if self._row else ""

    def _fit(self) -> None:
        self.setFixedHeight(self._title_height() + 18 + 2 * _PAD)

    def _title_height(self) -> int:
        self.setFont(theme.font(weight=QFont.Weight.DemiBold))
        room = QRect(0, 0, max(60, self.width() - _LEFT - _PAD), 1000)
        flags = Qt.TextFlag.TextWordWrap.value
        return int(self.fontMetrics().boundingRect(room, flags, self._title()).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._row is None:
            return
        tokens, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(0, 1, -1, -1)
        if self._row.is_current or self.hasFocus():
            painter.setPen(QColor(tokens.accent if self.hasFocus() else tokens.line))
            painter.setBrush(QColor(tokens.card if self._row.is_current else tokens.rail))
            painter.drawRoundedRect(box, 7, 7)
        if self._row.is_current:
            painter.fillRect(QRect(0, 6, 3, self.height() - 12), QColor(icons.colour(self._row.mark)))
        look = look_of(self._row.item.state)
        role = "live" if look.tone == "live" else "secondary" if look.tone == "neutral" else look.tone
        icons.paint_icon(painter, QRect(_PAD + 2, _PAD + 1, 16, 16), look.icon, icons.colour(role))
        self._paint_words(painter, tokens)
        painter.end()

    def _paint_words(self, painter: QPainter, tokens: theme.Tokens) -> None:
        if self._row is None:
            return
        weight = QFont.Weight.DemiBold if self._row.is_current else QFont.Weight.Normal
        painter.setFont(theme.font(weight=weight))
        painter.setPen(QColor(tokens.ink))
        height = self._title_height()
        words = QRect(_LEFT, _PAD, self.width() - _LEFT - _PAD, height)
        painter.drawText(words, Qt.TextFlag.TextWordWrap.value, self._title())
        painter.setFont(theme.font(theme.SMALL_PX))
        painter.setPen(QColor(icons.colour(self._row.tone)))
        below = QRect(_LEFT, _PAD + height + 1, words.width(), 17)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._row.below)


class Rail(QWidget):
    """The points in their order; `chosen(key)`."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = KeyedList[RailRow](self._new_line, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)
        column.addStretch(1)

    def show_rows(self, rows: Sequence[RailRow]) -> None:
        """Show the agenda."""
        self.lines.show_rows(rows)

    def _new_line(self) -> RailLine:
        return RailLine(self._tell)

    def _tell(self, key: int) -> None:
        self.chosen.emit(key)
