"""The bar at the top of the body: title, search box, the acts of the screen shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.shell.icons import icon

HEIGHT = 54


class Header(QFrame):
    """Shows what the window tells it."""

    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.setFixedHeight(HEIGHT)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.read_only = QLabel("Lecture seule")
        self.read_only.setProperty("tone", "attention")
        self.read_only.hide()
        self.search = _SearchButton()
        self.search.clicked.connect(self.search_asked)
        self._acts: list[QWidget] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(20, 0, 20, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(self.title, 1)
        self._layout.addWidget(self.read_only)
        self._layout.addWidget(self.search)

    def show_acts(self, title: str, acts: Sequence[QWidget], *, with_search: bool) -> None:
        """Replace the title and the acts; the old ones go back to their screen, hidden."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.search.setVisible(with_search)
        for act in self._acts:
            self._layout.removeWidget(act)
            act.hide()
        self._acts = list(acts)
        for act in self._acts:
            self._layout.addWidget(act)
            act.show()


class _SearchButton(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__(icon("search", "secondary"), "  Rechercher")
        self.setAccessibleName("Rechercher, Ctrl+K")
        self.setToolTip("Rechercher partout, lancer une commande (Ctrl+K)")
        self.setFixedWidth(240)
        self.setStyleSheet("text-align: left; font-weight: 400;")
        hint = QLabel("Ctrl K")
        hint.setProperty("role", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.addStretch(1)
        layout.addWidget(hint)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
