"""The instances: their seats by college, past mandates greyed, and their own settings."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands.fields import Delete, SetField
from app.dto.territory import SheetRow, TerritorySheet
from app.shell.workspace import Workspace
from app.views.territory.columns import SEATS
from app.views.territory.editor import ObjectCard
from app.views.territory.fields import COMMITTEE, SEAT
from app.views.territory.list_panel import ListPanel
from app.views.widgets import ChoiceField, button, label, row


class CommitteesPage(QWidget):
    """A committee is chosen above; its seats are listed below, the chosen one is edited aside."""

    add_committee = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: TerritorySheet | None = None
        self.committee = ChoiceField()
        self.committee.setMinimumWidth(280)
        self.committee.box.setAccessibleName("Instance")
        self.new_committee = button("Nouvelle instance", "plus", on_click=self._ask_committee)
        self.remove = button("Supprimer l’instance", "trash-2", "ghost", on_click=self._delete_committee)
        for act in (self.new_committee, self.remove):
            act.setEnabled(not workspace.is_read_only)
        self.end = button("Mettre fin au mandat", "calendar-check", on_click=self._end_mandate, small=True)
        self.seats = ListPanel(workspace, "seat", SEATS, SEAT, "siège", [self.end])
        self.end.setEnabled(False)
        self.settings = ObjectCard(workspace, "committee", COMMITTEE, "Réglages de l’instance")
        self.seats.side.addWidget(self.settings)
        self.seats.side.addStretch(1)
        bar = row(label("Instance"), self.committee, self.new_committee, None, self.remove)
        bar.setContentsMargins(0, 12, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.seats, 1)
        self.committee.committed.connect(self._choose_committee)
        self.seats.chosen.connect(self._on_seat)

    def show_sheet(self, sheet: TerritorySheet) -> None:
        """Show the committees; the chosen one stays chosen while it exists."""
        self._sheet = sheet
        chosen = self.committee.value()
        self.committee.set_choices([(found.key, found.values["name"]) for found in sheet.committees])
        keys = [found.key for found in sheet.committees]
        self.committee.set_value(chosen if chosen in keys else next(iter(keys), None))
        self.seats.card.set_choices("organization_id", sheet.organization_choices)
        self.seats.card.set_choices("alternate_id", sheet.people_choices)
        self._show()

    def choose_committee(self, key: int) -> None:
        """Show a committee."""
        self.committee.set_value(key)
        self._show()

    def choose_seat(self, key: int) -> bool:
        """Show a seat, in its committee; False when it is gone."""
        found = next((one for one in self._rows() if one.key == key), None)
        if found is not None:
            self.choose_committee(found.values["committee_id"])
            return self.seats.choose(key)
        return False

    def _rows(self) -> tuple[SheetRow, ...]:
        return self._sheet.seats if self._sheet else ()

    def _show(self) -> None:
        key = self.committee.value()
        self.seats.show_rows([found for found in self._rows() if found.values["committee_id"] == key])
        committees = self._sheet.committees if self._sheet else ()
        self.settings.show_row(next((found for found in committees if found.key == key), None))

    @Slot(object)
    def _choose_committee(self, _key: object) -> None:
        self._show()

    @Slot(int)
    def _on_seat(self, key: int) -> None:
        found = next((one for one in self._rows() if one.key == key), None)
        running = found is not None and found.values["ends_on"] is None
        self.end.setEnabled(running and not self._workspace.is_read_only)

    @Slot()
    def _end_mandate(self) -> None:
        key = self.seats.table.current_key()
        if key is not None:
            today = self._workspace.today()
            self._workspace.attempt(SetField("seat", key, "ends_on", today), done="Mandat terminé aujourd’hui.")

    @Slot()
    def _ask_committee(self) -> None:
        self.add_committee.emit()

    @Slot()
    def _delete_committee(self) -> None:
        key = self.committee.value()
        if key is not None:
            self._workspace.attempt(Delete("committee", key), done="Instance supprimée.")
