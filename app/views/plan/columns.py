"""Columns of the table of actions."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from app.dto.plan import PlanRow
from app.french import NBSP, long_date, number, percent_value
from app.views.tables import Bar, Column, IconText
from app.views.widgets.pill import look_of
from app.vocabulary import Status, TaxBasis, Weather

RIGHT = Qt.AlignmentFlag.AlignRight
INDENT = f"{NBSP * 3}↳{NBSP}"
AXIS = 2
"""Place of the column « Axe », which gives its room when the panel is open."""
WEATHER, WEATHER_ICON = 4, 5
"""Météo in full, and its icon alone (its word in the tooltip) when the panel is open."""


def _title(row: PlanRow) -> str:
    return f"{INDENT}{row.title}" if row.is_sub_action else row.title


def _weather(row: PlanRow) -> IconText | None:
    if row.weather is None:
        return None
    look = look_of(row.weather)
    return IconText(look.icon, "secondary" if row.is_weather_stale else look.tone)


def _weather_icon(row: PlanRow) -> IconText | None:
    shown = _weather(row)
    return None if shown is None else IconText(shown.icon, shown.role, alone=True)


def _weather_tip(row: PlanRow) -> str:
    if row.weather is None:
        return "Aucune météo : ajoutez un point d’avancement."
    trend = f", {row.trend.label}" if row.trend else ""
    stale = " — météo périmée" if row.is_weather_stale else ""
    return f"{row.weather.label}{NBSP}: {row.weather.meaning}{trend}{stale}"


def _bar(row: PlanRow) -> Bar:
    held = row.status is Status.BLOCKED or row.weather is Weather.STORM
    return Bar(row.progress, "danger" if held else "accent")


def _due(row: PlanRow) -> IconText | None:
    return IconText("circle-alert", "danger") if row.is_late else None


def _short(row: PlanRow) -> str:
    return f"{row.due:%d/%m/%y}" if row.due else "—"


def _due_tip(row: PlanRow) -> str:
    if row.due is None:
        return "Sans date : non planifiée"
    return f"{long_date(row.due)}{' — en retard' if row.is_late else ''}"


def _cost(row: PlanRow) -> str:
    if row.cost_cents is None:
        return "—"
    whole = number(Decimal(row.cost_cents) / 100, 2 if row.cost_cents % 100 else 0)
    return f"{whole}{NBSP}TTC" if row.cost_basis is TaxBasis.GROSS else whole


def _cost_tip(row: PlanRow) -> str:
    if row.cost_cents is None:
        return "Coût inconnu"
    return row.cost_basis.label if row.cost_basis else "Base HT ou TTC non précisée"


COLUMNS = (
    Column[PlanRow]("N°", lambda row: row.number, tone=lambda _row: "secondary", sort="number", width=62),
    Column[PlanRow]("Action", _title, strong=lambda row: not row.is_sub_action, sort="title", width=150, stretch=True),
    Column[PlanRow]("Axe", lambda row: row.axis, tone=lambda _row: "secondary", sort="axis", width=180),
    Column[PlanRow](
        "Statut",
        lambda row: row.status.label,
        cell=lambda row: look_of(row.status),
        sort="status",
        width=118,
    ),
    Column[PlanRow](
        "Météo",
        lambda row: row.weather.label if row.weather else "—",
        cell=_weather,
        tone=lambda row: "secondary" if row.is_weather_stale or row.weather is None else "",
        tooltip=_weather_tip,
        sort="weather",
        width=94,
    ),
    Column[PlanRow](
        f"Météo{NBSP}",  # another title: the widths are remembered by title
        lambda row: row.weather.label if row.weather else "—",
        cell=_weather_icon,
        tooltip=_weather_tip,
        sort="weather",
        width=64,
    ),
    Column[PlanRow]("Avancement", lambda row: percent_value(row.progress), cell=_bar, sort="progress", width=116),
    Column[PlanRow](
        "Échéance",
        _short,
        align=RIGHT,
        cell=_due,
        tone=lambda row: "danger" if row.is_late else "",
        strong=lambda row: row.is_late,
        tooltip=_due_tip,
        sort="due",
        width=106,
    ),
    Column[PlanRow]("Budget (€)", _cost, align=RIGHT, tooltip=_cost_tip, sort="cost", width=100),
)
