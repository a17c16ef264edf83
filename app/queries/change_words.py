"""How one changed field is said in a French sentence: « l’échéance passe du 30/09/2026 au 30/06/2027 »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app import wording
from app.french import guillemets, join_and, short_date
from app.vocabulary import Term

_SUBJECTS: Mapping[str, Mapping[str, str]] = {
    "action": {
        "number": "le numéro",
        "title": "l’intitulé",
        "status": "le statut",
        "status_reason": "le motif du statut",
        "level": "la priorité",
        "maturity": "la phase",
        "scope": "la portée",
        "planned_start": "le début prévu",
        "actual_start": "le début réel",
        "initial_end": "la fin prévue",
        "revised_end": "l’échéance",
        "actual_end": "la fin réelle",
        "total_cost_cents": "le coût total",
        "total_cost_basis": "la base du coût",
        "progress_percent": "l’avancement",
    },
    "milestone": {
        "title": "l’intitulé",
        "planned_on": "la date prévue",
        "revised_on": "la date révisée",
        "actual_on": "la date réelle",
    },
    "commitment": {
        "firmness": "la fermeté",
        "execution": "l’exécution",
        "application": "l’état du dossier",
        "announced_cents": "le montant annoncé",
        "requested_cents": "le montant demandé",
        "granted_cents": "le montant accordé",
        "contracted_cents": "le montant conventionné",
        "due": "l’échéance",
        "scheme": "le dispositif",
        "reference": "le numéro de dossier",
    },
}


def amounts(table: str, names: Sequence[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """One phrase per short field, in the order of the fiche; long texts are only named, at the end."""
    subjects = _SUBJECTS.get(table, {})
    order = list(subjects)
    short = sorted((name for name in names if name in subjects), key=order.index)
    said = [_phrase(name, subjects[name], before.get(name), after.get(name)) for name in short]
    others = [guillemets(wording.field_name(table, name)) for name in names if name not in subjects]
    if others:
        said.append(f"mise à jour de {join_and(others)}")
    return said


def change(subject: str, before: str | None, after: str | None) -> str:
    """« la météo passe de A à B »; from nothing « passe à B »; to nothing « n’est plus renseigné »."""
    if not after:
        return f"{subject} n’a plus de valeur (auparavant {before})"
    return f"{subject} passe de {before} à {after}" if before else f"{subject} passe à {after}"


def named(label: str) -> str:
    """« 3.1 « Friche des Forges » » from the label « 3.1 Friche des Forges »."""
    number, _, title = label.partition(" ")
    if title and any(character.isdigit() for character in number):
        return f"{number} {guillemets(title)}"
    return guillemets(label)


def _phrase(name: str, subject: str, before: Any, after: Any) -> str:
    if isinstance(after, date) and isinstance(before, date):
        return f"{subject} passe du {short_date(before)} au {short_date(after)}"
    if isinstance(after, date):
        fixed = "fixée" if _is_feminine(subject) else "fixé"
        return f"{subject} est {fixed} au {short_date(after)}"
    return change(subject, _shown(name, before), _shown(name, after))


def _is_feminine(subject: str) -> bool:
    return subject.startswith("la ") or subject == "l’échéance"


def _shown(name: str, value: Any) -> str | None:
    text = wording.shown(name, value)
    if not text:
        return None
    return guillemets(text) if isinstance(value, Term | str) else text
