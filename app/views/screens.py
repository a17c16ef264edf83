"""The screens behind the entries of the sidebar. Importing this imports SQLAlchemy: after the first paint only."""

from __future__ import annotations

from collections.abc import Mapping

from app.views.dashboard.screen import DashboardScreen
from app.views.journal.screen import JournalScreen
from app.views.later import DocumentsScreen, FundingScreen, IndicatorsScreen, PartnersScreen
from app.views.meetings.screen import MeetingsScreen
from app.views.plan.screen import PlanScreen
from app.views.screen import Screen
from app.views.territory.screen import TerritoryScreen

SCREENS: Mapping[str, type[Screen]] = {
    "tableau-de-bord": DashboardScreen,
    "seances": MeetingsScreen,
    "plan": PlanScreen,
    "partenaires": PartnersScreen,
    "financements": FundingScreen,
    "indicateurs": IndicatorsScreen,
    "territoire": TerritoryScreen,
    "documents": DocumentsScreen,
    "historique": JournalScreen,
}
