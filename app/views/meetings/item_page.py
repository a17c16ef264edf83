"""The point being discussed: its clock, its actions, what is said, decided and asked."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dto.meetings import Item, MeetingChoices
from app.shell.workspace import Workspace
from app.views.meetings.decisions import DecisionBox
from app.views.meetings.live_action import LiveActions
from app.views.meetings.tasks import TaskBox
from app.views.widgets.buttons import button, secondary
from app.views.widgets.card import Card, row, scroller, surface
from app.views.widgets.labels import ElidedLabel, IconLabel, label, set_tone
from app.views.widgets.row_editor import RowEditor
from app.views.widgets.text_fields import LongTextField

_COLUMNS = ("notes", "private_notes")
_ACTIONS_HEIGHT = 180  # two actions; more scroll
_GAP = 8


class ItemPage(QWidget):
    """One agenda item during the meeting."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = RowEditor(workspace, "agenda_item", self)
        self.about = label("", "secondary")
        self.heading = ElidedLabel(role="title")
        self.timer = label("", "figure", tone="info")
        self.timer.setAccessibleName("Temps restant")
        self.extra = button("+5 min", tooltip="Accorder cinq minutes de plus à ce point")
        self.postpone = secondary("Reporter", "clock")
        self.postpone.setToolTip("Reporter ce point à une prochaine séance")
        self.actions_list = LiveActions(workspace)
        self._actions = scroller(self.actions_list)
        self.notes = LongTextField("Ce qui se dit, pour le compte rendu…", lines=4, max_lines=0)
        self.private = LongTextField("Pour vous seul…", lines=2, max_lines=4)
        self._editor.add("notes", self.notes)
        self._editor.add("private_notes", self.private)
        self.preparation = label("", "small", wrap=True)
        self.decisions = DecisionBox(workspace, compact=True)
        self.tasks = TaskBox(workspace, compact=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._build_head())
        column.addWidget(self._actions)
        column.addLayout(self._build_body(), 1)

    def _build_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.about)
        words.addWidget(self.heading)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(words, 1)
        for widget in (self.timer, self.extra, self.postpone):
            line.addWidget(widget)
        return line

    def _build_body(self) -> QHBoxLayout:
        said = Card("Relevé des échanges", "pencil", "au compte rendu")
        said.body.addWidget(self.notes, 1)
        private = surface("note")
        inside = QVBoxLayout(private)
        inside.setContentsMargins(10, 7, 10, 9)
        inside.setSpacing(4)
        words = label("Notes privées — jamais projetées ni exportées", "small")
        inside.addLayout(row(IconLabel("lock", "secondary", 14), words, None))
        inside.addWidget(self.preparation)
        inside.addWidget(self.private)
        said.body.addWidget(private)
        self.notes.text.setAccessibleName("Relevé des échanges")
        self.private.text.setAccessibleName("Notes privées")
        decided, asked = Card("Décisions", "gavel"), Card("À faire", "flag")
        decided.body.addWidget(self.decisions, 1)
        asked.body.addWidget(self.tasks, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(decided, 4)
        right.addWidget(asked, 5)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(said, 1)
        line.addLayout(right, 1)
        return line

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what the fields propose."""
        self.decisions.set_choices(choices)
        self.tasks.set_choices(choices)

    def show_item(self, item: Item) -> None:
        """Show a point; what was being typed for another is committed first."""
        presenter = f" · rapporteur\N{NO-BREAK SPACE}: {item.presenter}" if item.presenter else ""
        secret = " · confidentiel" if item.is_confidential else ""
        self.about.setText(f"Point {item.rank} · {item.kind.label}{presenter}{secret}")
        self.heading.setText(item.title)
        self._editor.show_row(item.key, {name: getattr(item, name) for name in _COLUMNS})
        self.preparation.setText(item.preparation_note)
        self.preparation.setVisible(bool(item.preparation_note))
        self.actions_list.show_rows(item.actions)
        self._actions.setVisible(bool(item.actions))
        heights = [line.sizeHint().height() + _GAP for line in self.actions_list.lines()]
        self._actions.setFixedHeight(min(sum(heights), _ACTIONS_HEIGHT))
        self.decisions.show_decisions(item.key, item.decisions)
        self.tasks.show_tasks(item.key, item.tasks)

    def show_time(self, text: str, *, is_over: bool) -> None:
        """Show the time left."""
        if self.timer.text() != text:
            self.timer.setText(text)
            set_tone(self.timer, "live" if is_over else "info")

    def finish(self) -> None:
        """Commit what is being typed."""
        self.notes.commit()
        self.private.commit()
