"""The only object a screen receives: the open dossier, what changed in it, and a voice to the user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.changes import ChangeSet
from app.errors import AppError
from app.settings import Settings, SettingsFile
from app.shell.jobs import Jobs

if TYPE_CHECKING:  # SQLAlchemy is imported after the first paint
    from sqlalchemy.orm import Session

    from app.db.dossier import Dossier
    from app.db.uow import Command as Command  # screens name the type from here

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence shown for a few seconds at the bottom of the window, with at most one act."""

    text: str
    action: str = ""  # « Annuler », « Ouvrir »
    act: Callable[[], object] | None = None
    tone: Literal["info", "danger"] = "info"


class Workspace(QObject):
    """The open dossier: run commands, ask questions, hear what changed."""

    changed = Signal(object)  # ChangeSet, on the GUI thread, after commit
    notified = Signal(object)  # Notice
    settings_changed = Signal(object)  # Settings

    def __init__(
        self, dossier: Dossier, settings: SettingsFile, jobs: Jobs | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.dossier = dossier
        self._settings = settings
        self.jobs = jobs if jobs is not None else Jobs(self)
        self.saved_at: datetime | None = None

    # --- reading ------------------------------------------------------------------------

    def ask(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a query with plain data; raises AppError."""
        return self.dossier.ask(query, *args, **kwargs)

    def today(self) -> date:
        """Today in the dossier's time."""
        return self.dossier.clock.today()

    def now(self) -> datetime:
        """The present moment, aware and local."""
        return self.dossier.clock.now()

    @property
    def is_read_only(self) -> bool:
        """Whether writes are refused."""
        return self.dossier.is_read_only

    @property
    def settings(self) -> Settings:
        """The user's preferences."""
        return self._settings.value

    def update_settings(self, **changes: Any) -> None:
        """Replace some preferences and tell everybody; the author of changes follows at once."""
        value = self._settings.update(**changes)
        if value.author:
            self.dossier.author = value.author
        self.settings_changed.emit(value)

    # --- writing ------------------------------------------------------------------------

    def run(self, command: Command, origin: str = "") -> ChangeSet:
        """Run a command as one transaction and announce it; raises AppError, and then nothing was written."""
        return self._announce(self.dossier.run(command, origin))

    def attempt(self, command: Command, origin: str = "", *, done: str = "") -> ChangeSet | None:
        """Run a command; a refusal is told in a toast and gives None. `done` is told with « Annuler » on success."""
        try:
            change = self.run(command, origin)
        except AppError as error:
            self.notify(str(error), tone="danger")
            return None
        if done:
            self.notify(done, "Annuler", self.undo_and_tell)
        return change

    def undo(self) -> ChangeSet:
        """Take the last act back; raises CannotUndo."""
        return self._announce(self.dossier.undo())

    def redo(self) -> ChangeSet:
        """Do the last act undone again; raises CannotUndo."""
        return self._announce(self.dossier.redo())

    @Slot()
    def undo_and_tell(self) -> None:
        """Take the last act back and say which, or why not."""
        self._replay(self.undo, "Rétablir", self.redo_and_tell)

    @Slot()
    def redo_and_tell(self) -> None:
        """Do the last act undone again and say which, or why not."""
        self._replay(self.redo, "Annuler", self.undo_and_tell)

    def _replay(self, replay: Callable[[], ChangeSet], word: str, back: Callable[[], object]) -> None:
        try:
            change = replay()
        except AppError as error:
            self.notify(str(error), tone="danger")
        else:
            self.notify(f"{change.label}.", word, back)

    def _announce(self, change: ChangeSet) -> ChangeSet:
        if change.rows:
            self.saved_at = self.now()
            self.changed.emit(change)
        return change

    # --- telling ------------------------------------------------------------------------

    def notify(
        self,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        tone: Literal["info", "danger"] = "info",
    ) -> None:
        """Show a sentence for a few seconds, with at most one act (« Annuler », « Ouvrir »)."""
        self.notified.emit(Notice(text, action, act, tone))
