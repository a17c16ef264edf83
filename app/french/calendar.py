"""Dates, times and durations written in French. Today is always a parameter."""

from __future__ import annotations

from datetime import date, datetime, time

from app.french.figures import NBSP
from app.french.words import plural

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
MONTHS_SHORT = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)


def weekday(day: date) -> str:
    """Give « jeudi »."""
    return WEEKDAYS[day.weekday()]


def _ordinal_day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def date_without_weekday(day: date) -> str:
    """Write « 10 décembre 2026 », « 1er mars 2026 »."""
    return f"{_ordinal_day(day)} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date, with_weekday: bool = True) -> str:
    """Write « jeudi 10 décembre 2026 »; « 10 décembre 2026 » without the name of the day."""
    return f"{weekday(day)} {date_without_weekday(day)}" if with_weekday else date_without_weekday(day)


def short_date(day: date | None, unknown: str = "") -> str:
    """Write « 10/12/2026 »; `unknown` for `None`."""
    return unknown if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_month(day: date) -> str:
    """Write « 10 déc. », « 1er janv. »."""
    return f"{_ordinal_day(day)}{NBSP}{MONTHS_SHORT[day.month - 1]}"


def month_short(day: date) -> str:
    """Write « DÉC. »."""
    return MONTHS_SHORT[day.month - 1].upper()


def month_year(day: date) -> str:
    """Write « décembre 2026 »."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def clock_time(moment: time | datetime, with_minutes: bool = False) -> str:
    """Write « 14 h 30 », and « 14 h » on the hour unless `with_minutes` asks for « 14 h 00 »."""
    if moment.minute or with_minutes:
        return f"{moment.hour}{NBSP}h{NBSP}{moment.minute:02}"
    return f"{moment.hour}{NBSP}h"


def date_time(moment: datetime, with_weekday: bool = True) -> str:
    """Write « jeudi 10 décembre 2026 à 14 h 30 »."""
    return f"{long_date(moment, with_weekday)} à {clock_time(moment)}"


def duration(minutes: int) -> str:
    """Write « 45 min », « 1 h », « 1 h 05 »."""
    if minutes < 0:
        return f"\u2212{duration(-minutes)}"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h{NBSP}{rest:02}" if rest else f"{hours}{NBSP}h"


def relative_days(day: date, today: date) -> str:
    """Write « aujourd’hui », « demain », « hier », « dans 17 jours », « il y a 12 jours »."""
    days = (day - today).days
    near = {-1: "hier", 0: "aujourd’hui", 1: "demain"}
    if days in near:
        return near[days]
    return f"dans {plural(days, 'jour')}" if days > 0 else f"il y a {plural(-days, 'jour')}"


def due_phrase(day: date | None, today: date) -> str:
    """Say where a due date stands: « échu depuis 12 jours », « échéance demain », « sans échéance ».

    On the day itself nothing is overdue yet (R13).
    """
    if day is None:
        return "sans échéance"
    if day < today:
        return f"échu depuis {plural((today - day).days, 'jour')}"
    return f"échéance {relative_days(day, today)}"
