"""What stands under the tables: totals per tax basis, never across (R2), sub-actions left out (R12), unknowns counted.

General totals follow the filters; the lines per axis, per funder do not, and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from app.dto.follow_up import FollowUpAction, FollowUpCommitment, FollowUpFunding
from app.french import NBSP, plural
from app.vocabulary import Firmness, TaxBasis, Weather
from exports.excel.follow_up_columns import ACTION, basis_word, funding_stages, granted_rate, remaining_cents
from exports.excel.formulas import (
    Condition,
    equals_cell,
    equals_text,
    is_number,
    ratio,
    sum_where,
    visible_sum,
)
from exports.excel.sheets import Below, Sheet, Total

Row = TypeVar("Row")
Amounts = Mapping[str, Callable[[Row], int | None]]

_BASES = [basis.label for basis in TaxBasis] + [""]
_FOLLOWS_FILTERS = "Totaux des lignes affichées"
_ACTION_AMOUNTS: Amounts[FollowUpAction] = {
    "Coût total": lambda row: row.cost_cents,
    "Financements acquis": lambda row: row.granted_cents,
    "Reste à financer": remaining_cents,
}
_FUNDING_AMOUNTS: Amounts[FollowUpFunding] = {
    "Annoncé": lambda row: row.announced_cents,
    "Demandé": lambda row: row.requested_cents,
    "Accordé": lambda row: row.granted_cents,
    "Conventionné": lambda row: row.contracted_cents,
    "Versé": lambda row: row.paid_cents,
}
_COMMITMENT_AMOUNTS: Amounts[FollowUpCommitment] = {"Montant annoncé": lambda row: row.amount_cents}


def total_actions(below: Below, sheet: Sheet[FollowUpAction]) -> None:
    """Write the totals of the plan: what is displayed, then each axis, then what is not known."""
    counted = [action for action in sheet.rows if not action.is_sub_action]
    only_actions = len(counted) < len(sheet.rows)
    bases = _present(counted, _action_basis, _has_amount)
    below.write_title(_FOLLOWS_FILTERS)
    for basis in bases:
        rows = [action for action in counted if _action_basis(action) == basis]
        conditions = _conditions(sheet.table, bases, basis, only_actions)
        below.write_total(_action_total(sheet, basis, rows, conditions))
    if not bases:
        below.write_remark("Aucun montant n’est connu.")
    _remark_unknown_actions(below, counted, len(sheet.rows) - len(counted))
    below.skip()
    if bases:
        _total_axes(below, sheet, counted, only_actions)
    below.write_remark(_weather_legend())


def _action_basis(action: FollowUpAction) -> str:
    return basis_word(action.cost_basis, action.cost_cents, action.granted_cents)


def _has_amount(action: FollowUpAction) -> bool:
    return action.cost_cents is not None or action.granted_cents is not None


def _action_total(
    sheet: Sheet[FollowUpAction],
    basis: str,
    rows: Sequence[FollowUpAction],
    conditions: Sequence[Condition],
) -> Total:
    sums = _visible_sums(sheet.table, rows, _ACTION_AMOUNTS, conditions)
    # A ratio of sums, over the actions where both are known (R11, R12).
    known = [row for row in rows if granted_rate(row) is not None]
    if known:
        both = [*conditions, is_number(sheet.table, "Taux acquis")]
        formula = ratio(
            visible_sum(sheet.table, "Financements acquis", *both), visible_sum(sheet.table, "Coût total", *both)
        )
        totals = _known_sums(known, _ACTION_AMOUNTS)
        sums["Taux acquis"] = formula, totals["Financements acquis"] / totals["Coût total"]
    return Total({"Intitulé": _total_label(basis), "Base": basis}, sums)


def _total_axes(below: Below, sheet: Sheet[FollowUpAction], counted: Sequence[FollowUpAction], only: bool) -> None:
    below.write_title("Par axe (toutes les lignes du plan, filtrées ou non)")
    for axis in dict.fromkeys(action.axis for action in counted):
        of_axis = [action for action in counted if action.axis == axis]
        for basis in _present(of_axis, _action_basis, _has_amount):
            rows = [action for action in of_axis if _action_basis(action) == basis]
            conditions = [
                equals_cell(sheet.table, "Axe", f"${sheet.letter('Axe')}{below.row}"),
                equals_text(sheet.table, "Base", basis),
                *([equals_text(sheet.table, "Type", ACTION)] if only else []),
            ]
            sums = _sums_where(sheet.table, rows, _ACTION_AMOUNTS, conditions)
            words = {"Axe": axis, "Intitulé": _total_label(basis) if axis else "Sans axe", "Base": basis}
            below.write_total(Total(words, sums))
    below.skip()


def _remark_unknown_actions(below: Below, counted: Sequence[FollowUpAction], sub_actions: int) -> None:
    no_cost = sum(action.cost_cents is None for action in counted)
    no_grant = sum(action.granted_cents is None for action in counted)
    if no_cost:
        below.write_remark(f"{_share(no_cost, len(counted), 'action')} sans coût connu{NBSP}: hors des totaux.")
    if no_grant:
        below.write_remark(f"{_share(no_grant, len(counted), 'action')} sans financement acquis connu.")
    if sub_actions:
        verb = "n’est pas ajoutée" if sub_actions == 1 else "ne sont pas ajoutées"
        below.write_remark(f"{plural(sub_actions, 'sous-action')} {verb} aux totaux.")


def _weather_legend() -> str:
    return f"Météo{NBSP}: " + ", ".join(f"{weather.label} = {weather.meaning}" for weather in Weather) + "."


def total_fundings(below: Below, sheet: Sheet[FollowUpFunding], sub_actions: frozenset[str]) -> None:
    """Write the totals of the funding lines by stage: what is displayed, then each funder, then what is not known."""
    counted = [row for row in sheet.rows if row.action_number not in sub_actions]
    only_actions = len(counted) < len(sheet.rows)
    bases = _present(counted, _funding_basis, _is_funded)
    below.write_title(_FOLLOWS_FILTERS)
    for basis in bases:
        rows = [row for row in counted if _funding_basis(row) == basis]
        conditions = _conditions(sheet.table, bases, basis, only_actions)
        sums = _visible_sums(sheet.table, rows, _FUNDING_AMOUNTS, conditions)
        below.write_total(Total({"Intitulé": _total_label(basis), "Base": basis}, sums))
    unknown = sum(not _is_funded(row) for row in counted)
    if unknown:
        below.write_remark(f"{_share(unknown, len(counted), 'ligne')} sans montant connu.")
    if only_actions:
        below.write_remark("Les lignes des sous-actions ne sont pas ajoutées aux totaux.")
    below.skip()
    if bases:
        _total_funders(below, sheet, counted, only_actions)


def _total_funders(below: Below, sheet: Sheet[FollowUpFunding], counted: Sequence[FollowUpFunding], only: bool) -> None:
    below.write_title("Par financeur (toutes les lignes, filtrées ou non)")
    for funder in dict.fromkeys(row.organization for row in counted):
        of_funder = [row for row in counted if row.organization == funder]
        for basis in _present(of_funder, _funding_basis, _is_funded):
            rows = [row for row in of_funder if _funding_basis(row) == basis]
            conditions = [
                equals_cell(sheet.table, "Financeur", f"${sheet.letter('Financeur')}{below.row}"),
                equals_text(sheet.table, "Base", basis),
                *([equals_text(sheet.table, "Type", ACTION)] if only else []),
            ]
            sums = _sums_where(sheet.table, rows, _FUNDING_AMOUNTS, conditions)
            words = {"Intitulé": _total_label(basis), "Financeur": funder, "Base": basis}
            below.write_total(Total(words, sums))


def _funding_basis(row: FollowUpFunding) -> str:
    return basis_word(row.basis, *funding_stages(row))


def _is_funded(row: FollowUpFunding) -> bool:
    return any(cents is not None for cents in funding_stages(row))


def total_commitments(below: Below, sheet: Sheet[FollowUpCommitment]) -> None:
    """Write the totals of the commitments by firmness: an announced euro is not a contracted one."""
    below.write_title("Montants des lignes affichées, par fermeté")
    known = [row for row in sheet.rows if row.amount_cents is not None]
    for firmness in Firmness:
        firm = [row for row in known if row.firmness is firmness]
        for basis in _present(firm, _commitment_basis, _is_valued):
            rows = [row for row in firm if _commitment_basis(row) == basis]
            conditions = [
                equals_text(sheet.table, "Fermeté", firmness.label),
                equals_text(sheet.table, "Base", basis),
            ]
            words = {"Engagement": _total_label(basis), "Base": basis, "Fermeté": firmness.label}
            below.write_total(Total(words, _visible_sums(sheet.table, rows, _COMMITMENT_AMOUNTS, conditions)))
    unknown = len(sheet.rows) - len(known)
    if unknown:
        below.write_remark(f"{_share(unknown, len(sheet.rows), 'engagement')} sans montant connu.")


def _commitment_basis(row: FollowUpCommitment) -> str:
    return basis_word(row.basis, row.amount_cents)


def _is_valued(row: FollowUpCommitment) -> bool:
    return row.amount_cents is not None


def _present(rows: Iterable[Row], basis: Callable[[Row], str], has_amount: Callable[[Row], bool]) -> list[str]:
    """Give the bases of the rows that have an amount, in the order of the vocabulary."""
    found = {basis(row) for row in rows if has_amount(row)}
    return [word for word in _BASES if word in found]


def _conditions(table: str, bases: Sequence[str], basis: str, only_actions: bool) -> list[Condition]:
    """Give the conditions that a total really needs: none when all lines share one basis and count."""
    made = [equals_text(table, "Base", basis)] if len(bases) > 1 else []
    return made + ([equals_text(table, "Type", ACTION)] if only_actions else [])


def _visible_sums(
    table: str, rows: Sequence[Row], amounts: Amounts[Row], conditions: Sequence[Condition]
) -> dict[str, tuple[str, float]]:
    return {
        header: (visible_sum(table, header, *conditions), euros) for header, euros in _known_sums(rows, amounts).items()
    }


def _sums_where(
    table: str, rows: Sequence[Row], amounts: Amounts[Row], conditions: Sequence[Condition]
) -> dict[str, tuple[str, float]]:
    return {
        header: (sum_where(table, header, *conditions), euros) for header, euros in _known_sums(rows, amounts).items()
    }


def _known_sums(rows: Sequence[Row], amounts: Amounts[Row]) -> dict[str, float]:
    """Add up, in cents, then give euros; a column of which nothing is known has no total, not 0."""
    sums = {}
    for header, cents in amounts.items():
        known = [amount for row in rows if (amount := cents(row)) is not None]
        if known:
            sums[header] = sum(known) / 100
    return sums


def _total_label(basis: str) -> str:
    return f"Total {basis}" if basis else "Total, base non précisée"


def _share(count: int, total: int, word: str) -> str:
    return f"{plural(count, word)} sur {total}"
