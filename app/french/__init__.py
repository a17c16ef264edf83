"""French as a reader expects it: figures, euros, dates, plurals, elision, typography, search folding, collation.

No Qt, no database. Every screen and document takes its wording helpers here, from the package itself:
`from app import french` then `french.euros(cents)`.
"""

from __future__ import annotations

from app.french.calendar import (
    MONTHS,
    MONTHS_SHORT,
    WEEKDAYS,
    clock_time,
    date_time,
    date_without_weekday,
    day_month,
    due_phrase,
    duration,
    long_date,
    month_short,
    month_year,
    relative_days,
    short_date,
    weekday,
)
from app.french.figures import (
    EURO_UNITS,
    NBSP,
    NNBSP,
    common_unit,
    euros,
    euros_short,
    number,
    percent,
    percent_value,
)
from app.french.folding import fold, natural_key, sort_key
from app.french.words import capitalized, elide, full_name, guillemets, join_and, plural, typo, upper_name

__all__ = [
    "EURO_UNITS",
    "MONTHS",
    "MONTHS_SHORT",
    "NBSP",
    "NNBSP",
    "WEEKDAYS",
    "capitalized",
    "clock_time",
    "common_unit",
    "date_time",
    "date_without_weekday",
    "day_month",
    "due_phrase",
    "duration",
    "elide",
    "euros",
    "euros_short",
    "fold",
    "full_name",
    "guillemets",
    "join_and",
    "long_date",
    "month_short",
    "month_year",
    "natural_key",
    "number",
    "percent",
    "percent_value",
    "plural",
    "relative_days",
    "short_date",
    "sort_key",
    "typo",
    "upper_name",
    "weekday",
]
