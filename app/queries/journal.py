"""The journal, newest first: read page by page, filtered by object, by meeting and by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from app import wording
from app.db.codec import ENTITIES
from app.dto.journal import JournalFilters, JournalObject, JournalPage, JournalRow
from app.french import fold, sort_key
from app.models import Change, Step
from app.queries.sentences import names_of, references, sentence, subject, value_text

Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])

PAGE = 200
_CHUNK = 2000  # changes read at once while looking for words


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What to keep: the words of `text` (all of them), a meeting, an object (table, key)."""

    text: str = ""
    meeting: int | None = None
    owner: tuple[str, int] | None = None


def journal(session: Session, kept: JournalFilter = JournalFilter(), limit: int = PAGE) -> JournalPage:
    """Return the `limit` most recent changes that pass the filter: ask for more to read further back."""
    words = fold(kept.text).split()
    query = _narrowed(select(Change, Step).join(Step, Step.id == Change.step_id), kept)
    if words:
        found = list(islice(_matching(session, kept, words), limit + 1))
        lines = session.execute(query.where(Change.id.in_(found))).all()
    else:
        lines = session.execute(query.limit(limit + 1)).all()
    return JournalPage(_rows(session, lines[:limit]), len(lines) > limit)


def journal_filters(session: Session) -> JournalFilters:
    """Return the meetings during which something was written, last first, and every object that has a journal."""
    held = select(Step.meeting_id).where(Step.meeting_id.is_not(None)).group_by(Step.meeting_id)
    meetings = names_of(session, [("meeting", key) for key in session.scalars(held) if key is not None])
    last = func.max(Change.id)
    owners = session.execute(
        select(Change.owner_table, Change.owner_id).group_by(Change.owner_table, Change.owner_id).order_by(last)
    )
    names = names_of(session, [(row.owner_table, row.owner_id) for row in owners])
    objects = [JournalObject(table, key, subject(table, label)) for (table, key), label in names.items()]
    return JournalFilters(
        meetings=tuple((key, name) for (_, key), name in sorted(meetings.items(), reverse=True)),
        objects=tuple(sorted(objects, key=_object_order)),
    )


def _object_order(found: JournalObject) -> tuple[str, str, str]:
    return sort_key(found.label)


def _narrowed(query: Q, kept: JournalFilter) -> Q:
    query = query.where(Change.field != "uid").order_by(Step.at.desc(), Change.step_id.desc(), Change.position)
    if kept.meeting is not None:
        query = query.where(Step.meeting_id == kept.meeting)
    if kept.owner is not None:
        query = query.where(Change.owner_table == kept.owner[0], Change.owner_id == kept.owner[1])
    return query


def _matching(session: Session, kept: JournalFilter, words: Sequence[str]) -> Iterator[int]:
    """Yield the keys of the changes whose shown words hold every one of `words`, values read as they are written."""
    columns = (Change.id, Change.table, Change.label, Change.field, Step.author, Change.before, Change.after)
    query = _narrowed(select(*columns).join(Step, Step.id == Change.step_id), kept)
    texts = _Texts()
    for row in session.execute(query.execution_options(yield_per=_CHUNK)):
        about = texts.about(row.table, row.label, row.field, row.author)
        missing = [word for word in words if word not in about]
        if missing and row.field:
            values = texts.value(row.table, row.field, row.before) + texts.value(row.table, row.field, row.after)
            missing = [word for word in missing if word not in values]
        if not missing:
            yield row.id


class _Texts:
    """Folded texts, folded once: the same names and values come back thousands of times."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], str] = {}

    def about(self, table: str, label: str, field: str, author: str) -> str:
        key = (table, label, field, author)
        if key not in self._known:
            name = wording.field_name(table, field) if field else "création suppression"
            self._known[key] = fold(f"{subject(table, label)} {name} {author}")
        return self._known[key]

    def value(self, table: str, field: str, value: Any) -> str:
        key = (table, field, type(value), value)
        if key not in self._known:
            self._known[key] = f" {fold(value_text(table, field, value, {}))} "
        return self._known[key]


def _rows(session: Session, lines: Sequence[Row[Change, Step]]) -> tuple[JournalRow, ...]:
    wanted: set[tuple[str, int]] = set()
    for change, step in lines:
        wanted |= references(change.table, change.field, (change.before, change.after))
        wanted.add((change.owner_table, change.owner_id))
        if step.meeting_id:
            wanted.add(("meeting", step.meeting_id))
    names = names_of(session, wanted)
    alive = _alive(session, {(change.owner_table, change.owner_id) for change, _ in lines})
    return tuple(_row(change, step, names, alive) for change, step in lines)


def _row(change: Change, step: Step, names: dict[tuple[str, int], str], alive: set[tuple[str, int]]) -> JournalRow:
    owner = (change.owner_table, change.owner_id)
    return JournalRow(
        key=change.id,
        step=step.id,
        at=step.at,
        author=step.author,
        sentence=sentence(change.kind, change.table, change.label, change.field, (change.before, change.after), names),
        within="" if owner == (change.table, change.row_id) else subject(owner[0], names.get(owner, "")),
        meeting=names.get(("meeting", step.meeting_id), "") if step.meeting_id else "",
        owner_table=owner[0],
        owner_key=owner[1],
        exists=owner in alive,
    )


def _alive(session: Session, owners: set[tuple[str, int]]) -> set[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    for table in {table for table, _ in owners}:
        entity = ENTITIES[table]
        keys = [key for name, key in owners if name == table]
        found |= {(table, key) for key in session.scalars(select(entity.id).where(entity.id.in_(keys)))}
    return found
