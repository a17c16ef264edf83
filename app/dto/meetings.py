"""Meetings as their screens show them: one row each, and everything a meeting holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from app.dto.plan import Choice
from app.vocabulary import (
    Answer,
    College,
    DecisionKind,
    FollowUp,
    ItemKind,
    ItemState,
    MeetingState,
    Presence,
    Result,
    SeatRole,
    Status,
    Weather,
)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in the list."""

    key: int
    name: str  # "COPIL n° 7"
    committee: str  # "Comité de pilotage"
    number: int
    held_on: date
    starts_at: time
    place: str
    state: MeetingState
    items: int
    decisions: int
    present: int
    invited: int


@dataclass(frozen=True, slots=True)
class MeetingList:
    """Every meeting, latest first within each committee, and the committees one may convene."""

    rows: tuple[MeetingRow, ...]
    committees: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class LinkedAction:
    """An action a point is about, as it stands now."""

    key: int
    number: str
    title: str
    status: Status
    weather: Weather | None
    weather_before: Weather | None  # before the meeting, when the meeting changed it
    progress: int | None  # percent (R15)
    initial_end: date | None
    revised_end: date | None
    is_late: bool
    is_changed: bool  # by this meeting

    @property
    def label(self) -> str:
        """« 3.1 Friche des Forges »."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """A decision of the meeting."""

    key: int
    item: int | None
    number: str
    kind: DecisionKind
    wording: str
    result: Result
    reserves: str
    responsible: str
    due: date | None


@dataclass(frozen=True, slots=True)
class MeetingTask:
    """A task born in the meeting."""

    key: int
    item: int | None
    wording: str
    responsible: str
    due: date | None
    state: FollowUp


@dataclass(frozen=True, slots=True)
class Item:
    """A point of the agenda: `rank` from 1, `starts` as planned, time counted in seconds."""

    key: int
    rank: int
    title: str
    kind: ItemKind
    presenter: str
    planned_minutes: int
    is_confidential: bool
    preparation_note: str
    notes: str
    private_notes: str
    state: ItemState
    starts: time
    started_at: datetime | None
    resumed_at: datetime | None
    ended_at: datetime | None
    spent_seconds: int
    actions: tuple[LinkedAction, ...]
    decisions: tuple[MeetingDecision, ...]
    tasks: tuple[MeetingTask, ...]
    plan_changes: tuple[str, ...]

    def seconds(self, now: datetime) -> int:
        """Time spent on the point so far."""
        running = int((now - self.resumed_at).total_seconds()) if self.resumed_at else 0
        return self.spent_seconds + max(0, running)

    def remaining(self, now: datetime) -> int:
        """Seconds left of the planned time; negative once it is overrun."""
        return self.planned_minutes * 60 - self.seconds(now)

    @property
    def is_concluded(self) -> bool:
        """Whether something is written for the minutes: words, a decision, a task, or it was postponed."""
        return bool(self.notes or self.decisions or self.tasks) or self.state is ItemState.POSTPONED


@dataclass(frozen=True, slots=True)
class Guest:
    """One invited capacity."""

    key: int
    name: str
    capacity: str
    organization: str
    college: College
    role: SeatRole
    answer: Answer
    presence: Presence
    represented_by: str


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """Everything a meeting holds. `elsewhere` are its decisions and tasks outside any point."""

    key: int
    name: str
    committee: str
    held_on: date
    starts_at: time
    ends_at: time  # as planned
    planned_minutes: int
    place: str
    link: str
    writer: str
    state: MeetingState
    opened_at: datetime | None
    closed_at: datetime | None
    convened_on: date | None
    minutes_sent_on: date | None
    approved_on: date | None
    notice_days: int
    minutes_days: int
    items: tuple[Item, ...]
    guests: tuple[Guest, ...]
    other_decisions: tuple[MeetingDecision, ...]
    other_tasks: tuple[MeetingTask, ...]
    other_changes: tuple[str, ...]

    @property
    def current(self) -> Item | None:
        """The point being discussed."""
        return next((item for item in self.items if item.state is ItemState.CURRENT), None)

    @property
    def decisions(self) -> tuple[MeetingDecision, ...]:
        """Every decision, in the order of the agenda."""
        return (*(decision for item in self.items for decision in item.decisions), *self.other_decisions)

    @property
    def tasks(self) -> tuple[MeetingTask, ...]:
        """Every task, in the order of the agenda."""
        return (*(task for item in self.items for task in item.tasks), *self.other_tasks)

    @property
    def present(self) -> int:
        """How many came, in the room or on the line."""
        return sum(guest.presence.is_in_the_room for guest in self.guests)

    @property
    def unmarked(self) -> int:
        """How many presences nobody recorded yet."""
        return sum(guest.presence is Presence.UNKNOWN for guest in self.guests)


@dataclass(frozen=True, slots=True)
class MeetingChoices:
    """What the fields of a meeting propose."""

    actions: tuple[Choice, ...]
    people: tuple[str, ...]
    organizations: tuple[str, ...]
