"""The historique: every change of the dossier in sentences, newest first, filtered by object, meeting and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dto.journal import JournalFilters, JournalObject, JournalRow
from app.french import capitalized, clock_time, long_date, plural
from app.queries.journal import PAGE, JournalFilter, journal, journal_filters
from app.shell.workspace import Workspace
from app.views.dashboard.rows import place_of
from app.views.entries import HOME_OF
from app.views.screen import Screen
from app.views.tables import Column, IconText, TableView
from app.views.widgets import ChoiceField, SearchBox, SuggestField, icon_button, label, link, row, surface


@dataclass(frozen=True, slots=True)
class _Line:
    """A change, or the day above the changes of that day (`change` is None and the key negative)."""

    key: int
    day: str
    change: JournalRow | None = None


def _time(line: _Line) -> str:
    return clock_time(line.change.at.astimezone(), True) if line.change else line.day


def _sentence(line: _Line) -> str:
    return line.change.sentence if line.change else ""


def _within(line: _Line) -> str:
    return line.change.within if line.change else ""


def _author(line: _Line) -> str:
    return line.change.author if line.change else ""


def _meeting(line: _Line) -> str:
    return line.change.meeting if line.change else ""


def _is_day(line: _Line) -> bool:
    return line.change is None


def _calendar(line: _Line) -> IconText | None:
    return IconText("calendar") if line.change is None else None


def _tone(line: _Line) -> str:
    return "secondary" if line.change else ""


COLUMNS: Sequence[Column[_Line]] = (
    Column("Heure", _time, strong=_is_day, cell=_calendar, tone=_tone, width=84),
    Column("Modification", _sentence, width=400, stretch=True),
    Column("Dans", _within, tone=_tone, width=230),
    Column("Par", _author, tone=_tone, width=140),
    Column("Séance", _meeting, tone=_tone, width=96),
)


class JournalScreen(Screen):
    """A table of changes grouped by day; double click or Enter opens the object when it still exists."""

    name, title, icon = "historique", "Historique", "history"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._limit = PAGE
        self._owner: JournalObject | None = None
        self._filters = JournalFilters((), ())
        self.search = SearchBox("Rechercher dans l’historique")
        self.objects = SuggestField(placeholder="Tous les objets")
        self.meetings = ChoiceField(allow_none=True, none_label="Toutes les séances")
        self.clear = icon_button("filter-x", "Tout afficher", self.show_everything)
        self.count = label("", "secondary")
        self.more = link("Charger la suite", "chevron-down", self.load_more)
        self.empty = label("", "secondary", wrap=True)
        self._lines: dict[int, _Line] = {}
        self.table: TableView[_Line] = TableView(COLUMNS, "historique")
        self.table.setAccessibleName("Historique")
        self.table.row_opened.connect(self._open)
        self._build()
        self.search.searched.connect(self._narrow)
        self.objects.committed.connect(self._choose_object)
        self.meetings.committed.connect(self._narrow)

    def show_key(self, table: str, key: int) -> None:
        """Show the journal of one object."""
        self.refresh_if_stale()
        found = [one for one in self._filters.objects if (one.table, one.key) == (table, key)]
        if found:
            self._keep_object(found[0])

    def refresh(self) -> None:
        self._filters = self.workspace.ask(journal_filters)
        self.objects.set_choices([one.label for one in self._filters.objects])
        self.meetings.set_choices(self._filters.meetings)
        self._load()

    @Slot()
    def show_everything(self) -> None:
        """Forget every filter."""
        self.search.clear()
        self.meetings.set_value(None)
        self._keep_object(None)

    @Slot()
    def load_more(self) -> None:
        """Read further back."""
        self._limit += PAGE
        place = self.table.verticalScrollBar().value()
        self._load()
        self.table.verticalScrollBar().setValue(place)

    # --- building -----------------------------------------------------------------------

    def _build(self) -> None:
        self.search.setMinimumWidth(250)
        self.objects.setMinimumWidth(320)
        self.meetings.setMinimumWidth(170)
        self.objects.line.setAccessibleName("Objet")
        self.meetings.box.setAccessibleName("Séance")
        bar = surface("toolbar")
        line = row(self.search, self.objects, self.meetings, self.clear, None, self.count)
        line.setContentsMargins(20, 10, 20, 10)
        bar.setLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.table, 1)
        foot = row(self.empty, self.more, None)
        foot.setContentsMargins(20, 8, 20, 10)
        layout.addLayout(foot)

    # --- showing ------------------------------------------------------------------------

    def _load(self) -> None:
        owner = (self._owner.table, self._owner.key) if self._owner else None
        kept = JournalFilter(self.search.text(), self.meetings.value(), owner)
        page = self.workspace.ask(journal, kept, self._limit)
        self._fill(page.rows)
        self.more.setVisible(page.has_more)
        shown = plural(len(page.rows), "modification")
        self.count.setText(f"les {shown} les plus récentes" if page.has_more else shown)
        nothing = "Rien ne correspond à cette recherche." if kept != JournalFilter() else "Rien n’a encore été écrit."
        self.empty.setText("" if page.rows else nothing)

    def _fill(self, rows: Sequence[JournalRow]) -> None:
        lines: list[_Line] = []
        day: date | None = None
        for one in rows:
            if one.at.astimezone().date() != day:
                day = one.at.astimezone().date()
                lines.append(_Line(-one.key, capitalized(long_date(day))))
            lines.append(_Line(one.key, "", one))
        self._lines = {line.key: line for line in lines}
        self.table.clearSpans()
        self.table.show_rows(lines)
        for place, line in enumerate(lines):
            if line.change is None:
                self.table.setSpan(place, 0, 1, len(COLUMNS))

    # --- filtering and opening ------------------------------------------------------------

    @Slot(object)
    def _narrow(self, _value: object) -> None:
        self._limit = PAGE
        self._load()

    @Slot(object)
    def _choose_object(self, text: str) -> None:
        found = [one for one in self._filters.objects if one.label == text]
        if text and not found:
            self.objects.show_problem("Choisissez un objet dans la liste.")
            return
        self._keep_object(found[0] if found else None)

    def _keep_object(self, wanted: JournalObject | None) -> None:
        self._owner = wanted
        self.objects.set_value(wanted.label if wanted else "")
        self._narrow(None)

    @Slot(int)
    def _open(self, key: int) -> None:
        one = self._lines[key].change
        if one is None:
            return
        if not one.exists:
            self.workspace.notify("Cet objet a été supprimé depuis : seule son histoire reste.")
        elif one.owner_table in HOME_OF:
            self.navigate.emit(*place_of(one.owner_table, one.owner_key))
