"""Does a funding plan hold? Balance, owner’s share, order of the stages, rates (DOMAIN R1, R3, R5, R10, R11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.french import euros, percent, percent_value
from app.rules.findings import Finding, Severity

CGCT = "CGCT, art. L1111-10 III"
PUBLIC_AID = "Décret n° 2018-514 du 25 juin 2018, art. 10"


@dataclass(frozen=True, slots=True)
class Balance:
    """Cost against resources, same basis, in cents. `gap` > 0 is still to be found, < 0 is too much."""

    cost: int | None
    resources: int
    unknown_lines: int = 0

    @property
    def gap(self) -> int | None:
        """« Reste à financer », `None` when the cost is unknown."""
        return None if self.cost is None else self.cost - self.resources

    @property
    def is_balanced(self) -> bool:
        """Balanced to the cent (R1)."""
        return self.gap == 0 and not self.unknown_lines


@dataclass(frozen=True, slots=True)
class Stages:
    """Amounts of one funding line by stage, in cents, `None` when unknown."""

    announced: int | None = None
    requested: int | None = None
    granted: int | None = None
    contracted: int | None = None
    paid: int | None = None

    @property
    def firmest(self) -> int | None:
        """The amount of the firmest stage known: what the line brings to the plan as it stands."""
        return next((a for a in (self.contracted, self.granted, self.requested, self.announced) if a is not None), None)

    @property
    def acquired(self) -> int | None:
        """Granted or firmer (R11); « pressenti » never counts."""
        return self.contracted if self.contracted is not None else self.granted


@dataclass(frozen=True, slots=True)
class OwnerShare:
    """Participation of the project owner in the public financing (R3), in cents."""

    share: int
    public_total: int
    percent: int = 20

    @property
    def is_enough(self) -> bool:
        """Integer test: 100 × part ≥ seuil × total public."""
        return 100 * self.share >= self.percent * self.public_total

    @property
    def minimum_at_same_total(self) -> int:
        """Least share if the public total stays: aids are cut by as much."""
        return -(-self.percent * self.public_total // 100)

    @property
    def minimum_at_same_aids(self) -> int:
        """Least share if the aids of the others stay: the public total grows."""
        aids = self.public_total - self.share
        return -(-self.percent * aids // (100 - self.percent)) if self.percent < 100 else aids


def balance_finding(balance: Balance) -> Finding | None:
    """R1: what is still to be found, or found twice."""
    gap = balance.gap
    if gap is None or gap == 0:
        return None
    if gap > 0:
        return Finding("R1", Severity.ATTENTION, f"Reste à financer : {euros(gap)}.")
    return Finding("R1", Severity.ATTENTION, f"Sur-financement de {euros(-gap)} : les recettes dépassent le coût.")


def owner_share_finding(owner: OwnerShare) -> Finding | None:
    """R3: the owner, a local authority, brings too little of the *public* financing of an investment."""
    if owner.percent == 0 or owner.is_enough:
        return None
    rate = percent_value(owner.percent)
    return Finding(
        "R3",
        Severity.ATTENTION,
        f"Le maître d’ouvrage apporte moins de {rate} des financements publics : il lui faudrait "
        f"{euros(owner.minimum_at_same_total)} à total public égal, ou {euros(owner.minimum_at_same_aids)} "
        "en gardant les aides. Des dérogations existent.",
        CGCT,
    )


def public_aid_finding(aids: int | None, eligible: int | None) -> Finding | None:
    """R5: total of public aids against the eligible cost, in cents; a remark, never an error.

    State subsidies may bring public aid up to 100 % since 1 October 2018; some schemes still stop at 80 %.
    """
    if aids is None or not eligible or 5 * aids <= 4 * eligible:
        return None
    reached = f"Les aides publiques atteignent {percent(aids, eligible)} de la dépense subventionnable"
    if aids > eligible:
        return Finding("R5", Severity.ATTENTION, f"{reached} : le maximum est de {percent_value(100)}.", PUBLIC_AID)
    return Finding(
        "R5",
        Severity.INFO,
        f"{reached}. Le plafond général de {percent_value(80)} n’existe plus pour les subventions de l’État, "
        "mais des dispositifs le gardent : à vérifier.",
        PUBLIC_AID,
    )


def stage_findings(stages: Stages, name: str) -> list[Finding]:
    """R10: versé ≤ conventionné ≤ accordé (always); accordé ≤ demandé (usually). Warnings, never refusals.

    A stage is compared with the nearest known one before it, so that an unknown stage hides nothing.
    """
    order = (
        ("versé", stages.paid),
        ("conventionné", stages.contracted),
        ("accordé", stages.granted),
        ("demandé", stages.requested),
    )
    known = [(word, cents) for word, cents in order if cents is not None]
    return [
        Finding("R10", Severity.ATTENTION, f"{name} : le montant {low} ({euros(a)}) dépasse le {high} ({euros(b)}).")
        for (low, a), (high, b) in pairwise(known)
        if a > b
    ]


def rate(amounts: Iterable[int | None], cost: int | None) -> tuple[int, int] | None:
    """R11: (sum of the known amounts, cost) for `french.percent`; `None` when the cost is unknown or null."""
    if not cost:
        return None
    return sum(amount for amount in amounts if amount is not None), cost


def permille(part: int, whole: int | None) -> int | None:
    """R11: a ratio in tenths of percent, rounded half up; `None` without a known positive whole."""
    if whole is None or whole <= 0:
        return None
    return (2000 * part + whole) // (2 * whole)


def remaining_to_pay(stages: Stages) -> int | None:
    """R10: reste à verser = conventionné − versé; `None` when nothing is contracted."""
    return None if stages.contracted is None else stages.contracted - (stages.paid or 0)
