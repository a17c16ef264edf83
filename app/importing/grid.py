"""Looking at a sheet as a grid: text of a cell, letters of columns, spans of merged headers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.dto.plan_import import CellValue, SheetTable
from app.french import short_date

Row = Sequence[CellValue]


def letter(index: int) -> str:
    """Give the letter of a 0-based column: 0 is « A », 26 is « AA »."""
    name = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def text_of(value: CellValue) -> str:
    """Write a cell as its reader sees it: dates in French order, figures without « .0 », VRAI and FAUX."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, datetime):
        return f"{short_date(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return str(value).strip()


def one_line(text: str) -> str:
    """Join lines and repeated spaces."""
    return " ".join(text.split())


def filled(row: Row) -> list[int]:
    """Give the indexes of the cells that hold something."""
    return [index for index, cell in enumerate(row) if cell is not None]


def joined(row: Row) -> str:
    """Write a whole line: its filled cells joined by « · »."""
    return " · ".join(one_line(text_of(cell)) for cell in row if cell is not None)


def is_wordy(row: Row, longest: int = 90) -> bool:
    """Whether all filled cells are short texts, as headers are."""
    return all(isinstance(cell, str) and len(cell) <= longest for cell in row if cell is not None)


def merged_width(table: SheetTable, row: int, column: int) -> int:
    """Number of columns of the merged range that starts at this cell, 1 if none."""
    for top, left, bottom, right in table.merged:
        if top <= row <= bottom and left == column:
            return right - left + 1
    return 1


def spans(table: SheetTable, row: int, width: int) -> list[str]:
    """Spread the cells of a group row over the columns they head: merged ranges, else up to the next filled cell."""
    cells = table.rows[row]
    texts = [""] * width
    for column in filled(cells):
        wide = merged_width(table, row, column)
        last = column + wide if wide > 1 else _next_filled(cells, column)
        for index in range(column, min(last, width)):
            texts[index] = one_line(text_of(cells[column]))
    return texts


def _next_filled(cells: Row, column: int) -> int:
    return next((index for index in filled(cells) if index > column), len(cells))
