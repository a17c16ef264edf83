"""The Territoire screen: identity, perimeter, instances, structures, people, each on its tab."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.changes import ChangeSet
from app.dto.territory import TerritorySheet
from app.queries.territory import territory_sheet
from app.shell.workspace import Workspace
from app.views.dialogs.form_dialog import FormDialog
from app.views.screen import Screen
from app.views.territory import dialogs
from app.views.territory.columns import AUTHORITIES, ORGANIZATIONS, PEOPLE
from app.views.territory.committees import CommitteesPage
from app.views.territory.fields import AUTHORITY, ORGANIZATION, PERSON
from app.views.territory.identity import IdentityPage
from app.views.territory.list_panel import ListPanel
from app.vocabulary import SeatRole


class TerritoryScreen(Screen):
    """Everything about who the territory is, edited in place."""

    name, title, icon = "territoire", "Territoire", "map-pinned"
    tables: ClassVar[tuple[str, ...]] = (
        "territory",
        "local_authority",
        "committee",
        "seat",
        "organization",
        "person",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._sheet: TerritorySheet | None = None
        self.identity = IdentityPage(workspace)
        self.perimeter = ListPanel(workspace, "local_authority", AUTHORITIES, AUTHORITY, "collectivité membre")
        self.committees = CommitteesPage(workspace)
        self.organizations = ListPanel(workspace, "organization", ORGANIZATIONS, ORGANIZATION, "structure")
        self.people = ListPanel(workspace, "person", PEOPLE, PERSON, "interlocuteur")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for page, text in (
            (self.identity, "Identité"),
            (self.perimeter, "Périmètre"),
            (self.committees, "Instances et sièges"),
            (self.organizations, "Structures"),
            (self.people, "Interlocuteurs"),
        ):
            self.tabs.addTab(page, text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 6, 20, 0)
        layout.addWidget(self.tabs)
        self._connect()

    def _connect(self) -> None:
        for panel in (self.perimeter, self.organizations, self.people, self.committees.seats):
            panel.add_asked.connect(self._add)
        self.committees.add_committee.connect(self._add_committee)
        self.identity.add_chair.connect(self._add_chair)
        self.identity.perimeter_asked.connect(self._show_perimeter)
        self.identity.seat_asked.connect(self._show_seat)

    def refresh(self) -> None:
        self._sheet = self.workspace.ask(territory_sheet, self.workspace.today())
        self.identity.show_sheet(self._sheet)
        self.perimeter.show_rows(self._sheet.authorities)
        self.committees.show_sheet(self._sheet)
        self.organizations.show_rows(self._sheet.organizations)
        self.people.card.set_choices("organization_id", self._sheet.organization_choices)
        self.people.show_rows(self._sheet.people)

    def show_key(self, table: str, key: int) -> None:
        """Show a member, a committee, a seat, a structure or a person."""
        self.refresh_if_stale()
        panels = {"local_authority": self.perimeter, "organization": self.organizations, "person": self.people}
        if table in panels:
            self.tabs.setCurrentWidget(panels[table])
            panels[table].choose(key)
        elif table == "committee":
            self.tabs.setCurrentWidget(self.committees)
            self.committees.choose_committee(key)
        elif table == "seat":
            self._show_seat(key)
        else:
            self.tabs.setCurrentWidget(self.identity)

    # --- creating -----------------------------------------------------------------------

    @Slot(str)
    def _add(self, table: str) -> None:
        if self._sheet is None:
            return
        if table == "local_authority":
            self._open(dialogs.add_authority(self.workspace, self))
        elif table == "organization":
            self._open(dialogs.add_organization(self.workspace, self))
        elif table == "person":
            self._open(dialogs.add_person(self.workspace, self._sheet, self))
        else:
            self._open(dialogs.add_seat(self.workspace, self._sheet, self.committees.committee.value(), self))

    @Slot()
    def _add_committee(self) -> None:
        self._open(dialogs.add_committee(self.workspace, self))

    @Slot(str)
    def _add_chair(self, role: str) -> None:
        if self._sheet is not None and self._sheet.committees:
            wanted = next(known for known in SeatRole if known.value == role)
            first = self._sheet.committees[0].key
            self._open(dialogs.add_seat(self.workspace, self._sheet, first, self, wanted))

    def _open(self, dialog: FormDialog) -> None:
        dialog.created.connect(self._on_created)
        dialog.open()

    @Slot(object)
    def _on_created(self, change: ChangeSet) -> None:
        for table in ("local_authority", "committee", "seat"):
            if change.touches(table):
                if table != "seat" or self.tabs.currentWidget() is not self.identity:
                    self.show_key(table, change.created(table))
                return
        table = "organization" if self.tabs.currentWidget() is self.organizations else "person"
        if change.touches(table):
            self.show_key(table, change.created(table))

    @Slot()
    def _show_perimeter(self) -> None:
        self.tabs.setCurrentWidget(self.perimeter)

    @Slot(int)
    def _show_seat(self, key: int) -> None:
        self.tabs.setCurrentWidget(self.committees)
        self.committees.choose_seat(key)
