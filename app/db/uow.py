"""The one door of every write: one transaction, one audit step, one undo step, one refresh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from app.changes import ChangeSet, Kind, RowChange, StepKind
from app.clock import Clock
from app.db.codec import encode
from app.db.recorder import Recorded, record_into, remember_dying
from app.db.schema import REVISION
from app.db.sqlite import as_app_error, begin_writing
from app.db.values import refusal, settle
from app.errors import NotFound, StaleEdit
from app.french import fold
from app.models import AgendaItem, Change, Commitment, Counter, Entity, Meeting, SearchEntry, Step
from app.vocabulary import ItemState, MeetingState

E = TypeVar("E", bound=Entity)


class Command(Protocol):
    """A write, as plain data: called with a unit of work, it changes entities and never commits."""

    @property
    def label(self) -> str:
        """French name of the act, as the journal and « Annuler » show it."""
        ...

    def __call__(self, uow: UnitOfWork) -> None:
        """Change entities."""
        ...


class UnitOfWork:
    """One write transaction. Leaving the block without `commit` rolls back."""

    def __init__(self, sessions: sessionmaker[Session], author: str, clock: Clock) -> None:
        self._sessions, self._author, self._clock = sessions, author, clock

    def __enter__(self) -> Self:
        self._rows: list[Recorded] = []
        self.session = self._sessions()
        try:
            begin_writing(self.session)
        except DatabaseError as error:
            self.session.close()
            raise as_app_error(error) or error from error
        record_into(self.session, self._rows)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()
        if isinstance(error, IntegrityError):
            raise refusal(error) from error
        if isinstance(error, DatabaseError) and (known := as_app_error(error)):
            raise known from error
        if isinstance(error, StaleDataError):
            raise StaleEdit("Cet élément a été modifié entre-temps\u00a0: rien n’a été écrit. Recommencez.") from error

    @property
    def now(self) -> datetime:
        """The present moment, aware."""
        return self._clock.now()

    @property
    def today(self) -> date:
        """Today's date."""
        return self._clock.today()

    @property
    def author(self) -> str:
        """Who writes."""
        return self._author

    def get(self, entity: type[E], key: int) -> E:
        """Return a row, or raise NotFound."""
        found = self.session.get(entity, key)
        if found is None:
            raise NotFound("Cet élément n’existe plus\u00a0: il a été supprimé. Rien n’a été modifié.")
        return found

    def add(self, entity: E) -> E:
        """Insert a row now, so that its key is known."""
        self.session.add(entity)
        self.flush()
        return entity

    def delete(self, entity: Entity) -> None:
        """Delete a row and what it owns, now, recorded like everything else."""
        self.session.delete(entity)
        self.flush()

    def flush(self) -> None:
        """Send pending changes to the database, in order; raises ValidationFailed on what a column cannot hold."""
        for entity in (*self.session.new, *self.session.dirty):
            if isinstance(entity, Entity):
                settle(entity)
        # Cascades reach the children at flush: name them before they go.
        remember_dying(self.session)
        self.session.flush()

    def highest(self, scope: str) -> int:
        """Highest number ever given in a scope, 0 when none was (R20)."""
        counter = self.session.get(Counter, scope)
        return counter.highest if counter else 0

    def reserve(self, scope: str, number: int) -> None:
        """Never give `number` again in a scope: neither deleting nor undoing frees it."""
        counter = self.session.get(Counter, scope)
        if counter is None:
            self.session.add(Counter(scope=scope, highest=number))
            self.flush()
        else:
            counter.highest = max(counter.highest, number)

    def allocate(self, scope: str, at_least: int = 0) -> int:
        """Return the next number of a scope, above `at_least` and every number ever given."""
        number = max(self.highest(scope), at_least) + 1
        self.reserve(scope, number)
        return number

    def commit(
        self, label: str, origin: str = "", kind: StepKind = StepKind.DO, target: int | None = None
    ) -> ChangeSet:
        """Write the audit step and the search entries in the same transaction, then commit."""
        self.flush()
        step = None
        if self._rows:
            step = self._write_step(label, kind, target)
            self._index()
        self.session.flush()
        self.session.commit()
        return ChangeSet(label, tuple(r.change for r in self._rows), origin, step.id if step else None)

    def _write_step(self, label: str, kind: StepKind, target: int | None) -> Step:
        meeting, item = self._in_progress()
        step = Step(
            kind=kind,
            label=label,
            author=self._author,
            at=self._clock.now(),
            schema=REVISION,
            meeting_id=meeting,
            item_id=item,
            target_id=target,
        )
        gone = {row.entity: (row.label, row.owner) for row in self._rows if row.change.kind is Kind.DELETE}
        step.changes = [
            line
            for position, row in enumerate(self._rows)
            for line in _audit_lines(row.change, position * 1000, *gone.get(row.entity) or _names(row.entity))
        ]
        self.session.add(step)
        self.session.flush()
        return step

    def _in_progress(self) -> tuple[int | None, int | None]:
        open_now = select(Meeting.id).where(Meeting.state == MeetingState.OPEN)
        meeting = self.session.scalars(open_now).first()
        if meeting is None:
            return None, None
        current = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting, AgendaItem.state == ItemState.CURRENT)
        return meeting, self.session.scalars(current).first()

    def _index(self) -> None:
        written = [row.entity for row in self._rows]
        new = {row.entity for row in self._rows if row.change.kind is Kind.INSERT}  # keys are never reused: no entry
        for entity in dict.fromkeys((*written, *self._named_after())):
            texts = entity.search_text()
            if texts is None:
                continue
            table, gone = entity.__tablename__, entity not in self.session
            at = (SearchEntry.table == table, SearchEntry.row_id == entity.id)
            entry = None if entity in new else self.session.scalars(select(SearchEntry).where(*at)).first()
            if gone:
                if entry is not None:
                    self.session.delete(entry)
                continue
            if entry is None:
                entry = SearchEntry(table=table, row_id=entity.id)
                self.session.add(entry)
            title, body = texts
            entry.owner_table, entry.owner_id = entity.owner()
            entry.title, entry.folded_title, entry.folded_text = title, fold(title), fold(f"{title}\n{body}")

    def _named_after(self) -> Iterator[Entity]:
        """Rows whose own title holds the name of a row renamed in this step."""
        for row in self._rows:
            change = row.change
            if change.kind is not Kind.UPDATE:
                continue
            if change.table == "organization" and "name" in change.after:
                yield from self.session.scalars(select(Commitment).where(Commitment.organization_id == change.key))
            if change.table == "committee" and "short_name" in change.after:
                yield from self.session.scalars(select(Meeting).where(Meeting.committee_id == change.key))


def _names(entity: Entity) -> tuple[str, tuple[str, int]]:
    return entity.label(), entity.owner()


def _audit_lines(change: RowChange, position: int, label: str, owner: tuple[str, int]) -> Sequence[Change]:
    def line(offset: int, field: str, before: object, after: object) -> Change:
        return Change(
            position=position + offset,
            kind=change.kind,
            table=change.table,
            row_id=change.key,
            label=label,
            owner_table=owner[0],
            owner_id=owner[1],
            field=field,
            before=before,
            after=after,
        )

    if change.kind is not Kind.UPDATE:
        return [line(0, "", _json(change.before), _json(change.after))]
    return [
        line(offset, field, encode(change.before[field]), encode(change.after[field]))
        for offset, field in enumerate(change.after)
    ]


def _json(image: Mapping[str, object]) -> dict[str, object] | None:
    return {field: encode(value) for field, value in image.items()} or None
