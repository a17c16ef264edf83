"""The tableau de bord: the first thing seen every morning, everything on it leads somewhere."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.dto.dashboard import Dashboard
from app.french import NBSP
from app.queries.dashboard import dashboard
from app.shell.workspace import Workspace
from app.views.dashboard.cards import axes_card, meeting_card, money_card, promises_card, running_card
from app.views.dashboard.lists import since_card, todo_card
from app.views.screen import Screen
from app.views.widgets import Card, button, label, live, primary, row, scroller
from app.vocabulary import MeetingState

LIST_HEIGHT = 240


class DashboardScreen(Screen):
    """Next meeting, figures, axes, money, indicators, what to deal with and what changed."""

    name, title, icon = "tableau-de-bord", "Tableau de bord", "layout-dashboard"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._board: Dashboard | None = None
        self.open_meeting = primary("Ouvrir la séance", "play", self._go_to_meeting)
        self.resume_meeting = live("Reprendre la séance", "play", self._go_to_meeting)
        for act in (self.open_meeting, self.resume_meeting):
            act.setParent(self)
            act.hide()
        self._scroll: QScrollArea = scroller(QWidget())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def header_actions(self) -> list[QWidget]:
        ahead = self._board.next_meeting if self._board else None
        if ahead is None:
            return []
        return [self.resume_meeting if ahead.state is MeetingState.OPEN else self.open_meeting]

    def refresh(self) -> None:
        place = self._scroll.verticalScrollBar().value()
        self._board = self.workspace.ask(dashboard, self.workspace.today())
        self._scroll.setWidget(self._page(self._board))
        self._scroll.verticalScrollBar().setValue(place)
        self.header_changed.emit()

    def _page(self, board: Dashboard) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 420)
        grid.setColumnMinimumWidth(1, 420)
        grid.addWidget(self._meeting(board), 0, 0)
        figures = QHBoxLayout()
        figures.setSpacing(14)
        figures.addWidget(running_card(board), 1)
        figures.addWidget(promises_card(board), 1)
        grid.addLayout(figures, 0, 1)
        grid.addWidget(axes_card(board.axes) if board.actions else self._import_guide(), 1, 0)
        grid.addWidget(money_card(board), 1, 1)
        todo = todo_card(board.todos, board.next_meeting is not None, self.navigate)
        since = since_card(board.since, self.navigate)
        for column, card in enumerate((todo, since)):
            card.setMinimumHeight(LIST_HEIGHT)
            grid.addWidget(card, 2, column)
        grid.setRowStretch(2, 1)
        return page

    def _meeting(self, board: Dashboard) -> QWidget:
        ahead = board.next_meeting
        if ahead is not None:
            word = "Conduire" if ahead.state is MeetingState.OPEN else "Préparer"
            act = button(word, "arrow-right", "white", on_click=self._go_to_meeting, icon_after=True)
            return meeting_card(ahead, self.workspace.today(), act)
        return _guide(
            "Préparez votre prochain comité",
            "calendar-plus",
            f"Fixez une date et un lieu{NBSP}: l’ordre du jour est proposé à partir de ce qui est ouvert, échu "
            "ou bloqué, et les membres de l’instance sont invités.",
            button("Préparer un COPIL", "calendar-plus", "primary", on_click=self._go_to_meetings),
        )

    def _import_guide(self) -> QWidget:
        return _guide(
            "Commencez par le plan d’action",
            "list-checks",
            f"Importez le tableau que vous tenez déjà (Excel, LibreOffice, CSV){NBSP}: rien n’est écrit avant votre "
            "relecture. Vous pouvez aussi créer les actions une à une.",
            button("Ouvrir le plan d’action", "arrow-right", "primary", on_click=self._go_to_plan),
        )

    @Slot()
    def _go_to_meeting(self) -> None:
        ahead = self._board.next_meeting if self._board else None
        self.navigate.emit("seances", ahead.key if ahead else 0)

    @Slot()
    def _go_to_meetings(self) -> None:
        self.navigate.emit("seances", 0)

    @Slot()
    def _go_to_plan(self) -> None:
        self.navigate.emit("plan", 0)


def _guide(title: str, icon: str, sentence: str, act: QWidget) -> Card:
    card = Card(title, icon)
    card.body.addWidget(label(sentence, "secondary", wrap=True))
    card.body.addLayout(row(act, None))
    card.body.addStretch(1)
    return card
