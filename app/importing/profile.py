"""What the cells of a column look like: used when its header says too little or two things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.dto.plan_import import CellValue
from app.importing.folded import fold
from app.importing.names import looks_like_organization, looks_like_person
from app.importing.template import is_boilerplate
from app.importing.words import is_blank, is_unknown, read_level, read_maturity, read_scope, read_status, read_weather
from app.rules.money import parse_amount

_SAMPLE = 300
_PERCENT = re.compile(r"\s*\d{1,3}(?:[.,]\d+)?\s*%\s*")
_NUMBERING = re.compile(r"(?:[a-z]{0,3}[-. ]?)?\d{1,3}(?:[.-]\d{1,3})*[a-z]?\.?")
_MEASURE = re.compile(r"[€]|\bk€|\bht\b|\bttc\b|euro", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 to 1) of the filled cells that can be read in each way; zeros when the column is empty."""

    filled: int = 0
    figures: float = 0  # numbers as such
    amounts: float = 0  # figures or texts that read as an amount
    percents: float = 0  # written with %, or all figures lie between 0 and 1
    dates: float = 0
    booleans: float = 0
    status: float = 0
    level: float = 0
    maturity: float = 0
    scope: float = 0
    weather: float = 0
    organizations: float = 0
    people: float = 0
    numbering: float = 0
    distinct: float = 0  # distinct values over filled cells
    length: float = 0  # mean number of characters

    is_fraction: bool = False  # its figures are Excel percentages (0,5 shown as 50 %)


def profile_of(cells: Sequence[CellValue]) -> Profile:
    """Measure the first filled cells of a column."""
    kept = [cell for cell in cells if not is_blank(cell) and not (isinstance(cell, str) and _is_idle(cell))]
    filled = kept[:_SAMPLE]
    if not filled:
        return Profile()
    figures = [cell for cell in filled if isinstance(cell, int | float) and not isinstance(cell, bool)]
    fraction = (
        bool(figures)
        and all(0 <= figure <= 1 for figure in figures)
        and any(figure not in (0, 1) for figure in figures)
    )
    fraction = fraction or (
        bool(figures) and all(figure in (0, 1) for figure in figures) and len(figures) > 1 and 1 in figures
    )
    texts = [cell for cell in filled if isinstance(cell, str)]
    count = len(filled)

    def share(matching: int) -> float:
        return matching / count

    return Profile(
        filled=count,
        figures=share(len(figures)),
        amounts=share(len(figures) + sum(_is_amount(text) for text in texts)),
        percents=share((len(figures) if fraction else 0) + sum(bool(_PERCENT.fullmatch(text)) for text in texts)),
        dates=share(sum(isinstance(cell, date) for cell in filled)),
        booleans=share(sum(isinstance(cell, bool) for cell in filled)),
        status=share(sum(read_status(text) is not None for text in texts)),
        level=share(sum(read_level(cell) is not None for cell in filled if not isinstance(cell, date | bool))),
        maturity=share(sum(read_maturity(text) is not None for text in texts)),
        scope=share(sum(read_scope(text) is not None for text in texts)),
        weather=share(sum(read_weather(text) is not None for text in texts)),
        organizations=share(sum(looks_like_organization(text) for text in texts)),
        people=share(sum(looks_like_person(text) for text in texts)),
        numbering=share(sum(_is_numbering(cell) for cell in filled)),
        distinct=share(len({fold(str(cell)) for cell in filled})),
        length=sum(len(str(cell)) for cell in filled) / count,
        is_fraction=fraction,
    )


def _is_idle(text: str) -> bool:
    """Whether a text says nothing of the column: « n.c. », the template's own words."""
    return (is_unknown(text) and read_status(text) is None) or is_boilerplate(text)


def _is_amount(text: str) -> bool:
    parsed = parse_amount(text)
    return parsed.cents is not None or (parsed.understood and bool(_MEASURE.search(text)))


def _is_numbering(cell: CellValue) -> bool:
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return False
    return bool(_NUMBERING.fullmatch(fold(str(cell)))) and not (isinstance(cell, int) and cell >= 1000)
