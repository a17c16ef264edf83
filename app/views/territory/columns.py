"""The columns of the lists of the Territoire screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from app.dto.territory import SheetRow
from app.french import full_name, number
from app.rules.siren import format_siren
from app.views.tables import Column

_RIGHT = Qt.AlignmentFlag.AlignRight


def _value(column: str) -> Callable[[SheetRow], str]:
    def text(found: SheetRow) -> str:
        return str(found.values[column] or "")

    return text


def _term(column: str) -> Callable[[SheetRow], str]:
    def text(found: SheetRow) -> str:
        return str(found.values[column].label)

    return text


def _name(column: str) -> Callable[[SheetRow], str]:
    def text(found: SheetRow) -> str:
        return found.names[column]

    return text


def _siren(found: SheetRow) -> str:
    return format_siren(found.values["siren"])


def _population(found: SheetRow) -> str:
    people = found.values["population"]
    return "—" if people is None else number(people)


def _person(found: SheetRow) -> str:
    return full_name(found.values["first_name"], found.values["last_name"])


def _mandate(found: SheetRow) -> str:
    return f"{found.names['mandate']} · terminé" if found.is_past else found.names["mandate"]


def _tone(found: SheetRow) -> str:
    return "secondary" if found.is_past else ""


AUTHORITIES: Sequence[Column[SheetRow]] = (
    Column("Collectivité", _value("name"), strong=True, width=280, stretch=True),
    Column("Type", _term("kind"), width=130),
    Column("SIREN", _siren, _RIGHT, width=120),
    Column("Population", _population, _RIGHT, width=110),
)
ORGANIZATIONS: Sequence[Column[SheetRow]] = (
    Column("Structure", _value("name"), strong=True, width=280, stretch=True),
    Column("Sigle", _value("short_name"), width=100),
    Column("Famille", _term("family"), width=180),
    Column("SIREN", _siren, _RIGHT, width=120),
)
PEOPLE: Sequence[Column[SheetRow]] = (
    Column("Interlocuteur", _person, strong=True, width=200, stretch=True),
    Column("Fonction", _value("function"), width=170),
    Column("Structure", _name("organization_id"), width=190),
    Column("Courriel", _value("email"), width=170),
)
SEATS: Sequence[Column[SheetRow]] = (
    Column("Titulaire", _name("holder"), tone=_tone, strong=True, width=158),
    Column("Qualité", _value("capacity"), tone=_tone, width=120, stretch=True),
    Column("Collège", _term("college"), tone=_tone, width=120),
    Column("Rôle", _term("role"), tone=_tone, width=140),
    Column("Mandat", _mandate, tone=_tone, width=186),
)
