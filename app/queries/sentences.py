"""Changes told in French, with names instead of keys, even for what has been deleted since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import wording
from app.changes import Kind
from app.db.codec import ENTITIES, decode
from app.french import NBSP, capitalized
from app.models import Change

Names = Mapping[tuple[str, int], str]
ARROW = " → "
NOTHING = "—"
LONGEST = 80  # characters of a value; a longer text is only said to be changed

# The labels of these rows say nothing of their kind: « Action 3.1 Friche des Forges ».
_NAMED_BY_TABLE = frozenset(
    {"action", "axis", "commitment", "committee", "indicator", "local_authority", "organization", "person", "territory"}
)


def target_of(table: str, field: str) -> str | None:
    """Table a key column points to, or None."""
    columns = ENTITIES[table].__table__.columns
    keys = columns[field].foreign_keys if field in columns else ()
    return next((key.column.table.name for key in keys), None)


def references(table: str, field: str, values: Iterable[Any]) -> set[tuple[str, int]]:
    """Return the rows that the values of a field point to."""
    target = target_of(table, field) if field else None
    return {(target, value) for value in values if isinstance(value, int)} if target else set()


def names_of(session: Session, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return the present name of each row, or the last one the journal knew when it is gone."""
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, key in wanted:
        by_table[table].add(key)
    names: dict[tuple[str, int], str] = {}
    for table, keys in by_table.items():
        entity = ENTITIES[table]
        for row in session.scalars(select(entity).where(entity.id.in_(keys))):
            names[table, row.id] = row.label()
        gone = [key for key in keys if (table, key) not in names]
        if gone:
            names.update(_last_names(session, table, gone))
    return names


def _last_names(session: Session, table: str, keys: list[int]) -> dict[tuple[str, int], str]:
    last = select(func.max(Change.id)).where(Change.table == table, Change.row_id.in_(keys)).group_by(Change.row_id)
    found = session.execute(select(Change.row_id, Change.label).where(Change.id.in_(last)))
    return {(table, row.row_id): row.label for row in found}


def subject(table: str, label: str) -> str:
    """« Action 3.1 Friche des Forges », « Étape « Permis » »."""
    if table in _NAMED_BY_TABLE:
        return f"{wording.table_name(table)} {label}".strip()
    return capitalized(label) if label else wording.table_name(table)


def sentence(kind: Kind, table: str, label: str, field: str, values: tuple[Any, Any], names: Names) -> str:
    """Tell one change: « Action 3.1 Friche : statut : En cours → Bloqué ». `values` are before and after, as JSON."""
    about = subject(table, label)
    if kind is Kind.INSERT:
        return f"{about}{NBSP}: création"
    if kind is Kind.DELETE:
        return f"{about}{NBSP}: suppression"
    name = wording.field_name(table, field)
    texts = [value_text(table, field, value, names) for value in values]
    if field == "position":
        return f"{about}{NBSP}: {name} changé"
    if any(len(text) > LONGEST or "\n" in text for text in texts):
        return f"{about}{NBSP}: {name}{NBSP}: texte modifié"
    before, after = (text or NOTHING for text in texts)
    return f"{about}{NBSP}: {name}{NBSP}: {before}{ARROW}{after}"


def value_text(table: str, field: str, value: Any, names: Names) -> str:
    """Show a value of the audit trail in French, a key as the name of what it points to."""
    if value is None:
        return ""
    target = target_of(table, field)
    if target is not None and isinstance(value, int):
        return names.get((target, value), "")
    return wording.shown(field, decode(table, field, value))
