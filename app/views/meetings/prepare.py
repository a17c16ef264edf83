"""Step 1, « Préparer »: the agenda, the guests, the place and time, the documents."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.commands.fields import Delete
from app.commands.meetings import AddItem, MoveItem
from app.dto.meetings import MeetingChoices, MeetingSheet
from app.french import NBSP, clock_time, short_date
from app.shell.workspace import Workspace
from app.views.documents import export_follow_up
from app.views.meetings.agenda import AgendaList, span_words
from app.views.meetings.guests import GuestList, InviteForm, answers_words
from app.views.meetings.item_editor import ItemEditor
from app.views.meetings.scrolled import scrolled
from app.views.meetings.time_field import TimeField
from app.views.widgets.buttons import button, link, secondary
from app.views.widgets.card import Card, row
from app.views.widgets.panels import Banner, field_row
from app.views.widgets.row_editor import RowEditor
from app.views.widgets.text_fields import SuggestField, TextField
from app.views.widgets.value_fields import DateField

_FIELDS = ("held_on", "starts_at", "place", "link", "writer")


class PrepareStep(QWidget):
    """Everything before the meeting."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: MeetingSheet | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 16, 20, 16)
        line.setSpacing(14)
        line.addWidget(self._build_agenda(), 61)
        line.addLayout(self._build_side(), 39)

    def _build_agenda(self) -> QWidget:
        self.card = Card("Ordre du jour", "list-checks", " ")
        self.agenda = AgendaList()
        self.agenda.moved.connect(self._on_moved)
        self.agenda.chosen.connect(self._on_chosen)
        self.agenda.deletion_asked.connect(self._on_deletion)
        self.editor = ItemEditor(self._workspace)
        self.editor.deletion_asked.connect(self._on_deletion)
        self.agenda.edition_asked.connect(self._on_edition)
        self.add = button(
            "Ajouter un point", "plus", on_click=self.add_item, shortcut="Ctrl+Shift+N", tooltip="Ajouter un point"
        )
        self.notice = Banner("")
        self.overrun = Banner("")
        body = self.card.body
        body.addWidget(self.agenda, 1)
        body.addLayout(row(self.add, self.notice, stretch=1))
        body.addWidget(self.overrun)
        body.addWidget(self.editor)
        return self.card

    def _build_side(self) -> QVBoxLayout:
        self._meeting = RowEditor(self._workspace, "meeting", self)
        where = Card("Séance", "map-pin")
        grid = QGridLayout()
        grid.setSpacing(8)
        held_on = DateField(self._workspace.today, required="Une séance a une date.")
        grid.addWidget(field_row("Date", self._meeting.add("held_on", held_on)), 0, 0)
        grid.addWidget(field_row("Heure", self._meeting.add("starts_at", TimeField())), 0, 1)
        grid.addWidget(field_row("Lieu", self._meeting.add("place", TextField("À préciser"))), 1, 0, 1, 2)
        grid.addWidget(field_row("Lien visio", self._meeting.add("link", TextField("https://…"))), 2, 0)
        self._writer = SuggestField(placeholder="Qui rédige ?")
        grid.addWidget(field_row("Rédacteur", self._meeting.add("writer", self._writer)), 2, 1)
        where.body.addLayout(grid)
        self.invited = Card("Invités", "users", " ")
        self.guests = GuestList(self._workspace, "answer")
        self.invited.body.addWidget(scrolled(self.guests), 1)
        self.invite = InviteForm(self._workspace)
        self.invite.hide()
        self.invite_button = link("Inviter quelqu’un qui n’a pas de siège", "user-plus", self._on_invite)
        self.invited.body.addWidget(self.invite_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.invited.body.addWidget(self.invite)
        documents = Card("Documents", "file-text")
        self.follow_up = secondary("Tableau de suivi", "file-spreadsheet", self._on_follow_up)
        documents.body.addLayout(row(self.follow_up, None))
        side = QVBoxLayout()
        side.setSpacing(14)
        side.addWidget(where)
        side.addWidget(self.invited, 1)
        side.addWidget(documents)
        return side

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what the fields propose."""
        self.editor.set_choices(choices)
        self.invite.set_choices(choices)
        self._writer.set_choices(choices.people)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Show a meeting."""
        self._sheet = sheet
        starts, ends = clock_time(sheet.starts_at, True), clock_time(sheet.ends_at, True)
        self.card.set_aside(span_words(sheet.planned_minutes, starts, ends))
        self.agenda.show_items(sheet.items)
        self.agenda.setMinimumHeight(min(self.agenda.wanted_height(), 220))
        self._on_chosen(self.agenda.current_key())
        self._meeting.show_row(sheet.key, {name: getattr(sheet, name) for name in _FIELDS})
        self.invited.set_aside(answers_words(sheet.guests))
        self.guests.show_rows(sheet.guests)
        self.invite.set_meeting(sheet.key)
        self.overrun.set_text(overrun_words(sheet))
        self.notice.set_text(self._notice_words(sheet))

    def _notice_words(self, sheet: MeetingSheet) -> str:
        if not sheet.state.is_ahead or sheet.convened_on is not None or not sheet.notice_days:
            return ""
        latest, today = sheet.held_on - timedelta(days=sheet.notice_days), self._workspace.today()
        days = f"{sheet.notice_days}{NBSP}jours"
        if sheet.held_on < today:
            return ""
        if latest < today:
            return f"Le délai de convocation de {days} est dépassé depuis le {short_date(latest)}."
        return f"Convocation à envoyer le {short_date(latest)} au plus tard (délai de {days})."

    @Slot()
    def add_item(self) -> None:
        """Add a point at the end of the agenda, its title ready to be typed over."""
        if self._sheet is None:
            return
        change = self._workspace.attempt(AddItem(self._sheet.key, "Nouveau point"))
        if change is not None:
            self.agenda.choose(change.created("agenda_item"))
            self._on_edition()

    @Slot(int, int)
    def _on_moved(self, key: int, position: int) -> None:
        self._workspace.attempt(MoveItem(key, position))
        self.agenda.setFocus()

    @Slot(int)
    def _on_chosen(self, key: int) -> None:
        items = self._sheet.items if self._sheet else ()
        self.editor.show_item(next((item for item in items if item.key == key), None))

    @Slot(int)
    def _on_deletion(self, key: int) -> None:
        self._workspace.attempt(Delete("agenda_item", key), done="Point retiré de l’ordre du jour.")

    @Slot()
    def _on_edition(self) -> None:
        self.editor.title.setFocus()
        self.editor.select_title()

    @Slot()
    def _on_invite(self) -> None:
        self.invite.setVisible(self.invite.isHidden())
        self.invite.person.setFocus()

    @Slot()
    def _on_follow_up(self) -> None:
        export_follow_up(self._workspace, self)


def overrun_words(sheet: MeetingSheet, usual_minutes: int = 120) -> str:
    """Says that a meeting is planned longer than two hours, which few committees bear."""
    extra = sheet.planned_minutes - usual_minutes
    if extra <= 0:
        return ""
    return f"L’ordre du jour dépasse deux heures de {extra}{NBSP}min{NBSP}: fin prévue à {clock_time(sheet.ends_at)}."
