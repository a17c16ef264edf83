"""Step 3, « Rédiger »: the minutes point by point, edited where they are read, and what they still lack."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.dto.meetings import Item, MeetingChoices, MeetingSheet
from app.french import NBSP, clock_time, plural
from app.shell.workspace import Workspace
from app.views.documents import export_minutes
from app.views.meetings.attendance import AttendancePanel
from app.views.meetings.clock import missing
from app.views.meetings.decisions import DecisionBox
from app.views.meetings.rail import Rail, RailRow
from app.views.meetings.tasks import TaskBox
from app.views.widgets.buttons import primary, secondary
from app.views.widgets.card import Card, row, scroller, surface
from app.views.widgets.labels import IconLabel, label, set_tone
from app.views.widgets.row_editor import RowEditor
from app.views.widgets.text_fields import LongTextField

RAIL_WIDTH, SIDE_WIDTH = 260, 266


def item_summary(item: Item) -> str:
    """« Rapporteur : EPF · 20 min prévues, 23 min réelles · 14 h 48 → 15 h 11 »."""
    parts = [f"Rapporteur{NBSP}: {item.presenter}" if item.presenter else item.kind.label]
    spent = f", {max(1, round(item.spent_seconds / 60))}{NBSP}min réelles" if item.spent_seconds else ""
    parts.append(f"{item.planned_minutes}{NBSP}min prévues{spent}")
    if item.started_at and item.ended_at:
        starts, ends = item.started_at.astimezone().time(), item.ended_at.astimezone().time()
        parts.append(f"{clock_time(starts, True)} → {clock_time(ends, True)}")
    return " · ".join(parts)


class WriteStep(QWidget):
    """Points at the left, the point being written in the middle, the document at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: MeetingSheet | None = None
        self._key = 0
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._build_rail())
        self.attendance = AttendancePanel(workspace)
        self.body = QStackedWidget()
        self.body.addWidget(scroller(self._build_text()))
        self.body.addWidget(self.attendance)
        line.addWidget(self.body, 1)
        line.addWidget(self._build_side())

    def _build_rail(self) -> QFrame:
        rail = surface("rail")
        rail.setFixedWidth(RAIL_WIDTH)
        self.rail = Rail()
        self.rail.chosen.connect(self.choose)
        self.todo = Card("Reste à compléter")
        self._todo_lines: list[tuple[IconLabel, QLabel]] = []
        column = QVBoxLayout(rail)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(scroller(self.rail), 1)
        column.addWidget(self.todo)
        return rail

    def _build_text(self) -> QWidget:
        page = surface("flat")
        self._editor = RowEditor(self._workspace, "agenda_item", self)
        self.heading = label("", "title", wrap=True, tone="info")
        self.summary = label("", "secondary")
        self.notes = LongTextField("Relevé des échanges…", lines=5, max_lines=18)
        self.notes.text.setAccessibleName("Relevé des échanges")
        self._editor.add("notes", self.notes)
        self.decisions = DecisionBox(self._workspace)
        self.tasks = TaskBox(self._workspace)
        self.changes = surface("neutral")
        self.changes_text = label("", wrap=True)
        inside = QVBoxLayout(self.changes)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.addWidget(label("Évolutions du plan pendant ce point (écrites toutes seules)", "strong"))
        inside.addWidget(self.changes_text)
        column = QVBoxLayout(page)
        column.setContentsMargins(26, 18, 26, 18)
        column.setSpacing(10)
        for widget in (self.heading, self.summary, self.notes):
            column.addWidget(widget)
        column.addWidget(label("Décisions", "heading"))
        column.addWidget(self.decisions)
        column.addWidget(label("À faire", "heading"))
        column.addWidget(self.tasks)
        column.addWidget(self.changes)
        column.addStretch(1)
        return page

    def _build_side(self) -> QFrame:
        side = surface("panel")
        side.setFixedWidth(SIDE_WIDTH)
        self.state = Card("Compte rendu", "file-text")
        self.state_text = label("", "secondary", wrap=True)
        self.state.body.addWidget(self.state_text)
        presences = Card("Présences", "user-check")
        self.presences_text = label("", "secondary", wrap=True)
        presences.body.addWidget(self.presences_text)
        self.attendance_button = secondary("Pointer les présences", "user-check")
        self.attendance_button.setCheckable(True)
        self.attendance_button.toggled.connect(self._on_attendance)
        presences.body.addWidget(self.attendance_button)
        self.document = primary("Compte rendu Word", "file-text", self._on_document)
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(12)
        column.addWidget(self.state)
        column.addWidget(presences)
        column.addStretch(1)
        column.addWidget(self.document)
        return side

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what the fields propose."""
        self.decisions.set_choices(choices)
        self.tasks.set_choices(choices)
        self.attendance.set_choices(choices)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Show the minutes being written."""
        if self._sheet is None or self._sheet.key != sheet.key:
            self._key = 0
        self._sheet = sheet
        if self._item() is None:
            self._key = (sheet.current or sheet.items[0]).key if sheet.items else 0
        self.rail.show_rows([self._rail_row(item) for item in sheet.items])
        self.attendance.show_sheet(sheet)
        self._show_todo(missing(sheet))
        self.presences_text.setText(f"{plural(sheet.present, 'présent')} sur {plural(len(sheet.guests), 'invité')}")
        self.state_text.setText(_state_words(sheet))
        self._show_item()

    @Slot(int)
    def choose(self, key: int) -> None:
        """Show a point."""
        self.notes.commit()
        self.attendance_button.setChecked(False)
        self._key = key
        if self._sheet is not None:
            self.show_sheet(self._sheet)

    def missing_words(self) -> list[str]:
        """What the minutes still lack, as shown."""
        return [words.text() for _sign, words in self._todo_lines if not words.isHidden()]

    def _item(self) -> Item | None:
        items = self._sheet.items if self._sheet else ()
        return next((item for item in items if item.key == self._key), None)

    def _rail_row(self, item: Item) -> RailRow:
        below = item.kind.label if item.is_concluded else "sans conclusion"
        tone = "secondary" if item.is_concluded else "attention"
        return RailRow(item.key, item, below, item.key == self._key, tone, mark="accent")

    def _show_item(self) -> None:
        item = self._item()
        if item is None:
            return
        self.heading.setText(f"{item.rank}. {item.title}")
        self.summary.setText(item_summary(item))
        self._editor.show_row(item.key, {"notes": item.notes})
        self.decisions.show_decisions(item.key, item.decisions)
        self.tasks.show_tasks(item.key, item.tasks)
        self.changes_text.setText("\n".join(item.plan_changes))
        self.changes.setVisible(bool(item.plan_changes))

    def _show_todo(self, lines: list[tuple[bool, str]]) -> None:
        while len(self._todo_lines) < len(lines):
            sign, words = IconLabel("check", "positive", 14), label("", wrap=True)
            self.todo.body.addLayout(row(sign, words, stretch=1))
            self._todo_lines.append((sign, words))
        for place, (sign, words) in enumerate(self._todo_lines):
            sign.setVisible(place < len(lines))
            words.setVisible(place < len(lines))
            if place < len(lines):
                is_done, sentence = lines[place]
                sign.set_icon("check" if is_done else "triangle-alert", "positive" if is_done else "attention")
                words.setText(sentence)
                set_tone(words, "" if is_done else "attention")

    @Slot(bool)
    def _on_attendance(self, is_shown: bool) -> None:
        self.body.setCurrentIndex(1 if is_shown else 0)

    @Slot()
    def _on_document(self) -> None:
        self.notes.commit()
        if self._sheet is not None:
            export_minutes(self._workspace, self, self._sheet.key)


def _state_words(sheet: MeetingSheet) -> str:
    if not sheet.state.is_held:
        return "Projet : la séance n’est pas close."
    return f"{sheet.state.label}. Délai du compte rendu{NBSP}: {sheet.minutes_days}{NBSP}jours."
