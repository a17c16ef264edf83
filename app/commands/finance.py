"""Commitments of partners and their payments: an action's funding plan is typed here, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.commands.parties import organization
from app.db.uow import UnitOfWork
from app.errors import ValidationFailed
from app.models import Action, Commitment, Payment
from app.vocabulary import CommitmentKind, TaxBasis


@dataclass(frozen=True, slots=True)
class AddCommitment:
    """Add a commitment of a structure (created when unknown) to an action, or to the whole plan."""

    organization: str
    action: int | None = None
    kind: CommitmentKind = CommitmentKind.FUNDING
    scheme: str = ""
    wording: str = ""
    announced_cents: int | None = None
    basis: TaxBasis | None = None
    due: date | None = None
    label: ClassVar[str] = "Nouvel engagement"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed when nobody commits."""
        add_commitment(
            uow,
            self.organization,
            self.action,
            kind=self.kind,
            scheme=self.scheme.strip(),
            wording=self.wording.strip(),
            announced_cents=self.announced_cents,
            basis=self.basis,
            due=self.due,
        )


@dataclass(frozen=True, slots=True)
class AddPayment:
    """Record money received for a commitment (cents)."""

    commitment: int
    amount_cents: int
    paid_on: date | None = None
    note: str = ""
    label: ClassVar[str] = "Nouveau versement"

    def __call__(self, uow: UnitOfWork) -> None:
        """Raise ValidationFailed on a null amount."""
        if not self.amount_cents:
            raise ValidationFailed(amount_cents="Saisissez le montant versé.")
        commitment = uow.get(Commitment, self.commitment)
        uow.add(
            Payment(
                commitment_id=commitment.id,
                amount_cents=self.amount_cents,
                paid_on=self.paid_on,
                note=self.note.strip(),
            )
        )


def add_commitment(uow: UnitOfWork, name: str, action: int | None, **values: object) -> Commitment:
    """Add a numbered commitment (« E-07 »); raises ValidationFailed when `name` is empty."""
    if not name.strip():
        raise ValidationFailed(organization="Nommez la structure qui s’engage.")
    if action is not None:
        uow.get(Action, action)
    number = f"E-{uow.allocate('commitment'):02d}"
    return uow.add(Commitment(number=number, organization_id=organization(uow, name).id, action_id=action, **values))
