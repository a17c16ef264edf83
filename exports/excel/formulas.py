"""Formulas over the columns of a table, by name: they follow the table when rows are added or sorted."""

from __future__ import annotations

Condition = str


def column(table: str, header: str) -> str:
    """Name a column of a table: `PlanAction[Coût total]`. Headers hold no bracket, apostrophe or `#`."""
    return f"{table}[{header}]"


def equals_text(table: str, header: str, text: str) -> Condition:
    """Keep the rows whose `header` is `text`, one of our own short words ("" for an empty cell)."""
    return f'({column(table, header)}="{text}")'


def equals_cell(table: str, header: str, coordinate: str) -> Condition:
    """Keep the rows whose `header` is what `coordinate` holds: no limit of length, no wildcard."""
    return f"({column(table, header)}={coordinate})"


def is_number(table: str, header: str) -> Condition:
    """Keep the rows whose `header` is known."""
    return f"ISNUMBER({column(table, header)})"


def visible_sum(table: str, header: str, *conditions: Condition) -> str:
    """Sum a column over the rows that filters leave visible and that meet the conditions."""
    cells = column(table, header)
    if not conditions:
        return f"SUBTOTAL(109,{cells})"
    # SUBTOTAL over each cell alone tells which rows are visible; SUMPRODUCT then applies the conditions.
    each = f"SUBTOTAL(109,OFFSET(INDEX({cells},1),ROW({cells})-MIN(ROW({cells})),0))"
    return f"SUMPRODUCT({'*'.join((each, *conditions))})"


def sum_where(table: str, header: str, *conditions: Condition) -> str:
    """Sum a column over every row that meets the conditions, filtered out or not."""
    return f"SUMPRODUCT({'*'.join(conditions)},{column(table, header)})"


def ratio(numerator: str, denominator: str) -> str:
    """Divide, or leave the cell blank when there is nothing to divide by."""
    return f'IFERROR({numerator}/{denominator},"")'
