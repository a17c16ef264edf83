"""Changing one field of one object, and deleting an object: most of what a user does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app import wording
from app.db.codec import ENTITIES
from app.db.uow import UnitOfWork
from app.db.values import field_value
from app.errors import StaleEdit, ValidationFailed
from app.french import fold
from app.models import (
    Action,
    AgendaItem,
    AgendaItemAction,
    Attendance,
    Axis,
    Committee,
    Decision,
    DecisionAction,
    Entity,
    Indicator,
    Meeting,
    Milestone,
    Organization,
    Person,
    Seat,
    Task,
)
from app.rules.siren import is_siren

UNKNOWN = object()
"""Marks an old value the caller does not know."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "action": ("title",),
    "axis": ("title",),
    "milestone": ("title",),
    "agenda_item": ("title",),
    "territory": ("name",),
    "organization": ("name",),
    "local_authority": ("name",),
    "person": ("last_name",),
    "committee": ("name", "short_name"),
    "decision": ("wording",),
    "task": ("wording",),
    "indicator": ("name",),
}

LONGEST_TITLE = 300  # as the national template (DOMAIN §2.2)
DEEPEST_AXIS = 3
LONGEST_RANK = 9  # digits: beyond, a number is an identifier that somebody imported


@dataclass(frozen=True, slots=True)
class SetField:
    """Give one field of one row a new value. `before`, when known, must still be the value in the file."""

    table: str
    key: int
    field: str
    value: Any
    before: Any = UNKNOWN

    @property
    def label(self) -> str:
        """« Action : statut »."""
        return f"{wording.table_name(self.table)}\u00a0: {wording.field_name(self.table, self.field)}"

    def __call__(self, uow: UnitOfWork) -> None:
        """Check and set; raises ValidationFailed, StaleEdit, NotFound."""
        row = uow.get(ENTITIES[self.table], self.key)
        typed = self.value.strip() if type(self.value) is str else self.value  # a Term is a str too
        if (typed is None or typed == "") and self.field in REQUIRED.get(self.table, ()):
            raise ValidationFailed(**{self.field: "Ce champ ne peut pas rester vide."})
        value = field_value(self.table, self.field, typed)
        now = getattr(row, self.field)
        if self.before is not UNKNOWN and now != self.before and now != value:
            raise StaleEdit("Ce champ a été modifié entre-temps\u00a0: votre saisie n’a pas été écrite. Relisez-le.")
        check(uow, row, self.field, value)
        setattr(row, self.field, value)
        _follow(uow, row, self.field)


def check(uow: UnitOfWork, row: Entity, field: str, value: Any) -> None:
    """Raise ValidationFailed when `value` cannot be the `field` of `row`."""
    if (value is None or value == "") and field in REQUIRED.get(row.__tablename__, ()):
        raise ValidationFailed(**{field: "Ce champ ne peut pas rester vide."})
    if field in {"title", "name"} and isinstance(value, str):
        check_length(field, value)
    if field == "siren" and value and not is_siren(str(value)):
        raise ValidationFailed(siren="Ce n’est pas un SIREN\u00a0: 9 chiffres avec leur clé de contrôle.")
    if isinstance(row, Action) and field == "number":
        check_action_number(uow, row.id, str(value))
    if isinstance(row, Committee) and field == "short_name":
        _check_sigle(uow, row, str(value))
    if isinstance(row, Axis | Action) and field == "parent_id":
        _check_parent(uow, row, value)


def check_length(field: str, text: str) -> None:
    """Raise ValidationFailed when a title is longer than the national template allows."""
    if len(text) > LONGEST_TITLE:
        raise ValidationFailed(**{field: f"{LONGEST_TITLE} caractères au plus ({len(text)} saisis)."})


def check_action_number(uow: UnitOfWork, key: int | None, number: str) -> None:
    """Raise ValidationFailed when another action bears this number."""
    taken = select(Action).where(Action.number == number, Action.number != "")
    if any(other.id != key for other in uow.session.scalars(taken)):
        raise ValidationFailed(number=f"Le numéro {number} est déjà pris par une autre action.")


def _check_sigle(uow: UnitOfWork, row: Committee, sigle: str) -> None:
    """Two instances of one sigle would share the numbers of their decisions."""
    if any(
        other.id != row.id and fold(other.short_name) == fold(sigle) for other in uow.session.scalars(select(Committee))
    ):
        raise ValidationFailed(short_name=f"Une autre instance porte déjà le sigle {sigle}.")


