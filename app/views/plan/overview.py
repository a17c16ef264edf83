"""The head of a fiche: progress, météo and what holds it back, next step, funding, last decision, remarks."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.dto.plan import ActionSheet, CommitmentRow, DecisionRow
from app.french import NBSP, euros, short_date
from app.shell.workspace import Workspace
from app.views.plan.blocks import clear, finding_box, section
from app.views.widgets.bars import ProgressBar
from app.views.widgets.card import row, rule, surface
from app.views.widgets.labels import ElidedLabel, IconLabel, label
from app.views.widgets.pill import Pill, pill_for
from app.vocabulary import CommitmentKind, Status, Weather

SHOWN_LINES = 6


class Overview(QWidget):
    """Read-only summary, made again at each refresh: nothing in it takes the caret."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_sheet(self, sheet: ActionSheet) -> None:
        """Show how the action stands."""
        clear(self._column)
        self._progress(sheet)
        self._weather(sheet)
        self._next_step(sheet)
        self._funding(sheet)
        if sheet.decisions:
            self._decision(sheet.decisions[0])
        for finding in (*sheet.findings, *sheet.funding.findings):
            self._column.addWidget(finding_box(finding))

    def _progress(self, sheet: ActionSheet) -> None:
        how = " · saisi à la main" if sheet.row.is_progress_manual else ""
        self._column.addWidget(section(f"Avancement{how}"))
        held = sheet.row.status is Status.BLOCKED or sheet.row.weather is Weather.STORM
        self._column.addWidget(ProgressBar(sheet.row.progress, "danger" if held else "accent"))

    def _weather(self, sheet: ActionSheet) -> None:
        weather = sheet.row.weather
        if weather is None:
            self._column.addWidget(section("Météo"))
            self._column.addWidget(label("Aucun point d’avancement avec une météo.", "secondary", wrap=True))
            return
        obstacle = weather in {Weather.CLOUD, Weather.STORM}
        last = sheet.notes[0]
        trend = f" · {sheet.row.trend.label}" if sheet.row.trend else ""
        self._column.addWidget(section(f"Météo · {weather.label}{' — frein à lever' if obstacle else ''}{trend}"))
        text = (last.obstacles if obstacle else last.highlights) or last.highlights or last.obstacles
        self._column.addWidget(label(text or weather.meaning.capitalize() + ".", wrap=True))
        if sheet.row.is_weather_stale:
            stale = f"Météo périmée{NBSP}: dernier point le {short_date(last.noted_on)}."
            self._column.addWidget(label(stale, "small", wrap=True, tone="attention"))

    def _next_step(self, sheet: ActionSheet) -> None:
        step = next((step for step in sheet.milestones if not step.is_done), None)
        words = sheet.notes[0].next_steps if sheet.notes else ""
        if step is None and not words:
            return
        self._column.addWidget(section("Prochaine étape"))
        if step is None:
            self._column.addWidget(label(words, wrap=True))
            return
        due = step.revised_on or step.planned_on
        when = f" — {short_date(due)}" if due else ""
        late = " (en retard)" if step.is_late else ""
        text = label(f"{step.title}{when}{late}", wrap=True, tone="danger" if step.is_late else "")
        self._column.addLayout(row(IconLabel("circle-dot", "live"), text, stretch=1))

    def _funding(self, sheet: ActionSheet) -> None:
        lines = [line for line in sheet.commitments if line.kind is CommitmentKind.FUNDING]
        self._column.addWidget(section("Plan de financement"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        for line in lines[:SHOWN_LINES]:
            at = grid.rowCount()
            grid.addWidget(ElidedLabel(_name(line)), at, 0)
            grid.addWidget(_state(line), at, 1)
            amount = label(euros(line.best_cents))
            grid.addWidget(amount, at, 2)
            grid.addWidget(rule(), at + 1, 0, 1, 3)
        at = grid.rowCount()
        if len(lines) > SHOWN_LINES:
            grid.addWidget(label(f"et {len(lines) - SHOWN_LINES} autres", "secondary"), at, 0)
        text, figure, tone = to_find(sheet)
        grid.addWidget(label(text, "strong"), at + 1, 0, 1, 2)
        grid.addWidget(label(figure, "strong", tone=tone), at + 1, 2)
        self._column.addLayout(grid)

    def _decision(self, decision: DecisionRow) -> None:
        self._column.addWidget(section(f"Dernière décision ({decision.meeting})"))
        frame = surface("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(11, 9, 11, 9)
        words = label(f"{decision.number} — {decision.wording}", wrap=True)
        inside.addLayout(row(IconLabel("gavel"), words, stretch=1))
        inside.addLayout(row(pill_for(decision.follow_up), None))
        self._column.addWidget(frame)


def to_find(sheet: ActionSheet) -> tuple[str, str, str]:
    """What is still to be found (R1): words, figure and tone; unknown costs and mixed bases are said, never hidden."""
    gap = sheet.funding.to_find_cents
    if sheet.funding.cost.unknown:
        return "Coût total non renseigné", "", ""
    if gap is None:
        return "HT et TTC mêlés : reste à financer non calculé", "", "attention"
    unknown = sheet.funding.expected.unknown
    missing = f" ({unknown} sans montant)" if unknown else ""
    if gap > 0:
        return f"À trouver{missing}", euros(gap), "danger"
    if gap < 0:
        return f"Sur-financement{missing}", euros(-gap), "attention"
    return f"Financement bouclé{missing}", euros(0), "positive"


def _name(line: CommitmentRow) -> str:
    return f"{line.organization} ({line.scheme})" if line.scheme else line.organization


def _state(line: CommitmentRow) -> Pill:
    if line.is_overdue:
        return Pill("Échu", "danger", "circle-alert")
    return pill_for(line.application or line.firmness)
