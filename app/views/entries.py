"""The nine entries of the sidebar: known before any screen is imported, so that the shell paints first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `name` is what `navigate` calls, `table` what a key means there."""

    name: str
    title: str
    icon: str
    table: str = ""


ENTRIES = (
    Entry("tableau-de-bord", "Tableau de bord", "layout-dashboard"),
    Entry("seances", "Séances", "calendar-days", "meeting"),
    Entry("plan", "Plan d’action", "list-checks", "action"),
    Entry("partenaires", "Partenaires", "handshake", "organization"),
    Entry("financements", "Financements", "euro", "commitment"),
    Entry("indicateurs", "Indicateurs", "trending-up", "indicator"),
    Entry("territoire", "Territoire", "map-pinned", "organization"),
    Entry("documents", "Documents", "file-text", "issued_document"),
    Entry("historique", "Historique", "history"),
)

HOME_OF = {
    "action": "plan",
    "axis": "plan",
    "commitment": "plan",
    "meeting": "seances",
    "task": "seances",
    "decision": "seances",
    "organization": "territoire",
    "person": "territoire",
    "local_authority": "territoire",
    "committee": "territoire",
    "territory": "territoire",
    "indicator": "indicateurs",
    "issued_document": "documents",
}
"""Screen where an object of a table is shown."""
