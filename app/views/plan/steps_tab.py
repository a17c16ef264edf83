"""Tab « Étapes »: add, rename, date, tick, weigh, reorder and delete the steps of an action."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.commands.fields import Delete
from app.commands.plan import AddMilestone
from app.commands.plan_edits import MoveMilestone
from app.dto.plan import ActionSheet, MilestoneRow, PlanChoices
from app.french import plural
from app.shell.workspace import Workspace
from app.views.widgets.buttons import icon_button
from app.views.widgets.card import row, surface
from app.views.widgets.keyed_list import KeyedList, Line
from app.views.widgets.labels import label, set_tone
from app.views.widgets.row_editor import ORIGIN, RowEditor
from app.views.widgets.text_fields import TextField
from app.views.widgets.value_fields import CheckField, DateField, NumberField


class StepLine(Line[MilestoneRow]):
    """One step, edited in place."""

    def __init__(self, workspace: Workspace, steps: StepsTab) -> None:
        super().__init__()
        self._workspace, self._steps, self.key = workspace, steps, 0
        self.editor = RowEditor(workspace, "milestone", self)
        self.done = self.editor.add("is_done", CheckField())
        self.title = self.editor.add("title", TextField(required="Donnez un intitulé à l’étape."))
        self.buttons = [
            icon_button("arrow-up", "Monter l’étape", self._up),
            icon_button("arrow-down", "Descendre l’étape", self._down),
            icon_button("trash-2", "Supprimer l’étape", self._delete),
        ]
        self._state = label("", "small")
        frame = surface("card", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(10, 8, 8, 10)
        inside.setSpacing(5)
        inside.addLayout(row(self.done, self.title, *self.buttons, spacing=3, stretch=1))
        inside.addLayout(self._dates())
        inside.addWidget(self._state)
        self.done.setAccessibleName("Étape faite")
        self.title.setAccessibleName("Intitulé de l’étape")
        if workspace.is_read_only:
            self.setEnabled(False)

    def show_row(self, shown: MilestoneRow) -> None:
        """Show a step."""
        self.key = shown.key
        self.editor.show_row(shown.key, asdict(shown))
        self._state.setText("En retard" if shown.is_late else "")
        self._state.setVisible(shown.is_late)
        set_tone(self._state, "danger" if shown.is_late else "")

    def _dates(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        captions = (("planned_on", "Prévue"), ("revised_on", "Révisée"), ("actual_on", "Réalisée"), ("weight", "Poids"))
        for place, (column, text) in enumerate(captions):
            at, side = 2 * (place // 2), place % 2
            field = NumberField(1, 1000, required="Le poids est d’au moins 1.") if column == "weight" else None
            made = self.editor.add(column, field or DateField(self._workspace.today))
            made.setAccessibleName(text)
            grid.addWidget(label(text, "small"), at, side)
            grid.addWidget(made, at + 1, side)
        return grid

    @Slot()
    def _up(self) -> None:
        self._steps.move_step(self.key, -1)

    @Slot()
    def _down(self) -> None:
        self._steps.move_step(self.key, 1)

    @Slot()
    def _delete(self) -> None:
        self._workspace.attempt(Delete("milestone", self.key), ORIGIN, done="Étape supprimée.")


class StepsTab(QWidget):
    """The steps of an action, in their order."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._key = workspace, 0
        self._order: list[int] = []
        self._count = label("", "secondary", wrap=True)
        self.list = KeyedList[MilestoneRow](self._line)
        self.adding = TextField("Nouvelle étape, puis Entrée")
        self.adding.committed.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(10)
        column.addWidget(self._count)
        column.addWidget(self.list)
        column.addWidget(self.adding)
        column.addStretch(1)

    def show_sheet(self, sheet: ActionSheet, _choices: PlanChoices) -> None:
        """Show the steps of a fiche."""
        self._key = sheet.row.key
        self._order = [step.key for step in sheet.milestones]
        self.list.show_rows(sheet.milestones)
        done = sum(step.is_done for step in sheet.milestones)
        whole = plural(len(sheet.milestones), "étape")
        self._count.setText(
            f"{whole}, {plural(done, 'faite')}." if sheet.milestones else "Aucune étape : elles donnent l’avancement."
        )
        self.adding.setVisible(not self._workspace.is_read_only)

    def move_step(self, key: int, by: int) -> None:
        """Move a step up (-1) or down (1)."""
        place = self._order.index(key) + by
        if 0 <= place < len(self._order):
            self._workspace.attempt(MoveMilestone(key, place), ORIGIN)

    def _line(self) -> StepLine:
        return StepLine(self._workspace, self)

    @Slot(object)
    def _add(self, title: str) -> None:
        self.adding.set_value("")
        if title:
            self._workspace.attempt(AddMilestone(self._key, title), ORIGIN)
