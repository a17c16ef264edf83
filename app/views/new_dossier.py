"""Creating a dossier: the name of the territory, where the file goes, one command."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.commands.territory import SetUpDossier
from app.errors import AppError
from app.shell import dossiers
from app.shell.dossiers import Office
from app.views.dialogs import choose_file
from app.views.widgets.labels import label

_FORBIDDEN = '<>:"/\\|?*'


class NewDossier(QDialog):
    """Nothing is written until « Créer »."""

    created = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Nouveau dossier")
        self.setMinimumWidth(520)
        self._office = office
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = Path(folder) if folder and Path(folder).is_dir() else Path.home()
        self._chosen: Path | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText("Vallée de la Sambrelle")
        self.name.setAccessibleName("Nom du territoire")
        self.name.textChanged.connect(self._show_file)
        self.file = label("", "secondary", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        choose = QPushButton("Choisir…")
        choose.setAutoDefault(False)  # Enter in the name creates the dossier, it does not open the file dialog
        choose.clicked.connect(self._choose)
        self.buttons = QDialogButtonBox()
        self.create_button = self.buttons.addButton("Créer le dossier", QDialogButtonBox.ButtonRole.AcceptRole)
        self.create_button.setProperty("kind", "primary")
        self.buttons.addButton("Annuler", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._create)
        self.buttons.rejected.connect(self.reject)
        where = QHBoxLayout()
        where.addWidget(self.file, 1)
        where.addWidget(choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(label("Nom du territoire", "strong"))
        layout.addWidget(self.name)
        layout.addSpacing(8)
        layout.addWidget(label("Fichier du dossier", "strong"))
        layout.addLayout(where)
        layout.addWidget(self.problem)
        layout.addSpacing(8)
        layout.addWidget(self.buttons)
        self.create_button.setDefault(True)
        self._show_file()

    def path(self) -> Path:
        """Where the dossier will be written."""
        if self._chosen is not None:
            return self._chosen
        stem = "".join(" " if c in _FORBIDDEN or not c.isprintable() else c for c in self.name.text()).strip(" .")
        return self._folder / f"{stem[:80] or 'Mon territoire'}{dossiers.SUFFIX}"

    @Slot()
    def _show_file(self) -> None:
        self.file.setText(str(self.path()))

    @Slot()
    def _choose(self) -> None:
        path = choose_file.new(self, "Fichier du dossier", self.path(), "Dossiers Binôme (*.binome)")
        if path is not None:
            self._chosen = path
            self._show_file()

    @Slot()
    def _create(self) -> None:
        if not self.name.text().strip():
            self._refuse("Donnez un nom au territoire.")
            return
        try:
            dossier = dossiers.create(self.path(), self._office)
            dossier.run(SetUpDossier(self.name.text()))
        except AppError as error:
            self._refuse(str(error))
            return
        self.accept()
        self.created.emit(dossier)

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.name.setFocus()
