"""Screens whose work comes in a later version: one sentence says so, and what exists already is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries import later
from app.queries.later import LaterRow
from app.shell.workspace import Workspace
from app.views.entries import HOME_OF
from app.views.screen import Screen
from app.views.tables.row_model import Column
from app.views.tables.table_view import TableView
from app.views.widgets.labels import label


def _cell(place: int) -> Callable[[LaterRow], str]:
    return lambda row: row.cells[place]


class LaterScreen(Screen):
    """A sentence over a read-only list; a double click or Enter goes where the object is edited."""

    sentence: ClassVar[str]
    columns: ClassVar[tuple[tuple[str, int], ...]]  # French title, width; a negative width holds figures, 0 stretches
    nothing: ClassVar[str]

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.explanation = label(self.sentence, "secondary", wrap=True)
        self.empty = label(self.nothing, "secondary")
        right = Qt.AlignmentFlag.AlignRight
        left = Qt.AlignmentFlag.AlignLeft
        columns = [
            Column[LaterRow](
                title, _cell(place), right if width < 0 else left, width=abs(width) or 160, stretch=width == 0
            )
            for place, (title, width) in enumerate(self.columns)
        ]
        self.table = TableView[LaterRow](columns, self.name)
        self.table.setProperty("framed", "true")
        self.table.row_opened.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.explanation)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)

    def refresh(self) -> None:
        rows = self.rows()
        self.table.show_rows(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))

    def rows(self) -> list[LaterRow]:
        """Ask for the lines."""
        raise NotImplementedError(type(self).__name__)

    @Slot(int)
    def _open(self, key: int) -> None:
        row = next((row for row in self.table.rows_model.rows() if row.key == key), None)
        if row is not None and row.target and row.table in HOME_OF:
            self.navigate.emit(HOME_OF[row.table], row.target)


class PartnersScreen(LaterScreen):
    """Partners and how much they are engaged."""

    name, title, icon = "partenaires", "Partenaires", "handshake"
    tables = ("organization", "commitment", "payment")
    sentence = (
        "Le registre des engagements, le tour de mise à jour par Excel et les relances viennent dans une prochaine "
        "version. Dès aujourd’hui, une structure se modifie dans Territoire, ses engagements dans la fiche de l’action."
    )
    columns = (("Structure", 0), ("Famille", 200), ("Engagements", -110), ("Versé", -150))
    nothing = "Aucune structure pour l’instant : importez un plan d’action ou ajoutez-en dans Territoire."

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
        ("Action", 0), ("Structure", 190), ("Dispositif", 150), ("Annoncé", -95), ("Demandé", -95), ("Accordé", -95),
        ("Conventionné", -105), ("Versé", -95),
    )  # fmt: skip
    nothing = "Aucun financement pour l’instant : ajoutez-en dans la fiche d’une action, onglet Financement."

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
    columns = (("Indicateur", 0), ("Unité", 110), ("Valeur initiale", -110), ("Dernier relevé", 280), ("Cible", -100))
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
    columns = (("Document", 0), ("Séance", 140), ("Produit le", 220), ("Fichier", 280))
    nothing = "Aucun document produit pour l’instant."

    def rows(self) -> list[LaterRow]:
        return self.workspace.ask(later.documents)
