"""Tab « Décisions »: what committees decided about the action, and what is to be done for it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands.session import AddTask
from app.dto.plan import ActionSheet, DecisionRow, PlanChoices, TaskRow
from app.french import NBSP, short_date
from app.shell.workspace import Workspace
from app.views.plan.blocks import forbid
from app.views.widgets.buttons import link
from app.views.widgets.card import row, surface
from app.views.widgets.keyed_list import KeyedList, Line
from app.views.widgets.labels import label, set_tone
from app.views.widgets.row_editor import ORIGIN, RowEditor
from app.views.widgets.text_fields import TextField
from app.views.widgets.value_fields import ChoiceField
from app.vocabulary import FollowUp


class _Followed(Line[DecisionRow | TaskRow]):
    """Number or nothing, wording, who and when, and the state, which can be changed."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace, table: str, column: str) -> None:
        super().__init__()
        self.key, self._meeting = 0, 0
        self.editor = RowEditor(workspace, table, self)
        self.state = self.editor.add(column, ChoiceField(FollowUp))
        self.state.setAccessibleName("Suite donnée")
        self.state.setFixedWidth(112)
        self.state.setEnabled(not workspace.is_read_only)
        self._words = label("", wrap=True)
        self._about = label("", "small", wrap=True)
        self._open = link("", "gavel", self._on_open)
        frame = surface("card", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 9, 12, 10)
        inside.setSpacing(4)
        inside.addLayout(row(self._open, None, self.state))
        inside.addWidget(self._words)
        inside.addWidget(self._about)

    def show_row(self, shown: DecisionRow | TaskRow) -> None:
        """Show a decision or a task."""
        self.key, self._meeting = shown.key, shown.meeting_key or 0
        self.editor.show_row(shown.key, asdict(shown))
        is_decision = isinstance(shown, DecisionRow)
        self._open.setText(f"{shown.number} · {shown.meeting}" if is_decision else shown.meeting or "Hors séance")  # type: ignore[union-attr]
        self._open.setEnabled(bool(shown.meeting))
        self._words.setText(shown.wording)
        self._about.setText(_about(shown.responsible, shown.due, is_overdue=shown.is_overdue))
        set_tone(self._about, "danger" if shown.is_overdue else "")

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self._meeting)


def _about(responsible: str, due: date | None, *, is_overdue: bool) -> str:
    when = f"échéance {short_date(due)}" if due else "sans échéance"
    late = " — en retard" if is_overdue else ""
    return f"{responsible or 'Responsable non désigné'} · {when}{late}"


class DecisionsTab(QWidget):
    """Decisions, last first, then tasks."""

    opened = Signal(int)
    """Key of the meeting to show."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._key = workspace, 0
        self.decisions = KeyedList[DecisionRow | TaskRow](self._decision)
        self.tasks = KeyedList[DecisionRow | TaskRow](self._task)
        self._none = label(
            f"Aucune décision sur cette action{NBSP}: elles se prennent en séance, au point qui la concerne.",
            "secondary",
            wrap=True,
        )
        self.adding = TextField("Nouvelle tâche, puis Entrée")
        self.adding.committed.connect(self._add)
        forbid(workspace, self.adding)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(10)
        column.addWidget(label("Décisions", "heading"))
        column.addWidget(self._none)
        column.addWidget(self.decisions)
        column.addWidget(label("À faire", "heading"))
        column.addWidget(self.tasks)
        column.addWidget(self.adding)
        column.addStretch(1)

    def show_sheet(self, sheet: ActionSheet, _choices: PlanChoices) -> None:
        """Show what concerns an action."""
        self._key = sheet.row.key
        self._none.setVisible(not sheet.decisions)
        self.decisions.show_rows(sheet.decisions)
        self.tasks.show_rows(sheet.tasks)

    def _decision(self) -> _Followed:
        made = _Followed(self._workspace, "decision", "follow_up")
        made.opened.connect(self.opened)
        return made

    def _task(self) -> _Followed:
        made = _Followed(self._workspace, "task", "state")
        made.opened.connect(self.opened)
        return made

    @Slot(object)
    def _add(self, wording: str) -> None:
        self.adding.set_value("")
        if wording:
            self._workspace.attempt(AddTask(wording, action=self._key), ORIGIN)
