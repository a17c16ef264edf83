"""Asking before an act that deserves it, without stopping the program. Tests replace `ask`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget


class _Answer(QObject):
    """Hears the answer; lives and dies with its box."""

    def __init__(self, box: QMessageBox, yes: QAbstractButton, then: Callable[[], object]) -> None:
        super().__init__(box)
        self._yes, self._then = yes, then
        box.buttonClicked.connect(self.hear)

    @Slot(QAbstractButton)
    def hear(self, pressed: QAbstractButton) -> None:
        if pressed is self._yes:
            self._then()


def ask(
    parent: QWidget, title: str, text: str, act: str, then: Callable[[], object], *, danger: bool = False
) -> QMessageBox:
    """Ask, and call `then` when the user presses `act` (a verb: « Supprimer »); « Annuler » is the default."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    yes.setProperty("kind", "danger" if danger else "primary")
    no = box.addButton("Annuler", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    _Answer(box, yes, then)
    box.open()
    return box
