"""One column as its cells are read: what its header and its content say once for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.dto.plan_import import CellValue, ColumnGuess, Target
from app.importing.funding import Funder, funder_of_header
from app.importing.headers import basis_of, stage_of, unit_of
from app.importing.profile import profile_of
from app.vocabulary import Stage, TaxBasis

_SLASHED = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column to read; `unit` is what one means in bare figures (1 000 for k€), `us_order` month before day."""

    index: int
    header: str
    target: Target
    us_order: bool = False
    is_fraction: bool = False
    unit: int = 1
    basis: TaxBasis | None = None
    stage: Stage = Stage.ANNOUNCED
    funder: Funder | None = None
    unit_is_shared: bool = False  # taken from another column or from the title: to be checked


_OF_MONEY = frozenset({Target.COST, Target.FUNDER, Target.FUNDER_AMOUNT, Target.FUNDER_COLUMN, Target.FUNDING_PARTNERS})


def with_shared_unit(columns: Sequence[Column], above: str) -> list[Column]:
    """Give the columns of money that announce no unit the one of the total cost, or of the title (« en k€ »).

    `above` is the text of the rows above the header. The tax basis is shared in the same way. Columns whose own
    header has a unit keep it.
    """
    cost = next((column for column in columns if column.target is Target.COST), None)
    unit = unit_of(above) if cost is None or cost.unit == 1 else cost.unit
    basis = (cost.basis if cost is not None else None) or basis_of(above)

    def shared(column: Column) -> Column:
        if column.target not in _OF_MONEY or (column is cost and column.unit > 1):
            return column
        says = re.search(r"€|euro", column.header, re.IGNORECASE)
        borrowed = unit if column.unit == 1 and not says else column.unit
        return replace(column, unit=borrowed, unit_is_shared=borrowed != column.unit, basis=column.basis or basis)

    return [shared(column) for column in columns]


def column_of(guess: ColumnGuess, cells: Sequence[CellValue]) -> Column:
    """Prepare a column from its guess and its cells."""
    return Column(
        index=guess.index,
        header=guess.header or f"Colonne {guess.letter}",
        target=guess.target,
        us_order=_is_us_order(cells),
        is_fraction=guess.target is Target.PROGRESS and profile_of(cells).is_fraction,
        unit=unit_of(guess.header),
        basis=basis_of(guess.header),
        stage=stage_of(guess.header) or Stage.ANNOUNCED,
        funder=funder_of_header(guess.header) if guess.target is Target.FUNDER_COLUMN else None,
    )


def _is_us_order(cells: Sequence[CellValue]) -> bool:
    """Whether the typed dates of a column only make sense with the month first (« 12/14/20 »)."""
    pairs = [
        (int(match[1]), int(match[2]))
        for cell in cells
        if isinstance(cell, str) and (match := _SLASHED.fullmatch(cell))
    ]
    return any(second > 12 >= first for first, second in pairs) and not any(first > 12 for first, second in pairs)
