"""Figures, euros and percentages written in French (DOMAIN §9, typographic rules for exports).

Amounts are integer cents; `None` is unknown and never shown as 0. All arithmetic is exact: integers and `Decimal`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"

EURO_UNITS = ("€", "k€", "M€")
_CENTS_PER_UNIT = {"€": 100, "k€": 100_000, "M€": 100_000_000}
_UNROUNDED = 400  # digits: enough that no amount is ever rounded by the decimal context


def number(value: int | Decimal, decimals: int = 0) -> str:
    """Write `value` with narrow no-break thousands, a decimal comma and « − »; rounds half up to `decimals`."""
    with localcontext() as context:
        context.prec = _UNROUNDED
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NNBSP)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def euros(cents: int | None, unknown: str = "inconnu") -> str:
    """Write « 1 234 567,89 € »; the cents appear only when there are some. `None` gives `unknown`."""
    if cents is None:
        return unknown
    decimals = 2 if cents % 100 else 0
    return number(Decimal(cents).scaleb(-2), decimals) + NBSP + "€"


def euros_short(cents: int | None, unknown: str = "inconnu", unit: str | None = None) -> str:
    """Write « 1,2 M€ », « 150 k€ »: one decimal, dropped when zero; below 1 000 € the exact amount.

    With `unit` (one of `EURO_UNITS`), always that unit and always one decimal for k€ and M€: the columns of a table
    share theirs, see `common_unit`.
    """
    if cents is None:
        return unknown
    if unit is not None:
        amount = Decimal(cents) / _CENTS_PER_UNIT[unit]
        return number(amount, 0 if unit == "€" else 1) + NBSP + unit
    if abs(cents) < _CENTS_PER_UNIT["k€"]:
        return euros(cents)
    # 999 950 € would round to « 1 000 k€ »: it is already « 1 M€ ».
    chosen = "k€" if abs(cents) < 99_995_000 else "M€"
    text = number(Decimal(cents) / _CENTS_PER_UNIT[chosen], 1)
    return text.removesuffix(",0") + NBSP + chosen


def common_unit(amounts: Iterable[int | None]) -> str:
    """Give the unit in which a column of amounts (cents) is read best, from the greatest of them."""
    greatest = max((abs(cents) for cents in amounts if cents is not None), default=0)
    if greatest < 10 * _CENTS_PER_UNIT["k€"]:
        return "€"
    return "k€" if greatest < 10 * _CENTS_PER_UNIT["M€"] else "M€"


def percent(numerator: int | Decimal | None, denominator: int | Decimal | None, unknown: str = "—") -> str:
    """Write the ratio « 61,3 % », to 0,1 (R11); `unknown` when a part is unknown or the denominator is zero."""
    if numerator is None or not denominator:
        return unknown
    return percent_value(Decimal(numerator) * 100 / Decimal(denominator))


def percent_value(value: int | Decimal | None, unknown: str = "—") -> str:
    """Write a percentage already computed: 61 gives « 61 % », Decimal("61.3") « 61,3 % »."""
    if value is None:
        return unknown
    return number(value, 1).removesuffix(",0") + NBSP + "%"
