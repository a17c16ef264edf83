"""The journal of the dossier, one line per change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One change. `owner_table` and `owner_key` name the object in whose journal it is read.

    `sentence` says everything (« Action 3.1 Friche des Forges : statut : En cours → Bloqué »); `within` names the
    owner when it is not the row itself. `exists` tells whether the owner can still be opened.
    """

    key: int
    step: int
    at: datetime
    author: str
    sentence: str
    within: str
    meeting: str  # in progress when it was written, "" outside a meeting
    owner_table: str
    owner_key: int
    exists: bool


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The most recent lines, and whether older ones remain."""

    rows: tuple[JournalRow, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class JournalObject:
    """An object that has a journal, deleted or not."""

    table: str
    key: int
    label: str


@dataclass(frozen=True, slots=True)
class JournalFilters:
    """What the journal may be filtered by: meetings (key, name) and objects, in the order of their names."""

    meetings: tuple[tuple[int, str], ...]
    objects: tuple[JournalObject, ...]
