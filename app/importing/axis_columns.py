"""Columns that hold axes: « Axe », « Sous-axe », and weaker words when they head several lines."""

from __future__ import annotations

import re

from app.dto.plan_import import SheetTable, Target
from app.importing.candidate import Candidate


def settle_axes(columns: list[Candidate], table: SheetTable, first: int) -> None:
    """Rank the columns that may be axes; a weak word (« Thématique », « Objectif stratégique ») must repeat itself."""
    sure = [column for column in columns if column.said and column.said.rank in {10, 20, 30} and column.target in _AXES]
    ranked = list(sure)
    if not any(column.target is Target.AXIS for column in sure):
        weak = [column for column in columns if _may_be_axis(column, table, first) and column not in sure]
        ranked = [*sure, *sorted(weak, key=_rank)[:1]] if weak else sure
    ranked += [
        column for column in columns if column not in ranked and _is_lower(column) and _repeats(column, table, first)
    ]
    seen: set[Target] = set()
    for column in sorted(ranked, key=lambda item: (_rank(item), item.index)):
        wanted = next((target for target in _AXES[_floor(column) :] if target not in seen), None)
        if wanted is None:
            column.target = Target.NOTES
            continue
        if not seen and wanted is not Target.AXIS:
            wanted = Target.AXIS
        column.target = wanted
        seen.add(wanted)


_AXES = (Target.AXIS, Target.SUB_AXIS, Target.SUB_SUB_AXIS)


def _rank(column: Candidate) -> int:
    return column.said.rank if column.said else 0


def _floor(column: Candidate) -> int:
    return {20: 1, 22: 1, 25: 1, 30: 2}.get(_rank(column), 0)


def _is_lower(column: Candidate) -> bool:
    """Whether a weak word names a level below the axes: « Objectif opérationnel », « Sous-thématique »."""
    return _rank(column) in {20, 22, 25} and column.target in {Target.OBJECTIVES, Target.NOTES}


def _may_be_axis(column: Candidate, table: SheetTable, first: int) -> bool:
    if _rank(column) not in {12, 15, 20, 22, 25} or column.target is Target.LEVEL:
        return False
    return not column.profile.filled or _repeats(column, table, first)


def _repeats(column: Candidate, table: SheetTable, first: int) -> bool:
    """Whether the same words head several lines: repeated, or written once above blanks or merged cells."""
    if column.profile.filled and column.profile.distinct <= 0.7:
        return True
    if any(top >= first and left == column.index and bottom > top for top, left, bottom, _ in table.merged):
        return True
    filled = [index for index, cell in enumerate(column.cells) if cell is not None]
    numbered = sum(bool(re.match(r"\s*\d{1,2}\.\d", cell)) for cell in column.cells if isinstance(cell, str))
    if filled and numbered >= 0.6 * len(filled):
        return True
    return bool(filled) and column.profile.length < 150 and len(filled) <= 0.5 * (len(column.cells) - filled[0])
