"""SIREN and SIRET with their Luhn key (DOMAIN R23)."""

from __future__ import annotations

_LA_POSTE = "356000000"


def is_siren(text: str) -> bool:
    """Whether the text is nine digits (spaces apart) with a right key."""
    digits = _digits(text)
    return len(digits) == 9 and digits.isdigit() and digits != "0" * 9 and _luhn(digits) % 10 == 0


def is_siret(text: str) -> bool:
    """Whether the text is fourteen digits with a right key; La Poste's add up to a multiple of five."""
    digits = _digits(text)
    if len(digits) != 14 or not digits.isdigit() or not is_siren(digits[:9]):
        return False
    if digits.startswith(_LA_POSTE):
        return sum(int(digit) for digit in digits) % 5 == 0 or _luhn(digits) % 10 == 0
    return _luhn(digits) % 10 == 0


def format_siren(text: str) -> str:
    """« 200 018 653 » with narrow no-break spaces; anything else comes back as it is."""
    digits = _digits(text)
    if len(digits) != 9 or not digits.isdigit():
        return text
    return "\N{NARROW NO-BREAK SPACE}".join((digits[:3], digits[3:6], digits[6:]))


def format_siret(text: str) -> str:
    """« 200 018 653 00012 » with narrow no-break spaces; anything else comes back as it is."""
    digits = _digits(text)
    if len(digits) != 14 or not digits.isdigit():
        return text
    return f"{format_siren(digits[:9])}\N{NARROW NO-BREAK SPACE}{digits[9:]}"


def _digits(text: str) -> str:
    joined = "".join(text.split())
    return joined if joined.isascii() else ""


def _luhn(digits: str) -> int:
    doubled = (int(digit) * (2 if rank % 2 else 1) for rank, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled)
