"""Step 4, « Diffuser »: the documents there are, and where the minutes stand."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.commands.session import MarkApproved, MarkSent
from app.dto.meetings import MeetingSheet
from app.french import NBSP, short_date
from app.shell.workspace import Workspace
from app.views.documents import export_follow_up, export_minutes
from app.views.widgets.buttons import primary, secondary
from app.views.widgets.card import Card, row
from app.views.widgets.labels import label
from app.views.widgets.panels import Banner
from app.views.widgets.pill import pill_for
from app.vocabulary import MeetingState

LATER = (
    "Les brouillons de courriel avec pièces jointes et les observations des membres viennent dans une prochaine "
    "version. D’ici là, joignez ces documents à votre courriel, puis notez ici l’envoi et l’approbation."
)


class SendStep(QWidget):
    """Two documents and two marks."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: MeetingSheet | None = None
        documents = Card("Documents", "file-text")
        self.minutes = primary("Compte rendu Word", "file-text", self._on_minutes)
        self.follow_up = secondary("Tableau de suivi", "file-spreadsheet", self._on_follow_up)
        documents.body.addLayout(row(self.minutes, self.follow_up, None))
        follow = Card("Suivi du compte rendu", "send")
        self.pill = pill_for(MeetingState.PREPARED)
        self.words = label("", "secondary", wrap=True)
        self.sent = secondary("Marquer comme envoyé", "send", self._on_sent)
        self.approved = secondary("Marquer comme approuvé", "circle-check", self._on_approved)
        follow.body.addLayout(row(self.pill, self.words, stretch=1))
        follow.body.addLayout(row(self.sent, self.approved, None))
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(Banner(LATER, "info"))
        column.addWidget(documents)
        column.addWidget(follow)
        column.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 16, 20, 16)
        line.addLayout(column, 2)
        line.addStretch(1)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Show where the minutes stand."""
        self._sheet = sheet
        self.pill.show_term(sheet.state)
        self.words.setText(standing(sheet))
        self.sent.setEnabled(sheet.state is MeetingState.CLOSED)
        self.approved.setEnabled(sheet.state in {MeetingState.CLOSED, MeetingState.MINUTES_SENT})

    @Slot()
    def _on_minutes(self) -> None:
        if self._sheet is not None:
            export_minutes(self._workspace, self, self._sheet.key)

    @Slot()
    def _on_follow_up(self) -> None:
        export_follow_up(self._workspace, self)

    @Slot()
    def _on_sent(self) -> None:
        if self._sheet is not None:
            self._workspace.attempt(MarkSent(self._sheet.key), done="Compte rendu marqué comme envoyé aujourd’hui.")

    @Slot()
    def _on_approved(self) -> None:
        if self._sheet is not None:
            self._workspace.attempt(MarkApproved(self._sheet.key), done="Compte rendu marqué comme approuvé.")


def standing(sheet: MeetingSheet) -> str:
    """« Envoyé le 25/11/2026 · approuvé le 10/12/2026 »."""
    if not sheet.state.is_held:
        return "Le compte rendu s’envoie une fois la séance close."
    parts = []
    if sheet.minutes_sent_on is not None:
        parts.append(f"envoyé le {short_date(sheet.minutes_sent_on)}")
    if sheet.approved_on is not None:
        parts.append(f"approuvé le {short_date(sheet.approved_on)}")
    return f"Compte rendu{NBSP}: {' · '.join(parts) if parts else 'pas encore envoyé'}."
