"""The columns each list of the screen edits, their captions and their editors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from app import wording
from app.french import capitalized
from app.rules.siren import format_siren, is_siren
from app.views.widgets import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    NumberField,
    SuggestField,
    TextField,
)
from app.vocabulary import AuthorityKind, College, CommitteeKind, Family, Phase, SeatRole

CIVILITIES = ("Madame", "Monsieur")

TERRITORY = (
    ("name", "phase"),
    ("code", "region"),
    ("employment_area",),
    ("perimeter",),
    ("employer", "project_lead"),
    ("privacy_contact",),
    ("stale_weather_days", "owner_share_percent"),
)
AUTHORITY = (("name",), ("kind",), ("siren",), ("population",))
ORGANIZATION = (("name",), ("short_name",), ("family",), ("siren",), ("notes",))
PERSON = (
    ("civility",),
    ("first_name",),
    ("last_name",),
    ("function",),
    ("organization_id",),
    ("email",),
    ("phone",),
)
SEAT = (
    ("capacity",),
    ("organization_id",),
    ("college",),
    ("role",),
    ("alternate_id",),
    ("starts_on",),
    ("ends_on",),
)
COMMITTEE = (("name",), ("short_name",), ("kind",), ("notice_days",), ("minutes_days",), ("has_quorum",))

_TERMS = {
    ("territory", "phase"): Phase,
    ("local_authority", "kind"): AuthorityKind,
    ("organization", "family"): Family,
    ("committee", "kind"): CommitteeKind,
    ("seat", "college"): College,
    ("seat", "role"): SeatRole,
}
_NUMBERS = {
    "population": (0, None),
    "stale_weather_days": (1, 3650),
    "owner_share_percent": (0, 100),
    "notice_days": (0, 365),
    "minutes_days": (0, 365),
}
_REQUIRED = {"name": "Ce nom ne peut pas rester vide.", "last_name": "Ce nom ne peut pas rester vide."}


class SirenField(TextField):
    """Nine digits with their key, written « 200 018 653 », or nothing (R23)."""

    def _read(self) -> str:
        digits = "".join(super()._read().split())
        if digits and not is_siren(digits):
            raise ValueError("Ce n’est pas un SIREN\u00a0: 9 chiffres avec leur clé de contrôle.")
        return digits

    def _shown(self, value: Any) -> str:
        return format_siren(value) if value else ""


def caption(table: str, column: str) -> str:
    """« Bassin d’emploi »."""
    return capitalized(wording.field_name(table, column))


def make_field(table: str, column: str, today: Callable[[], date]) -> Field:
    """Return the editor that suits a column; choices of objects are given later."""
    if (table, column) in _TERMS:
        return ChoiceField(_TERMS[table, column])
    if column in _NUMBERS:
        low, high = _NUMBERS[column]
        required = "" if column == "population" else "Écrivez un nombre."
        return NumberField(low, high, required=required)
    if column in {"organization_id", "alternate_id"}:
        return ChoiceField(allow_none=True, none_label="Aucun" if column == "alternate_id" else "Aucune")
    if column in {"starts_on", "ends_on"}:
        return DateField(today)
    if column in {"perimeter", "notes"}:
        return LongTextField(lines=3, max_lines=6)
    if column == "has_quorum":
        return CheckField("Un quorum est requis")
    if column == "siren":
        return SirenField()
    if column == "civility":
        return SuggestField(CIVILITIES)
    return TextField(required=_REQUIRED.get(column, ""))
