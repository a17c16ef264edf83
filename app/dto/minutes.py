"""Everything the minutes of a meeting (compte rendu) say, as plain data for the Word export."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from app.vocabulary import DecisionKind, FollowUp, ItemKind, ItemState, Presence, Result


@dataclass(frozen=True, slots=True)
class Participant:
    """One seat at the meeting: the same person may appear under several capacities (DOMAIN §4.2)."""

    name: str  # "Prénom NOM", or the organisation when the person is unknown
    capacity: str  # function, "" if unknown
    organization: str
    college: str  # French label, already in the order of colleges
    presence: Presence
    represented_by: str = ""  # who came instead, or who holds the proxy
    is_chair: bool = False


@dataclass(frozen=True, slots=True)
class MinutesDecision:
    """A decision as the minutes print it."""

    number: str  # "D-2026-07-03"
    kind: DecisionKind
    wording: str
    result: Result
    reserves: str
    actions: tuple[str, ...]  # "3.1 Friche des Forges : dépollution"
    responsible: str
    due: date | None
    follow_up: FollowUp
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class MinutesTask:
    """A task as the minutes print it."""

    wording: str
    responsible: str
    due: date | None
    state: FollowUp
    action: str = ""


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One agenda item with what happened. Private notes are not here: they never leave."""

    number: int
    title: str
    kind: ItemKind
    state: ItemState
    presenter: str
    planned_minutes: int
    actual_minutes: int | None
    is_confidential: bool
    notes: str  # paragraphs separated by newlines
    decisions: tuple[MinutesDecision, ...]
    tasks: tuple[MinutesTask, ...]
    plan_changes: tuple[str, ...]  # French sentences


@dataclass(frozen=True, slots=True)
class Minutes:
    """A whole compte rendu."""

    territory: str
    committee: str  # "Comité de pilotage"
    short_name: str  # "COPIL"
    number: int
    held_on: date
    starts_at: time
    opened_at: datetime | None
    closed_at: datetime | None
    place: str
    chairs: tuple[Participant, ...]
    writer: str
    status: str  # "Projet de compte rendu", "Approuvé le 12 mars 2026"
    participants: tuple[Participant, ...]
    items: tuple[MinutesItem, ...]
    decisions: tuple[MinutesDecision, ...]
    tasks: tuple[MinutesTask, ...]
    next_meeting: str  # French sentence, "" if none is planned
    notice: str  # RGPD information line, "" if none
    printed_on: date
    off_item_changes: tuple[str, ...] = ()  # plan changes made during the meeting outside any item
