"""The action plan: axes, actions, who acts in them, milestones and progress notes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Entity, words
from app.models.finance import Commitment
from app.models.partners import Organization, Person
from app.vocabulary import (
    Level,
    Maturity,
    PartnerRole,
    PersonRole,
    Priority,
    Scope,
    SheetKind,
    Status,
    TaxBasis,
    Trend,
    Weather,
)


class Axis(Entity):
    """An axis of the local tree, up to three levels, each answering to a national priority."""

    __tablename__ = "axis"

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("axis.id"), index=True)
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    priority: Mapped[Priority | None]
    position: Mapped[int] = mapped_column(default=0)

    parent: Mapped[Axis | None] = relationship(remote_side="Axis.id", back_populates="children")
    children: Mapped[list[Axis]] = relationship(
        back_populates="parent", cascade="all, delete-orphan", order_by="Axis.position"
    )

    @property
    def spelled(self) -> str:
        """« 1. Transition »: as people write it in files."""
        return f"{self.number}. {self.title}" if self.number else self.title

    def label(self) -> str:
        return f"{self.number} {self.title}".strip()

    def search_text(self) -> tuple[str, str]:
        return self.label(), ""


class Action(Entity):
    """A fiche action. A sub-action is an action with a parent: one level, never added to it (R12)."""

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("total_cost_cents >= 0", name="cost"),
        CheckConstraint("progress_percent BETWEEN 0 AND 100", name="progress"),
        CheckConstraint("length(title) > 0", name="title"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[str] = mapped_column(default="", index=True)
    title: Mapped[str]
    axis_id: Mapped[int | None] = mapped_column(ForeignKey("axis.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    sheet_kind: Mapped[SheetKind] = mapped_column(default=SheetKind.ACTION)
    maturity: Mapped[Maturity | None]
    status: Mapped[Status] = mapped_column(default=Status.PLANNED)
    status_reason: Mapped[str] = mapped_column(default="")
    level: Mapped[Level | None]
    scope: Mapped[Scope | None]
    context: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    objectives: Mapped[str] = mapped_column(default="")
    deliverables: Mapped[str] = mapped_column(default="")
    beneficiaries: Mapped[str] = mapped_column(default="")
    resources: Mapped[str] = mapped_column(default="")
    governance: Mapped[str] = mapped_column(default="")
    participation: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    indicators_text: Mapped[str] = mapped_column(default="")
    funding_text: Mapped[str] = mapped_column(default="")
    planned_start: Mapped[date | None]
    actual_start: Mapped[date | None]
    initial_end: Mapped[date | None]
    revised_end: Mapped[date | None]
    actual_end: Mapped[date | None]
    continuous: Mapped[bool] = mapped_column(default=False)
    total_cost_cents: Mapped[int | None]
    total_cost_basis: Mapped[TaxBasis | None]
    progress_percent: Mapped[int | None]  # by hand; None: computed from the milestones (R15)
    links: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    is_confidential: Mapped[bool] = mapped_column(default=False)

    axis: Mapped[Axis | None] = relationship()
    parent: Mapped[Action | None] = relationship(remote_side="Action.id", back_populates="sub_actions")
    sub_actions: Mapped[list[Action]] = relationship(back_populates="parent", cascade="all, delete-orphan")
    partners: Mapped[list[ActionPartner]] = relationship(back_populates="action", cascade="all, delete-orphan")
    people: Mapped[list[ActionPerson]] = relationship(back_populates="action", cascade="all, delete-orphan")
    milestones: Mapped[list[Milestone]] = relationship(
        back_populates="action", cascade="all, delete-orphan", order_by="Milestone.position"
    )
    progress_notes: Mapped[list[ProgressNote]] = relationship(
        back_populates="action", cascade="all, delete-orphan", order_by="ProgressNote.noted_on"
    )
    commitments: Mapped[list[Commitment]] = relationship(cascade="all, delete-orphan")

    @property
    def planned_end(self) -> date | None:
        """Revised end when there is one, else the initial one (R13)."""
        return self.revised_end or self.initial_end

    def label(self) -> str:
        return f"{self.number} {self.title}".strip()

    def search_text(self) -> tuple[str, str]:
        return self.label(), words(
            self.description,
            self.context,
            self.objectives,
            self.deliverables,
            self.beneficiaries,
            self.resources,
            self.governance,
            self.department,
            self.indicators_text,
            self.funding_text,
            self.status_reason,
            self.links,
            self.notes,
        )


class _OfAction(Entity):
    """A row read in the journal of its action."""

    __abstract__ = True

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)

    def owner(self) -> tuple[str, int]:
        return "action", self.action_id


class ActionPartner(_OfAction):
    """An organisation acting in an action."""

    __tablename__ = "action_partner"

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    role: Mapped[PartnerRole] = mapped_column(default=PartnerRole.TECHNICAL)

    action: Mapped[Action] = relationship(back_populates="partners")
    organization: Mapped[Organization] = relationship()

    def label(self) -> str:
        return f"{self.role.label} : {self.organization.name}"


class ActionPerson(_OfAction):
    """A person acting in an action."""

    __tablename__ = "action_person"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[PersonRole] = mapped_column(default=PersonRole.PILOT)

    action: Mapped[Action] = relationship(back_populates="people")
    person: Mapped[Person] = relationship()

    def label(self) -> str:
        return f"{self.role.label} : {self.person.name}"


class Milestone(_OfAction):
    """A step of an action: planned, revised and actual dates, and a weight (R15)."""

    __tablename__ = "milestone"
    __table_args__ = (CheckConstraint("weight > 0", name="weight"), {"sqlite_autoincrement": True})

    title: Mapped[str]
    planned_on: Mapped[date | None]
    revised_on: Mapped[date | None]
    actual_on: Mapped[date | None]
    is_done: Mapped[bool] = mapped_column(default=False)
    weight: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)

    action: Mapped[Action] = relationship(back_populates="milestones")

    def label(self) -> str:
        return f"étape « {self.title} »"

    def search_text(self) -> tuple[str, str]:
        return self.title, ""


class ProgressNote(_OfAction):
    """A dated météo with its trend, its percentage and its words (DOMAIN §3.4)."""

    __tablename__ = "progress_note"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        {"sqlite_autoincrement": True},
    )

    noted_on: Mapped[date] = mapped_column(index=True)
    weather: Mapped[Weather | None]
    trend: Mapped[Trend | None]
    percent: Mapped[int | None]
    highlights: Mapped[str] = mapped_column(default="")
    obstacles: Mapped[str] = mapped_column(default="")
    next_steps: Mapped[str] = mapped_column(default="")
    requests: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")

    action: Mapped[Action] = relationship(back_populates="progress_notes")

    def label(self) -> str:
        return f"point d’avancement du {self.noted_on:%d/%m/%Y}"

    def search_text(self) -> tuple[str, str]:
        return self.label(), words(self.highlights, self.obstacles, self.next_steps, self.requests)
