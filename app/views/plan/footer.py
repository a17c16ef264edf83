"""The foot of the table: how many actions, their budget, what is acquired; what is unknown is counted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.dto.plan import PlanRow
from app.views.plan.rows import amount, counted, missing, share, totals
from app.views.widgets.card import surface
from app.views.widgets.labels import label


class Footer(QWidget):
    """« 26 actions · Budget total 9 200 000 € · Financé 6 840 000 € (74,3 %) · 3 sans montant »."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._unknown = label("", "secondary"), label("", "secondary")
        self._cost, self._acquired = label("", "strong"), label("", "strong")
        self._share = label("", "secondary")
        bar = surface("footer", self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(bar)
        line = QHBoxLayout(bar)
        line.setContentsMargins(20, 8, 20, 8)
        line.setSpacing(5)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self._count,),
            (label("Budget total", "secondary"), self._cost),
            (label("Financé", "secondary"), self._acquired, self._share),
            (self._unknown,),
        )
        for group in groups:
            for widget in group:
                line.addWidget(widget)
            line.addSpacing(10)
        line.addStretch(1)
        self._share.setToolTip("Accordé ou conventionné, rapporté au coût des actions dont le coût est connu.")

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Add up the rows shown."""
        found = totals(rows)
        self._count.setText(counted(found))
        self._cost.setText(amount(found.cost))
        self._acquired.setText(amount(found.acquired))
        self._share.setText(share(found))
        self._unknown.setText(missing(found.cost.unknown))

    def text(self) -> str:
        """The whole line, as it is read."""
        parts = (
            self._count.text(),
            f"Budget total {self._cost.text()}",
            f"Financé {self._acquired.text()} {self._share.text()}".strip(),
            self._unknown.text(),
        )
        return " · ".join(part for part in parts if part)
