"""What an import would do: the counts, then doubts, actions and lines left out, one tab each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.dto.plan_import import Outcome, Proposal
from app.french import NBSP, plural
from app.views.plan.import_rows import (
    ACTIONS,
    DOUBTS,
    LEFT,
    ActionLine,
    DoubtRow,
    LeftLine,
    action_lines,
    doubt_rows,
    left_lines,
)
from app.views.tables import TableView
from app.views.widgets.card import Card
from app.views.widgets.labels import label


class ResultsCard(QWidget):
    """Counts and lists of a proposal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doubts = TableView[DoubtRow](DOUBTS, "import-doubts")
        self.listed = TableView[ActionLine](ACTIONS, "import-actions")
        self.left_out = TableView[LeftLine](LEFT, "import-left-out")
        self.tabs, self._pages = QTabBar(), QStackedWidget()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for table in (self.doubts, self.listed, self.left_out):
            self.tabs.addTab("")
            self._pages.addWidget(table)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._figures = QHBoxLayout()
        self._rest = label("", "secondary", wrap=True)
        counts, lists = Card(), Card("Ce que nous avons compris, à relire", "triangle-alert")
        counts.body.addLayout(self._figures)
        lists.body.addWidget(self.tabs)
        lists.body.addWidget(self._pages, 1)
        lists.body.addWidget(self._rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(counts)
        column.addWidget(lists, 1)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what a proposal would do."""
        self._show_counts(proposal)
        self.doubts.show_rows(doubt_rows(proposal))
        self.listed.show_rows(action_lines(proposal))
        self.left_out.show_rows(left_lines(proposal))
        counts = (len(proposal.doubts), len(proposal.actions), len(proposal.left_out))
        for place, (text, count) in enumerate(zip(("À relire", "Actions", "Laissées de côté"), counts, strict=True)):
            self.tabs.setTabText(place, f"{text}{NBSP}{count}")
        left = plural(len(proposal.left_out), "ligne laissée de côté", "lignes laissées de côté")
        rest = f"{left}. Rien d’autre n’a été ignoré." if proposal.left_out else "Rien n’a été ignoré."
        self._rest.setText(f"{rest} L’import s’annule d’un seul geste (Ctrl+Z).")

    def _show_counts(self, proposal: Proposal) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        created, changed = proposal.count(Outcome.CREATE), proposal.count(Outcome.CHANGE)
        figures = [
            (created, "action à créer", "actions à créer", ""),
            (changed, "à modifier", "à modifier", ""),
            (proposal.count(Outcome.SAME), "inchangée", "inchangées", ""),
            (proposal.count(Outcome.CONFLICT), "conflit", "conflits", "danger"),
            (len(proposal.new_axes), "axe", "axes", ""),
            (len(proposal.new_organizations), "structure", "structures", ""),
            (len(proposal.doubts), "point à relire", "points à relire", "attention"),
        ]
        for count, one, many, tone in figures:
            self._figures.addWidget(_figure(count, one if count < 2 else many, tone if count else ""))


def _figure(count: int, text: str, tone: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(label(str(count), "figure", tone=tone), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(label(text, "small"), 0, Qt.AlignmentFlag.AlignHCenter)
    return made
