"""The open dossier as the views see it: run commands, ask questions, hear what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from app.changes import ChangeSet
from app.db.dossier import Dossier
from app.db.uow import Command
from app.errors import AppError
from app.settings import SettingsFile

P = ParamSpec("P")
T = TypeVar("T")


class Workspace(QObject):
    """The only object a view receives."""

    changed = Signal(object)
    """ChangeSet, on the interface thread, after commit."""

    said = Signal(str, object)
    """A sentence for the user, and the ChangeSet that « Annuler » may take back (or None)."""

    def __init__(self, dossier: Dossier, settings: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dossier, self.settings = dossier, settings

    @property
    def is_read_only(self) -> bool:
        """Whether writes are refused."""
        return self.dossier.is_read_only

    def today(self) -> date:
        """Today's date."""
        return self.dossier.clock.today()

    def now(self) -> datetime:
        """The present moment, aware."""
        return self.dossier.clock.now()

    def ask(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a query with plain data."""
        return self.dossier.ask(query, *args, **kwargs)

    def run(self, command: Command, origin: str = "") -> ChangeSet:
        """Run a command; raises AppError, and then nothing was written."""
        return self._announce(self.dossier.run(command, origin))

    def attempt(self, command: Command, origin: str = "", *, offer_undo: bool = False) -> ChangeSet | None:
        """Run a command; a refusal is said to the user and None returned. With `offer_undo` success is said too."""
        try:
            change = self.run(command, origin)
        except AppError as error:
            self.said.emit(str(error), None)
            return None
        if offer_undo and change.rows:
            self.said.emit(change.label, change)
        return change

    def undo(self) -> ChangeSet | None:
        """Take the last act back, and say so."""
        return self._history(self.dossier.undo)

    def redo(self) -> ChangeSet | None:
        """Do the last act undone again, and say so."""
        return self._history(self.dossier.redo)

    def _history(self, move: Callable[[], ChangeSet]) -> ChangeSet | None:
        try:
            change = self._announce(move())
        except AppError as error:
            self.said.emit(str(error), None)
            return None
        self.said.emit(change.label, None)
        return change

    def _announce(self, change: ChangeSet) -> ChangeSet:
        if change.rows:
            self.changed.emit(change)
        return change
