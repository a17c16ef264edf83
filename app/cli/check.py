"""`verifier`: is a dossier sound? Integrity of the file, then consistency of what it says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import JSON, Boolean, Column, Float, Integer, String, select, text
from sqlalchemy.orm import Session

from app.db import backup, lifecycle, sqlite
from app.db.codec import ENTITIES
from app.db.lifecycle import Office
from app.errors import DossierDamaged
from app.french import NBSP, guillemets, plural, short_date
from app.models import Action, AgendaItem, Axis, Base, Entity, Meeting, SearchEntry
from app.rules.siren import is_siren
from app.vocabulary import ItemState, MeetingState
from app.wording import TABLES, table_name

DEEPEST_AXIS = 3


def problems(path: Path, office: Office) -> list[str]:
    """French sentences, empty when the dossier is sound; raises AppError when it is not a dossier at all."""
    try:
        dossier = lifecycle.open_(path, office, read_only=True)
    except DossierDamaged as error:
        return [str(error), *_way_out(path, office)]
    try:
        if found := sqlite.diagnose(path):
            return [*(_damage(path, detail) for detail in found), *_way_out(path, office)]
        return dossier.ask(inconsistencies)
    finally:
        dossier.close()


def _damage(path: Path, detail: str) -> str:
    """Say in French one line of SQLite's diagnosis: a broken reference (« action 12 ») or damaged pages."""
    table, _, key = detail.partition(" ")
    if table in Base.metadata.tables and key.isdigit():
        return f"{_named(table)} (ligne {key}){NBSP}: renvoie à un objet qui n’existe pas."
    return f"{guillemets(path.name)} est endommagé{NBSP}: {detail}."


def _named(table: str) -> str:
    return table_name(table) if table in TABLES else f"Table {table}"


def _way_out(path: Path, office: Office) -> list[str]:
    newest = backup.newest_sound(path, office.backups)
    if newest is None:
        return []
    return [
        f"La sauvegarde saine la plus récente, du {short_date(newest.made_at.date())}, est ici{NBSP}: {newest.path}"
    ]


def inconsistencies(session: Session) -> list[str]:
    """What the constraints of the database cannot forbid; what cannot even be read comes alone."""
    if unreadable := list(_unreadable(session)):
        return unreadable
    return [*_actions(session), *_axes(session), *_meetings(session), *_sirens(session), *_search(session)]


def _unreadable(session: Session) -> Iterator[str]:
    """Values written by hand in the file that would stop a screen: they are read as raw text, not as mapped types."""
    for name, table in Base.metadata.tables.items():
        for column in table.columns:
            refused = _refuses(column)
            if refused is None:
                continue
            values = session.execute(text(f'SELECT DISTINCT "{column.name}" FROM "{name}"')).scalars()
            wrong = [value for value in values if value is not None and refused(value)]
            yield from (f"{_named(name)}{NBSP}: valeur inconnue {guillemets(str(v))} ({column.name})." for v in wrong)


def _refuses(column: Column[object]) -> Callable[[object], bool] | None:
    """Say which raw values a column cannot hold; None when it can hold any."""
    if words := getattr(column.type, "enums", None):
        return lambda value: value not in words
    if isinstance(column.type, JSON):
        return lambda value: not _is_read_by(json.loads, value)
    if isinstance(column.type, Boolean):
        return lambda value: value not in {0, 1}
    if isinstance(column.type, Integer):
        return lambda value: not isinstance(value, int)
    if isinstance(column.type, Float):
        return lambda value: not isinstance(value, int | float)
    if isinstance(column.type, String):
        return lambda value: not isinstance(value, str)
    reader = _READERS[column.type.python_type]
    return lambda value: not _is_read_by(reader, value)


_READERS: Mapping[type[object], Callable[[str], object]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
}


def _is_read_by(reader: Callable[[str], object], value: object) -> bool:
    try:
        reader(str(value))
    except ValueError:
        return False
    return True


def _actions(session: Session) -> Iterator[str]:
    rows = session.execute(select(Action.id, Action.number, Action.title, Action.parent_id)).all()
    parents = {row.id: row.parent_id for row in rows}
    for row in rows:
        if row.parent_id is not None and parents[row.parent_id] is not None:
            yield f"Action {row.number} {guillemets(row.title)}{NBSP}: sous-action d’une sous-action."
    for number, times in sorted(Counter(row.number for row in rows if row.number).items()):
        if times > 1:
            yield f"Action{NBSP}: le numéro {number} est porté {plural(times, 'fois', 'fois')}."


def _axes(session: Session) -> Iterator[str]:
    axes = {axis.id: axis for axis in session.scalars(select(Axis))}
    for axis in axes.values():
        depth, above = 1, axis.parent_id
        while above is not None and depth <= DEEPEST_AXIS:
            depth, above = depth + 1, axes[above].parent_id
        if depth > DEEPEST_AXIS:
            yield f"Axe {guillemets(axis.label())}{NBSP}: plus de {DEEPEST_AXIS} niveaux, ou rangé sous lui-même."


def _meetings(session: Session) -> Iterator[str]:
    opened = session.scalars(select(Meeting.id).where(Meeting.state == MeetingState.OPEN)).all()
    if len(opened) > 1:
        yield f"{len(opened)} séances sont ouvertes à la fois."
    current = session.scalars(select(AgendaItem.meeting_id).where(AgendaItem.state == ItemState.CURRENT)).all()
    if any(meeting not in opened for meeting in current):
        yield f"Un point est {guillemets(ItemState.CURRENT.label)} hors d’une séance ouverte."
    if len(set(current)) < len(current):
        yield f"Deux points d’une même séance sont {guillemets(ItemState.CURRENT.label)} à la fois."


def _sirens(session: Session) -> Iterator[str]:
    for table in ("organization", "local_authority"):
        columns = ENTITIES[table].__table__.columns
        for name, siren in session.execute(select(columns["name"], columns["siren"])):
            if siren and not is_siren(siren):
                yield f"{table_name(table)} {guillemets(name)}{NBSP}: SIREN faux ({siren})."


def _search(session: Session) -> Iterator[str]:
    """Rows that Ctrl+K would miss, and entries that lead nowhere."""
    entries = {(row.table, row.row_id) for row in session.execute(select(SearchEntry.table, SearchEntry.row_id))}
    found = {
        (table, key)
        for table, entity in ENTITIES.items()
        if entity.search_text is not Entity.search_text
        for key in session.scalars(select(entity.id))
    }
    if missing := len(found - entries):
        yield f"Recherche{NBSP}: {plural(missing, 'élément')} hors de l’index."
    if lost := len(entries - found):
        yield f"Recherche{NBSP}: {plural(lost, 'entrée')} de l’index sans objet."
