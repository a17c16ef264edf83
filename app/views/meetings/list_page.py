"""Every meeting, by committee and date, and the dialog that plans the next one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.changes import ChangeSet
from app.commands.meetings import AddMeeting
from app.dto.meetings import MeetingList, MeetingRow
from app.dto.plan import Choice
from app.french import clock_time, long_date, number
from app.queries.meetings import meetings
from app.shell.workspace import Workspace
from app.views.dialogs.form_dialog import Entry, FormDialog
from app.views.meetings.time_field import TimeField
from app.views.tables.row_model import Column
from app.views.tables.table_view import TableView
from app.views.widgets.buttons import primary, secondary
from app.views.widgets.card import row
from app.views.widgets.labels import label
from app.views.widgets.panels import EmptyState
from app.views.widgets.pill import Look, look_of
from app.views.widgets.text_fields import TextField
from app.views.widgets.value_fields import ChoiceField, DateField

RIGHT = Qt.AlignmentFlag.AlignRight


def _state(shown: MeetingRow) -> Look:
    return look_of(shown.state)


def _presents(shown: MeetingRow) -> str:
    came = f"{number(shown.present)} / {number(shown.invited)}"
    return number(shown.invited) if shown.state.is_ahead else came


COLUMNS = (
    Column[MeetingRow]("Séance", lambda m: m.name, strong=True, width=112),
    Column[MeetingRow]("Instance", lambda m: m.committee, width=150, tone=lambda _m: "secondary"),
    Column[MeetingRow]("Date", lambda m: f"{long_date(m.held_on)}, {clock_time(m.starts_at)}", width=250),
    Column[MeetingRow]("Lieu", lambda m: m.place, width=150, stretch=True),
    Column[MeetingRow]("État", lambda m: m.state.label, cell=_state, width=168),
    Column[MeetingRow]("Points", lambda m: number(m.items), RIGHT, width=64),
    Column[MeetingRow]("Décisions", lambda m: number(m.decisions), RIGHT, width=84),
    Column[MeetingRow](
        "Présents",
        _presents,
        RIGHT,
        width=84,
        tooltip=lambda m: "Invités" if m.state.is_ahead else "Présents / invités",
    ),
)


class MeetingListPage(QWidget):
    """The table of meetings; Enter or a double click opens one."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._list = MeetingList((), ())
        self.table = TableView[MeetingRow](COLUMNS, "seances")
        self.table.setProperty("framed", "true")
        self.table.row_opened.connect(self.opened)
        self._open = secondary("Ouvrir la séance", "calendar-days", self.open_current, "Ctrl+Return")
        hint = label("Entrée ou double clic pour ouvrir une séance.", "small")
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addLayout(row(hint, None, self._open))
        empty = EmptyState(
            "calendar-days",
            "Aucune séance pour l’instant. Préparez la première : les membres de l’instance y seront invités et un "
            "ordre du jour proposé.",
            primary("Nouvelle séance", "calendar-plus", self.add),
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(empty)

    def refresh(self) -> None:
        """Ask again and show."""
        self._list = self._workspace.ask(meetings)
        self.table.show_rows(self._list.rows)
        self._stack.setCurrentIndex(0 if self._list.rows else 1)
        if self._list.rows and self.table.current_key() is None:
            selection = self.table.selectionModel()
            blocked = selection.blockSignals(True)  # nobody chose: a default caret for the keyboard
            self.table.choose(self._list.rows[0].key)
            selection.blockSignals(blocked)

    @Slot()
    def open_current(self) -> None:
        """Open the meeting under the caret."""
        key = self.table.current_key()
        if key is not None:
            self.opened.emit(key)

    @Slot()
    def add(self) -> FormDialog:
        """Show the dialog that plans a meeting; it opens once created."""
        dialog = new_meeting_dialog(self._workspace, self._workspace.ask(meetings).committees, self)
        dialog.created.connect(self._on_created)
        dialog.open()
        return dialog

    @Slot(object)
    def _on_created(self, change: ChangeSet) -> None:
        self.opened.emit(change.created("meeting"))


def new_meeting_dialog(workspace: Workspace, committees: tuple[Choice, ...], parent: QWidget) -> FormDialog:
    """Committee, date, time, place: one command."""
    committee = ChoiceField([(choice.key, choice.label) for choice in committees])
    committee.set_value(committees[0].key if committees else None)
    starts_at = TimeField()
    starts_at.set_value(time(14))
    entries = (
        Entry("committee", "&Instance", committee),
        Entry("held_on", "&Date", DateField(workspace.today, required="Choisissez la date de la séance.")),
        Entry("starts_at", "&Heure", starts_at),
        Entry("place", "&Lieu", TextField("Hôtel de communauté, salle du conseil…")),
    )
    return FormDialog(workspace, "Nouvelle séance", entries, _build, act="Créer la séance", parent=parent)


def _build(values: Mapping[str, Any]) -> AddMeeting:
    return AddMeeting(values["committee"], values["held_on"], values["starts_at"], values["place"])
