"""The rows of the Excel tableau de suivi, as plain data. Amounts in cents, `None` when unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.vocabulary import (
    Application,
    CommitmentKind,
    DecisionKind,
    Execution,
    Firmness,
    FollowUp,
    FundingNature,
    IndicatorNature,
    Level,
    Maturity,
    Reliability,
    Result,
    Status,
    TaxBasis,
    Trend,
    Weather,
)


@dataclass(frozen=True, slots=True)
class FollowUpAction:
    """One line of the plan. Sub-actions come after their parent and never add to its sums (R12)."""

    uid: str
    number: str
    axis: str
    title: str
    is_sub_action: bool
    lead: str
    pilot: str
    elected: str
    level: Level | None
    maturity: Maturity | None
    status: Status
    weather: Weather | None
    trend: Trend | None
    progress: int | None  # percent
    planned_start: date | None
    initial_end: date | None
    revised_end: date | None
    actual_end: date | None
    is_late: bool
    late_days: int
    slippage_days: int | None
    cost_cents: int | None
    cost_basis: TaxBasis | None
    granted_cents: int | None  # accordé or firmer
    highlights: str  # last fact
    next_step: str
    next_due: date | None
    updated_on: date | None
    notes: str = ""
    sub_axis: str = ""  # what lies between the axis and the action


@dataclass(frozen=True, slots=True)
class FollowUpFunding:
    """One line of a funding plan; stages never share a column."""

    uid: str
    action_number: str
    action_title: str
    organization: str
    scheme: str
    nature: FundingNature | None
    basis: TaxBasis | None
    application: Application | None
    reference: str
    announced_cents: int | None
    requested_cents: int | None
    granted_cents: int | None
    contracted_cents: int | None
    paid_cents: int | None


@dataclass(frozen=True, slots=True)
class FollowUpCommitment:
    """One commitment of a partner."""

    uid: str
    number: str
    organization: str
    wording: str
    kind: CommitmentKind
    action_number: str  # "" for the whole plan
    amount_cents: int | None
    quantity: str  # "25 j", "0,2 ETP", ""
    firmness: Firmness
    conditions: str
    due: date | None
    execution: Execution
    is_overdue: bool
    source: str
    basis: TaxBasis | None = None  # of the amount


@dataclass(frozen=True, slots=True)
class FollowUpDecision:
    """One decision or task and what became of it."""

    uid: str
    number: str  # "D-2026-07-03", or "Tâche"
    decided_on: date | None
    meeting: str  # "COPIL n° 6"
    wording: str
    kind: DecisionKind | None  # None for a task
    actions: str
    result: Result | None
    responsible: str
    due: date | None
    follow_up: FollowUp
    done_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class FollowUpIndicator:
    """One indicator with its last reading."""

    uid: str
    code: str
    name: str
    unit: str
    nature: IndicatorNature
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_on: date | None
    value: float | None
    read_on: date | None
    reliability: Reliability | None
    source: str


@dataclass(frozen=True, slots=True)
class FollowUpTable:
    """The whole workbook."""

    territory: str
    printed_on: date
    title: str  # "Tableau de suivi au 23 novembre 2026"
    actions: tuple[FollowUpAction, ...]
    fundings: tuple[FollowUpFunding, ...]
    commitments: tuple[FollowUpCommitment, ...]
    decisions: tuple[FollowUpDecision, ...]
    indicators: tuple[FollowUpIndicator, ...]
