"""Tab « Suivi »: the progress notes, the last one in full, and the journal of the fiche."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.commands.fields import Delete
from app.dto.plan import ActionSheet, JournalLine, PlanChoices, ProgressRow
from app.french import NBSP, clock_time, long_date, percent_value, short_date
from app.shell.workspace import Workspace
from app.views.plan.blocks import clear, forbid, section
from app.views.plan.progress_form import TEXTS, ProgressForm
from app.views.widgets.buttons import button, icon_button
from app.views.widgets.card import row, surface
from app.views.widgets.labels import label
from app.views.widgets.pill import pill_for
from app.views.widgets.row_editor import ORIGIN

SHOWN_JOURNAL = 40


class FollowUpTab(QWidget):
    """Notes last first, journal below."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: ActionSheet | None = None
        self.new = button("Nouveau point d’avancement", "plus", on_click=self._start)
        forbid(workspace, self.new)
        self.form = ProgressForm(workspace)
        self.form.hide()
        self.form.closed.connect(self._stop)
        self._notes, self._journal = QVBoxLayout(), QVBoxLayout()
        self._notes.setSpacing(8)
        self._journal.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(10)
        column.addLayout(row(self.new, None))
        column.addWidget(self.form)
        column.addLayout(self._notes)
        column.addWidget(label("Journal de la fiche", "heading"))
        column.addLayout(self._journal)
        column.addStretch(1)

    def show_sheet(self, sheet: ActionSheet, _choices: PlanChoices) -> None:
        """Show the notes and the journal of an action; a form being filled in stays, unless the fiche changed."""
        if self._sheet is not None and self._sheet.row.key != sheet.row.key:
            self._stop()
        self._sheet = sheet
        clear(self._notes)
        clear(self._journal)
        if not sheet.notes:
            self._notes.addWidget(label("Aucun point d’avancement pour l’instant.", "secondary", wrap=True))
        for place, note in enumerate(sheet.notes):
            self._notes.addWidget(self._note(note, is_last=place == 0))
        for line in sheet.journal[:SHOWN_JOURNAL]:
            self._journal.addWidget(_journal_line(line))

    def _note(self, note: ProgressRow, *, is_last: bool) -> QFrame:
        frame = surface("card" if is_last else "neutral")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 10, 10, 11)
        inside.setSpacing(4)
        away = icon_button("trash-2", "Supprimer ce point d’avancement", self._delete)
        away.setProperty("key", note.key)
        forbid(self._workspace, away)
        head = row(label(long_date(note.noted_on, with_weekday=False), "strong"), None, away)
        inside.addLayout(head)
        pills = [pill_for(term) for term in (note.weather, note.trend) if term is not None]
        if note.percent is not None:
            pills_line = row(*pills, label(percent_value(note.percent), "secondary"), None, spacing=6)
        else:
            pills_line = row(*pills, None, spacing=6)
        inside.addLayout(pills_line)
        for column, text in TEXTS:
            if words := getattr(note, column):
                inside.addWidget(section(text))
                inside.addWidget(label(words, wrap=True))
        if note.author:
            inside.addWidget(label(f"Par {note.author}", "small"))
        return frame

    @Slot()
    def _start(self) -> None:
        if self._sheet is not None:
            self.form.start_from(self._sheet)
            self.form.show()
            self.new.hide()
            self.form.fields["weather"].setFocus()

    @Slot()
    def _stop(self) -> None:
        self.form.hide()
        self.new.setVisible(not self._workspace.is_read_only)

    @Slot()
    def _delete(self) -> None:
        away = self.sender()
        if away is not None:
            self._workspace.attempt(
                Delete("progress_note", int(away.property("key"))), ORIGIN, done="Point d’avancement supprimé."
            )


def _journal_line(line: JournalLine) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    change = f"{NBSP}: « {line.before or 'vide'} » → « {line.after or 'vide'} »" if line.before or line.after else ""
    column.addWidget(label(f"{line.what}{change}".replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»"), wrap=True))
    local = line.at.astimezone()
    where = f" · {line.meeting}" if line.meeting else ""
    column.addWidget(label(f"{short_date(local.date())} à {clock_time(local)} · {line.author}{where}", "small"))
    return made
