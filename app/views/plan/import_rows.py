"""What the review of an import lists: doubts, actions, lines left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.dto.plan_import import Outcome, Proposal, ProposedAction
from app.french import NBSP, guillemets
from app.shell.theme import Tone
from app.views.tables import Column
from app.views.widgets.pill import Look


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A cell understood with a doubt."""

    key: int
    cell: str
    typed: str
    understood: str
    why: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What importing an action would do."""

    key: int
    outcome: Outcome
    number: str
    title: str
    what: str


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A line left out."""

    key: int
    where: str
    text: str
    reason: str


_LOOKS: Mapping[Outcome, tuple[str, Tone, str]] = {
    Outcome.CREATE: ("À créer", "positive", "plus"),
    Outcome.CHANGE: ("À modifier", "info", "pencil"),
    Outcome.SAME: ("Inchangée", "neutral", "check"),
    Outcome.CONFLICT: ("Conflit", "danger", "triangle-alert"),
}


def doubt_rows(proposal: Proposal) -> list[DoubtRow]:
    """Doubts with the reference of their cell; the sheet is named when there are several."""
    several = len(proposal.layouts) > 1
    return [
        DoubtRow(
            place,
            f"{doubt.sheet}{NBSP}!{NBSP}{doubt.cell}" if several else doubt.cell,
            guillemets(" ".join(doubt.typed.split())) if doubt.typed else "",
            f"→ {doubt.understood}" if doubt.understood else "",
            doubt.message,
        )
        for place, doubt in enumerate(proposal.doubts)
    ]


def action_lines(proposal: Proposal) -> list[ActionLine]:
    """Actions in the order of the file, with what would change."""
    return [
        ActionLine(place, action.outcome, action.number, _title(action), _what(action))
        for place, action in enumerate(proposal.actions)
    ]


def left_lines(proposal: Proposal) -> list[LeftLine]:
    """Lines left out, with the reason."""
    return [
        LeftLine(place, f"{left.sheet}, ligne {left.row}", left.text, left.reason)
        for place, left in enumerate(proposal.left_out)
    ]


def _title(action: ProposedAction) -> str:
    return f"{NBSP * 3}↳{NBSP}{action.title}" if action.parent is not None else action.title


def _what(action: ProposedAction) -> str:
    if action.outcome is Outcome.CONFLICT:
        return action.why
    if action.outcome is Outcome.CREATE:
        return " › ".join(action.axis_path)
    return " ; ".join(f"{c.label}{NBSP}: {c.before or 'vide'} → {c.after}" for c in action.changes)


def _outcome(line: ActionLine) -> Look:
    text, tone, icon = _LOOKS[line.outcome]
    return Look(text, tone, icon)


def _secondary(_row: object) -> str:
    return "secondary"


DOUBTS = (
    Column[DoubtRow]("Cellule", lambda row: row.cell, tone=_secondary, width=74),
    Column[DoubtRow]("Saisi", lambda row: row.typed, width=150, stretch=True),
    Column[DoubtRow]("Compris", lambda row: row.understood, strong=True, width=150),
    Column[DoubtRow]("Pourquoi", lambda row: row.why, tone=_secondary, width=170),
)
ACTIONS = (
    Column[ActionLine]("Effet", lambda row: _outcome(row).text, cell=_outcome, width=118),
    Column[ActionLine]("N°", lambda row: row.number, tone=_secondary, width=54),
    Column[ActionLine]("Action", lambda row: row.title, strong=True, width=150, stretch=True),
    Column[ActionLine]("Axe, changements ou raison", lambda row: row.what, tone=_secondary, width=200),
)
LEFT = (
    Column[LeftLine]("Où", lambda row: row.where, tone=_secondary, width=170),
    Column[LeftLine]("Ligne", lambda row: row.text, width=150, stretch=True),
    Column[LeftLine]("Pourquoi", lambda row: row.reason, tone=_secondary, width=180),
)
