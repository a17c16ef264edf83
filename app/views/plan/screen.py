"""The screen « Plan d’action »: table, filters, foot, panel of one fiche; the review of an import takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.changes import ChangeSet
from app.commands.plan_edits import NewAction
from app.dto.plan import Plan, PlanRow
from app.queries.plan import action_of, plan
from app.shell.workspace import Workspace
from app.views import documents
from app.views.dialogs import choose_file
from app.views.dialogs.form_dialog import Entry, FormDialog
from app.views.plan.axes_dialog import AxesDialog
from app.views.plan.columns import AXIS, COLUMNS, WEATHER, WEATHER_ICON
from app.views.plan.filter_bar import FilterBar
from app.views.plan.footer import Footer
from app.views.plan.import_screen import ImportScreen
from app.views.plan.rows import PlanFilter, in_order, matching
from app.views.plan.side_panel import WIDTH, SidePanel
from app.views.screen import Screen
from app.views.tables import TableView
from app.views.widgets.buttons import primary, secondary
from app.views.widgets.panels import EmptyState
from app.views.widgets.text_fields import SuggestField, TextField

KINDS = "Plans d’action (*.xlsx *.xlsm *.xls *.ods *.csv)"
ROOM_FOR_AXIS = 900


class PlanTable(TableView[PlanRow]):
    """The table of actions, silent once destroyed: its selection is cleared while it dies."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the fiche."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def fill(self) -> None:
        """Give the room of the columns hidden to the column that stretches."""
        self._fill()

    @Slot()
    def _tell_choice(self) -> None:
        if isValid(self):
            super()._tell_choice()


