"""Fields bound to the columns of one row: each commits one SetField carrying the value it replaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Slot

from app.commands.fields import SetField
from app.errors import AppError, ValidationFailed
from app.shell.workspace import Workspace
from app.views.widgets.field import Field
from app.views.widgets.value_fields import ChoiceField, ComboBox

ORIGIN = "fiche"


def narrow(field: ChoiceField) -> None:
    """Let a list box be narrower than its longest choice: the panel is narrow, and shows the choice in a tooltip."""
    field.box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.box.setMinimumContentsLength(5)
    field.box.currentTextChanged.connect(field.box.setToolTip)


class RowEditor(QObject):
    """The fields of one row of `table`. Showing never writes; a refusal is told beside its field."""

    def __init__(self, workspace: Workspace, table: str, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._table = workspace, table
        self._key = 0
        self._fields: dict[str, Field] = {}
        self._values: Mapping[str, Any] = {}

    @property
    def columns(self) -> frozenset[str]:
        """Columns that have a field."""
        return frozenset(self._fields)

    def add(self, column: str, field: Field) -> Field:
        """Bind a field to a column."""
        field.setProperty("column", column)
        field.committed.connect(self._on_committed)
        if isinstance(field, ChoiceField):
            narrow(field)
        self._fields[column] = field
        return field

    def field(self, column: str) -> Field:
        """The field of a column."""
        return self._fields[column]

    def show_row(self, key: int, values: Mapping[str, Any]) -> None:
        """Show the values of a row; what was being typed for another row is committed first."""
        if key != self._key and self._key:
            self.finish()
        self._key, self._values = key, values
        for column, field in self._fields.items():
            kept = values[column] == field.value() and (not field.problem() or field.editor.hasFocus())
            if not kept:  # a refused text stays under the eyes of who typed it
                field.set_value(values[column])

    def finish(self) -> None:
        """Commit what is being typed."""
        for field in self._fields.values():
            if field.editor.hasFocus():
                field.commit()

    @Slot(object)
    def _on_committed(self, value: Any) -> None:
        field = self.sender()
        if not isinstance(field, Field):
            return
        column = str(field.property("column"))
        before = self._values[column]
        if value == before:
            return
        try:
            self._workspace.run(SetField(self._table, self._key, column, value, before), ORIGIN)
        except ValidationFailed as refusal:
            field.show_problem(str(refusal))
        except AppError as error:
            self._workspace.notify(str(error), tone="danger")
            field.set_value(before)
