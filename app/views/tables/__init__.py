"""Tables: a model over frozen rows, cells that show pills and bars, a view that remembers."""

from __future__ import annotations

from app.views.tables.delegates import BarCell, IconCell, PillCell, RowCell
from app.views.tables.row_model import KEY_ROLE, Bar, Column, IconText, RowTableModel
from app.views.tables.table_view import TableView

__all__ = [
    "KEY_ROLE",
    "Bar",
    "BarCell",
    "Column",
    "IconCell",
    "IconText",
    "PillCell",
    "RowCell",
    "RowTableModel",
    "TableView",
]
