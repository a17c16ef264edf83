"""What every screen of the sidebar is: it refreshes when shown, and only if something it shows has changed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.changes import ChangeSet
from app.shell.workspace import Workspace


class Screen(QWidget):
    """One entry of the sidebar."""

    name = ""
    """Stable name, as `navigate` calls it."""
    title = ""
    """French title in the header."""
    icon = ""
    """Lucide name."""
    tables: tuple[str, ...] = ()
    """Tables whose changes make the screen stale."""

    navigate = Signal(str, str, int)
    """Screen, table and key to show there (key 0: the screen itself)."""
    title_changed = Signal()
    """The header must read `title` and `header_actions()` again."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = True
        workspace.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Ask the dossier again and show the answer; called only while visible."""
        raise NotImplementedError(type(self).__name__)

    def header_actions(self) -> list[QWidget]:
        """Buttons of this screen for the header, right to left order of the pictures kept."""
        return []

    def show_key(self, table: str, key: int) -> None:
        """Bring an object into view, when this screen shows such objects."""

    def mark_stale(self) -> None:
        """Refresh now if visible, else when next shown."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if change.touches(*self.tables) and change.origin != self.name:
            self.mark_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh before the first paint when something changed while hidden."""
        if self._stale:
            self._stale = False
            self.refresh()
        super().showEvent(event)
