"""Reading amounts as people type them in Excel (DOMAIN §9): integer cents, unknown is not zero, never a float."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.french import fold
from app.vocabulary import TaxBasis

MAX_CENTS = 10**15
"""Beyond ten thousand billion euros nobody typed an amount: it is an identifier."""

_UNKNOWN_WORDS = """
nc|n.c|n.c.|n c|nd|n.d|n.d.|n/d|na|n.a|n.a.|n/a|n/c|so|s.o|s.o.|sans objet|-|--|---|?|??|???|.|..|...|/|x|xx|xxx
tbd|inconnu|non connu|non communique|non chiffre|non defini|non determine|non estime|non renseigne|non precise
a definir|a determiner|a preciser|a chiffrer|a estimer|a completer|a confirmer|a venir|a voir|a renseigner|a evaluer
en attente|en cours|en cours de chiffrage|en cours de definition|en cours d'estimation|en cours d'evaluation
"""
_UNKNOWN = frozenset(_UNKNOWN_WORDS.strip().replace("\n", "|").split("|"))
_BASES = (
    (TaxBasis.GROSS, re.compile(r"(?<![a-z])(?:t\.? ?t\.? ?c\b\.?|toutes taxes(?: comprises)?)")),
    (TaxBasis.NET, re.compile(r"(?<![a-z])(?:h\.? ?t\b\.?|hors taxes?)")),
    (TaxBasis.EXEMPT, re.compile(r"(?<![a-z])(?:non assujettie?s?|nets? de taxes?|exoneree?s?)\b")),
)
_APPROXIMATE = re.compile(r"^(?:env\b\.?|environ\b|approx\b\.?|~|≈|estimee? a\b|de l'ordre de\b|autour de\b)\s*")
_EURO = r"(?:€|euros?|eur)"
_SHAPE = re.compile(
    rf"(?:{_EURO}\s*)?(?P<digits>[0-9][0-9 .,']*?(?:e\+?[0-9]{{1,2}})?)\s*"
    rf"(?P<unit>k|m|mio|md|mds|mille|milliers?|millions?|milliards?)?\s*(?:(?:d'|de )?{_EURO}|e)?\s*\.?"
)
_POWERS = {"k": 3, "mille": 3, "millier": 3, "m": 6, "mio": 6, "million": 6, "md": 9, "milliard": 9}
_BARE_SMALL_M = re.compile(r"[0-9]\s*m\s*(?![\w€])")
_SEVERAL = re.compile(r"[0-9]\D*(?:\ba\b|-|/|\+|\bet\b|\bou\b|;)\D*[0-9]")

_GROUPED = re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?")
_DOTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?:e\+?[0-9]{1,2})?")
_DOUBTFUL = re.compile(r"(?!0)[0-9]{1,3}([.,])[0-9]{3}")

NOTE_UNKNOWN = "montant non connu"
NOTE_APPROXIMATE = "montant approximatif"
NOTE_ROUNDED = "arrondi au centime"
NOTE_SEPARATOR = "le point est lu comme un séparateur de milliers"
NOTE_AMBIGUOUS = "séparateur ambigu : milliers ou décimales"
NOTE_SEVERAL = "plusieurs montants ou une fourchette"
NOTE_NOT_AN_AMOUNT = "ce n’est pas un montant"
NOTE_TOO_LARGE = "trop grand pour être un montant"


@dataclass(frozen=True, slots=True)
class ParsedAmount:
    """What was read: `understood` with `cents=None` is an amount said to be unknown; `note` is a French remark."""

    cents: int | None
    basis: TaxBasis | None
    understood: bool
    note: str = ""


def parse_amount(value: str | int | float | Decimal | None) -> ParsedAmount:
    """Read « 1,2 M€ », « 150 K€ HT », « 1.234.567,89 », « n.c. », Excel numbers (in euros)… Never raises.

    What cannot be read surely (a range, two amounts, a doubtful separator) is not understood: `cents` is `None` and
    the caller keeps the text.
    """
    if value is None:
        return ParsedAmount(None, None, understood=True)
    if isinstance(value, bool):
        return _refused(NOTE_NOT_AN_AMOUNT)
    if isinstance(value, int):
        return _in_cents(Decimal(value), None, [])
    if isinstance(value, float):
        return _in_cents(Decimal(repr(value)), None, []) if math.isfinite(value) else _refused(NOTE_NOT_AN_AMOUNT)
    if isinstance(value, Decimal):
        return _in_cents(value, None, []) if value.is_finite() else _refused(NOTE_NOT_AN_AMOUNT)
    return _parse_text(value)


def _refused(note: str, basis: TaxBasis | None = None) -> ParsedAmount:
    return ParsedAmount(None, basis, understood=False, note=note)


def _in_cents(value: Decimal, basis: TaxBasis | None, notes: list[str]) -> ParsedAmount:
    if value.adjusted() > 15:
        return _refused(NOTE_TOO_LARGE, basis)
    # Far below a cent: 0.1 + 0.2 as Excel stores it. Cut first, so that scaling stays exact.
    precise = value.quantize(Decimal("1e-9"), rounding=ROUND_HALF_UP)
    cents = int((precise * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if abs(cents) > MAX_CENTS:
        return _refused(NOTE_TOO_LARGE, basis)
    if abs(precise * 100 - cents) > Decimal("0.0001"):
        notes = [*notes, NOTE_ROUNDED]
    return ParsedAmount(cents, basis, understood=True, note=", ".join(notes))


def _parse_text(text: str) -> ParsedAmount:
    folded = fold(text)
    if not folded or folded in _UNKNOWN:
        return ParsedAmount(None, None, understood=True, note=NOTE_UNKNOWN if folded else "")
    # A footnote mark (« 500² ») would become a digit once folded, and « 500 m » is a length.
    if any(char.isdigit() and not char.isdecimal() for char in text) or _BARE_SMALL_M.search(text):
        return _refused(NOTE_NOT_AN_AMOUNT)
    rest, bases = _take_basis(folded)
    if len(bases) > 1:
        return _refused(NOTE_SEVERAL)
    basis = bases[0] if bases else None
    if rest in _UNKNOWN or not rest:
        return ParsedAmount(None, basis, understood=bool(rest), note=NOTE_UNKNOWN if rest else NOTE_NOT_AN_AMOUNT)
    approximate = _APPROXIMATE.match(rest)
    notes = [NOTE_APPROXIMATE] if approximate else []
    rest, sign = _take_sign(rest[approximate.end() :] if approximate else rest)
    shape = _SHAPE.fullmatch(rest)
    if shape is None:
        return _refused(NOTE_SEVERAL if _SEVERAL.search(rest) else NOTE_NOT_AN_AMOUNT, basis)
    return _parse_figure(shape, sign, basis, notes)


def _take_basis(folded: str) -> tuple[str, list[TaxBasis]]:
    bases = []
    for basis, pattern in _BASES:
        folded, count = pattern.subn(" ", folded)
        if count:
            bases.append(basis)
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", folded)
    return " ".join(rest.split()), bases


def _take_sign(text: str) -> tuple[str, int]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), -1
    if text.startswith("-"):
        return text[1:].lstrip(), -1
    return text.removeprefix("+").lstrip(), 1


def _parse_figure(shape: re.Match[str], sign: int, basis: TaxBasis | None, notes: list[str]) -> ParsedAmount:
    digits = shape["digits"].strip()
    power = _POWERS[shape["unit"].removesuffix("s")] if shape["unit"] else 0
    doubtful = _DOUBTFUL.fullmatch(digits)
    if doubtful and power < 6:
        # « 1.234 » is 1 234 € (nobody types tenths of cents); « 1,234 » and « 1.500 k€ » may be either.
        if power or doubtful[1] == ",":
            return _refused(NOTE_AMBIGUOUS, basis)
        digits, notes = digits.replace(".", ""), [*notes, NOTE_SEPARATOR]
    figure = _figure(digits)
    if figure is None:
        return _refused(NOTE_SEVERAL if " " in digits else NOTE_NOT_AN_AMOUNT, basis)
    if len(figure) > 40:
        return _refused(NOTE_TOO_LARGE, basis)
    return _in_cents(sign * Decimal(figure).scaleb(power), basis, notes)


def _figure(digits: str) -> str | None:
    """Give `digits` as Decimal reads them, or `None` when the separators contradict one another."""
    if _GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits):
        return digits.replace(" ", "").replace("'", "").replace(",", ".")
    if _DOTS.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if _COMMAS.fullmatch(digits):
        return digits.replace(",", "")
    return None
