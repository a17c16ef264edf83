"""« Nouveau point d’avancement »: starts from the previous one, writes nothing before « Enregistrer »."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.commands.plan import AddProgress
from app.dto.plan import ActionSheet
from app.errors import AppError
from app.shell.workspace import Workspace
from app.views.widgets.buttons import button
from app.views.widgets.card import row
from app.views.widgets.field import Field
from app.views.widgets.labels import label
from app.views.widgets.row_editor import ORIGIN, narrow
from app.views.widgets.text_fields import LongTextField
from app.views.widgets.value_fields import ChoiceField, DateField, NumberField
from app.vocabulary import Trend, Weather

TEXTS = (
    ("highlights", "Faits marquants"),
    ("obstacles", "Freins à lever"),
    ("next_steps", "Prochaines étapes"),
    ("requests", "Demandes aux partenaires"),
)


class ProgressForm(QFrame):
    """The fields of a progress note not yet written."""

    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._workspace, self._key = workspace, 0
        weathers = [(weather, f"{weather.label} — {weather.meaning}") for weather in Weather]
        self.fields: dict[str, Field] = {
            "noted_on": DateField(workspace.today, required="Donnez la date du point."),
            "percent": NumberField(0, 100, unit="%"),
            "weather": ChoiceField(weathers, allow_none=True),
            "trend": ChoiceField(Trend, allow_none=True),
            **{column: LongTextField(lines=2) for column, _text in TEXTS},
        }
        for field in self.fields.values():
            if isinstance(field, ChoiceField):
                narrow(field)
        self._problem = label("", "problem", wrap=True)
        self.save = button("Enregistrer le point", "check", "primary", on_click=self._save)
        self.cancel = button("Annuler", on_click=self.closed.emit)
        self._build()

    def start_from(self, sheet: ActionSheet) -> None:
        """Start from the last note: its météo, its percentage, what held back and what was to come."""
        self._key = sheet.row.key
        last = sheet.notes[0] if sheet.notes else None
        start = {
            "noted_on": self._workspace.today(),
            "percent": sheet.row.progress,
            "weather": sheet.row.weather,
            "trend": sheet.row.trend,
            "highlights": "",
            "obstacles": last.obstacles if last else "",
            "next_steps": last.next_steps if last else "",
            "requests": last.requests if last else "",
        }
        for column, field in self.fields.items():
            field.set_value(start[column])
        self._problem.hide()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 14)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.addWidget(label("Nouveau point d’avancement", "heading"), 0, 0, 1, 2)
        pairs = (("noted_on", "Date"), ("percent", "Avancement"), ("weather", "Météo"), ("trend", "Tendance"))
        for place, (column, text) in enumerate(pairs):
            self._add(grid, 1 + 2 * (place // 2), place % 2, 1, column, text)
        for place, (column, text) in enumerate(TEXTS):
            self._add(grid, 5 + 2 * place, 0, 2, column, text)
        grid.addWidget(self._problem, 20, 0, 1, 2)
        grid.addLayout(row(None, self.cancel, self.save), 21, 0, 1, 2)

    def _add(self, grid: QGridLayout, at: int, place: int, span: int, column: str, text: str) -> None:
        field = self.fields[column]
        field.setAccessibleName(text)
        grid.addWidget(label(text, "small"), at, place, 1, span)
        grid.addWidget(field, at + 1, place, 1, span)

    @Slot()
    def _save(self) -> None:
        refused = [field for field in self.fields.values() if not field.commit()]
        if refused:
            refused[0].setFocus()
            return
        values = {column: field.value() for column, field in self.fields.items()}
        try:
            self._workspace.run(AddProgress(self._key, **values), ORIGIN)
        except AppError as error:
            self._problem.setText(str(error))
            self._problem.show()
        else:
            self.closed.emit()