def _check_parent(uow: UnitOfWork, row: Axis | Action, parent: int | None) -> None:
    if parent is None:
        return
    if isinstance(row, Action):
        above = uow.get(Action, parent)
        if parent == row.id or above.parent_id is not None or row.sub_actions:
            raise ValidationFailed(parent_id="Une sous-action se rattache à une action principale, sur un seul niveau.")
        return
    seen: Axis | None = uow.get(Axis, parent)
    while seen is not None:
        if seen.id == row.id:
            raise ValidationFailed(parent_id="Un axe ne peut pas être rangé sous lui-même.")
        seen = seen.parent
    top, depth = uow.get(Axis, parent), 1
    while top.parent is not None:
        top, depth = top.parent, depth + 1
    if depth + _height(row) > DEEPEST_AXIS:
        raise ValidationFailed(parent_id="Un plan a trois niveaux d’axes au plus.")


def _height(axis: Axis) -> int:
    return 1 + max((_height(child) for child in axis.children), default=0)


def _follow(uow: UnitOfWork, row: Entity, field: str) -> None:
    """Stamp the day something is declared done, when no day is known yet."""
    if isinstance(row, Milestone) and field == "is_done":
        row.actual_on = (row.actual_on or uow.today) if row.is_done else None
    elif isinstance(row, Decision) and field == "follow_up":
        row.done_on = (row.done_on or uow.today) if row.follow_up.is_over else None
    elif isinstance(row, Task) and field == "state":
        row.done_on = (row.done_on or uow.today) if row.state.is_over else None


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a row and what it owns. It stays in the journal, and can be undone."""

    table: str
    key: int

    @property
    def label(self) -> str:
        """« Suppression : Action »."""
        return f"Suppression\u00a0: {wording.table_name(self.table)}"

    def __call__(self, uow: UnitOfWork) -> None:
        """Detach what others hold, then delete; raises ValidationFailed when the row is in use."""
        row = uow.get(ENTITIES[self.table], self.key)
        if prepare := _BEFORE_DELETE.get(type(row)):
            prepare(uow, row)
        uow.delete(row)


def _detach_action(uow: UnitOfWork, row: Entity) -> None:
    assert isinstance(row, Action)
    for sub in row.sub_actions:
        _detach_action(uow, sub)
    stem, _, rank = row.number.rpartition(".")
    if rank.isascii() and rank.isdigit() and len(rank) <= LONGEST_RANK:
        uow.reserve(f"action:{stem}", int(rank))  # typed by hand or imported, it was given all the same (R20)
    for link in (AgendaItemAction, DecisionAction):
        for held in uow.session.scalars(select(link).where(link.action_id == row.id)):
            uow.session.delete(held)
    for task in uow.session.scalars(select(Task).where(Task.action_id == row.id)):
        task.action_id = None
    uow.flush()


def _free_axis(uow: UnitOfWork, row: Entity) -> None:
    held = uow.session.scalars(select(Action).where(Action.axis_id == row.id)).first()
    children = uow.session.scalars(select(Axis).where(Axis.parent_id == row.id)).first()
    if held is not None or children is not None:
        raise ValidationFailed(axis="Cet axe porte encore des actions ou des sous-axes\u00a0: déplacez-les d’abord.")
    for indicator in uow.session.scalars(select(Indicator).where(Indicator.axis_id == row.id)):
        indicator.axis_id = None
    uow.flush()


def _detach_seat(uow: UnitOfWork, row: Entity) -> None:
    for attendance in uow.session.scalars(select(Attendance).where(Attendance.seat_id == row.id)):
        attendance.seat_id = None
    uow.flush()


def _refuse_if_used(uow: UnitOfWork, row: Entity) -> None:
    for mapper in ENTITIES.values():
        for column in mapper.__table__.columns:
            if any(key.column.table is row.__table__ for key in column.foreign_keys):
                used = uow.session.execute(select(column).where(column == row.id).limit(1)).first()
                if used is not None:
                    where = wording.table_name(mapper.__tablename__).lower()
                    raise ValidationFailed(
                        name=f"« {row.label()} » est encore utilisé ({where}) : rien n’a été supprimé."
                    )


def _refuse_held(_uow: UnitOfWork, row: Entity) -> None:
    assert isinstance(row, Meeting | Committee)
    meetings = [row] if isinstance(row, Meeting) else row.meetings
    if any(meeting.opened_at is not None for meeting in meetings):
        raise ValidationFailed(
            meeting="Une séance tenue ne se supprime pas\u00a0: elle appartient à l’histoire du dossier."
        )


def _detach_item(uow: UnitOfWork, row: Entity) -> None:
    for decision in uow.session.scalars(select(Decision).where(Decision.item_id == row.id)):
        decision.item_id = None
    for task in uow.session.scalars(select(Task).where(Task.item_id == row.id)):
        task.item_id = None
    uow.flush()


_BEFORE_DELETE: Mapping[type[Entity], Callable[[UnitOfWork, Entity], None]] = {
    Action: _detach_action,
    Axis: _free_axis,
    Seat: _detach_seat,
    Organization: _refuse_if_used,
    Person: _refuse_if_used,
    Meeting: _refuse_held,
    Committee: _refuse_held,
    AgendaItem: _detach_item,
}
