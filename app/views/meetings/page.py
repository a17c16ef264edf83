"""One meeting: its four steps, always visible, and the acts of the header."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.commands.session import CloseMeeting, OpenMeeting, ReopenMeeting
from app.dto.meetings import MeetingSheet
from app.french import NBSP, clock_time, long_date
from app.queries.meetings import meeting_choices, meeting_sheet
from app.shell.workspace import Workspace
from app.views.dialogs import confirm
from app.views.meetings.clock import missing, running_since
from app.views.meetings.prepare import PrepareStep
from app.views.meetings.run import RunStep
from app.views.meetings.send import SendStep
from app.views.meetings.write import WriteStep
from app.views.widgets.buttons import icon_button, live, secondary
from app.views.widgets.card import surface
from app.views.widgets.panels import Stepper
from app.views.widgets.pill import Look, Pill, look_of, pill_for
from app.vocabulary import MeetingState

PREPARE, RUN, WRITE, SEND = range(4)
_NAMES = ("prepare", "run", "write", "send")
S = TypeVar("S", PrepareStep, RunStep, WriteStep, SendStep)


class MeetingPage(QWidget):
    """Shows the meeting `key`; `left` when the user goes back to the list."""

    left = Signal()
    header_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._key = 0
        self.sheet: MeetingSheet | None = None
        self.steps = QStackedWidget()
        self._built: dict[int, PrepareStep | RunStep | WriteStep | SendStep] = {}
        for _step in (PREPARE, RUN, WRITE, SEND):
            self.steps.addWidget(QWidget())
        self.start_button = live("Démarrer la séance", "play", self.start)
        self.close_button = secondary("Clore la séance", "circle-stop", self.close_meeting)
        self.reopen_button = secondary("Rouvrir la séance", "rotate-ccw", self.reopen)
        for act in (self.start_button, self.close_button, self.reopen_button):
            act.setParent(self)
            act.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_bar())
        column.addWidget(self.steps, 1)

    def _build_bar(self) -> QWidget:
        bar = surface("bar")
        bar.setFixedHeight(43)
        self.back = icon_button("arrow-left", "Revenir à la liste des séances")
        self.back.clicked.connect(self.left)
        self.stepper = Stepper()
        self.stepper.chosen.connect(self.show_step)
        self.pill: Pill = pill_for(MeetingState.PREPARED)
        line = QHBoxLayout(bar)
        line.setContentsMargins(14, 0, 20, 0)
        line.setSpacing(10)
        line.addWidget(self.back)
        line.addWidget(self.stepper, 1)
        line.addWidget(self.pill)
        return bar

    @cached_property
    def prepare(self) -> PrepareStep:
        """Step 1, built when first shown like the others."""
        return self._install(PREPARE, PrepareStep(self._workspace))

    @cached_property
    def run(self) -> RunStep:
        """Step 2."""
        made = self._install(RUN, RunStep(self._workspace))
        made.start_asked.connect(self.start)
        made.ticked.connect(self._show_pill)
        return made

    @cached_property
    def write(self) -> WriteStep:
        """Step 3."""
        return self._install(WRITE, WriteStep(self._workspace))

    @cached_property
    def send(self) -> SendStep:
        """Step 4."""
        return self._install(SEND, SendStep(self._workspace))

    def _install(self, place: int, made: S) -> S:
        if (empty := self.steps.widget(place)) is not None:
            self.steps.removeWidget(empty)
            empty.deleteLater()
        self.steps.insertWidget(place, made)
        self._built[place] = made
        return made

    def _fill(self, place: int) -> None:
        """Show the meeting in one step: only the one on screen is kept up to date."""
        if self.sheet is None:
            return
        step = getattr(self, _NAMES[place])
        if place != SEND:
            step.set_choices(self._workspace.ask(meeting_choices))
        step.show_sheet(self.sheet)

    @property
    def key(self) -> int:
        """Key of the meeting shown, 0 for none."""
        return self._key

    def show_meeting(self, key: int) -> None:
        """Show a meeting at the step where it stands."""
        self._key = key
        self._ask()
        if self.sheet is not None:
            self.show_step(_natural_step(self.sheet))

    def show_item(self, key: int) -> None:
        """Show one point: in the agenda before the meeting, in the minutes afterwards."""
        if self.sheet is None or self.sheet.state is MeetingState.OPEN:
            return
        if self.sheet.state.is_ahead:
            self.prepare.agenda.choose(key)
            return
        self.show_step(WRITE)
        self.write.choose(key)

    def refresh(self) -> None:
        """Ask again and show; goes back to the list when the meeting is gone."""
        before = self.sheet
        self._ask()
        if self.sheet is None:
            return
        self._fill(self.steps.currentIndex())
        self._show_state()
        if before is None or before.key != self.sheet.key or before.state is not self.sheet.state:
            self.header_changed.emit()

    def _ask(self) -> None:
        self.sheet = self._workspace.ask(meeting_sheet, self._key, self._workspace.today()) if self._key else None
        if self.sheet is None:
            self._key = 0
            self.left.emit()

    def heading(self) -> str:
        """« COPIL n° 7 — jeudi 10 décembre 2026, 14 h »."""
        if self.sheet is None:
            return ""
        if self.sheet.state is MeetingState.OPEN:
            return f"{self.sheet.name} — séance en cours"
        if self.steps.currentIndex() in {WRITE, SEND}:
            return f"{self.sheet.name} — compte rendu"
        return f"{self.sheet.name} — {long_date(self.sheet.held_on)}, {clock_time(self.sheet.starts_at)}"

    def acts(self) -> list[QWidget]:
        """What the header offers now."""
        state = self.sheet.state if self.sheet else MeetingState.CANCELLED
        if state.is_ahead:
            return [self.start_button]
        if state is MeetingState.OPEN:
            return [self.close_button]
        return [self.reopen_button] if state in {MeetingState.CLOSED, MeetingState.MINUTES_SENT} else []

    @Slot(int)
    def show_step(self, step: int) -> None:
        """Show one of the four steps."""
        self._fill(step)
        self.steps.setCurrentIndex(step)
        self._show_state()
        self.setFocusProxy(self._first_field(step))
        self.setFocus()
        self.header_changed.emit()

    def _first_field(self, step: int) -> QWidget:
        if step == PREPARE:
            return self.prepare.agenda
        if step == RUN:
            return self.run.page.notes
        return self.write.notes if step == WRITE else self.send.minutes

    @Slot()
    def start(self) -> None:
        """Open the meeting on its first point."""
        if self._workspace.attempt(OpenMeeting(self._key), done="Séance ouverte.") is not None:
            self.show_step(RUN)

    @Slot()
    def close_meeting(self) -> None:
        """List what is missing, then close; nothing missing ever blocks."""
        if self.sheet is None:
            return
        self._finish()
        lacking = [sentence for is_complete, sentence in missing(self.sheet) if not is_complete]
        text = "Tout est complet." if not lacking else f"Reste à compléter{NBSP}: {', '.join(lacking)}."
        later = "Vous pourrez compléter en rédigeant le compte rendu, ou rouvrir la séance."
        confirm.ask(self, "Clore la séance", f"{text}\n\n{later}", "Clore la séance", self._close)

    @Slot()
    def reopen(self) -> None:
        """Open a closed meeting again."""
        if self._workspace.attempt(ReopenMeeting(self._key), done="Séance rouverte.") is not None:
            self.show_step(RUN)

    def _finish(self) -> None:
        """Commit what is being typed in the room."""
        if RUN in self._built:
            self.run.page.finish()

    def _close(self) -> None:
        if self._workspace.attempt(CloseMeeting(self._key), done="Séance close.") is not None:
            self.show_step(WRITE)

    def _show_state(self) -> None:
        if self.sheet is not None:
            self.stepper.set_state(self.steps.currentIndex(), _reached(self.sheet))
            self._show_pill()

    @Slot()
    def _show_pill(self) -> None:
        if self.sheet is None:
            return
        if self.sheet.state is MeetingState.OPEN:
            self.pill.show_look(Look(running_since(self.sheet, self._workspace.now()), "danger", "circle-dot"))
        else:
            self.pill.show_look(look_of(self.sheet.state))


def _natural_step(sheet: MeetingSheet) -> int:
    if sheet.state.is_ahead or sheet.state is MeetingState.CANCELLED:
        return PREPARE
    if sheet.state is MeetingState.OPEN:
        return RUN
    return WRITE if sheet.state is MeetingState.CLOSED else SEND


def _reached(sheet: MeetingSheet) -> int:
    """The furthest step that can be clicked."""
    if sheet.state.is_ahead:
        return RUN
    return WRITE if sheet.state is MeetingState.OPEN else SEND
