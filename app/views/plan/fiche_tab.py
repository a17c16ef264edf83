"""Tab « Fiche »: how the action stands, then every field, edited in place."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.commands.plan import SetPartners, SetPeople
from app.dto.plan import ActionSheet, Choice, PlanChoices
from app.french import NBSP
from app.shell.workspace import Workspace
from app.views.plan.fiche_fields import GROUPS, Group, caption, make_field
from app.views.plan.overview import Overview
from app.views.plan.sub_actions import SubActions
from app.views.widgets.card import rule
from app.views.widgets.labels import label
from app.views.widgets.names_field import NamesField
from app.views.widgets.row_editor import ORIGIN, RowEditor
from app.views.widgets.value_fields import ChoiceField
from app.vocabulary import PartnerRole, PersonRole


class FicheTab(QWidget):
    """Every column of an action, and who acts in it."""

    action_chosen = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._key = 0
        self._options: dict[str, tuple[Choice, ...]] = {}
        self.editor = RowEditor(workspace, "action", self)
        self.roles: dict[PartnerRole | PersonRole, NamesField] = {}
        self.overview = Overview(workspace)
        self.sub_actions = SubActions(workspace)
        self.sub_actions.chosen.connect(self.action_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(8)
        column.addWidget(self.overview)
        for group in GROUPS:
            column.addSpacing(6)
            column.addWidget(rule())
            column.addWidget(label(group.title, "heading"))
            column.addLayout(self._grid(group))
        column.addWidget(rule())
        column.addWidget(self.sub_actions)
        column.addStretch(1)

    def show_sheet(self, sheet: ActionSheet, choices: PlanChoices) -> None:
        """Show a fiche; the caret stays where it is."""
        self._key = sheet.row.key
        self.overview.show_sheet(sheet)
        self.sub_actions.show_sheet(sheet)
        for column, options in (("axis_id", choices.axes), ("parent_id", choices.parents)):
            field = self.editor.field(column)
            if isinstance(field, ChoiceField) and self._options.get(column) != options:
                self._options[column] = options
                field.set_choices([(c.key, f"{NBSP * 4 * c.level}{c.label}") for c in options])
        self.editor.field("parent_id").setEnabled(bool(choices.parents) and not self._workspace.is_read_only)
        self.editor.show_row(sheet.row.key, sheet.values)
        for role, names in self.roles.items():
            is_person = isinstance(role, PersonRole)
            names.set_choices(choices.people if is_person else choices.organizations)
            names.set_names(sheet.people.get(role, ()) if is_person else sheet.partners.get(role, ()))  # type: ignore[arg-type]

    def _grid(self, group: Group) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        roles: tuple[PartnerRole | PersonRole, ...] = (*group.partners[:2], *group.people, *group.partners[2:])
        for role in roles:
            self._add(grid, grid.rowCount(), 0, 2, role.label, self._role(role))
        for line in group.lines:
            at, span = grid.rowCount(), 3 - len(line)
            for place, column in enumerate(line):
                field = self.editor.add(column, make_field(column, self._workspace.today))
                if self._workspace.is_read_only:
                    field.setEnabled(False)
                self._add(grid, at, place, span, caption(column), field)
        return grid

    def _add(self, grid: QGridLayout, at: int, place: int, span: int, text: str, field: QWidget) -> None:
        above = label(text, "small")
        above.setBuddy(field)
        field.setAccessibleName(text)
        grid.addWidget(above, at, place, 1, span)
        grid.addWidget(field, at + 1, place, 1, span)
        grid.setRowMinimumHeight(at + 2, 5)

    def _role(self, role: PartnerRole | PersonRole) -> NamesField:
        hint = f"Ajouter{NBSP}: Prénom NOM" if isinstance(role, PersonRole) else "Ajouter une structure"
        names = NamesField(hint)
        names.setProperty("role", role.value)
        names.set_read_only(self._workspace.is_read_only)
        names.committed.connect(self._on_names)
        self.roles[role] = names
        return names

    @Slot(object)
    def _on_names(self, names: tuple[str, ...]) -> None:
        field = self.sender()
        for role, known in self.roles.items():
            if known is field:
                command = (
                    SetPeople(self._key, role, names)
                    if isinstance(role, PersonRole)
                    else SetPartners(self._key, role, names)
                )
                self._workspace.attempt(command, ORIGIN)
