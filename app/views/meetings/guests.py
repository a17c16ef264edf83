"""Who is invited, by college: answers before the meeting, presence during it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.commands.meetings import Invite
from app.dto.meetings import Guest, MeetingChoices
from app.errors import AppError
from app.french import NBSP, plural
from app.shell.workspace import Workspace
from app.views.widgets.buttons import secondary
from app.views.widgets.keyed_list import KeyedList, Line
from app.views.widgets.labels import ElidedLabel
from app.views.widgets.row_editor import RowEditor
from app.views.widgets.text_fields import SuggestField, TextField
from app.views.widgets.value_fields import ChoiceField
from app.vocabulary import Answer, College, Presence

Column = Literal["answer", "presence"]
_REPRESENTED = {Presence.REPRESENTED, Presence.PROXY}


def answers_words(guests: tuple[Guest, ...]) -> str:
    """« 9 présents · 2 excusés · 3 sans réponse »."""
    coming = sum(guest.answer in {Answer.COMING, Answer.REMOTE} for guest in guests)
    excused = sum(guest.answer in {Answer.EXCUSED, Answer.REPRESENTED, Answer.PROXY} for guest in guests)
    silent = sum(guest.answer is Answer.NONE for guest in guests)
    return f"{plural(coming, 'présent')} · {plural(excused, 'excusé')} · {silent}{NBSP}sans réponse"


class GuestLine(Line[Guest]):
    """Name over capacity, structure and college; the answer or the presence is picked in place."""

    def __init__(self, workspace: Workspace, column: Column) -> None:
        super().__init__()
        self._column = column
        self._name = ElidedLabel(role="strong")
        self._about = ElidedLabel(role="small")
        self._editor = RowEditor(workspace, "attendance", self)
        self.choice = self._editor.add(column, ChoiceField(Answer if column == "answer" else Presence))
        self.choice.setFixedWidth(146)
        self.by = TextField("Représenté par…")
        self._editor.add("represented_by", self.by)
        self.by.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addWidget(self.by)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.addLayout(words, 1)
        line.addWidget(self.choice)

    def show_row(self, shown: Guest) -> None:
        self._name.setText(shown.name)
        parts = [shown.capacity, shown.organization, shown.college.label]
        self._about.setText(" · ".join(part for part in parts if part))
        self.choice.editor.setAccessibleName(f"{'Réponse' if self._column == 'answer' else 'Présence'} de {shown.name}")
        values = {self._column: getattr(shown, self._column), "represented_by": shown.represented_by}
        self._editor.show_row(shown.key, values)
        self.by.setVisible(self._column == "presence" and shown.presence in _REPRESENTED)


class GuestList(KeyedList[Guest]):
    """Every guest, in the order of the colleges."""

    def __init__(self, workspace: Workspace, column: Column, parent: QWidget | None = None) -> None:
        self._workspace, self._kind = workspace, column
        super().__init__(self._new_line, 0, parent)

    def _new_line(self) -> GuestLine:
        return GuestLine(self._workspace, self._kind)


class InviteForm(QWidget):
    """Adding someone who has no seat."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._meeting = workspace, 0
        self.person = SuggestField(placeholder="Prénom NOM")
        self.organization = SuggestField(placeholder="Structure")
        self.college = ChoiceField(College)
        self.college.set_value(College.GUESTS)
        self.add = secondary("Inviter", "user-plus", self._on_add)
        for field, name in ((self.person, "Personne à inviter"), (self.organization, "Structure à inviter")):
            field.line.setAccessibleName(name)
        self.college.editor.setAccessibleName("Collège de l’invité")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.person, 0, 0)
        grid.addWidget(self.organization, 0, 1)
        grid.addWidget(self.college, 1, 0)
        grid.addWidget(self.add, 1, 1)

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what the fields propose."""
        self.person.set_choices(choices.people)
        self.organization.set_choices(choices.organizations)

    def set_meeting(self, key: int) -> None:
        """Say where guests go."""
        self._meeting = key

    @Slot()
    def _on_add(self) -> None:
        command = Invite(self._meeting, self.person.typed(), self.organization.typed(), college=self.college.value())
        try:
            self._workspace.run(command)
        except AppError as error:
            self.person.show_problem(str(error))
            return
        for field in (self.person, self.organization):
            field.set_value("")
            field.line.clear()
        self.person.setFocus()