class PlanScreen(Screen):
    """Every action of the plan, and one of them in its panel."""

    name: ClassVar[str] = "plan"
    title: ClassVar[str] = "Plan d’action"
    icon: ClassVar[str] = "list-checks"
    tables: ClassVar[tuple[str, ...]] = (
        "action",
        "action_partner",
        "action_person",
        "axis",
        "commitment",
        "decision",
        "decision_action",
        "meeting",
        "milestone",
        "organization",
        "payment",
        "person",
        "progress_note",
        "task",
        "territory",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._plan = Plan((), ())
        self._filter, self._sort, self._descending = PlanFilter(), "", False
        self._axes = secondary("Axes", "layers", self.manage_axes)
        self._import = secondary("Importer", "upload", self.choose_import)
        self._excel = secondary("Excel", "file-spreadsheet", self._export)
        self._new = primary("Nouvelle action", "plus", self.create_action, "Ctrl+Shift+N")
        self.filters, self.footer, self.panel = FilterBar(), Footer(), SidePanel(workspace)
        self.table = PlanTable(COLUMNS, "plan")
        self.review: ImportScreen | None = None
        self._pages = QStackedWidget()
        self._build()
        for act in (self._import, self._new):
            act.setEnabled(not workspace.is_read_only)

    def heading(self) -> str:
        """« Importer un plan d’action » while an import is reviewed."""
        return self.title if self.review is None else "Importer un plan d’action"

    def header_actions(self) -> list[QWidget]:
        """Axes, import, Excel, new action; none while an import is reviewed."""
        return [self._axes, self._import, self._excel, self._new] if self.review is None else []

    def has_search(self) -> bool:
        """Whether the header shows the general search box."""
        return self.review is None

    def refresh(self) -> None:
        """Read the plan again; the panel follows, or closes when its action is gone."""
        self._plan = self.workspace.ask(plan, self.workspace.today())
        self.filters.set_axes(self._plan.axes)
        self._show_rows()
        if self.review is None:
            self._pages.setCurrentIndex(0 if self._plan.rows else 1)
        if not self.panel.isHidden() and not self.panel.show_action(self.panel.key):
            self.close_panel()

    def show_key(self, table: str, key: int) -> None:
        """Open the fiche of an action, or of what hangs from one; keep one axis only."""
        self.refresh_if_stale()
        if table == "axis":
            self.filters.keep_axis(key)
            return
        action = self.workspace.ask(action_of, table, key)
        if action is None:
            return
        if self.table.rows_model.row_of(action) is None:
            self.filters.reset()
        self.table.choose(action)
        self.open_action(action)

    @Slot(int)
    def open_action(self, key: int) -> None:
        """Show a fiche in the panel."""
        if self.panel.isHidden() or key != self.panel.key:
            opened = self.panel.show_action(key)
            self.panel.setVisible(opened)
            self._give_room()

    @Slot(int)
    def go_to_action(self, key: int) -> None:
        """Select an action in the table and show its fiche."""
        self.show_key("action", key)

    @Slot()
    def close_panel(self) -> None:
        """Close the panel and give its room to the table."""
        self.panel.hide()
        self.table.clearSelection()
        self._give_room()

    @Slot()
    def create_action(self) -> None:
        """Ask for a title and an axis, create the action and open it."""
        axes = [axis.label for axis in self.workspace.ask(plan, self.workspace.today()).axes]
        entries = (
            Entry("title", "&Intitulé", TextField(required="Donnez un intitulé à l’action.")),
            Entry("axis", "&Axe", SuggestField(axes, "Sans axe"), "Un axe inconnu est créé."),
            Entry("number", "&Numéro", TextField("Proposé d’après l’axe")),
        )
        dialog = FormDialog(self.workspace, "Nouvelle action", entries, _add_action, parent=self)
        dialog.created.connect(self._on_created)
        dialog.open()

    @Slot()
    def manage_axes(self) -> None:
        """Show the axes: name, number, order them, say which national priority each answers."""
        AxesDialog(self.workspace, self).open()

    @Slot()
    def choose_import(self) -> None:
        """Ask for a file and review what it holds."""
        self.import_file()

    def import_file(self, path: Path | None = None) -> None:
        """Review a file in place of the table; asks for one when none is given."""
        if path is None:
            path = choose_file.existing(self, "Importer un plan d’action", KINDS)
        if path is None or self.workspace.is_read_only:
            return
        self.end_import()
        self.review = ImportScreen(self.workspace, path)
        self.review.finished.connect(self.end_import)
        self._pages.setCurrentIndex(self._pages.addWidget(self.review))
        self.header_changed.emit()

    @Slot()
    def end_import(self) -> None:
        """Come back to the table."""
        if self.review is None:
            return
        review, self.review = self.review, None
        self._pages.removeWidget(review)
        review.deleteLater()
        self._pages.setCurrentIndex(0 if self._plan.rows else 1)
        self.header_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    # --- parts --------------------------------------------------------------------------

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.footer)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self.panel.hide()
        self._pages.addWidget(self._split)
        self._pages.addWidget(self._empty())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.filters.changed.connect(self._on_filter)
        self.table.sort_asked.connect(self._on_sort)
        self.table.row_chosen.connect(self.open_action)
        self.table.row_opened.connect(self.open_action)
        self.table.escaped.connect(self.close_panel)
        self.panel.closed.connect(self.close_panel)
        self.panel.action_chosen.connect(self.go_to_action)
        self.panel.meeting_chosen.connect(self._on_meeting)

    def _empty(self) -> EmptyState:
        acts = (
            primary("Importer un plan d’action", "upload", self.choose_import),
            secondary("Créer une action", "plus", self.create_action),
        )
        for act in acts:
            act.setEnabled(not self.workspace.is_read_only)
        sentence = (
            "Importez votre tableau Excel, LibreOffice ou CSV tel qu’il est : "
            "tout est relu avant d’être écrit. Ou créez une première action."
        )
        return EmptyState("list-checks", sentence, *acts, title="Le plan d’action est vide")

    def _show_rows(self) -> None:
        kept = matching(self._plan.rows, self._filter, self.workspace.today())
        self.table.show_rows(in_order(kept, self._sort, descending=self._descending))
        self.footer.show_rows(kept)
        self.filters.tell(len(kept), len(self._plan.rows))

    def _give_room(self) -> None:
        if not self.panel.isHidden() and self._split.sizes()[1] < WIDTH:
            self._split.setSizes([self.width() - WIDTH, WIDTH])
        room = self.width() - (0 if self.panel.isHidden() else max(self._split.sizes()[1], WIDTH))
        is_narrow = room < ROOM_FOR_AXIS
        for column in (AXIS, WEATHER):
            self.table.setColumnHidden(column, is_narrow)
        self.table.setColumnHidden(WEATHER_ICON, not is_narrow)
        self.table.fill()

    @Slot(object)
    def _on_filter(self, wanted: PlanFilter) -> None:
        self._filter = wanted
        self._show_rows()

    @Slot(str, bool)
    def _on_sort(self, name: str, descending: bool) -> None:
        self._sort, self._descending = name, descending
        self._show_rows()

    @Slot(int)
    def _on_meeting(self, key: int) -> None:
        self.navigate.emit("seances", key)

    @Slot(object)
    def _on_created(self, change: ChangeSet) -> None:
        self.refresh_if_stale()
        self.show_key("action", change.created("action"))

    @Slot()
    def _export(self) -> None:
        documents.export_follow_up(self.workspace, self)


def _add_action(values: Mapping[str, Any]) -> NewAction:
    return NewAction(values["title"], values["axis"], values["number"])
