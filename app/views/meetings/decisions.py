"""The decisions of a point: recorded from the keyboard, completed and corrected in place."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.commands.fields import Delete
from app.commands.session import AddDecision
from app.dto.meetings import MeetingChoices, MeetingDecision
from app.french import short_date
from app.shell.workspace import Workspace
from app.views.meetings.scrolled import scrolled
from app.views.widgets.buttons import icon_button
from app.views.widgets.card import row, surface
from app.views.widgets.keyed_list import KeyedList, Line
from app.views.widgets.labels import label
from app.views.widgets.panels import field_row
from app.views.widgets.row_editor import RowEditor
from app.views.widgets.text_fields import LongTextField, SuggestField, TextField
from app.views.widgets.value_fields import ChoiceField, DateField
from app.vocabulary import DecisionKind, Result

_COLUMNS = ("wording", "kind", "result", "reserves", "responsible", "due")


def details(decision: MeetingDecision) -> str:
    """« Adoptée à l’unanimité · responsable : EPF · échéance 30/06/2027 »."""
    parts = [decision.result.label]
    if decision.reserves:
        parts.append(f"réserves\N{NO-BREAK SPACE}: {decision.reserves}")
    if decision.responsible:
        parts.append(f"responsable\N{NO-BREAK SPACE}: {decision.responsible}")
    if decision.due is not None:
        parts.append(f"échéance {short_date(decision.due)}")
    return " · ".join(parts)


class DecisionLine(Line[MeetingDecision]):
    """Number and wording, what was voted; a pencil unfolds the fields."""

    def __init__(self, workspace: Workspace, people: list[str]) -> None:
        super().__init__()
        self._workspace, self._key = workspace, 0
        self._editor = RowEditor(workspace, "decision", self)
        self._words = label("", wrap=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._details = label("", "small", wrap=True)
        self.edit = icon_button("pencil", "Modifier la décision", self.toggle)
        self.remove = icon_button("trash-2", "Supprimer la décision", self._on_remove, role="danger")
        self.fields = QWidget()
        self._build_fields(people)
        box: QFrame = surface("decision")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(11, 7, 6, 7)
        inside.setSpacing(2)
        inside.addLayout(row(self._words, self.edit, self.remove, spacing=2, stretch=0))
        inside.addWidget(self._details)
        inside.addWidget(self.fields)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(box)
        self.fields.hide()

    def _build_fields(self, people: list[str]) -> None:
        editor = self._editor
        wording = LongTextField(lines=2, max_lines=6)
        editor.add("wording", wording)
        self.result = ChoiceField(Result)
        editor.add("result", self.result)
        editor.add("kind", ChoiceField(DecisionKind))
        self.responsible = SuggestField(people, "Qui s’en charge ?")
        editor.add("responsible", self.responsible)
        editor.add("due", DateField(self._workspace.today))
        editor.add("reserves", TextField("Aucune"))
        grid = QGridLayout(self.fields)
        grid.setContentsMargins(0, 4, 5, 4)
        grid.setSpacing(6)
        grid.addWidget(field_row("Libellé", wording), 0, 0, 1, 2)
        grid.addWidget(field_row("Résultat", self.result), 1, 0)
        grid.addWidget(field_row("Type", editor.field("kind")), 1, 1)
        grid.addWidget(field_row("Responsable", self.responsible), 2, 0)
        grid.addWidget(field_row("Échéance", editor.field("due")), 2, 1)
        grid.addWidget(field_row("Réserves", editor.field("reserves")), 3, 0, 1, 2)

    def show_row(self, shown: MeetingDecision) -> None:
        self._key = shown.key
        self._words.setText(f"<b>{escape(shown.number)}</b>&nbsp; {escape(shown.wording)}")
        self._details.setText(details(shown))
        self._editor.show_row(shown.key, {name: getattr(shown, name) for name in _COLUMNS})

    @Slot()
    def toggle(self) -> None:
        """Unfold or fold the fields."""
        self.fields.setVisible(self.fields.isHidden())
        if not self.fields.isHidden():
            self.result.setFocus()

    @Slot()
    def _on_remove(self) -> None:
        self._workspace.attempt(Delete("decision", self._key), done="Décision supprimée ; son numéro reste réservé.")


class DecisionBox(QWidget):
    """The decisions of a point and the line that adds one."""

    added = Signal()

    def __init__(self, workspace: Workspace, *, compact: bool = False, parent: QWidget | None = None) -> None:
        """`compact` lets the decisions scroll above the line that adds one."""
        super().__init__(parent)
        self._workspace, self._item = workspace, 0
        self._people: list[str] = []
        self.lines = KeyedList[MeetingDecision](self._new_line, 6)
        self.new = QLineEdit()
        self.new.setPlaceholderText("Nouvelle décision…   Ctrl+D, puis Entrée")
        self.new.setAccessibleName("Nouvelle décision")
        self.new.setProperty("dashed", "true")
        self.new.returnPressed.connect(self.record)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(scrolled(self.lines) if compact else self.lines, 1 if compact else 0)
        column.addWidget(self.new)

    def _new_line(self) -> DecisionLine:
        return DecisionLine(self._workspace, self._people)

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what « Responsable » proposes."""
        self._people = [*choices.people, *choices.organizations]
        for line in self.lines.lines():
            if isinstance(line, DecisionLine):
                line.responsible.set_choices(self._people)

    def show_decisions(self, item: int, decisions: tuple[MeetingDecision, ...]) -> None:
        """Show the decisions of a point; 0 when none can be added."""
        self._item = item
        self.new.setVisible(bool(item))
        self.lines.show_rows(decisions)

    @Slot()
    def record(self) -> None:
        """Record what is typed: it gets its number now, its fields unfold."""
        change = self._workspace.attempt(AddDecision(self._item, self.new.text()))
        if change is None:
            return
        self.new.clear()
        last = self.lines.lines()[-1] if self.lines.lines() else None
        if isinstance(last, DecisionLine):
            last.toggle()
        self.added.emit()
