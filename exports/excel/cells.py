"""What goes in one cell: text that stays text, amounts, dates and figures with French formats, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from exports.files import EXCEL_TEXT_LIMIT, french_text

FONT = "Calibri"
INK = "172033"
SECONDARY = "5B6577"
LINE = "DFE4EA"
ACCENT = "1D4E89"
ACCENT_GROUND = "E8EFF8"

MONEY = '#,##0.00\\ "€"'
DATE = "dd/mm/yyyy"
PERCENT = "0%"
PERCENT_TENTH = "0.0%"
WHOLE = "#,##0"
DECIMAL = "#,##0.0#"
TEXT = "@"

_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\n")

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; colours are RRGGBB, "" for none."""

    number_format: str = "General"
    horizontal: str = "left"
    vertical: str = "top"
    wrap: bool = False
    indent: int = 0
    size: int = 10
    bold: bool = False
    color: str = INK
    fill: str = ""
    lines: bool = True


class Looks:
    """The looks of one sheet, each made once: styling cell by cell is what is slow in openpyxl."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[Look, bool], StyleArray] = {}

    def dress(self, cell: Cell, look: Look, quoted: bool = False) -> None:
        """Give `look` to `cell`; `quoted` keeps Excel from reading its text as a formula when it is edited."""
        key = (look, quoted)
        if key not in self._made:
            self._made[key] = _style(self._sheet, look, quoted)
        # Public means copy the style for each cell, which doubles the time of an export.
        cell._style = self._made[key]  # type: ignore[attr-defined]  # noqa: SLF001


def _style(sheet: Worksheet, look: Look, quoted: bool) -> StyleArray:
    model = Cell(sheet, row=1, column=1)
    # A font without name and size becomes a serif one.
    model.font = Font(name=FONT, sz=look.size, b=look.bold, color=look.color)
    model.alignment = Alignment(
        horizontal=look.horizontal,
        vertical=look.vertical,
        wrap_text=look.wrap or None,
        indent=look.indent,
    )
    model.number_format = look.number_format
    if look.fill:
        model.fill = PatternFill("solid", fgColor=look.fill)
    if look.lines:
        thin = Side("thin", color=LINE)
        model.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    if quoted:
        model.quotePrefix = True
    style: StyleArray = model._style  # type: ignore[attr-defined]  # noqa: SLF001
    return style


def cell_at(page: Worksheet, row: int, column: int) -> Cell:
    """Give the cell, which is never a merged one here."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def put_text(cell: Cell, text: str, looks: Looks, look: Look) -> str:
    """Write a text that Excel never takes for a formula, an error or a number; give it as written."""
    clean = french_text(text, EXCEL_TEXT_LIMIT)
    if clean:
        cell.value = clean
        cell.data_type = "s"
    looks.dress(cell, look, quoted=clean.startswith(_LOOKS_LIKE_A_FORMULA))
    return clean


def put_value(cell: Cell, value: Value, looks: Looks, look: Look) -> str:
    """Write a text, a figure or a date; `None` leaves an empty cell: unknown is not 0. Give the text, if it is one."""
    if isinstance(value, str):
        return put_text(cell, value, looks, look)
    if look.number_format == DECIMAL and isinstance(value, float) and value.is_integer():
        look = replace(look, number_format=WHOLE)  # « 4 400 » rather than « 4 400,0 »
    if value is not None and not (isinstance(value, float) and not isfinite(value)):
        cell.value = value
    looks.dress(cell, look)
    return ""


def euros_from(cents: int | None) -> float | None:
    """Give an amount in euros for Excel, whose numbers are all floating."""
    return None if cents is None else cents / 100


def make_fonts_valid() -> None:
    """Have openpyxl write the children of `<font>` in the order of the schema, which Open XML validators want."""
    Font.__elements__ = (
        "b", "i", "strike", "condense", "extend", "outline", "shadow", "u",
        "vertAlign", "sz", "color", "name", "family", "charset", "scheme",
    )  # fmt: skip
