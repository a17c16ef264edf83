"""The columns of the file and what each becomes; changing one asks for another proposal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.dto.plan_import import ColumnGuess, SheetLayout, Target
from app.french import NBSP, guillemets, plural
from app.views.plan.blocks import clear
from app.views.widgets.card import Card, rule, scroller
from app.views.widgets.labels import ElidedLabel, IconLabel, label
from app.views.widgets.value_fields import ComboBox

TARGETS = sorted(Target, key=lambda target: (target is not Target.IGNORE, list(Target).index(target)))


class ColumnsCard(Card):
    """« Colonnes reconnues »: header → target, and how many cells were understood."""

    target_changed = Signal(str, int, object)
    """Sheet, index of the column, Target."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Colonnes reconnues", "table", "…", parent)
        content = QWidget()
        self._sheets = QVBoxLayout(content)
        self._sheets.setContentsMargins(0, 0, 6, 0)
        self._sheets.setSpacing(8)
        self._shown: tuple[SheetLayout, ...] = ()
        self._counts: dict[tuple[str, int], ElidedLabel] = {}
        self.body.addWidget(scroller(content), 1)

    def show_layouts(self, layouts: Sequence[SheetLayout]) -> None:
        """Show every sheet; the same targets keep their boxes, only the counts move."""
        shape = [(layout.sheet, [(c.index, c.target) for c in layout.columns]) for layout in layouts]
        known = [(layout.sheet, [(c.index, c.target) for c in layout.columns]) for layout in self._shown]
        self._shown = tuple(layouts)
        if shape != known:
            self._rebuild()
        for layout in layouts:
            for column in layout.columns:
                self._count(layout.sheet, column)
        one = layouts[0] if len(layouts) == 1 else None
        self.set_aside(_where(one) if one else plural(len(layouts), "feuille"))

    def _rebuild(self) -> None:
        clear(self._sheets)
        self._counts = {}
        for layout in self._shown:
            if len(self._shown) > 1:
                self._sheets.addWidget(label(_where(layout), "strong", wrap=True))
            self._sheets.addLayout(self._grid(layout))
        self._sheets.addStretch(1)

    def _grid(self, layout: SheetLayout) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(3, 4)
        for place, column in enumerate(layout.columns):
            counted = ElidedLabel("")
            self._counts[layout.sheet, column.index] = counted
            grid.addWidget(ElidedLabel(column.header or f"Colonne {column.letter}"), 2 * place, 0)
            grid.addWidget(IconLabel("arrow-right", "secondary", 14), 2 * place, 1)
            grid.addWidget(self._box(layout.sheet, column), 2 * place, 2)
            grid.addWidget(counted, 2 * place, 3)
            grid.addWidget(rule(), 2 * place + 1, 0, 1, 4)
        return grid

    def _box(self, sheet: str, column: ColumnGuess) -> ComboBox:
        box = ComboBox()
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(15)
        box.addItems([target.label for target in TARGETS])
        box.setCurrentIndex(TARGETS.index(column.target))
        box.setProperty("sheet", sheet)
        box.setProperty("index", column.index)
        box.setAccessibleName(f"Ce que devient la colonne {column.letter}, {column.header}")
        box.activated.connect(self._picked)
        return box

    def _count(self, sheet: str, column: ColumnGuess) -> None:
        counted = self._counts[sheet, column.index]
        ignored = column.target is Target.IGNORE
        tone = "" if ignored else "attention" if column.doubts else "positive"
        counted.setProperty("tone", tone)
        counted.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        understood = f"{column.understood} sur {column.filled}"
        doubts = plural(column.doubts, "doute")
        counted.setText("ignorée" if ignored else doubts if column.doubts else understood)
        counted.style().unpolish(counted)
        counted.style().polish(counted)

    @Slot(int)
    def _picked(self, place: int) -> None:
        box = self.sender()
        if box is not None:
            self.target_changed.emit(str(box.property("sheet")), int(box.property("index")), TARGETS[place])


def _where(layout: SheetLayout) -> str:
    return f"feuille {guillemets(layout.sheet)}, en-tête ligne{NBSP}{layout.header_row}"
