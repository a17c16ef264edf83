"""First start: create a dossier, open one, try the demonstration territory, or take up a recent one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.shell.icons import icon
from app.views.widgets.labels import IconLabel, label

_WAYS = (
    ("create", "file-plus", "Créer un dossier", "Nommez votre territoire, puis importez votre plan d’action."),
    ("open", "folder-open", "Ouvrir un dossier", "Un fichier .binome de ce poste ou d’une clé USB."),
    ("demo", "sparkles", "Essayer le territoire de démonstration", "Un territoire fictif : deux ans de comités."),
)


class Welcome(QWidget):
    """Shown when no dossier is open."""

    create_asked = Signal()
    open_asked = Signal()
    demo_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("Bienvenue dans Binôme")
        title.setProperty("role", "figure")
        text = QLabel(
            "Préparez, conduisez et rédigez le comité de pilotage de votre Territoire d’industrie. "
            "Tout est enregistré au fur et à mesure, dans un seul fichier, sur cet ordinateur."
        )
        text.setProperty("role", "secondary")
        text.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(8)
        self.buttons = {name: self._way(name, *rest) for name, *rest in _WAYS}
        for button in self.buttons.values():
            column.addWidget(button)
        self.buttons["create"].clicked.connect(self.create_asked)
        self.buttons["open"].clicked.connect(self.open_asked)
        self.buttons["demo"].clicked.connect(self.demo_asked)
        self._recent_title = QLabel("DOSSIERS RÉCENTS")
        self._recent_title.setProperty("role", "caps")
        column.addSpacing(12)
        column.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        column.addLayout(self._recent)
        column.addStretch(1)
        frame = QFrame()
        frame.setMaximumWidth(640)
        frame.setLayout(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(40, 56, 40, 24)
        across.addStretch(1)
        across.addWidget(frame, 4)
        across.addStretch(1)
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def show_recent(self, paths: Sequence[str]) -> None:
        """List the recent dossiers; those that are gone say so and cannot be opened."""
        self.buttons["create"].setFocus()
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        self._recent_title.setVisible(bool(paths))
        for name in paths:
            path = Path(name)
            button = QPushButton(icon("file-text", "accent"), f"{path.stem}   —   {path.parent}")
            button.setProperty("kind", "link")
            button.setToolTip(name)
            button.setObjectName(name)
            if path.exists():
                button.clicked.connect(self._on_recent)
            else:
                button.setText(f"{path.stem}   —   introuvable")
                button.setEnabled(False)
            self._recent.addWidget(button)

    def _way(self, name: str, icon_name: str, title: str, text: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAccessibleName(title)
        button.setAccessibleDescription(text)
        button.setProperty("kind", "way")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "strong"))
        words.addWidget(label(text, "small"))
        across = QHBoxLayout(button)
        across.setContentsMargins(18, 10, 18, 10)
        across.setSpacing(16)
        across.addWidget(IconLabel(icon_name, "accent", 24))
        across.addLayout(words, 1)
        for part in button.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return button

    @Slot()
    def _on_recent(self) -> None:
        self.recent_asked.emit(self.sender().objectName())
