"""The screens behind the entries of the sidebar, each imported and built when it is first shown.

Importing one imports SQLAlchemy, hence never before the first paint; building all nine would cost half a second.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from app.shell.workspace import Workspace
from app.views.screen import Screen


def build(name: str, workspace: Workspace) -> Screen:
    """Build the screen of an entry of the sidebar; raises KeyError for a name that is none."""
    return _class_of(name)(workspace)


def _class_of(name: str) -> type[Screen]:
    match name:
        case "tableau-de-bord":
            from app.views.dashboard.screen import DashboardScreen

            return DashboardScreen
        case "seances":
            from app.views.meetings.screen import MeetingsScreen

            return MeetingsScreen
        case "plan":
            from app.views.plan.screen import PlanScreen

            return PlanScreen
        case "territoire":
            from app.views.territory.screen import TerritoryScreen

            return TerritoryScreen
        case "historique":
            from app.views.journal.screen import JournalScreen

            return JournalScreen
    return _still_simple(name)


def _still_simple(name: str) -> type[Screen]:
    from app.views.later import DocumentsScreen, FundingScreen, IndicatorsScreen, PartnersScreen

    kinds: dict[str, type[Screen]] = {
        "partenaires": PartnersScreen,
        "financements": FundingScreen,
        "indicateurs": IndicatorsScreen,
        "documents": DocumentsScreen,
    }
    return kinds[name]
