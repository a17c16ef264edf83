"""The axes of the plan: named, numbered, mapped to the national priorities, added and deleted in place."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.changes import ChangeSet
from app.commands.fields import Delete
from app.commands.plan import AddAxis
from app.dto.plan import AxisRow
from app.french import plural
from app.queries.axes import axis_rows
from app.shell.workspace import Workspace
from app.views.plan.blocks import forbid
from app.views.widgets.buttons import button, icon_button
from app.views.widgets.card import row, scroller
from app.views.widgets.keyed_list import KeyedList, Line
from app.views.widgets.labels import label
from app.views.widgets.row_editor import ORIGIN, RowEditor
from app.views.widgets.text_fields import TextField
from app.views.widgets.value_fields import ChoiceField
from app.vocabulary import Priority

DEEPEST = 1
"""Level of the last axis that may receive a sub-axis: the plan has three levels."""


class AxisLine(Line[AxisRow]):
    """One axis, edited in place."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self.key = workspace, 0
        self.editor = RowEditor(workspace, "axis", self)
        number = self.editor.add("number", TextField("N°"))
        self.title = self.editor.add("title", TextField(required="Donnez un intitulé à l’axe."))
        priority = self.editor.add(
            "priority", ChoiceField(Priority, allow_none=True, none_label="Priorité nationale à choisir")
        )
        number.setFixedWidth(64)
        priority.setFixedWidth(230)
        number.setAccessibleName("Numéro de l’axe")
        self.title.setAccessibleName("Intitulé de l’axe")
        priority.setAccessibleName("Priorité nationale")
        self._count = label("", "small")
        self._count.setFixedWidth(66)
        self._under = icon_button("plus", "Ajouter un sous-axe", self._add_under)
        away = icon_button("trash-2", "Supprimer l’axe", self._delete)
        forbid(workspace, self._under, away)
        self._line = row(number, self.title, priority, self._count, self._under, away, spacing=6, stretch=1)
        self.setLayout(self._line)
        for field in (number, self.title, priority):
            field.setEnabled(not workspace.is_read_only)

    def show_row(self, shown: AxisRow) -> None:
        """Show an axis, indented by its level."""
        self.key = shown.key
        self._line.setContentsMargins(22 * shown.level, 0, 0, 0)
        self._count.setText(plural(shown.actions, "action"))
        self._under.setEnabled(shown.level <= DEEPEST)
        self.editor.show_row(shown.key, asdict(shown))

    @Slot()
    def _add_under(self) -> None:
        self._workspace.attempt(AddAxis("Nouveau sous-axe", self.key), ORIGIN)

    @Slot()
    def _delete(self) -> None:
        self._workspace.attempt(Delete("axis", self.key), ORIGIN, done="Axe supprimé.")


class AxesDialog(QDialog):
    """Every axis; each change is written at once and can be undone."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Axes du plan d’action")
        self.resize(820, 520)
        self._workspace = workspace
        self.list = KeyedList[AxisRow](self._make, spacing=6)
        self.adding = TextField("Nouvel axe, puis Entrée")
        self.adding.committed.connect(self._add)
        forbid(workspace, self.adding)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.list)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label("Axes du plan d’action", "title"))
        hint = "Chaque axe local répond à une priorité nationale. Un axe qui porte des actions ne se supprime pas."
        column.addWidget(label(hint, "secondary", wrap=True))
        column.addWidget(scroller(content), 1)
        column.addWidget(self.adding)
        close = button("Fermer", on_click=self.accept)
        column.addLayout(row(None, close))
        workspace.changed.connect(self._on_changed)
        self._refresh()

    def _make(self) -> AxisLine:
        return AxisLine(self._workspace)

    def _refresh(self) -> None:
        self.list.show_rows(self._workspace.ask(axis_rows))

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if change.touches("axis", "action"):
            self._refresh()

    @Slot(object)
    def _add(self, title: str) -> None:
        self.adding.set_value("")
        if title:
            self._workspace.attempt(AddAxis(title), ORIGIN)
