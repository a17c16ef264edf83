"""`verifier`: is a dossier sound? Integrity of the file, then consistency of what it says."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.db import lifecycle, sqlite
from app.db.codec import ENTITIES
from app.db.lifecycle import Office
from app.errors import DossierDamaged
from app.models import Action, AgendaItem, Axis, Meeting
from app.rules.siren import is_siren
from app.vocabulary import ItemState, MeetingState
from app.wording import table_name


def problems(path: Path, office: Office) -> list[str]:
    """French sentences, empty when the dossier is sound; raises AppError when it is not a dossier at all."""
    try:
        dossier = lifecycle.open_(path, office, read_only=True)
    except DossierDamaged as error:
        return [str(error)]
    try:
        if found := sqlite.diagnose(path):
            return [f"« {path.name} » est endommagé : {detail}" for detail in found]
        return dossier.ask(inconsistencies)
    finally:
        dossier.close()


def inconsistencies(session: Session) -> list[str]:
    """What the constraints of the database cannot forbid."""
    return [*_unknown_words(session), *_plan(session), *_meetings(session), *_sirens(session)]


def _unknown_words(session: Session) -> list[str]:
    """Codes outside the vocabularies: written by hand in the file, they would stop a screen."""
    found = []
    for table, entity in ENTITIES.items():
        for column in entity.__table__.columns:
            words = getattr(column.type, "enums", None)
            if not words:
                continue
            # Raw text: the mapped type would refuse to read the very values we look for.
            values = session.execute(text(f'SELECT DISTINCT "{column.name}" FROM "{table}"')).scalars()
            found += [
                f"{table_name(table)} : valeur inconnue « {value} » ({column.name})."
                for value in values
                if value is not None and value not in words
            ]
    return found


def _plan(session: Session) -> list[str]:
    found = []
    actions = {row.id: row for row in session.execute(select(Action.id, Action.number, Action.title, Action.parent_id))}
    for row in actions.values():
        above = actions.get(row.parent_id)
        if above is not None and above.parent_id is not None:
            found.append(f"Action {row.number} « {row.title} » : sous-action d’une sous-action.")
    parents = {row.id: row.parent_id for row in session.execute(select(Axis.id, Axis.parent_id))}
    for axis in parents:
        depth, above_axis = 1, parents[axis]
        while above_axis is not None and depth <= 3:
            depth, above_axis = depth + 1, parents.get(above_axis)
        if depth > 3:
            found.append(f"Axe n° {axis} : plus de trois niveaux, ou rangé sous lui-même.")
    numbers = [row.number for row in actions.values() if row.number]
    found += [
        f"Action : le numéro {n} est porté plusieurs fois."
        for n in sorted({n for n in numbers if numbers.count(n) > 1})
    ]
    return found


def _meetings(session: Session) -> list[str]:
    found = []
    open_now = session.scalars(select(Meeting).where(Meeting.state == MeetingState.OPEN)).all()
    if len(open_now) > 1:
        found.append(f"{len(open_now)} séances sont ouvertes à la fois.")
    current = session.execute(
        select(AgendaItem.meeting_id, Meeting.state)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.state == ItemState.CURRENT)
    ).all()
    if any(state is not MeetingState.OPEN for _, state in current) or len({m for m, _ in current}) < len(current):
        found.append("Un point est « en cours » hors d’une séance ouverte, ou deux le sont à la fois.")
    return found


def _sirens(session: Session) -> list[str]:
    found = []
    for table in ("organization", "local_authority"):
        entity = ENTITIES[table]
        columns = entity.__table__.columns
        for name, siren in session.execute(select(columns["name"], columns["siren"])):
            if siren and not is_siren(siren):
                found.append(f"{table_name(table)} « {name} » : SIREN faux ({siren}).")
    return found
