"""Every field of a fiche, in the groups of DOMAIN §2.5."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app import wording
from app.french import capitalized
from app.views.widgets.field import Field
from app.views.widgets.text_fields import LongTextField, SuggestField, TextField
from app.views.widgets.value_fields import CheckField, ChoiceField, DateField, MoneyField, NumberField
from app.vocabulary import Level, Maturity, PartnerRole, PersonRole, Scope, SheetKind, Status, TaxBasis, Term

PARTICIPATION = ("Pas de participation citoyenne", "Information", "Consultation", "Concertation", "Co-construction")
TERMS: Mapping[str, tuple[type[Term], bool]] = {
    "status": (Status, False),
    "sheet_kind": (SheetKind, False),
    "maturity": (Maturity, True),
    "level": (Level, True),
    "scope": (Scope, True),
    "total_cost_basis": (TaxBasis, True),
}
"""Columns holding a term, and whether it may be unknown."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the fiche: lines of one or two columns; roles come after them."""

    title: str
    lines: tuple[tuple[str, ...], ...]
    partners: tuple[PartnerRole, ...] = ()
    people: tuple[PersonRole, ...] = ()


GROUPS = (
    Group(
        "Identité",
        (
            ("title",),
            ("number", "status"),
            ("status_reason",),
            ("axis_id",),
            ("parent_id",),
            ("sheet_kind", "maturity"),
            ("level", "scope"),
            ("progress_percent", "is_confidential"),
        ),
    ),
    Group(
        "Acteurs",
        (("department",), ("governance",), ("beneficiaries",), ("participation",)),
        (
            PartnerRole.LEAD,
            PartnerRole.CO_LEAD,
            PartnerRole.TECHNICAL,
            PartnerRole.FUNDING,
            PartnerRole.BENEFICIARY,
            PartnerRole.TO_INVOLVE,
        ),
        (PersonRole.PILOT, PersonRole.ELECTED, PersonRole.INDUSTRY),
    ),
    Group(
        "Contenu",
        (("context",), ("objectives",), ("description",), ("deliverables",), ("resources",), ("indicators_text",)),
    ),
    Group(
        "Calendrier",
        (("planned_start", "actual_start"), ("initial_end", "revised_end"), ("actual_end", "continuous")),
    ),
    Group("Finances", (("total_cost_cents", "total_cost_basis"), ("funding_text",))),
    Group("Notes", (("links",), ("notes",))),
)


def caption(column: str) -> str:
    """« Fin révisée »."""
    return capitalized(wording.field_name("action", column))


def make_field(column: str, today: Callable[[], date]) -> Field:
    """Return the editor that suits a column of an action."""
    if column in TERMS:
        terms, is_optional = TERMS[column]
        return ChoiceField(terms, allow_none=is_optional)
    if column in {"axis_id", "parent_id"}:
        return ChoiceField(allow_none=True, none_label="Sans axe" if column == "axis_id" else "Action principale")
    if column in {"planned_start", "actual_start", "initial_end", "revised_end", "actual_end"}:
        return DateField(today)
    if column == "total_cost_cents":
        return MoneyField()
    if column == "progress_percent":
        return NumberField(0, 100, unit="%")
    if column in {"continuous", "is_confidential"}:
        return CheckField("Se répète chaque année" if column == "continuous" else "Ne sort pas du dossier")
    if column == "participation":
        return SuggestField(PARTICIPATION)
    if column == "title":
        return TextField(required="Donnez un intitulé à l’action.")
    if column in {"number", "department", "status_reason"}:
        return TextField()
    return LongTextField(lines=2)
