"""Reading one sheet into actions: axes carried down, merged cells, sub-actions, continuation lines."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from app.dto.plan_import import CellValue, LeftOut, SheetLayout, SheetTable, Target
from app.importing import grid
from app.importing.axes import AxisBook, Path, SectionStack
from app.importing.cells import LAST, quoted, read_cell
from app.importing.column import Column, column_of, with_shared_unit
from app.importing.draft import KEPT, Cell, Draft, Ledger, labelled
from app.importing.lines import Kind, Line, Reader, is_sub_action
from app.importing.money_cells import close_pending, settle_own_money
from app.importing.template import is_help
from app.importing.titles import axis_key, shortened, title_key

_SHARED = frozenset({Target.COST, Target.FUNDER_AMOUNT, Target.FUNDER_COLUMN, Target.PROGRESS, Target.MILESTONES})
"""Targets whose merged cell belongs to its first line only: repeating an amount would multiply it."""
_LEVELS = (Target.AXIS, Target.SUB_AXIS, Target.SUB_SUB_AXIS)
_PATH = re.compile(r"\s*›\s*|\s+>\s+")
_IN_LINE = frozenset({*_LEVELS, Target.NUMBER, Target.TITLE, Target.SUB_TITLE})


@dataclass(slots=True)
class SheetReader:
    """Reads the lines of a sheet in order; `axes` and `ledger` are shared by all sheets."""

    table: SheetTable
    layout: SheetLayout
    axes: AxisBook
    ledger: Ledger
    known: Collection[str]
    drafts: list[Draft] = field(default_factory=list)
    _columns: list[Column] = field(default_factory=list)
    _carried: list[str] = field(default_factory=lambda: ["", "", ""])
    _stack: SectionStack = field(default_factory=SectionStack)
    _merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _last: Draft | None = None
    reader: Reader = field(init=False)

    def read(self) -> list[Draft]:
        """Read every line; what is not an action is listed in the ledger."""
        first = self.layout.first_row - 1
        self._columns = [
            column_of(guess, [row[guess.index] for row in self.table.rows[first:]])
            for guess in self.layout.columns
            if guess.target is not Target.IGNORE
        ]
        above = " ".join(grid.joined(row) for row in self.table.rows[: self.layout.header_row - 1])
        self._columns = with_shared_unit(self._columns, above)
        self._columns.sort(key=lambda column: (column.target in LAST, column.index))
        self._merged = self._merged_downwards(first)
        self._titles_above(first)
        self.reader = Reader(self.table, self.layout)
        for line in self.reader.lines():
            self._line(line)
        for draft in self.drafts:
            close_pending(draft)
            settle_own_money(draft, self.ledger)
        return self.drafts

    # --- lines -----------------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        match line.kind:
            case Kind.OUT:
                self._leave(line.row, line.reason)
            case Kind.SECTION:
                self._section(line)
            case Kind.AXIS_ONLY:
                self._axis_path(line.row)
            case Kind.ACTION:
                self._action(line.row)
            case Kind.CONTINUATION:
                self._continuation(line.row)

    def _leave(self, row: int, reason: str) -> None:
        text = grid.joined(self.table.rows[row])
        self.ledger.left_out.append(LeftOut(self.layout.sheet, row + 1, text, reason))

    def _titles_above(self, first: int) -> None:
        """Lines above the header, and between the header and the first line of data, are not actions."""
        header = self.layout.header_row - 1
        for row in range(first):
            if row != header and any(cell is not None for cell in self.table.rows[row]):
                heads = row > header or self._is_group(row)
                if not heads:
                    self._leave(row, "titre du tableau")

    def _is_group(self, row: int) -> bool:
        return len(grid.filled(self.table.rows[row])) > 1

    def _section(self, line: Line) -> None:
        self._stack.enter(line.style, line.text)
        self._carried = ["", "", ""]
        self.axes.settle(self._base())
        if line.extra:
            self._leave(line.row, "total de l’axe")
        if not line.sure:
            self.ledger.line(self.layout.sheet, line.row, line.column, "ligne lue comme un axe", line.text)

    def _base(self) -> Path:
        """Axes that do not come from columns: the sheet's name, then the sections."""
        titles = self._stack.titles
        if self.layout.axis_from_sheet:
            titles = (self.layout.axis_from_sheet, *titles)
        return titles

    def _axis_path(self, row: int) -> Path:
        """Axis of a line; a blank continues the one above, as in merged or grouped tables."""
        typed = ["", "", ""]
        for column in self._columns:
            if column.target in _LEVELS:
                value = self._value(row, column)
                cell = self._cell(row, column, value)
                if value is None:
                    continue
                self.ledger.tally(cell.sheet, cell.column).filled += 1
                if not cell.is_blank and not is_help(cell.text):
                    # « Axe 1 › Sous-axe 1.1 » holds two levels in one cell.
                    for level, part in enumerate(_PATH.split(grid.one_line(cell.text)), _LEVELS.index(column.target)):
                        typed[min(level, 2)] = part if level < 3 else f"{typed[2]} › {part}"
        for level, text in enumerate(typed):
            if text:
                self._carried[level:] = [text, *typed[level + 1 :]]
                break
        return self.axes.settle((*self._base(), *self._carried))

    def _action(self, row: int) -> None:
        path = self._axis_path(row)
        typed = [text for text in self._carried if text]
        self._stack.saw_action()
        title, sub = self._text(row, Target.TITLE), self._text(row, Target.SUB_TITLE)
        if sub and is_help(sub):
            sub = ""
        parent = self._parent(row, path, title) if sub else None
        if not sub and is_sub_action(title) and self._last is not None:
            parent = self._last if self._last.parent is None else self._last.parent
        draft = self._new(row, path, sub or title, Target.SUB_TITLE if sub else Target.TITLE)
        draft.parent = parent
        for text, title in zip(reversed(typed), reversed(path), strict=False):
            if axis_key(text)[1] not in {"", axis_key(title)[1]} and axis_key(title)[1]:
                draft.add_note(labelled("Axe", text))
        self._number(row, draft)
        self._read_cells(row, draft, whole=True)
        self._last = draft

    def _new(self, row: int, path: Path, title: str, target: Target) -> Draft:
        draft = Draft(self.layout.sheet, row, shortened(title), axis=path)
        column = next(column for column in self._columns if column.target is target)
        draft.title_cell = self._cell(row, column, self._value(row, column))
        if draft.title != title:
            draft.add_note(labelled("Intitulé complet", title))
            self.ledger.doubt(draft.title_cell, draft.title, f"intitulé de plus de 300 caractères, {KEPT} en entier")
        self.drafts.append(draft)
        return draft

    def _parent(self, row: int, path: Path, title: str) -> Draft:
        """Find the action a sub-action belongs to; when the file lacks it, it is created and said."""
        mains = [draft for draft in self.drafts if draft.parent is None]
        if not title:
            if mains:
                return mains[-1]
            title = "Action sans intitulé"
        key = title_key(title)
        for exact in (True, False):
            for draft in reversed(mains):
                if title_key(draft.title) == key and (not exact or draft.axis == path):
                    return draft
        target = Target.TITLE if self._text(row, Target.TITLE) else Target.SUB_TITLE
        parent = self._new(row, path, title, target)
        assert parent.title_cell is not None
        self.ledger.doubt(parent.title_cell, parent.title, "action absente du fichier, créée pour sa sous-action")
        return parent

    def _continuation(self, row: int) -> None:
        """A line without title completes the action above: a second funder, more text."""
        draft = self._last
        if draft is None:
            self._leave(row, "ligne sans intitulé")
            return
        first = grid.filled(self.table.rows[row])[0]
        message = f"ligne rattachée à l’action de la ligne {draft.row + 1}"
        self.ledger.line(self.layout.sheet, row, first, message, quoted(draft.title))
        for column in self._columns:
            if column.target in {*_LEVELS, Target.NUMBER} and self.table.rows[row][column.index] is not None:
                draft.note(self._cell(row, column, self.table.rows[row][column.index]))
        self._read_cells(row, draft, whole=False)

    # --- cells -----------------------------------------------------------------------------------

    def _cell(self, row: int, column: Column, value: CellValue) -> Cell:
        return Cell(self.layout.sheet, row, column.index, column.header, value)

    def _value(self, row: int, column: Column) -> CellValue:
        """Value of a cell, or of the merged cell it belongs to."""
        value = self.table.rows[row][column.index]
        if value is None and (row, column.index) in self._merged:
            top, left = self._merged[row, column.index]
            return self.table.rows[top][left]
        return value

    def _text(self, row: int, target: Target) -> str:
        """Text of the title cells; a title merged over several lines is the parent of their sub-actions."""
        for column in self._columns:
            if column.target is target:
                text = self.reader.text(row, column.index)
                if text or target is Target.SUB_TITLE:
                    return text
                merged = self._value(row, column)
                return grid.one_line(str(merged)) if merged is not None else ""
        return ""

    def _read_cells(self, row: int, draft: Draft, *, whole: bool) -> None:
        for column in self._columns:
            value = self.table.rows[row][column.index]
            if value is None and whole and column.target not in _SHARED:
                value = self._value(row, column)
            if value is None:
                if column.target is Target.FUNDER:
                    close_pending(draft)
                continue
            cell = self._cell(row, column, value)
            if column.target not in _IN_LINE:
                read_cell(cell, column, draft, self.ledger, self.known)
                if column.target in _SHARED:
                    self._say_shared(cell, column)
            elif column.target not in _LEVELS:
                self.ledger.tally(cell.sheet, cell.column).filled += 1
            if column.target in _IN_LINE and isinstance(value, str) and is_help(value):
                draft.note(cell)
                self.ledger.tally(cell.sheet, cell.column).lost += 1
                self.ledger.doubt(cell, "", f"consigne du modèle, {KEPT}")

    def _say_shared(self, cell: Cell, column: Column) -> None:
        origin = (cell.row, column.index)
        if self._merged.get(origin) != origin:
            return
        below = [row for (row, index), top in self._merged.items() if top == origin and index == column.index]
        titled = [row for row in below if row != cell.row and self.reader.title_of(row)]
        if titled:
            message = f"cellule commune à {len(titled) + 1} lignes, lue pour la première seulement"
            self.ledger.doubt(cell, "", message)

    def _number(self, row: int, draft: Draft) -> None:
        column = next((column for column in self._columns if column.target is Target.NUMBER), None)
        if column is None:
            return
        cell = self._cell(row, column, self.table.rows[row][column.index])
        if cell.value is None or cell.is_blank:
            return
        draft.number_cell = cell

    def _merged_downwards(self, first: int) -> dict[tuple[int, int], tuple[int, int]]:
        """Cells hidden by a merged range that spans several lines, and the one that shows."""
        hidden = {}
        for top, left, bottom, right in self.table.merged:
            if bottom > top >= first and bottom - top < 1000 and right - left < 100:
                for row in range(top, min(bottom, len(self.table.rows) - 1) + 1):
                    hidden[row, left] = (top, left)
        return hidden
