"""One sheet: a title, a real table with filters, totals under it, ready to print on A4 landscape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Generic, TypeVar

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from exports.excel.cells import (
    ACCENT,
    ACCENT_GROUND,
    DATE,
    DECIMAL,
    FONT,
    MONEY,
    PERCENT,
    PERCENT_TENTH,
    SECONDARY,
    WHOLE,
    Look,
    Looks,
    Value,
    cell_at,
    put_text,
    put_value,
)
from exports.files import Step, french_text, no_step

HEADER_ROW = 4
_FIRST_ROW = HEADER_ROW + 1
_LINE_HEIGHT = 13.5  # points, Calibri 10
_MAX_HEIGHT = 409.0  # what Excel allows
_STEP_EVERY = 100
_A4 = 9

Row = TypeVar("Row")


class Kind(Enum):
    """What a column holds, hence its format and its side."""

    TEXT = Look(wrap=True)
    NOTE = Look()  # long, on one line: it never makes a row taller
    MONEY = Look(MONEY, "right", indent=1)
    WORD = Look(horizontal="center")
    DATE = Look(DATE, "center")
    PERCENT = Look(PERCENT, "right", indent=1)
    PERCENT_TENTH = Look(PERCENT_TENTH, "right", indent=1)
    WHOLE = Look(WHOLE, "right", indent=1)
    DECIMAL = Look(DECIMAL, "right", indent=1)


Tones = Mapping[str, tuple[str, str]]
"""Word → (ink, ground): the colour helps, the word is always there."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column of a table: its header (unique, as Excel wants), its width in characters, what it shows of a row."""

    header: str
    width: float
    kind: Kind
    value: Callable[[Row], Value]
    tones: Tones = field(default_factory=dict)
    is_hidden: bool = False
    is_printed: bool = True
    is_indented: Callable[[Row], bool] | None = None


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """A whole sheet before it is written."""

    title: str  # of the tab, 31 characters at most
    table: str  # name of the table, unique in the workbook
    heading: str
    subtitle: str
    owner: str  # printed at the bottom left
    columns: Sequence[Column[Row]]
    rows: Sequence[Row]
    frozen: int  # number of columns kept on the left
    nothing: str  # sentence when there is no row

    @property
    def last_row(self) -> int:
        """Number of the last row of the table; an empty table keeps one blank row, as Excel wants."""
        return HEADER_ROW + max(len(self.rows), 1)

    def letter(self, header: str) -> str:
        """Letter of the column named `header`."""
        return get_column_letter(self.position(header))

    def position(self, header: str) -> int:
        """Number of the column named `header`, from 1."""
        return next(n for n, column in enumerate(self.columns, start=1) if column.header == header)


def write_sheet(workbook: Workbook, sheet: Sheet[Row], step: Step = no_step) -> Worksheet:
    """Add the sheet to the workbook: title, header, rows, table, colours, widths; printing is set after the totals."""
    page: Worksheet = workbook.create_sheet(sheet.title)
    looks = Looks(page)
    put_text(cell_at(page, 1, 1), sheet.heading, looks, Look(size=16, bold=True, color=ACCENT, lines=False))
    put_text(cell_at(page, 2, 1), sheet.subtitle, looks, Look(color=SECONDARY, lines=False))
    page.row_dimensions[1].height = 24
    _write_header(page, sheet, looks)
    _write_rows(page, sheet, looks, step)
    _add_table(page, sheet)
    _add_tones(page, sheet)
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{_FIRST_ROW}"
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 90
    return page


def _write_header(page: Worksheet, sheet: Sheet[Row], looks: Looks) -> None:
    look = Look(horizontal="center", vertical="center", wrap=True, bold=True, color="FFFFFF", fill=ACCENT)
    for position, column in enumerate(sheet.columns, start=1):
        put_text(cell_at(page, HEADER_ROW, position), column.header, looks, look)
        dimension = page.column_dimensions[get_column_letter(position)]
        dimension.width = column.width
        dimension.hidden = column.is_hidden
    page.row_dimensions[HEADER_ROW].height = 2.2 * _LINE_HEIGHT + 3


