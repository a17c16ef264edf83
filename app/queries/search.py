"""Search for Ctrl+K: every word must occur, accents, apostrophes and case apart; portable SQL, no FTS5."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import and_, case, select
from sqlalchemy.orm import Session

from app import wording
from app.db.codec import ENTITIES
from app.dto.search import SearchHit
from app.french import fold
from app.models import SearchEntry

_EXCERPT_WORDS = 7  # on each side of the word found

_FIRST = ("action", "person", "organization", "meeting", "decision")


def search(session: Session, text: str, limit: int = 30) -> list[SearchHit]:
    """Return at most `limit` rows holding every word of `text`, those that hold them in their title first.

    An empty text finds nothing.
    """
    words = fold(text).split()
    if not words:
        return []
    in_title = and_(*(SearchEntry.folded_title.contains(word, autoescape=True) for word in words))
    kinds = {table: rank for rank, table in enumerate(_FIRST)}
    found = session.scalars(
        select(SearchEntry)
        .where(*(SearchEntry.folded_text.contains(word, autoescape=True) for word in words))
        .order_by(
            case((in_title, 0), else_=1),
            case(kinds, value=SearchEntry.table, else_=len(kinds)),
            SearchEntry.folded_title,
            SearchEntry.id,
        )
        .limit(limit)
    ).all()
    excerpts = _excerpts(session, found, words)
    return [
        SearchHit(
            entry.table,
            entry.row_id,
            entry.owner_table,
            entry.owner_id,
            entry.title,
            excerpts.get((entry.table, entry.row_id), ""),
            wording.table_name(entry.table),
        )
        for entry in found
    ]


def _excerpts(session: Session, found: Iterable[SearchEntry], words: Sequence[str]) -> Mapping[tuple[str, int], str]:
    """Return the passages of the rows whose title lacks a word, as typed (the index is folded)."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for entry in found:
        if not all(word in entry.folded_title for word in words):
            wanted[entry.table].append(entry.row_id)
    passages: dict[tuple[str, int], str] = {}
    for table, keys in wanted.items():
        entity = ENTITIES[table]
        for row in session.scalars(select(entity).where(entity.id.in_(keys))):
            texts = row.search_text()
            if texts is not None:
                missing = [word for word in words if word not in fold(texts[0])]
                passages[table, row.id] = excerpt(texts[1], missing)
    return passages


def excerpt(body: str, words: Sequence[str]) -> str:
    """Return the words of `body` around the first of the folded `words` it holds, as typed; "" if none is there."""
    for word in words:
        for line in body.splitlines():
            parts = line.split()
            at = next((i for i, part in enumerate(parts) if word in fold(part)), None)
            if at is not None:
                start, end = max(at - _EXCERPT_WORDS, 0), at + _EXCERPT_WORDS + 1
                inside = " ".join(parts[start:end])
                return f"{'… ' if start else ''}{inside}{' …' if end < len(parts) else ''}"
    return ""
