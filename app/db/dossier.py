"""An open dossier: run commands, ask questions, undo, redo. No Qt: windows and the command line share it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.changes import ChangeSet
from app.clock import Clock
from app.db.filelock import FileLock
from app.db.history import History
from app.db.sqlite import as_app_error, session_factory
from app.db.uow import Command, UnitOfWork
from app.errors import ReadOnly

P = ParamSpec("P")
T = TypeVar("T")


class Dossier:
    """One open `.binome` file. Everything written is committed at once; closing is instant."""

    def __init__(self, path: Path, engine: Engine, author: str, clock: Clock, lock: FileLock | None) -> None:
        """Wrap an engine already at the right schema; without a lock the dossier is read-only."""
        self.path, self.author, self.clock = path, author, clock
        self._engine, self._lock = engine, lock
        self._sessions = session_factory(engine)
        self.history = History()
        if lock is not None:
            self.ask(self.history.load)

    @property
    def is_read_only(self) -> bool:
        """Whether writes are refused."""
        return self._lock is None

    def run(self, command: Command, origin: str = "") -> ChangeSet:
        """Run a command as one transaction; raises AppError, and then nothing was written."""
        with self._unit_of_work() as uow:
            command(uow)
            change = uow.commit(command.label, origin)
        self.history.record(change.step, change.label)
        return change

    def ask(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a query with plain data, in a session of its own."""
        try:
            with self._sessions() as session:
                return query(session, *args, **kwargs)
        except DatabaseError as error:
            raise as_app_error(error) or error from error

    def undo(self) -> ChangeSet:
        """Take the last act back."""
        return self.history.undo(self._unit_of_work())

    def redo(self) -> ChangeSet:
        """Do the last act undone again."""
        return self.history.redo(self._unit_of_work())

    def close(self) -> None:
        """Free the file and its lock."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _unit_of_work(self) -> UnitOfWork:
        if self._lock is None:
            raise ReadOnly(
                "Le dossier est ouvert en lecture seule\u00a0: rien n’a été modifié. "
                "Enregistrez-en une copie pour y travailler."
            )
        return UnitOfWork(self._sessions, self.author, self.clock)
