"""The plan d’action as its screen shows it: one row per action, and everything a fiche holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.rules.findings import Finding
from app.rules.money import Total
from app.vocabulary import (
    Application,
    CommitmentKind,
    Execution,
    Firmness,
    FollowUp,
    FundingNature,
    PartnerRole,
    PersonRole,
    Priority,
    Status,
    TaxBasis,
    Trend,
    Weather,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An object a field may point to."""

    key: int
    label: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class AxisRow:
    """An axis of the local tree and the national priority it answers to."""

    key: int
    level: int
    number: str
    title: str
    priority: Priority | None
    actions: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action in the table. Money in cents, `None` when unknown; `text` is folded for searching."""

    key: int
    parent: int | None
    number: str
    title: str
    axis: str
    axes: tuple[int, ...]  # its axis and those above it
    status: Status
    weather: Weather | None
    trend: Trend | None
    is_weather_stale: bool  # R16
    progress: int | None  # percent (R15)
    is_progress_manual: bool
    due: date | None
    is_late: bool  # R13
    cost_cents: int | None
    cost_basis: TaxBasis | None
    acquired: tuple[tuple[int, TaxBasis | None], ...]  # granted or firmer, one per commitment (R11)
    has_pilot: bool
    text: str

    @property
    def is_sub_action(self) -> bool:
        """Whether it stands under another action, and out of every total (R12)."""
        return self.parent is not None


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Foot of the table. Sub-actions are counted apart and never added (R12)."""

    actions: int
    sub_actions: int
    cost: Total
    acquired: Total
    ratio_permille: int | None  # acquired over cost, on the actions whose cost is known; `None` when it has no sense


@dataclass(frozen=True, slots=True)
class Plan:
    """Every action, in natural order, sub-actions under their parent; and the axes to filter by."""

    rows: tuple[PlanRow, ...]
    axes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A step of an action."""

    key: int
    title: str
    planned_on: date | None
    revised_on: date | None
    actual_on: date | None
    is_done: bool
    weight: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money received (cents)."""

    key: int
    paid_on: date | None
    amount_cents: int
    note: str


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment to the action. Amounts in cents, one per stage, `None` when unknown."""

    key: int
    number: str
    organization: str
    kind: CommitmentKind
    wording: str
    nature: FundingNature | None
    scheme: str
    reference: str
    application: Application | None
    firmness: Firmness
    basis: TaxBasis | None
    announced_cents: int | None
    requested_cents: int | None
    granted_cents: int | None
    contracted_cents: int | None
    quantity_hundredths: int | None
    unit: str
    conditions: str
    taken_on: date | None
    due: date | None
    execution: Execution
    source: str
    proof: str
    notes: str
    payments: tuple[PaymentRow, ...]
    is_overdue: bool

    @property
    def paid_cents(self) -> int:
        """Versé: the sum of the payments."""
        return sum(payment.amount_cents for payment in self.payments)

    @property
    def best_cents(self) -> int | None:
        """The amount of the firmest stage known."""
        stages = (self.contracted_cents, self.granted_cents, self.requested_cents, self.announced_cents)
        return next((cents for cents in stages if cents is not None), None)


@dataclass(frozen=True, slots=True)
class FundingState:
    """How the funding plan of an action stands (R1, R11), and what the rules remark (R3, R10)."""

    cost: Total
    expected: Total  # the best known stage of every commitment still alive
    acquired: Total  # granted or firmer
    contracted: Total
    paid_cents: int | None  # None: no payment recorded
    to_find_cents: int | None  # cost minus expected; negative when over-funded; `None` when it has no sense
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """A progress note."""

    key: int
    noted_on: date
    weather: Weather | None
    trend: Trend | None
    percent: int | None
    highlights: str
    obstacles: str
    next_steps: str
    requests: str
    author: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision about the action."""

    key: int
    number: str
    wording: str
    meeting: str
    meeting_key: int
    held_on: date
    responsible: str
    due: date | None
    follow_up: FollowUp
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task about the action."""

    key: int
    wording: str
    meeting: str  # "" outside a meeting
    meeting_key: int | None
    responsible: str
    due: date | None
    state: FollowUp
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One change of the fiche, in French."""

    at: datetime
    author: str
    what: str
    before: str
    after: str
    meeting: str  # "" outside a meeting


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """Everything a fiche holds. `values` maps every column of the action to its value, as SetField expects it."""

    row: PlanRow
    values: Mapping[str, Any]
    partners: Mapping[PartnerRole, tuple[str, ...]]
    people: Mapping[PersonRole, tuple[str, ...]]
    sub_actions: tuple[Choice, ...]
    milestones: tuple[MilestoneRow, ...]
    commitments: tuple[CommitmentRow, ...]
    funding: FundingState
    notes: tuple[ProgressRow, ...]  # last first
    decisions: tuple[DecisionRow, ...]
    tasks: tuple[TaskRow, ...]
    journal: tuple[JournalLine, ...]
    findings: tuple[Finding, ...]  # status against dates (R14)


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """What the fields of a fiche propose."""

    axes: tuple[Choice, ...]
    parents: tuple[Choice, ...]  # actions that may receive sub-actions
    organizations: tuple[str, ...]
    people: tuple[str, ...]
