"""Several names of a role: one line each, with what takes it away, and a line that adds one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.french import fold
from app.views.widgets.buttons import icon_button
from app.views.widgets.card import row
from app.views.widgets.labels import ElidedLabel
from app.views.widgets.text_fields import SuggestField


class NamesField(QWidget):
    """Names in their order; `committed(tuple)` when one is added or taken away."""

    committed = Signal(object)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._read_only = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.adding = SuggestField(placeholder=hint)
        self.adding.committed.connect(self._add)
        self.setFocusProxy(self.adding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._lines)
        column.addWidget(self.adding)

    def names(self) -> tuple[str, ...]:
        """Names shown."""
        return self._names

    def set_names(self, names: Sequence[str]) -> None:
        """Show names, silently."""
        if tuple(names) == self._names and self._lines.count() == len(names):
            return
        self._names = tuple(names)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name in self._names:
            self._lines.addWidget(self._line(name))

    def set_choices(self, choices: Iterable[str]) -> None:
        """Replace the suggestions."""
        self.adding.set_choices(choices)

    def set_read_only(self, read_only: bool) -> None:
        """Forbid or allow changes."""
        self._read_only = read_only
        if read_only:
            self.adding.hide()
        for button in self.findChildren(QPushButton):
            button.setEnabled(not read_only)

    def _line(self, name: str) -> QWidget:
        line = QWidget()
        away = icon_button("x", f"Retirer {name}", self._remove)
        away.setProperty("name", name)
        away.setEnabled(not self._read_only)
        line.setLayout(row(ElidedLabel(name), away, stretch=0))
        return line

    @Slot()
    def _remove(self) -> None:
        away = self.sender()
        if away is not None:
            name = away.property("name")
            self._commit(tuple(known for known in self._names if known != name))

    @Slot(object)
    def _add(self, name: str) -> None:
        self.adding.set_value("")
        self.adding.line.clear()
        if name and fold(name) not in {fold(known) for known in self._names}:
            self._commit((*self._names, name))

    def _commit(self, names: tuple[str, ...]) -> None:
        self.set_names(names)
        self.committed.emit(names)
