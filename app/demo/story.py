"""The teller of the demonstration: runs commands at chosen moments of the past two years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from app.changes import ChangeSet
from app.clock import Clock
from app.commands.fields import SetField
from app.db.dossier import Dossier
from app.db.lifecycle import Office, create
from app.db.uow import Command, UnitOfWork
from app.demo import people
from app.vocabulary import CommitteeKind


@dataclass(frozen=True, slots=True)
class Several:
    """Several commands as one step: what a user would have typed in one dialog."""

    label: str
    commands: tuple[Command, ...]

    def __call__(self, uow: UnitOfWork) -> None:
        """Run them in order, in the same transaction."""
        for command in self.commands:
            command(uow)
            uow.flush()


class Storyteller:
    """The dossier being written, and the moment it is written at."""

    def __init__(self, path: Path, office: Office) -> None:
        self.today = office.clock.today()
        self._moment = office.clock.now()
        self.dossier: Dossier = create(
            path, replace(office, author=people.PROJECT_LEAD, clock=Clock(lambda: self._moment))
        )
        self.committees: dict[CommitteeKind, int] = {}
        self.actions: dict[str, int] = {}  # title → key

    def at(self, days_ago: int, hour: int = 9, minute: int = 0) -> date:
        """Move to a moment in the past; returns that day."""
        day = self.today - timedelta(days=days_ago)
        self._moment = datetime.combine(day, time(hour, minute)).astimezone()
        return day

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self._moment += timedelta(minutes=minutes)

    def day(self, days_ahead: int) -> date:
        """Day `days_ahead` from today."""
        return self.today + timedelta(days=days_ahead)

    def month(self, months: int, *, end: bool = False) -> date:
        """First or last day of the month `months` away from today."""
        index = self.today.year * 12 + self.today.month - 1 + months + end
        first = date(index // 12, index % 12 + 1, 1)
        return first - timedelta(days=1) if end else first

    def run(self, command: Command) -> ChangeSet:
        """Run a command at the present moment of the story."""
        return self.dossier.run(command)

    def several(self, label: str, commands: Sequence[Command]) -> ChangeSet:
        """Run several commands as one step."""
        return self.dossier.run(Several(label, tuple(commands)))

    def set(self, table: str, key: int, **values: object) -> ChangeSet:
        """Set fields of one row as one step."""
        commands = [SetField(table, key, field, value) for field, value in values.items()]
        return self.several(commands[0].label if len(commands) == 1 else "Mise à jour de la fiche", commands)

    def action(self, start: str) -> int:
        """Key of the action whose title starts so."""
        return next(key for title, key in self.actions.items() if title.startswith(start))
