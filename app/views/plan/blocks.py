"""Small blocks the tabs of the fiche share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QVBoxLayout, QWidget

from app.rules.findings import Finding, Severity
from app.shell.workspace import Workspace
from app.views.widgets.card import row, surface
from app.views.widgets.labels import IconLabel, label


def section(title: str) -> QLabel:
    """The small capital title of a part."""
    return label(title.upper(), "caps")


def forbid(workspace: Workspace, *widgets: QWidget) -> None:
    """Hide what writes when the dossier is read-only."""
    for widget in widgets:
        if workspace.is_read_only:
            widget.hide()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, nested layouts included."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


def finding_box(finding: Finding) -> QFrame:
    """A remark of a rule, with the text it stands on."""
    is_attention = finding.level is Severity.ATTENTION
    frame = surface("attention" if is_attention else "info")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(10, 8, 10, 8)
    inside.setSpacing(2)
    words = label(finding.message, wrap=True, tone="attention" if is_attention else "info")
    icon = IconLabel("triangle-alert" if is_attention else "info", "attention" if is_attention else "info")
    line = row(icon, words, stretch=1)
    line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
    inside.addLayout(line)
    if finding.reference:
        inside.addWidget(label(finding.reference, "small", wrap=True))
    return frame