def _write_rows(page: Worksheet, sheet: Sheet[Row], looks: Looks, step: Step) -> None:
    if not sheet.rows:
        for position, column in enumerate(sheet.columns, start=1):
            put_value(cell_at(page, _FIRST_ROW, position), None, looks, column.kind.value)
    for number, row in enumerate(sheet.rows, start=_FIRST_ROW):
        lines = 1
        for position, column in enumerate(sheet.columns, start=1):
            look = column.kind.value
            if column.is_indented is not None and column.is_indented(row):
                look = replace(look, indent=2)
            text = put_value(cell_at(page, number, position), column.value(row), looks, look)
            if text and look.wrap:
                lines = max(lines, _line_count(text, column.width - 2 * look.indent))
        page.row_dimensions[number].height = min(lines * _LINE_HEIGHT + 4, _MAX_HEIGHT)
        if (number - HEADER_ROW) % _STEP_EVERY == 0:
            step(number - HEADER_ROW, len(sheet.rows))
    step(len(sheet.rows), len(sheet.rows))


def _line_count(text: str, width: float) -> int:
    """Estimate the lines a wrapped text takes: a column of width n holds 1.25 n letters, less the ends of lines."""
    useful = max(int(width * 1.12), 1)
    if len(text) <= useful and "\n" not in text:
        return 1
    return sum(max(-(-len(line) // useful), 1) for line in text.split("\n"))


def _add_table(page: Worksheet, sheet: Sheet[Row]) -> None:
    last = get_column_letter(len(sheet.columns))
    table = Table(displayName=sheet.table, name=sheet.table, ref=f"A{HEADER_ROW}:{last}{sheet.last_row}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False, showColumnStripes=False)
    page.add_table(table)


def _add_tones(page: Worksheet, sheet: Sheet[Row]) -> None:
    for column in sheet.columns:
        letter = sheet.letter(column.header)
        for word, (ink, ground) in column.tones.items():
            look = DifferentialStyle(font=Font(b=True, color=ink), fill=PatternFill(bgColor=ground))
            rule = Rule("cellIs", operator="equal", formula=[f'"{word}"'], dxf=look)
            page.conditional_formatting.add(f"{letter}{_FIRST_ROW}:{letter}{sheet.last_row}", rule)


# --- under the table -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Total:
    """A line under the table: words by header, and (formula, result) by header."""

    words: Mapping[str, str]
    sums: Mapping[str, tuple[str, float]]


class Below:
    """Writes lines under a table, outside it, one blank row left so that the table can grow."""

    def __init__(self, page: Worksheet, sheet: Sheet[Row]) -> None:
        self._page = page
        self._sheet = sheet
        self._looks = Looks(page)
        self._next = sheet.last_row + 2
        self.results: dict[str, float] = {}

    @property
    def row(self) -> int:
        """Number of the row that comes next."""
        return self._next

    def write_title(self, text: str) -> None:
        """Write the title of a group of totals."""
        self._write_line(text, Look(bold=True, color=ACCENT, size=11, lines=False))

    def write_remark(self, text: str) -> None:
        """Write a sentence."""
        self._write_line(text, Look(color=SECONDARY, lines=False))

    def write_total(self, total: Total) -> None:
        """Write a line of totals, its formulas with their results."""
        lines = 1
        for position, column in enumerate(self._sheet.columns, start=1):
            cell = cell_at(self._page, self._next, position)
            look = replace(column.kind.value, bold=True, fill=ACCENT_GROUND)
            if column.header in total.sums:
                formula, result = total.sums[column.header]
                cell.value = f"={formula}"
                self.results[cell.coordinate] = result
                self._looks.dress(cell, look)
            else:
                text = put_value(cell, total.words.get(column.header), self._looks, look)
                lines = max(lines, _line_count(text, column.width * 0.93))
        self._page.row_dimensions[self._next].height = min(lines * _LINE_HEIGHT + 4, _MAX_HEIGHT)
        self._next += 1

    def skip(self) -> None:
        """Leave a blank row."""
        self._next += 1

    def _write_line(self, text: str, look: Look) -> None:
        put_text(cell_at(self._page, self._next, 1), text, self._looks, look)
        self._next += 1


def prepare_printing(page: Worksheet, sheet: Sheet[Row], last_row: int) -> None:
    """Set A4 landscape, one page wide, header row repeated, « Page x sur y » at the bottom."""
    printed = sum(1 for column in sheet.columns if column.is_printed)
    page.print_area = f"A1:{get_column_letter(printed)}{last_row}"
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    margins = page.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    # Excel allows 255 characters in all, and reads « & » as the start of a code.
    footer = HeaderFooterItem(
        left=_footer_part(french_text(sheet.owner, 90).replace("&", "&&")), right=_footer_part("Page &P sur &N")
    )
    page.HeaderFooter = HeaderFooter(oddFooter=footer)


def _footer_part(text: str) -> _HeaderFooterPart:
    return _HeaderFooterPart(text=text, font=f"{FONT},Regular", size=8)
