"""What the main window expects of a screen."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.changes import ChangeSet
from app.shell.workspace import Workspace


class Screen(QWidget):
    """One entry of the sidebar. It refreshes itself when shown after a change of its tables, at once if visible.

    A subclass sets the class attributes, fills itself in `refresh()`, and may offer acts in the header.
    """

    name: ClassVar[str]  # stable identifier: "plan"
    title: ClassVar[str]  # French, in the sidebar and the header
    icon: ClassVar[str]  # a file of resources/icons
    tables: ClassVar[tuple[str, ...]] = ()  # what `refresh` reads; empty: everything

    navigate = Signal(str, int)  # name of a screen, key of an object there (0: none)
    header_changed = Signal()  # the title or the acts of the header are other ones now

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = True
        workspace.changed.connect(self._on_changed)

    def heading(self) -> str:
        """Return the title shown in the header: the screen's own unless it shows something narrower."""
        return self.title

    def header_actions(self) -> list[QWidget]:
        """Widgets shown at the right of the header; the same ones at each call."""
        return []

    def has_search(self) -> bool:
        """Whether the header shows the general search box beside the acts."""
        return True

    def refresh(self) -> None:
        """Ask again and show; called when the screen is seen, never while it is hidden."""

    def show_key(self, table: str, key: int) -> None:
        """Bring one object into view (from the palette, a link, another screen)."""

    def mark_stale(self) -> None:
        """Have the screen refresh when it is next seen, at once if it is seen now."""
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        """Refresh once if something changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_if_stale()

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if not self.tables or change.touches(*self.tables):
            self.mark_stale()
