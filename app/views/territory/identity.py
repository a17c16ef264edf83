"""Who the territory is, and the binôme that chairs its committees."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.dto.territory import SheetRow, TerritorySheet
from app.french import plural
from app.shell.workspace import Workspace
from app.views.territory.editor import ObjectCard
from app.views.territory.fields import TERRITORY
from app.views.widgets import Card, IconLabel, Pill, button, label, link, row, scroller
from app.vocabulary import SeatRole


class IdentityPage(QWidget):
    """The fields of the territory beside the co-chairs, past and present."""

    add_chair = Signal(str)  # role
    perimeter_asked = Signal()
    seat_asked = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = ObjectCard(workspace, "territory", TERRITORY, "Identité")
        self.pair = Card("Le binôme", "handshake")
        self.chairs = QGridLayout()
        self.chairs.setVerticalSpacing(10)
        self.chairs.setHorizontalSpacing(10)
        self.chairs.setColumnStretch(1, 1)
        self.pair.body.addLayout(self.chairs)
        self.elected = button("Ajouter un élu", "user-plus", on_click=self._add, small=True)
        self.industry = button("Ajouter un industriel", "user-plus", on_click=self._add, small=True)
        for act in (self.elected, self.industry):
            act.setEnabled(not workspace.is_read_only)
        self.pair.body.addLayout(row(self.elected, self.industry, None))
        self.around = Card("Périmètre", "map-pinned")
        self.members = label("", "body", wrap=True)
        self.around.body.addWidget(self.members)
        self.around.body.addLayout(row(link("Modifier le périmètre", "arrow-right", self._ask_perimeter), None))
        self._build()

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self.pair)
        right.addWidget(self.around)
        right.addStretch(1)
        content = QWidget()
        line = QHBoxLayout(content)
        line.setContentsMargins(0, 14, 0, 16)
        line.setSpacing(14)
        line.addWidget(self.card, 3)
        line.addLayout(right, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroller(content))

    def show_sheet(self, sheet: TerritorySheet) -> None:
        """Show the territory."""
        self.card.show_row(SheetRow(1, sheet.values, {}) if sheet.values else None)
        names = {found.key: found.values["short_name"] for found in sheet.committees}
        self._show_chairs([found for found in sheet.seats if found.values["role"].is_chair], names)
        total = sum(found.values["population"] or 0 for found in sheet.authorities)
        count = plural(len(sheet.authorities), "collectivité membre")
        listed = ", ".join(found.values["name"] for found in sheet.authorities)
        people = f" · {plural(total, 'habitant')}" if total else ""
        unknown = sum(found.values["population"] is None for found in sheet.authorities)
        missing = f" ({plural(unknown, 'population inconnue')})" if unknown and total else ""
        text = f"{count}{people}{missing}\n{listed}" if listed else "Aucune collectivité membre pour l’instant."
        self.members.setText(text)

    def _show_chairs(self, chairs: list[SheetRow], committees: dict[int, str]) -> None:
        while (item := self.chairs.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not chairs:
            text = "Aucun co-président pour l’instant : un élu et un industriel conduisent la démarche ensemble."
            self.chairs.addWidget(label(text.replace(" :", "\u00a0:"), "secondary", wrap=True), 0, 0, 1, 3)
        for place, found in enumerate(chairs):
            self._show_chair(place, found, committees.get(found.values["committee_id"], ""))

    def _show_chair(self, place: int, found: SheetRow, committee: str) -> None:
        is_elected = found.values["role"] is SeatRole.CHAIR_ELECTED
        tone = "secondary" if found.is_past else "ink"
        self.chairs.addWidget(IconLabel("landmark" if is_elected else "factory", tone), place, 0)
        said = [found.values["capacity"], found.names["organization_id"], committee, found.names["mandate"]]
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = link(found.names["holder"], on_click=self._open_seat)
        name.setProperty("seat", found.key)
        column.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(" · ".join(text for text in said if text), "small", wrap=True))
        self.chairs.addWidget(box, place, 1)
        word = "mandat terminé" if found.is_past else "élu" if is_elected else "industriel"
        self.chairs.addWidget(Pill(word, "neutral" if found.is_past else "info"), place, 2)

    @Slot()
    def _add(self) -> None:
        role = SeatRole.CHAIR_ELECTED if self.sender() is self.elected else SeatRole.CHAIR_INDUSTRY
        self.add_chair.emit(role.value)

    @Slot()
    def _ask_perimeter(self) -> None:
        self.perimeter_asked.emit()

    @Slot()
    def _open_seat(self) -> None:
        self.seat_asked.emit(self.sender().property("seat"))
