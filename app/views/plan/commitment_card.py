"""One commitment of a partner to the action: every column edited in place, its payments below."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app import wording
from app.commands.fields import Delete
from app.commands.finance import AddPayment
from app.commands.plan_edits import SetCommitmentHolder
from app.dto.plan import CommitmentRow
from app.errors import AppError
from app.french import NBSP, capitalized, euros, short_date
from app.shell.workspace import Workspace
from app.views.plan.blocks import clear, forbid
from app.views.widgets.buttons import button, icon_button
from app.views.widgets.card import row, rule, surface
from app.views.widgets.field import Field
from app.views.widgets.keyed_list import Line
from app.views.widgets.labels import ElidedLabel, label
from app.views.widgets.pill import Look, Pill, look_of
from app.views.widgets.row_editor import ORIGIN, RowEditor
from app.views.widgets.text_fields import LongTextField, SuggestField, TextField
from app.views.widgets.value_fields import ChoiceField, DateField, MoneyField, NumberField
from app.vocabulary import Application, CommitmentKind, Execution, Firmness, FundingNature, TaxBasis

MAIN = (("scheme", "nature"), ("application", "firmness"), ("announced_cents", "requested_cents"))
MAIN_2 = (("granted_cents", "contracted_cents"), ("basis", "due"))
MORE = (
    ("kind", "execution"),
    ("reference", "taken_on"),
    ("quantity_hundredths", "unit"),
    ("wording",),
    ("conditions",),
    ("source", "proof"),
    ("notes",),
)
_TERMS: dict[str, Any] = {
    "kind": (CommitmentKind, False),
    "nature": (FundingNature, True),
    "application": (Application, True),
    "firmness": (Firmness, False),
    "basis": (TaxBasis, True),
    "execution": (Execution, False),
}


class HundredthsField(NumberField):
    """A quantity kept in hundredths: 0,2 ETP is 20."""

    def __init__(self) -> None:
        super().__init__(0, decimals=2)

    def _read(self) -> int | None:
        read = super()._read()
        return None if read is None else int(Decimal(read) * 100)

    def _shown(self, value: Any) -> str:
        return super()._shown(None if value is None else Decimal(value) / 100)


class CommitmentCard(Line[CommitmentRow]):
    """A funding line, or any other commitment."""

    def __init__(self, workspace: Workspace, organizations: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._workspace, self.key, self._holder_name = workspace, 0, ""
        self.editor = RowEditor(workspace, "commitment", self)
        self.holder = SuggestField(organizations, required="Nommez la structure qui s’engage.")
        self.holder.setAccessibleName("Structure")
        self.holder.committed.connect(self._on_holder)
        self._state = Pill("", "neutral")
        self._paid = label("", "secondary", wrap=True)
        self._payments = QVBoxLayout()
        self._payments.setSpacing(2)
        self.more = button("Tous les champs", "chevron-down", "link", on_click=self._toggle)
        self._details = QWidget()
        self._details.hide()
        self._build()
        if workspace.is_read_only:
            for field in (self.holder, *(self.editor.field(column) for column in self.editor.columns)):
                field.setEnabled(False)

    def show_row(self, shown: CommitmentRow) -> None:
        """Show a commitment."""
        self.key, self._holder_name = shown.key, shown.organization
        self.holder.set_value(shown.organization)
        self.editor.show_row(shown.key, asdict(shown))
        late = Look("Échu", "danger", "circle-alert")
        self._state.show_look(late if shown.is_overdue else look_of(shown.application or shown.firmness))
        self._show_payments(shown)

    def _build(self) -> None:
        frame = surface("card", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        away = icon_button("trash-2", "Supprimer l’engagement", self._delete)
        column.addLayout(row(self.holder, self._state, away, spacing=6, stretch=0))
        forbid(self._workspace, away)
        column.addLayout(self._grid(MAIN + MAIN_2))
        column.addWidget(self._paid)
        column.addLayout(self._payments)
        column.addLayout(self._payment_form())
        column.addWidget(self.more)
        self._details.setLayout(self._grid(MORE))
        column.addWidget(self._details)

    def _grid(self, lines: tuple[tuple[str, ...], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for line in lines:
            at, span = grid.rowCount(), 3 - len(line)
            for place, column in enumerate(line):
                field = self.editor.add(column, self._field(column))
                text = capitalized(wording.field_name("commitment", column))
                field.setAccessibleName(text)
                grid.addWidget(label(text, "small"), at, place, 1, span)
                grid.addWidget(field, at + 1, place, 1, span)
        return grid

    def _field(self, column: str) -> Field:
        if column in _TERMS:
            terms, is_optional = _TERMS[column]
            return ChoiceField(terms, allow_none=is_optional)
        if column.endswith("_cents"):
            return MoneyField()
        if column in {"due", "taken_on"}:
            return DateField(self._workspace.today)
        if column == "quantity_hundredths":
            return HundredthsField()
        if column in {"conditions", "notes"}:
            return LongTextField(lines=2)
        return TextField()

    def _payment_form(self) -> Any:
        self.amount = MoneyField()
        self.amount.line.setPlaceholderText("Montant versé")
        self.paid_on = DateField(self._workspace.today)
        add = icon_button("plus", "Ajouter ce versement", self._pay, role="accent")
        self.paid_on.setMaximumWidth(142)
        forbid(self._workspace, self.amount, self.paid_on, add)
        self.amount.setAccessibleName("Montant versé")
        self.paid_on.setAccessibleName("Versé le")
        self.amount.line.returnPressed.connect(self._pay)
        return row(self.amount, self.paid_on, add, spacing=6, stretch=0)

    def _show_payments(self, shown: CommitmentRow) -> None:
        paid = f"Versé{NBSP}: {euros(shown.paid_cents)}" if shown.payments else "Aucun versement"
        if shown.payments and shown.contracted_cents is not None:
            paid += f" · reste à verser{NBSP}: {euros(shown.contracted_cents - shown.paid_cents)}"
        self._paid.setText(paid)
        clear(self._payments)
        for payment in shown.payments:
            line = QWidget()
            away = icon_button("x", "Supprimer ce versement", self._unpay)
            away.setProperty("key", payment.key)
            forbid(self._workspace, away)
            when = short_date(payment.paid_on, "date inconnue")
            text = f"{when} · {euros(payment.amount_cents)}{f' · {payment.note}' if payment.note else ''}"
            line.setLayout(row(ElidedLabel(text), away, stretch=0))
            self._payments.addWidget(line)
            self._payments.addWidget(rule())

    @Slot()
    def _toggle(self) -> None:
        self._details.setVisible(self._details.isHidden())
        self.more.setText("Tous les champs" if self._details.isHidden() else "Moins de champs")

    @Slot(object)
    def _on_holder(self, name: str) -> None:
        if name == self._holder_name:
            return
        try:
            self._workspace.run(SetCommitmentHolder(self.key, name), ORIGIN)
        except AppError as error:
            self.holder.show_problem(str(error))

    @Slot()
    def _pay(self) -> None:
        if not (self.amount.commit() and self.paid_on.commit()) or not self.amount.value():
            self.amount.setFocus()
            return
        command = AddPayment(self.key, self.amount.value(), self.paid_on.value())
        if self._workspace.attempt(command, ORIGIN):
            self.amount.set_value(None)
            self.paid_on.set_value(None)

    @Slot()
    def _unpay(self) -> None:
        away = self.sender()
        if away is not None:
            self._workspace.attempt(Delete("payment", int(away.property("key"))), ORIGIN, done="Versement supprimé.")

    @Slot()
    def _delete(self) -> None:
        self._workspace.attempt(Delete("commitment", self.key), ORIGIN, done="Engagement supprimé.")
