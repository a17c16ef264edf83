"""A list of objects beside the fields of the chosen one: add, edit in place, delete."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import wording
from app.commands.fields import Delete
from app.dto.territory import SheetRow
from app.french import capitalized, fold, plural
from app.shell.workspace import Workspace
from app.views.tables import Column, TableView
from app.views.territory.editor import ObjectCard
from app.views.widgets import SearchBox, button, label, row, scroller

EDITOR_WIDTH = 350


class ListPanel(QWidget):
    """Shows rows of one table. `add_asked` asks the screen for the dialog that creates one."""

    add_asked = Signal(str)  # table
    chosen = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        table: str,
        columns: Sequence[Column[SheetRow]],
        lines: Sequence[Sequence[str]],
        unit: str,
        acts: Sequence[QPushButton] = (),
    ) -> None:
        """`unit` counts the rows (« structure »); `acts` are buttons of the chosen row, beside « Supprimer »."""
        super().__init__()
        self._workspace, self._table, self._unit = workspace, table, unit
        self._rows: tuple[SheetRow, ...] = ()
        self.search = SearchBox("Rechercher dans la liste")
        self.count = label("", "secondary")
        self.add = button("Ajouter", "plus", "primary", on_click=self._ask)
        self.add.setEnabled(not workspace.is_read_only)
        self.delete = button("Supprimer", "trash-2", "danger", on_click=self._delete, small=True)
        self.table: TableView[SheetRow] = TableView(columns, f"territoire-{table}")
        self.table.setProperty("framed", "true")
        self.table.setAccessibleName(capitalized(unit))
        name, nothing = wording.table_name(table), "Choisissez une ligne pour la modifier."
        self.card = ObjectCard(workspace, table, lines, name, nothing, [*acts, self.delete])
        self._build()
        self.search.searched.connect(self._filter)
        self.table.row_chosen.connect(self._show)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(row(self.search, self.count, None, self.add))
        left.addWidget(self.table, 1)
        self.side = QVBoxLayout()
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(12)
        self.side.addWidget(self.card)
        holder = QWidget()
        holder.setLayout(self.side)
        scrolled = scroller(holder)
        scrolled.setFixedWidth(EDITOR_WIDTH)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 14, 0, 16)
        line.setSpacing(14)
        line.addLayout(left, 1)
        line.addWidget(scrolled)

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show rows; the chosen one stays chosen while it exists."""
        self._rows = tuple(rows)
        self._filter(self.search.text())

    def choose(self, key: int) -> bool:
        """Choose a row by key, whatever is looked for; False when there is no such row."""
        if self.search.text() and any(found.key == key for found in self._rows):
            self.search.clear()
            self._filter("")
        found = self.table.choose(key)
        if found:
            self._show(key)
        return found

    @Slot(str)
    def _filter(self, text: str) -> None:
        words = fold(text).split()
        kept = [found for found in self._rows if all(word in _text(found) for word in words)]
        self.table.show_rows(kept)
        self.count.setText(plural(len(kept), self._unit))
        self._show(self.table.current_key() or 0)

    @Slot(int)
    def _show(self, key: int) -> None:
        self.card.show_row(next((found for found in self._rows if found.key == key), None))
        self.chosen.emit(key)

    @Slot()
    def _ask(self) -> None:
        self.add_asked.emit(self._table)

    @Slot()
    def _delete(self) -> None:
        key = self.table.current_key()
        if key is not None:
            name = wording.table_name(self._table)
            self._workspace.attempt(Delete(self._table, key), done=f"Supprimé\u00a0: {name.lower()}.")


def _text(found: SheetRow) -> str:
    texts = [value for value in found.values.values() if isinstance(value, str)]
    return fold(" ".join((*texts, *found.names.values())))
