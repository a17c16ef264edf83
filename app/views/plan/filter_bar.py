"""The filters above the table: visibly on, and taken off at one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.dto.plan import Choice
from app.french import NBSP, number, plural
from app.views.plan.rows import DUE_LABELS, PlanFilter
from app.views.widgets.buttons import button
from app.views.widgets.card import row, surface
from app.views.widgets.labels import IconLabel, label
from app.views.widgets.search import FilterButton, SearchBox
from app.vocabulary import Status, Weather


class FilterBar(QWidget):
    """Search, axis, statut, météo, échéance, without pilot."""

    changed = Signal(object)
    """PlanFilter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox("Rechercher une action")
        self.axis = FilterButton("Axe", everything="tous")
        self.status = FilterButton("Statut", Status, "tous")
        weathers = [*((weather, weather.label) for weather in Weather), (None, "Sans météo")]
        self.weather = FilterButton("Météo", weathers, "toutes")
        self.due = FilterButton("Échéance", list(DUE_LABELS.items()), "toutes")
        self.without_pilot = button("Sans pilote", small=True)
        self.without_pilot.setCheckable(True)
        self.everything = button("Tout afficher", "filter-x", "link", on_click=self.reset)
        self._told = label("", "body", tone="info")
        self._on = surface("info")
        for filter_ in (self.axis, self.status, self.weather, self.due):
            filter_.changed.connect(self._tell)
        self.without_pilot.toggled.connect(self._tell)
        self.search.searched.connect(self._tell)
        self._lay_out()

    def wanted(self) -> PlanFilter:
        """What the table must keep."""
        return PlanFilter(
            text=self.search.text(),
            axes=self.axis.chosen(),
            statuses=self.status.chosen(),
            weathers=self.weather.chosen(),
            dues=self.due.chosen(),
            without_pilot=self.without_pilot.isChecked(),
        )

    def set_axes(self, axes: Sequence[Choice]) -> None:
        """Replace the axes proposed."""
        self.axis.set_choices([(axis.key, f"{NBSP * 4 * axis.level}{axis.label}") for axis in axes])

    def keep_axis(self, key: int) -> None:
        """Keep one axis only."""
        self.axis.choose([key])
        self._tell()

    @Slot()
    def reset(self) -> None:
        """Show everything again."""
        for filter_ in (self.axis, self.status, self.weather, self.due):
            filter_.choose(())
        blocked = self.without_pilot.blockSignals(True)
        self.without_pilot.setChecked(False)
        self.without_pilot.blockSignals(blocked)
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        self._tell()

    def tell(self, shown: int, whole: int) -> None:
        """Say how many actions the filters keep."""
        self._told.setText(f"Filtre actif{NBSP}: {plural(shown, 'ligne')} sur {number(whole)}")

    @Slot()
    def _tell(self) -> None:
        wanted = self.wanted()
        self._on.setVisible(wanted.is_on)
        self.changed.emit(wanted)

    def _lay_out(self) -> None:
        bar: QFrame = surface("toolbar", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        line = QHBoxLayout(bar)
        line.setContentsMargins(14, 11, 8, 11)
        line.setSpacing(5)
        self.search.setMinimumWidth(100)
        self.search.setMaximumWidth(260)
        line.addWidget(self.search, 1)
        for widget in (self.axis, self.status, self.weather, self.due, self.without_pilot):
            line.addWidget(widget)
        line.addStretch(1)
        notice = row(IconLabel("filter", "info"), self._told, self.everything, None)
        notice.setContentsMargins(16, 5, 12, 5)
        self._on.setLayout(notice)
        self._on.hide()
        outer.addWidget(self._on)
