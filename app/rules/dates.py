"""Dates of an action: reading them as typed, lateness and slippage (R13), consistency with the status (R14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.date_text import ParsedDate, parse_date
from app.rules.findings import Finding, Severity
from app.vocabulary import Status

__all__ = ["Lateness", "LatenessState", "ParsedDate", "lateness", "parse_date", "status_findings"]


class LatenessState(StrEnum):
    """Where an action stands against its planned end."""

    UNPLANNED = "unplanned"
    ON_TIME = "on_time"
    LATE = "late"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Lateness:
    """`days` late (0 when not late; for what is over, how late it ended) and `slippage` days, `None` when unknown."""

    state: LatenessState
    days: int
    slippage: int | None

    @property
    def is_late(self) -> bool:
        """Whether the action is late today."""
        return self.state is LatenessState.LATE


def lateness(
    planned_end: date | None, revised_end: date | None, actual_end: date | None, status: Status, today: date
) -> Lateness:
    """Tell whether an action is late (R13).

    Late when the planned end, revised if it was, is before today and the status is neither Réalisé nor Abandonné; on
    the day itself it is not late. Slippage is revised minus initial. The actual end stops the clock. Without a date
    the action is unplanned, a category of its own.
    """
    slippage = (revised_end - planned_end).days if planned_end and revised_end else None
    due = revised_end or planned_end
    if status.is_over or actual_end is not None:
        late = max(0, (actual_end - due).days) if actual_end and due else 0
        return Lateness(LatenessState.OVER, late, slippage)
    if due is None:
        return Lateness(LatenessState.UNPLANNED, 0, None)
    late = max(0, (today - due).days)
    return Lateness(LatenessState.LATE if late else LatenessState.ON_TIME, late, slippage)


def status_findings(
    status: Status,
    *,
    actual_start: date | None,
    actual_end: date | None,
    motive: str = "",
    is_validated: bool = False,
    has_decision: bool = False,
) -> list[Finding]:
    """Say what the status asks for and the dates lack (R14).

    Réalisé wants an actual end, En cours an actual start, Abandonné and En pause a motive and, once the fiche is
    validated (`is_validated`), a decision of the committee (`has_decision`).
    """
    messages: list[str] = []
    if status is Status.DONE and actual_end is None:
        messages.append("L’action est réalisée : il manque sa date de fin réelle.")
    if status is Status.RUNNING and actual_start is None:
        messages.append("L’action est en cours : il manque sa date de début réel.")
    if status in {Status.ABANDONED, Status.PAUSED}:
        state = "abandonnée" if status is Status.ABANDONED else "en pause"
        if not motive.strip():
            messages.append(f"L’action est {state} : il manque le motif.")
        if is_validated and not has_decision:
            messages.append(f"La fiche est validée et l’action {state} : il manque la décision du comité.")
    if actual_end is not None and not status.is_over:
        messages.append(f"L’action a une date de fin réelle et le statut « {status.label} ».")
    if actual_start and actual_end and actual_end < actual_start:
        messages.append("La fin réelle précède le début réel.")
    return [Finding("R14", Severity.ATTENTION, message) for message in messages]
