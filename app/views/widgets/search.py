"""Searching and filtering a list: a box that waits for a pause, a button that lists what to keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QPushButton, QWidget, QWidgetAction

from app.french import NBSP
from app.shell import icons
from app.views.widgets.field import leave_undo_to_the_dossier
from app.views.widgets.labels import restyle
from app.vocabulary import Term

DELAY_MS = 150


class SearchBox(QLineEdit):
    """A search text, told after a pause of 150 ms, at once on Enter; Esc empties it."""

    searched = Signal(str)

    def __init__(self, placeholder: str = "Rechercher", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        self.addAction(icons.icon("search", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._tell)

    def sizeHint(self) -> QSize:
        return QSize(240, super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        key = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride else None
        return (key is not None and leave_undo_to_the_dossier(self, key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
            return
        super().keyPressEvent(event)

    @Slot(str)
    def _wait(self, _text: str) -> None:
        self._timer.start()

    @Slot()
    def _tell(self) -> None:
        self._timer.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)


class FilterButton(QPushButton):
    """« Statut : tous ▾ »: opens a list of boxes to tick; ticking none keeps everything."""

    changed = Signal(object)  # tuple of the values kept, empty: all

    def __init__(
        self,
        name: str,
        choices: Iterable[Term] | Iterable[tuple[Any, str]] = (),
        everything: str = "tous",
        parent: QWidget | None = None,
    ) -> None:
        """`choices` is a vocabulary list or pairs (value, label); `everything` agrees with the name (« toutes »)."""
        super().__init__(parent)
        self._name, self._everything = name, everything
        self._boxes: list[tuple[Any, QCheckBox]] = []
        self.setProperty("small", "true")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIcon(icons.icon("chevron-down", "secondary", after=True))
        self.setIconSize(QSize(19, 14))
        self.setAutoDefault(False)
        self._menu = QMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMenu(self._menu)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[Term] | Iterable[tuple[Any, str]]) -> None:
        """Replace the list, keeping what is ticked when it is still there."""
        kept = self.chosen()
        self._menu.clear()
        self._boxes = []
        for choice in choices:
            value, text = (choice, choice.label) if isinstance(choice, Term) else choice
            box = QCheckBox(text.replace("&", "&&"))
            box.setChecked(value in kept)
            box.setContentsMargins(8, 4, 16, 4)
            box.setStyleSheet("padding: 5px 14px 5px 8px;")
            box.clicked.connect(self._told)
            holder = QWidgetAction(self._menu)
            holder.setDefaultWidget(box)
            self._menu.addAction(holder)
            self._boxes.append((value, box))
        self._menu.addSeparator()
        reset = QAction(f"Tout afficher{NBSP}: {self._everything}", self._menu)
        reset.triggered.connect(self.reset)
        self._menu.addAction(reset)
        self._show()

    def chosen(self) -> tuple[Any, ...]:
        """Return the values ticked, in order; empty when everything is kept."""
        return tuple(value for value, box in self._boxes if box.isChecked())

    def choose(self, values: Iterable[Any]) -> None:
        """Tick exactly these values, silently."""
        wanted = list(values)
        for value, box in self._boxes:
            box.setChecked(value in wanted)
        self._show()

    @Slot()
    def reset(self) -> None:
        """Keep everything again and tell it."""
        self.choose(())
        self.changed.emit(())

    @Slot()
    def _told(self) -> None:
        self._show()
        self.changed.emit(self.chosen())

    def _show(self) -> None:
        texts = [box.text().replace("&&", "&") for _value, box in self._boxes if box.isChecked()]
        words = self._everything if not texts else texts[0] if len(texts) == 1 else f"{len(texts)} choix"
        self.setText(f"{self._name}{NBSP}: {words}".replace("&", "&&"))
        self.setToolTip(", ".join(texts) if len(texts) > 1 else "")
        self.setProperty("kind", "chosen" if texts else "secondary")
        restyle(self)
