"""How the funding plan of one action stands: what is found, what is acquired, what is missing, what rules remark."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.dto.plan import FundingState
from app.models import Action, Commitment, Territory
from app.rules.findings import Finding
from app.rules.funding import OwnerShare, Stages, owner_share_finding, stage_findings
from app.rules.money import Amount, Total, total
from app.vocabulary import CommitmentKind, PartnerRole


def funding_state(session: Session, action: Action) -> FundingState:
    """State of the funding plan of `action`, whose commitments and partners are loaded."""
    lines = [line for line in action.commitments if line.kind is CommitmentKind.FUNDING]
    alive = [line for line in lines if line.application is None or not line.application.is_lost]
    cost = total([Amount(action.total_cost_cents, action.total_cost_basis)])
    expected = total([Amount(_stages(line).firmest, line.basis) for line in alive])
    payments = [payment.amount_cents for line in lines for payment in line.payments]
    return FundingState(
        cost=cost,
        expected=expected,
        acquired=total(
            [Amount(_stages(line).acquired, line.basis) for line in alive if _stages(line).acquired is not None]
        ),
        contracted=total(
            [Amount(line.contracted_cents, line.basis) for line in alive if line.contracted_cents is not None]
        ),
        paid_cents=sum(payments) if payments else None,  # no payment recorded is unknown, not zero
        to_find_cents=_to_find(cost, expected, action),
        findings=tuple(_findings(session, action, alive)),
    )


def _stages(line: Commitment) -> Stages:
    return Stages(
        line.announced_cents,
        line.requested_cents,
        line.granted_cents,
        line.contracted_cents,
        sum(payment.amount_cents for payment in line.payments) or None,
    )


def _to_find(cost: Total, expected: Total, action: Action) -> int | None:
    """Cost minus what is expected, when both are known in one basis (R1, R2)."""
    if action.total_cost_cents is None or expected.cents is None:
        return None
    both = total([Amount(action.total_cost_cents, cost.basis), Amount(expected.cents, expected.basis)])
    return None if both.mixed else action.total_cost_cents - expected.cents


def _findings(session: Session, action: Action, alive: list[Commitment]) -> list[Finding]:
    territory = session.get(Territory, 1)
    share = _owner_share(action, alive, territory.owner_share_percent if territory else 20)
    found = [owner_share_finding(share)] if share else []
    found += [finding for line in alive for finding in stage_findings(_stages(line), line.organization.name)]
    return [finding for finding in found if finding is not None]


def _owner_share(action: Action, alive: list[Commitment], percent: int) -> OwnerShare | None:
    """R3, when it applies: a collectivité leads, every public amount is known, all are in one basis."""
    leads = [p.organization for p in action.partners if p.role is PartnerRole.LEAD]
    if not leads or not all(lead.family.is_local_authority for lead in leads):
        return None
    owners = {p.organization_id for p in action.partners if p.role in {PartnerRole.LEAD, PartnerRole.CO_LEAD}}
    public = [line for line in alive if line.organization.family.is_public]
    whole = total([Amount(_stages(line).firmest, line.basis) for line in public])
    own = total([Amount(_stages(line).firmest, line.basis) for line in public if line.organization_id in owners])
    if whole.unknown or whole.cents is None or own.cents is None:
        return None
    return OwnerShare(own.cents, whole.cents, percent)
