"""Reading dates as people type them in Excel: « T3 2026 », « fin 2026 », « sept.-26 », serials (DOMAIN §5, traps)."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.french import fold

FIRST_YEAR, LAST_YEAR = 1990, 2100
_EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of the 1900 system, its false 29 February 1900 included
_FIRST_SERIAL = (date(FIRST_YEAR, 1, 1) - _EXCEL_EPOCH).days
_LAST_SERIAL = (date(LAST_YEAR, 12, 31) - _EXCEL_EPOCH).days

NOTE_PERIOD = "une période, deux dates"
NOTE_SWAPPED = "jour et mois inversés"
NOTE_SERIAL = "numéro de jour d’Excel"
NOTE_UNKNOWN = "date non connue"
NOTE_RUNNING = "en cours, sans date"
NOTE_APPROXIMATE = "date approximative"
NOTE_NOT_A_DATE = "ce n’est pas une date"
NOTE_OUT_OF_RANGE = f"hors des années {FIRST_YEAR} à {LAST_YEAR}"
NOTE_BACKWARDS = "la fin de la période précède son début"

_MONTH_NAMES = """
janvier janv jan january|fevrier fevr fev feb february|mars mar march|avril avr apr april|mai may|juin june jun
juillet juil jul july|aout aou aug august|septembre sept sep september|octobre oct october|novembre nov november
decembre dec december
"""
_MONTHS = {
    name: index + 1 for index, names in enumerate(re.split(r"[|\n]", _MONTH_NAMES.strip())) for name in names.split()
}
_ORDINALS = {"premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4}
_SEASONS = {"printemps": (3, 21), "ete": (6, 21), "automne": (9, 21), "hiver": (12, 21)}
_UNKNOWN_WORDS = """
nc|n.c|n.c.|n c|n/c|nd|n.d|n.d.|n/d|na|n/a|so|s.o.|sans objet|-|--|---|?|??|???|.|..|...|/|x|xx|xxx|tbd|inconnu|inconnue
non connu|non connue|non communique|non communiquee|non defini|non definie|non determine|non determinee|non renseigne
non planifie|non planifiee|a definir|a determiner|a preciser|a completer|a confirmer|a fixer|a planifier|a programmer
a renseigner|a venir|a voir|en attente
"""
_UNKNOWN = frozenset(_UNKNOWN_WORDS.strip().replace("\n", "|").split("|"))

_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_ORDINAL = rf"(?:(?P<n>[1-4])\s?(?:er|ere|e|eme|ieme|nd|de)?|(?P<word>{'|'.join(_ORDINALS)}))"
_OF = r"(?:\s*(?:de l'annee|de|d'|annee)\s*|[\s/.-]*)"

_WEEKDAY = re.compile(
    r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim)\b\.?,?\s+(?=\d{1,2}(?!\d))"
)
_TIME = re.compile(
    r"(?:t|\s+(?:a\s+)?)\d{1,2}\s?[:h]\s?(?:\d{2})?(?::\d{2}(?:[.,]\d+)?)?(?:\s?z|\s?[+-]\d{2}:?\d{2})?$"
)
# What comes before a date, and the side it points to: its column's, its first day, its last day.
_PREFIXES = (
    ("", re.compile(r"^(?:courant|a l'horizon|horizon|vers|environ|env\b\.?|~|prevue? (?:en|pour|le)|prevue?)\b\s*")),
    ("first", re.compile(r"^(?:a partir d[eu']|a compter d[eu']|depuis|des)\b\s*")),
    ("last", re.compile(r"^(?:d'ici a?|jusqu'(?:a|en|au)|au plus tard(?: le| en| fin)?)\b\s*")),
)
_ARTICLE = re.compile(r"^(?:le|la|l'|en|au|a|du|des|de|pour)(?:\s+|(?<='))(?=[a-z0-9])")
_EDGE = re.compile(
    r"^(?P<edge>fin|debut|mi|milieu)\b[\s-]*"
    r"(?:d'annee|de l'annee|de la|de l'|de|du|d')?[\s-]*(?:annee\s+)?(?P<rest>\w.*)$"
)
_RANGES = (
    re.compile(r"^(?:de|du|d'|entre|periode)?\s*(?P<first>.+?)\s*(?:\ba\b|\bau\b|\baux\b|\bet\b|->|=>|→|jusqu'[ae]n?u?)\s*(?P<last>.+)$"),
    re.compile(r"^(?P<first>.+?)\s+[-/]+\s+(?P<last>.+)$"),
    re.compile(r"^(?P<first>\d{4})\s*[-/]\s*(?P<last>\d{4})$"),
    re.compile(r"^(?P<first>\d{1,2}/\d{1,2}/\d{2,4})\s*-\s*(?P<last>\d{1,2}/\d{1,2}/\d{2,4})$"),
    re.compile(r"^(?P<first>[a-z]+\.?\s?\d{0,4})\s*[-/]\s*(?P<last>[a-z]+\.?\d?\s?\d{4})$"),
)  # fmt: skip
_SHORT_RANGE = re.compile(r"^(?P<century>\d{2})(?P<first>\d{2})\s*[/-]\s*(?P<last>\d{2})$")

_DAY_MONTH_YEAR = re.compile(r"^(?P<a>\d{1,2})\s?([/.-])\s?(?P<b>\d{1,2})\s?\2\s?(?P<year>\d{4}|\d{2})$")
_ISO = re.compile(r"^(?P<year>\d{4})([/.-]?)(?P<month>\d{1,2})\2(?P<day>\d{1,2})$")
_DAY_NAME_YEAR = re.compile(rf"^(?P<day>\d{{1,2}})\s?(?:er|e)?[\s./-]*{_MONTH}[\s./-]*{_YEAR}$")
_NAME_YEAR = re.compile(rf"^(?:mois de )?{_MONTH}{_OF}{_YEAR}$")
_MONTH_YEAR = re.compile(r"^(?P<month>\d{1,2})[/.-](?P<year>\d{4})$")
_YEAR_MONTH = re.compile(r"^(?P<year>\d{4})[/.-](?P<month>\d{1,2})$")
_QUARTER = re.compile(rf"^(?:[tq]\s?(?P<t>[1-4])|{_ORDINAL}\s?(?:trimestre|trim\b\.?|t)){_OF}{_YEAR}$")
_SEMESTER = re.compile(rf"^(?:s\s?(?P<t>[12])|{_ORDINAL}\s?(?:semestre|sem\b\.?|s)){_OF}{_YEAR}$")
_PART_LAST = re.compile(r"^(?P<year>\d{4})[\s/.-]*(?P<kind>[tqs])\s?(?P<n>[1-4])$")
_SEASON = re.compile(rf"^(?P<season>{'|'.join(_SEASONS)}){_OF}(?P<year>\d{{4}})(?:\s?[-/]\s?\d{{2,4}})?$")
_BACK_TO_SCHOOL = re.compile(rf"^rentree(?: scolaire)?{_OF}(?P<year>\d{{4}})$")
_ONLY_YEAR = re.compile(r"^(?:annee\s+)?(?P<year>\d{4})(?:[.,]0+)?$")
_SERIAL = re.compile(r"^(?P<serial>\d{5})(?:[.,]\d+)?$")


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """What was read: `until` is the end of a period; `understood` without value is a date said to be unknown.

    `approximate` tells a date drawn from a month, a quarter, a year… `note` is a French remark on the reading.
    """

    value: date | None
    until: date | None
    approximate: bool
    understood: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """The days an expression covers; `pinned` chooses one of them whatever the column (« fin 2026 »)."""

    first: date
    last: date
    unit: str = ""
    note: str = ""
    pinned: date | None = None


def parse_date(value: str | int | float | date | datetime | None, *, end: bool, us_order: bool = False) -> ParsedDate:
    """Read a date as typed; `end` takes the last day of « T3 2026 », « 2026 »…, otherwise the first.

    « fin 2026 » is always its last day and « début 2027 » its first. `us_order` reads 03/04/2026 as 4 March; an
    impossible month is swapped and said. Never raises; years outside 1990-2100 are refused.
    """
    if value is None or isinstance(value, bool):
        return ParsedDate(None, None, approximate=False, understood=value is None, note="")
    if isinstance(value, datetime):
        return _exact(value.date())
    if isinstance(value, date):
        return _exact(value)
    if isinstance(value, int | float):
        return _from_number(value, end=end)
    return _from_text(value, end=end, us_order=us_order)


def _refused(note: str) -> ParsedDate:
    return ParsedDate(None, None, approximate=False, understood=False, note=note)


def _exact(day: date, note: str = "") -> ParsedDate:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _refused(NOTE_OUT_OF_RANGE)
    return ParsedDate(day, None, approximate=False, understood=True, note=note)


def _from_number(value: float, *, end: bool) -> ParsedDate:
    if not math.isfinite(value):
        return _refused(NOTE_NOT_A_DATE)
    days = math.floor(value)
    if days == value and FIRST_YEAR <= days <= LAST_YEAR:
        return _settle(_year(days), end=end, vague=False)
    if _FIRST_SERIAL <= days <= _LAST_SERIAL:
        return _exact(_EXCEL_EPOCH + timedelta(days=days))
    return _refused(NOTE_NOT_A_DATE)


def _from_text(text: str, *, end: bool, us_order: bool) -> ParsedDate:
    folded = fold(text)
    if not folded or folded in _UNKNOWN:
        return ParsedDate(None, None, approximate=False, understood=True, note=NOTE_UNKNOWN if folded else "")
    if folded == "en cours":
        return ParsedDate(None, None, approximate=False, understood=True, note=NOTE_RUNNING)
    if any(char.isdigit() and not char.isascii() for char in folded):
        return _refused(NOTE_NOT_A_DATE)
    serial = _SERIAL.match(folded)
    if serial and _FIRST_SERIAL <= int(serial["serial"]) <= _LAST_SERIAL:
        return _exact(_EXCEL_EPOCH + timedelta(days=int(serial["serial"])), NOTE_SERIAL)
    rest, side = _without_prefix(folded)
    span = _span(rest, us_order=us_order)
    if span is not None:
        vague = rest != folded
        return _settle(span, end=side == "last" if side else end, vague=vague)
    return _period(folded, us_order=us_order) or _refused(_why_not(folded))


def _without_prefix(folded: str) -> tuple[str, str]:
    for side, pattern in _PREFIXES:
        stripped = pattern.sub("", folded)
        if stripped != folded:
            return stripped, side
    return folded, ""


def _why_not(folded: str) -> str:
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", folded)
    outside = years and not any(FIRST_YEAR <= int(year) <= LAST_YEAR for year in years)
    return NOTE_OUT_OF_RANGE if outside and len(folded) <= 20 else NOTE_NOT_A_DATE


def _settle(span: _Span, *, end: bool, vague: bool) -> ParsedDate:
    if span.first == span.last and not span.unit:
        notes = ", ".join(filter(None, [span.note, NOTE_APPROXIMATE if vague else ""]))
        return ParsedDate(span.first, None, approximate=vague, understood=True, note=notes)
    if span.pinned is not None:
        return ParsedDate(span.pinned, None, approximate=True, understood=True, note=span.note)
    side = "fin" if end else "début"
    # « d’année », « de mois »: the unit carries its own elision.
    return ParsedDate(
        span.last if end else span.first, None, approximate=True, understood=True, note=f"{side} {span.unit}"
    )


def _period(folded: str, *, us_order: bool) -> ParsedDate | None:
    bounds = _short_range(folded) or _range(folded, us_order=us_order)
    if bounds is None:
        return None
    first, last = bounds
    start, until = first.pinned or first.first, last.pinned or last.last
    if start > until:
        return _refused(NOTE_BACKWARDS)
    exact = first.first == first.last and last.first == last.last
    return ParsedDate(start, until, approximate=not exact, understood=True, note=NOTE_PERIOD)


def _short_range(folded: str) -> tuple[_Span, _Span] | None:
    match = _SHORT_RANGE.match(folded)
    if match is None:
        return None
    years = [int(match["century"] + match[part]) for part in ("first", "last")]
    return (_year(years[0]), _year(years[1])) if all(FIRST_YEAR <= year <= LAST_YEAR for year in years) else None


def _range(folded: str, *, us_order: bool) -> tuple[_Span, _Span] | None:
    for pattern in _RANGES:
        match = pattern.match(folded)
        if match is None:
            continue
        last = _span(match["last"], us_order=us_order)
        if last is None:
            continue
        # « de mars à juin 2026 », « du 3 au 5 mai 2026 »: the first bound borrows what it lacks.
        tail = match["last"].split()
        for borrowed in ("", *(" ".join(tail[i:]) for i in range(len(tail) - 1, 0, -1))):
            first = _span(f"{match['first']} {borrowed}".strip(), us_order=us_order)
            if first is not None:
                return first, last
    return None


def _span(text: str, *, us_order: bool) -> _Span | None:
    """Give the days `text` covers, `None` when it is no single date expression."""
    text = _WEEKDAY.sub("", _ARTICLE.sub("", text.strip(" ,;.")))
    edge = _EDGE.match(text)
    if edge is not None:
        inner = _simple(edge["rest"], us_order=us_order)
        return None if inner is None or not inner.unit else _edge(edge["edge"], inner)
    return _simple(text, us_order=us_order) or _simple(_TIME.sub("", text), us_order=us_order)


def _edge(edge: str, inner: _Span) -> _Span:
    if edge == "fin":
        return _Span(inner.first, inner.last, inner.unit, f"fin {inner.unit}", inner.last)
    if edge == "debut":
        return _Span(inner.first, inner.last, inner.unit, f"début {inner.unit}", inner.first)
    return _Span(inner.first, inner.last, inner.unit, f"milieu {inner.unit}", _middle(inner))


def _middle(span: _Span) -> date:
    """As people mean it: 30 June of a year, the 15th of a month, half-way of the rest."""
    if span.unit == "d’année":
        return date(span.first.year, 6, 30)
    if span.unit == "de mois":
        return span.first.replace(day=15)
    return span.first + (span.last - span.first) // 2


def _simple(text: str, *, us_order: bool) -> _Span | None:
    try:
        return _numeric(text, us_order=us_order) or _named(text) or _part_of_year(text)
    except ValueError:  # a day, month or year that does not exist
        return None


def _numeric(text: str, *, us_order: bool) -> _Span | None:
    if match := _ISO.match(text):
        # Without separators only the eight digits of the compact form are a date.
        if match[2] or len(text) == 8:
            return _day(int(match["year"]), int(match["month"]), int(match["day"]))
        return None
    if match := _DAY_MONTH_YEAR.match(text):
        return _ordered(int(match["a"]), int(match["b"]), _full_year(match["year"]), us_order=us_order)
    if match := _ONLY_YEAR.match(text):
        return _year(int(match["year"]))
    if match := _MONTH_YEAR.match(text) or _YEAR_MONTH.match(text):
        return _month(int(match["year"]), int(match["month"]))
    return None


def _ordered(first: int, second: int, year: int, *, us_order: bool) -> _Span:
    day, month = (second, first) if us_order else (first, second)
    if month > 12 >= day:
        span = _day(year, day, month)
        return _Span(span.first, span.last, note=NOTE_SWAPPED)
    return _day(year, month, day)


def _named(text: str) -> _Span | None:
    if match := _DAY_NAME_YEAR.match(text):
        return _day(_full_year(match["year"]), _MONTHS[match["month"]], int(match["day"]))
    if match := _NAME_YEAR.match(text):
        return _month(_full_year(match["year"]), _MONTHS[match["month"]])
    return None


def _part_of_year(text: str) -> _Span | None:
    if match := _QUARTER.match(text):
        return _months(_full_year(match["year"]), _rank(match), 3, "de trimestre")
    if match := _SEMESTER.match(text):
        return _months(_full_year(match["year"]), _rank(match), 6, "de semestre")
    if match := _PART_LAST.match(text):
        length, unit = (6, "de semestre") if match["kind"] == "s" else (3, "de trimestre")
        return _months(int(match["year"]), int(match["n"]), length, unit)
    if match := _BACK_TO_SCHOOL.match(text):
        return _month(int(match["year"]), 9)
    if match := _SEASON.match(text):
        month, day = _SEASONS[match["season"]]
        first = _day(int(match["year"]), month, day).first
        after = first.month + 3
        last = date(first.year + (after > 12), after - 12 if after > 12 else after, 20)
        return _Span(first, last, "de saison")
    return None


def _rank(match: re.Match[str]) -> int:
    return int(match["t"] or match["n"] or _ORDINALS[match["word"]])


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) - (100 if int(text) >= FIRST_YEAR - 1900 else 0)


def _day(year: int, month: int, day: int) -> _Span:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return _Span(date(year, month, day), date(year, month, day))


def _month(year: int, month: int) -> _Span:
    first = _day(year, month, 1).first
    return _Span(first, first.replace(day=monthrange(year, month)[1]), "de mois")


def _months(year: int, rank: int, length: int, unit: str) -> _Span:
    first = _month(year, (rank - 1) * length + 1).first
    return _Span(first, _month(year, rank * length).last, unit)


def _year(year: int) -> _Span:
    return _Span(_day(year, 1, 1).first, date(year, 12, 31), "d’année")
