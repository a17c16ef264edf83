"""The columns of the five sheets of the tableau de suivi (DOMAIN §3.1), and the colours of their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.dto.follow_up import (
    FollowUpAction,
    FollowUpCommitment,
    FollowUpDecision,
    FollowUpFunding,
    FollowUpIndicator,
)
from app.vocabulary import Application, Execution, FollowUp, Reliability, Status, TaxBasis, Term, Weather
from exports.excel.cells import euros_from
from exports.excel.sheets import Column, Kind, Tones

ACTION, SUB_ACTION = "Action", "Sous-action"
YES = "Oui"

_POSITIVE = ("1F7A4D", "E4F4EA")
_ATTENTION = ("9A5B00", "FFF1D6")
_DANGER = ("A3263F", "FBE6EA")
_INFO = ("1D4E89", "E3EDF9")
_NEUTRAL = ("5B6577", "EDF0F3")
_QUESTION = ("6B21A8", "F3E8FF")

STATUS_TONES: Tones = {
    Status.PLANNED.label: _NEUTRAL,
    Status.TO_DISCUSS.label: _QUESTION,
    Status.RUNNING.label: _INFO,
    Status.PAUSED.label: _ATTENTION,
    Status.BLOCKED.label: _DANGER,
    Status.DONE.label: _POSITIVE,
    Status.ABANDONED.label: _NEUTRAL,
}
WEATHER_TONES: Tones = {
    Weather.SUN.label: _POSITIVE,
    Weather.CLOUDY.label: _INFO,
    Weather.CLOUD.label: _ATTENTION,
    Weather.STORM.label: _DANGER,
}
_APPLICATION_TONES: Tones = {
    state.label: tone
    for tone, states in {
        _POSITIVE: (Application.GRANTED, Application.CONTRACTED, Application.PARTLY_PAID, Application.SETTLED),
        _INFO: (Application.FILED, Application.COMPLETE, Application.EXAMINED),
        _NEUTRAL: (Application.TO_REQUEST, Application.DRAFTING, Application.DROPPED),
        _DANGER: (Application.REFUSED,),
    }.items()
    for state in states
}
_EXECUTION_TONES: Tones = {
    Execution.NOT_STARTED.label: _NEUTRAL,
    Execution.RUNNING.label: _INFO,
    Execution.KEPT.label: _POSITIVE,
    Execution.PARTLY.label: _ATTENTION,
    Execution.BROKEN.label: _DANGER,
    Execution.LAPSED.label: _NEUTRAL,
}
_FOLLOW_UP_TONES: Tones = {
    FollowUp.TO_DO.label: _ATTENTION,
    FollowUp.RUNNING.label: _INFO,
    FollowUp.DONE.label: _POSITIVE,
    FollowUp.LAPSED.label: _NEUTRAL,
}
_RELIABILITY_TONES: Tones = {
    Reliability.FORECAST.label: _NEUTRAL,
    Reliability.DECLARED.label: _INFO,
    Reliability.OBSERVED.label: _POSITIVE,
}
_LATE_TONES: Tones = {YES: _DANGER}


def label(term: Term | None) -> str:
    """Give the word of a term, "" when unknown."""
    return "" if term is None else term.label


def level_word(is_sub_action: bool) -> str:
    """Say whether a line counts in the sums (R12)."""
    return SUB_ACTION if is_sub_action else ACTION


def remaining_cents(action: FollowUpAction) -> int | None:
    """Cost not yet covered by granted funding, `None` when either is unknown; negative when over-funded (R1)."""
    if action.cost_cents is None or action.granted_cents is None:
        return None
    return action.cost_cents - action.granted_cents


def granted_rate(action: FollowUpAction) -> float | None:
    """Share of the cost that is granted (R11), `None` when either is unknown or the cost is zero."""
    if not action.cost_cents or action.granted_cents is None:
        return None
    return action.granted_cents / action.cost_cents


def basis_word(basis: TaxBasis | None, *amounts: int | None) -> str:
    """Say the tax basis of amounts, "" when unknown or when there is no amount to speak of."""
    return label(basis) if any(cents is not None for cents in amounts) else ""


def _late_days(action: FollowUpAction) -> int | None:
    return action.late_days if action.is_late else None


def _percent(action: FollowUpAction) -> float | None:
    return None if action.progress is None else action.progress / 100


def _overdue(line: FollowUpCommitment | FollowUpDecision) -> str:
    return YES if line.is_overdue else ""


def _is_sub_action(action: FollowUpAction) -> bool:
    return action.is_sub_action


def _uid(width: float = 38.0) -> Column[Any]:
    """Make the hidden column by which a line that comes back is recognised."""
    return Column("Identifiant", width, Kind.NOTE, lambda row: row.uid, is_hidden=True, is_printed=False)


def action_columns() -> list[Column[FollowUpAction]]:
    """Columns of « Plan d’action »: what is printed first, then what is read on screen only."""
    return [*_printed_action_columns(), *_screen_action_columns(), _uid()]


def _printed_action_columns() -> list[Column[FollowUpAction]]:
    return [
        Column("N°", 7, Kind.TEXT, lambda row: row.number),
        Column("Axe", 25, Kind.TEXT, lambda row: row.axis),
        Column("Intitulé", 30, Kind.TEXT, lambda row: row.title, is_indented=_is_sub_action),
        Column("Porteur", 16, Kind.TEXT, lambda row: row.lead),
        Column("Pilote", 14.5, Kind.TEXT, lambda row: row.pilot),
        Column("Statut", 10.5, Kind.TEXT, lambda row: row.status.label, STATUS_TONES),
        Column("Météo", 10, Kind.TEXT, lambda row: label(row.weather), WEATHER_TONES),
        Column("Avancement", 11, Kind.PERCENT, _percent),
        Column("Fin prévue initiale", 11, Kind.DATE, lambda row: row.initial_end),
        Column("Fin prévue révisée", 11, Kind.DATE, lambda row: row.revised_end),
        Column("Retard (jours)", 8, Kind.WHOLE, _late_days),
        Column("Coût total", 15.5, Kind.MONEY, lambda row: euros_from(row.cost_cents)),
        Column("Base", 8, Kind.TEXT, lambda row: basis_word(row.cost_basis, row.cost_cents, row.granted_cents)),
        Column("Financements acquis", 15.5, Kind.MONEY, lambda row: euros_from(row.granted_cents)),
        Column("Reste à financer", 15.5, Kind.MONEY, lambda row: euros_from(remaining_cents(row))),
        Column("Taux acquis", 8, Kind.PERCENT_TENTH, granted_rate),
        Column("Dernier fait marquant", 30, Kind.TEXT, lambda row: row.highlights),
        Column("Prochaine étape", 22, Kind.TEXT, lambda row: row.next_step),
        Column("Échéance", 11, Kind.DATE, lambda row: row.next_due),
    ]


def _screen_action_columns() -> list[Column[FollowUpAction]]:
    shown: list[tuple[str, float, Kind, Callable[[FollowUpAction], Any]]] = [
        ("Sous-axe", 24, Kind.TEXT, lambda row: row.sub_axis),
        ("Type", 12, Kind.TEXT, lambda row: level_word(row.is_sub_action)),
        ("Élu référent", 18, Kind.TEXT, lambda row: row.elected),
        ("Priorité", 10, Kind.TEXT, lambda row: label(row.level)),
        ("Phase", 11, Kind.TEXT, lambda row: label(row.maturity)),
        ("Tendance", 16, Kind.TEXT, lambda row: label(row.trend)),
        ("Début prévu", 11, Kind.DATE, lambda row: row.planned_start),
        ("Fin réelle", 11, Kind.DATE, lambda row: row.actual_end),
        ("Glissement (jours)", 11, Kind.WHOLE, lambda row: row.slippage_days),
        ("Dernière mise à jour", 12, Kind.DATE, lambda row: row.updated_on),
        ("Notes", 40, Kind.NOTE, lambda row: row.notes),
    ]
    return [Column(header, width, kind, value, is_printed=False) for header, width, kind, value in shown]


def funding_columns(sub_actions: frozenset[str]) -> list[Column[FollowUpFunding]]:
    """Columns of « Financements »; `sub_actions` are the numbers of those whose lines do not count in the sums."""
    return [
        Column("Action", 8, Kind.TEXT, lambda row: row.action_number),
        Column("Intitulé", 34, Kind.TEXT, lambda row: row.action_title),
        Column("Type", 12, Kind.TEXT, lambda row: level_word(row.action_number in sub_actions)),
        Column("Financeur", 24, Kind.TEXT, lambda row: row.organization),
        Column("Dispositif", 22, Kind.TEXT, lambda row: row.scheme),
        Column("Nature", 14, Kind.TEXT, lambda row: label(row.nature)),
        Column("État du dossier", 15, Kind.TEXT, lambda row: label(row.application), _APPLICATION_TONES),
        Column("N° de dossier", 15, Kind.TEXT, lambda row: row.reference),
        Column("Base", 8, Kind.TEXT, lambda row: basis_word(row.basis, *funding_stages(row))),
        Column("Annoncé", 16, Kind.MONEY, lambda row: euros_from(row.announced_cents)),
        Column("Demandé", 16, Kind.MONEY, lambda row: euros_from(row.requested_cents)),
        Column("Accordé", 16, Kind.MONEY, lambda row: euros_from(row.granted_cents)),
        Column("Conventionné", 16, Kind.MONEY, lambda row: euros_from(row.contracted_cents)),
        Column("Versé", 16, Kind.MONEY, lambda row: euros_from(row.paid_cents)),
        _uid(),
    ]


def funding_stages(row: FollowUpFunding) -> tuple[int | None, ...]:
    """Amounts of a funding line in cents, from announced to paid."""
    return (row.announced_cents, row.requested_cents, row.granted_cents, row.contracted_cents, row.paid_cents)


def commitment_columns() -> list[Column[FollowUpCommitment]]:
    """Columns of « Engagements »."""
    return [
        Column("N°", 9, Kind.TEXT, lambda row: row.number),
        Column("Structure", 24, Kind.TEXT, lambda row: row.organization),
        Column("Engagement", 42, Kind.TEXT, lambda row: row.wording),
        Column("Type", 18, Kind.TEXT, lambda row: row.kind.label),
        Column("Action", 9, Kind.TEXT, lambda row: row.action_number or "Plan"),
        Column("Montant annoncé", 16, Kind.MONEY, lambda row: euros_from(row.amount_cents)),
        Column("Base", 8, Kind.TEXT, lambda row: basis_word(row.basis, row.amount_cents)),
        Column("Quantité", 11, Kind.TEXT, lambda row: row.quantity),
        Column("Fermeté", 18, Kind.TEXT, lambda row: row.firmness.label),
        Column("Conditions", 30, Kind.TEXT, lambda row: row.conditions),
        Column("Échéance", 11, Kind.DATE, lambda row: row.due),
        Column("Exécution", 17, Kind.TEXT, lambda row: row.execution.label, _EXECUTION_TONES),
        Column("En retard", 9, Kind.WORD, _overdue, _LATE_TONES),
        Column("Source", 20, Kind.TEXT, lambda row: row.source),
        _uid(),
    ]


def decision_columns() -> list[Column[FollowUpDecision]]:
    """Columns of « Décisions et suites »: decisions and tasks together."""
    return [
        Column("N°", 14, Kind.TEXT, lambda row: row.number),
        Column("Date", 11, Kind.DATE, lambda row: row.decided_on),
        Column("Séance", 13, Kind.TEXT, lambda row: row.meeting),
        Column("Décision ou tâche", 56, Kind.TEXT, lambda row: row.wording),
        Column("Type", 18, Kind.TEXT, lambda row: label(row.kind) or "Tâche"),
        Column("Fiches", 16, Kind.TEXT, lambda row: row.actions),
        Column("Résultat", 18, Kind.TEXT, lambda row: label(row.result)),
        Column("Responsable", 22, Kind.TEXT, lambda row: row.responsible),
        Column("Échéance", 11, Kind.DATE, lambda row: row.due),
        Column("Suite", 11, Kind.TEXT, lambda row: row.follow_up.label, _FOLLOW_UP_TONES),
        Column("Fait le", 11, Kind.DATE, lambda row: row.done_on),
        Column("En retard", 9, Kind.WORD, _overdue, _LATE_TONES),
        _uid(),
    ]


def indicator_columns() -> list[Column[FollowUpIndicator]]:
    """Columns of « Indicateurs », with the last reading of each."""
    return [
        Column("Code", 9, Kind.TEXT, lambda row: row.code),
        Column("Indicateur", 46, Kind.TEXT, lambda row: row.name),
        Column("Unité", 13, Kind.TEXT, lambda row: row.unit),
        Column("Nature", 13, Kind.TEXT, lambda row: row.nature.label),
        Column("Valeur initiale", 13, Kind.DECIMAL, lambda row: row.baseline),
        Column("Date initiale", 11, Kind.DATE, lambda row: row.baseline_on),
        Column("Cible", 13, Kind.DECIMAL, lambda row: row.target),
        Column("Date de la cible", 11, Kind.DATE, lambda row: row.target_on),
        Column("Dernier relevé", 13, Kind.DECIMAL, lambda row: row.value),
        Column("Date du relevé", 11, Kind.DATE, lambda row: row.read_on),
        Column("Fiabilité", 11, Kind.TEXT, lambda row: label(row.reliability), _RELIABILITY_TONES),
        Column("Source", 28, Kind.TEXT, lambda row: row.source),
        _uid(),
    ]
