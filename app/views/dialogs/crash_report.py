"""What a user sees of a bug of ours: one sentence, and a report to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget


class CrashReport(QMessageBox):
    """Shown once per place; the program keeps running, everything is already in the file."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle("Une erreur inattendue")
        self.setText(
            "Une erreur inattendue s’est produite. Rien n’a été perdu : tout ce qui est affiché est enregistré."
        )
        self.setInformativeText("Vous pouvez continuer. Le rapport aidera à corriger le programme.")
        self._report = report
        self.copy: QPushButton = self.addButton("Copier le rapport", QMessageBox.ButtonRole.ActionRole)
        self.addButton("Continuer", QMessageBox.ButtonRole.AcceptRole)
        self.copy.clicked.connect(self._copy)

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText(self._report)


def offer_report(report: str, parent: QWidget | None = None) -> None:
    """Show the report of a failure without stopping the program."""
    CrashReport(report, parent).open()
