"""French public holidays and working days (Code du travail L3133-1; Alsace-Moselle: L3134-13). See DOMAIN R18."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_FIXED = (
    (1, 1, "Jour de l’An"),
    (5, 1, "Fête du Travail"),
    (5, 8, "Victoire 1945"),
    (7, 14, "Fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "Armistice 1918"),
    (12, 25, "Noël"),
)
_SATURDAY = 5


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def _holidays(year: int, alsace_moselle: bool) -> tuple[tuple[date, str], ...]:
    sunday = easter(year)
    found = [(date(year, month, day), name) for month, day, name in _FIXED]
    found += [
        (sunday + timedelta(days=1), "Lundi de Pâques"),
        (sunday + timedelta(days=39), "Ascension"),
        (sunday + timedelta(days=50), "Lundi de Pentecôte"),
    ]
    if alsace_moselle:
        found += [(sunday - timedelta(days=2), "Vendredi saint"), (date(year, 12, 26), "Saint-Étienne")]
    return tuple(sorted(found))


def public_holidays(year: int, *, alsace_moselle: bool = False) -> dict[date, str]:
    """Public holidays of `year` with their French names, in order: eleven, thirteen in Alsace-Moselle.

    Two may fall on one day (Ascension on 8 May 2008…): both names are then given.
    """
    named: dict[date, str] = {}
    for day, name in _holidays(year, alsace_moselle):
        named[day] = f"{named[day]}, {name}" if day in named else name
    return named


def is_public_holiday(day: date, *, alsace_moselle: bool = False) -> bool:
    """Whether `day` is a public holiday."""
    return any(day == holiday for holiday, _ in _holidays(day.year, alsace_moselle))


def is_working_day(day: date, *, alsace_moselle: bool = False) -> bool:
    """Whether offices work on `day`: Monday to Friday, public holidays apart."""
    return day.weekday() < _SATURDAY and not is_public_holiday(day, alsace_moselle=alsace_moselle)


def last_working_day(day: date, *, alsace_moselle: bool = False) -> date:
    """Give `day` if offices work on it, otherwise the working day before."""
    while not is_working_day(day, alsace_moselle=alsace_moselle):
        day -= timedelta(days=1)
    return day
