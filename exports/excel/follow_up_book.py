"""The tableau de suivi: five sheets, each a table with its totals (issue 2, section 5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any, TypeVar

from openpyxl import Workbook

from app.dto.follow_up import FollowUpTable
from app.french import NBSP, plural
from exports.excel.cells import make_fonts_valid
from exports.excel.follow_up_columns import (
    action_columns,
    commitment_columns,
    decision_columns,
    funding_columns,
    indicator_columns,
)
from exports.excel.follow_up_totals import total_actions, total_commitments, total_fundings
from exports.excel.sheets import Below, Sheet, prepare_printing, write_sheet
from exports.files import Step, french_text

Row = TypeVar("Row")
Totals = Callable[[Below, Sheet[Row]], None]


def build_workbook(table: FollowUpTable, step: Step) -> tuple[Workbook, dict[str, dict[str, float]]]:
    """Build the workbook; give it with the results of its formulas, by sheet and cell."""
    make_fonts_valid()
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _set_properties(workbook, table)
    sub_actions = frozenset(action.number for action in table.actions if action.is_sub_action)

    def total_plan_fundings(below: Below, sheet: Sheet[Any]) -> None:
        total_fundings(below, sheet, sub_actions)

    results: dict[str, dict[str, float]] = {}
    parts: list[tuple[Sheet[Any], Totals[Any] | None]] = [
        (_actions(table), total_actions),
        (_fundings(table, sub_actions), total_plan_fundings),
        (_commitments(table), total_commitments),
        (_decisions(table), None),
        (_indicators(table), None),
    ]
    total = sum(len(sheet.rows) for sheet, _ in parts)
    done = 0
    for sheet, write_totals in parts:
        results[sheet.title] = _write(workbook, sheet, write_totals, _from(step, done, total))
        done += len(sheet.rows)
    return workbook, results


def _from(step: Step, done: int, total: int) -> Step:
    return lambda more, _: step(done + more, total)


def _write(workbook: Workbook, sheet: Sheet[Row], write_totals: Totals[Row] | None, step: Step) -> dict[str, float]:
    page = write_sheet(workbook, sheet, step)
    below = Below(page, sheet)
    if not sheet.rows:
        below.write_remark(sheet.nothing)
    elif write_totals is not None:
        write_totals(below, sheet)
    prepare_printing(page, sheet, below.row - 1)
    return below.results


def _set_properties(workbook: Workbook, table: FollowUpTable) -> None:
    properties = workbook.properties
    properties.title = french_text(table.title, 255)
    properties.subject = french_text(table.territory, 255)
    properties.creator = properties.lastModifiedBy = "Binôme"
    properties.language = "fr-FR"
    properties.created = properties.modified = datetime.combine(table.printed_on, time())


def _sheet(
    table: FollowUpTable,
    title: str,
    name: str,
    **parts: Any,
) -> Sheet[Any]:
    count = plural(len(parts["rows"]), parts.pop("unit"))
    return Sheet(
        title=title,
        table=name,
        heading=_joined(title, table.territory),
        subtitle=_joined(table.title, count),
        owner=_joined(table.territory, table.title),
        **parts,
    )


def _joined(*parts: str) -> str:
    return " — ".join(part for part in parts if part.strip())


def _actions(table: FollowUpTable) -> Sheet[Any]:
    return _sheet(
        table,
        "Plan d’action",
        "PlanAction",
        columns=action_columns(),
        rows=table.actions,
        unit="ligne",
        frozen=3,
        nothing=f"Le plan d’action est vide{NBSP}: aucune action n’y est inscrite.",
    )


def _fundings(table: FollowUpTable, sub_actions: frozenset[str]) -> Sheet[Any]:
    return _sheet(
        table,
        "Financements",
        "Financements",
        columns=funding_columns(sub_actions),
        rows=table.fundings,
        unit="ligne de financement",
        frozen=2,
        nothing="Aucun financement n’est enregistré.",
    )


def _commitments(table: FollowUpTable) -> Sheet[Any]:
    return _sheet(
        table,
        "Engagements",
        "Engagements",
        columns=commitment_columns(),
        rows=table.commitments,
        unit="engagement",
        frozen=3,
        nothing="Aucun engagement n’est enregistré.",
    )


def _decisions(table: FollowUpTable) -> Sheet[Any]:
    return _sheet(
        table,
        "Décisions et suites",
        "DecisionsSuites",
        columns=decision_columns(),
        rows=table.decisions,
        unit="ligne",
        frozen=1,
        nothing="Aucune décision ni tâche n’est enregistrée.",
    )


def _indicators(table: FollowUpTable) -> Sheet[Any]:
    return _sheet(
        table,
        "Indicateurs",
        "Indicateurs",
        columns=indicator_columns(),
        rows=table.indicators,
        unit="indicateur",
        frozen=2,
        nothing="Aucun indicateur n’est suivi.",
    )
