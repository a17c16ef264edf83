"""Lines that scroll above what stays in place."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.views.widgets.card import scroller


def scrolled(lines: QWidget) -> QScrollArea:
    """Let a column of lines scroll, kept at the top of the room it has."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 6, 0)
    column.addWidget(lines)
    column.addStretch(1)
    return scroller(holder)
