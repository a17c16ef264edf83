"""Screens whose work comes in a later version: one sentence says so, and what exists already is shown."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.queries import later
from app.queries.later import LaterRow
from app.shell.workspace import Workspace
from app.views.entries import HOME_OF
from app.views.screen import Screen
from app.views.widgets.labels import label

_TARGET = Qt.ItemDataRole.UserRole


class LaterScreen(Screen):
    """A sentence over a read-only list; a double click or Enter goes where the object is edited."""

    sentence: ClassVar[str]
    columns: ClassVar[tuple[tuple[str, int], ...]]  # French title, width
    nothing: ClassVar[str]

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.explanation = label(self.sentence, "secondary", wrap=True)
        self.empty = label(self.nothing, "secondary")
        self._model = QStandardItemModel(self)
        self.table = QTableView()
        self.table.setProperty("framed", "true")
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(32)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.activated.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.explanation)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)

    def refresh(self) -> None:
        rows = self.rows()
        self._model.clear()
        self._model.setHorizontalHeaderLabels([title for title, _ in self.columns])
        for row in rows:
            self._model.appendRow([self._cell(row, text, place) for place, text in enumerate(row.cells)])
        for place, (_, width) in enumerate(self.columns):
            self.table.setColumnWidth(place, width)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))

    def rows(self) -> list[LaterRow]:
        """Ask for the lines."""
        raise NotImplementedError(type(self).__name__)

    def _cell(self, row: LaterRow, text: str, place: int) -> QStandardItem:
        item = QStandardItem(text)
        item.setToolTip(text)
        item.setData((row.table, row.target), _TARGET)
        if place and (text.endswith("€") or text == "—" or text.isdigit()):
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        table, key = index.data(_TARGET)
        if key and table in HOME_OF:
            self.navigate.emit(HOME_OF[table], key)


class PartnersScreen(LaterScreen):
    """Partners and how much they are engaged."""

    name, title, icon = "partenaires", "Partenaires", "handshake"
    tables = ("organization", "commitment", "payment")
    sentence = (
        "Le registre des engagements, le tour de mise à jour par Excel et les relances viennent dans une prochaine "
        "version. Dès aujourd’hui, une structure se modifie dans Territoire, ses engagements dans la fiche de l’action."
    )
    columns = (("Structure", 380), ("Famille", 180), ("Engagements", 110), ("Versé", 140))
    nothing = "Aucune structure pour l’instant : importez un plan d’action ou ajoutez-en dans Territoire."

    def rows(self) -> list[LaterRow]:
        return self.workspace.ask(later.partners)


class FundingScreen(LaterScreen):
    """Every funding line of the plan."""

    name, title, icon = "financements", "Financements", "euro"
    tables = ("commitment", "payment", "action", "organization")
    sentence = (
        "La maquette financière et le suivi des dossiers d’aide viennent dans une prochaine version. Dès aujourd’hui, "
        "chaque ligne de financement se saisit dans la fiche de son action (double clic)."
    )
    columns = (
        ("Action", 290), ("Structure", 190), ("Dispositif", 160), ("Annoncé", 95), ("Demandé", 95), ("Accordé", 95),
        ("Conventionné", 105), ("Versé", 90),
    )  # fmt: skip
    nothing = "Aucun financement pour l’instant : ajoutez-en dans la fiche d’une action, onglet Financement."

    def rows(self) -> list[LaterRow]:
        return self.workspace.ask(later.fundings)


class IndicatorsScreen(LaterScreen):
    """Indicators and their last reading."""

    name, title, icon = "indicateurs", "Indicateurs", "trending-up"
    tables = ("indicator", "reading")
    sentence = (
        "La saisie des relevés et les courbes viennent dans une prochaine version. Les indicateurs du dossier "
        "figurent déjà au tableau de bord et dans le tableau de suivi Excel."
    )
    columns = (("Indicateur", 330), ("Unité", 110), ("Valeur initiale", 120), ("Dernier relevé", 260), ("Cible", 110))
    nothing = "Aucun indicateur dans ce dossier pour l’instant."

    def rows(self) -> list[LaterRow]:
        return self.workspace.ask(later.indicators)


class DocumentsScreen(LaterScreen):
    """Documents produced so far."""

    name, title, icon = "documents", "Documents", "file-text"
    tables = ("issued_document", "meeting")
    sentence = (
        "Les modèles à l’en-tête du territoire et les autres documents viennent dans une prochaine version. Le compte "
        "rendu se produit depuis sa séance, le tableau de suivi depuis le plan d’action (Ctrl+E)."
    )
    columns = (("Document", 360), ("Séance", 140), ("Produit le", 220), ("Fichier", 300))
    nothing = "Aucun document produit pour l’instant."

    def rows(self) -> list[LaterRow]:
        return self.workspace.ask(later.documents)
