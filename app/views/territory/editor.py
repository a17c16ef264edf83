"""A card of fields bound to one object."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.dto.territory import SheetRow
from app.shell.workspace import Workspace
from app.views.territory.fields import caption, make_field
from app.views.widgets import Card, ChoiceField, Field, field_row, label, row
from app.views.widgets.row_editor import RowEditor


class ObjectCard(Card):
    """The fields of one row of a table and its acts; a sentence when no row is chosen."""

    def __init__(
        self,
        workspace: Workspace,
        table: str,
        lines: Sequence[Sequence[str]],
        title: str,
        nothing: str = "",
        acts: Sequence[QPushButton] = (),
    ) -> None:
        """`lines` hold the columns shown side by side; `nothing` is said when no row is chosen."""
        super().__init__(title)
        self._editor = RowEditor(workspace, table, self)
        self.nothing = label(nothing, "secondary", wrap=True)
        self.content = QWidget()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        for names in lines:
            line = QHBoxLayout()
            line.setSpacing(12)
            for name in names:
                field = self._editor.add(name, make_field(table, name, workspace.today))
                line.addWidget(field_row(caption(table, name), field), 1)
            column.addLayout(line)
        if acts:
            column.addLayout(row(*acts, None))
        self.content.setEnabled(not workspace.is_read_only)
        self.content.hide()
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.content)
        self.body.addStretch(1)

    def field(self, column: str) -> Field:
        """Return the editor of a column."""
        return self._editor.field(column)

    def set_choices(self, column: str, choices: Sequence[tuple[int, str]]) -> None:
        """Replace what a column may point to."""
        field = self._editor.field(column)
        if isinstance(field, ChoiceField):
            field.set_choices(choices)

    def show_row(self, shown: SheetRow | None) -> None:
        """Show a row, or that none is chosen; what was being typed for another one is committed first."""
        if shown is not None:
            self._editor.show_row(shown.key, shown.values)
        else:
            self._editor.finish()
        self.content.setVisible(shown is not None)
        self.nothing.setVisible(shown is None and bool(self.nothing.text()))
