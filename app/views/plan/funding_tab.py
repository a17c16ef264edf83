"""Tab « Financement »: the funding plan *is* the list of the partners' commitments; other kinds come below."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands.finance import AddCommitment
from app.dto.plan import ActionSheet, CommitmentRow, PlanChoices
from app.french import NBSP, euros
from app.shell.workspace import Workspace
from app.views.plan.blocks import clear, finding_box, forbid
from app.views.plan.commitment_card import CommitmentCard
from app.views.plan.overview import to_find
from app.views.plan.rows import amount, missing
from app.views.widgets.buttons import button
from app.views.widgets.card import row, surface
from app.views.widgets.keyed_list import KeyedList
from app.views.widgets.labels import label
from app.views.widgets.row_editor import ORIGIN, narrow
from app.views.widgets.text_fields import SuggestField
from app.views.widgets.value_fields import ChoiceField
from app.vocabulary import CommitmentKind


class FundingTab(QWidget):
    """Where the plan stands, then one card per commitment."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._key = workspace, 0
        self._organizations: tuple[str, ...] = ()
        self._state = QVBoxLayout()
        self._state.setSpacing(6)
        self._others_title = label("Autres engagements", "heading")
        self.fundings = KeyedList[CommitmentRow](self._card)
        self.others = KeyedList[CommitmentRow](self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(10)
        column.addLayout(self._state)
        column.addWidget(self.fundings)
        column.addWidget(self._others_title)
        column.addWidget(self.others)
        column.addWidget(self._form())
        column.addStretch(1)

    def show_sheet(self, sheet: ActionSheet, choices: PlanChoices) -> None:
        """Show the commitments to an action."""
        self._key, self._organizations = sheet.row.key, choices.organizations
        self.organization.set_choices(choices.organizations)
        self._show_state(sheet)
        fundings = [line for line in sheet.commitments if line.kind is CommitmentKind.FUNDING]
        others = [line for line in sheet.commitments if line.kind is not CommitmentKind.FUNDING]
        self.fundings.show_rows(fundings)
        self.others.show_rows(others)
        self._others_title.setVisible(bool(others))

    def _show_state(self, sheet: ActionSheet) -> None:
        clear(self._state)
        funding = sheet.funding
        cost = "inconnu" if funding.cost.unknown else amount(funding.cost)
        unknown = f" ({missing(funding.expected.unknown)})" if funding.expected.unknown else ""
        lines = (
            ("Coût total", cost),
            ("Financements attendus", f"{amount(funding.expected)}{unknown}"),
            ("Acquis (accordé ou conventionné)", amount(funding.acquired)),
            ("Conventionné", amount(funding.contracted)),
            ("Versé", euros(funding.paid_cents, unknown="—")),
        )
        for text, figure in lines:
            self._state.addLayout(row(label(text, "secondary"), None, label(figure)))
        text, figure, tone = to_find(sheet)
        self._state.addLayout(row(label(text, "strong"), None, label(figure, "strong", tone=tone)))
        for finding in funding.findings:
            self._state.addWidget(finding_box(finding))

    def _form(self) -> QWidget:
        frame = surface("neutral")
        forbid(self._workspace, frame)
        self.organization = SuggestField(placeholder="Structure qui s’engage")
        self.organization.setAccessibleName("Structure qui s’engage")
        self.kind = ChoiceField(CommitmentKind)
        self.kind.set_value(CommitmentKind.FUNDING)
        narrow(self.kind)
        self.kind.setAccessibleName(f"Type d’engagement{NBSP}")
        self.add_button = button("Ajouter", "plus", on_click=self._add)
        self.organization.line.returnPressed.connect(self._add)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 10, 12, 12)
        inside.setSpacing(6)
        inside.addWidget(label("Ajouter un engagement", "strong"))
        inside.addWidget(self.organization)
        inside.addLayout(row(self.kind, self.add_button, stretch=0))
        return frame

    def _card(self) -> CommitmentCard:
        return CommitmentCard(self._workspace, self._organizations)

    @Slot()
    def _add(self) -> None:
        name = self.organization.typed().strip()
        if not name:
            self.organization.show_problem("Nommez la structure qui s’engage.")
            self.organization.setFocus()
            return
        if self._workspace.attempt(AddCommitment(name, self._key, self.kind.value()), ORIGIN):
            self.organization.line.clear()
            self.organization.set_value("")
