"""Surfaces: the white card with its title, and the plain frames a screen is laid on."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.views.widgets.labels import IconLabel, label

Surface = Literal[
    "card", "flat", "rail", "panel", "bar", "footer", "toolbar", "note", "soft", "attention", "danger", "info",
    "positive", "neutral", "hero", "decision", "toast", "line",
]  # fmt: skip


def surface(kind: Surface, parent: QWidget | None = None) -> QFrame:
    """Return an empty frame: give it a layout."""
    made = QFrame(parent)
    made.setProperty("surface", kind)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a thin horizontal line."""
    made = surface("line", parent)
    made.setFixedHeight(1)
    return made


def row(*widgets: QWidget | None, spacing: int = 8, stretch: int | None = None) -> QHBoxLayout:
    """Lay widgets side by side; None is a stretch; `stretch` names the widget that takes the room."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for number, widget in enumerate(widgets):
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget, 1 if number == stretch else 0, Qt.AlignmentFlag.AlignVCenter)
    return made


def scroller(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Let a tall widget scroll, with no frame and no horizontal bar."""
    made = QScrollArea(parent)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(content)
    return made


class Card(QFrame):
    """A white card: title, icon and a word aside, then `body`, a vertical layout to fill."""

    def __init__(
        self, title: str = "", icon: str = "", aside: str | QWidget = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 13, 16, 14)
        self.body.setSpacing(8)
        self._title = label(title, "heading")
        self._aside = aside if isinstance(aside, QWidget) else label(aside, "secondary")
        if title:
            head = row(self._title, None, self._aside)
            if icon:
                head.insertWidget(0, IconLabel(icon))
            self.body.addLayout(head)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_aside(self, text: str) -> None:
        """Change the word at the right of the title."""
        if isinstance(self._aside, QLabel):
            self._aside.setText(text)
