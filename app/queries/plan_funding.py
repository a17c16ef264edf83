"""How the funding plan of one action stands: what is found, what is acquired, what is missing, what rules remark."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.dto.plan import FundingState
from app.french import NBSP, euros, percent
from app.models import Action, Commitment, Territory
from app.rules.findings import Finding, Severity
from app.rules.money import Amount, Total, total
from app.vocabulary import CommitmentKind, PartnerRole


def funding_state(session: Session, action: Action) -> FundingState:
    """State of the funding plan of `action`, whose commitments and partners are loaded."""
    lines = [line for line in action.commitments if line.kind is CommitmentKind.FUNDING]
    alive = [line for line in lines if line.application is None or not line.application.is_lost]
    cost = total([Amount(action.total_cost_cents, action.total_cost_basis)])
    expected = total([Amount(_best(line), line.basis) for line in alive])
    return FundingState(
        cost=cost,
        expected=expected,
        acquired=total([Amount(_acquired(line), line.basis) for line in alive if _acquired(line) is not None]),
        contracted=total(
            [Amount(line.contracted_cents, line.basis) for line in alive if line.contracted_cents is not None]
        ),
        paid_cents=sum(payment.amount_cents for line in lines for payment in line.payments),
        to_find_cents=_to_find(cost, expected, action),
        findings=tuple(_findings(session, action, alive)),
    )


def _best(line: Commitment) -> int | None:
    stages = (line.contracted_cents, line.granted_cents, line.requested_cents, line.announced_cents)
    return next((cents for cents in stages if cents is not None), None)


def _acquired(line: Commitment) -> int | None:
    return line.contracted_cents if line.contracted_cents is not None else line.granted_cents


def _to_find(cost: Total, expected: Total, action: Action) -> int | None:
    """Cost minus what is expected, when both are known in one basis (R1, R2)."""
    if action.total_cost_cents is None or expected.cents is None:
        return None
    both = total([Amount(action.total_cost_cents, cost.basis), Amount(expected.cents, expected.basis)])
    return None if both.mixed else action.total_cost_cents - expected.cents


def _findings(session: Session, action: Action, alive: list[Commitment]) -> list[Finding]:
    territory = session.get(Territory, 1)
    share = territory.owner_share_percent if territory else 20
    return [*_owner_share(action, alive, share), *(finding for line in alive for finding in _monotony(line))]


def _owner_share(action: Action, alive: list[Commitment], share: int) -> list[Finding]:
    """R3: a collectivité leading an investment brings `share` % of what public persons bring (not of the cost)."""
    leads = {p.organization_id for p in action.partners if p.role is PartnerRole.LEAD}
    owners = {p.organization_id for p in action.partners if p.role in {PartnerRole.LEAD, PartnerRole.CO_LEAD}}
    if not share or not leads:
        return []
    if not all(p.organization.family.is_local_authority for p in action.partners if p.organization_id in leads):
        return []
    public = [(line, _best(line)) for line in alive if line.organization.family.is_public]
    whole = total([Amount(cents, line.basis) for line, cents in public])
    own = total([Amount(cents, line.basis) for line, cents in public if line.organization_id in owners])
    if not whole.cents or whole.unknown or own.cents is None or 100 * own.cents >= share * whole.cents:
        return []
    return [
        Finding(
            "R3",
            Severity.ATTENTION,
            f"Le maître d’ouvrage apporte {percent(own.cents, whole.cents)} des financements publics "
            f"({euros(own.cents)} sur {euros(whole.cents)}){NBSP}: pour un investissement, "
            f"le minimum est de {share}{NBSP}%. À vérifier, des dérogations existent.",
            "CGCT, article L1111-10, III",
        )
    ]


def _monotony(line: Commitment) -> list[Finding]:
    """R10: versé ≤ conventionné ≤ accordé, and usually accordé ≤ demandé. A warning, never a refusal."""
    paid = sum(payment.amount_cents for payment in line.payments) or None
    stages = (
        ("versé", paid, "conventionné", line.contracted_cents),
        ("conventionné", line.contracted_cents, "accordé", line.granted_cents),
        ("accordé", line.granted_cents, "demandé", line.requested_cents),
    )
    return [
        Finding(
            "R10",
            Severity.ATTENTION,
            f"{line.organization.name}{NBSP}: le montant {above} ({euros(more)}) dépasse le montant {below} "
            f"({euros(less)}).",
        )
        for above, more, below, less in stages
        if more is not None and less is not None and more > less
    ]
