"""The sub-actions of a fiche: one level, never added to their parent (R12)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands.plan import AddAction
from app.dto.plan import ActionSheet
from app.shell.workspace import Workspace
from app.views.plan.blocks import clear
from app.views.widgets.buttons import link
from app.views.widgets.labels import label
from app.views.widgets.text_fields import TextField


class SubActions(QWidget):
    """Links to the sub-actions, and a line that adds one."""

    chosen = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._key = workspace, 0
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.adding = TextField("Nouvelle sous-action, puis Entrée")
        self.adding.committed.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Sous-actions", "heading"))
        column.addLayout(self._list)
        column.addWidget(self.adding)

    def show_sheet(self, sheet: ActionSheet) -> None:
        """Show the sub-actions of a fiche; a sub-action has none."""
        self._key = sheet.row.key
        self.setVisible(not sheet.row.is_sub_action)
        self.adding.setVisible(not self._workspace.is_read_only)
        clear(self._list)
        for sub in sheet.sub_actions:
            shown = link(sub.label, "corner-down-right", self._open)
            shown.setProperty("key", sub.key)
            self._list.addWidget(shown)

    @Slot()
    def _open(self) -> None:
        shown = self.sender()
        if shown is not None:
            self.chosen.emit(int(shown.property("key")))

    @Slot(object)
    def _add(self, title: str) -> None:
        self.adding.set_value("")
        if title:
            self._workspace.attempt(AddAction(title, parent=self._key))
