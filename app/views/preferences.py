"""Preferences of the user: who signs the changes, the theme, what opens at start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from app.settings import Settings

_THEMES = (("system", "Celui du système"), ("clair", "Clair"), ("sombre", "Sombre"))


class Preferences(QDialog):
    """Nothing changes until « Enregistrer »."""

    accepted_values = Signal(object)

    def __init__(self, settings: Settings, account: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Préférences")
        self.setMinimumWidth(460)
        self.author = QLineEdit(settings.author)
        self.author.setPlaceholderText(account)
        self.theme = QComboBox()
        for value, text in _THEMES:
            self.theme.addItem(text, value)
        self.theme.setCurrentIndex(max(0, self.theme.findData(settings.theme)))
        self.reopen = QCheckBox("Rouvrir le dernier dossier au démarrage")
        self.reopen.setChecked(settings.reopen_last)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.setContentsMargins(20, 20, 20, 16)
        form.setVerticalSpacing(12)
        form.addRow("&Votre nom, dans l’historique", self.author)
        form.addRow("&Thème", self.theme)
        form.addRow(self.reopen)
        form.addRow(buttons)

    @Slot()
    def _save(self) -> None:
        self.accept()
        self.accepted_values.emit(
            {
                "author": self.author.text().strip(),
                "theme": self.theme.currentData(),
                "reopen_last": self.reopen.isChecked(),
            }
        )
