"""The navy column at the left: the territory, the nine entries, what was saved when, the dossier's menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QLabel, QMenu, QVBoxLayout, QWidget

from app.french import NBSP
from app.shell import theme
from app.shell.icons import paint_icon
from app.views.entries import ENTRIES, Entry

WIDTH = 208
NO_DOSSIER, NOT_YET_SAVED, NO_BACKUP = "Dossier", "Enregistré à chaque saisie", f"Sauvegarde{NBSP}: aucune"


class SidebarButton(QAbstractButton):
    """One line of the sidebar: icon, word, and a badge when something waits there."""

    def __init__(self, text: str, icon_name: str, *, checkable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon_name = icon_name
        self._badge = 0

    def set_badge(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._badge = count
        self.setAccessibleDescription(f"{count} en retard" if count else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 20, 35 if self.isCheckable() else 28)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled() and self.isCheckable():
            painter.setOpacity(0.45)
        lit = self.isChecked() or self.underMouse() or self.hasFocus()
        if lit:
            painter.setPen(QColor(tokens.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sidebar_chosen))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 7, 7)
        ink = (
            tokens.on_button
            if self.isChecked()
            else tokens.sidebar_ink
            if self.isCheckable()
            else tokens.sidebar_secondary
        )
        side = 17 if self.isCheckable() else 13
        paint_icon(painter, QRect(10, (self.height() - side) // 2, side, side), self._icon_name, ink)
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        painter.setFont(theme.font(13 if self.isCheckable() else 11, weight))
        painter.setPen(QColor(ink))
        left = 37 if self.isCheckable() else 28
        room = self.rect().adjusted(left, 0, -(40 if self._badge else 8), 0)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self._badge:
            self._paint_badge(painter, tokens)
        painter.end()

    def _paint_badge(self, painter: QPainter, tokens: theme.Tokens) -> None:
        text = str(self._badge) if self._badge < 100 else "99+"
        painter.setFont(theme.font(11, QFont.Weight.DemiBold))
        width = max(20, painter.fontMetrics().horizontalAdvance(text) + 12)
        place = QRect(self.width() - width - 10, (self.height() - 17) // 2, width, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.live))
        painter.drawRoundedRect(place, 8, 8)
        painter.setPen(QColor(tokens.on_button))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Sidebar(QFrame):
    """Chooses screens; knows nothing of them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setFixedWidth(WIDTH)
        self._territory = QLabel("Binôme")
        self._territory.setObjectName("territory")
        self._territory.setWordWrap(True)
        self._phase = QLabel("Territoire d’industrie")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, SidebarButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 18, 10, 12)
        layout.setSpacing(2)
        self._territory.setContentsMargins(8, 1, 4, 0)
        self._phase.setContentsMargins(8, 2, 4, 0)
        layout.addWidget(self._territory)
        layout.addWidget(self._phase)
        layout.addSpacing(14)
        for entry in ENTRIES:
            layout.addWidget(self._button(entry))
        layout.addStretch(1)
        self.saved = SidebarButton(NOT_YET_SAVED, "save", checkable=False)
        self.backup = SidebarButton(NO_BACKUP, "archive", checkable=False)
        self.dossier = SidebarButton(NO_DOSSIER, "folder-open", checkable=False)
        self.dossier.setAccessibleName("Menu du dossier")
        self.saved.setEnabled(False)
        self.backup.setEnabled(False)
        for button in (self.dossier, self.saved, self.backup):
            layout.addWidget(button)
        self.dossier.clicked.connect(self._open_menu)
        self._menu: QMenu | None = None

    def set_territory(self, name: str, phase: str) -> None:
        """Show whose dossier is open."""
        self._territory.setText(name)
        self._phase.setText(phase)

    def show_nothing(self) -> None:
        """No dossier is open."""
        self.set_territory("Binôme", "Aucun dossier ouvert")
        self.dossier.setText(NO_DOSSIER)
        self.saved.setText(NOT_YET_SAVED)
        self.backup.setText(NO_BACKUP)
        for button in self._buttons.values():
            button.set_badge(0)
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def set_menu(self, menu: QMenu) -> None:
        """Menu opened by « Dossier »."""
        self._menu = menu

    def choose(self, name: str) -> None:
        """Show an entry as the current one."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def set_badge(self, name: str, count: int) -> None:
        """Show how many things wait in a screen."""
        self._buttons[name].set_badge(count)

    def button(self, name: str) -> SidebarButton:
        """The button of an entry."""
        return self._buttons[name]

    def _button(self, entry: Entry) -> SidebarButton:
        button = SidebarButton(entry.title, entry.icon)
        button.setObjectName(entry.name)
        number = list(ENTRIES).index(entry) + 1
        button.setToolTip(f"{entry.title} (Alt+{number})")
        button.clicked.connect(self._on_clicked)
        self._group.addButton(button)
        self._buttons[entry.name] = button
        return button

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())

    @Slot()
    def _open_menu(self) -> None:
        if self._menu is not None:
            corner = self.dossier.mapToGlobal(QPoint(0, -self._menu.sizeHint().height()))
            self._menu.popup(corner)
