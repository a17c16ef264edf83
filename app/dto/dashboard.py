"""What the tableau de bord shows. Money in integer cents, `None` when unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from app.vocabulary import MeetingState, Reliability, Status, TaxBasis, Weather


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting to prepare, or the one that is open."""

    key: int
    committee: str  # "Comité de pilotage"
    name: str  # "COPIL n° 7"
    held_on: date
    starts_at: time
    place: str
    state: MeetingState
    items: int
    invited: int
    convened_on: date | None


@dataclass(frozen=True, slots=True)
class AxisWeather:
    """The actions of a first-level axis by météo; `None` counts those without one."""

    key: int | None  # None: actions without an axis
    title: str
    actions: int
    weather: Mapping[Weather | None, int]


@dataclass(frozen=True, slots=True)
class Funding:
    """Where the money of the plan stands, in one tax basis (R2): the parts add up to the need.

    Only actions whose cost is known in this basis count, with their lines; `unknown_costs` and `other_basis` say how
    many actions are left out. `promised` is granted or announced; `requested` nobody has promised yet.
    `over_cents` is what exceeds the need.
    """

    basis: TaxBasis | None
    need_cents: int
    paid_cents: int
    contracted_cents: int
    promised_cents: int
    requested_cents: int
    to_find_cents: int
    over_cents: int
    unknown_costs: int
    other_basis: int


@dataclass(frozen=True, slots=True)
class Promises:
    """What was contracted over what was promised, over every live financial commitment of one basis.

    `unknown` counts the commitments without an amount, `other_basis` those left out because of theirs.
    """

    contracted_cents: int
    promised_cents: int
    unknown: int
    other_basis: int

    @property
    def percent(self) -> int | None:
        """Contracted over promised, floored: 100 % only when everything is."""
        return 100 * self.contracted_cents // self.promised_cents if self.promised_cents else None


@dataclass(frozen=True, slots=True)
class Gauge:
    """An indicator against its target. `percent` is `None` when a part is unknown."""

    key: int
    name: str
    unit: str
    value: float | None
    reliability: Reliability | None
    target: float | None
    percent: int | None


class Alert(StrEnum):
    """What has to be dealt with, most pressing first."""

    COMMITMENT = "commitment"
    DECISION = "decision"
    TASK = "task"
    ACTION = "action"
    WEATHER = "weather"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to deal with before the committee; `is_overdue` is false when it only comes due before it."""

    alert: Alert
    table: str
    key: int
    owner_table: str  # the object whose screen shows it
    owner_key: int
    text: str
    detail: str
    is_overdue: bool = True


class Delta(StrEnum):
    """What changed in an action or a commitment."""

    NEW = "new"
    DELETED = "deleted"
    STATUS = "status"
    WEATHER = "weather"
    PROGRESS = "progress"
    END = "end"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class NetChange:
    """One net difference with the state at the last committee; `owner_key` is 0 when the object is gone."""

    delta: Delta
    owner_table: str
    owner_key: int
    number: str
    title: str
    before: str
    after: str
    before_term: Status | Weather | None = None
    after_term: Status | Weather | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """Net changes since a held meeting."""

    meeting: str  # "COPIL n° 6"
    held_on: date
    changes: tuple[NetChange, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the screen shows, answered at once."""

    territory: str
    next_meeting: NextMeeting | None
    steering_committee: int | None  # to prepare a meeting of
    actions: int
    running: int
    weather: Mapping[Weather | None, int]  # of the running actions
    axes: tuple[AxisWeather, ...]
    promises: Promises
    funding: Funding | None  # None when no cost is known
    unknown_costs: int
    gauges: tuple[Gauge, ...]
    todos: tuple[Todo, ...]
    since: Since | None
