"""What a column may hold, checked at the door of every write: types, emptiness, text that every document can carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import Any

from sqlalchemy import Column
from sqlalchemy.exc import IntegrityError

from app import wording
from app.db.codec import ENTITIES
from app.errors import ValidationFailed
from app.french import NBSP, guillemets
from app.models import Entity

_HIDDEN = {"id", "uid", "version"}
_LARGEST = 2**63 - 1
# Controls, surrogates and non-characters: SQLite, XML or Excel refuse them.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = re.compile("[\x00-\x08\x0c-\x1f\x7f\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Keep what SQLite and the documents can hold: no control, no half of a character, lines end with a newline."""
    if not _UNSAFE.search(text):
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _CONTROLS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def settle(entity: Entity) -> None:
    """Give every column of a row about to be written the value it can hold; raises ValidationFailed."""
    held = entity.__dict__
    for field, column in _columns(type(entity)).items():
        if field in held:
            settled = settled_value(entity.__tablename__, column, held[field])
            if settled is not held[field]:
                setattr(entity, field, settled)


def field_value(table: str, field: str, value: Any) -> Any:
    """Return `value` as the column stores it; raises ValidationFailed, also when there is no such field."""
    column = _columns(ENTITIES[table]).get(field)
    if column is None:
        raise ValidationFailed(**{field: f"Le champ {guillemets(field)} n’existe pas{NBSP}: rien n’a été modifié."})
    return settled_value(table, column, value)


def settled_value(table: str, column: Column[Any], value: Any) -> Any:
    """Return `value` as `column` stores it; raises ValidationFailed."""
    python = column.type.python_type
    if issubclass(python, str) and not issubclass(python, StrEnum):
        return _settled_text(table, column, value)
    if value is None:
        if column.nullable:
            return None
        raise _refused(table, column, "ne peut pas rester vide")
    if issubclass(python, StrEnum) and isinstance(value, str):
        try:
            return python(value)
        except ValueError as error:
            raise _refused(table, column, "attend une valeur de sa liste") from error
    if python is float and type(value) is int:
        value = float(value)
    if type(value) is not python or not _is_storable(value):
        raise _refused(table, column, _EXPECTED.get(python, "a une forme inattendue"))
    return value


def refusal(error: IntegrityError) -> ValidationFailed:
    """Say in French which constraint of the database refused a write."""
    words = str(error.orig)
    what, _, where = words.rpartition(": ")
    if what.startswith("CHECK") and (known := _LIMITS.get(where.removeprefix("ck_"))):
        return ValidationFailed(**{where: known})
    if what.startswith(("NOT NULL", "UNIQUE")):
        table, _, field = where.split(", ")[-1].partition(".")
        column = _columns(ENTITIES[table]).get(field) if table in ENTITIES else None
        if column is not None:
            empty = what.startswith("NOT NULL")
            return _refused(table, column, "ne peut pas rester vide" if empty else "est déjà pris")
    if "FOREIGN KEY" in words:
        return ValidationFailed(value="Un objet lié n’existe plus, ou sert encore ailleurs : rien n’a été modifié.")
    return ValidationFailed(value="Cette valeur n’est pas acceptée : rien n’a été modifié.")


def _settled_text(table: str, column: Column[Any], value: Any) -> str | None:
    if value is None and column.nullable:
        return None
    if value is not None and not isinstance(value, str):
        raise _refused(table, column, "attend un texte")
    text = clean_text(value or "")
    if not text.strip() and column.default is None:
        raise _refused(table, column, "ne peut pas rester vide")
    return value if text == value else text


def _is_storable(value: Any) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return not isinstance(value, int) or abs(value) <= _LARGEST


def _refused(table: str, column: Column[Any], why: str) -> ValidationFailed:
    name = wording.field_name(table, column.key)
    return ValidationFailed(
        **{column.key: f"{guillemets(name[:1].upper() + name[1:])} {why}{NBSP}: rien n’a été modifié."}
    )


@cache
def _columns(entity: type[Entity]) -> Mapping[str, Column[Any]]:
    return {
        column.key: column
        for column in entity.__table__.columns
        if isinstance(column, Column) and column.key not in _HIDDEN
    }


_EXPECTED: Mapping[type[object], str] = {
    date: "attend une date",
    datetime: "attend une date avec son heure",
    time: "attend une heure",
    bool: "se répond par oui ou par non",
    int: "attend un nombre entier, de taille raisonnable",
    float: "attend un nombre",
}

_AMOUNT = "Un montant ne peut pas être négatif : rien n’a été modifié."
_DELAY = "Un délai ou une durée ne peut pas être négatif : rien n’a été modifié."
_PERCENT = "Un avancement va de 0 à 100 % : rien n’a été modifié."
_HOLDER = "Nommez une personne ou une structure : rien n’a été modifié."
_LIMITS: Mapping[str, str] = {
    "action_cost": _AMOUNT,
    "action_progress": _PERCENT,
    "progress_note_percent": _PERCENT,
    "commitment_announced": _AMOUNT,
    "commitment_requested": _AMOUNT,
    "commitment_granted": _AMOUNT,
    "commitment_contracted": _AMOUNT,
    "commitment_quantity": "Une quantité ne peut pas être négative : rien n’a été modifié.",
    "committee_notice": _DELAY,
    "committee_minutes": _DELAY,
    "agenda_item_planned": _DELAY,
    "agenda_item_spent": _DELAY,
    "seat_holder": _HOLDER,
    "attendance_holder": _HOLDER,
    "meeting_number": "Une séance porte un numéro à partir de 1 : rien n’a été modifié.",
    "milestone_weight": "Le poids d’une étape est au moins 1 : rien n’a été modifié.",
    "local_authority_population": "Une population ne peut pas être négative : rien n’a été modifié.",
}
