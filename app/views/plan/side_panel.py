"""The panel of one fiche: how it stands, and every field of it, in five tabs."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.commands.fields import Delete
from app.dto.plan import ActionSheet, PlanChoices
from app.french import NBSP, join_and, short_date
from app.queries.action_sheet import action_sheet
from app.queries.plan import choices
from app.shell.workspace import Workspace
from app.views.plan.blocks import forbid
from app.views.plan.decisions_tab import DecisionsTab
from app.views.plan.fiche_tab import FicheTab
from app.views.plan.follow_up_tab import FollowUpTab
from app.views.plan.funding_tab import FundingTab
from app.views.plan.steps_tab import StepsTab
from app.views.widgets.buttons import icon_button
from app.views.widgets.card import row, scroller, surface
from app.views.widgets.labels import label, set_tone
from app.views.widgets.pill import Pill
from app.vocabulary import PartnerRole, PersonRole

WIDTH = 384
TABS = (
    ("Fiche", "fiche"),
    ("Étapes", "steps"),
    ("Financement", "funding"),
    ("Décisions", "decisions"),
    ("Suivi", "follow_up"),
)


class SidePanel(QFrame):
    """One action. Refreshing keeps the tab, the scroll and the caret."""

    closed = Signal()
    action_chosen = Signal(int)
    meeting_chosen = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setMinimumWidth(WIDTH)
        self._workspace, self.key = workspace, 0
        self._shown: tuple[ActionSheet, PlanChoices] | None = None
        self._fresh: set[int] = set()
        self.tabs, self._pages = QTabBar(), QStackedWidget()
        self._build()

    @cached_property
    def fiche(self) -> FicheTab:
        """Tab « Fiche »; like every tab, made when it is first seen."""
        made = FicheTab(self._workspace)
        made.action_chosen.connect(self.action_chosen)
        return made

    @cached_property
    def steps(self) -> StepsTab:
        """Tab « Étapes »."""
        return StepsTab(self._workspace)

    @cached_property
    def funding(self) -> FundingTab:
        """Tab « Financement »."""
        return FundingTab(self._workspace)

    @cached_property
    def decisions(self) -> DecisionsTab:
        """Tab « Décisions »."""
        made = DecisionsTab(self._workspace)
        made.opened.connect(self.meeting_chosen)
        return made

    @cached_property
    def follow_up(self) -> FollowUpTab:
        """Tab « Suivi »."""
        return FollowUpTab(self._workspace)

    def show_action(self, key: int) -> bool:
        """Show a fiche; False when it is gone."""
        sheet = self._workspace.ask(action_sheet, key, self._workspace.today())
        if sheet is None:
            return False
        is_other, self.key = key != self.key, key
        proposed = self._workspace.ask(choices, key)
        self._show_head(sheet)
        self._count(sheet)
        self._shown = sheet, proposed
        self._fresh.clear()
        self._show_tab(self.tabs.currentIndex())
        if is_other:
            self._to_top()
        return True

    def _build(self) -> None:
        self._where = label("", "secondary")
        self._weather, self._status = Pill("", "neutral"), Pill("", "neutral")
        self._title = label("", "heading", wrap=True)
        self._pilot = label("", "secondary", wrap=True)
        self._due = label("", "strong")
        delete = icon_button("trash-2", "Supprimer l’action", self._delete)
        forbid(self._workspace, delete)
        close = icon_button("x", "Fermer la fiche", self.closed.emit)
        head = QVBoxLayout()
        head.setContentsMargins(18, 12, 12, 4)
        head.setSpacing(4)
        head.addLayout(row(self._where, None, self._weather, self._status, delete, close, spacing=5))
        head.addWidget(self._title)
        head.addWidget(self._pilot)
        head.addWidget(self._due)
        for text, _name in TABS:
            self.tabs.addTab(text)
            self._pages.addWidget(scroller(QWidget()))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setStyleSheet("QTabBar::tab { font-size: 12px; margin-right: 12px; padding: 8px 1px; }")
        self.tabs.currentChanged.connect(self._show_tab)
        bar = surface("bar")
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(18, 0, 8, 0)
        inside.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(bar)
        column.addWidget(self._pages, 1)

    @Slot(int)
    def _show_tab(self, place: int) -> None:
        """Show a tab, brought up to date first; the others wait until they are seen."""
        area, page = self._pages.widget(place), getattr(self, TABS[place][1])
        if isinstance(area, QScrollArea) and area.widget() is not page:
            area.setWidget(page)
        if self._shown is not None and place not in self._fresh:
            self._fresh.add(place)
            page.show_sheet(*self._shown)
        self._pages.setCurrentIndex(place)

    def _show_head(self, sheet: ActionSheet) -> None:
        shown = sheet.row
        self._where.setText(" · ".join(part for part in (shown.number, _short(shown.axis)) if part))
        self._where.setToolTip(shown.axis)
        self._title.setText(shown.title)
        self._status.show_term(shown.status)
        self._weather.setVisible(shown.weather is not None)
        if shown.weather is not None:
            self._weather.show_term(shown.weather)
            self._weather.setToolTip(shown.weather.meaning)
        self._pilot.setText(_pilot(sheet))
        late = " — en retard" if shown.is_late else ""
        self._due.setText(f"Échéance {short_date(shown.due)}{late}" if shown.due else "Sans échéance")
        set_tone(self._due, "danger" if shown.is_late else "")

    def _count(self, sheet: ActionSheet) -> None:
        done, steps, decisions = sum(s.is_done for s in sheet.milestones), len(sheet.milestones), len(sheet.decisions)
        self.tabs.setTabText(1, f"Étapes{NBSP}{done}/{steps}" if steps else "Étapes")
        self.tabs.setTabText(3, f"Décisions{NBSP}{decisions}" if decisions else "Décisions")

    def _to_top(self) -> None:
        for page in self._pages.findChildren(QScrollArea):
            page.verticalScrollBar().setValue(0)

    @Slot()
    def _delete(self) -> None:
        self._workspace.attempt(Delete("action", self.key), done="Action supprimée.")


def _short(axis: str) -> str:
    return axis if len(axis) <= 26 else f"{axis[:25].rstrip()}…"


def _pilot(sheet: ActionSheet) -> str:
    people = sheet.people.get(PersonRole.PILOT, ())
    if people:
        return f"Pilote{NBSP}: {join_and(list(people))}"
    leads = sheet.partners.get(PartnerRole.LEAD, ())
    return f"Chef de file{NBSP}: {join_and(list(leads))}" if leads else "Sans pilote"
