"""Step 2, « Conduire »: the animator's screen. Everything is in the file: a restart resumes on the same point."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.commands.fields import SetField
from app.commands.session import GoToItem, PostponeItem
from app.dto.meetings import Item, MeetingChoices, MeetingSheet
from app.french import NBSP, clock_time
from app.shell.workspace import Workspace
from app.views.meetings.attendance import AttendancePanel
from app.views.meetings.clock import countdown, delay_words, expected_delay, item_time
from app.views.meetings.item_page import ItemPage
from app.views.meetings.rail import Rail, RailRow
from app.views.widgets.buttons import button, secondary
from app.views.widgets.card import row, scroller, surface
from app.views.widgets.labels import label
from app.views.widgets.panels import EmptyState
from app.vocabulary import ItemState

RAIL_WIDTH = 288
EXTRA_MINUTES = 5


class RunStep(QWidget):
    """Rail at the left; the current point, or the attendance, at the right."""

    start_asked = Signal()
    ticked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: MeetingSheet | None = None
        self.start = button("Démarrer la séance", "play", "live")
        self.start.clicked.connect(self.start_asked)
        self.closed = EmptyState("play", "", self.start)
        live = QWidget()
        line = QHBoxLayout(live)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._build_rail())
        line.addWidget(self._build_main(), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(live)
        self._stack.addWidget(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self._shortcut("Ctrl+D", self.new_decision)
        self._shortcut("Ctrl+T", self.new_task)
        for keys, act in (
            (("Ctrl+PgDown", "Alt+Right"), self.next_item),
            (("Ctrl+PgUp", "Alt+Left"), self.previous_item),
        ):
            for key in keys:
                self._shortcut(key, act)

    def _build_rail(self) -> QFrame:
        rail = surface("rail")
        rail.setFixedWidth(RAIL_WIDTH)
        self.clock = label("", "secondary")
        self.rail = Rail()
        self.rail.chosen.connect(self.go_to)
        self.attendance_button = secondary("Émargement", "user-check", self._on_attendance)
        self.attendance_button.setCheckable(True)
        column = QVBoxLayout(rail)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(8)
        column.addLayout(row(label("Ordre du jour", "strong"), None, self.clock))
        column.addWidget(scroller(self.rail), 1)
        column.addWidget(self.attendance_button)
        return rail

    def _build_main(self) -> QWidget:
        self.page = ItemPage(self._workspace)
        self.page.extra.clicked.connect(self._on_extra)
        self.page.postpone.clicked.connect(self._on_postpone)
        self.attendance = AttendancePanel(self._workspace)
        self.nothing = EmptyState("list-checks", "Aucun point en cours. Choisissez un point à gauche.")
        self.body = QStackedWidget()
        for page in (self.page, self.attendance, self.nothing):
            self.body.addWidget(page)
        self.previous = secondary("Point précédent", "arrow-left", self.previous_item)
        self.next = button("Point suivant", "arrow-right", "primary", on_click=self.next_item, icon_after=True)
        self.previous.setToolTip("Alt+← ou Ctrl+Page préc.")
        self.next.setToolTip("Alt+→ ou Ctrl+Page suiv.")
        hint = label("Alt+← · Alt+→ point · Ctrl+D décision · Ctrl+T tâche", "small")
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(12)
        column.addWidget(self.body, 1)
        column.addLayout(row(self.previous, None, hint, None, self.next))
        return main

    def _shortcut(self, keys: str, act: object) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    def set_choices(self, choices: MeetingChoices) -> None:
        """Replace what the fields propose."""
        self.page.set_choices(choices)
        self.attendance.set_choices(choices)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Show the meeting at its current point."""
        self._sheet = sheet
        is_open = sheet.opened_at is not None and not sheet.state.is_held
        self._stack.setCurrentIndex(0 if is_open else 1)
        if not is_open:
            ahead = "La séance n’est pas ouverte. La démarrer lance le chronomètre du premier point."
            self.closed.set_sentence(ahead if sheet.state.is_ahead else "La séance est close.")
            self.start.setVisible(sheet.state.is_ahead)
            return
        current = sheet.current
        self.attendance.show_sheet(sheet)
        self.attendance_button.setText(f"Émargement{NBSP} {sheet.present}{NBSP}/{NBSP}{len(sheet.guests)}")
        if current is not None:
            self.page.show_item(current)
        self._show_body()
        self.previous.setEnabled(self._neighbour(-1) is not None)
        self.next.setEnabled(self._neighbour(1) is not None)
        self.tick()

    @Slot()
    def tick(self) -> None:
        """Show the present time."""
        if self._sheet is None:
            return
        now = self._workspace.now()
        delay = delay_words(expected_delay(self._sheet, now))
        self.clock.setText(f"{clock_time(now, True)}{f' · {delay}' if delay else ''}")
        current = self._sheet.current
        if current is not None:
            left = current.remaining(now)
            self.page.show_time(countdown(left), is_over=left < 0)
        self.rail.show_rows([_rail_row(item, item_time(item, now)) for item in self._sheet.items])
        self.ticked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    @Slot(int)
    def go_to(self, key: int) -> None:
        """Make a point the current one."""
        self.page.finish()
        self.attendance_button.setChecked(False)
        self._show_body()
        if self._sheet is not None and (self._sheet.current is None or self._sheet.current.key != key):
            self._workspace.attempt(GoToItem(key))

    @Slot()
    def next_item(self) -> None:
        """Go to the following point."""
        self._step(1)

    @Slot()
    def previous_item(self) -> None:
        """Go back to the point before."""
        self._step(-1)

    @Slot()
    def new_decision(self) -> None:
        """Put the caret where a decision is typed."""
        self.attendance_button.setChecked(False)
        self._show_body()
        self.page.decisions.new.setFocus()

    @Slot()
    def new_task(self) -> None:
        """Put the caret where a task is typed."""
        self.attendance_button.setChecked(False)
        self._show_body()
        self.page.tasks.what.setFocus()

    def _step(self, step: int) -> None:
        found = self._neighbour(step)
        if found is not None:
            self.go_to(found.key)

    def _neighbour(self, step: int) -> Item | None:
        if self._sheet is None:
            return None
        items, current = self._sheet.items, self._sheet.current
        if current is None:
            waiting = [item for item in items if item.state is ItemState.WAITING]
            return waiting[0] if waiting and step > 0 else None
        place = items.index(current) + step
        return items[place] if 0 <= place < len(items) else None

    def _show_body(self) -> None:
        has_current = self._sheet is not None and self._sheet.current is not None
        shown = self.attendance if self.attendance_button.isChecked() else self.page if has_current else self.nothing
        self.body.setCurrentWidget(shown)

    @Slot()
    def _on_attendance(self) -> None:
        self._show_body()

    @Slot()
    def _on_extra(self) -> None:
        current = self._sheet.current if self._sheet else None
        if current is not None:
            more = current.planned_minutes + EXTRA_MINUTES
            self._workspace.attempt(SetField("agenda_item", current.key, "planned_minutes", more))

    @Slot()
    def _on_postpone(self) -> None:
        current = self._sheet.current if self._sheet else None
        if current is not None:
            self.page.finish()
            self._workspace.attempt(PostponeItem(current.key), done="Point reporté.")


def _rail_row(item: Item, below: str) -> RailRow:
    is_current = item.state is ItemState.CURRENT
    return RailRow(item.key, item, below, is_current, "live" if "dépassé" in below else "secondary")
