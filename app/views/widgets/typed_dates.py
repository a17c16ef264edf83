"""Dates as people type them in a field: « 12/03/2026 », « 12/3 », « 12 mars », « fin janvier », « +3 sem. »."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from app.french import MONTHS, NBSP, WEEKDAYS, fold

HINT = f"Date non comprise{NBSP}: écrivez par exemple 12/03/2026, 12/3, fin janvier ou +3 sem."
_LOOK_BACK = timedelta(days=60)
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:er)?|(debut|mi|fin))[ -]?(?:de |d')?([a-z]+)\.?(?: (\d{4}|\d{2}))?")
_YEAR_END = re.compile(r"(debut|fin) (?:de |d')?(?:l'annee )?(\d{4})")
_QUARTER = re.compile(r"[tq]([1-4])(?: (\d{4}|\d{2}))?")
_LATER = re.compile(r"(?:\+|dans )\s*(\d{1,3})\s*(j|jour|jours|s|sem|semaine|semaines|m|mois|a|an|ans)\.?")
_NEAR = {"aujourd'hui": 0, "auj": 0, "auj.": 0, "demain": 1, "hier": -1, "apres-demain": 2}


def read_date(text: str, today: date) -> date | None:
    """Read a date; an empty text is None; raises ValueError with a French sentence when it cannot be understood.

    Without a year, the first such day that is not more than 60 days past; a month alone is its last day.
    """
    folded = fold(text)
    if not folded:
        return None
    try:
        found = _relative(folded, today) or _figures(folded, today) or _worded(folded, today)
    except ValueError:
        raise ValueError(f"Cette date n’existe pas{NBSP}: {text.strip()}.") from None
    if found is None:
        raise ValueError(HINT)
    return found


def _relative(text: str, today: date) -> date | None:
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    weekdays = [fold(day) for day in WEEKDAYS]
    if text in weekdays:
        return today + timedelta(days=(weekdays.index(text) - today.weekday() - 1) % 7 + 1)
    if not (match := _LATER.fullmatch(text)):
        return None
    count, unit = int(match[1]), match[2][0]
    if unit in "js":
        return today + timedelta(days=count * (7 if unit == "s" else 1))
    return _add_months(today, count * (12 if unit == "a" else 1))


def _figures(text: str, today: date) -> date | None:
    if match := _ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(text) or _COMPACT.fullmatch(text):
        day, month = int(match[1]), int(match[2])
        return date(_year(match[3]), month, day) if match[3] else _next(day, month, today)
    return None


def _worded(text: str, today: date) -> date | None:
    if match := _YEAR_END.fullmatch(text):
        return date(int(match[2]), 1, 1) if match[1] == "debut" else date(int(match[2]), 12, 31)
    if match := _QUARTER.fullmatch(text):
        quarter_end = int(match[1]) * 3
        return _month_end(_year(match[2]), quarter_end) if match[2] else _next(None, quarter_end, today)
    if not (match := _WORDS.fullmatch(text)):
        whole = re.fullmatch(r"([a-z]+)\.?(?: (\d{4}|\d{2}))?", text)
        if whole is None or (month := _month(whole[1])) is None:
            return None
        return _month_end(_year(whole[2]), month) if whole[2] else _next(None, month, today)
    if (month := _month(match[3])) is None:
        return None
    words: dict[str, int | None] = {"debut": 1, "mi": 15, "fin": None}
    wanted = int(match[1]) if match[1] else words[match[2]]
    if not match[4]:
        return _next(wanted, month, today)
    return date(_year(match[4]), month, wanted) if wanted else _month_end(_year(match[4]), month)


def _month(word: str) -> int | None:
    names = [fold(month) for month in MONTHS]
    found = [number for number, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)]
    return found[0] if len(found) == 1 else 7 if word == "juil" else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _next(day: int | None, month: int, today: date) -> date:
    for year in range(today.year - 1, today.year + 9):  # 29 February waits up to eight years
        if day is not None and day > monthrange(year, month)[1]:
            continue
        candidate = date(year, month, day) if day else _month_end(year, month)
        if candidate >= today - _LOOK_BACK:
            return candidate
    raise ValueError


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
