"""What partners promise and what they pay. The funding plan of an action *is* its financial commitments."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Entity, words
from app.models.partners import Organization
from app.vocabulary import Application, CommitmentKind, Execution, Firmness, FundingNature, TaxBasis


class Commitment(Entity):
    """A promise of a partner to an action or to the whole plan, one amount per stage, `None` when unknown."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("announced_cents >= 0", name="announced"),
        CheckConstraint("requested_cents >= 0", name="requested"),
        CheckConstraint("granted_cents >= 0", name="granted"),
        CheckConstraint("contracted_cents >= 0", name="contracted"),
        CheckConstraint("quantity_hundredths >= 0", name="quantity"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    kind: Mapped[CommitmentKind] = mapped_column(default=CommitmentKind.FUNDING)
    wording: Mapped[str] = mapped_column(default="")
    nature: Mapped[FundingNature | None]
    scheme: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    application: Mapped[Application | None]
    firmness: Mapped[Firmness] = mapped_column(default=Firmness.EXPECTED)
    basis: Mapped[TaxBasis | None]
    announced_cents: Mapped[int | None]
    requested_cents: Mapped[int | None]
    granted_cents: Mapped[int | None]
    contracted_cents: Mapped[int | None]
    quantity_hundredths: Mapped[int | None]  # 0,2 ETP is 20
    unit: Mapped[str] = mapped_column(default="")
    conditions: Mapped[str] = mapped_column(default="")
    taken_on: Mapped[date | None]
    due: Mapped[date | None] = mapped_column(index=True)
    execution: Mapped[Execution] = mapped_column(default=Execution.NOT_STARTED)
    source: Mapped[str] = mapped_column(default="")
    proof: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")

    organization: Mapped[Organization] = relationship()
    payments: Mapped[list[Payment]] = relationship(back_populates="commitment", cascade="all, delete-orphan")

    def label(self) -> str:
        return " · ".join(part for part in (self.number, self.organization.name, self.scheme or self.wording) if part)

    def owner(self) -> tuple[str, int]:
        return ("action", self.action_id) if self.action_id else ("organization", self.organization_id)

    def search_text(self) -> tuple[str, str]:
        return self.label(), words(self.wording, self.reference, self.conditions, self.source, self.notes)


class Payment(Entity):
    """Money received for a commitment. « Versé » is always their sum."""

    __tablename__ = "payment"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    paid_on: Mapped[date | None]
    amount_cents: Mapped[int]
    note: Mapped[str] = mapped_column(default="")

    commitment: Mapped[Commitment] = relationship(back_populates="payments")

    def label(self) -> str:
        return f"versement · {self.commitment.label()}"

    def owner(self) -> tuple[str, int]:
        return self.commitment.owner()
