"""Texts: a label by its role in the page, one that elides, one that shows an icon."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.shell import icons, theme

Role = Literal["body", "title", "heading", "strong", "figure", "secondary", "small", "caps", "problem"]


def label(
    text: str = "", role: Role = "body", *, wrap: bool = False, tone: str = "", parent: QWidget | None = None
) -> QLabel:
    """Return a plain-text label dressed for its role; `wrap` lets it take several lines."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    if role == "figure":
        made.setFont(theme.with_tabular_figures(made.font()))
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Change the tone of a label already shown; an empty one gives the plain ink back."""
    widget.setProperty("tone", tone)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class ElidedLabel(QLabel):
    """One line that ends in « … » when there is no room; the whole text is its tooltip then."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def whole_text(self) -> str:
        """Return the text before any elision."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class IconLabel(QWidget):
    """A square icon, in the colour of a role or a tone, following the theme."""

    def __init__(self, name: str, role: str = "ink", side: int = icons.SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._side = name, role, side
        self.setFixedSize(side, side)

    def set_icon(self, name: str, role: str = "") -> None:
        """Show another icon, in another colour if a role is given."""
        self._name, self._role = name, role or self._role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint_icon(painter, self.rect(), self._name, icons.colour(self._role))
        painter.end()
