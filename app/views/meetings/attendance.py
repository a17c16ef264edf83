"""L’émargement: who came, pointed in place while the meeting runs."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands.fields import SetField
from app.dto.meetings import MeetingChoices, MeetingSheet
from app.french import plural
from app.shell.workspace import Workspace
from app.views.meetings.guests import GuestList, InviteForm
from app.views.meetings.scrolled import scrolled
from app.views.widgets.buttons import secondary
from app.views.widgets.card import Card
from app.vocabulary import Answer, Presence

_EXPECTED = {
    Answer.COMING: Presence.PRESENT,
    Answer.REMOTE: Presence.REMOTE,
    Answer.EXCUSED: Presence.EXCUSED,
    Answer.REPRESENTED: Presence.REPRESENTED,
    Answer.PROXY: Presence.PROXY,
}


class AttendancePanel(QWidget):
    """Every guest with a presence; one button marks the rest as announced."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: MeetingSheet | None = None
        self.card = Card("Émargement", "user-check", " ")
        self.guests = GuestList(workspace, "presence")
        self.fill = secondary("Pointer selon les réponses reçues", "user-check", self._on_fill)
        self.invite = InviteForm(workspace)
        self.card.body.addWidget(scrolled(self.guests), 1)
        self.card.body.addWidget(self.fill)
        self.card.body.addWidget(self.invite)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what the fields propose."""
        self.invite.set_choices(choices)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Show who came."""
        self._sheet = sheet
        self.card.set_aside(f"{plural(sheet.present, 'présent')} sur {plural(len(sheet.guests), 'invité')}")
        self.guests.show_rows(sheet.guests)
        self.invite.set_meeting(sheet.key)
        self.fill.setEnabled(bool(self._announced()))

    def _announced(self) -> list[tuple[int, Presence]]:
        guests = self._sheet.guests if self._sheet else ()
        return [
            (guest.key, _EXPECTED[guest.answer])
            for guest in guests
            if guest.presence is Presence.UNKNOWN and guest.answer in _EXPECTED
        ]

    @Slot()
    def _on_fill(self) -> None:
        for key, presence in self._announced():
            self._workspace.attempt(SetField("attendance", key, "presence", presence, Presence.UNKNOWN))
