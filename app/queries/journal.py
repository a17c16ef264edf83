"""The journal, newest first: read page by page, filtered by object, by meeting and by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from app import wording
from app.db.codec import ENTITIES
from app.dto.journal import JournalFilters, JournalObject, JournalPage, JournalRow
from app.french import fold, sort_key
from app.models import Change, Step
from app.queries.sentences import names_of, references, sentence, subject, value_text

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
    found = _matching(session, kept, words, limit + 1) if words else session.execute(_query(kept).limit(limit + 1))
    lines = list(found)
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


def _query(kept: JournalFilter) -> Select[Change, Step]:
    query = (
        select(Change, Step)
        .join(Step, Step.id == Change.step_id)
        .where(Change.field != "uid")
        .order_by(Step.at.desc(), Change.step_id.desc(), Change.position)
    )
    if kept.meeting is not None:
        query = query.where(Step.meeting_id == kept.meeting)
    if kept.owner is not None:
        query = query.where(Change.owner_table == kept.owner[0], Change.owner_id == kept.owner[1])
    return query


def _matching(session: Session, kept: JournalFilter, words: Sequence[str], limit: int) -> Iterator[Row[Change, Step]]:
    """Yield changes whose shown words hold every one of `words`; names are read in the label, values as written."""
    known: dict[tuple[str, ...], str] = {}
    offset, found = 0, 0
    while True:
        chunk = session.execute(_query(kept).offset(offset).limit(_CHUNK)).all()
        for row in chunk:
            if _holds(row, words, known):
                found += 1
                yield row
                if found == limit:
                    return
        if len(chunk) < _CHUNK:
            return
        offset += _CHUNK


def _holds(row: Row[Change, Step], words: Sequence[str], known: dict[tuple[str, ...], str]) -> bool:
    change, step = row
    about = (change.table, change.label, change.field, step.author)
    text = known.get(about)
    if text is None:
        field = wording.field_name(change.table, change.field) if change.field else "création suppression"
        text = known[about] = fold(f"{subject(change.table, change.label)} {field} {step.author}")
    missing = [word for word in words if word not in text]
    if not missing or not change.field:
        return not missing
    values = (value_text(change.table, change.field, value, {}) for value in (change.before, change.after))
    folded = fold(" ".join(values))
    return all(word in folded for word in missing)


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
