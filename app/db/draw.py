"""`python -m app.db.draw`: the schema as Markdown, for `docs/schema.md` (a test keeps it true)."""

from __future__ import annotations

import sys

from sqlalchemy import CheckConstraint, Column, Table, UniqueConstraint
from sqlalchemy.dialects import sqlite

from app.models import Base
from app.wording import TABLES

_SHARED = {"id", "uid", "version"}


def diagram() -> str:
    """Mermaid diagram of the tables and their foreign keys."""
    lines = ["```mermaid", "erDiagram"]
    for table in _tables():
        for column in table.columns:
            for key in sorted(key.column.table.name for key in column.foreign_keys):
                optional = "o|" if column.nullable else "||"
                lines.append(f"  {key} {optional}--o{{ {table.name} : {column.name}")
    return "\n".join([*lines, "```"])


def tables() -> str:
    """One paragraph a table: columns, constraints, indexes."""
    return "\n\n".join(_paragraph(table) for table in _tables())


def _tables() -> list[Table]:
    return sorted(Base.metadata.tables.values(), key=lambda table: table.name)


def _paragraph(table: Table) -> str:
    french = TABLES.get(table.name)
    title = f"### `{table.name}`" + (f" — {french}" if french else "")
    columns = " · ".join(_column(column) for column in table.columns if column.name not in _SHARED)
    rules = [
        *(f"CHECK {c.sqltext}" for c in table.constraints if isinstance(c, CheckConstraint)),
        *(f"UNIQUE ({', '.join(c.columns.keys())})" for c in table.constraints if isinstance(c, UniqueConstraint)),
        *(f"INDEX ({', '.join(index.columns.keys())})" for index in table.indexes),
    ]
    kept = sorted(rule for rule in rules if rule != "UNIQUE (uid)")
    return "\n".join([title, columns, *([f"*{'; '.join(kept)}*"] if kept else [])])


def _column(column: Column[object]) -> str:
    kind = column.type.compile(dialect=sqlite.dialect()).lower()
    target = "".join(f" → {key.column.table.name}" for key in column.foreign_keys)
    return f"{column.name} {kind}{'' if column.nullable else '!'}{target}"


if __name__ == "__main__":
    sys.stdout.write(f"{diagram()}\n\n{tables()}\n")
