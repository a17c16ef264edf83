"""A linked action during the meeting: météo, statut, avancement and due date changed in place."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.commands.fields import SetField
from app.commands.plan import AddProgress
from app.dto.meetings import LinkedAction
from app.french import short_date
from app.shell.workspace import Workspace
from app.views.widgets.card import surface
from app.views.widgets.keyed_list import KeyedList, Line
from app.views.widgets.labels import ElidedLabel
from app.views.widgets.panels import field_row
from app.views.widgets.row_editor import RowEditor
from app.views.widgets.value_fields import ChoiceField, DateField, NumberField
from app.vocabulary import Status, Weather

CHANGED = "modifié pendant la séance — repris au compte rendu"


class LiveAction(Line[LinkedAction]):
    """One action; every change is committed at once and told in the minutes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: LinkedAction | None = None
        self._editor = RowEditor(workspace, "action", self)
        self._title = ElidedLabel(role="strong")
        self._changed = ElidedLabel(CHANGED, "small")
        self._about = ElidedLabel(role="small")
        self.weather = ChoiceField(Weather, allow_none=True, none_label="—")
        self.weather.committed.connect(self._on_weather)
        self.status = ChoiceField(Status)
        self._editor.add("status", self.status)
        self.progress = NumberField(0, 100, unit="%")
        self.progress.committed.connect(self._on_progress)
        self.due = DateField(workspace.today)
        self._editor.add("revised_end", self.due)
        self._build()

    def _build(self) -> None:
        card = surface("card")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        words = QVBoxLayout()
        words.setSpacing(1)
        for widget in (self._title, self._changed, self._about):
            words.addWidget(widget)
        line = QHBoxLayout(card)
        line.setContentsMargins(14, 8, 14, 9)
        line.setSpacing(8)
        line.addLayout(words, 1)
        for text, field, width in (
            ("Météo", self.weather, 110),
            ("Statut", self.status, 114),
            ("Avancement", self.progress, 84),
            ("Échéance révisée", self.due, 138),
        ):
            named = field_row(text, field)
            named.setFixedWidth(width)
            line.addWidget(named)

    def show_row(self, shown: LinkedAction) -> None:
        self._shown = shown
        self._title.setText(shown.label)
        self._changed.setVisible(shown.is_changed)
        self._about.setText(_about(shown))
        self.weather.set_value(shown.weather)
        self.progress.set_value(shown.progress)
        self._editor.show_row(shown.key, {"status": shown.status, "revised_end": shown.revised_end})

    @Slot(object)
    def _on_weather(self, weather: Weather | None) -> None:
        if self._shown is None:
            return
        if weather is None or not self._workspace.attempt(AddProgress(self._shown.key, weather)):
            self.weather.set_value(self._shown.weather)  # a météo is replaced by another, never taken away

    @Slot(object)
    def _on_progress(self, percent: int | None) -> None:
        if self._shown is not None:
            self._workspace.attempt(SetField("action", self._shown.key, "progress_percent", percent))


class LiveActions(KeyedList[LinkedAction]):
    """The actions of the current point."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        super().__init__(self._new_line, 8, parent)

    def _new_line(self) -> LiveAction:
        return LiveAction(self._workspace)


def _about(shown: LinkedAction) -> str:
    parts = []
    if shown.weather_before is not None and shown.weather is not None:
        parts.append(f"{shown.weather_before.label} → {shown.weather.label}")
    if shown.initial_end is not None:
        parts.append(f"fin prévue {short_date(shown.initial_end)}")
    if shown.is_late:
        parts.append("en retard")
    return " · ".join(parts)
