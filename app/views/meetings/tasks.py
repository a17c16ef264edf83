"""The tasks of a point: « Quoi ? Qui ? Pour quand ? », typed in one line, corrected in place."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.commands.fields import Delete
from app.commands.session import AddTask
from app.dto.meetings import MeetingChoices, MeetingTask
from app.shell.workspace import Workspace
from app.views.meetings.scrolled import scrolled
from app.views.widgets.buttons import icon_button
from app.views.widgets.field import LineField
from app.views.widgets.keyed_list import KeyedList, Line
from app.views.widgets.row_editor import RowEditor
from app.views.widgets.text_fields import SuggestField, TextField
from app.views.widgets.value_fields import DateField


class TaskLine(Line[MeetingTask]):
    """What, who, by when: three fields that read as a line."""

    def __init__(self, workspace: Workspace, people: list[str], *, compact: bool) -> None:
        super().__init__()
        self._workspace, self._key = workspace, 0
        self._editor = RowEditor(workspace, "task", self)
        self.wording = TextField(required="Écrivez ce qui est à faire.")
        self.responsible = SuggestField(people, "Qui ?")
        self.due = DateField(workspace.today)
        _bind(self._editor, self.wording, self.responsible, self.due)
        remove = icon_button("trash-2", "Supprimer la tâche", self._on_remove, role="danger")
        _lay_out(self, (self.wording, self.responsible, self.due), remove, compact=compact)

    def show_row(self, shown: MeetingTask) -> None:
        self._key = shown.key
        self.wording.line.setToolTip(shown.wording)
        values = {"wording": shown.wording, "responsible": shown.responsible, "due": shown.due}
        self._editor.show_row(shown.key, values)

    @Slot()
    def _on_remove(self) -> None:
        self._workspace.attempt(Delete("task", self._key), done="Tâche supprimée.")


class TaskBox(QWidget):
    """The tasks of a point and the line that adds one."""

    def __init__(self, workspace: Workspace, *, compact: bool = False, parent: QWidget | None = None) -> None:
        """`compact` puts who and when under what."""
        super().__init__(parent)
        self._workspace, self._item, self._compact = workspace, 0, compact
        self._people: list[str] = []
        self.lines = KeyedList[MeetingTask](self._new_line, 2)
        self.what, self.who = QLineEdit(), SuggestField(placeholder="Qui ?")
        self.when = DateField(workspace.today)
        self.what.setPlaceholderText("Quoi ?   Ctrl+T")
        self.what.setAccessibleName("Nouvelle tâche : quoi ?")
        self.who.line.setAccessibleName("Nouvelle tâche : qui ?")
        self.when.line.setAccessibleName("Nouvelle tâche : pour quand ?")
        self.when.line.setPlaceholderText("Pour quand ?")
        for field in (self.what, self.who.line, self.when.line):
            field.setProperty("dashed", "true")
            field.returnPressed.connect(self.record)
        self.adding = QWidget()
        _lay_out(self.adding, (self.what, self.who, self.when), None, compact=compact)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(scrolled(self.lines) if compact else self.lines, 1 if compact else 0)
        column.addWidget(self.adding)

    def _new_line(self) -> TaskLine:
        return TaskLine(self._workspace, self._people, compact=self._compact)

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what « Qui ? » proposes."""
        self._people = [*choices.people, *choices.organizations]
        self.who.set_choices(self._people)

    def show_tasks(self, item: int, tasks: tuple[MeetingTask, ...]) -> None:
        """Show the tasks of a point; 0 when none can be added."""
        self._item = item
        self.adding.setVisible(bool(item))
        self.lines.show_rows(tasks)

    @Slot()
    def record(self) -> None:
        """Record what is typed, ready for the next one."""
        if not self.what.text().strip():
            self.what.setFocus()
            return
        if not (self.who.commit() and self.when.commit()):
            return
        added = self._workspace.attempt(AddTask(self.what.text(), self.who.value(), self.when.value(), item=self._item))
        if added is None:
            return
        self.what.clear()
        self.who.set_value("")
        self.when.set_value(None)
        self.who.line.clear()
        self.when.line.clear()
        self.what.setFocus()


def _lay_out(
    holder: QWidget, fields: tuple[QWidget, QWidget, QWidget], after: QWidget | None, *, compact: bool
) -> None:
    what, who, when = fields
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(2)
    grid.addWidget(what, 0, 0, 1, 2 if compact else 1)
    grid.addWidget(who, 1 if compact else 0, 0 if compact else 1)
    grid.addWidget(when, 1 if compact else 0, 1 if compact else 2)
    for place, share in enumerate((3, 2) if compact else (4, 3, 5)):
        grid.setColumnStretch(place, share)
    if after is not None:
        grid.addWidget(after, 0, 3)


def _bind(editor: RowEditor, wording: LineField, responsible: LineField, due: LineField) -> None:
    for name, column, field in (
        ("Tâche", "wording", wording),
        ("Responsable de la tâche", "responsible", responsible),
        ("Échéance de la tâche", "due", due),
    ):
        field.line.setProperty("plain", "true")
        field.line.setAccessibleName(name)
        editor.add(column, field)
