"""Lines of the dashboard's cards: a line that opens what it names, a spot of colour with its word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.shell import icons
from app.views.entries import ENTRIES, HOME_OF
from app.views.widgets import label, row

ROW = 34


def place_of(table: str, key: int) -> tuple[str, int]:
    """Return the screen of an object and the key to show there, 0 when that screen is known by other objects."""
    name = HOME_OF.get(table, "")
    shown = next((entry.table for entry in ENTRIES if entry.name == name), "")
    return name, key if shown == table else 0


class OpeningRow(QPushButton):
    """A line of widgets that opens an object when clicked, or with Space or Enter."""

    opened = Signal(str, int)  # screen, key

    def __init__(self, table: str, key: int, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says; without a key the line only informs."""
        super().__init__(parent)
        self._target = place_of(table, key)
        self.setProperty("kind", "ghost")
        self.setAccessibleName(name)
        self.setMinimumHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(8, 0, 8, 0)
        self.line.setSpacing(10)
        if key and self._target[0]:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAutoDefault(True)
            self.clicked.connect(self._open)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end of the line; clicks go through it."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(ROW, self.line.sizeHint().height()))

    @Slot()
    def _open(self) -> None:
        self.opened.emit(*self._target)


class Spot(QWidget):
    """A small square of the colour of a role."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setFixedSize(8, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(icons.colour(self._role)))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.end()


def legend(entries: list[tuple[str, str]], parent: QWidget | None = None) -> QWidget:
    """Words, each after a spot of its colour: pairs of role and word."""
    made = QWidget(parent)
    parts = [part for role, word in entries for part in (Spot(role), label(word, "small"))]
    made.setLayout(row(*parts, spacing=5))
    return made
