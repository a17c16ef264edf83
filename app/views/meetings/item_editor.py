"""Editing one point of the agenda in place, and the actions it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.commands.meetings import LinkAction, UnlinkAction
from app.dto.meetings import Item, MeetingChoices
from app.french import fold
from app.shell.workspace import Workspace
from app.views.widgets.buttons import icon_button
from app.views.widgets.card import row
from app.views.widgets.labels import label
from app.views.widgets.names_field import NamesField
from app.views.widgets.panels import field_row
from app.views.widgets.row_editor import RowEditor
from app.views.widgets.text_fields import LongTextField, SuggestField, TextField
from app.views.widgets.value_fields import CheckField, ChoiceField, NumberField
from app.vocabulary import ItemKind

_COLUMNS = ("title", "kind", "presenter", "planned_minutes", "is_confidential", "preparation_note")


class ItemEditor(QWidget):
    """The fields of the current point; each commits by itself."""

    deletion_asked = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._item: Item | None = None
        self._actions: dict[str, int] = {}
        self._editor = RowEditor(workspace, "agenda_item", self)
        self.title = TextField(required="Donnez un intitulé au point.")
        self.presenter = SuggestField(placeholder="Qui présente ?")
        self._editor.add("title", self.title)
        self._editor.add("presenter", self.presenter)
        self.minutes = self._editor.add("planned_minutes", NumberField(0, 600, required="Une durée en minutes."))
        self._editor.add("kind", ChoiceField(ItemKind))
        self._editor.add("is_confidential", CheckField("Confidentiel"))
        note = LongTextField("Chiffres à avoir sous les yeux, questions à poser…", lines=2, max_lines=5)
        self._editor.add("preparation_note", note)
        self.linked = NamesField("Lier une action : numéro ou mots de l’intitulé")
        self.linked.committed.connect(self._on_actions)
        self._remove = icon_button("trash-2", "Retirer ce point de l’ordre du jour", self._on_remove, role="danger")
        self._build()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.addWidget(field_row("Intitulé", self.title), 0, 0, 1, 3)
        grid.addWidget(field_row("Type", self._editor.field("kind")), 0, 3)
        grid.addWidget(field_row("Rapporteur", self.presenter), 1, 0, 1, 2)
        grid.addWidget(field_row("Durée (min)", self.minutes), 1, 2)
        grid.addWidget(field_row(" ", self._editor.field("is_confidential")), 1, 3)
        grid.addWidget(field_row("Actions liées", self.linked), 2, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        private = "Note de préparation (privée, jamais exportée)"
        grid.addWidget(
            field_row(private, self._editor.field("preparation_note")), 2, 2, 1, 2, Qt.AlignmentFlag.AlignTop
        )
        for place, stretch in enumerate((3, 2, 2, 3)):
            grid.setColumnStretch(place, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self._heading = label("", "strong")
        column.addLayout(row(self._heading, None, self._remove))
        column.addLayout(grid)

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what the fields propose."""
        self._actions = {choice.label: choice.key for choice in choices.actions}
        self.linked.set_choices(self._actions)
        self.presenter.set_choices((*choices.people, *choices.organizations))

    def select_title(self) -> None:
        """Select the title, ready to be typed over."""
        self.title.line.selectAll()

    def show_item(self, item: Item | None) -> None:
        """Show a point; nothing to edit without one."""
        self._item = item
        self.setVisible(item is not None)
        if item is None:
            return
        self._heading.setText(f"Point {item.rank}")
        self._editor.show_row(item.key, {column: getattr(item, column) for column in _COLUMNS})
        self.linked.set_names(tuple(action.label for action in item.actions))

    @Slot(object)
    def _on_actions(self, names: tuple[str, ...]) -> None:
        if self._item is None:
            return
        linked = {action.label: action.key for action in self._item.actions}
        for name in names:
            key = linked.get(name) or self._find(name)
            if key is None:
                self._workspace.notify(f"Aucune action ne s’appelle « {name} ».", tone="danger")
            elif key not in linked.values():
                self._workspace.attempt(LinkAction(self._item.key, key))
        for name, key in linked.items():
            if name not in names:
                self._workspace.attempt(UnlinkAction(self._item.key, key))
        self.linked.set_names(tuple(action.label for action in self._item.actions))

    def _find(self, name: str) -> int | None:
        """The one action whose label holds what was typed, or bears that number."""
        wanted = fold(name)
        exact = [key for text, key in self._actions.items() if fold(text) == wanted or text.split(" ")[0] == name]
        found = exact or [key for text, key in self._actions.items() if wanted in fold(text)]
        return found[0] if len(found) == 1 else None

    @Slot()
    def _on_remove(self) -> None:
        if self._item is not None:
            self.deletion_asked.emit(self._item.key)
