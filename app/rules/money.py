"""Amounts with their tax basis: totals that never mix bases, and explicit conversion (DOMAIN R2). Integer cents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.rules.money_text import ParsedAmount, parse_amount
from app.vocabulary import TaxBasis

__all__ = ["VAT_RATES_PERMILLE", "Amount", "ParsedAmount", "Total", "parse_amount", "to_basis", "total"]

VAT_RATES_PERMILLE = (200, 100, 55, 21)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in cents, `None` when unknown, and its basis, `None` when nobody said."""

    cents: int | None
    basis: TaxBasis | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """Sum of the known amounts.

    `cents` is `None` when HT and TTC were met together (`mixed`): each basis then has its own sum in `by_basis`.
    `basis` is the one all amounts share, `None` when it is not known. `unknown` counts the amounts nobody knows: the
    sum is shown with it (« 12 actions sur 40 sans montant », R12).
    """

    cents: int | None
    unknown: int
    basis: TaxBasis | None
    mixed: bool
    by_basis: Mapping[TaxBasis | None, int] = field(default_factory=dict, hash=False)


def total(amounts: Iterable[Amount]) -> Total:
    """Add amounts up; HT and TTC are never summed together (R2).

    An amount free of VAT (« non assujetti ») is the same HT and TTC, so it joins either. An amount whose basis is
    not given joins too, but then the basis of the whole is not known. Zero is zero in any basis.
    """
    unknown = 0
    sums: dict[TaxBasis | None, int] = {}
    for amount in amounts:
        if amount.cents is None:
            unknown += 1
        elif amount.cents:
            sums[amount.basis] = sums.get(amount.basis, 0) + amount.cents
    mixed = TaxBasis.NET in sums and TaxBasis.GROSS in sums
    taxed: list[TaxBasis | None] = [basis for basis in sums if basis is not TaxBasis.EXEMPT]
    basis = (taxed or list(sums) or [None])[0] if len(taxed) < 2 else None
    return Total(None if mixed else sum(sums.values()), unknown, basis, mixed, sums)


def to_basis(amount: Amount, target: TaxBasis, vat_rate_permille: int) -> Amount:
    """Convert between HT and TTC, rounded half up to the cent (R2); 5,5 % is 55 permille.

    An unknown amount stays unknown; one free of VAT keeps its figure. Raises `ValueError` when the basis is not known,
    when the target is not HT or TTC, or for a negative rate.
    """
    if target is TaxBasis.EXEMPT or vat_rate_permille < 0:
        raise ValueError(f"cannot convert to {target} at {vat_rate_permille} permille")
    if amount.cents is None or amount.basis in {target, TaxBasis.EXEMPT}:
        return Amount(amount.cents, target)
    if amount.basis is None:
        raise ValueError("the tax basis of the amount is not known")
    gross = 1000 + vat_rate_permille
    numerator, denominator = (gross, 1000) if target is TaxBasis.GROSS else (1000, gross)
    return Amount(_half_up(amount.cents * numerator, denominator), target)


def _half_up(numerator: int, denominator: int) -> int:
    """Divide exactly, halves away from zero."""
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return quotient if numerator >= 0 else -quotient
