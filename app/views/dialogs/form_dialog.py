"""The small dialog that creates something: a few fields, one command, refusals told beside their field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.changes import ChangeSet
from app.errors import AppError, ValidationFailed
from app.shell.workspace import Workspace
from app.views.widgets.buttons import button, primary
from app.views.widgets.field import Field
from app.views.widgets.labels import label
from app.views.widgets.panels import field_row

if TYPE_CHECKING:
    from app.shell.workspace import Command

WIDTH = 460


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form: its name for the command and for refusals, its French label (« &Intitulé »)."""

    name: str
    label: str
    field: Field
    hint: str = ""


class FormDialog(QDialog):
    """Nothing is written until the main button; that is one command, hence one step to undo."""

    created = Signal(object)  # ChangeSet

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        entries: Sequence[Entry],
        build: Callable[[Mapping[str, Any]], Command],
        *,
        act: str = "Créer",
        parent: QWidget | None = None,
    ) -> None:
        """`build` makes the command from the values by name; it may raise ValidationFailed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._workspace, self._build = workspace, build
        self.fields = {entry.name: entry.field for entry in entries}
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.act = primary(act, on_click=self.save)
        self.act.setDefault(True)
        self.cancel = button("Annuler", on_click=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, "title"))
        for entry in entries:
            column.addWidget(field_row(entry.label, entry.field, entry.hint))
        column.addWidget(self.problem)
        column.addSpacing(6)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.cancel)
        acts.addWidget(self.act)
        column.addLayout(acts)
        if entries:
            entries[0].field.setFocus()

    def value(self, name: str) -> Any:
        """Return what a field holds."""
        return self.fields[name].value()

    @Slot()
    def save(self) -> None:
        """Run the command, or say beside the fields what is wrong."""
        self.problem.hide()
        wrong = [field for field in self.fields.values() if not field.commit()]
        if wrong:
            wrong[0].setFocus()
            return
        try:
            command = self._build({name: field.value() for name, field in self.fields.items()})
            change = self._workspace.run(command)
        except ValidationFailed as refusal:
            self._refuse(refusal.fields)
        except AppError as error:
            self._refuse({"": str(error)})
        else:
            self._finish(change)

    def _refuse(self, sentences: Mapping[str, str]) -> None:
        others = [sentence for name, sentence in sentences.items() if name not in self.fields]
        self.problem.setText(" ".join(others))
        self.problem.setVisible(bool(others))
        known = [name for name in self.fields if name in sentences]
        for name in known:
            self.fields[name].show_problem(sentences[name])
        if known:
            self.fields[known[0]].setFocus()

    def _finish(self, change: ChangeSet) -> None:
        self.accept()
        self.created.emit(change)
